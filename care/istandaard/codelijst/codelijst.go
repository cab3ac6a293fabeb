// Package codelijst holds the code lists of iWmo and iJw 3.2: which codes there are, what each means in the
// words of the list, and from which day it may be used. Product codes, AGB codes and rates are not in it:
// those differ by contract.
package codelijst

import "slices"

// Code is one code of a list.
type Code struct {
	Code      string
	Betekenis string // empty for return codes, of which package regel speaks
	Vanaf     string // first day of use, such as 2021-01-01; empty: always
}

// Lijst is a code list.
type Lijst struct {
	ID    string // as the standard names it: COD046, WJ756
	Naam  string
	Type  string // the data type of the schema that may hold its codes; empty: none
	Wet   string // iwmo or ijw; empty: both
	Codes []Code
}

// Gemeente is a municipality, by its CBS code of four digits.
type Gemeente struct{ Code, Naam string }

var alle = slices.Concat(lijsten, grote)

// Alle lists the code lists.
func Alle() []Lijst { return slices.Clone(alle) }

// Gemeenten lists the municipalities of 2026, by code.
func Gemeenten() []Gemeente { return slices.Clone(gemeenten) }

// VoorType finds the list of a data type, such as LDT_ProductCategorie, in a law.
func VoorType(naam, wet string) (Lijst, bool) {
	i := slices.IndexFunc(alle, func(l Lijst) bool { return l.Type == naam && (l.Wet == "" || l.Wet == wet) })
	if i < 0 {
		return Lijst{}, false
	}
	return alle[i], true
}

// Betekenis tells what a code means; it is empty for a code that is not in the list.
func (l Lijst) Betekenis(code string) string {
	i := slices.IndexFunc(l.Codes, func(c Code) bool { return c.Code == code })
	if i < 0 {
		return ""
	}
	return l.Codes[i].Betekenis
}
