package keten

import (
	"slices"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/rekenen"
)

// What a provider may send, besides claims.
var zettenAanbieder = []beurt{meldStart, meldStart, meldStop, meldStop, meldTaak, neemTerug, neemTerug, vraagToewijzing, vraagWijziging, vraagWijziging}

// startDag is a day on which a delivery may begin that has not begun on it before.
func (w *wereld) startDag(x *mToewijzing) istandaard.Datum {
	dag := plus(w.dag, -w.r.IntN(20))
	for slices.ContainsFunc(x.leveringen, func(v mLevering) bool { return v.begin == dag }) {
		dag = plus(dag, -1)
	}
	return dag
}

// isActief reports whether support is being given.
func (x *mToewijzing) isActief() bool {
	return slices.ContainsFunc(x.leveringen, func(v mLevering) bool { return len(v.stops) == 0 })
}

// nummer is what a start or stop names the allocation by.
func (x *mToewijzing) nummer() *int64 {
	if x.taak {
		return nil
	}
	return &x.t.ToewijzingNummer
}

func (x *mToewijzing) startProduct(begin istandaard.Datum, status string) istandaard.StartProduct {
	return istandaard.StartProduct{ToewijzingNummer: x.nummer(), Product: x.t.Product, Begindatum: begin, StatusAanlevering: status}
}

func (x *mToewijzing) stopProduct(begin, eind istandaard.Datum, reden, status string) istandaard.StopProduct {
	return istandaard.StopProduct{ToewijzingNummer: x.nummer(), Product: x.t.Product, Begindatum: begin, Einddatum: eind,
		RedenBeeindiging: reden, StatusAanlevering: status}
}

// meldStart begins, or begins again, one or more allocations of a client.
func meldStart(w *wereld, l lijn) *istandaard.Bericht {
	x := w.eigen(l, func(x *mToewijzing) bool { return !x.isActief() })
	if x == nil {
		return nil
	}
	var uit []istandaard.StartProduct
	for _, y := range w.m.van(l, x.bsn) {
		if y == x || !y.isActief() && w.kans(2) {
			uit = append(uit, y.startProduct(w.startDag(y), "1"))
		}
	}
	return w.bouw(l, "305", "Client", startVan(x.bsn, uit...))
}

// stopKan is a stop of the last delivery, when there may be one.
func (w *wereld) stopKan(x *mToewijzing) (uit istandaard.StopProduct, ok bool) {
	if len(x.leveringen) == 0 {
		return uit, false
	}
	v := x.leveringen[len(x.leveringen)-1]
	eerst, redenen := v.begin, []string{"20", "20", "36", "37", "38"}
	for _, e := range v.stops {
		if e.RedenBeeindiging != "20" {
			return uit, false
		}
		eerst, redenen = max(eerst, e.Einddatum), redenen[2:]
	}
	if eerst > w.dag {
		return uit, false
	}
	reden, _ := kies(w, redenen)
	eind := plus(w.dag, -w.r.IntN(15))
	return x.stopProduct(v.begin, max(eind, eerst), reden, "1"), true
}

// begonnen picks an allocation or a task that something was begun for.
func (w *wereld) begonnen(l lijn, past func(*mToewijzing) bool) *mToewijzing {
	var uit []*mToewijzing
	for _, x := range w.m.toewijzingen {
		if x.lijn == l && len(x.leveringen) > 0 && past(x) {
			uit = append(uit, x)
		}
	}
	x, _ := kies(w, uit)
	return x
}

// meldStop pauses or ends support.
func meldStop(w *wereld, l lijn) *istandaard.Bericht {
	x := w.begonnen(l, func(x *mToewijzing) bool { return !x.verwijderd() })
	if x == nil {
		return nil
	}
	s, ok := w.stopKan(x)
	if !ok {
		return nil
	}
	uit := []istandaard.StopProduct{s}
	for _, y := range w.m.van(l, x.bsn) {
		if s, ok := w.stopKan(y); ok && y != x && w.kans(2) {
			uit = append(uit, s)
		}
	}
	return w.bouw(l, "307", "Client", stopVan(x.bsn, uit...))
}

