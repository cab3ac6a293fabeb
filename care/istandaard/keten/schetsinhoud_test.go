package keten

import (
	"slices"
	"strings"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
)

// categorieen are the categories A and B of a message in each law.
var categorieen = map[istandaard.Wet]map[string]string{
	istandaard.IWmo: {"A": "02", "B": "03"},
	istandaard.IJw:  {"A": "45", "B": "43"},
}

// vertaal gives the product of a message as the law has it: A1 is 02A01 in the Wmo.
func vertaal(wet istandaard.Wet, p *istandaard.Product) *istandaard.Product {
	if p == nil {
		return nil
	}
	categorie := of(categorieen[wet][p.Categorie], p.Categorie)
	code := p.Code
	if len(code) == 2 {
		code = categorie + code[:1] + "0" + code[1:]
	}
	return &istandaard.Product{Categorie: categorie, Code: code}
}

var geboren = istandaard.Geboortedatum{Datum: "2012-01-01"}

// inhoud fills the class beside the Header.
func (w *kring) inhoud(bericht *istandaard.Bericht, b schets, wet istandaard.Wet) {
	w.t.Helper()
	b.delen = slices.Clone(b.delen)
	for i := range b.delen {
		b.delen[i].product = vertaal(wet, b.delen[i].product)
	}
	switch b.nummer {
	case "301":
		vul(w.t, bericht, "Client", toewijzingClient(b))
	case "305", "307":
		vul(w.t, bericht, "Client", regieClient(b))
	case "315":
		vul(w.t, bericht, "Client", verzoekClient(b))
	case "317":
		w.zet(bericht.Wortel, "Client/Bsn", b.delen[0].client)
		if err := bericht.Inhoud().Van(struct{ Verzoek istandaard.Verzoek }{vowVan(b)}); err != nil {
			w.t.Fatal(err)
		}
	case "319":
		w.antwoordInhoud(bericht, b)
	case "323":
		dag := bericht.Kop().Dagtekening
		vul(w.t, bericht, "Declaratie", istandaard.Declaratie{DeclaratieNummer: b.declaratie, DeclaratieDagtekening: dag,
			DeclaratiePeriode:     istandaard.GeslotenPeriode{Begindatum: b.maand, Einddatum: maandeinde(b.maand)},
			TotaalIngediendBedrag: totaal(som(b.delen)), Clienten: clienten(b.delen)})
	case "325":
		w.declaratieAntwoord(bericht, b)
	}
}

func toewijzingClient(b schets) istandaard.Client {
	c := istandaard.Client{Bsn: b.delen[0].client, Geboortedatum: geboren, Geslacht: "1",
		Naam:            istandaard.VolledigeNaam{Geslachtsnaam: istandaard.Achternaam{Achternaam: "Wit"}, NaamGebruik: "1"},
		Contactgegevens: []istandaard.Contact{{Soort: "01", Adres: &istandaard.Adres{Huis: &istandaard.Huis{Huisnummer: 1}, Postcode: "7601SA", LandCode: "NL"}}}}
	for _, v := range b.delen {
		c.ToegewezenProducten = append(c.ToegewezenProducten, istandaard.ToegewezenProduct{ToewijzingNummer: *v.nummer, ReferentieAanbieder: v.ref,
			Product: v.product, Toewijzingsdatum: v.gemaakt, Toewijzingstijd: v.tijd, Ingangsdatum: v.van, Einddatum: v.tot,
			RedenWijziging: v.reden, Omvang: v.omvang, Budget: v.budget})
	}
	return c
}

// regieClient is the client of a start or stop message.
func regieClient(b schets) any {
	naam := istandaard.VerkorteNaam{Geslachtsnaam: istandaard.Achternaam{Achternaam: "Wit"}}
	if b.nummer == "305" {
		c := istandaard.StartClient{Bsn: b.delen[0].client, Geboortedatum: geboren, Geslacht: "1", Naam: naam}
		for _, v := range b.delen {
			c.StartProducten = append(c.StartProducten, istandaard.StartProduct{ToewijzingNummer: v.nummer, Product: v.product,
				Begindatum: v.van, StatusAanlevering: v.status})
		}
		return c
	}
	c := istandaard.StopClient{Bsn: b.delen[0].client, Geboortedatum: geboren, Geslacht: "1", Naam: naam}
	for _, v := range b.delen {
		c.StopProducten = append(c.StopProducten, istandaard.StopProduct{ToewijzingNummer: v.nummer, Product: v.product,
			Begindatum: v.van, RedenBeeindiging: v.reden, Einddatum: v.tot, StatusAanlevering: v.status})
	}
	return c
}

func verzoekClient(b schets) istandaard.VerzoekClient {
	c := istandaard.VerzoekClient{Bsn: b.delen[0].client, Geboortedatum: geboren, Geslacht: "1",
		Naam: istandaard.VerkorteNaam{Geslachtsnaam: istandaard.Achternaam{Achternaam: "Wit"}}}
	for _, v := range b.delen {
		c.AangevraagdeProducten = append(c.AangevraagdeProducten, istandaard.AangevraagdProduct{ReferentieAanbieder: v.ref, Product: v.product,
			ToewijzingIngangsdatum: v.van, ToewijzingEinddatum: v.tot, Omvang: v.omvang, Budget: v.budget,
			Verwijzer: istandaard.Verwijzer{Type: "01"}})
	}
	return c
}

