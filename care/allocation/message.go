package allocation

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"codeberg.org/samenkracht/samenkracht/care/oud/istandaard"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// message translates an allocation into the 301 of the standard, once. What is longer than the standard takes is
// cut off, as in the registration of persons.
func message(a Allocation, c Client, comment, from, to string, now time.Time) ([]byte, error) {
	local := now.In(law.Amsterdam)
	raw, err := istandaard.Schrijf(&istandaard.Toewijzingsbericht{
		Header: istandaard.NieuweHeader(istandaard.WMO301, from, to, a.Message, istandaard.DatumVan(local)),
		Client: &istandaard.Client{
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

// report is one line of a 305 or a 307: what happened, and where its return codes go.
type report struct {
	number  *int64
	product *istandaard.Product
	codes   *[]string
	tell    func(Allocation) (Allocation, error)
}

// isOf reports whether the line names the product of an allocation, or none.
func (r report) isOf(a Allocation) bool {
	p := r.product
	return p == nil || p.Categorie == a.Category && (p.Code == "" || p.Code == a.Code)
}

// reportsIn translates the lines of a 305 or a 307, or of the answer to it.
func reportsIn(b istandaard.Bericht) (bsn string, out []report) {
	switch b := b.(type) {
	case *istandaard.Startbericht:
		for i := range b.Client.StartProducten {
			p := &b.Client.StartProducten[i]
			on := day(p.Begindatum)
			out = append(out, report{p.ToewijzingNummer, p.Product, &p.RetourCodes, func(a Allocation) (Allocation, error) {
				if p.StatusAanlevering == istandaard.StatusVerwijderen {
					return a.TakeBackStart(on)
				}
				return a.Start(on)
			}})
		}
		return b.Client.Bsn, out
	case *istandaard.Stopbericht:
		for i := range b.Client.StopProducten {
			p := &b.Client.StopProducten[i]
			began, on := day(p.Begindatum), day(p.Einddatum)
			out = append(out, report{p.ToewijzingNummer, p.Product, &p.RetourCodes, func(a Allocation) (Allocation, error) {
				if p.StatusAanlevering == istandaard.StatusVerwijderen {
					return a.TakeBackStop(began, on, p.RedenBeeindiging)
				}
				return a.Stop(began, on, p.RedenBeeindiging)
			}})
		}
		return b.Client.Bsn, out
	}
	return "", nil
}

// day reads a day of a message. The odd years that the schema allows are no day to us.
func day(d istandaard.Datum) law.Date {
	on, err := law.ParseDate(string(d))
	if err != nil {
		return law.Date{}
	}
	return on
}
