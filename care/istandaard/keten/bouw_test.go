package keten

import (
	"slices"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/rekenen"
)

// clientVan is a client with what an allocation must say about one.
func clientVan(bsn string, producten ...istandaard.ToegewezenProduct) istandaard.Client {
	return istandaard.Client{Bsn: bsn, Geboortedatum: istandaard.Geboortedatum{Datum: "2009-01-02"}, Geslacht: "2",
		Naam: istandaard.VolledigeNaam{Geslachtsnaam: istandaard.Achternaam{Achternaam: "Wit"}, NaamGebruik: "1"},
		Contactgegevens: []istandaard.Contact{{Soort: "01", Adres: &istandaard.Adres{Huis: &istandaard.Huis{Huisnummer: 1},
			Postcode: "7601SA", LandCode: "NL"}}},
		ToegewezenProducten: producten}
}

func startVan(bsn string, producten ...istandaard.StartProduct) istandaard.StartClient {
	c := clientVan(bsn)
	return istandaard.StartClient{Bsn: bsn, Geboortedatum: c.Geboortedatum, Geslacht: c.Geslacht,
		Naam: istandaard.VerkorteNaam{Geslachtsnaam: c.Naam.Geslachtsnaam}, StartProducten: producten}
}

func stopVan(bsn string, producten ...istandaard.StopProduct) istandaard.StopClient {
	c := startVan(bsn)
	return istandaard.StopClient{Bsn: bsn, Geboortedatum: c.Geboortedatum, Geslacht: c.Geslacht, Naam: c.Naam, StopProducten: producten}
}

func verzoekVan(bsn string, producten ...istandaard.AangevraagdProduct) istandaard.VerzoekClient {
	c := startVan(bsn)
	return istandaard.VerzoekClient{Bsn: bsn, Geboortedatum: c.Geboortedatum, Geslacht: c.Geslacht, Naam: c.Naam, AangevraagdeProducten: producten}
}

// wijzigVan is the class Client of a 317.
type wijzigVan struct {
	Bsn     string
	Verzoek istandaard.Verzoek
}

// declaratieVan is a claim over a month, with its sum.
func declaratieVan(nummer string, maand istandaard.GeslotenPeriode, dag istandaard.Datum, clienten ...istandaard.DeclaratieClient) istandaard.Declaratie {
	var som int64
	for _, c := range clienten {
		for _, p := range c.Prestaties {
			som += bedrag(p)
		}
	}
	return istandaard.Declaratie{DeclaratieNummer: nummer, DeclaratiePeriode: maand, DeclaratieDagtekening: dag,
		TotaalIngediendBedrag: totaal(som), Clienten: clienten}
}

// dagelijks gives both sides the public register with the day of the conversation.
func (p *paar) dagelijks() {
	for _, wie := range []*Partij{p.gemeente, p.aanbieder} {
		wie.Register = klok{&p.dag}
	}
}

// klok is the public register on a day that moves on.
type klok struct{ dag *istandaard.Datum }

func (k klok) Vandaag() istandaard.Datum { return *k.dag }

func (k klok) Gemeente(code string, op istandaard.Datum) bool { return Openbaar{}.Gemeente(code, op) }

func (k klok) Product(istandaard.Wet, istandaard.Product, istandaard.Datum) (past, bekend bool) {
	return false, false
}

func (k klok) Tarief(istandaard.Wet, string, string, istandaard.Product, istandaard.Datum) (int64, string, bool) {
	return 0, "", false
}

// verzendBlind lets a side keep and send a message as software does that checks nothing.
func verzendBlind(van *Partij, b *istandaard.Bericht) ([]byte, error) {
	data, err := b.Schrijf()
	if err != nil {
		return nil, err
	}
	o, err := Controle{Geschiedenis: van.Archief}.Beoordeel(b)
	if err != nil {
		return nil, err
	}
	return data, van.bewaar(o)
}

// stuurBlind sends a message that is wrong all the same, and its answer back.
func (p *paar) stuurBlind(b *istandaard.Bericht) *Ontvangst {
	p.t.Helper()
	van, naar := p.gemeente, p.aanbieder
	if b.Verzender() == p.aanbieder.Code {
		van, naar = naar, van
	}
	data, err := verzendBlind(van, b)
	if err != nil {
		p.t.Fatal(err)
	}
	uit, err := naar.Ontvang(data)
	if err != nil {
		p.t.Fatal(err)
	}
	if data, err = naar.Verzend(uit.Antwoord); err == nil {
		_, err = van.Ontvang(data)
	}
	if err != nil {
		p.t.Fatal(err)
	}
	return uit
}

// weigert holds that a message breaks these rules and no other: its sender does not let it out, and the other side refuses
// it when it comes all the same.
func (p *paar) weigert(b *istandaard.Bericht, regels ...string) *Ontvangst {
	p.t.Helper()
	van := p.gemeente
	if b.Verzender() == p.aanbieder.Code {
		van = p.aanbieder
	}
	_, err := van.Verzend(b)
	fouten, _ := err.(istandaard.Fouten)
	if !slices.Equal(fouten.Regels(), regels) {
		p.t.Errorf("the sender says %v, not %s", err, regels)
	}
	uit := p.stuurBlind(b)
	if !slices.Equal(uit.Fouten.Regels(), regels) {
		p.t.Errorf("the receiver says %v, not %s", uit.Fouten, regels)
	}
	return uit
}

// aanvaardt holds that a message is taken in.
func (p *paar) aanvaardt(b *istandaard.Bericht) *Ontvangst {
	p.t.Helper()
	uit := p.stuur(b)
	if len(uit.Fouten) > 0 {
		p.t.Fatalf("%s: %v", b.Soort(), uit.Fouten)
	}
	return uit
}

// stand is how an allocation stands, which both sides must agree on.
func (p *paar) stand(wet istandaard.Wet, nummer int64) Stand {
	p.t.Helper()
	a, err := StandVan(p.gemeente.Archief, wet, gemeenteCode, nummer)
	if err != nil {
		p.t.Fatal(err)
	}
	b, err := StandVan(p.aanbieder.Archief, wet, gemeenteCode, nummer)
	if err != nil {
		p.t.Fatal(err)
	}
	if x, y := standTekst(a), standTekst(b); x != y {
		p.t.Errorf("allocation %d: the municipality has %s, the provider %s", nummer, x, y)
	}
	return a
}

// plus is so many days later.
func plus(dag istandaard.Datum, dagen int) istandaard.Datum {
	d, _ := rekenen.LeesDag(string(dag))
	return istandaard.Datum((d + rekenen.Dag(dagen)).String())
}
