package keten

import (
	"slices"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
)

// misgreep makes a message that breaks a rule, and says which; nil when there is nothing to break it with.
type misgreep func(*wereld, lijn) (*istandaard.Bericht, string)

// misgrepen are mistakes of every kind, but for those in claims.
var misgrepen = slices.Concat([]misgreep{onbekendeStart, tweedeStart, zelfdeStart, onbekendeStartWeg, gestopteStartWeg, stopZonderStart,
	tweedePauze, eerdereStop, naDefinitieveStop, onbekendeStopWeg, anderNummer, onbekendVerzoek, verwijderGedeclareerd, tweedeVerzoek,
	zelfdeReferentie, onvolledigeWijziging, onbekendeWijziging, wijzigingGisteren, gestapeldeWijziging, budgetVanafMorgen, antwoordOpNiets, tweedeOnderzoek, antwoordNaEinde, zelfdeKenmerk},
	declaratieMisgrepen)

func (w *wereld) start305(l lijn, bsn string, s ...istandaard.StartProduct) *istandaard.Bericht {
	return w.bouw(l, "305", "Client", startVan(bsn, s...))
}

func (w *wereld) stop307(l lijn, bsn string, s ...istandaard.StopProduct) *istandaard.Bericht {
	return w.bouw(l, "307", "Client", stopVan(bsn, s...))
}

func onbekendeStart(w *wereld, l lijn) (*istandaard.Bericht, string) {
	s := istandaard.StartProduct{ToewijzingNummer: ptr(800000 + w.volgend()), Begindatum: w.dag, StatusAanlevering: "1"}
	if x := w.eigen(l, nil); x != nil && w.kans(2) { // an allocation of somebody else
		s.ToewijzingNummer, s.Product = x.nummer(), x.t.Product
		return w.start305(l, "999999990", s), "TR019"
	}
	return w.start305(l, w.client(), s), "TR019"
}

func tweedeStart(w *wereld, l lijn) (*istandaard.Bericht, string) {
	x := w.begonnen(l, (*mToewijzing).isActief)
	if x == nil || x.verwijderd() {
		return nil, ""
	}
	return w.start305(l, x.bsn, x.startProduct(w.startDag(x), "1")), "TR326"
}

func zelfdeStart(w *wereld, l lijn) (*istandaard.Bericht, string) {
	x := w.begonnen(l, func(x *mToewijzing) bool { return !x.isActief() && !x.verwijderd() })
	if x == nil {
		return nil, ""
	}
	return w.start305(l, x.bsn, x.startProduct(x.leveringen[0].begin, "1")), "TR074"
}

func onbekendeStartWeg(w *wereld, l lijn) (*istandaard.Bericht, string) {
	x := w.eigen(l, nil)
	if x == nil {
		return nil, ""
	}
	return w.start305(l, x.bsn, x.startProduct(w.startDag(x), "3")), "TR063"
}

func gestopteStartWeg(w *wereld, l lijn) (*istandaard.Bericht, string) {
	x := w.begonnen(l, func(x *mToewijzing) bool { return len(x.leveringen[0].stops) > 0 })
	if x == nil {
		return nil, ""
	}
	return w.start305(l, x.bsn, x.startProduct(x.leveringen[0].begin, "3")), "TR071"
}

func stopZonderStart(w *wereld, l lijn) (*istandaard.Bericht, string) {
	x := w.eigen(l, nil)
	if x == nil {
		return nil, ""
	}
	return w.stop307(l, x.bsn, x.stopProduct(w.startDag(x), w.dag, "36", "1")), "TR382"
}

// gestopt picks a delivery that has a stop of a kind.
func (w *wereld) gestopt(l lijn, tijdelijk bool) (*mToewijzing, mLevering) {
	x := w.begonnen(l, func(x *mToewijzing) bool {
		s := x.leveringen[0].stops
		return !x.verwijderd() && len(s) > 0 && (s[0].RedenBeeindiging == "20") == tijdelijk
	})
	if x == nil {
		return nil, mLevering{}
	}
	return x, x.leveringen[0]
}

