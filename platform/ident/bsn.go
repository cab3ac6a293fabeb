package ident

// BSN (burgerservicenummer) is the number of a citizen. It is for residents with a case only: the law says who
// may use it and for what.
type BSN struct{ secret[bsn] }

type bsn struct{}

// ParseBSN reads a citizen service number, which passes the eleven test (elfproef).
func ParseBSN(s string) (BSN, error) {
	v, err := parse[bsn](s)
	return BSN{v}, err
}

func (bsn) name() string { return "BSN" }

func (bsn) parse(s string) (string, error) {
	s = compact(s)
	if len(s) == 8 {
		s = "0" + s // the first digit is a nought that many leave out
	}
	if !digits(s, 9) || s == "000000000" || !eleven(s) {
		return "", wrong("A citizen service number (BSN) has 9 digits. Check whether all of them are right")
	}
	return s, nil
}

// eleven multiplies the digits by 9 down to 2 and the last one by -1; the sum must divide by 11.
func eleven(s string) bool {
	sum := -int(s[8] - '0')
	for i := range 8 {
		sum += int(s[i]-'0') * (9 - i)
	}
	return sum%11 == 0
}

// IsTest reports whether it is one of the numbers that were never given out and are meant for tests. A
// demonstration takes no others.
func (b BSN) IsTest() bool {
	v := b.Reveal()
	return v >= "999900006" && v <= "999999990"
}