// meldTaak begins support that no allocation was made for.
func meldTaak(w *wereld, l lijn) *istandaard.Bericht {
	bsn, categorie := w.client(), categorieKeuze[l.wet][w.r.IntN(2)]
	p := &istandaard.Product{Categorie: categorie, Code: categorie + "A01"}
	x := &mToewijzing{taak: true, t: istandaard.ToegewezenProduct{Product: p}}
	for _, y := range w.m.toewijzingen {
		if y.taak && y.lijn == l && y.bsn == bsn && *y.t.Product == *p {
			x = y
		}
	}
	if x.isActief() || w.kans(2) {
		return nil
	}
	return w.bouw(l, "305", "Client", startVan(bsn, x.startProduct(w.startDag(x), "1")))
}

// neemTerug takes back a start or a stop, and sometimes puts another in its place.
func neemTerug(w *wereld, l lijn) *istandaard.Bericht {
	x := w.begonnen(l, func(*mToewijzing) bool { return true })
	if x == nil {
		return nil
	}
	v := x.leveringen[len(x.leveringen)-1]
	anders := !x.verwijderd() && w.kans(2)
	if len(v.stops) == 0 {
		uit := []istandaard.StartProduct{x.startProduct(v.begin, "3")}
		if dag := w.startDag(x); anders && !slices.ContainsFunc(x.leveringen[:len(x.leveringen)-1], func(v mLevering) bool { return len(v.stops) == 0 }) {
			uit = append(uit, x.startProduct(dag, "1"))
		}
		w.r.Shuffle(len(uit), func(i, j int) { uit[i], uit[j] = uit[j], uit[i] })
		return w.bouw(l, "305", "Client", startVan(x.bsn, uit...))
	}
	e := v.stops[len(v.stops)-1]
	uit := []istandaard.StopProduct{x.stopProduct(v.begin, e.Einddatum, e.RedenBeeindiging, "3")}
	if anders && e.RedenBeeindiging != "39" {
		uit = append(uit, x.stopProduct(v.begin, e.Einddatum, "39", "1"))
	}
	w.r.Shuffle(len(uit), func(i, j int) { uit[i], uit[j] = uit[j], uit[i] })
	return w.bouw(l, "307", "Client", stopVan(x.bsn, uit...))
}

// vraagToewijzing asks for allocations.
func vraagToewijzing(w *wereld, l lijn) *istandaard.Bericht {
	bsn := w.client()
	if w.m.openVerzoek(l, bsn) {
		return nil
	}
	var uit []istandaard.AangevraagdProduct
	var samen []istandaard.ToegewezenProduct
	for range 1 + w.r.IntN(3) {
		t := w.nieuweToewijzing(l.wet)
		if !vrij(t, samen) || !vrij(t, w.bestaand(l, bsn)) {
			continue
		}
		samen = append(samen, t)
		a := istandaard.AangevraagdProduct{ReferentieAanbieder: "V" + nummerTekst(w.volgend()), Product: t.Product, ToewijzingIngangsdatum: t.Ingangsdatum,
			ToewijzingEinddatum: t.Einddatum, Omvang: t.Omvang, Budget: t.Budget, Verwijzer: istandaard.Verwijzer{Type: "02", Naam: "De Vries"}}
		if w.kans(2) {
			a.Verwijzer = istandaard.Verwijzer{Type: "04", ZorgverlenerCode: "99991234"}
		}
		uit = append(uit, a)
	}
	if len(uit) == 0 {
		return nil
	}
	return w.bouw(l, "315", "Client", verzoekVan(bsn, uit...))
}

