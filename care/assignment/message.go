package assignment

import (
	"codeberg.org/samenkracht/samenkracht/care/oud/istandaard"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// from translates one product of a 301 into an assignment.
func from(head *istandaard.Header, p istandaard.ToegewezenProduct) Assignment {
	a := Assignment{Municipality: head.Afzender, Message: head.BerichtIdentificatie.Identificatie, Number: p.ToewijzingNummer,
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

// sentBack writes the 302 that refuses an order: a fault in the head sends back the head alone, another one
// stands with the product that it is about.
func sentBack(order *istandaard.Toewijzingsbericht, id string, today istandaard.Datum, why Reason, number int64) (*istandaard.Toewijzingsbericht, error) {
	if why.header {
		return istandaard.Afkeuring(order, id, today, why.Code)
	}
	answer, err := istandaard.Beoordeling(order, id, today)
	if err != nil {
		return nil, err
	}
	products := answer.Client.ToegewezenProducten
	for i := range products {
		if products[i].ToewijzingNummer == number {
			products[i].RetourCodes = []string{why.Code}
		}
	}
	return answer, nil
}

// startMessage translates the start of an assignment into a 305.
func startMessage(a Assignment, c Client, head istandaard.Header) *istandaard.Startbericht {
	return &istandaard.Startbericht{Header: head, Client: &istandaard.StartClient{
		Bsn: c.Bsn, Geboortedatum: c.Geboortedatum, Geslacht: c.Geslacht, Naam: shortName(c),
		StartProducten: []istandaard.StartProduct{{ToewijzingNummer: &a.Number, Product: product(a), ToewijzingIngangsdatum: date(a.FromDay),
			Begindatum: date(a.StartedOn), StatusAanlevering: istandaard.StatusEerste}},
	}}
}

// stopMessage translates the end of an assignment into a 307.
func stopMessage(a Assignment, c Client, head istandaard.Header) *istandaard.Stopbericht {
	return &istandaard.Stopbericht{Header: head, Client: &istandaard.StopClient{
		Bsn: c.Bsn, Geboortedatum: c.Geboortedatum, Geslacht: c.Geslacht, Naam: shortName(c),
		StopProducten: []istandaard.StopProduct{{ToewijzingNummer: &a.Number, Product: product(a), ToewijzingIngangsdatum: date(a.FromDay),
			Begindatum: date(a.StartedOn), RedenBeeindiging: a.StopReason, Einddatum: date(a.StoppedOn), StatusAanlevering: istandaard.StatusEerste}},
	}}
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
