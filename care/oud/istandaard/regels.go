package istandaard

import (
	"fmt"
	"regexp"
	"slices"
)

// regelzinnen say in our own words what each rule of level 2 asks, as the end of "the element ...".
var regelzinnen = map[string]string{
	"CD005": "must be filled when there is a Postcode, and only then",
	"CD007": "must be filled when Vorm is 1 (interpreter), and only then",
	"CD009": "may only be filled when Soort is 04 (temporary address)",
	"CD025": "must be filled for an address in the Netherlands",
	"CD034": "must be filled for a registered address or a place of stay",
	"CD041": "must be filled when the product has a Code",
	"CD075": "must be filled when there is a Budget",
	"CD076": "must be filled when Frequentie is 2 (a week)",
	"CD077": "must stay empty when there is a Budget",
	"CD078": "must stay empty when there is an Omvang",
	"CD079": "must be filled when there is no Budget",
	"CD080": "must stay empty when the product has no Code",
	"CS002": "does not pass the eleven test",
	"CS003": "needs a first day, and may not lie before it",
	"CS050": "must be 1, 2, 3 or 4 with a Partnernaam, and 1 or 6 without",
	"CS058": "must be 1 (first delivery) or 3 (take back)",
	"CS089": "is not a Dutch postcode such as 7511SA",
	"CS139": "does not agree with DatumGebruik: unknown parts are written as 01, an unknown year as 1900",
	"CS335": "may only be 13 (removed) when the last day is the first day",
	"CS336": "may not be 01, which is no longer used",
	"CS338": "must be 2 (a week), 4 (a month) or 6 (in total) with this Eenheid",
	"TR002": "lies more than 120 years before the date of the message",
	"TR006": "needs a telephone number, or a house with a postcode",
	"TR018": "lies before Begindatum",
	"TR061": "needs a registered address, a postal address or a place of stay",
	"TR101": "stands in the message twice",
	"TR134": "lies after the date of the message",
	"TR302": "orders the same support as another order on the same days",
}

// toets collects what is broken.
type toets struct {
	fouten      Fouten
	dagtekening Datum
}

// Toets checks the rules inside one message (control level 2). The error is Fouten of that level; such a
// message is refused whole, with return code 0001. For return messages the standard has no such rules.
func Toets(b Bericht) error {
	soort, ok := soortVan(b)
	if !ok || soort.isRetour() {
		return nil
	}
	t := &toets{dagtekening: b.Kop().BerichtIdentificatie.Dagtekening}
	b.regels(t)
	return t.fouten.err()
}

// als reports a broken rule.
func (t *toets) als(gebroken bool, regel, pad string) {
	if gebroken {
		t.fouten.meld(Fout{Niveau: NiveauBericht, Regel: regel, Pad: pad, Zin: regelzinnen[regel]})
	}
}

// dubbel reports every class whose key stands earlier in its list.
func dubbel[T any](t *toets, klassen []T, pad string, sleutel func(T) string) {
	gezien := map[string]bool{}
	for i, k := range klassen {
		s := sleutel(k)
		t.als(gezien[s], "TR101", fmt.Sprintf("%s[%d]", pad, i+1))
		gezien[s] = true
	}
}

func (b *Toewijzingsbericht) regels(t *toets) {
	c := b.Client
	if c == nil {
		return
	}
	t.bsn(c.Bsn)
	t.geboren(c.Geboortedatum, "Client/Geboortedatum")
	t.naam(c.Naam, "Client/Naam")
	if m := c.Communicatie; m != nil {
		t.als((m.Vorm == "1") != (m.Taal != ""), "CD007", "Client/Communicatie/Taal")
	}
	for i, r := range c.Relaties {
		pad := genummerd("Client/Relaties", "Relatie", i)
		if r.Geboortedatum != nil {
			t.geboren(*r.Geboortedatum, pad+"/Geboortedatum")
		}
		t.naam(r.Naam, pad+"/Naam")
		t.contact(r.Contact, pad+"/Contact")
	}
	dubbel(t, c.Relaties, "Client/Relaties/Relatie", func(r Relatie) string { return r.Nummer })
	for i, k := range c.Contactgegevens {
		t.contact(k, genummerd("Client/Contactgegevens", "Contact", i))
	}
	dubbel(t, c.Contactgegevens, "Client/Contactgegevens/Contact", func(k Contact) string { return k.Soort })
	t.als(!slices.ContainsFunc(c.Contactgegevens, func(k Contact) bool { return k.Soort <= "03" }), "TR061", "Client/Contactgegevens")
	const producten = "Client/ToegewezenProducten"
	for i, p := range c.ToegewezenProducten {
		pad := genummerd(producten, "ToegewezenProduct", i)
		t.toegewezen(p, pad)
		t.als(slices.ContainsFunc(c.ToegewezenProducten[:i], p.stapelt), "TR302", pad)
	}
	dubbel(t, c.ToegewezenProducten, producten+"/ToegewezenProduct",
		func(p ToegewezenProduct) string { return fmt.Sprint(p.ToewijzingNummer) })
}

