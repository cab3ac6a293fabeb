// Package istandaard reads and writes the messages of iWmo 3.2 that place an order and say that it
// starts and stops: 301, 305 and 307, each with the return message 302, 306 and 308 that answers it.
//
// It is pure: bytes go in, values and faults come out. It knows no database, no clock and no network,
// and it speaks the standard's own Dutch names, so that a message, its schema and this code read alike.
//
//   - Lees turns bytes into a message, or says why no such message stands in them (control level 1).
//   - Toets says which rules inside one message are broken (control level 2).
//   - Schrijf does both checks and turns a message into bytes.
//   - Goedkeuring, Afkeuring and Beoordeling make the return message to a message that came in.
//   - Uitleg says in plain words what a return code means.
//
// What needs earlier messages or outside registers (levels 3 and 4) is for the caller, who knows them.
package istandaard

import "strings"

// Soort names a message type, such as WMO301.
type Soort string

// The message types that this package reads and writes.
const (
	WMO301 Soort = "WMO301" // toewijzing: a municipality orders support
	WMO302 Soort = "WMO302" // the return message to a 301
	WMO305 Soort = "WMO305" // startbericht: a provider has begun
	WMO306 Soort = "WMO306" // the return message to a 305
	WMO307 Soort = "WMO307" // stopbericht: a provider has ended
	WMO308 Soort = "WMO308" // the return message to a 307
)

const (
	naamruimte   = "http://www.istandaarden.nl/iwmo/3_2/"
	basisruimte  = naamruimte + "basisschema/schema"
	schemaVersie = "1.0.0"

	// XsltVersie is the version of the published control rules that Toets follows.
	XsltVersie = "2.10.5"

	// MaxGrootte is the largest message in bytes; the standard allows no larger file (OP179).
	MaxGrootte = 25 << 20
)

// berichtsoort is what the standard fixes for a message type.
type berichtsoort struct {
	soort               Soort
	code                string // BerichtCode, Vektis list COD002
	afzender, ontvanger string // the data type of the two addresses
	antwoord            Soort  // the return message; empty for a return message itself
	leeg                func() Bericht
}

var berichtsoorten = []berichtsoort{
	{WMO301, "414", "Gemeente", "AgbCode", WMO302, func() Bericht { return &Toewijzingsbericht{} }},
	{WMO302, "415", "Gemeente", "AgbCode", "", func() Bericht { return &Toewijzingsbericht{} }},
	{WMO305, "418", "AgbCode", "Gemeente", WMO306, func() Bericht { return &Startbericht{} }},
	{WMO306, "419", "AgbCode", "Gemeente", "", func() Bericht { return &Startbericht{} }},
	{WMO307, "420", "AgbCode", "Gemeente", WMO308, func() Bericht { return &Stopbericht{} }},
	{WMO308, "421", "AgbCode", "Gemeente", "", func() Bericht { return &Stopbericht{} }},
}

func zoekSoort(past func(berichtsoort) bool) (berichtsoort, bool) {
	for _, s := range berichtsoorten {
		if past(s) {
			return s, true
		}
	}
	return berichtsoort{}, false
}

// isRetour reports whether messages of this type answer another one.
func (s berichtsoort) isRetour() bool { return s.antwoord == "" }

// prefix is the namespace prefix of the message's own elements, as in the published examples.
func (s berichtsoort) prefix() string { return strings.ToLower(string(s.soort)) }

// ruimte is the namespace of the message's own elements.
func (s berichtsoort) ruimte() string { return naamruimte + s.prefix() + "/schema" }

// Bericht is a message: a *Toewijzingsbericht, a *Startbericht or a *Stopbericht, as sent or as returned.
type Bericht interface {
	// Kop is the header, which says of which type the message is.
	Kop() *Header
	regels(t *toets)
}

// SoortVan tells of which type a message is; it is empty when the BerichtCode is not one of ours.
func SoortVan(b Bericht) Soort {
	s, _ := soortVan(b)
	return s.soort
}

func soortVan(b Bericht) (berichtsoort, bool) {
	code := b.Kop().BerichtCode
	return zoekSoort(func(s berichtsoort) bool { return s.code == code })
}
