package istandaard

import (
	"slices"

	"codeberg.org/samenkracht/samenkracht/care/istandaard/codelijst"
)

// vorm is how the text of an element is read.
type vorm uint8

const (
	tekst  vorm = iota // as it stands there
	geheel             // a whole number; blanks around it do not count
	datum              // a date without time zone
	tijd               // a time of day without time zone
)

// Type is a data type of the base schema (LDT): what may stand in one element. Lengths are in characters.
type Type struct {
	Naam           string // LDT_Datum
	Patroon        string // as the schema writes it; empty: none
	Korter, Langer int    // fewest and most characters; 0: no limit
	Hoogste        int64  // highest whole number; the lowest is always 0
	Codes          *codelijst.Lijst
	Anoniem        bool // declared on the spot, so xsi:type cannot name it

	vorm     vorm
	past     func(string) bool   // holds the value against Patroon
	codes    map[string]struct{} // those of Codes
	regelMax string              // the rule that sets the upper limit
	regelPat string              // the rule that sets the pattern
}

// Klasse is a class of a message (berichtklasse) or a composite data type (CDT): elements in a fixed order.
type Klasse struct {
	Naam      string
	Basis     bool // its elements stand in the namespace of the base schema
	Elementen []Element
}

// Element is one element of a class: it has a data type, or a class of its own.
type Element struct {
	Naam   string
	Type   *Type
	Klasse *Klasse
	Min    int
	Max    int // 0: as often as wanted
}

// Schema is the declaration of one message type.
type Schema struct {
	Soort       Soort
	BerichtCode string
	Wortel      *Element // Bericht
}

var schemas = func() map[Soort]*Schema {
	out := map[Soort]*Schema{}
	for _, wet := range []Wet{IWmo, IJw} {
		s := samensteller{wet: wet, typen: typenVan(wet)}
		for i, p := range paren {
			codes := p.wmo
			if wet == IJw {
				codes = p.jw
			}
			heen := s.bericht(i, codes[0])
			out[heen.Soort] = heen
			terug := s.antwoord(i, codes[1], heen)
			out[terug.Soort] = terug
		}
	}
	return out
}()

// opRuimte finds a message type by the namespace of its root.
var opRuimte = func() map[string]*Schema {
	out := map[string]*Schema{}
	for soort, s := range schemas {
		out[soort.Naamruimte()] = s
	}
	return out
}()

// Schema is the declaration of a message type; nil for a type that does not exist.
func (s Soort) Schema() *Schema { return schemas[s] }

// vind is the place of an element in the class, or -1.
func (k *Klasse) vind(naam string) int {
	return slices.IndexFunc(k.Elementen, func(e Element) bool { return e.Naam == naam })
}

// Element finds an element of the class by name; nil when the class has none.
func (k *Klasse) Element(naam string) *Element {
	if i := k.vind(naam); i >= 0 {
		return &k.Elementen[i]
	}
	return nil
}

// IsLijst reports whether the class only holds a row of one element, as Relaties holds Relatie.
func (k *Klasse) IsLijst() bool { return len(k.Elementen) == 1 && k.Elementen[0].Max == 0 }

// Verplicht reports whether the element must be there.
func (e *Element) Verplicht() bool { return e.Min > 0 }

// typenaam is the name by which xsi:type could name the type of the element, and whether it is a base type.
func (e *Element) typenaam() (naam string, basis bool) {
	switch {
	case e.Klasse != nil:
		return e.Klasse.Naam, e.Klasse.Basis
	case e.Type.Anoniem:
		return "", true
	}
	return e.Type.Naam, true
}
