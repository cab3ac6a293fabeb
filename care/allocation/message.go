package allocation

import (
	"fmt"
	"strings"
	"time"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// message translates an allocation into the 301 of the standard, once.
func message(a Allocation, c Client, comment, from, to string, now time.Time) ([]byte, error) {
	local := now.In(law.Amsterdam)
	raw, err := istandaard.Schrijf(&istandaard.Toewijzingsbericht{
		Header: istandaard.NieuweHeader(istandaard.WMO301, from, to, a.Message, istandaard.DatumVan(local)),
		Client: &istandaard.Client{
			Bsn:           c.BSN.Reveal(),
			Geboortedatum: istandaard.Geboortedatum{Datum: istandaard.Datum(c.BirthDate.String())},
			Geslacht:      string(c.Gender),
			Naam: istandaard.VolledigeNaam{
				Geslachtsnaam: istandaard.Achternaam{Achternaam: c.LastName, Voorvoegsel: c.Prefix},
				Voornamen:     c.FirstName, Voorletters: initials(c.FirstName), NaamGebruik: ownName,
			},
			Contactgegevens: []istandaard.Contact{contact(c)},
			ToegewezenProducten: []istandaard.ToegewezenProduct{{
				ToewijzingNummer: a.Number,
				Product:          &istandaard.Product{Categorie: a.Category, Code: a.Code},
				Toewijzingsdatum: istandaard.DatumVan(local),
				Toewijzingstijd:  local.Format(time.TimeOnly),
				Ingangsdatum:     istandaard.Datum(a.FromDay.String()),
				Einddatum:        istandaard.Datum(a.ToDay.String()),
				Omvang:           &istandaard.Omvang{Volume: a.Volume, Eenheid: a.Unit, Frequentie: a.Frequency},
				Commentaar:       comment,
			}},
		},
	})
	if err != nil {
		return nil, fmt.Errorf("order message: %w", err)
	}
	return raw, nil
}

// Codes of the standard that only orders need.
const (
	ownName     = "1"  // NaamGebruik: the person's own surname
	homeAddress = "01" // AdresSoort
	netherlands = "NL"
	dialling    = "0031"
)

func contact(c Client) istandaard.Contact {
	out := istandaard.Contact{Soort: homeAddress}
	if c.Street != "" {
		out.Adres = &istandaard.Adres{Huis: &istandaard.Huis{Huisnummer: c.House, HuisnummerToevoeging: c.Addition},
			Postcode: c.Postcode.Reveal(), Straatnaam: c.Street, Plaatsnaam: c.City, LandCode: netherlands}
	}
	if c.Phone != "" {
		out.Telefoon = &istandaard.Telefoonnummers{Telefoon01: istandaard.Telefoon{Telefoonnummer: digits(c.Phone), Landnummer: dialling}}
	}
	return out
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// initials are the first letters of the first names.
func initials(names string) string {
	var out strings.Builder
	for _, n := range strings.Fields(names) {
		for _, r := range n {
			out.WriteRune(r)
			break
		}
	}
	return strings.ToUpper(out.String())
}
