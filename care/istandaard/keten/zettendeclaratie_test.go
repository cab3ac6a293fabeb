package keten

import (
	"slices"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/rekenen"
)

// kladblok is a claim in the making.
type kladblok struct {
	*wereld
	lijn
	maand  rekenen.Maand
	nummer string // empty: a new one
	regels []mKlad
}

// mKlad is a line on an allocation.
type mKlad struct {
	x *mToewijzing
	p istandaard.Prestatie
}

// declareer claims, takes back, and claims again.
func declareer(w *wereld, l lijn) *istandaard.Bericht {
	k := w.kladblok(l)
	if k == nil {
		return nil
	}
	for range 2 + w.r.IntN(6) {
		x := w.eigen(l, func(x *mToewijzing) bool { return x.t.RedenWijziging != "13" })
		if x == nil {
			return nil
		}
		if !w.kans(3) || !k.credit(x) {
			k.debet(x)
		}
	}
	return k.bericht()
}

// kladblok begins a claim over a month that is over, and not before the last one that was claimed.
func (w *wereld) kladblok(l lijn) *kladblok {
	laatste := (periode(w.dag, "").Begin + 1).Maand() - 1
	eerste := laatste - 2
	if m := w.m.maanden[l]; m != "" {
		eerste = max(eerste, periode(m, "").Begin.Maand())
	}
	if eerste > laatste {
		return nil
	}
	return &kladblok{wereld: w, lijn: l, maand: eerste + rekenen.Maand(w.r.IntN(int(laatste-eerste)+1))}
}

// op are the lines on an allocation, those of this claim too.
func (k *kladblok) op(x *mToewijzing) []*mRegel {
	uit := slices.Clone(x.regels)
	for _, r := range k.regels {
		if r.x == x {
			uit = append(uit, &mRegel{Prestatie: r.p, status: regelWacht})
		}
	}
	return uit
}

// credit takes back a line that was granted, and claims again for the same month as often as not.
func (k *kladblok) credit(x *mToewijzing) bool {
	var uit []*mRegel
	for _, r := range tellend(k.op(x)) {
		if r.status == regelToegekend {
			uit = append(uit, r)
		}
	}
	r, ok := kies(k.wereld, uit)
	if !ok {
		return false
	}
	k.regels = append(k.regels, mKlad{x, k.terug(r.Prestatie)})
	if k.kans(2) {
		if deel := periode(r.ProductPeriode.Begindatum, r.ProductPeriode.Einddatum); k.past(x, deel.Begin.Maand()) == deel {
			k.regel(x, deel, istandaard.Product{Categorie: r.ProductCategorie, Code: r.ProductCode})
		}
	}
	return true
}

// terug is the line that takes another back.
func (k *kladblok) terug(p istandaard.Prestatie) istandaard.Prestatie {
	p.ProductReferentie = istandaard.Referentie{ReferentieNummer: "R" + nummerTekst(k.volgend()), VorigReferentieNummer: p.ProductReferentie.ReferentieNummer}
	p.IngediendBedrag.DebetCredit = "C"
	return p
}

// past is the part of a month in which an allocation is valid.
func (k *kladblok) past(x *mToewijzing, m rekenen.Maand) rekenen.Periode {
	p, ok := rekenen.Productperiode(periode(x.t.Ingangsdatum, x.t.Einddatum), m)
	if !ok || m > k.maand {
		return rekenen.Periode{}
	}
	return p
}

// debet claims for a month that nothing is claimed for yet.
func (k *kladblok) debet(x *mToewijzing) {
	deel := k.past(x, k.maand-rekenen.Maand(k.r.IntN(4)))
	if deel == (rekenen.Periode{}) || deel.Begin.String() < "2021" {
		return
	}
	categorie, _ := kies(k.wereld, categorieKeuze[k.wet])
	p := istandaard.Product{Categorie: categorie}
	if x.t.Product != nil {
		p = *x.t.Product
	}
	if p.Code == "" {
		p.Code = p.Categorie + "A0" + string('1'+rune(k.r.IntN(4)))
	}
	bezet := slices.ContainsFunc(tellend(k.op(x)), func(r *mRegel) bool {
		return r.ProductCategorie == p.Categorie && r.ProductCode == p.Code && string(r.ProductPeriode.Begindatum) == deel.Begin.String() &&
			string(r.ProductPeriode.Einddatum) == deel.Einde.String()
	})
	if !bezet {
		k.regel(x, deel, p)
	}
}

