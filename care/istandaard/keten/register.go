package keten

import (
	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/codelijst"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/rekenen"
)

// Register is the world outside the messages (level 4), and the rates of contracts that TR418 needs.
type Register interface {
	// Vandaag is the day of the clock (TR135).
	Vandaag() istandaard.Datum
	// Gemeente reports whether a municipality code exists on a day (TR378).
	Gemeente(code string, op istandaard.Datum) bool
	// Product reports whether a product code belongs to a category on a day (TR381); bekend is false when the
	// list of products is not known.
	Product(wet istandaard.Wet, p istandaard.Product, op istandaard.Datum) (past, bekend bool)
	// Tarief is the rate in a contract, in cents for a unit, on a day (TR418, TR346); bekend is false when there is
	// no contract to look at.
	Tarief(wet istandaard.Wet, gemeente, aanbieder string, p istandaard.Product, op istandaard.Datum) (cent int64, eenheid string, bekend bool)
}

// Openbaar is the Register that needs no contracts: a day, the municipalities of 2026, and the product codes of
// aids in the Wmo. About the rest it knows nothing.
type Openbaar struct{ Dag istandaard.Datum }

// Vandaag is the day that was given.
func (o Openbaar) Vandaag() istandaard.Datum { return o.Dag }

// Gemeente reports whether the code is in the list of 2026. An older code was right in an earlier year: only a
// day in 2026 or later refuses it.
func (o Openbaar) Gemeente(code string, op istandaard.Datum) bool {
	return gemeenten[code] || op != "" && !op.Na("2025-12-31")
}

var gemeenten = func() map[string]bool {
	out := map[string]bool{}
	for _, g := range codelijst.Gemeenten() {
		out[g.Code] = true
	}
	return out
}()

// Product knows nothing about product codes: each region has its own list.
func (o Openbaar) Product(istandaard.Wet, istandaard.Product, istandaard.Datum) (past, bekend bool) {
	return false, false
}

// Tarief knows no contracts.
func (o Openbaar) Tarief(istandaard.Wet, string, string, istandaard.Product, istandaard.Datum) (int64, string, bool) {
	return 0, "", false
}

// extern checks a message on level 4, but for the amounts of a claim, which tarief checks line by line.
func (k *keuring) extern() {
	h := k.Bericht.Header()
	vandaag := k.register.Vandaag()
	k.als(h.Datum("BerichtIdentificatie", "Dagtekening").Na(vandaag), "TR135", h, "BerichtIdentificatie", "Dagtekening")
	k.als(h.Datum("DeclaratieIdentificatie", "Dagtekening").Na(vandaag), "TR135", h, "DeclaratieIdentificatie", "Dagtekening")
	adres := "Ontvanger"
	if k.Bericht.Soort().VanGemeente() {
		adres = "Afzender"
	}
	k.als(!k.register.Gemeente(k.Gemeente, k.ingang()), "TR378", h, adres)
	for d := range k.Bericht.Inhoud().Alle() {
		switch d.Naam() {
		case "Woonplaatsbeginsel":
			k.als(!k.register.Gemeente(d.Tekst("Gemeente"), k.Dagtekening), "TR378", d, "Gemeente")
		case "ToegewezenProduct", "StartProduct", "StopProduct", "AangevraagdProduct", "NieuwProduct":
			k.product(d, d.Zoek("Product", "Code"), d.Tekst("Product", "Categorie"), ingangVan(d))
		case "Prestatie":
			if k.Bericht.Soort().Nummer() == "323" {
				k.product(d, d.Zoek("ProductCode"), d.Tekst("ProductCategorie"), d.Datum("ProductPeriode", "Begindatum"))
			}
		}
	}
}

// ingang is the first day on which the municipality code must exist: that of the allocation that is sent or asked
// for, else the day of the message (TR378).
func (k *keuring) ingang() istandaard.Datum {
	for d := range k.Bericht.Inhoud().Alle() {
		if n := d.Naam(); n == "ToegewezenProduct" || n == "AangevraagdProduct" {
			return ingangVan(d)
		}
	}
	return k.Dagtekening
}

func ingangVan(d *istandaard.Deel) istandaard.Datum {
	for _, naam := range []string{"Ingangsdatum", "ToewijzingIngangsdatum", "GewensteIngangsdatum", "Begindatum"} {
		if dag := d.Datum(naam); dag != "" {
			return dag
		}
	}
	return ""
}

func (k *keuring) product(klasse, code *istandaard.Deel, categorie string, op istandaard.Datum) {
	if code == nil {
		return
	}
	past, bekend := k.register.Product(k.wet(), istandaard.Product{Categorie: categorie, Code: code.Waarde()}, op)
	if bekend && !past {
		k.mis("TR381", klasse, code)
	}
}

// tarief checks the rate and the amount of a line of a claim: the rate of the contract (TR418), and the volume
// times the rate (TR346). Minutes at a rate by the hour are rounded once, over the whole line (IV081).
func (k *declaratiekeuring) tarief(p prestatieDeel) {
	if p.ProductTarief == nil || k.register == nil {
		return
	}
	product := istandaard.Product{Categorie: p.ProductCategorie, Code: p.ProductCode}
	cent, eenheid, bekend := k.register.Tarief(k.wet(), k.Gemeente, k.Aanbieder, product, p.ProductPeriode.Begindatum)
	perUur := eenheid == istandaard.EenheidUur && p.Eenheid == istandaard.EenheidMinuut
	goed, bedrag := rekenen.Bedrag(p.GeleverdVolume, *p.ProductTarief), p.IngediendBedrag.Bedrag
	if bekend {
		tarief := cent
		if perUur {
			tarief, goed = rekenen.TariefPerMinuut(cent), rekenen.BedragUurtariefInMinuten(cent, p.GeleverdVolume)
		}
		k.als(*p.ProductTarief != tarief, "TR418", p.deel, "ProductTarief")
	} else if p.Eenheid == istandaard.EenheidMinuut && afgerond(p.GeleverdVolume, *p.ProductTarief, bedrag) {
		return
	}
	k.als(bedrag != goed, "TR346", p.deel, "IngediendBedrag")
}

// afgerond reports whether there is a rate by the hour that gives both the rate by the minute and the amount.
func afgerond(minuten, tarief, bedrag int64) bool {
	laag, hoog := max(60*tarief-30, 0), 60*tarief+29
	return bedrag >= rekenen.BedragUurtariefInMinuten(laag, minuten) && bedrag <= rekenen.BedragUurtariefInMinuten(hoog, minuten)
}
