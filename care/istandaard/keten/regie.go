package keten

import (
	"slices"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
)

// startbericht checks a 305. What is taken back comes first, so that a correction can stand in one message (IV008).
func (k *keuring) startbericht() {
	client := k.Bericht.Inhoud()
	bsn := client.Tekst("Bsn")
	for _, d := range eerstWeg(client, "StartProducten") {
		var s istandaard.StartProduct
		d.Naar(&s)
		ok := k.isToegewezen(s.ToewijzingNummer, s.Product, bsn)
		lopend := k.leveringen(s.ToewijzingNummer, s.Product, bsn)
		i := vindStart(lopend, bsn, s)
		if s.StatusAanlevering == istandaard.StatusVerwijderen {
			k.als(i < 0, "TR063", d, "StatusAanlevering")
			k.als(i >= 0 && !lopend[max(i, 0)].loopt(), "TR071", d, "StatusAanlevering")
		} else {
			k.als(!ok, "TR019", d)
			k.als(i >= 0, "TR074", d)
			k.als(slices.ContainsFunc(lopend, levering.loopt), "TR326", d)
		}
		k.onthoud(Feit{Bsn: bsn, Start: &s}, k.levering(s.ToewijzingNummer, bsn), k.client(bsn))
	}
}

// stopbericht checks a 307.
func (k *keuring) stopbericht() {
	client := k.Bericht.Inhoud()
	bsn := client.Tekst("Bsn")
	for _, d := range eerstWeg(client, "StopProducten") {
		var s istandaard.StopProduct
		d.Naar(&s)
		ok := k.isToegewezen(s.ToewijzingNummer, s.Product, bsn)
		lopend := k.leveringen(s.ToewijzingNummer, s.Product, bsn)
		var stops []istandaard.StopProduct
		i := vindLevering(lopend, bsn, s)
		if i >= 0 {
			stops = lopend[i].stops
		}
		eerder := slices.ContainsFunc(stops, func(x istandaard.StopProduct) bool { return zelfdeStop(x, s) })
		if s.StatusAanlevering == istandaard.StatusVerwijderen {
			k.als(!eerder, "TR063", d, "StatusAanlevering")
		} else {
			k.als(!ok, "TR019", d)
			k.als(ok && i < 0, "TR382", d)
			k.als(eerder, "TR074", d)
			k.naStop(d, s, stops)
		}
		k.onthoud(Feit{Bsn: bsn, Stop: &s}, k.levering(s.ToewijzingNummer, bsn), k.client(bsn))
	}
}

// naStop checks a stop against the stops of the same delivery before it: after a pause only a final stop may
// come, not before it, and after a final stop nothing.
func (k *keuring) naStop(d *istandaard.Deel, s istandaard.StopProduct, eerder []istandaard.StopProduct) {
	for _, e := range eerder {
		tijdelijk := e.RedenBeeindiging == istandaard.RedenTijdelijk
		k.als(tijdelijk && s.RedenBeeindiging == istandaard.RedenTijdelijk, "TR413", d)
		k.als(e.Einddatum.Na(s.Einddatum), "TR414", d)
		k.als(!tijdelijk, "TR415", d)
	}
}

// eerstWeg are the lines of a start or stop message, those that take something back first.
func eerstWeg(client *istandaard.Deel, rij string) []*istandaard.Deel {
	delen := slices.Collect(client.Rij(rij))
	slices.SortStableFunc(delen, func(a, b *istandaard.Deel) int { return orde(a) - orde(b) })
	return delen
}

func orde(d *istandaard.Deel) int {
	if d.Tekst("StatusAanlevering") == istandaard.StatusVerwijderen {
		return 0
	}
	return 1
}

// isToegewezen reports whether a start or stop is about an allocation that stands (TR019). A product that is named
// must be that of the allocation, or within it. Support that is bought as a task has no allocation: a product
// without a number (IV096).
func (k *keuring) isToegewezen(nummer *int64, p *istandaard.Product, bsn string) bool {
	if nummer == nil {
		return p != nil
	}
	t, ok := k.beeld.toewijzing(*nummer, bsn)
	return ok && !t.verwijderd() && past(t.Product, p)
}

// past reports whether a product stays within what is allocated: the same category and code, where the
// allocation names them.
func past(toegewezen, genoemd *istandaard.Product) bool {
	if toegewezen == nil || genoemd == nil {
		return true
	}
	return toegewezen.Categorie == genoemd.Categorie &&
		(toegewezen.Code == "" || genoemd.Code == "" || toegewezen.Code == genoemd.Code)
}