func (b *Startbericht) regels(t *toets) {
	c := b.Client
	if c == nil {
		return
	}
	t.bsn(c.Bsn)
	t.geboren(c.Geboortedatum, "Client/Geboortedatum")
	for i, p := range c.StartProducten {
		pad := genummerd("Client/StartProducten", "StartProduct", i)
		t.als(p.Begindatum.na(t.dagtekening), "TR134", pad+"/Begindatum")
		t.status(p.StatusAanlevering, pad)
	}
	dubbel(t, c.StartProducten, "Client/StartProducten/StartProduct", func(p StartProduct) string {
		return fmt.Sprint(nummer(p.ToewijzingNummer), product(p.Product), p.Begindatum)
	})
}

func (b *Stopbericht) regels(t *toets) {
	c := b.Client
	if c == nil {
		return
	}
	t.bsn(c.Bsn)
	t.geboren(c.Geboortedatum, "Client/Geboortedatum")
	for i, p := range c.StopProducten {
		pad := genummerd("Client/StopProducten", "StopProduct", i)
		t.als(p.Begindatum.na(p.Einddatum), "TR018", pad+"/Einddatum")
		t.als(p.Einddatum.na(t.dagtekening), "TR134", pad+"/Einddatum")
		t.status(p.StatusAanlevering, pad)
	}
	dubbel(t, c.StopProducten, "Client/StopProducten/StopProduct", func(p StopProduct) string {
		return fmt.Sprint(nummer(p.ToewijzingNummer), product(p.Product), p.Begindatum, p.RedenBeeindiging, p.Einddatum)
	})
}

func nummer(n *int64) int64 {
	if n == nil {
		return -1
	}
	return *n
}

func product(p *Product) string {
	if p == nil {
		return "|"
	}
	return p.Categorie + "|" + p.Code + "|"
}

func (t *toets) status(s, pad string) {
	t.als(s != StatusEerste && s != StatusVerwijderen, "CS058", pad+"/StatusAanlevering")
}

// bsn is the eleven test: weights 9 to 2, and minus 1 for the last digit.
func (t *toets) bsn(bsn string) {
	som := 0
	for i, r := range bsn {
		gewicht := 9 - i
		if i == 8 {
			gewicht = -1
		}
		som += gewicht * int(r-'0')
	}
	t.als(som%11 != 0, "CS002", "Client/Bsn")
}

func (t *toets) geboren(g Geboortedatum, pad string) {
	d, ok := g.Datum.dag()
	bericht, ok2 := t.dagtekening.dag()
	if !ok || !ok2 {
		return
	}
	onbekend := d == dag{1900, 1, 1}
	honderdtwintig := dag{d.jaar + 120, d.maand, d.dag}
	t.als(bericht.vergelijk(honderdtwintig) > 0 && !(g.DatumGebruik == "3" && onbekend), "TR002", pad+"/Datum")
	t.als(g.Datum.na(t.dagtekening), "TR134", pad+"/Datum")
	klopt := true
	switch g.DatumGebruik {
	case "1":
		klopt = d.dag == 1
	case "2":
		klopt = d.dag == 1 && d.maand == 1
	case "3":
		klopt = onbekend
	}
	t.als(!klopt, "CS139", pad+"/DatumGebruik")
}

func (t *toets) naam(n VolledigeNaam, pad string) {
	mag := []string{"1", "6"}
	if n.Partnernaam != nil {
		mag = []string{"1", "2", "3", "4"}
	}
	t.als(!slices.Contains(mag, n.NaamGebruik), "CS050", pad+"/NaamGebruik")
}

