package keten

import (
	"slices"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/rekenen"
)

// What a municipality may send.
var zettenGemeente = []beurt{wijsToe, wijsToe, wijzigToewijzing, wijzigToewijzing, verwijderToewijzing, stuurOpnieuw, honoreer, honoreer, neemInOnderzoek, wijsVerzoekAf}

var categorieKeuze = map[istandaard.Wet][]string{istandaard.IWmo: {"01", "02", "07", "08", "12"}, istandaard.IJw: {"40", "43", "45", "46", "54"}}

// nieuweToewijzing is an allocation of any variant.
func (w *wereld) nieuweToewijzing(wet istandaard.Wet) istandaard.ToegewezenProduct {
	v, _ := kies(w, rekenen.Varianten())
	t := istandaard.ToegewezenProduct{ToewijzingNummer: w.volgend(), Ingangsdatum: plus(w.dag, w.r.IntN(70)-50)}
	if v.Categorie == rekenen.Gevuld {
		categorie, _ := kies(w, categorieKeuze[wet])
		t.Product = &istandaard.Product{Categorie: categorie}
		if v.Code == rekenen.Gevuld {
			t.Product.Code = categorie + "A0" + string('1'+rune(w.r.IntN(4)))
		}
	}
	if v.Volume == rekenen.Gevuld {
		t.Omvang = &istandaard.Omvang{Volume: 1 + w.r.Int64N(30), Eenheid: v.Eenheid, Frequentie: v.Frequentie}
		if v.Eenheid == istandaard.EenheidEuro {
			t.Omvang.Volume = 2000 + w.r.Int64N(300000)
		}
	}
	if v.Budget == rekenen.Gevuld {
		t.Budget = ptr(10000 + w.r.Int64N(900000))
	}
	if v.Einddatum == rekenen.Verplicht || t.Budget != nil || w.kans(2) {
		t.Einddatum = plus(t.Ingangsdatum, w.r.IntN(200))
	}
	return stempel(w, t)
}

// vrij reports whether a product may stand beside others, with no day on which one of them is given twice.
func vrij(t istandaard.ToegewezenProduct, bij []istandaard.ToegewezenProduct) bool {
	return !slices.ContainsFunc(bij, func(b istandaard.ToegewezenProduct) bool {
		samen := b.Product == nil || t.Product == nil || b.Product.Categorie == t.Product.Categorie &&
			(b.Product.Code == "" || t.Product.Code == "" || b.Product.Code == t.Product.Code)
		na := func(a, b istandaard.Datum) bool { return b != "" && a > b }
		return samen && !na(t.Ingangsdatum, b.Einddatum) && !na(b.Ingangsdatum, t.Einddatum)
	})
}

// bestaand are the allocations of a client.
func (w *wereld) bestaand(l lijn, bsn string) (uit []istandaard.ToegewezenProduct) {
	for _, x := range w.m.van(l, bsn) {
		uit = append(uit, x.t)
	}
	return uit
}

func (w *wereld) toewijzing(l lijn, bsn string, uit []istandaard.ToegewezenProduct) *istandaard.Bericht {
	if len(uit) == 0 {
		return nil
	}
	return w.bouw(l, "301", "Client", clientVan(bsn, uit...))
}

func wijsToe(w *wereld, l lijn) *istandaard.Bericht {
	bsn := w.client()
	var uit []istandaard.ToegewezenProduct
	for range 1 + w.r.IntN(3) {
		if t := w.nieuweToewijzing(l.wet); vrij(t, uit) && (vrij(t, w.bestaand(l, bsn)) || w.kans(10)) {
			uit = append(uit, t)
		}
	}
	return w.toewijzing(l, bsn, uit)
}

// eigen picks an allocation that is not removed.
func (w *wereld) eigen(l lijn, past func(*mToewijzing) bool) *mToewijzing {
	var uit []*mToewijzing
	for _, x := range w.m.toewijzingen {
		if x.lijn == l && !x.taak && !x.verwijderd() && (past == nil || past(x)) {
			uit = append(uit, x)
		}
	}
	x, _ := kies(w, uit)
	return x
}

func wijzigToewijzing(w *wereld, l lijn) *istandaard.Bericht {
	x := w.eigen(l, nil)
	if x == nil {
		return nil
	}
	t := stempel(w, x.t)
	t.ReferentieAanbieder = ""
	switch n := w.r.IntN(4); {
	case n == 0 && t.Budget != nil:
		t.Budget, t.RedenWijziging = ptr(max(1, *t.Budget+w.r.Int64N(100000)-50000)), "03"
	case n == 0 && t.Omvang != nil && t.Omvang.Frequentie == istandaard.FrequentieTotaal:
		o := *t.Omvang
		o.Volume += 1 + w.r.Int64N(10)
		t.Omvang, t.RedenWijziging = &o, "03"
	case n == 1 || t.Einddatum == "":
		t.Einddatum, t.RedenWijziging = plus(t.Ingangsdatum, w.r.IntN(150)), "05"
	default:
		t.Einddatum, t.RedenWijziging = plus(t.Einddatum, 1+w.r.IntN(90)), "04"
	}
	return w.toewijzing(l, x.bsn, []istandaard.ToegewezenProduct{t})
}

