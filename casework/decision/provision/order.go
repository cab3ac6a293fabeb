package provision

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"codeberg.org/samenkracht/samenkracht/care/allocation"
	"codeberg.org/samenkracht/samenkracht/care/contract"
	"codeberg.org/samenkracht/samenkracht/casework/household"
)

// Client is the resident as the order names them. A secret address stays here.
func Client(p household.Person, h household.Household) allocation.Client {
	c := allocation.Client{BSN: p.BSN, BirthDate: p.BirthDate, Gender: allocation.GenderUnknown, FirstName: p.FirstName, Prefix: p.Prefix,
		LastName: p.LastName, Phone: p.Phone.Reveal()}
	switch p.Gender {
	case household.Male:
		c.Gender = allocation.Male
	case household.Female:
		c.Gender = allocation.Female
	}
	if !h.Secret {
		c.Street, c.City, c.Postcode = h.Address.Street, h.Address.City, h.Address.Postcode
		c.House, c.Addition = house(h.Address.House)
	}
	return c
}

// house splits a house number from what is added to it: "12 bis" is 12 and "bis".
func house(s string) (number int64, addition string) {
	s = strings.TrimSpace(s)
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsDigit(r) })
	if end < 0 {
		end = len(s)
	}
	number, err := strconv.ParseInt(s[:end], 10, 64)
	if err != nil {
		return 0, s
	}
	return number, strings.Trim(s[end:], " -/")
}

// Alternatives keeps what the resident could choose from.
func Alternatives(offers []contract.Offer) string {
	var lines []string
	for _, o := range offers {
		lines = append(lines, fmt.Sprintf("%s; %d cents a unit of %s; %d days; %.1f km", o.Name, o.Cents, o.Unit, o.WaitDays, o.Kilometres))
	}
	return strings.Join(lines, "\n")
}
