package keten

import "codeberg.org/samenkracht/samenkracht/care/istandaard"

// declaratieAntwoord checks a 325, at the provider who claimed. Nobody answers it: what is wrong is for the
// provider to say outside the messages.
func (k *keuring) declaratieAntwoord() {
	h, d := k.Bericht.Header(), k.Bericht.Inhoud()
	bron := k.Bron
	bron.Soort, bron.Kenmerk = k.Bericht.Soort().Heen(), h.Tekst("DeclaratieIdentificatie", "Identificatie")
	bron.Dagtekening = h.Datum("DeclaratieIdentificatie", "Dagtekening")
	feiten := k.zoek(bron.Sleutel())
	var gevraagd istandaard.XsdVersie
	h.Zoek("XsdVersieDeclaratie").Naar(&gevraagd)
	var kop *Feit
	regels := map[string]Feit{}
	bsns := map[string]bool{}
	var declaratie *istandaard.Declaratie
	for _, f := range feiten {
		switch {
		case f.Kop != nil:
			kop = &f
		case f.Declaratie != nil:
			declaratie = f.Declaratie
		case f.Prestatie != nil:
			regels[f.Prestatie.ProductReferentie.ReferentieNummer] = f
			bsns[f.Bsn] = true
		case f.Beantwoord != nil:
			k.mis("TR056", h, h.Zoek("DeclaratieIdentificatie", "Identificatie"))
		}
	}
	k.als(kop == nil, "TR337", h, "DeclaratieIdentificatie")
	k.als(kop != nil && *kop.Kop != gevraagd, "TR371", h, "XsdVersieDeclaratie")
	if d == nil {
		return
	}
	var a istandaard.DeclaratieAntwoord
	d.Naar(&a)
	k.als(declaratie != nil && declaratie.DeclaratieNummer != a.DeclaratieNummer, "TR376", d, "DeclaratieNummer")
	for client := range d.Rij("Clienten") {
		k.als(kop != nil && !bsns[client.Tekst("Bsn")], "TR304", client, "Bsn")
		for p := range client.Rij("Prestaties") {
			k.afgewezen(p, client.Tekst("Bsn"), regels, bron)
		}
	}
	a.Clienten = nil
	k.onthoud(Feit{Beantwoord: &a}, bron.Sleutel(), k.declaraties())
}

// afgewezen checks a refused line against the line that was claimed.
func (k *keuring) afgewezen(d *istandaard.Deel, bsn string, regels map[string]Feit, bron Bron) {
	var p istandaard.Prestatie
	d.Naar(&p)
	f, ok := regels[p.ProductReferentie.ReferentieNummer]
	if !ok || f.Prestatie.ProductReferentie != p.ProductReferentie {
		k.als(len(regels) > 0, "TR366", d, "ProductReferentie")
		return
	}
	q := f.Prestatie
	k.als(p.ToewijzingNummer != q.ToewijzingNummer, "TR367", d, "ToewijzingNummer")
	k.als(p.ProductCategorie != q.ProductCategorie, "TR367", d, "ProductCategorie")
	k.als(p.ProductCode != q.ProductCode, "TR367", d, "ProductCode")
	k.als(p.ProductPeriode != q.ProductPeriode, "TR367", d, "ProductPeriode")
	k.als(p.GeleverdVolume != q.GeleverdVolume, "TR367", d, "GeleverdVolume")
	k.als(p.Eenheid != q.Eenheid, "TR367", d, "Eenheid")
	k.als(p.IngediendBedrag != q.IngediendBedrag, "TR367", d, "IngediendBedrag")
	k.als((p.ProductTarief == nil) != (q.ProductTarief == nil) || p.ProductTarief != nil && *p.ProductTarief != *q.ProductTarief,
		"TR367", d, "ProductTarief")
	k.onthoud(Feit{Bron: bron, Bsn: bsn, Afgewezen: &p}, k.Bron.toewijzing(p.ToewijzingNummer), bron.prestatie(p.ProductReferentie.ReferentieNummer))
}
