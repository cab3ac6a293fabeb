// Package istandaard reads, checks, builds and writes the messages of iWmo 3.2 and iJw 3.2, with which Dutch
// municipalities and their providers order support, report its start and its end, ask for it, and claim it.
//
// It is pure: bytes go in, values and faults come out. It knows no database, no clock and no network, and
// it speaks the standard's own Dutch names, so that a message, its schema and this code read alike.
//
// # One description
//
// A message type is declared once, as data: its classes, and for each element its order, how often it may
// stand there, and its data type with length, pattern and code list (see [Schema]). One small engine reads
// that declaration to check, to build, to write and to explain all 28 message types, 14 of each law.
//
//   - [Lees] turns bytes into a [Bericht], or says why no such message stands in them (control level 1).
//   - [Nieuw] begins a message; [Deel.Zet] and [Deel.Van] fill it; [Bericht.Schrijf] makes the bytes.
//   - [Deel.Zoek], [Deel.Tekst] and [Deel.Delen] walk a message; [Deel.Naar] fills a Go value from a class.
//   - [Bericht.JSON] and [LeesJSON] turn a message into JSON and back.
//
// # The other control levels
//
//   - Package toets says which rules inside one message are broken (level 2).
//   - Package keten checks a message against what was exchanged before (level 3) and against the world outside
//     (level 4), makes the return message, and plays either role of a conversation.
//   - Package rekenen computes volumes, periods and amounts; package termijn says what is late, and for whom.
//   - Package regel says in plain words what each rule and each return code means; package codelijst holds the codes.
package istandaard

import (
	"slices"
	"strings"
)

// Wet is the law that a message belongs to, as the standard abbreviates it.
type Wet string

// The two laws: Wet maatschappelijke ondersteuning 2015 and Jeugdwet.
const (
	IWmo Wet = "iwmo"
	IJw  Wet = "ijw"
)

// Soort names a message type by law and number, such as WMO301 or JW323.
type Soort string

// The message types of the Wmo. Those of the Jeugdwet have the same numbers after JW.
const (
	WMO301 Soort = "WMO301" // toewijzing: a municipality orders support
	WMO302 Soort = "WMO302" // the return message to a 301
	WMO305 Soort = "WMO305" // startbericht: a provider has begun
	WMO306 Soort = "WMO306" // the return message to a 305
	WMO307 Soort = "WMO307" // stopbericht: a provider has ended
	WMO308 Soort = "WMO308" // the return message to a 307
	WMO315 Soort = "WMO315" // verzoek om toewijzing: a provider asks for an allocation
	WMO316 Soort = "WMO316" // the return message to a 315
	WMO317 Soort = "WMO317" // verzoek om wijziging: a provider asks to change allocations
	WMO318 Soort = "WMO318" // the return message to a 317
	WMO319 Soort = "WMO319" // antwoord: a municipality answers a 315 or 317
	WMO320 Soort = "WMO320" // the return message to a 319
	WMO323 Soort = "WMO323" // declaratie: a provider claims
	WMO325 Soort = "WMO325" // the answer to a 323
	JW301  Soort = "JW301"
	JW302  Soort = "JW302"
	JW305  Soort = "JW305"
	JW306  Soort = "JW306"
	JW307  Soort = "JW307"
	JW308  Soort = "JW308"
	JW315  Soort = "JW315"
	JW316  Soort = "JW316"
	JW317  Soort = "JW317"
	JW318  Soort = "JW318"
	JW319  Soort = "JW319"
	JW320  Soort = "JW320"
	JW323  Soort = "JW323"
	JW325  Soort = "JW325"
)

const (
	ruimteBegin   = "http://www.istandaarden.nl/"
	ruimteRelease = "/3_2/"
	ruimteEinde   = "/schema"

	// SchemaVersie is the version of the schemas that this package follows (IV034).
	SchemaVersie = "1.0.0"
	// XsltVersie is the version of the published control rules that package toets follows.
	XsltVersie = "2.10.5"
	// MaxGrootte is the largest message in bytes; the standard allows no larger file (OP179).
	MaxGrootte = 25 << 20
)

