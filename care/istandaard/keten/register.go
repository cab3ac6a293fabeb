package keten

import (
	"slices"

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

// Openbaar is the Register that needs no contracts: a day and the municipalities of 2026. About the rest it knows
// nothing.
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
	k.als(!k.bestaandeGemeente(), "TR378", h, adres)
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

// bestaandeGemeente reports whether the code of the municipality is in the list of the first day of each allocation
// that is sent or asked for. Other messages may also name the municipality as it was called when an allocation
// began that they are about (TR378).
func (k *keuring) bestaandeGemeente() bool {
	var dagen, eerder []istandaard.Datum
	for d := range k.Bericht.Inhoud().Alle() {
		switch n, _ := d.Getal("ToewijzingNummer"); d.Naam() {
		case "ToegewezenProduct", "AangevraagdProduct":
			dagen = append(dagen, ingangVan(d))
		case "StartProduct", "StopProduct", "OngewijzigdProduct", "TeWijzigenProduct", "Prestatie":
			for _, t := range actueel(k.zoek(k.Bron.toewijzing(n))) {
				eerder = append(eerder, t.Ingangsdatum)
			}
		}
	}
	bestaat := func(op istandaard.Datum) bool { return k.register.Gemeente(k.Gemeente, op) }
	if len(dagen) > 0 {
		return !slices.ContainsFunc(dagen, func(op istandaard.Datum) bool { return !bestaat(op) })
	}
	return bestaat(k.Dagtekening) || slices.ContainsFunc(eerder, bestaat) || k.antwoordt()
}

// antwoordt reports whether the message answers a request or a claim that is known, and so names the municipality as
// that does.
func (k *keuring) antwoordt() bool {
	switch k.Bericht.Soort().Nummer() {
	case "319":
		return k.verzoek(k.Bericht.Inhoud().Tekst("ReferentieAanbieder")).bestaat()
	case "325":
		return k.aanlevering(BeantwoordeBron(k.Bericht)).kop != nil
	}
	return false
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

// tarief checks a line of a claim against the contract: its unit when the allocation names none (TR341), its rate
// (TR418), and its amount, which is the volume times the rate (TR346).
func (k *declaratiekeuring) tarief(p prestatieDeel, zonderOmvang bool) {
	if k.register == nil {
		return
	}
	product := istandaard.Product{Categorie: p.ProductCategorie, Code: p.ProductCode}
	cent, eenheid, bekend := k.register.Tarief(k.wet(), k.Gemeente, k.Aanbieder, product, p.ProductPeriode.Begindatum)
	if zonderOmvang && bekend && !rekenen.EenheidPast(eenheid, p.Eenheid) {
		k.mis("TR341", p.deel, p.deel.Zoek("Eenheid"))
		return
	}
	if p.ProductTarief == nil {
		return
	}
	tarief, goed := cent, p.IngediendBedrag.Bedrag == rekenen.Bedrag(p.GeleverdVolume, *p.ProductTarief)
	if p.Eenheid == istandaard.EenheidMinuut {
		switch {
		case !bekend:
			goed = uurtarief(p.Prestatie)
		case eenheid == istandaard.EenheidUur:
			tarief, goed = rekenen.TariefPerMinuut(cent), p.IngediendBedrag.Bedrag == rekenen.BedragUurtariefInMinuten(cent, p.GeleverdVolume)
		}
	}
	k.als(bekend && *p.ProductTarief != tarief, "TR418", p.deel, "ProductTarief")
	k.als(!goed, "TR346", p.deel, "IngediendBedrag")
}

// uurtarief reports whether there is a rate by the hour that gives both the rate by the minute and the amount of a
// line in minutes, which is rounded once (IV081).
func uurtarief(p istandaard.Prestatie) bool {
	for cent := max(60*(*p.ProductTarief)-30, 0); cent < 60*(*p.ProductTarief)+30; cent++ {
		if p.IngediendBedrag.Bedrag == rekenen.BedragUurtariefInMinuten(cent, p.GeleverdVolume) {
			return true
		}
	}
	return false
}
