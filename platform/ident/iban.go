package ident

// IBAN is the number of a bank account.
type IBAN struct{ secret[iban] }

type iban struct{}

// ParseIBAN reads a bank account number, whose check digits must be right.
func ParseIBAN(s string) (IBAN, error) {
	v, err := parse[iban](s)
	return IBAN{v}, err
}

func (iban) name() string { return "IBAN" }

func (iban) parse(s string) (string, error) {
	s = compact(s)
	if len(s) < 15 || len(s) > 34 || !allIn(s[:2], 'A', 'Z') || !digits(s[2:4], 2) ||
		s[:2] == "NL" && !dutchAccount(s) || !ninetySeven(s) {
		return "", wrong("Write a bank account number as NL00 BANK 0123 4567 89. Check whether all characters are right")
	}
	return s, nil
}

// dutchAccount: four letters for the bank and ten digits.
func dutchAccount(s string) bool { return len(s) == 18 && allIn(s[4:8], 'A', 'Z') && digits(s[8:], 10) }

// ninetySeven reads the number with its first four characters at the end and letters as 10 to 35: divided by 97
// it leaves 1.
func ninetySeven(s string) bool {
	rest := 0
	for _, r := range s[4:] + s[:4] {
		switch {
		case r >= '0' && r <= '9':
			rest = (rest*10 + int(r-'0')) % 97
		case r >= 'A' && r <= 'Z':
			rest = (rest*100 + int(r-'A') + 10) % 97
		default:
			return false
		}
	}
	return rest == 1
}
