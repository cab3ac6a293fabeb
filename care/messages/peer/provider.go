package peer

import (
	"strconv"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/keten"
	"codeberg.org/samenkracht/samenkracht/care/messages/peer/memory"
	"codeberg.org/samenkracht/samenkracht/care/messages/peer/script"
)

// provide does what a provider does of its own accord: start, stop and claim.
func (p *Peer) provide() (busy bool, err error) {
	for _, a := range p.ledger.Allocations {
		stand, err := p.stand(a)
		if err != nil {
			return busy, err
		}
		if stand.Toewijzing == nil || a.Provider != p.Code {
			continue // it was refused
		}
		did, err := p.deliverSupport(a, stand)
		if busy = busy || did; err != nil {
			return busy, err
		}
	}
	did, err := p.claimMonth()
	return busy || did, err
}

// deliverSupport starts what may begin, stops what has ended, and takes back the start of what was removed.
func (p *Peer) deliverSupport(a memory.Allocation, s keten.Stand) (bool, error) {
	t := s.Toewijzing
	running := s.Gestart != "" && s.Gestopt == ""
	switch {
	case s.Verwijderd && running:
		return p.start(a, t, s.Gestart, istandaard.StatusVerwijderen)
	case s.Verwijderd:
		return false, nil
	case running && t.Einddatum != "" && p.today.Na(t.Einddatum):
		return p.stop(a, t, s.Gestart)
	case running:
		return false, nil
	}
	begin := t.Ingangsdatum
	if s.Gestopt != "" {
		begin = script.Plus(s.Gestopt, 1) // it was made longer, or it only paused
	}
	if begin.Na(p.today) || t.Einddatum != "" && begin.Na(t.Einddatum) {
		return false, nil
	}
	return p.start(a, t, begin, istandaard.StatusEerste)
}

func (p *Peer) start(a memory.Allocation, t *istandaard.ToegewezenProduct, begin istandaard.Datum, status string) (bool, error) {
	c := p.ledger.Clients[a.Person]
	m := p.newMessage(a.Law.Soort("305"), a.Municipality)
	err := fill(m, "Client", istandaard.StartClient{Bsn: a.Bsn, Geboortedatum: c.Geboortedatum, Geslacht: c.Geslacht, Naam: briefly(c.Naam),
		StartProducten: []istandaard.StartProduct{{ToewijzingNummer: &t.ToewijzingNummer, Product: t.Product, ToewijzingIngangsdatum: t.Ingangsdatum,
			Begindatum: begin, StatusAanlevering: status}}})
	if err != nil {
		return false, err
	}
	return p.send(draft{message: m, key: memory.Key("305", a.Law, a.Municipality, decimal(a.Number), string(begin), status), base: latest(begin, t.Toewijzingsdatum)})
}

// asPlanned is the RedenBeeindiging of support that ends as it should.
var asPlanned = map[istandaard.Wet]string{istandaard.IWmo: "19", istandaard.IJw: "31"}

func (p *Peer) stop(a memory.Allocation, t *istandaard.ToegewezenProduct, begin istandaard.Datum) (bool, error) {
	c, end := p.ledger.Clients[a.Person], latest(t.Einddatum, begin)
	m := p.newMessage(a.Law.Soort("307"), a.Municipality)
	err := fill(m, "Client", istandaard.StopClient{Bsn: a.Bsn, Geboortedatum: c.Geboortedatum, Geslacht: c.Geslacht, Naam: briefly(c.Naam),
		StopProducten: []istandaard.StopProduct{{ToewijzingNummer: &t.ToewijzingNummer, Product: t.Product, ToewijzingIngangsdatum: t.Ingangsdatum,
			Begindatum: begin, RedenBeeindiging: asPlanned[a.Law], Einddatum: end, StatusAanlevering: istandaard.StatusEerste}}})
	if err != nil {
		return false, err
	}
	return p.send(draft{message: m, key: memory.Key("307", a.Law, a.Municipality, decimal(a.Number), string(begin), string(end)), base: script.Plus(end, 1)})
}

func briefly(n istandaard.VolledigeNaam) istandaard.VerkorteNaam {
	return istandaard.VerkorteNaam{Geslachtsnaam: n.Geslachtsnaam, Voornamen: n.Voornamen, Voorletters: n.Voorletters}
}

// fill fills the class beside the header.
func fill(m *istandaard.Bericht, class string, from any) error {
	d, err := m.Wortel.Voeg(class)
	if err != nil {
		return err
	}
	return d.Van(from)
}

func latest(a, b istandaard.Datum) istandaard.Datum {
	if b.Na(a) {
		return b
	}
	return a
}

func decimal(n int64) string { return strconv.FormatInt(n, 10) }