func vowVan(b schets) istandaard.Verzoek {
	z := istandaard.Verzoek{ReferentieAanbieder: b.delen[0].ref, RedenVerzoek: "1"}
	for _, v := range b.delen[1:] {
		switch v.soort {
		case blijftZo:
			z.OngewijzigdeProducten = append(z.OngewijzigdeProducten, istandaard.OngewijzigdProduct{ToewijzingNummer: *v.nummer})
		case verandert:
			z.TeWijzigenProducten = append(z.TeWijzigenProducten, istandaard.TeWijzigenProduct{ToewijzingNummer: *v.nummer,
				GewensteIngangsdatum: v.van, Einddatum: v.tot, Omvang: v.omvang, Budget: v.budget})
		case komtErbij:
			z.NieuweProducten = append(z.NieuweProducten, istandaard.NieuwProduct{Product: v.product,
				GewensteIngangsdatum: v.van, Einddatum: v.tot, Omvang: v.omvang, Budget: v.budget})
		}
	}
	return z
}

func (w *kring) antwoordInhoud(bericht *istandaard.Bericht, b schets) {
	a := istandaard.Antwoord{ReferentieAanbieder: b.delen[0].ref, VerzoekAntwoord: b.delen[0].antwoord}
	if a.VerzoekAntwoord == istandaard.VerzoekAfgewezen {
		a.RedenAfwijzingVerzoek = of(b.delen[0].reden, "4")
	}
	if a.RedenAfwijzingVerzoek == "8" {
		a.Woonplaatsbeginsel = &istandaard.Woonplaatsbeginsel{Gemeente: b.delen[0].code}
	}
	vul(w.t, bericht, "Antwoord", a)
}

// prestatieVan is a line of a claim. A line with an earlier number takes that one back.
func prestatieVan(v velden) istandaard.Prestatie {
	p := istandaard.Prestatie{ProductReferentie: istandaard.Referentie{ReferentieNummer: v.ref, VorigReferentieNummer: v.vorig},
		ToewijzingNummer: *v.nummer, ProductCategorie: v.product.Categorie, ProductCode: v.product.Code,
		ProductPeriode: istandaard.GeslotenPeriode{Begindatum: v.van, Einddatum: v.tot}, GeleverdVolume: v.volume, Eenheid: v.eenheid,
		ProductTarief: v.tarief, IngediendBedrag: istandaard.BedragMetDC{DebetCredit: istandaard.Debet}}
	if v.vorig != "" {
		p.IngediendBedrag.DebetCredit = istandaard.Credit
	}
	if v.kosten != nil {
		p.IngediendBedrag.Bedrag = *v.kosten
	} else {
		p.IngediendBedrag.Bedrag = v.volume * *v.tarief
	}
	if v.code != "" {
		p.RetourCodes = strings.Fields(v.code)
	}
	return p
}

// clienten puts the lines of a claim with their clients.
func clienten(regels []velden) (uit []istandaard.DeclaratieClient) {
	plaats := map[string]int{}
	for _, v := range regels {
		i, ok := plaats[v.client]
		if !ok {
			i = len(uit)
			plaats[v.client] = i
			uit = append(uit, istandaard.DeclaratieClient{Bsn: v.client})
			if v.code != "" {
				uit[i].RetourCodes = []string{RetourGoed}
			}
		}
		uit[i].Prestaties = append(uit[i].Prestaties, prestatieVan(v))
	}
	return uit
}

func som(regels []velden) (cent int64) {
	for _, v := range regels {
		v.product = &istandaard.Product{}
		cent += bedrag(prestatieVan(v))
	}
	return cent
}

// declaratieAntwoord fills a 325: what is granted is what the refused lines leave of the claim.
func (w *kring) declaratieAntwoord(bericht *istandaard.Bericht, b schets) {
	h := bericht.Header()
	w.zet(h, "DeclaratieIdentificatie/Identificatie", b.opKenmerk)
	w.zet(h, "DeclaratieIdentificatie/Dagtekening", string(of(b.opDag, w.dagVan(*b.op))))
	w.zet(h, "XsdVersieDeclaratie/BasisschemaXsdVersie", istandaard.SchemaVersie)
	w.zet(h, "XsdVersieDeclaratie/BerichtXsdVersie", of(b.opVersie, istandaard.SchemaVersie))
	w.zet(h, "RetourCodes/RetourCode", of(b.kopcode, RetourGoed))
	if b.kopcode != "" {
		return
	}
	a := istandaard.DeclaratieAntwoord{DeclaratieNummer: b.declaratie, TotaalIngediendBedrag: totaal(som(b.op.delen)),
		TotaalToegekendBedrag: totaal(som(b.op.delen) - som(b.delen)), Clienten: clienten(b.delen), RetourCodes: []string{RetourVolledig}}
	if len(b.delen) > 0 {
		a.RetourCodes = []string{RetourGoed}
	}
	vul(w.t, bericht, "DeclaratieAntwoord", a)
}
