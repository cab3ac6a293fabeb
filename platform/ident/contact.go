package ident

import (
	"net/mail"
	"strings"
)

// Phone is a Dutch phone number, kept as it is dialled within the country.
type Phone struct{ secret[phone] }

type phone struct{}

// ParsePhone reads a Dutch phone number: of a person, of a service (0800, 0900), of a municipality (14 0546),
// of a helpline (116 111) or of an emergency service (112, 113).
func ParsePhone(s string) (Phone, error) {
	v, err := parse[phone](s)
	return Phone{v}, err
}

func (phone) name() string { return "phone" }

func (phone) parse(s string) (string, error) {
	s = strings.NewReplacer("(0)", "", "(", "", ")", "", "/", "").Replace(compact(s))
	for _, abroad := range []string{"+31", "0031"} {
		if rest, ok := strings.CutPrefix(s, abroad); ok {
			s = "0" + strings.TrimPrefix(rest, "0")
		}
	}
	if !dutchPhone(s) {
		return "", wrong("Write a Dutch phone number, such as 06 1234 5678 or 0546 123 456")
	}
	return s, nil
}

func dutchPhone(s string) bool {
	switch {
	case !allIn(s, '0', '9'):
		return false
	case s == "112", s == "113", s == "144":
		return true
	case strings.HasPrefix(s, "14"):
		return len(s) >= 5 && len(s) <= 6 && s[2] == '0'
	case strings.HasPrefix(s, "116"):
		return len(s) == 6
	case strings.HasPrefix(s, "0800"), strings.HasPrefix(s, "0900"), strings.HasPrefix(s, "0906"), strings.HasPrefix(s, "0909"):
		return len(s) == 8 || len(s) == 11
	}
	return len(s) == 10 && s[0] == '0' && s[1] != '0'
}

// International is the number as it is dialled from abroad, which a link can hold. Short and service numbers
// have no such form and stay as they are.
func (p Phone) International() string {
	if v := p.Reveal(); len(v) == 10 && v[0] == '0' {
		return "+31" + v[1:]
	}
	return p.Reveal()
}

// Email is a mail address.
type Email struct{ secret[email] }

type email struct{}

// ParseEmail reads a mail address. The part after the @ is kept in small letters.
func ParseEmail(s string) (Email, error) {
	v, err := parse[email](s)
	return Email{v}, err
}

func (email) name() string { return "email" }

func (email) parse(s string) (string, error) {
	s = strings.TrimSpace(s)
	a, err := mail.ParseAddress(s)
	if err != nil || a.Address != s || len(s) > 254 || strings.ContainsAny(s, "\r\n\t \"<>,;") {
		return "", errEmail
	}
	at := strings.LastIndexByte(s, '@')
	local, domain := s[:at], strings.ToLower(s[at+1:])
	if len(local) > 64 || !strings.Contains(domain, ".") || strings.HasPrefix(domain, "[") {
		return "", errEmail
	}
	return local + "@" + domain, nil
}

var errEmail = wrong("Write a mail address such as name@example.nl")

// Domain is the part after the @, which is nobody's.
func (e Email) Domain() string {
	v := e.Reveal()
	return v[strings.LastIndexByte(v, '@')+1:]
}