// vraagWijziging asks to change the allocations of a client.
func vraagWijziging(w *wereld, l lijn) *istandaard.Bericht {
	x := w.eigen(l, nil)
	if x == nil || w.m.openVerzoek(l, x.bsn) {
		return nil
	}
	var alle []rekenen.Toewijzing
	for _, y := range w.m.van(l, x.bsn) {
		alle = append(alle, rekening(y.t))
	}
	vandaag := periode(w.dag, "").Begin
	lopend := rekenen.Actueel(alle, vandaag)
	slices.SortFunc(lopend, func(a, b rekenen.Toewijzing) int { return len(a.ToewijzingNummer) - len(b.ToewijzingNummer) })
	var wensen []rekenen.Wens
	for _, t := range lopend {
		if len(wensen) == 0 || w.kans(3) {
			wensen = append(wensen, w.wens(t, vandaag))
		}
	}
	if n := w.nieuweToewijzing(l.wet); w.kans(2) {
		r := rekening(n)
		r.Geldig.Begin = vandaag + 1 + rekenen.Dag(w.r.IntN(40))
		if r.Geldig.Einde != 0 {
			r.Geldig.Einde = r.Geldig.Begin + rekenen.Dag(w.r.IntN(100))
		}
		wensen = append(wensen, rekenen.Wens{Product: r.Product, Vanaf: r.Geldig.Begin, Tot: r.Geldig.Einde, Omvang: r.Omvang, Budget: r.Budget})
	}
	v, err := rekenen.Wijziging(lopend, wensen)
	if err != nil || !w.wensPast(l, v) {
		return nil
	}
	v.ReferentieAanbieder = "W" + nummerTekst(w.volgend())
	return w.bouw(l, "317", "Client", wijzigVan{x.bsn, vanRekenVerzoek(v)})
}

// wens is a change of an allocation: its end, or how much from a day to come or from its first day.
func (w *wereld) wens(t rekenen.Toewijzing, vandaag rekenen.Dag) rekenen.Wens {
	s := rekenen.Wens{ToewijzingNummer: t.ToewijzingNummer, Product: t.Product, Tot: t.Geldig.Einde, Omvang: t.Omvang, Budget: t.Budget}
	later := max(vandaag, t.Geldig.Begin) + 1 + rekenen.Dag(w.r.IntN(20))
	switch {
	case t.Budget != nil && w.kans(2):
		s.Budget = ptr(*t.Budget + 1000)
	case t.Omvang.Frequentie == istandaard.FrequentieTotaal && w.kans(2):
		s.Omvang.Volume++
	case t.Omvang.Gevuld() && t.Omvang.Frequentie != istandaard.FrequentieTotaal && t.Geldig.Bevat(later) && w.kans(2):
		s.Omvang.Volume, s.Vanaf = s.Omvang.Volume+1, later
	case t.Geldig.Einde != 0:
		s.Tot += 1 + rekenen.Dag(w.r.IntN(60))
	}
	return s
}

// wensPast reports whether a request gives nothing twice on one day.
func (w *wereld) wensPast(l lijn, v rekenen.Verzoek) bool {
	var samen []istandaard.ToegewezenProduct
	voeg := func(t istandaard.ToegewezenProduct) bool {
		ok := vrij(t, samen)
		samen = append(samen, t)
		return ok
	}
	for _, nummer := range v.OngewijzigdeProducten {
		if !voeg(w.m.vind(l, getal(nummer)).t) {
			return false
		}
	}
	for _, p := range v.TeWijzigenProducten {
		t := w.m.vind(l, getal(p.ToewijzingNummer)).t
		t.Ingangsdatum, t.Einddatum = istandaard.Datum(p.GewensteIngangsdatum.String()), istandaard.Datum(p.Einddatum.String())
		if !voeg(t) {
			return false
		}
	}
	for _, p := range v.NieuweProducten {
		if !voeg(vanRekening(rekenen.Toewijzing{Product: p.Product, Geldig: rekenen.Periode{Begin: p.GewensteIngangsdatum, Einde: p.Einddatum}})) {
			return false
		}
	}
	return true
}
