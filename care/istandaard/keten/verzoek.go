package keten

import (
	"slices"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
)

// verzoekOmToewijzing checks a 315.
func (k *keuring) verzoekOmToewijzing() {
	client := k.Bericht.Inhoud()
	bsn := client.Tekst("Bsn")
	k.als(k.openVerzoek(bsn), "TR374", k.Bericht.Header())
	for d := range client.Rij("AangevraagdeProducten") {
		var a istandaard.AangevraagdProduct
		d.Naar(&a)
		k.als(k.gebruikt(a.ReferentieAanbieder), "TR347", d, "ReferentieAanbieder")
		k.onthoud(Feit{Bsn: bsn, Aangevraagd: &a}, k.referentie(a.ReferentieAanbieder), k.client(bsn))
	}
}

// verzoekOmWijziging checks a 317.
func (k *keuring) verzoekOmWijziging() {
	client := k.Bericht.Inhoud()
	bsn, d := client.Tekst("Bsn"), client.Zoek("Verzoek")
	var z istandaard.Verzoek
	d.Naar(&z)
	k.als(k.openVerzoek(bsn), "TR374", k.Bericht.Header())
	k.als(k.gebruikt(z.ReferentieAanbieder), "TR347", d, "ReferentieAanbieder")
	if bekend := k.toewijzingen(bsn); len(bekend) == 0 && !k.los {
		k.mis("TR304", client, client.Zoek("Bsn"))
		k.nietGekeken(d)
	} else {
		k.wensen(d, z, bekend)
	}
	k.onthoud(Feit{Bsn: bsn, Verzoek: &z}, k.referentie(z.ReferentieAanbieder), k.client(bsn))
}

// wensen checks a request for change against the allocations of the client.
func (k *keuring) wensen(d *istandaard.Deel, z istandaard.Verzoek, bekend []toegewezen) {
	lopend := map[int64]toegewezen{}
	for _, t := range bekend {
		if t.loopt(k.Dagtekening) {
			lopend[t.ToewijzingNummer] = t
		}
	}
	wens := k.gewenst(d, z, lopend)
	for nummer := range lopend {
		if !slices.ContainsFunc(wens, func(w gewenst) bool { return w.nummer == nummer }) {
			k.mis("TR349", d, nil)
			break
		}
	}
	k.als(k.overlapt(wens), "TR361", d)
}

// gewenst is one product of a request for change, as it is to be.
type gewenst struct {
	nummer   int64 // of the allocation that it keeps or changes; 0: new
	product  *istandaard.Product
	van, tot istandaard.Datum
	onbekend bool // the allocation is not known, so neither is its product
}

// gewenst checks the products of a request against the running allocations, and says how they are to be.
func (k *keuring) gewenst(d *istandaard.Deel, z istandaard.Verzoek, lopend map[int64]toegewezen) (uit []gewenst) {
	i := 0
	for p := range d.Rij("OngewijzigdeProducten") {
		t, ok := lopend[z.OngewijzigdeProducten[i].ToewijzingNummer]
		k.als(!ok, "TR350", p)
		uit = append(uit, gewenst{z.OngewijzigdeProducten[i].ToewijzingNummer, t.Product, t.Ingangsdatum, t.Einddatum, !ok})
		i++
	}
	i = 0
	for p := range d.Rij("TeWijzigenProducten") {
		w := z.TeWijzigenProducten[i]
		t, ok := lopend[w.ToewijzingNummer]
		k.als(!ok, "TR351", p)
		if ok {
			k.wijzigen(p, w, t)
		}
		uit = append(uit, gewenst{w.ToewijzingNummer, t.Product, w.GewensteIngangsdatum, w.Einddatum, !ok})
		i++
	}
	for _, n := range z.NieuweProducten {
		uit = append(uit, gewenst{0, n.Product, n.GewensteIngangsdatum, n.Einddatum, false})
	}
	return uit
}

// tot2021 is the last day on which an allocation without code could have a volume.
const tot2021 istandaard.Datum = "2020-12-31"

// wijzigen checks one change of an allocation.
func (k *keuring) wijzigen(d *istandaard.Deel, w istandaard.TeWijzigenProduct, t toegewezen) {
	vanaf := w.GewensteIngangsdatum != t.Ingangsdatum
	k.als(vanaf && !w.GewensteIngangsdatum.Na(k.Dagtekening), "TR357", d, "GewensteIngangsdatum")
	k.als(vanaf && anderGeheel(w, t), "TR373", d, "GewensteIngangsdatum")
	nu := eindeOf(w.Einddatum).Na(tot2021)
	k.als(t.Product == nil && nu && w.Omvang != nil, "TR375", d, "Omvang")
	k.als(t.Product != nil && t.Product.Code != "" && w.Omvang == nil, "TR411", d)
	k.als(t.Product != nil && t.Product.Code == "" && nu && w.Omvang != nil, "TR412", d, "Omvang")
}

// anderGeheel reports whether a change touches what is allocated for the whole time: a budget, or a volume in all.
func anderGeheel(w istandaard.TeWijzigenProduct, t toegewezen) bool {
	if t.Budget != nil {
		return w.Budget == nil || *w.Budget != *t.Budget
	}
	return t.Omvang != nil && t.Omvang.Frequentie == istandaard.FrequentieTotaal && (w.Omvang == nil || *w.Omvang != *t.Omvang)
}

// overlapt reports whether a product of an allocation would be there twice on the same day. New products among
// themselves are a rule within the message (TR410).
func (k *keuring) overlapt(wens []gewenst) bool {
	for i, a := range wens {
		for _, b := range wens[i+1:] {
			if (a.nummer != 0 || b.nummer != 0) && !a.onbekend && !b.onbekend && stapelt(k.wet(), a, b) {
				return true
			}
		}
	}
	return false
}

// stapelt reports whether two products give the same support on the same day. Aids and adaptations of the Wmo
// (categories 11 to 14) may be given twice.
func stapelt(wet istandaard.Wet, a, b gewenst) bool {
	if a.van.Na(eindeOf(b.tot)) || b.van.Na(eindeOf(a.tot)) || wet == istandaard.IWmo && (hulpmiddel(a.product) || hulpmiddel(b.product)) {
		return false
	}
	return past(a.product, b.product)
}

func hulpmiddel(p *istandaard.Product) bool {
	return p != nil && p.Categorie >= "11" && p.Categorie <= "14"
}

// antwoordbericht checks a 319.
func (k *keuring) antwoordbericht() {
	d := k.Bericht.Inhoud()
	var a istandaard.Antwoord
	d.Naar(&a)
	z := k.verzoek(a.ReferentieAanbieder)
	k.als(!z.bestaat(), "TR355", d, "ReferentieAanbieder")
	k.als(len(z.toegewezen) > 0, "TR359", d)
	k.als(a.VerzoekAntwoord == istandaard.VerzoekInOnderzoek && len(z.antwoorden) > 0, "TR360", d)
	k.als(slices.ContainsFunc(z.antwoorden, func(e istandaard.Antwoord) bool {
		return e.VerzoekAntwoord != istandaard.VerzoekInOnderzoek
	}), "TR365", d)
	bsn := ""
	if z.bestaat() {
		bsn = z.feiten[0].Bsn
	}
	k.onthoud(Feit{Bsn: bsn, Antwoord: &a}, k.referentie(a.ReferentieAanbieder))
}
