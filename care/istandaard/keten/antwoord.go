package keten

import "codeberg.org/samenkracht/samenkracht/care/istandaard"

// declaratieAntwoord checks a 325, at the provider who claimed. Nobody answers it: what is wrong is for the
// provider to say outside the messages. A claim that is refused because its number was used before does not take
// the place of the claim that has the number, and neither does the answer to it.
func (k *keuring) declaratieAntwoord() {
	h, d, bron := k.Bericht.Header(), k.Bericht.Inhoud(), BeantwoordeBron(k.Bericht)
	c, dubbel := k.aanlevering(bron), nummerDubbel(k.Bericht)
	k.als(c.beantwoord && !dubbel, "TR056", h, "DeclaratieIdentificatie", "Identificatie")
	k.als(c.kop == nil, "TR337", h, "DeclaratieIdentificatie")
	var gevraagd istandaard.XsdVersie
	h.Zoek("XsdVersieDeclaratie").Naar(&gevraagd)
	k.als(c.kop != nil && *c.kop != gevraagd, "TR371", h, "XsdVersieDeclaratie")
	if dubbel {
		return
	}
	var a istandaard.DeclaratieAntwoord
	if d != nil {
		d.Naar(&a)
		k.als(c.declaratie != nil && c.declaratie.DeclaratieNummer != a.DeclaratieNummer, "TR376", d, "DeclaratieNummer")
		k.afgewezen(d, c, bron)
	}
	a.Clienten = nil
	k.onthoud(Feit{Beantwoord: &a}, bron.Sleutel(), k.declaraties())
}

// aangeleverd is a claim as it was sent.
type aangeleverd struct {
	kop        *istandaard.XsdVersie
	declaratie *istandaard.Declaratie
	clienten   map[string]bool
	regels     map[regelSleutel]*istandaard.Prestatie
	beantwoord bool
}

func (k *keuring) aanlevering(bron Bron) aangeleverd {
	c := aangeleverd{clienten: map[string]bool{}, regels: map[regelSleutel]*istandaard.Prestatie{}}
	for _, f := range k.zoek(bron.Sleutel()) {
		switch {
		case f.Beantwoord != nil:
			c.beantwoord = true
		case f.Bron != bron:
		case f.Kop != nil:
			c.kop = f.Kop
		case f.Declaratie != nil:
			c.declaratie = f.Declaratie
		case f.Prestatie != nil:
			c.clienten[f.Bsn], c.regels[regelSleutel{bron, f.Bsn, f.Prestatie.ProductReferentie}] = true, f.Prestatie
		}
	}
	return c
}

// afgewezen checks the lines that are refused, when the claim is known. The lines of a client who is not in it are
// not judged.
func (k *keuring) afgewezen(d *istandaard.Deel, c aangeleverd, bron Bron) {
	if len(c.regels) == 0 {
		return
	}
	for client := range d.Rij("Clienten") {
		bsn := client.Tekst("Bsn")
		if !c.clienten[bsn] {
			k.mis("TR304", client, client.Zoek("Bsn"))
			continue
		}
		for deel := range client.Rij("Prestaties") {
			var p istandaard.Prestatie
			deel.Naar(&p)
			gevraagd := c.regels[regelSleutel{bron, bsn, p.ProductReferentie}]
			if gevraagd == nil {
				k.mis("TR366", deel, deel.Zoek("ProductReferentie"))
				continue
			}
			k.overgenomen(deel, p, *gevraagd)
			ref := p.ProductReferentie.ReferentieNummer
			k.onthoud(Feit{Bron: bron, Bsn: bsn, Afgewezen: &p}, k.Bron.toewijzing(p.ToewijzingNummer), bron.prestatie(ref))
		}
	}
}

// overgenomen checks that a refused line says what the claim said (TR367).
func (k *keuring) overgenomen(d *istandaard.Deel, p, q istandaard.Prestatie) {
	k.als(p.ToewijzingNummer != q.ToewijzingNummer, "TR367", d, "ToewijzingNummer")
	k.als(p.ProductCategorie != q.ProductCategorie, "TR367", d, "ProductCategorie")
	k.als(p.ProductCode != q.ProductCode, "TR367", d, "ProductCode")
	k.als(p.ProductPeriode != q.ProductPeriode, "TR367", d, "ProductPeriode")
	k.als(p.GeleverdVolume != q.GeleverdVolume, "TR367", d, "GeleverdVolume")
	k.als(p.Eenheid != q.Eenheid, "TR367", d, "Eenheid")
	k.als(p.IngediendBedrag != q.IngediendBedrag, "TR367", d, "IngediendBedrag")
	k.als((p.ProductTarief == nil) != (q.ProductTarief == nil) || p.ProductTarief != nil && *p.ProductTarief != *q.ProductTarief,
		"TR367", d, "ProductTarief")
}
