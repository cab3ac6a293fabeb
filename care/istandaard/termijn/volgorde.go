package termijn

import (
	"slices"
	"strings"
)

// Stop says whether a 307 ends the delivery for good (OP377, OP378).
type Stop string

// The kinds of a stop. In a sequence the empty Stop stands for any, in what happened for a final one.
const (
	Definitief Stop = "definitief"
	Tijdelijk  Stop = "RedenBeeindiging=20"
	Elke       Stop = "tijdelijk of definitief"
)

// StopVan is the kind of a 307 by its RedenBeeindiging: 20 is temporary in both laws (TR413, TR415).
func StopVan(reden string) Stop {
	if reden == "20" {
		return Tijdelijk
	}
	return Definitief
}

// Stap is one message in a sequence. In what happened it tells all that the message says; in a sequence an empty
// field is free, but for StatusAanlevering, which then is 1 (IV008).
type Stap struct {
	Soort             string // 301, 305, 307, 315, 317 or 319
	VerzoekAntwoord   string // of a 319: 1 refused, 2 in inquiry
	RedenAfwijzing    string // of a 319: RedenAfwijzingVerzoek
	StatusAanlevering string // of a 305 or 307: 1 first, 3 remove
	Stop              Stop   // of a 307
}

// String writes the step as the published sequences do: 319(VerzoekAntwoord=2).
func (s Stap) String() string {
	var deel []string
	for _, d := range []struct{ naam, waarde string }{{"VerzoekAntwoord=", s.VerzoekAntwoord},
		{"RedenAfwijzingVerzoek=", s.RedenAfwijzing}, {"StatusAanlevering=", s.StatusAanlevering}, {"", string(s.Stop)}} {
		if d.waarde != "" {
			deel = append(deel, d.naam+d.waarde)
		}
	}
	if deel == nil {
		return s.Soort
	}
	return s.Soort + "(" + strings.Join(deel, ",") + ")"
}

// verwijdert reports whether the step takes an earlier message back (IV008).
func (s Stap) verwijdert() bool { return s.StatusAanlevering == verwijderen }

const eerste, verwijderen = "1", "3"

// past reports whether what happened is this step of a sequence.
func (s Stap) past(gebeurd Stap) bool {
	vrij := func(wil, is string) bool { return wil == "" || wil == is }
	stop := gebeurd.Stop
	if stop == "" {
		stop = Definitief
	}
	return s.Soort == gebeurd.Soort && vrij(s.VerzoekAntwoord, gebeurd.VerzoekAntwoord) &&
		vrij(s.RedenAfwijzing, gebeurd.RedenAfwijzing) && s.verwijdert() == gebeurd.verwijdert() &&
		(s.Stop == Elke || vrij(string(s.Stop), string(stop)))
}

// Volgorde is one allowed sequence of messages (OP271, OP274, OP344, OP346, OP377, OP378, OP379, IV008).
type Volgorde struct {
	Groep   string // VOT: after a 315, VOW: after a 317, Regie: start and stop
	Naam    string
	Stappen []Stap
}

// String writes the sequence as published: 315 > 301.
func (v Volgorde) String() string {
	var deel []string
	for _, s := range v.Stappen {
		deel = append(deel, s.String())
	}
	return strings.Join(deel, " > ")
}

var (
	vot, vow    = Stap{Soort: "315"}, Stap{Soort: "317"}
	toegewezen  = Stap{Soort: "301"}
	inOnderzoek = Stap{Soort: "319", VerzoekAntwoord: "2"}
	afgewezen   = Stap{Soort: "319", VerzoekAntwoord: "1"}
	woonplaats  = Stap{Soort: "319", VerzoekAntwoord: "1", RedenAfwijzing: "8"}
	start       = Stap{Soort: "305"}
	stop        = Stap{Soort: "307"}
	definitief  = Stap{Soort: "307", Stop: Definitief}
	tijdelijk   = Stap{Soort: "307", Stop: Tijdelijk}
	elkeStop    = Stap{Soort: "307", Stop: Elke}
)

// status is a step with a StatusAanlevering.
func status(s Stap, waarde string) Stap {
	s.StatusAanlevering = waarde
	return s
}

var volgorden = []Volgorde{
	{"VOT", "Direct toewijzen", []Stap{vot, toegewezen}},
	{"VOT", "Toewijzen na onderzoek", []Stap{vot, inOnderzoek, toegewezen}},
	{"VOT", "Direct afwijzen", []Stap{vot, afgewezen}},
	{"VOT", "Afwijzen na onderzoek", []Stap{vot, inOnderzoek, afgewezen}},
	{"VOT", "Afwijzing op grond van het woonplaatsbeginsel (alleen iJw)", []Stap{vot, inOnderzoek, woonplaats}},
	{"VOW", "Direct toewijzen", []Stap{vow, toegewezen}},
	{"VOW", "Toewijzen na onderzoek", []Stap{vow, inOnderzoek, toegewezen}},
	{"VOW", "Direct afwijzen", []Stap{vow, afgewezen}},
	{"VOW", "Afwijzen na onderzoek", []Stap{vow, inOnderzoek, afgewezen}},
	{"Regie", "Stop na start", []Stap{start, definitief}},
	{"Regie", "Tijdelijke stop na start", []Stap{start, tijdelijk}},
	{"Regie", "Definitieve stop na start", []Stap{start, definitief}},
	{"Regie", "Definitieve stop na tijdelijke stop", []Stap{start, tijdelijk, definitief}},
	{"Regie", "Start na stop", []Stap{start, elkeStop, start}},
	{"Regie", "Verwijderen start", []Stap{start, status(start, verwijderen)}},
	{"Regie", "Correctie start", []Stap{start, status(start, verwijderen), status(start, eerste)}},
	{"Regie", "Verwijderen stop", []Stap{stop, status(stop, verwijderen)}},
	{"Regie", "Correctie stop", []Stap{stop, status(stop, verwijderen), status(stop, eerste)}},
}

// Volgorden are the 18 published sequences (OP271, OP274, OP344, OP346, OP377, OP378, OP379, IV008).
func Volgorden() []Volgorde { return slices.Clone(volgorden) }
