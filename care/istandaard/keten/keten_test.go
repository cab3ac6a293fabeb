package keten

import (
	"fmt"
	"testing"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
)

const (
	gemeenteCode  = "0141"
	aanbiederCode = "12345678"
	bsn1          = "999900006"
)

// paar is a municipality and a provider who write to each other.
type paar struct {
	t                   *testing.T
	gemeente, aanbieder *Partij
	dag                 istandaard.Datum
}

func nieuwPaar(t *testing.T) *paar {
	p := &paar{t: t, dag: "2026-03-02"}
	n := 0
	maak := func(rol Rol, code string) *Partij {
		return &Partij{Rol: rol, Code: code, Archief: &Geheugen{}, Vandaag: func() istandaard.Datum { return p.dag },
			Kenmerk: func() string { n++; return fmt.Sprintf("%s%06d", string(rol[:1]), n) }}
	}
	p.gemeente, p.aanbieder = maak(Gemeente, gemeenteCode), maak(Aanbieder, aanbiederCode)
	return p
}

// stuur sends a message to the other side and its answer back.
func (p *paar) stuur(b *istandaard.Bericht) *Ontvangst {
	p.t.Helper()
	van, naar := p.gemeente, p.aanbieder
	if b.Verzender() == p.aanbieder.Code {
		van, naar = naar, van
	}
	data, err := van.Verzend(b)
	if err != nil {
		p.t.Fatalf("send %s: %v", b.Soort(), err)
	}
	uit, err := naar.Ontvang(data)
	if err != nil {
		p.t.Fatalf("receive %s: %v", b.Soort(), err)
	}
	if uit.Antwoord != nil {
		data, err := naar.Verzend(uit.Antwoord)
		if err != nil {
			p.t.Fatalf("answer %s: %v", uit.Antwoord.Soort(), err)
		}
		if _, err := van.Ontvang(data); err != nil {
			p.t.Fatalf("receive %s: %v", uit.Antwoord.Soort(), err)
		}
	}
	return uit
}

func vul(t *testing.T, b *istandaard.Bericht, naam string, van any) *istandaard.Bericht {
	t.Helper()
	d, err := b.Wortel.Voeg(naam)
	if err == nil {
		err = d.Van(van)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestEenGesprek(t *testing.T) {
	p := nieuwPaar(t)
	nr := int64(7)
	geboren := istandaard.Geboortedatum{Datum: "1950-01-01"}
	b := vul(t, p.gemeente.Nieuw("WMO301", aanbiederCode), "Client", istandaard.Client{Bsn: bsn1, Geboortedatum: geboren, Geslacht: "1",
		Naam:            istandaard.VolledigeNaam{Geslachtsnaam: istandaard.Achternaam{Achternaam: "Wit"}, NaamGebruik: "1"},
		Contactgegevens: []istandaard.Contact{{Soort: "01", Adres: &istandaard.Adres{Huis: &istandaard.Huis{Huisnummer: 1}, Postcode: "7601SA", LandCode: "NL"}}},
		ToegewezenProducten: []istandaard.ToegewezenProduct{{ToewijzingNummer: nr, Product: &istandaard.Product{Categorie: "02", Code: "02A05"},
			Toewijzingsdatum: p.dag, Toewijzingstijd: "10:00:00", Ingangsdatum: p.dag, Einddatum: "2026-12-31",
			Omvang: &istandaard.Omvang{Volume: 3, Eenheid: "04", Frequentie: "2"}}}})
	if o := p.stuur(b); len(o.Fouten) > 0 {
		t.Fatal(o.Fouten)
	}
	start := func() *istandaard.Bericht {
		return vul(t, p.aanbieder.Nieuw("WMO305", gemeenteCode), "Client", istandaard.StartClient{Bsn: bsn1, Geboortedatum: geboren, Geslacht: "1",
			Naam:           istandaard.VerkorteNaam{Geslachtsnaam: istandaard.Achternaam{Achternaam: "Wit"}},
			StartProducten: []istandaard.StartProduct{{ToewijzingNummer: &nr, Begindatum: p.dag, StatusAanlevering: "1"}}})
	}
	if o := p.stuur(start()); len(o.Fouten) > 0 {
		t.Fatal(o.Fouten)
	}
	if _, err := p.aanbieder.Verzend(start()); err == nil {
		t.Error("a second start may not leave")
	}
	data, _ := start().Schrijf()
	o, err := p.gemeente.Ontvang(data)
	if err != nil || len(o.Fouten) != 2 {
		t.Fatal(err, o.Fouten)
	}
	if uit, err := o.Antwoord.Schrijf(); err != nil {
		t.Errorf("%v\n%s", err, uit)
	}
	p.dag = "2026-04-02"
	c := vul(t, p.aanbieder.Nieuw("WMO323", gemeenteCode), "Declaratie", istandaard.Declaratie{DeclaratieNummer: "D1",
		DeclaratiePeriode: istandaard.GeslotenPeriode{Begindatum: "2026-03-01", Einddatum: "2026-03-31"}, DeclaratieDagtekening: p.dag,
		TotaalIngediendBedrag: istandaard.TotaalBedragMetDC{TotaalBedrag: 40000, DebetCredit: "D"},
		Clienten: []istandaard.DeclaratieClient{{Bsn: bsn1, Prestaties: []istandaard.Prestatie{{ProductReferentie: istandaard.Referentie{ReferentieNummer: "R1"},
			ToewijzingNummer: nr, ProductCategorie: "02", ProductCode: "02A05", ProductPeriode: istandaard.GeslotenPeriode{Begindatum: "2026-03-02", Einddatum: "2026-03-31"},
			GeleverdVolume: 10, Eenheid: "04", ProductTarief: ptr(4000), IngediendBedrag: istandaard.BedragMetDC{Bedrag: 40000, DebetCredit: "D"}}}}}})
	if o := p.stuur(c); len(o.Fouten) > 0 {
		t.Fatal(o.Fouten)
	}
	for _, wie := range []*Partij{p.gemeente, p.aanbieder} {
		s, err := StandVan(wie.Archief, istandaard.IWmo, gemeenteCode, nr)
		if err != nil || s.Gestart != "2026-03-02" || s.Toegekend != 40000 || s.Ingediend != 40000 {
			t.Errorf("%s: %+v %v", wie.Rol, s, err)
		}
	}
}

func ptr(n int64) *int64 { return &n }