var postcodePatroon = regexp.MustCompile(`^[1-9][0-9]{3}[a-zA-Z]{2}$`)

func (t *toets) contact(c Contact, pad string) {
	a := Adres{}
	if c.Adres != nil {
		a = *c.Adres
	}
	t.als((a.Postcode == "") != (a.LandCode == ""), "CD005", pad+"/Adres/LandCode")
	t.als(a.LandCode == "NL" && a.Huis == nil, "CD025", pad+"/Adres/Huis")
	t.als(a.Postcode == "" && (c.Soort == "01" || c.Soort == "03"), "CD034", pad+"/Adres/Postcode")
	t.als(a.LandCode == "NL" && a.Postcode != "" && !postcodePatroon.MatchString(a.Postcode), "CS089", pad+"/Adres/Postcode")
	t.als(c.Telefoon == nil && (a.Huis == nil || a.Postcode == ""), "TR006", pad)
	if c.Periode != nil {
		t.als(c.Soort != "04", "CD009", pad+"/Periode")
		// The published check refuses an end without a beginning too.
		begin, einde := c.Periode.Begindatum, c.Periode.Einddatum
		t.als(einde != "" && (begin == "" || begin.na(einde)), "CS003", pad+"/Periode/Einddatum")
	}
}

// voor2021 is the last day on which older habits of ordering still hold.
const voor2021 Datum = "2020-12-31"

func (t *toets) toegewezen(p ToegewezenProduct, pad string) {
	code, o := "", p.Omvang
	if p.Product != nil {
		code = p.Product.Code
	}
	na2020 := p.Einddatum == "" || p.Einddatum.na(voor2021)
	t.als(p.Toewijzingsdatum.na(t.dagtekening), "TR134", pad+"/Toewijzingsdatum")
	t.als(p.Ingangsdatum.na(p.Einddatum), "CS003", pad+"/Einddatum")
	t.als(p.Budget == nil && p.Product == nil, "CD079", pad+"/Product")
	t.als(code != "" && o == nil, "CD041", pad+"/Omvang")
	t.als(code == "" && o != nil && na2020, "CD080", pad+"/Omvang")
	t.als(p.Budget != nil && p.Einddatum == "", "CD075", pad+"/Einddatum")
	t.als(p.Budget != nil && o != nil, "CD077", pad+"/Omvang")
	t.als(p.Budget != nil && o != nil, "CD078", pad+"/Budget")
	t.als(p.RedenWijziging == RedenWijzigingVerwijderd && p.Ingangsdatum != p.Einddatum, "CS335", pad+"/RedenWijziging")
	t.als(p.RedenWijziging == "01", "CS336", pad+"/RedenWijziging")
	if o == nil {
		return
	}
	t.als(o.Frequentie == FrequentieWeek && p.Einddatum == "", "CD076", pad+"/Einddatum")
	zonderDag := []string{EenheidEtmaal, EenheidDagdeel, EenheidEuro, EenheidStuks}
	t.als(slices.Contains(zonderDag, o.Eenheid) && na2020 && o.Frequentie == FrequentieDag, "CS338", pad+"/Omvang/Frequentie")
}

// stapelt reports whether two orders give the same support on the same day. Aids and adaptations (categories
// 11 to 14) may be given twice; an order that was removed counts as never sent.
func (p ToegewezenProduct) stapelt(q ToegewezenProduct) bool {
	if p.vervallen() || q.vervallen() || p.hulpmiddel() || q.hulpmiddel() || p.Ingangsdatum.na(q.einde()) || q.Ingangsdatum.na(p.einde()) {
		return false
	}
	if p.Product == nil || q.Product == nil {
		return true
	}
	zelfdeCode := p.Product.Code == q.Product.Code || p.Product.Code == "" || q.Product.Code == ""
	return p.Product.Categorie == q.Product.Categorie && zelfdeCode
}

func (p ToegewezenProduct) vervallen() bool {
	return (p.RedenWijziging == RedenWijzigingVerwijderd || p.RedenWijziging == "01") && p.Ingangsdatum == p.Einddatum
}

func (p ToegewezenProduct) hulpmiddel() bool {
	return p.Product != nil && p.Product.Categorie >= "11" && p.Product.Categorie <= "14"
}

func (p ToegewezenProduct) einde() Datum {
	if p.Einddatum == "" {
		return eeuwigheid
	}
	return p.Einddatum
}
