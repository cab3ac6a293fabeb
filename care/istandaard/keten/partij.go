package keten

import (
	"fmt"
	"slices"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
)

// Rol is the side of a conversation.
type Rol string

// The two sides.
const (
	Gemeente  Rol = "gemeente"
	Aanbieder Rol = "aanbieder"
)

// Partij is one side of a conversation: a municipality or a provider, with all that it sent and received.
type Partij struct {
	Rol      Rol
	Code     string // CBS code of a municipality, AGB code of a provider
	Archief  Archief
	Register Register                // nil: level 4 is not checked
	Kenmerk  func() string           // a new Identificatie at each call
	Vandaag  func() istandaard.Datum // the date on its messages
}

// verzendt reports whether this side sends messages of a type.
func (p *Partij) verzendt(soort istandaard.Soort) bool {
	return soort.VanGemeente() == (p.Rol == Gemeente)
}

// Ontvangst is what receiving a message came to.
type Ontvangst struct {
	Bericht  *istandaard.Bericht
	Fouten   istandaard.Fouten   // what is wrong with it
	Antwoord *istandaard.Bericht // what must be sent back, with Verzend; nil: nothing
	Codes    []string            // in an answer: with which codes our message was refused; empty: it was taken in
}

// Nieuw begins a message of this side to another party.
func (p *Partij) Nieuw(soort istandaard.Soort, aan string) *istandaard.Bericht {
	return istandaard.Nieuw(soort, istandaard.Kop{Afzender: p.Code, Ontvanger: aan, Identificatie: p.Kenmerk(), Dagtekening: p.Vandaag()})
}

// Verzend checks a message of this side on every level, keeps what it says and writes it. The error is Fouten
// when the message breaks a rule: then nothing is kept. What it says is undone when the other side refuses it.
func (p *Partij) Verzend(b *istandaard.Bericht) ([]byte, error) {
	if !p.verzendt(b.Soort()) || b.Verzender() != p.Code {
		return nil, fmt.Errorf("%s is not a message of %s %s", b.Soort(), p.Rol, p.Code)
	}
	data, err := b.Schrijf()
	if err != nil {
		return nil, err
	}
	if b.Soort().IsRetour() {
		return data, nil
	}
	o, err := Controle{Geschiedenis: p.Archief, Register: p.Register}.Beoordeel(b)
	if err != nil {
		return nil, err
	}
	if !o.Goed() {
		return nil, o.Fouten
	}
	return data, p.bewaar(o)
}

// bewaar keeps the facts of a message that counts, and forgets those of a claim that a 325 refused as a whole.
func (p *Partij) bewaar(o *Oordeel) error {
	if err := p.Archief.Bewaar(o.Feiten); err != nil {
		return err
	}
	if bron, vervalt := Vervalt(o.Bericht); vervalt {
		return p.Archief.Vergeet(bron)
	}
	return nil
}

// Vervalt tells which message an answer makes as if it had never been sent: a return message with codes, or a 325
// that refuses the whole claim. When the number of the message was used before, what was said under that number
// stands.
func Vervalt(b *istandaard.Bericht) (Bron, bool) {
	switch {
	case nummerDubbel(b):
		return Bron{}, false
	case b.Soort().IsRetour():
		return BronVan(b), len(Retourcodes(b)) > 0
	case b.Soort().Nummer() == "325":
		return BeantwoordeBron(b), HeelAfgewezen(b)
	}
	return Bron{}, false
}

// HeelAfgewezen reports whether a 325 refuses the whole claim, which then counts as not sent (IV087).
func HeelAfgewezen(b *istandaard.Bericht) bool {
	codes := retourcodes(b.Header())
	if d := b.Inhoud(); d != nil {
		codes = append(codes, retourcodes(d)...)
	}
	return slices.ContainsFunc(codes, func(c string) bool { return c != RetourGoed && c != RetourVolledig })
}

// nummerDubbel reports whether an answer refuses a message because its number was used before. What was said under
// that number stands.
func nummerDubbel(b *istandaard.Bericht) bool {
	return slices.Contains(retourcodes(b.Header()), RetourDubbel)
}

// BeantwoordeBron is the claim that a 325 is about.
func BeantwoordeBron(b *istandaard.Bericht) Bron {
	bron, h := BronVan(b), b.Header()
	bron.Soort, bron.Kenmerk = b.Soort().Heen(), h.Tekst("DeclaratieIdentificatie", "Identificatie")
	bron.Dagtekening = h.Datum("DeclaratieIdentificatie", "Dagtekening")
	return bron
}

// Ontvang reads a message to this side, checks it on every level, keeps what it says when it counts, and makes
// the message that answers it. The error is Fouten of level 1 when no message can be read; then nothing is sent
// back (IV028).
func (p *Partij) Ontvang(data []byte) (*Ontvangst, error) {
	b, err := istandaard.Lees(data)
	if err != nil {
		return nil, err
	}
	if p.verzendt(b.Soort()) || b.Ontvanger() != p.Code {
		return nil, fmt.Errorf("%s for %s does not belong at %s %s", b.Soort(), b.Ontvanger(), p.Rol, p.Code)
	}
	if b.Soort().IsRetour() {
		uit := &Ontvangst{Bericht: b, Codes: Retourcodes(b)}
		if bron, vervalt := Vervalt(b); vervalt {
			return uit, p.Archief.Vergeet(bron)
		}
		return uit, nil
	}
	o, err := Controle{Geschiedenis: p.Archief, Register: p.Register}.Beoordeel(b)
	if err != nil {
		return nil, err
	}
	return p.NeemIn(o)
}

// NeemIn keeps what a message says, unless it is refused, and makes the answer, which is still to be sent: what
// a 325 refuses is kept when that leaves. It is the second half of Ontvang, for who looks at a message between.
func (p *Partij) NeemIn(o *Oordeel) (*Ontvangst, error) {
	uit := &Ontvangst{Bericht: o.Bericht, Fouten: o.Fouten}
	if o.Bericht.Soort().Nummer() == "325" {
		if o.Afgekeurd() {
			return uit, nil
		}
		uit.Codes = Retourcodes(o.Bericht)
		return uit, p.bewaar(o)
	}
	uit.Antwoord = o.Antwoord(p.Kenmerk(), p.Vandaag())
	feiten := o.Feiten
	if o.Afgekeurd() {
		feiten = slices.DeleteFunc(slices.Clone(feiten), func(f Feit) bool { return f.Kop == nil })
	}
	return uit, p.Archief.Bewaar(feiten)
}

// Retourcodes are the codes with which an answer refuses something: in a return message or a 325, without those
// that say that all is well. It is empty when everything was taken in.
func Retourcodes(b *istandaard.Bericht) (codes []string) {
	for d := range b.Wortel.Alle() {
		c := d.Waarde()
		if d.Naam() == "RetourCode" && c != RetourGoed && c != RetourNietGekeken && c != RetourVolledig && !slices.Contains(codes, c) {
			codes = append(codes, c)
		}
	}
	return codes
}

func retourcodes(d *istandaard.Deel) (codes []string) {
	for c := range d.Rij("RetourCodes") {
		codes = append(codes, c.Waarde())
	}
	return codes
}
