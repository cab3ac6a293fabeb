package keten

import (
	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/rekenen"
)

// rekening is an allocation as package rekenen sees it.
func rekening(t istandaard.ToegewezenProduct) rekenen.Toewijzing {
	r := toegewezen{ToegewezenProduct: t}.rekening()
	r.ToewijzingNummer, r.Budget = nummerTekst(t.ToewijzingNummer), t.Budget
	return r
}

// vanRekening is an allocation as it stands in a message, without when it was made.
func vanRekening(r rekenen.Toewijzing) istandaard.ToegewezenProduct {
	t := istandaard.ToegewezenProduct{ToewijzingNummer: getal(r.ToewijzingNummer), ReferentieAanbieder: r.ReferentieAanbieder,
		Ingangsdatum: istandaard.Datum(r.Geldig.Begin.String()), Einddatum: istandaard.Datum(r.Geldig.Einde.String()),
		RedenWijziging: r.RedenWijziging, Budget: r.Budget, Omvang: omvangVan(r.Omvang), Product: productVan(r.Product)}
	return t
}

func omvangVan(o rekenen.Omvang) *istandaard.Omvang {
	if !o.Gevuld() {
		return nil
	}
	return &istandaard.Omvang{Volume: o.Volume, Eenheid: o.Eenheid, Frequentie: o.Frequentie}
}

func productVan(p rekenen.Product) *istandaard.Product {
	if p == (rekenen.Product{}) {
		return nil
	}
	return &istandaard.Product{Categorie: p.Categorie, Code: p.Code}
}

// genoemd are the allocations that a request for change names.
func genoemd(z istandaard.Verzoek) (uit []int64) {
	for _, p := range z.OngewijzigdeProducten {
		uit = append(uit, p.ToewijzingNummer)
	}
	for _, p := range z.TeWijzigenProducten {
		uit = append(uit, p.ToewijzingNummer)
	}
	return uit
}

// vanRekenVerzoek is a request for change as it stands in a message.
func vanRekenVerzoek(v rekenen.Verzoek) istandaard.Verzoek {
	z := istandaard.Verzoek{ReferentieAanbieder: v.ReferentieAanbieder, RedenVerzoek: "2"}
	for _, nummer := range v.OngewijzigdeProducten {
		z.OngewijzigdeProducten = append(z.OngewijzigdeProducten, istandaard.OngewijzigdProduct{ToewijzingNummer: getal(nummer)})
	}
	for _, p := range v.TeWijzigenProducten {
		z.TeWijzigenProducten = append(z.TeWijzigenProducten, istandaard.TeWijzigenProduct{ToewijzingNummer: getal(p.ToewijzingNummer),
			GewensteIngangsdatum: istandaard.Datum(p.GewensteIngangsdatum.String()), Einddatum: istandaard.Datum(p.Einddatum.String()),
			Omvang: omvangVan(p.Omvang), Budget: p.Budget})
	}
	for _, p := range v.NieuweProducten {
		z.NieuweProducten = append(z.NieuweProducten, istandaard.NieuwProduct{Product: productVan(p.Product),
			GewensteIngangsdatum: istandaard.Datum(p.GewensteIngangsdatum.String()), Einddatum: istandaard.Datum(p.Einddatum.String()),
			Omvang: omvangVan(p.Omvang), Budget: p.Budget})
	}
	return z
}

// rekenVerzoek is a request for change as package rekenen sees it.
func rekenVerzoek(z istandaard.Verzoek) rekenen.Verzoek {
	v := rekenen.Verzoek{ReferentieAanbieder: z.ReferentieAanbieder}
	zo := func(p *istandaard.Product, van, tot istandaard.Datum, o *istandaard.Omvang, budget *int64) rekenen.Toewijzing {
		return rekening(istandaard.ToegewezenProduct{Product: p, Ingangsdatum: van, Einddatum: tot, Omvang: o, Budget: budget})
	}
	for _, p := range z.OngewijzigdeProducten {
		v.OngewijzigdeProducten = append(v.OngewijzigdeProducten, nummerTekst(p.ToewijzingNummer))
	}
	for _, p := range z.TeWijzigenProducten {
		t := zo(nil, p.GewensteIngangsdatum, p.Einddatum, p.Omvang, p.Budget)
		v.TeWijzigenProducten = append(v.TeWijzigenProducten, rekenen.TeWijzigenProduct{ToewijzingNummer: nummerTekst(p.ToewijzingNummer),
			GewensteIngangsdatum: t.Geldig.Begin, Omvang: t.Omvang, Budget: t.Budget, Einddatum: t.Geldig.Einde})
	}
	for _, p := range z.NieuweProducten {
		t := zo(p.Product, p.GewensteIngangsdatum, p.Einddatum, p.Omvang, p.Budget)
		v.NieuweProducten = append(v.NieuweProducten, rekenen.NieuwProduct{Product: t.Product, GewensteIngangsdatum: t.Geldig.Begin,
			Omvang: t.Omvang, Budget: t.Budget, Einddatum: t.Geldig.Einde})
	}
	return v
}
