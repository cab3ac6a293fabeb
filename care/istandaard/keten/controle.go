package keten

import (
	"errors"
	"slices"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/regel"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/toets"
)

// Controle checks messages.
type Controle struct {
	Geschiedenis Geschiedenis // nil: no level 3
	Register     Register     // nil: no level 4
}

// Oordeel is what the checks found in one message.
type Oordeel struct {
	Bericht *istandaard.Bericht
	Fouten  istandaard.Fouten
	Feiten  []Feit // what to keep when the message is taken in: all of it, or the lines of a claim that are granted or waiting

	codes        map[*istandaard.Deel][]string // the return codes of each part that is wrong
	zonderCredit map[int64]bool                // the allocations on which WijsAf refuses a credit line
}

// Goed reports whether nothing is wrong.
func (o *Oordeel) Goed() bool { return len(o.Fouten) == 0 }

// Afgekeurd reports whether the message is refused as a whole. A claim is when its head is wrong; a wrong line or
// client leaves the other lines standing (IV087).
func (o *Oordeel) Afgekeurd() bool {
	if o.Bericht.Soort().Nummer() != "323" {
		return !o.Goed()
	}
	declaratie := o.Bericht.Inhoud()
	return o.technisch() || len(o.codes[o.Bericht.Header()]) > 0 || len(o.codes[declaratie]) > 0
}

// technisch reports whether a rule within the message is broken, which refuses it with 0001.
func (o *Oordeel) technisch() bool {
	return slices.ContainsFunc(o.Fouten, func(f istandaard.Fout) bool { return f.Niveau == regel.Bericht })
}

// Beoordeel checks a message that Lees accepted: level 2, then level 3 with a history, then level 4 with a
// register. Rules across messages are not looked at when a rule within the message is broken. The error is of
// the history or of the register.
func (c Controle) Beoordeel(b *istandaard.Bericht) (*Oordeel, error) {
	o := &Oordeel{Bericht: b, codes: map[*istandaard.Deel][]string{}}
	for _, f := range toets.Toets(b) {
		if f.Niveau == regel.Bericht {
			o.Fouten = append(o.Fouten, f)
		}
	}
	if b.Soort().IsRetour() {
		return o, nil
	}
	g := c.Geschiedenis
	if g == nil {
		g = &Geheugen{}
	}
	k := &keuring{Oordeel: o, beeld: beeld{Bron: BronVan(b), g: &Geheugen{Onder: g}}, los: c.Geschiedenis == nil, register: c.Register}
	if o.Goed() {
		k.keten()
	} else {
		k.onthoudKop()
	}
	return o, k.err
}

// keten checks a message on levels 3 and 4.
func (k *keuring) keten() {
	if k.register != nil {
		k.extern()
	}
	k.als(slices.ContainsFunc(k.zoek(k.Sleutel()), func(f Feit) bool { return f.Kop != nil }),
		"TR056", k.Bericht.Header(), "BerichtIdentificatie", "Identificatie")
	k.onthoudKop()
	controles[k.Bericht.Soort().Nummer()](k)
}

// controles check the content of a message by its number.
var controles = map[string]func(*keuring){"301": (*keuring).toewijzingsbericht, "305": (*keuring).startbericht,
	"307": (*keuring).stopbericht, "315": (*keuring).verzoekOmToewijzing, "317": (*keuring).verzoekOmWijziging,
	"319": (*keuring).antwoordbericht, "323": (*keuring).declaratiebericht, "325": (*keuring).declaratieAntwoord}

// keuring is one message under control.
type keuring struct {
	*Oordeel
	beeld
	los      bool // there is no history: rules of level 3 are not looked at
	register Register
}

// mis reports that a part breaks a rule. The code goes to the class that the part stands in.
func (k *keuring) mis(id string, klasse, deel *istandaard.Deel) {
	if k.los && isNiveau3(id) {
		return
	}
	if deel == nil {
		deel = klasse
	}
	f := k.Bericht.NieuweFout(id, deel)
	k.Fouten = append(k.Fouten, f)
	if f.Code == "" {
		f.Code = geenCode
	}
	if !slices.Contains(k.codes[klasse], f.Code) {
		k.codes[klasse] = append(k.codes[klasse], f.Code)
	}
}

// geenCode marks a class that breaks a rule without return code, in a 325, to which nobody answers.
const geenCode = "0001"

func isNiveau3(id string) bool {
	r, _ := regel.Zoek(id)
	return r.Niveau == regel.Keten && id != "TR319" && id != "TR418" // these need no other message
}

// nietGekeken marks a class and what stands in it as not judged (IV028).
func (k *keuring) nietGekeken(klasse *istandaard.Deel) {
	for d := range klasse.Alle() {
		if len(k.codes[d]) == 0 {
			k.codes[d] = []string{RetourNietGekeken}
		}
	}
}

// als reports that a part breaks a rule when something is so.
func (k *keuring) als(is bool, id string, klasse *istandaard.Deel, in ...string) {
	if is {
		k.mis(id, klasse, klasse.Zoek(in...))
	}
}

// onthoud keeps a fact of the message, to be found under the keys; the lines after it see it too.
func (k *keuring) onthoud(f Feit, sleutels ...Sleutel) {
	if f.Bron == (Bron{}) {
		f.Bron = k.Bron
	}
	f.Sleutels = sleutels
	k.Feiten = append(k.Feiten, f)
	k.err = errors.Join(k.err, k.g.Bewaar([]Feit{f}))
}

// onthoudKop keeps that the message was there, which uses its number up also when it is refused (TR056).
func (k *keuring) onthoudKop() {
	var x istandaard.XsdVersie
	k.Bericht.Header().Zoek("XsdVersie").Naar(&x)
	k.onthoud(Feit{Kop: &x}, k.Sleutel())
}
