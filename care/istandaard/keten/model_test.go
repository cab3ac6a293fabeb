package keten

import (
	"cmp"
	"slices"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
)

// lijn is who writes to whom under which law.
type lijn struct {
	wet  istandaard.Wet
	g, a *Partij
}

// model is what must be so when the messages that were taken in are all that was said. It is kept apart from the
// facts of the two sides, in a plainer way.
type model struct {
	toewijzingen []*mToewijzing
	verzoeken    []*mVerzoek
	maanden      map[lijn]istandaard.Datum // first day of the last month that was claimed
}

// mToewijzing is an allocation, or support without one.
type mToewijzing struct {
	lijn
	bsn        string
	taak       bool
	t          istandaard.ToegewezenProduct   // as it stands
	versies    []istandaard.ToegewezenProduct // as it was sent
	leveringen []mLevering
	regels     []*mRegel
}

type mLevering struct {
	begin istandaard.Datum
	stops []istandaard.StopProduct
}

// mRegel is a line of a claim.
type mRegel struct {
	istandaard.Prestatie
	claim  string
	status string
}

const regelWacht, regelToegekend, regelAfgewezen = "waits", "granted", "refused"

// mVerzoek is a request with one reference.
type mVerzoek struct {
	lijn
	bsn              string
	aangevraagd      *istandaard.AangevraagdProduct
	wijzig           *istandaard.Verzoek
	onderzoek, klaar bool
	gehonoreerd      bool
}

func (z *mVerzoek) referentie() string {
	if z.wijzig != nil {
		return z.wijzig.ReferentieAanbieder
	}
	return z.aangevraagd.ReferentieAanbieder
}

func (m *model) vind(l lijn, nummer int64) *mToewijzing {
	for _, x := range m.toewijzingen {
		if !x.taak && x.wet == l.wet && x.g == l.g && x.t.ToewijzingNummer == nummer {
			return x
		}
	}
	return nil
}

// van are the allocations of a client that are not removed.
func (m *model) van(l lijn, bsn string) (uit []*mToewijzing) {
	for _, x := range m.toewijzingen {
		if x.lijn == l && x.bsn == bsn && !x.taak && !x.verwijderd() {
			uit = append(uit, x)
		}
	}
	return uit
}

func (x *mToewijzing) verwijderd() bool {
	return x.t.RedenWijziging == "13" && x.t.Einddatum == x.t.Ingangsdatum
}

func (m *model) verzoek(l lijn, referentie string) *mVerzoek {
	for _, z := range m.verzoeken {
		if z.lijn == l && z.referentie() == referentie {
			return z
		}
	}
	return nil
}

// openVerzoek reports whether a client has a request that waits for its end.
func (m *model) openVerzoek(l lijn, bsn string) bool {
	return slices.ContainsFunc(m.verzoeken, func(z *mVerzoek) bool { return z.lijn == l && z.bsn == bsn && !z.klaar })
}

// verwerk takes in what a message says.
func (m *model) verwerk(l lijn, b *istandaard.Bericht) {
	d := b.Inhoud()
	bsn := d.Tekst("Bsn")
	switch b.Soort().Nummer() {
	case "301":
		for _, t := range lees[istandaard.Client](d).ToegewezenProducten {
			m.toewijzing(l, bsn, t)
		}
	case "305":
		c := lees[istandaard.StartClient](d)
		for _, weg := range []bool{true, false} {
			for _, s := range c.StartProducten {
				if (s.StatusAanlevering == "3") == weg {
					m.start(l, bsn, s)
				}
			}
		}
	case "307":
		c := lees[istandaard.StopClient](d)
		for _, weg := range []bool{true, false} {
			for _, s := range c.StopProducten {
				if (s.StatusAanlevering == "3") == weg {
					m.stop(l, bsn, s)
				}
			}
		}
	case "315":
		for _, a := range lees[istandaard.VerzoekClient](d).AangevraagdeProducten {
			m.verzoeken = append(m.verzoeken, &mVerzoek{lijn: l, bsn: bsn, aangevraagd: &a})
		}
	case "317":
		c := lees[wijzigVan](d)
		m.verzoeken = append(m.verzoeken, &mVerzoek{lijn: l, bsn: bsn, wijzig: &c.Verzoek})
	case "319":
		a := lees[istandaard.Antwoord](d)
		z := m.verzoek(l, a.ReferentieAanbieder)
		z.onderzoek, z.klaar = true, a.VerzoekAntwoord == "1"
	case "323":
		m.declaratie(l, b.Kenmerk(), lees[istandaard.Declaratie](d))
	case "325":
		m.antwoord(l, b)
	}
}

func lees[T any](d *istandaard.Deel) (uit T) {
	d.Naar(&uit)
	return uit
}

func (m *model) toewijzing(l lijn, bsn string, t istandaard.ToegewezenProduct) {
	if z := m.verzoek(l, t.ReferentieAanbieder); t.ReferentieAanbieder != "" && z != nil {
		z.klaar, z.gehonoreerd = true, true
	}
	x := m.vind(l, t.ToewijzingNummer)
	if x == nil {
		x = &mToewijzing{lijn: l, bsn: bsn, t: t}
		m.toewijzingen = append(m.toewijzingen, x)
	}
	x.versies = append(x.versies, t)
	later := cmp.Or(cmp.Compare(t.Toewijzingsdatum, x.t.Toewijzingsdatum), cmp.Compare(t.Toewijzingstijd, x.t.Toewijzingstijd))
	if later >= 0 {
		x.t = t
	}
}

