// Package keten checks a message against what was exchanged before (control level 3) and against the world
// outside (level 4), makes the message that answers it, and plays either side of a conversation: the
// municipality or the provider.
//
// What was exchanged is kept as facts ([Feit]): each says what one class of one message said. A check asks for
// them by key ([Sleutel]) through [Geschiedenis]; whoever keeps them fills [Archief], of which [Geheugen] is the
// one without a database. Facts of a message that was refused are forgotten, but for its number.
//
//   - [Controle.Beoordeel] checks one message on levels 2 to 4.
//   - [Oordeel.Antwoord] is the message that answers it: a return message (IV028), or a 325 to a claim (IV087).
//   - [Partij] keeps one side of a conversation: it sends and receives, and keeps the facts in step.
//   - [Stand] tells how one allocation stands: allocated, started, stopped, claimed, granted.
package keten

import (
	"slices"
	"strconv"
	"strings"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
)

// Bron is the message that a fact comes from, with the two parties whoever of them sent it.
type Bron struct {
	Soort               istandaard.Soort
	Gemeente, Aanbieder string
	Kenmerk             string // its Identificatie
	Dagtekening         istandaard.Datum
}

// BronVan is the origin of the facts in a message. For a return message it is the message that was answered.
func BronVan(b *istandaard.Bericht) Bron {
	kop, soort := b.Kop(), b.Soort()
	if soort.IsRetour() {
		soort = soort.Heen()
	}
	bron := Bron{Soort: soort, Gemeente: kop.Ontvanger, Aanbieder: kop.Afzender, Kenmerk: kop.Identificatie, Dagtekening: kop.Dagtekening}
	if soort.VanGemeente() {
		bron.Gemeente, bron.Aanbieder = bron.Aanbieder, bron.Gemeente
	}
	return bron
}

// wet is the law in which numbers of allocations, claims and requests are unique.
func (b Bron) wet() istandaard.Wet { return b.Soort.Wet() }

// Feit is what one class of a message says. One of the pointers is set.
type Feit struct {
	Bron     Bron
	Sleutels []Sleutel
	Bsn      string `json:",omitempty"`

	Kop         *istandaard.XsdVersie          `json:",omitempty"` // the message itself, with the schemas that it names
	Toewijzing  *istandaard.ToegewezenProduct  `json:",omitempty"`
	Start       *istandaard.StartProduct       `json:",omitempty"`
	Stop        *istandaard.StopProduct        `json:",omitempty"`
	Aangevraagd *istandaard.AangevraagdProduct `json:",omitempty"`
	Verzoek     *istandaard.Verzoek            `json:",omitempty"`
	Antwoord    *istandaard.Antwoord           `json:",omitempty"`
	Declaratie  *istandaard.Declaratie         `json:",omitempty"` // without its clients
	Prestatie   *istandaard.Prestatie          `json:",omitempty"`
	Afgewezen   *istandaard.Prestatie          `json:",omitempty"` // a line that a 325 refused; Bron is the claim
	Beantwoord  *istandaard.DeclaratieAntwoord `json:",omitempty"` // without its clients
}

// Sleutel is a key by which facts are found. It can hold a BSN: a store that outlives the process keeps it
// unreadable.
type Sleutel string

func sleutel(delen ...string) Sleutel { return Sleutel(strings.Join(delen, "|")) }

// Sleutel finds a message by its number, which is unique for its sender and type (TR056).
func (b Bron) Sleutel() Sleutel {
	afzender := b.Aanbieder
	if b.Soort.VanGemeente() {
		afzender = b.Gemeente
	}
	return sleutel("bericht", string(b.Soort), afzender, b.Kenmerk)
}

// toewijzing finds everything about one allocation (TR332).
func (b Bron) toewijzing(nummer int64) Sleutel {
	return sleutel("toewijzing", string(b.wet()), b.Gemeente, strconv.FormatInt(nummer, 10))
}

// levering finds the starts and stops of an allocation, or what a provider does for a client as a task, which has no
// allocation (IV096).
func (b Bron) levering(nummer *int64, bsn string) Sleutel {
	if nummer != nil {
		return b.toewijzing(*nummer)
	}
	return sleutel("taak", string(b.wet()), b.Gemeente, b.Aanbieder, bsn)
}

// client finds what a provider has for one client of a municipality.
func (b Bron) client(bsn string) Sleutel {
	return sleutel("client", string(b.wet()), b.Gemeente, b.Aanbieder, bsn)
}

// referentie finds a request of a provider and what was said to it (TR347).
func (b Bron) referentie(nummer string) Sleutel {
	return sleutel("referentie", string(b.wet()), b.Aanbieder, nummer)
}

// declaratie finds a claim by its number (TR333).
func (b Bron) declaratie(nummer string) Sleutel {
	return sleutel("declaratie", string(b.wet()), b.Aanbieder, nummer)
}

// declaraties finds all claims of a provider at a municipality.
func (b Bron) declaraties() Sleutel {
	return sleutel("declaraties", string(b.wet()), b.Gemeente, b.Aanbieder)
}

// prestatie finds a line of a claim by its number (TR314).
func (b Bron) prestatie(nummer string) Sleutel {
	return sleutel("prestatie", string(b.wet()), b.Aanbieder, nummer)
}

// Geschiedenis is what was exchanged before.
type Geschiedenis interface {
	// Zoek gives the facts under a key, in the order in which they were kept.
	Zoek(Sleutel) ([]Feit, error)
}

// Archief is a history that can be added to.
type Archief interface {
	Geschiedenis
	// Bewaar keeps facts.
	Bewaar(feiten []Feit) error
	// Vergeet forgets the facts of a message, but for the one that it was there (Feit.Kop).
	Vergeet(Bron) error
}

// Geheugen is an Archief that lives as long as the process. The zero Geheugen is empty; it can lie over another
// history that it leaves as it is.
type Geheugen struct {
	Onder    Geschiedenis
	feiten   map[Sleutel][]Feit
	sleutels map[Sleutel][]Sleutel // of the facts of a message, by its own key
}

// Zoek gives the facts under a key, those of the history below first.
func (g *Geheugen) Zoek(s Sleutel) ([]Feit, error) {
	if g.Onder == nil {
		return g.feiten[s], nil
	}
	onder, err := g.Onder.Zoek(s)
	if err != nil || len(g.feiten[s]) == 0 {
		return onder, err
	}
	return append(onder[:len(onder):len(onder)], g.feiten[s]...), nil
}

// Bewaar keeps facts.
func (g *Geheugen) Bewaar(feiten []Feit) error {
	if g.feiten == nil {
		g.feiten, g.sleutels = map[Sleutel][]Feit{}, map[Sleutel][]Sleutel{}
	}
	for _, f := range feiten {
		wie := f.Bron.Sleutel()
		g.sleutels[wie] = append(g.sleutels[wie], f.Sleutels...)
		for _, s := range f.Sleutels {
			g.feiten[s] = append(g.feiten[s], f)
		}
	}
	return nil
}

// Vergeet forgets the facts of a message, but for the one that it was there.
func (g *Geheugen) Vergeet(bron Bron) error {
	wie := bron.Sleutel()
	waar := slices.Compact(slices.Sorted(slices.Values(g.sleutels[wie])))
	for _, s := range waar {
		g.feiten[s] = slices.DeleteFunc(slices.Clone(g.feiten[s]), func(f Feit) bool { return f.Kop == nil && f.Bron.Sleutel() == wie })
	}
	return nil
}