func tweedePauze(w *wereld, l lijn) (*istandaard.Bericht, string) {
	x, v := w.gestopt(l, true)
	if x == nil || v.stops[0].Einddatum == w.dag {
		return nil, ""
	}
	return w.stop307(l, x.bsn, x.stopProduct(v.begin, w.dag, "20", "1")), "TR413"
}

func eerdereStop(w *wereld, l lijn) (*istandaard.Bericht, string) {
	x, v := w.gestopt(l, true)
	if x == nil || v.stops[0].Einddatum == v.begin {
		return nil, ""
	}
	return w.stop307(l, x.bsn, x.stopProduct(v.begin, v.begin, "38", "1")), "TR414"
}

func naDefinitieveStop(w *wereld, l lijn) (*istandaard.Bericht, string) {
	x, v := w.gestopt(l, false)
	if x == nil {
		return nil, ""
	}
	regel := "TR415"
	s := x.stopProduct(v.begin, w.dag, "02", "1")
	if w.kans(2) {
		s, regel = x.stopProduct(v.begin, v.stops[0].Einddatum, v.stops[0].RedenBeeindiging, "1"), "TR074"
	}
	return w.stop307(l, x.bsn, s), regel
}

func onbekendeStopWeg(w *wereld, l lijn) (*istandaard.Bericht, string) {
	x := w.begonnen(l, (*mToewijzing).isActief)
	if x == nil {
		return nil, ""
	}
	return w.stop307(l, x.bsn, x.stopProduct(x.leveringen[len(x.leveringen)-1].begin, w.dag, "36", "3")), "TR063"
}

// anderNummer gives an allocation the number of another client, another product or another first day.
func anderNummer(w *wereld, l lijn) (*istandaard.Bericht, string) {
	x := w.eigen(l, nil)
	if x == nil {
		return nil, ""
	}
	t, bsn := stempel(w, x.t), x.bsn
	t.ReferentieAanbieder = ""
	switch w.r.IntN(3) {
	case 0:
		bsn = "999999990"
	case 1:
		t.Ingangsdatum = plus(t.Ingangsdatum, -1)
	default:
		if t.Product == nil {
			return nil, ""
		}
		t.Product = &istandaard.Product{Categorie: categorieKeuze[l.wet][0], Code: t.Product.Code}
		if *t.Product == *x.t.Product {
			return nil, ""
		}
		if t.Product.Code != "" {
			t.Product.Code = t.Product.Categorie + "A09"
		}
	}
	return w.toewijzing(l, bsn, []istandaard.ToegewezenProduct{t}), "TR332"
}

func onbekendVerzoek(w *wereld, l lijn) (*istandaard.Bericht, string) {
	t := w.nieuweToewijzing(l.wet)
	t.ReferentieAanbieder = w.elders(l)
	for _, z := range w.m.verzoeken {
		if z.lijn == l && z.klaar && !z.gehonoreerd && w.kans(2) {
			t.ReferentieAanbieder = z.referentie()
			return w.toewijzing(l, z.bsn, []istandaard.ToegewezenProduct{t}), "TR379"
		}
	}
	return w.toewijzing(l, w.client(), []istandaard.ToegewezenProduct{t}), "TR379"
}

func verwijderGedeclareerd(w *wereld, l lijn) (*istandaard.Bericht, string) {
	x := w.eigen(l, (*mToewijzing).gedeclareerd)
	if x == nil {
		return nil, ""
	}
	t := stempel(w, x.t)
	t.ReferentieAanbieder, t.Einddatum, t.RedenWijziging = "", t.Ingangsdatum, "13"
	return w.toewijzing(l, x.bsn, []istandaard.ToegewezenProduct{t}), "TR385"
}

