package peer

import (
	"strconv"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/keten"
	"codeberg.org/samenkracht/samenkracht/care/messages/record"
)

// ledger is what a peer must know to move a conversation on: the clients, allocations, requests and claims that
// it saw, and what it tried already. What counts and what was refused, package keten knows.
type ledger struct {
	clients     map[who]istandaard.Client
	allocations []allocation
	known       map[allocation]bool
	highest     map[istandaard.Wet]int64 // number of an allocation
	requests    []*istandaard.Bericht
	claims      map[keten.Sleutel][]claimed
	lines       map[claimed]int64 // the volume of each line that was not refused
	tried       map[string]bool
}

// who is a client of a municipality.
type who struct {
	law               istandaard.Wet
	municipality, bsn string
}

// allocation is the number of an allocation, and whose it is.
type allocation struct {
	who
	provider string
	number   int64
}

// claimed is one line of a claim, by its allocation and the month of the support.
type claimed struct {
	law          istandaard.Wet
	municipality string
	number       int64
	month        string // 2026-03
}

func newLedger() *ledger {
	return &ledger{clients: map[who]istandaard.Client{}, known: map[allocation]bool{}, highest: map[istandaard.Wet]int64{},
		claims: map[keten.Sleutel][]claimed{}, lines: map[claimed]int64{}, tried: map[string]bool{}}
}

// see takes in a message, sent or received, that was not refused.
func (l *ledger) see(b *istandaard.Bericht) {
	bron := keten.BronVan(b)
	switch b.Soort().Nummer() {
	case "301":
		l.allocate(b, bron)
	case "315", "317":
		l.requests = append(l.requests, b)
	case "319":
		a := b.Inhoud()
		l.tried[key("319", b.Wet(), bron.Aanbieder, a.Tekst("ReferentieAanbieder"), a.Tekst("VerzoekAntwoord"))] = true
	case "305":
		for d := range b.Inhoud().Rij("StartProducten") {
			l.tried[key("305", b.Wet(), bron.Gemeente, d.Tekst("ToewijzingNummer"), d.Tekst("Begindatum"), d.Tekst("StatusAanlevering"))] = true
		}
	case "307":
		for d := range b.Inhoud().Rij("StopProducten") {
			l.tried[key("307", b.Wet(), bron.Gemeente, d.Tekst("ToewijzingNummer"), d.Tekst("Begindatum"), d.Tekst("Einddatum"))] = true
		}
	case "323":
		l.claim(b, bron)
	case "325":
		l.answer(b)
	}
}

// key names something that is done once.
func key(number string, law istandaard.Wet, parts ...string) string {
	s := number + "|" + string(law)
	for _, p := range parts {
		s += "|" + p
	}
	return s
}

func (l *ledger) allocate(b *istandaard.Bericht, bron keten.Bron) {
	var c istandaard.Client
	b.Inhoud().Naar(&c)
	person := who{b.Wet(), bron.Gemeente, c.Bsn}
	for _, t := range c.ToegewezenProducten {
		a := allocation{person, bron.Aanbieder, t.ToewijzingNummer}
		if !l.known[a] {
			l.known[a] = true
			l.allocations = append(l.allocations, a)
		}
		l.highest[a.law] = max(l.highest[a.law], a.number)
		if t.ReferentieAanbieder != "" {
			l.tried[key("301", a.law, a.provider, t.ReferentieAanbieder)] = true
		}
	}
	c.ToegewezenProducten = nil
	l.clients[person] = c
}

func (l *ledger) claim(b *istandaard.Bericht, bron keten.Bron) {
	d := b.Inhoud()
	l.tried[key("323", b.Wet(), bron.Gemeente, month(d.Tekst("DeclaratiePeriode", "Begindatum")))] = true
	for client := range d.Rij("Clienten") {
		for p := range client.Rij("Prestaties") {
			line := lineOf(p, bron)
			volume, _ := p.Getal("GeleverdVolume")
			l.claims[bron.Sleutel()] = append(l.claims[bron.Sleutel()], line)
			l.lines[line] += volume
		}
	}
}

// answer takes away the lines that a 325 refuses.
func (l *ledger) answer(b *istandaard.Bericht) {
	if record.RefusesAll(b) {
		for _, line := range l.claims[record.Answered(b).Sleutel()] {
			delete(l.lines, line)
		}
		return
	}
	for client := range b.Inhoud().Rij("Clienten") {
		for p := range client.Rij("Prestaties") {
			delete(l.lines, lineOf(p, keten.BronVan(b)))
		}
	}
}

func lineOf(p *istandaard.Deel, bron keten.Bron) claimed {
	n, _ := p.Getal("ToewijzingNummer")
	return claimed{bron.Soort.Wet(), bron.Gemeente, n, month(p.Tekst("ProductPeriode", "Begindatum"))}
}

func month(day string) string {
	if len(day) < 7 {
		return day
	}
	return day[:7]
}

// total is the volume of all lines on an allocation that count.
func (l *ledger) total(a allocation) (sum int64) {
	for line, volume := range l.lines {
		if line.law == a.law && line.municipality == a.municipality && line.number == a.number {
			sum += volume
		}
	}
	return sum
}

func decimal(n int64) string { return strconv.FormatInt(n, 10) }
