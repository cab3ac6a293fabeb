package keten

import (
	"testing"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
)

// nieuwCreditspel is an allocation of 15 hours a month of which ten were granted for January.
func nieuwCreditspel(t *testing.T) *variantspel {
	rij := map[string]string{"product_category": "gevuld", "product_code": "gevuld", "volume": "gevuld", "unit_code": "04", "frequency_code": "4"}
	v := nieuwVariantspel(t, rij, istandaard.IJw, "45", "2026-02-28")
	v.t.Omvang.Volume = 15
	v.aanvaardt(vul(t, v.gemeente.Nieuw(v.wet.Soort("301"), aanbiederCode), "Client", clientVan(bsn1, v.t)))
	v.dag = "2026-02-03"
	v.aanvaardt(v.bericht(v.claim("01", 10)))
	return v
}

// terug is the line that takes back the granted one.
func (v *variantspel) terug() istandaard.Prestatie {
	p := v.claim("01", 10)
	p.ProductReferentie.VorigReferentieNummer, p.IngediendBedrag.DebetCredit = "R1", "C"
	return p
}

// neemIn lets the municipality take in a claim that it does not answer yet, and that its sender did not check.
func (v *variantspel) neemIn(b *istandaard.Bericht, weiger string) *Ontvangst {
	v.paar.t.Helper()
	if _, err := verzendBlind(v.aanbieder, b); err != nil {
		v.paar.t.Fatal(err)
	}
	o, err := Controle{Geschiedenis: v.gemeente.Archief, Register: v.gemeente.Register}.Beoordeel(b)
	if err != nil {
		v.paar.t.Fatal(err)
	}
	for d := range b.Wortel.Alle() {
		if d.Naam() == weiger {
			o.WijsAf(d, "S300")
			break
		}
	}
	uit, err := v.gemeente.NeemIn(o)
	if err != nil {
		v.paar.t.Fatal(err)
	}
	return uit
}

// TestCreditDieNietTelt holds that a credit line makes no room for what is claimed after it when it is refused, also
// while the provider has not heard so.
func TestCreditDieNietTelt(t *testing.T) {
	anders := func(p istandaard.Prestatie) istandaard.Prestatie { p.GeleverdVolume++; return p }
	gelijk := func(p istandaard.Prestatie) istandaard.Prestatie { return p }
	for naam, geval := range map[string]struct {
		credit func(istandaard.Prestatie) istandaard.Prestatie
		weiger string // the part that the municipality refuses for a reason of its own
		regels string // what is wrong with the claim that follows
	}{
		"it stands":              {gelijk, "", ""},
		"it is wrong":            {anders, "", "TR389"},
		"the line is refused":    {gelijk, "Prestatie", "TR389"},
		"a part of it is":        {gelijk, "ProductReferentie", "TR389"},
		"its client is refused":  {gelijk, "Client", "TR389"},
		"the claim is refused":   {gelijk, "Declaratie", "TR389"},
		"the message is refused": {gelijk, "Header", "TR389"},
	} {
		t.Run(naam, func(t *testing.T) {
			v := nieuwCreditspel(t)
			eerst := v.neemIn(v.bericht(geval.credit(v.terug())), geval.weiger)
			opnieuw := v.neemIn(v.bericht(v.claim("01", 12)), "")
			if regels := opnieuw.Fouten.Regels(); len(regels) > 1 || len(regels) == 1 && regels[0] != geval.regels || len(regels) == 0 && geval.regels != "" {
				t.Errorf("%v, not %s", regels, geval.regels)
			}
			for _, uit := range []*Ontvangst{eerst, opnieuw} {
				data, err := v.gemeente.Verzend(uit.Antwoord)
				if err != nil {
					t.Fatal(err)
				}
				if _, err := v.aanbieder.Ontvang(data); err != nil {
					t.Fatal(err)
				}
			}
			wil := int64(1000)
			if geval.regels == "" {
				wil = 1200
			}
			if s := v.stand(v.wet, v.t.ToewijzingNummer); s.Toegekend != wil || s.Ingediend != wil {
				t.Errorf("%s, not %d", standTekst(s), wil)
			}
		})
	}
}

// TestCreditVanOnbekende holds that a credit line for a client who is not known makes no room for another client.
func TestCreditVanOnbekende(t *testing.T) {
	v := nieuwCreditspel(t)
	p := v.claim("01", 12)
	maand := maandVan("01")
	d := declaratieVan("D9", maand, v.dag, istandaard.DeclaratieClient{Bsn: "999999990", Prestaties: []istandaard.Prestatie{v.terug()}},
		istandaard.DeclaratieClient{Bsn: bsn1, Prestaties: []istandaard.Prestatie{p}})
	v.weigert(vul(t, v.aanbieder.Nieuw(v.wet.Soort("323"), gemeenteCode), "Declaratie", d), "TR304", "TR389")
	if s := v.stand(v.wet, v.t.ToewijzingNummer); s.Toegekend != 1000 {
		t.Error(standTekst(s))
	}
}