func aanvraagVan(referentie string, t istandaard.ToegewezenProduct) istandaard.AangevraagdProduct {
	return istandaard.AangevraagdProduct{ReferentieAanbieder: referentie, Product: t.Product, ToewijzingIngangsdatum: t.Ingangsdatum,
		ToewijzingEinddatum: t.Einddatum, Omvang: t.Omvang, Budget: t.Budget, Verwijzer: istandaard.Verwijzer{Type: "01"}}
}

func tweedeVerzoek(w *wereld, l lijn) (*istandaard.Bericht, string) {
	z := w.open(l, nil)
	if z == nil {
		return nil, ""
	}
	a := aanvraagVan("V"+nummerTekst(w.volgend()), w.nieuweToewijzing(l.wet))
	return w.bouw(l, "315", "Client", verzoekVan(z.bsn, a)), "TR374"
}

func zelfdeReferentie(w *wereld, l lijn) (*istandaard.Bericht, string) {
	z, ok := kies(w, w.m.verzoeken)
	if !ok || z.lijn != l {
		return nil, ""
	}
	return w.bouw(l, "315", "Client", verzoekVan(w.client(), aanvraagVan(z.referentie(), w.nieuweToewijzing(l.wet)))), "TR347"
}

// vow is a request for change as it may be sent, to spoil.
func (w *wereld) vow(l lijn) (wijzigVan, bool) {
	b := vraagWijziging(w, l)
	if b == nil {
		return wijzigVan{}, false
	}
	return lees[wijzigVan](b.Inhoud()), true
}

func onvolledigeWijziging(w *wereld, l lijn) (*istandaard.Bericht, string) {
	v, ok := w.vow(l)
	if !ok || len(v.Verzoek.OngewijzigdeProducten) == 0 || len(genoemd(v.Verzoek)) == 1 {
		return nil, ""
	}
	v.Verzoek.OngewijzigdeProducten = v.Verzoek.OngewijzigdeProducten[1:]
	return w.bouw(l, "317", "Client", v), "TR349"
}

func onbekendeWijziging(w *wereld, l lijn) (*istandaard.Bericht, string) {
	v, ok := w.vow(l)
	if !ok {
		return nil, ""
	}
	nummer := 800000 + w.volgend()
	if w.kans(2) || len(v.Verzoek.TeWijzigenProducten) == 0 {
		v.Verzoek.OngewijzigdeProducten = append(v.Verzoek.OngewijzigdeProducten, istandaard.OngewijzigdProduct{ToewijzingNummer: nummer})
		return w.bouw(l, "317", "Client", v), "TR350"
	}
	v.Verzoek.TeWijzigenProducten[0].ToewijzingNummer = nummer
	return w.bouw(l, "317", "Client", v), "TR351"
}

func wijzigingGisteren(w *wereld, l lijn) (*istandaard.Bericht, string) {
	v, ok := w.vow(l)
	if !ok || len(v.Verzoek.TeWijzigenProducten) == 0 {
		return nil, ""
	}
	p := &v.Verzoek.TeWijzigenProducten[0]
	t := w.m.vind(l, p.ToewijzingNummer).t
	p.GewensteIngangsdatum = w.dag
	if t.Ingangsdatum >= w.dag || p.Einddatum != "" && p.Einddatum < w.dag {
		return nil, ""
	}
	return w.bouw(l, "317", "Client", v), "TR357"
}

// gestapeldeWijziging asks for a product that is allocated on the same days.
func gestapeldeWijziging(w *wereld, l lijn) (*istandaard.Bericht, string) {
	v, ok := w.vow(l)
	if !ok || len(v.Verzoek.OngewijzigdeProducten) == 0 {
		return nil, ""
	}
	t := w.m.vind(l, v.Verzoek.OngewijzigdeProducten[0].ToewijzingNummer).t
	dag := plus(max(w.dag, t.Ingangsdatum), 1)
	if t.Einddatum != "" && t.Einddatum < dag || t.Product != nil && t.Product.Categorie == "12" {
		return nil, ""
	}
	v.Verzoek.NieuweProducten = []istandaard.NieuwProduct{{Product: t.Product, GewensteIngangsdatum: dag, Einddatum: t.Einddatum, Omvang: t.Omvang, Budget: t.Budget}}
	return w.bouw(l, "317", "Client", v), "TR361"
}

