// Package regel holds every rule and every return code of iWmo and iJw 3.2: its control level, the messages
// it binds, the return code it gives, and a short sentence of our own, in Dutch and in English, that tells a
// caseworker or the administration of a provider what is wrong and what to do.
//
// What a rule checks is written in package istandaard (level 1), toets (level 2) and keten (levels 3 and 4);
// here stands only what is said about it.
package regel

import "slices"

// Soort is the kind of a rule, and how its id begins.
type Soort string

// The kinds of rules of the standard.
const (
	TR Soort = "TR" // technische regel: what a receiver checks
	CD Soort = "CD" // conditie: when an element is filled
	CS Soort = "CS" // constraint: what an element may hold
	RS Soort = "RS" // restrictie: what the schema limits
	IV Soort = "IV" // invulinstructie: how an element is filled
	OP Soort = "OP" // operationele bedrijfsregel: how the parties work
	UP Soort = "UP" // uitgangspunt: a principle of the standard
)

// Niveau is a control level of the standard. Rules that nobody checks by machine have none.
type Niveau int

// The control levels.
const (
	Geen     Niveau = 0
	Schema   Niveau = 1 // by the schema; no return message
	Bericht  Niveau = 2 // within one message; the whole message is refused
	Keten    Niveau = 3 // across messages
	Register Niveau = 4 // against the world outside: clock, contract, lists
)

// Wet is the law of a message: the rule holds in both when it is empty.
type Wet string

// The two laws.
const (
	IWmo Wet = "iwmo"
	IJw  Wet = "ijw"
)

// Regel is one rule of the standard.
type Regel struct {
	ID         string
	Niveau     Niveau
	Wet        Wet    // empty: both
	Berichten  string // the numbers of the messages that it binds, such as "305 307"; "retour" is every return message
	Retourcode string // empty: none
	Nl, En     string // what is wrong and what to do, or what is asked
}

// Soort is the kind of the rule.
func (r Regel) Soort() Soort { return Soort(r.ID[:2]) }

// Retourcode is one code of list WJ001.
type Retourcode struct {
	Code   string
	Nl, En string
}

var alle = slices.Concat(technisch, binnenBericht, schema, werkwijze)

var opID = func() map[string]Regel {
	m := make(map[string]Regel, len(alle))
	for _, r := range alle {
		m[r.ID] = r
	}
	return m
}()

// Alle lists the rules: TR first, then CD and CS, RS, and the rules that no machine checks.
func Alle() []Regel { return slices.Clone(alle) }

// Zoek finds a rule by its id, such as TR304 or OP033x1.
func Zoek(id string) (Regel, bool) {
	r, ok := opID[id]
	return r, ok
}
