package allocation

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// message translates an allocation into the 301 of the standard, once. What is longer than the standard takes is
// cut off, as in the registration of persons.
func message(a Allocation, c Client, comment, from, to string, now time.Time) (*istandaard.Bericht, error) {
	local := now.In(law.Amsterdam)
	today := istandaard.DatumVan(local)
	b := istandaard.Nieuw(istandaard.WMO301, istandaard.Kop{Afzender: from, Ontvanger: to, Identificatie: a.Message, Dagtekening: today})
	client, err := b.Wortel.Voeg("Client")
	if err != nil {
		return nil, err
	}
	return b, client.Van(istandaard.Client{
		Bsn:           c.BSN.Reveal(),
		Geboortedatum: istandaard.Geboortedatum{Datum: istandaard.Datum(c.BirthDate.String())},
		Geslacht:      string(c.Gender),
		Naam: istandaard.VolledigeNaam{
			Geslachtsnaam: istandaard.Achternaam{Achternaam: c.LastName, Voorvoegsel: cut(c.Prefix, maxPrefix)},
			Voornamen:     c.FirstName, Voorletters: initials(c.FirstName), NaamGebruik: ownName,
		},
		Contactgegevens: []istandaard.Contact{contact(c)},
		ToegewezenProducten: []istandaard.ToegewezenProduct{{
			ToewijzingNummer: a.Number,
			Product:          &istandaard.Product{Categorie: a.Category, Code: a.Code},
			Toewijzingsdatum: today,
			Toewijzingstijd:  local.Format(time.TimeOnly),
			Ingangsdatum:     istandaard.Datum(a.FromDay.String()),
			Einddatum:        istandaard.Datum(a.ToDay.String()),
			Omvang:           &istandaard.Omvang{Volume: a.Volume, Eenheid: a.Unit, Frequentie: a.Frequency},
			Commentaar:       comment,
		}},
	})
}

// Codes and lengths of the standard that only orders need.
const (
	ownName       = "1"  // NaamGebruik: the person's own surname
	homeAddress   = "01" // AdresSoort
	postalAddress = "02"
	netherlands   = "NL"
	dialling      = "0031"

	maxPrefix   = 10
	maxStreet   = 24
	maxAddition = 4
	maxInitials = 6
)

// contact is where the client lives. A secret address stays out; then there is a telephone number.
func contact(c Client) istandaard.Contact {
	out := istandaard.Contact{Soort: postalAddress}
	if !c.Postcode.IsZero() {
		out.Soort = homeAddress
		out.Adres = &istandaard.Adres{Huis: &istandaard.Huis{Huisnummer: c.House, HuisnummerToevoeging: cut(c.Addition, maxAddition)},
			Postcode: c.Postcode.Compact(), Straatnaam: cut(c.Street, maxStreet), Plaatsnaam: c.City, LandCode: netherlands}
	}
	if c.Phone != "" {
		out.Telefoon = &istandaard.Telefoonnummers{Telefoon01: istandaard.Telefoon{Telefoonnummer: digits(c.Phone), Landnummer: dialling}}
	}
	return out
}

// cut takes the first n characters.
func cut(s string, n int) string {
	if r := []rune(s); len(r) > n {
		s = string(r[:n])
	}
	return strings.TrimSpace(s)
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// initials are the first letters of the first names, as far as the standard knows them.
func initials(names string) string {
	var out strings.Builder
	for _, n := range strings.Fields(names) {
		if r := []rune(n)[0]; unicode.IsLetter(r) && r <= 'ỳ' {
			out.WriteRune(r)
		}
	}
	return cut(strings.ToUpper(out.String()), maxInitials)
}

// report is one line of a 305 or a 307: what happened, and which part of the message says so.
type report struct {
	part   *istandaard.Deel
	number int64
	tell   func(Allocation) (Allocation, error)
}

// reportsIn translates the lines of a 305 or a 307, what is taken back first, as the standard reads them.
func reportsIn(b *istandaard.Bericht) (out []report) {
	for _, list := range []string{"StartProducten", "StopProducten"} {
		for part := range b.Inhoud().Rij(list) {
			number, _ := part.Getal("ToewijzingNummer")
			out = append(out, report{part, number, tell(list, part)})
		}
	}
	slices.SortStableFunc(out, func(a, b report) int {
		return -strings.Compare(a.part.Tekst("StatusAanlevering"), b.part.Tekst("StatusAanlevering"))
	})
	return out
}

// tell is what a line says to the allocation that it is about.
func tell(list string, part *istandaard.Deel) func(Allocation) (Allocation, error) {
	began, ended, reason := day(part.Datum("Begindatum")), day(part.Datum("Einddatum")), part.Tekst("RedenBeeindiging")
	back := part.Tekst("StatusAanlevering") == istandaard.StatusVerwijderen
	return func(a Allocation) (Allocation, error) {
		switch {
		case list == "StartProducten" && back:
			return a.TakeBackStart(began)
		case list == "StartProducten":
			return a.Start(began)
		case back:
			return a.TakeBackStop(began, ended, reason)
		}
		return a.Stop(began, ended, reason)
	}
}

// day reads a day of a message. The odd years that the schema allows are no day to us.
func day(d istandaard.Datum) law.Date {
	on, err := law.ParseDate(string(d))
	if err != nil {
		return law.Date{}
	}
	return on
}
