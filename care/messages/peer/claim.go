package peer

import (
	"slices"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/rekenen"
	"codeberg.org/samenkracht/samenkracht/care/messages/peer/memory"
	"codeberg.org/samenkracht/samenkracht/care/messages/peer/script"
)

// claimMonth claims the month that has passed, once for each municipality and law, with what was left over of
// earlier months: lines that were refused come again, with the next claim (IV090).
func (p *Peer) claimMonth() (busy bool, err error) {
	today, ok := rekenen.LeesDag(string(p.today))
	if !ok {
		return false, nil
	}
	over := today.Maand() - 1
	type group struct {
		law          istandaard.Wet
		municipality string
	}
	seen := map[group]bool{}
	for _, a := range p.ledger.Allocations {
		g := group{a.Law, a.Municipality}
		if seen[g] || a.Provider != p.Code {
			continue
		}
		seen[g] = true
		did, err := p.claim(g.law, g.municipality, over)
		if busy = busy || did; err != nil {
			return busy, err
		}
	}
	return busy, nil
}

// claim sends one claim, when there is something to claim.
func (p *Peer) claim(law istandaard.Wet, municipality string, over rekenen.Maand) (bool, error) {
	k := memory.Key("323", law, municipality, over.String())
	if p.ledger.Tried[k] {
		return false, nil
	}
	m := p.newMessage(law.Soort("323"), municipality)
	id := m.Kop().Identificatie
	c := istandaard.Declaratie{DeclaratieNummer: id, DeclaratieDagtekening: p.today,
		DeclaratiePeriode: istandaard.GeslotenPeriode{Begindatum: datum(over.Begin()), Einddatum: datum(over.Einde())}}
	wrong, lines := false, int64(0)
	for _, a := range p.ledger.Allocations {
		if a.Law != law || a.Municipality != municipality || a.Provider != p.Code {
			continue
		}
		list, err := p.support(a, over)
		if err != nil {
			return false, err
		}
		for _, l := range list {
			if memory.Month(string(l.ProductPeriode.Begindatum)) == over.String() {
				wrong = p.spoil(&l, a) || wrong
			}
			lines++
			l.ProductReferentie.ReferentieNummer = id + "-" + decimal(lines)
			c.TotaalIngediendBedrag.TotaalBedrag += l.IngediendBedrag.Bedrag
			add(&c, a.Bsn, l)
		}
	}
	if lines == 0 {
		return false, nil
	}
	c.TotaalIngediendBedrag.DebetCredit = istandaard.Debet
	if err := fill(m, "Declaratie", c); err != nil {
		return false, err
	}
	return p.send(draft{message: m, key: k, base: datum(over.Einde() + 1), any: wrong})
}

// add puts a line with its client.
func add(c *istandaard.Declaratie, bsn string, l istandaard.Prestatie) {
	i := slices.IndexFunc(c.Clienten, func(d istandaard.DeclaratieClient) bool { return d.Bsn == bsn })
	if i < 0 {
		i = len(c.Clienten)
		c.Clienten = append(c.Clienten, istandaard.DeclaratieClient{Bsn: bsn})
	}
	c.Clienten[i].Prestaties = append(c.Clienten[i].Prestaties, l)
}

func datum(d rekenen.Dag) istandaard.Datum { return istandaard.Datum(d.String()) }

// oldest is how many months back a line may lie (TR335), and first the first month of claims (CS100).
const (
	oldest = 58
	first  = "2021-01"
)

// support are the lines on an allocation that are still to be claimed, up to and including a month.
func (p *Peer) support(a memory.Allocation, over rekenen.Maand) (out []istandaard.Prestatie, err error) {
	s, err := p.stand(a)
	if err != nil || s.Toewijzing == nil || s.Verwijderd || s.Gestart == "" {
		return nil, err
	}
	t, taken := s.Toewijzing, p.ledger.Total(a)
	valid := rekenen.Periode{Begin: day(t.Ingangsdatum), Einde: day(t.Einddatum)}
	delivered := rekenen.Periode{Begin: day(s.Gestart), Einde: day(s.Gestopt)}
	begin := max(valid.Begin.Maand(), over-oldest)
	for m := begin; m <= over; m++ {
		period, ok := rekenen.Productperiode(valid, m)
		if _, any := delivered.Doorsnede(period); !ok || !any || m.String() < first {
			continue
		}
		if _, done := p.ledger.Lines[memory.Line{Law: a.Law, Municipality: a.Municipality, Number: a.Number, Month: m.String()}]; done {
			continue
		}
		l := istandaard.Prestatie{ToewijzingNummer: a.Number,
			ProductPeriode: istandaard.GeslotenPeriode{Begindatum: datum(period.Begin), Einddatum: datum(period.Einde)}}
		if p.price(&l, a, t, period, taken) {
			taken += l.GeleverdVolume
			out = append(out, l)
		}
	}
	return out, nil
}

func day(d istandaard.Datum) rekenen.Dag {
	n, _ := rekenen.LeesDag(string(d))
	return n
}