// regel adds a line with as much as fits, or less.
func (k *kladblok) regel(x *mToewijzing, deel rekenen.Periode, product istandaard.Product) {
	p := istandaard.Prestatie{ProductReferentie: istandaard.Referentie{ReferentieNummer: "R" + nummerTekst(k.volgend())},
		ToewijzingNummer: x.t.ToewijzingNummer, ProductCategorie: product.Categorie, ProductCode: product.Code,
		ProductPeriode: istandaard.GeslotenPeriode{Begindatum: istandaard.Datum(deel.Begin.String()), Einddatum: istandaard.Datum(deel.Einde.String())},
		Eenheid:        "04", IngediendBedrag: istandaard.BedragMetDC{DebetCredit: "D"}}
	if x.t.Omvang != nil {
		p.Eenheid = x.t.Omvang.Eenheid
	} else {
		mag := []string{"01", "04"} // as the contract says
		if inGeenContract(product) {
			mag = append(mag, "14", "83")
		}
		p.Eenheid, _ = kies(k.wereld, mag)
	}
	if p.Eenheid == "04" && k.kans(2) {
		p.Eenheid = "01"
	}
	p.GeleverdVolume = 1
	k.prijs(&p)
	ruimte := k.ruimte(x, deel, p)
	if ruimte < 1 {
		return
	}
	p.GeleverdVolume = 1 + k.r.Int64N(ruimte)
	if k.kans(4) {
		p.GeleverdVolume = ruimte
	}
	k.prijs(&p)
	if p.IngediendBedrag.Bedrag > 0 {
		k.regels = append(k.regels, mKlad{x, p})
	}
}

// prijs fills in what a line costs.
func (k *kladblok) prijs(p *istandaard.Prestatie) {
	if p.Eenheid == istandaard.EenheidEuro {
		p.ProductTarief, p.IngediendBedrag.Bedrag = nil, p.GeleverdVolume
		return
	}
	product := istandaard.Product{Categorie: p.ProductCategorie, Code: p.ProductCode}
	uur := tariefVan(product)
	p.ProductTarief, p.IngediendBedrag.Bedrag = ptr(uur), rekenen.Bedrag(p.GeleverdVolume, uur)
	if p.Eenheid == istandaard.EenheidMinuut {
		p.ProductTarief, p.IngediendBedrag.Bedrag = ptr(rekenen.TariefPerMinuut(uur)), rekenen.BedragUurtariefInMinuten(uur, p.GeleverdVolume)
	}
}

// ruimte is how much more fits on an allocation in a part of its time, in the unit of the line.
func (k *kladblok) ruimte(x *mToewijzing, deel rekenen.Periode, p istandaard.Prestatie) int64 {
	t, most, eenheid := rekening(x.t), int64(3000), p.Eenheid
	if t.Omvang.Eenheid == istandaard.EenheidUur {
		eenheid = istandaard.EenheidMinuut // lines in hours and in minutes may follow each other
	}
	var volume, cent int64
	tot := deel.Einde
	for _, r := range tellend(k.op(x)) {
		volume += inEenheid(r.Prestatie, eenheid)
		cent += r.IngediendBedrag.Bedrag
		tot = max(tot, periode(r.ProductPeriode.Einddatum, "").Begin)
	}
	if n, ok := rekenen.MaximumPerPeriode(t, deel, p.Eenheid); ok {
		most = n
	}
	if n, ok := rekenen.MaximumTotaal(t, eenheid, tot); ok && p.Eenheid == eenheid {
		most = min(most, n-volume)
	} else if ok {
		most = min(most, (n-volume)/60)
	}
	if t.Budget != nil {
		prijs := int64(1)
		if p.ProductTarief != nil {
			prijs = *p.ProductTarief + 1 // a rate by the minute is rounded
		}
		most = min(most, (*t.Budget-cent)/prijs)
	}
	return most
}

// bericht is the claim; nil without lines.
func (k *kladblok) bericht() *istandaard.Bericht {
	var clienten []istandaard.DeclaratieClient
	k.r.Shuffle(len(k.regels), func(i, j int) { k.regels[i], k.regels[j] = k.regels[j], k.regels[i] })
	for _, r := range k.regels {
		i := slices.IndexFunc(clienten, func(c istandaard.DeclaratieClient) bool { return c.Bsn == r.x.bsn })
		if i < 0 {
			i = len(clienten)
			clienten = append(clienten, istandaard.DeclaratieClient{Bsn: r.x.bsn})
		}
		clienten[i].Prestaties = append(clienten[i].Prestaties, r.p)
	}
	if clienten == nil {
		return nil
	}
	maand := istandaard.GeslotenPeriode{Begindatum: istandaard.Datum(k.maand.Begin().String()), Einddatum: istandaard.Datum(k.maand.Einde().String())}
	if k.nummer == "" {
		k.nummer = "D" + nummerTekst(k.volgend())
	}
	d := declaratieVan(k.nummer, maand, k.dag, clienten...)
	return k.bouw(k.lijn, "323", "Declaratie", d)
}