// budgetVanafMorgen asks for another budget from a day on, while a budget is for the whole time.
func budgetVanafMorgen(w *wereld, l lijn) (*istandaard.Bericht, string) {
	v, ok := w.vow(l)
	if !ok || len(v.Verzoek.TeWijzigenProducten) == 0 {
		return nil, ""
	}
	p := &v.Verzoek.TeWijzigenProducten[0]
	t := w.m.vind(l, p.ToewijzingNummer).t
	dag := plus(max(w.dag, t.Ingangsdatum), 1)
	if t.Budget == nil || t.Einddatum < dag {
		return nil, ""
	}
	p.Budget, p.GewensteIngangsdatum = ptr(*t.Budget+100), dag
	return w.bouw(l, "317", "Client", v), "TR373"
}

func antwoordOpNiets(w *wereld, l lijn) (*istandaard.Bericht, string) {
	return w.bouw(l, "319", "Antwoord", istandaard.Antwoord{ReferentieAanbieder: w.elders(l), VerzoekAntwoord: "2"}), "TR355"
}

// elders is a reference that the municipality was never asked with: of another municipality, or of nobody.
func (w *wereld) elders(l lijn) string {
	for _, z := range w.m.verzoeken {
		if z.a == l.a && z.wet == l.wet && z.g != l.g && w.kans(2) {
			return z.referentie()
		}
	}
	return "nooit gevraagd"
}

// zelfdeKenmerk uses the number of an earlier message again, also when that was refused.
func zelfdeKenmerk(w *wereld, l lijn) (*istandaard.Bericht, string) {
	f, ok := kies(w, slices.DeleteFunc(slices.Clone(w.bezorgd), func(f brief) bool { return f.lijn != l }))
	if f2, ok := kies(w, slices.DeleteFunc(slices.Clone(w.geweigerd), func(f brief) bool { return f.lijn != l })); ok && w.kans(2) {
		f = f2
	}
	if !ok {
		return nil, ""
	}
	oud := w.lees(f)
	w.kenmerk = oud.Kenmerk()
	uit := map[string]beurt{"301": wijsToe, "305": meldStart, "307": meldStop, "315": vraagToewijzing, "323": declareer}[oud.Soort().Nummer()]
	if uit == nil {
		w.kenmerk = ""
		return nil, ""
	}
	b := uit(w, l)
	w.kenmerk = ""
	return b, "TR056"
}

func tweedeOnderzoek(w *wereld, l lijn) (*istandaard.Bericht, string) {
	z := w.open(l, func(z *mVerzoek) bool { return z.onderzoek })
	if z == nil {
		return nil, ""
	}
	return w.bouw(l, "319", "Antwoord", istandaard.Antwoord{ReferentieAanbieder: z.referentie(), VerzoekAntwoord: "2"}), "TR360"
}

func antwoordNaEinde(w *wereld, l lijn) (*istandaard.Bericht, string) {
	i := slices.IndexFunc(w.m.verzoeken, func(z *mVerzoek) bool { return z.lijn == l && z.klaar && (z.gehonoreerd || w.kans(2)) })
	if i < 0 {
		return nil, ""
	}
	z := w.m.verzoeken[i]
	a := istandaard.Antwoord{ReferentieAanbieder: z.referentie(), VerzoekAntwoord: "1", RedenAfwijzingVerzoek: "4"}
	if z.gehonoreerd {
		return w.bouw(l, "319", "Antwoord", a), "TR359"
	}
	return w.bouw(l, "319", "Antwoord", a), "TR365"
}
