package memory

import (
	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/keten"
)

// Ledger is what a peer must know to move a conversation on: the clients, allocations, requests and claims that
// it saw, and what it tried already. What counts and what was refused, package keten knows.
type Ledger struct {
	Clients     map[Person]istandaard.Client
	Allocations []Allocation
	Highest     map[istandaard.Wet]int64 // number of an allocation
	Requests    []*istandaard.Bericht
	Lines       map[Line]int64 // the volume of each line of a claim that was not refused
	Tried       map[string]bool

	known  map[Allocation]bool
	claims map[keten.Sleutel][]Line
}

// Person is a client of a municipality.
type Person struct {
	Law               istandaard.Wet
	Municipality, Bsn string
}

// Allocation is the number of an allocation, and whose it is.
type Allocation struct {
	Person
	Provider string
	Number   int64
}

// Line is one line of a claim, by its allocation and the month of the support.
type Line struct {
	Law          istandaard.Wet
	Municipality string
	Number       int64
	Month        string // 2026-03
}

// NewLedger is an empty ledger.
func NewLedger() *Ledger {
	return &Ledger{Clients: map[Person]istandaard.Client{}, Highest: map[istandaard.Wet]int64{}, Lines: map[Line]int64{}, Tried: map[string]bool{},
		known: map[Allocation]bool{}, claims: map[keten.Sleutel][]Line{}}
}

// See takes in a message, sent or received, that was not refused.
func (l *Ledger) See(b *istandaard.Bericht) {
	bron := keten.BronVan(b)
	switch b.Soort().Nummer() {
	case "301":
		l.allocate(b, bron)
	case "315", "317":
		l.Requests = append(l.Requests, b)
	case "319":
		a := b.Inhoud()
		l.Tried[Key("319", b.Wet(), bron.Aanbieder, a.Tekst("ReferentieAanbieder"), a.Tekst("VerzoekAntwoord"))] = true
	case "305":
		for d := range b.Inhoud().Rij("StartProducten") {
			l.Tried[Key("305", b.Wet(), bron.Gemeente, d.Tekst("ToewijzingNummer"), d.Tekst("Begindatum"), d.Tekst("StatusAanlevering"))] = true
		}
	case "307":
		for d := range b.Inhoud().Rij("StopProducten") {
			l.Tried[Key("307", b.Wet(), bron.Gemeente, d.Tekst("ToewijzingNummer"), d.Tekst("Begindatum"), d.Tekst("Einddatum"))] = true
		}
	case "323":
		l.claim(b, bron)
	case "325":
		l.answer(b)
	}
}

// Key names something that is done once.
func Key(number string, law istandaard.Wet, parts ...string) string {
	s := number + "|" + string(law)
	for _, p := range parts {
		s += "|" + p
	}
	return s
}

func (l *Ledger) allocate(b *istandaard.Bericht, bron keten.Bron) {
	var c istandaard.Client
	b.Inhoud().Naar(&c)
	person := Person{b.Wet(), bron.Gemeente, c.Bsn}
	for _, t := range c.ToegewezenProducten {
		a := Allocation{person, bron.Aanbieder, t.ToewijzingNummer}
		if !l.known[a] {
			l.known[a] = true
			l.Allocations = append(l.Allocations, a)
		}
		l.Highest[a.Law] = max(l.Highest[a.Law], a.Number)
		if t.ReferentieAanbieder != "" {
			l.Tried[Key("301", a.Law, a.Provider, t.ReferentieAanbieder)] = true
		}
	}
	c.ToegewezenProducten = nil
	l.Clients[person] = c
}

func (l *Ledger) claim(b *istandaard.Bericht, bron keten.Bron) {
	d := b.Inhoud()
	l.Tried[Key("323", b.Wet(), bron.Gemeente, Month(d.Tekst("DeclaratiePeriode", "Begindatum")))] = true
	for client := range d.Rij("Clienten") {
		for p := range client.Rij("Prestaties") {
			line := lineOf(p, bron)
			volume, _ := p.Getal("GeleverdVolume")
			l.claims[bron.Sleutel()] = append(l.claims[bron.Sleutel()], line)
			l.Lines[line] += volume
		}
	}
}

// answer takes away the lines that a 325 refuses.
func (l *Ledger) answer(b *istandaard.Bericht) {
	if bron, all := keten.Vervalt(b); all {
		for _, line := range l.claims[bron.Sleutel()] {
			delete(l.Lines, line)
		}
		return
	}
	for client := range b.Inhoud().Rij("Clienten") {
		for p := range client.Rij("Prestaties") {
			delete(l.Lines, lineOf(p, keten.BronVan(b)))
		}
	}
}

func lineOf(p *istandaard.Deel, bron keten.Bron) Line {
	n, _ := p.Getal("ToewijzingNummer")
	return Line{bron.Soort.Wet(), bron.Gemeente, n, Month(p.Tekst("ProductPeriode", "Begindatum"))}
}

// Month is the month of a day.
func Month(day string) string {
	if len(day) < 7 {
		return day
	}
	return day[:7]
}

// Total is the volume of all lines on an allocation that count.
func (l *Ledger) Total(a Allocation) (sum int64) {
	for line, volume := range l.Lines {
		if line.Law == a.Law && line.Municipality == a.Municipality && line.Number == a.Number {
			sum += volume
		}
	}
	return sum
}
