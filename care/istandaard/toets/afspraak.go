package toets

import (
	"cmp"
	"slices"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
)

// afspraak is what an order, a request or a wish to change says about a product: which, how much and when.
type afspraak struct {
	deel            *istandaard.Deel
	product         *istandaard.Deel
	categorie, code string
	omvang, budget  *istandaard.Deel
	eenheid         string
	frequentie      string
	begin, einde    *istandaard.Deel
	van, tot        dag // tot is zero when there is no end
}

func (t *toets) leesAfspraak(d *istandaard.Deel) afspraak {
	a := afspraak{deel: d}
	for k := range d.Delen() {
		switch k.Naam() {
		case "Product":
			a.product, a.categorie, a.code = k, k.Tekst("Categorie"), k.Tekst("Code")
		case "Omvang":
			a.omvang, a.eenheid, a.frequentie = k, k.Tekst("Eenheid"), k.Tekst("Frequentie")
		case "Budget":
			a.budget = k
		case "Ingangsdatum", "ToewijzingIngangsdatum", "GewensteIngangsdatum":
			a.begin, a.van = k, t.leesDag(k)
		case "Einddatum", "ToewijzingEinddatum":
			a.einde, a.tot = k, t.leesDag(k)
		}
	}
	return a
}

// tot2021 reports whether the product ends before 2021.
func (a afspraak) tot2021() bool { return a.einde != nil && a.tot < begin2021 }

// hoeveel checks what holds for every order, request and wish to change. The rule about the frequency has one
// id in a request for an order and another elsewhere.
func (t *toets) hoeveel(a afspraak, frequentie string) {
	t.als(a.einde != nil && a.van > a.tot, "CS003", a.einde)
	t.als(a.budget != nil && a.einde == nil, "CD075", a.deel)
	t.als(a.frequentie == istandaard.FrequentieWeek && a.einde == nil, "CD076", a.deel)
	t.als(a.budget != nil && a.omvang != nil, "CD077", a.omvang)
	t.als(a.budget != nil && a.omvang != nil, "CD078", a.budget)
	switch a.eenheid {
	case istandaard.EenheidEtmaal, istandaard.EenheidDagdeel, istandaard.EenheidEuro, istandaard.EenheidStuks:
		mag := a.frequentie == istandaard.FrequentieWeek || a.frequentie == istandaard.FrequentieMaand || a.frequentie == istandaard.FrequentieTotaal
		t.als(!mag && !a.tot2021(), frequentie, a.omvang)
	}
}

// welk checks how the product and its size go together. The rule about a size without a code has an id in each
// message.
func (t *toets) welk(a afspraak, zonderCode string) {
	t.als(a.code != "" && a.omvang == nil, "CD041", a.deel)
	t.als(a.code == "" && a.omvang != nil && !a.tot2021(), zonderCode, a.omvang)
	t.als(a.product == nil && a.budget == nil, "CD079", a.deel)
}

// stapeling reports every product that comes on days on which the same product comes already. A product
// without code is the same as any of its category, and one without category the same as any at all. In the
// Wmo the aids and adaptations, categories 11 to 14, may be given twice.
func (t *toets) stapeling(alle []afspraak, regel string) {
	if len(alle) < 2 {
		return
	}
	rij := make([]afspraak, 0, len(alle))
	for _, a := range alle {
		a.van = max(a.van, 1) // before our era is as long ago as its first day
		if a.einde == nil {
			a.tot = eeuwig
		}
		hulpmiddel := t.wet == istandaard.IWmo && a.categorie >= "11" && a.categorie <= "14"
		if !hulpmiddel && a.van <= a.tot {
			rij = append(rij, a)
		}
	}
	slices.SortStableFunc(rij, func(a, b afspraak) int { return cmp.Compare(a.van, b.van) })
	// By what a product is, the last day of those that began before: of all that are like it, and of those
	// that say no more than this.
	type product struct{ categorie, code string }
	alles, precies := map[product]dag{}, map[product]dag{}
	for _, a := range rij {
		zelf, categorie, geen := product{a.categorie, a.code}, product{categorie: a.categorie}, product{}
		bezet := max(alles[zelf], precies[categorie], precies[geen])
		t.als(a.van <= bezet, regel, a.deel)
		for _, p := range []product{zelf, categorie, geen} {
			alles[p] = max(alles[p], a.tot)
		}
		precies[zelf] = max(precies[zelf], a.tot)
	}
}
