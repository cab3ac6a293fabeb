package ident

// Postcode is a Dutch postcode with its letters, such as 7511 SS. The letters SA, SD and SS were never given
// out, so made-up addresses have those; they are right here.
type Postcode struct{ secret[postcode] }

type postcode struct{}

// ParsePostcode reads a postcode, with or without a space, in capitals or not.
func ParsePostcode(s string) (Postcode, error) {
	v, err := parse[postcode](s)
	return Postcode{v}, err
}

func (postcode) name() string { return "postcode" }

func (postcode) parse(s string) (string, error) {
	s = compact(s)
	if len(s) != 6 || s[0] == '0' || !digits(s[:4], 4) || !allIn(s[4:], 'A', 'Z') {
		return "", wrong("Write a postcode as 4 digits and 2 letters, such as 7511 SS")
	}
	return s[:4] + " " + s[4:], nil
}

// Compact is the postcode without the space, as messages and registers write it.
func (p Postcode) Compact() string { return compact(p.Reveal()) }

// Area is the four digits: a part of a town, and nobody's address.
func (p Postcode) Area() string {
	if p.IsZero() {
		return ""
	}
	return p.Reveal()[:4]
}

// IsTest reports letters that were never given out.
func (p Postcode) IsTest() bool {
	if p.IsZero() {
		return false
	}
	switch p.Reveal()[5:] {
	case "SA", "SD", "SS":
		return true
	}
	return false
}