// paren are the numbers of the messages that are sent, with the berichtcode (COD002) of each law; the
// message that answers has the number and the codes that follow.
var paren = []struct {
	heen, terug string
	wmo, jw     [2]string
	gemeente    bool // the municipality sends it
	retour      bool // the answer is a return message, with the same content
}{
	{"301", "302", [2]string{"414", "415"}, [2]string{"436", "437"}, true, true},
	{"305", "306", [2]string{"418", "419"}, [2]string{"438", "439"}, false, true},
	{"307", "308", [2]string{"420", "421"}, [2]string{"440", "441"}, false, true},
	{"315", "316", [2]string{"444", "445"}, [2]string{"446", "447"}, false, true},
	{"317", "318", [2]string{"480", "481"}, [2]string{"486", "487"}, false, true},
	{"319", "320", [2]string{"482", "483"}, [2]string{"488", "489"}, true, true},
	{"323", "325", [2]string{"484", "485"}, [2]string{"490", "491"}, false, false},
}

// Soorten lists the 28 message types: those of the Wmo and then those of the Jeugdwet, by number.
func Soorten() []Soort {
	var out []Soort
	for _, wet := range []Wet{IWmo, IJw} {
		for _, p := range paren {
			out = append(out, wet.Soort(p.heen), wet.Soort(p.terug))
		}
	}
	return out
}

// Soort is the message type with a number such as 301 in this law.
func (w Wet) Soort(nummer string) Soort {
	if w == IJw {
		return Soort("JW" + nummer)
	}
	return Soort("WMO" + nummer)
}

// Wet is the law of the message type.
func (s Soort) Wet() Wet {
	if strings.HasPrefix(string(s), "JW") {
		return IJw
	}
	return IWmo
}

// Nummer is the number of the message type, such as 301.
func (s Soort) Nummer() string { return strings.TrimLeft(string(s), "JWMO") }

// Antwoord is the message type that answers this one: the return message, or the 325 to a 323. It is empty
// for a message that is an answer itself.
func (s Soort) Antwoord() Soort {
	for _, p := range paren {
		if p.heen == s.Nummer() {
			return s.Wet().Soort(p.terug)
		}
	}
	return ""
}

// Heen is the message type that this one answers; empty for a message that answers none.
func (s Soort) Heen() Soort {
	for _, p := range paren {
		if p.terug == s.Nummer() {
			return s.Wet().Soort(p.heen)
		}
	}
	return ""
}

// IsRetour reports whether it is a return message, which repeats the message that it answers. A 325 is none.
func (s Soort) IsRetour() bool { return s.Heen() != "" && s.Nummer() != "325" }

// VanGemeente reports whether a municipality sends messages of this type.
func (s Soort) VanGemeente() bool {
	for _, p := range paren {
		switch s.Nummer() {
		case p.heen:
			return p.gemeente
		case p.terug:
			return !p.gemeente
		}
	}
	return false
}

// Bestaat reports whether release 3.2 has this message type.
func (s Soort) Bestaat() bool { return slices.Contains(Soorten(), s) }

// Prefix is the namespace prefix of the message's own elements in the published examples, such as wmo301.
func (s Soort) Prefix() string { return strings.ToLower(string(s)) }

// Naamruimte is the namespace of the message's own elements.
func (s Soort) Naamruimte() string {
	return ruimteBegin + string(s.Wet()) + ruimteRelease + s.Prefix() + ruimteEinde
}

// Basisruimte is the namespace of the elements of the base schema of a law.
func (w Wet) Basisruimte() string {
	return ruimteBegin + string(w) + ruimteRelease + "basisschema" + ruimteEinde
}
