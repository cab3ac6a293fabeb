package termijn

import (
	"fmt"
	"slices"

	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// afspraak is one term of the standard: what sets it going, who must do what, and how long that may take.
type afspraak struct {
	soort    string // the message after which it runs
	verwacht []string
	voor     Partij
	naam     string // the row in platform/law
	regels   []string
	vanaf    func(Gebeurtenis) law.Date // no day: the term does not run
	voldaan  func(Gebeurtenis) law.Date
}

// The terms of the message flows. A 323 has no return message but a 325, and a 325 asks no answer.
var afspraken = []afspraak{
	retour("301", "302", Aanbieder),
	retour("305", "306", Gemeente),
	retour("307", "308", Gemeente),
	retour("315", "316", Gemeente),
	retour("317", "318", Gemeente),
	retour("319", "320", Aanbieder),
	{"323", []string{"325"}, Gemeente, "istandaard.claim_answer", []string{"OP090x4"}, Gebeurtenis.ontvangst, Gebeurtenis.retour},

	{"301", []string{"305"}, Aanbieder, "istandaard.start", []string{"OP271"}, Gebeurtenis.start, Gebeurtenis.antwoord},
	{"305", []string{"307"}, Aanbieder, "istandaard.stop", []string{"OP272"}, Gebeurtenis.einde, Gebeurtenis.antwoord},
	{"307", []string{"307"}, Aanbieder, "istandaard.stop", []string{"OP272"}, Gebeurtenis.einde, Gebeurtenis.antwoord},

	{"315", verzoek, Gemeente, "istandaard.answer", []string{"OP274", "OP344"}, Gebeurtenis.ontvangst, Gebeurtenis.eersteAntwoord},
	{"315", verzoek, Gemeente, "istandaard.residence", []string{"OP359"}, Gebeurtenis.woonplaats, Gebeurtenis.antwoord},
	{"315", verzoek, Gemeente, "istandaard.in_inquiry", []string{"OP274", "OP344"}, Gebeurtenis.onderzoek, Gebeurtenis.antwoord},
	{"317", verzoek, Gemeente, "istandaard.answer", []string{"OP346", "OP344"}, Gebeurtenis.ontvangst, Gebeurtenis.eersteAntwoord},
	{"317", verzoek, Gemeente, "istandaard.in_inquiry", []string{"OP346", "OP344"}, Gebeurtenis.onderzoek, Gebeurtenis.antwoord},
}

// verzoek are the answers to a request.
var verzoek = []string{"301", "319"}

func retour(soort, antwoord string, voor Partij) afspraak {
	return afspraak{soort, []string{antwoord}, voor, "istandaard.return", []string{"OP090"}, Gebeurtenis.ontvangst, Gebeurtenis.retour}
}

// isRetour reports whether the term is for the answer to the message itself, not for what follows on its content.
func (a afspraak) isRetour() bool {
	return a.naam == "istandaard.return" || a.naam == "istandaard.claim_answer"
}

// antwoorden are the messages that ask nothing of the receiver.
var antwoorden = []string{"302", "306", "308", "316", "318", "320", "325"}

func (g Gebeurtenis) retour() law.Date   { return g.Retour }
func (g Gebeurtenis) antwoord() law.Date { return g.Antwoord }
func (g Gebeurtenis) einde() law.Date    { return g.Einde }

// start is the day of the real start; of an allocation that looks back not before it was received (OP271).
func (g Gebeurtenis) start() law.Date {
	if g.Terugwerkend && !g.Start.IsZero() && g.Start.Before(g.ontvangst()) {
		return g.ontvangst()
	}
	return g.Start
}

// eersteAntwoord is the day of the first answer: that there is an inquiry is one (OP274, OP346).
func (g Gebeurtenis) eersteAntwoord() law.Date {
	if g.Antwoord.IsZero() || !g.Onderzoek.IsZero() && g.Onderzoek.Before(g.Antwoord) {
		return g.Onderzoek
	}
	return g.Antwoord
}

// onderzoek is the day from which the eight weeks of an inquiry count: the date of the request (OP274, OP346).
func (g Gebeurtenis) onderzoek() law.Date {
	if g.Onderzoek.IsZero() {
		return law.Date{}
	}
	return g.dagtekening()
}

// woonplaats is the day from which the two weeks of the iJw count (OP359).
func (g Gebeurtenis) woonplaats() law.Date {
	if g.Wet != IJw || !g.Woonplaats {
		return law.Date{}
	}
	return g.ontvangst()
}

// Termijnen are the terms that a message sets going, kept or not (flows: OP090, OP090x4, OP271, OP272, OP274, OP346,
// OP359).
func Termijnen(g Gebeurtenis) ([]Termijn, error) {
	if g.Wet != IWmo && g.Wet != IJw {
		return nil, fmt.Errorf("%s %s: %q is no law of the standard", g.Soort, g.Kenmerk, g.Wet)
	}
	if g.ontvangst().IsZero() {
		return nil, fmt.Errorf("%s %s: neither its date nor the day it was received is known", g.Soort, g.Kenmerk)
	}
	bekend := slices.Contains(antwoorden, g.Soort)
	var uit []Termijn
	for _, a := range afspraken {
		if a.soort != g.Soort {
			continue
		}
		bekend = true
		if a.vanaf(g).IsZero() || g.Afgekeurd && !a.isRetour() {
			continue
		}
		klok, err := law.Begin(a.naam, a.vanaf(g))
		if err != nil {
			return nil, fmt.Errorf("%s %s: %w", g.Soort, g.Kenmerk, err)
		}
		uit = append(uit, Termijn{g, slices.Clone(a.verwacht), a.voor, slices.Clone(a.regels), klok, a.voldaan(g)})
	}
	if !bekend {
		return nil, fmt.Errorf("%s: %q is no message of the standard", g.Kenmerk, g.Soort)
	}
	return uit, nil
}

// Openstaand are the messages that have yet to come at the end of a day, in time or late, the first due first
// (OP090, OP090x4, OP271, OP272, OP274, OP346, OP359).
func Openstaand(gebeurd []Gebeurtenis, vandaag law.Date) ([]Termijn, error) {
	var uit []Termijn
	for _, g := range gebeurd {
		termijnen, err := Termijnen(g)
		if err != nil {
			return nil, err
		}
		for _, t := range termijnen {
			if t.Open(vandaag) {
				uit = append(uit, t)
			}
		}
	}
	slices.SortStableFunc(uit, func(a, b Termijn) int { return a.Uiterlijk().Compare(b.Uiterlijk()) })
	return uit, nil
}