// price fills the product, the volume and the amount of a line: the most that the allocation allows, at the rate
// that is known. It is false when nothing can be claimed.
func (p *Peer) price(l *istandaard.Prestatie, a memory.Allocation, t *istandaard.ToegewezenProduct, period rekenen.Periode, taken int64) bool {
	if t.Product == nil {
		p.once(p.Lang.Say("allocation %d names no product, so it is not known what to claim", a.Number))
		return false
	}
	l.ProductCategorie, l.ProductCode = t.Product.Categorie, t.Product.Code
	if l.ProductCode == "" {
		code, ok := p.Contracts.Code(a.Law, a.Municipality, p.Code, l.ProductCategorie, l.ProductPeriode.Begindatum)
		if !ok {
			p.once(p.Lang.Say("allocation %d names no product, so it is not known what to claim", a.Number))
			return false
		}
		l.ProductCode = code
	}
	l.Eenheid, l.GeleverdVolume = most(t, period, taken)
	p.amount(l, a)
	return l.GeleverdVolume > 0
}

// most is the largest volume that fits in a period, and its unit.
func most(t *istandaard.ToegewezenProduct, period rekenen.Periode, taken int64) (unit string, volume int64) {
	if t.Omvang == nil {
		if t.Budget == nil {
			return istandaard.EenheidEuro, 0
		}
		left := int64(1)
		if end := day(t.Einddatum); end != 0 {
			left = max(int64(end.Maand()-period.Begin.Maand())+1, 1)
		}
		return istandaard.EenheidEuro, max(*t.Budget-taken, 0) / left
	}
	r := rekenen.Toewijzing{Product: rekenen.Product{Categorie: t.Product.Categorie, Code: t.Product.Code},
		Geldig: rekenen.Periode{Begin: day(t.Ingangsdatum), Einde: day(t.Einddatum)},
		Omvang: rekenen.Omvang{Volume: t.Omvang.Volume, Eenheid: t.Omvang.Eenheid, Frequentie: t.Omvang.Frequentie}}
	unit = t.Omvang.Eenheid
	volume, _ = rekenen.MaximumPerPeriode(r, period, unit)
	if all, ok := rekenen.MaximumTotaal(r, unit, period.Einde); ok {
		volume = min(volume, all-taken)
	}
	return unit, max(volume, 0)
}

// largest is the largest amount and the largest volume of a line (RS005).
const largest = 99_999_999

// amount fills the rate and the amount. An amount in euros has no rate.
func (p *Peer) amount(l *istandaard.Prestatie, a memory.Allocation) {
	l.GeleverdVolume = min(l.GeleverdVolume, largest)
	l.IngediendBedrag = istandaard.BedragMetDC{Bedrag: l.GeleverdVolume, DebetCredit: istandaard.Debet}
	if l.Eenheid == istandaard.EenheidEuro {
		return
	}
	product := istandaard.Product{Categorie: l.ProductCategorie, Code: l.ProductCode}
	rate, unit, known := p.register().Tarief(a.Law, a.Municipality, p.Code, product, l.ProductPeriode.Begindatum)
	if !known {
		rate, unit = p.Rate, l.Eenheid
	}
	perHour := unit == istandaard.EenheidUur && l.Eenheid == istandaard.EenheidMinuut
	shown := rate
	if perHour {
		shown = rekenen.TariefPerMinuut(rate)
	}
	if rate > 0 {
		l.GeleverdVolume = min(l.GeleverdVolume, largest/rate)
	}
	l.ProductTarief = &shown
	l.IngediendBedrag.Bedrag = rekenen.Bedrag(l.GeleverdVolume, shown)
	if perHour {
		l.IngediendBedrag.Bedrag = rekenen.BedragUurtariefInMinuten(rate, l.GeleverdVolume)
	}
}

// nobody is the number of an allocation that nobody gave.
const nobody = 999_999_999

// spoil makes a line wrong as the script wants; it is false when the script does not.
func (p *Peer) spoil(l *istandaard.Prestatie, a memory.Allocation) bool {
	about := []string{decimal(a.Number), a.Bsn, memory.Month(string(l.ProductPeriode.Begindatum))}
	e, ok := p.Script.Find("323", about, script.WrongClaims...)
	if !ok {
		return false
	}
	switch e.Action {
	case script.TooMuch:
		l.GeleverdVolume = 2*l.GeleverdVolume + 1
		p.reckon(l)
	case script.WrongRate:
		if l.ProductTarief == nil {
			return false
		}
		*l.ProductTarief++
		p.reckon(l)
	case script.WrongPeriod:
		if l.ProductPeriode.Begindatum == l.ProductPeriode.Einddatum {
			l.ProductPeriode.Einddatum = script.Plus(l.ProductPeriode.Einddatum, 1)
		} else {
			l.ProductPeriode.Begindatum = script.Plus(l.ProductPeriode.Begindatum, 1)
		}
	case script.UnknownOrder:
		l.ToewijzingNummer = nobody
	}
	return true
}

// reckon makes the amount of a line fit its volume and its rate again.
func (p *Peer) reckon(l *istandaard.Prestatie) {
	l.IngediendBedrag.Bedrag = l.GeleverdVolume
	if l.ProductTarief != nil {
		l.IngediendBedrag.Bedrag = rekenen.Bedrag(l.GeleverdVolume, *l.ProductTarief)
	}
}
