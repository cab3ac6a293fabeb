package assignment

import (
	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// from translates one product of a 301 into an assignment.
func from(head istandaard.Kop, p istandaard.ToegewezenProduct) Assignment {
	a := Assignment{Municipality: head.Afzender, Message: head.Identificatie, Number: p.ToewijzingNummer,
		FromDay: day(p.Ingangsdatum), ToDay: day(p.Einddatum), State: Received, Version: 1}
	if p.Product != nil {
		a.Category, a.Code = p.Product.Categorie, p.Product.Code
	}
	if o := p.Omvang; o != nil {
		a.Volume, a.Unit, a.Frequency = o.Volume, o.Eenheid, o.Frequentie
	}
	if p.Budget != nil {
		a.Budget = *p.Budget
	}
	return a
}

// day reads a day of a message. The odd years that the schema allows are no day to us.
func day(d istandaard.Datum) law.Date {
	on, err := law.ParseDate(string(d))
	if err != nil {
		return law.Date{}
	}
	return on
}

// part is the part of an order that a reason is about: the head of the message, or the product with a number.
func (r Reason) part(order *istandaard.Bericht, number int64) *istandaard.Deel {
	for p := range order.Inhoud().Rij("ToegewezenProducten") {
		if n, _ := p.Getal("ToewijzingNummer"); n == number && !r.header {
			return p
		}
	}
	return order.Header()
}

// reportMessage translates the start of an assignment into a 305, or its end into a 307.
func reportMessage(a Assignment, c Client, kind istandaard.Soort, head istandaard.Kop) (*istandaard.Bericht, error) {
	b := istandaard.Nieuw(kind, head)
	client, err := b.Wortel.Voeg("Client")
	if err != nil {
		return nil, err
	}
	if kind == istandaard.WMO307 {
		return b, client.Van(istandaard.StopClient{Bsn: c.Bsn, Geboortedatum: c.Geboortedatum, Geslacht: c.Geslacht, Naam: shortName(c),
			StopProducten: []istandaard.StopProduct{{ToewijzingNummer: &a.Number, Product: product(a), ToewijzingIngangsdatum: date(a.FromDay),
				Begindatum: date(a.StartedOn), RedenBeeindiging: a.StopReason, Einddatum: date(a.StoppedOn), StatusAanlevering: istandaard.StatusEerste}}})
	}
	return b, client.Van(istandaard.StartClient{Bsn: c.Bsn, Geboortedatum: c.Geboortedatum, Geslacht: c.Geslacht, Naam: shortName(c),
		StartProducten: []istandaard.StartProduct{{ToewijzingNummer: &a.Number, Product: product(a), ToewijzingIngangsdatum: date(a.FromDay),
			Begindatum: date(a.StartedOn), StatusAanlevering: istandaard.StatusEerste}}})
}

func date(d law.Date) istandaard.Datum { return istandaard.Datum(d.String()) }

func product(a Assignment) *istandaard.Product {
	if a.Category == "" {
		return nil
	}
	return &istandaard.Product{Categorie: a.Category, Code: a.Code}
}

func shortName(c Client) istandaard.VerkorteNaam {
	return istandaard.VerkorteNaam{Geslachtsnaam: c.Naam.Geslachtsnaam, Voornamen: c.Naam.Voornamen, Voorletters: c.Naam.Voorletters}
}
