package istandaard

import (
	"strings"
	"unicode/utf8"
)

// lettersCijfers is the pattern of the number of a claim (CS319).
const lettersCijfers = `([a-zA-Z0-9])+`

// patronen hold a value against each pattern of the schema. They are written out: a pattern is held against
// every element of a claim of 25 MB.
var patronen = map[string]func(string) bool{
	woord:                isWoord,
	lettersCijfers:       isLettersCijfers,
	`([.\s]*\S+[.\s]*)+`: func(s string) bool { return strings.Trim(s, blanks) != "" },
	`[0-9]{4}`:           func(s string) bool { return len(s) == 4 && isCijfers(s) },
	`[0-9]{8}`:           func(s string) bool { return len(s) == 8 && isCijfers(s) },
	`[0-9]{9}`:           func(s string) bool { return len(s) == 9 && isCijfers(s) },
	`[0-9]*`:             isCijfers,
	`(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)`: isVersie,
	`([a-zA-ZÀ-ỳ])+`: func(s string) bool {
		return strings.IndexFunc(s, func(r rune) bool { return !isLetter(r) && (r < 'À' || r > 'ỳ') }) < 0
	},
}

const blanks = " \t\r\n" // what XML counts as white space

func isWoord(s string) bool {
	gevuld := false
	for i := range len(s) {
		switch s[i] {
		case '\r', '\n':
			return false
		case ' ', '\t':
		default:
			gevuld = true
		}
	}
	return gevuld
}

func isCijfers(s string) bool {
	for i := range len(s) {
		if s[i]-'0' > 9 {
			return false
		}
	}
	return true
}

func isLetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

func isLettersCijfers(s string) bool {
	for i := range len(s) {
		if s[i]-'0' > 9 && !isLetter(rune(s[i])) {
			return false
		}
	}
	return s != ""
}

func isVersie(s string) bool {
	delen := strings.SplitN(s, ".", 4)
	for _, d := range delen {
		if d == "" || !isCijfers(d) || d[0] == '0' && len(d) > 1 {
			return false
		}
	}
	return len(delen) == 3
}

// keur holds a value against the data type: it returns what is wrong and by which rule, or nothing. The value
// is returned as the schema reads it: without blanks around it when those do not count.
func (t *Type) keur(s string) (waarde string, mis zin, regel string) {
	if t.vorm != tekst && s != "" && (isBlank(s[0]) || isBlank(s[len(s)-1])) {
		s = strings.Trim(s, blanks)
	}
	switch t.vorm {
	case geheel:
		mis, regel = t.keurGeheel(s)
		return s, mis, regel
	case datum:
		if s == "" {
			return s, zinLeeg, ""
		}
		if _, ok := leesDag(s); !ok {
			return s, zinGeenDatum, t.regelPat
		}
		return s, 0, ""
	case tijd:
		if s == "" {
			return s, zinLeeg, ""
		}
		if !isTijd(s) {
			return s, zinGeenTijd, t.regelPat
		}
		return s, 0, ""
	}
	mis, regel = t.keurTekst(s)
	return s, mis, regel
}

func (t *Type) keurTekst(s string) (zin, string) {
	if t.codes != nil {
		if _, ok := t.codes[s]; ok {
			return 0, ""
		}
		if s == "" {
			return zinLeeg, ""
		}
		if utf8.RuneCountInString(s) > t.Langer {
			return zinGeenCode, t.regelMax
		}
		return zinGeenCode, ""
	}
	switch {
	case s == "":
		return zinLeeg, ""
	case t.Langer > 0 && len(s) > t.Langer && utf8.RuneCountInString(s) > t.Langer:
		return zinTeLang, t.regelMax
	case t.past != nil && !t.past(s):
		if strings.Trim(s, blanks) == "" {
			return zinLeeg, t.regelPat
		}
		return zinPatroon, t.regelPat
	}
	return 0, ""
}

func (t *Type) keurGeheel(s string) (zin, string) {
	if s == "" {
		return zinLeeg, ""
	}
	n, negatief, ok := leesGeheel(s)
	switch {
	case !ok:
		return zinGeenGetal, ""
	case negatief && n > 0:
		return zinNegatief, "RS001"
	case n > t.Hoogste:
		return zinTeGroot, t.regelMax
	case t.past != nil && !t.past(s):
		return zinPatroon, t.regelPat
	}
	return 0, ""
}

// leesGeheel reads a whole number as the schema allows it: with a sign and leading zeros. What does not fit
// is the highest number.
func leesGeheel(s string) (n int64, negatief, ok bool) {
	if s != "" && (s[0] == '+' || s[0] == '-') {
		negatief, s = s[0] == '-', s[1:]
	}
	if s == "" || !isCijfers(s) {
		return 0, negatief, false
	}
	for i := range len(s) {
		if n > (1<<63-1)/10-1 {
			return 1<<63 - 1, negatief, true
		}
		n = n*10 + int64(s[i]-'0')
	}
	return n, negatief, true
}

// isTijd reports whether s is a time of day without a time zone: 14:30:00, with a fraction of a second if
// wanted, and 24:00:00 for midnight.
func isTijd(s string) bool {
	if len(s) < 8 || s[2] != ':' || s[5] != ':' || !isCijfers(s[:2]) || !isCijfers(s[3:5]) || !isCijfers(s[6:8]) {
		return false
	}
	if len(s) > 8 && (s[8] != '.' || len(s) == 9 || !isCijfers(s[9:])) {
		return false
	}
	uur, minuut, tel := s[:2], s[3:5], seconden(s[6:])
	return uur < "24" && minuut < "60" && tel < 60 || uur == "24" && minuut == "00" && tel == 0
}

// seconden reads seconds with a fraction as libxml2 does, which rounds 59.99999999999999999 up to 60.
func seconden(s string) float64 {
	tel, deel := float64(s[0]-'0')*10+float64(s[1]-'0'), 1.0
	for i := 3; i < len(s); i++ {
		deel /= 10
		tel += float64(float64(s[i]-'0') * deel) // the conversion keeps it from being one fused operation
	}
	return tel
}