// levering finds what a start or stop is about. A task is made when it is not there yet.
func (m *model) levering(l lijn, bsn string, nummer *int64, p *istandaard.Product) *mToewijzing {
	if nummer != nil {
		return m.vind(l, *nummer)
	}
	for _, x := range m.toewijzingen {
		if x.taak && x.lijn == l && x.bsn == bsn && *x.t.Product == *p {
			return x
		}
	}
	x := &mToewijzing{lijn: l, bsn: bsn, taak: true, t: istandaard.ToegewezenProduct{Product: p}}
	m.toewijzingen = append(m.toewijzingen, x)
	return x
}

func (m *model) start(l lijn, bsn string, s istandaard.StartProduct) {
	x := m.levering(l, bsn, s.ToewijzingNummer, s.Product)
	if s.StatusAanlevering == "3" {
		x.leveringen = slices.DeleteFunc(x.leveringen, func(v mLevering) bool { return v.begin == s.Begindatum })
		return
	}
	x.leveringen = append(x.leveringen, mLevering{begin: s.Begindatum})
}

func (m *model) stop(l lijn, bsn string, s istandaard.StopProduct) {
	x := m.levering(l, bsn, s.ToewijzingNummer, s.Product)
	for i := range x.leveringen {
		v := &x.leveringen[i]
		if v.begin != s.Begindatum {
			continue
		}
		if s.StatusAanlevering == "3" {
			v.stops = slices.DeleteFunc(v.stops, func(e istandaard.StopProduct) bool {
				return e.RedenBeeindiging == s.RedenBeeindiging && e.Einddatum == s.Einddatum
			})
		} else {
			v.stops = append(v.stops, s)
		}
	}
}

func (m *model) declaratie(l lijn, kenmerk string, d istandaard.Declaratie) {
	m.maanden[l] = max(m.maanden[l], d.DeclaratiePeriode.Begindatum)
	for _, c := range d.Clienten {
		for _, p := range c.Prestaties {
			if x := m.vind(l, p.ToewijzingNummer); x != nil {
				x.regels = append(x.regels, &mRegel{p, kenmerk, regelWacht})
			}
		}
	}
}

// antwoord takes in a 325: what it does not refuse is granted, and a claim that it refuses whole was never there.
func (m *model) antwoord(l lijn, b *istandaard.Bericht) {
	if slices.Contains(Retourcodes(b), "9056") {
		return // the claim arrived twice; what was said of it stands
	}
	kenmerk := b.Header().Tekst("DeclaratieIdentificatie", "Identificatie")
	weg, heel := afgewezenRegels(b)
	for _, x := range m.toewijzingen {
		if x.wet != l.wet || x.a != l.a {
			continue
		}
		for _, r := range x.regels {
			switch {
			case r.claim != kenmerk:
			case heel || weg[r.ProductReferentie]:
				r.status = regelAfgewezen
			default:
				r.status = regelToegekend
			}
		}
	}
}

// zonderCredit takes out at once the credit lines that the municipality refuses, and reports whether there are any: the
// provider hears of them when the claim is answered.
func (m *model) zonderCredit(uit *Ontvangst) (weg bool) {
	regels, _ := afgewezenRegels(uit.Antwoord)
	for _, x := range m.toewijzingen {
		for _, r := range x.regels {
			if r.claim == uit.Bericht.Kenmerk() && regels[r.ProductReferentie] && r.IngediendBedrag.DebetCredit == "C" {
				r.status, weg = regelAfgewezen, true
			}
		}
	}
	return weg
}

// afgewezenRegels are the lines that a 325 refuses, or that it refuses all.
func afgewezenRegels(b *istandaard.Bericht) (weg map[istandaard.Referentie]bool, heel bool) {
	weg = map[istandaard.Referentie]bool{}
	a := lees[istandaard.DeclaratieAntwoord](b.Inhoud())
	for _, c := range a.Clienten {
		for _, p := range c.Prestaties {
			weg[p.ProductReferentie] = true
		}
	}
	codes := append(slices.Collect(b.Header().Rij("RetourCodes")), slices.Collect(b.Inhoud().Rij("RetourCodes"))...)
	heel = slices.ContainsFunc(codes, func(c *istandaard.Deel) bool { return c.Waarde() != "0200" && c.Waarde() != "8001" })
	return weg, heel
}

// stand is how the allocation must stand.
func (x *mToewijzing) stand() Stand {
	s := Stand{Toewijzing: &x.t, Verwijderd: x.verwijderd()}
	for _, v := range x.leveringen {
		s.Gestart, s.Gestopt, s.Tijdelijk = v.begin, "", false
		for _, e := range v.stops {
			s.Gestopt, s.Tijdelijk = e.Einddatum, e.RedenBeeindiging == "20"
		}
	}
	for _, r := range x.regels {
		if r.status != regelAfgewezen {
			s.Ingediend += r.cent()
		}
		if r.status == regelToegekend {
			s.Toegekend += r.cent()
		}
	}
	return s
}

func (r *mRegel) cent() int64 {
	if r.IngediendBedrag.DebetCredit == "C" {
		return -r.IngediendBedrag.Bedrag
	}
	return r.IngediendBedrag.Bedrag
}

// tellend are the debit lines that are not refused and not taken back.
func tellend(regels []*mRegel) (uit []*mRegel) {
	for _, r := range regels {
		terug := slices.ContainsFunc(regels, func(c *mRegel) bool {
			return c.status != regelAfgewezen && c.ProductReferentie.VorigReferentieNummer == r.ProductReferentie.ReferentieNummer
		})
		if r.status != regelAfgewezen && r.IngediendBedrag.DebetCredit == "D" && !terug {
			uit = append(uit, r)
		}
	}
	return uit
}