// gedeclareerd reports whether lines are granted on an allocation that are not taken back by lines that are granted.
func (x *mToewijzing) gedeclareerd() bool {
	return len(tellend(slices.DeleteFunc(slices.Clone(x.regels), func(r *mRegel) bool { return r.status != regelToegekend }))) > 0
}

func verwijderToewijzing(w *wereld, l lijn) *istandaard.Bericht {
	x := w.eigen(l, func(x *mToewijzing) bool { return !x.gedeclareerd() })
	if x == nil || !w.kans(2) {
		return nil
	}
	t := stempel(w, x.t)
	t.ReferentieAanbieder, t.Einddatum, t.RedenWijziging = "", t.Ingangsdatum, "13"
	return w.toewijzing(l, x.bsn, []istandaard.ToegewezenProduct{t})
}

// stuurOpnieuw sends an allocation again as it was at some time (IV013): that changes nothing.
func stuurOpnieuw(w *wereld, l lijn) *istandaard.Bericht {
	x := w.eigen(l, nil)
	if x == nil || !w.kans(2) {
		return nil
	}
	t, _ := kies(w, x.versies)
	t.ReferentieAanbieder = ""
	if t.RedenWijziging == "13" {
		return nil
	}
	return w.toewijzing(l, x.bsn, []istandaard.ToegewezenProduct{t})
}

// open picks a request that waits for its end.
func (w *wereld) open(l lijn, past func(*mVerzoek) bool) *mVerzoek {
	var uit []*mVerzoek
	for _, z := range w.m.verzoeken {
		if z.lijn == l && !z.klaar && (past == nil || past(z)) {
			uit = append(uit, z)
		}
	}
	z, _ := kies(w, uit)
	return z
}

// honoreer grants a request.
func honoreer(w *wereld, l lijn) *istandaard.Bericht {
	z := w.open(l, nil)
	if z == nil {
		return nil
	}
	if z.wijzig != nil {
		return w.toewijzing(l, z.bsn, w.naWijziging(l, z))
	}
	var uit []istandaard.ToegewezenProduct
	for _, ander := range w.m.verzoeken {
		if ander.lijn != l || ander.bsn != z.bsn || ander.klaar || ander.aangevraagd == nil || ander != z && w.kans(3) {
			continue
		}
		a := ander.aangevraagd
		t := istandaard.ToegewezenProduct{ToewijzingNummer: w.volgend(), ReferentieAanbieder: a.ReferentieAanbieder, Product: a.Product,
			Ingangsdatum: a.ToewijzingIngangsdatum, Einddatum: a.ToewijzingEinddatum, Omvang: a.Omvang, Budget: a.Budget}
		uit = append(uit, stempel(w, t))
	}
	return w.toewijzing(l, z.bsn, uit)
}

// naWijziging are the allocations that grant a request for change; none when too much changed since it was made.
func (w *wereld) naWijziging(l lijn, z *mVerzoek) (uit []istandaard.ToegewezenProduct) {
	var lopend []rekenen.Toewijzing
	v := rekenVerzoek(*z.wijzig)
	for _, nummer := range genoemd(*z.wijzig) {
		x := w.m.vind(l, nummer)
		if x.verwijderd() {
			return nil
		}
		lopend = append(lopend, rekening(x.t))
	}
	alle, err := rekenen.ToewijzingNaVerzoek(lopend, v)
	if err != nil {
		return nil
	}
	for _, r := range alle {
		t := vanRekening(r)
		if t.ToewijzingNummer == 0 {
			t.ToewijzingNummer = w.volgend()
		}
		x := w.m.vind(l, t.ToewijzingNummer)
		weg := t.RedenWijziging == "13"
		if t.Einddatum != "" && t.Einddatum < t.Ingangsdatum || weg && x.gedeclareerd() || !weg && !vrij(t, uit) {
			return nil
		}
		uit = append(uit, stempel(w, t))
	}
	return uit
}

func neemInOnderzoek(w *wereld, l lijn) *istandaard.Bericht {
	z := w.open(l, func(z *mVerzoek) bool { return !z.onderzoek })
	if z == nil {
		return nil
	}
	return w.bouw(l, "319", "Antwoord", istandaard.Antwoord{ReferentieAanbieder: z.referentie(), VerzoekAntwoord: "2"})
}

func wijsVerzoekAf(w *wereld, l lijn) *istandaard.Bericht {
	z := w.open(l, nil)
	if z == nil || !w.kans(2) {
		return nil
	}
	a := istandaard.Antwoord{ReferentieAanbieder: z.referentie(), VerzoekAntwoord: "1", RedenAfwijzingVerzoek: string('1' + rune(w.r.IntN(7)))}
	if l.wet == istandaard.IJw && w.kans(4) {
		a.RedenAfwijzingVerzoek, a.Woonplaatsbeginsel = "8", &istandaard.Woonplaatsbeginsel{Gemeente: "0344"}
	}
	return w.bouw(l, "319", "Antwoord", a)
}
