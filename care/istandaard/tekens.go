package istandaard

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// open reads the byte order mark and the XML declaration, and makes the text UTF-8. The standard asks for
// UTF-8 without a mark (OP192) and Schrijf keeps to that; a receiver is kinder, and also takes a mark, UTF-16,
// ISO-8859-1, ISO-8859-15, Windows-1252 and ASCII. What else libxml2 reads through its iconv is refused: UTF-7,
// UTF-32, UCS-2 and UCS-4, EBCDIC, the other parts of ISO-8859, the code pages of DOS and Windows, Macintosh, and
// those of East Asia.
func open(s string) (tekst string, mis zin, args []any) {
	if naam := vreemdeBytes(s); naam != "" {
		return "", zinCodering, []any{naam}
	}
	s, orde := zonderMerk(s)
	if strings.Trim(s, blanks+"\x00") == "" {
		return "", zinLeegBestand, nil
	}
	codering, ok := declaratie(s)
	if !ok {
		return "", zinGeenXML, []any{tweetalig{"de eerste regel <?xml ?> klopt niet", "the first line <?xml ?> is not right"}}
	}
	switch hoofd := strings.ToUpper(codering); {
	case hoofd == "" || hoofd == "UTF-8" || hoofd == "UTF8":
		return s, 0, nil
	case orde != "":
		if na, is := strings.CutPrefix(hoofd, "UTF-16"); is && (na == "" || na == orde) || hoofd == "UTF16" {
			return s, 0, nil
		}
	default:
		if tabel, ken := eenByte[hoofd]; ken {
			return vanEenByte(s, tabel), 0, nil
		}
	}
	return "", zinCodering, []any{kort(codering)}
}

// vreemdeBytes names an encoding that is not read here, by the first bytes.
func vreemdeBytes(s string) string {
	if len(s) < 4 {
		return ""
	}
	switch s[:4] {
	case "\xFF\xFE\x00\x00", "\x00\x00\xFE\xFF", "<\x00\x00\x00", "\x00\x00\x00<":
		return "UTF-32"
	case "\x4C\x6F\xA7\x94": // <?xm
		return "EBCDIC"
	}
	return ""
}

// zonderMerk takes the byte order mark off and turns UTF-16 into UTF-8; orde is then LE or BE.
func zonderMerk(s string) (tekst, orde string) {
	switch {
	case strings.HasPrefix(s, "\xEF\xBB\xBF"):
		return s[3:], ""
	case strings.HasPrefix(s, "\xFF\xFE"):
		return vanUTF16(s[2:], false), "LE"
	case strings.HasPrefix(s, "\xFE\xFF"):
		return vanUTF16(s[2:], true), "BE"
	case strings.HasPrefix(s, "<\x00?\x00"):
		return vanUTF16(s, false), "LE"
	case strings.HasPrefix(s, "\x00<\x00?"):
		return vanUTF16(s, true), "BE"
	}
	return s, ""
}

// declaratie finds the encoding in the XML declaration; ok is false when the declaration is not right.
func declaratie(s string) (codering string, ok bool) {
	if !strings.HasPrefix(s, "<?xml") || len(s) > 5 && !isBlank(s[5]) && s[5] != '?' {
		return "", true
	}
	n := strings.Index(s, "?>")
	if n < 0 {
		return "", false
	}
	rest := s[5:n]
	versie, rest, heeft := pseudo(rest, "version")
	if !heeft || !strings.HasPrefix(versie, "1.") || !isCijfers(versie[2:]) {
		return "", false
	}
	codering, rest, heeft = pseudo(rest, "encoding")
	if heeft && !isCodering(codering) {
		return "", false
	}
	if strings.HasPrefix(strings.ToUpper(codering), "UTF") {
		rest = " " + rest // libxml2 wants no blank here
	}
	alleen, rest, heeft := pseudo(rest, "standalone")
	if heeft && alleen != "yes" && alleen != "no" {
		return "", false
	}
	return codering, strings.Trim(rest, blanks) == ""
}

// pseudo reads name="value" from the declaration, when it comes next.
func pseudo(s, naam string) (waarde, rest string, heeft bool) {
	na, is := strings.CutPrefix(strings.TrimLeft(s, blanks), naam)
	if !is || s == "" || !isBlank(s[0]) {
		return "", s, false
	}
	na, is = strings.CutPrefix(strings.TrimLeft(na, blanks), "=")
	na = strings.TrimLeft(na, blanks)
	if !is || na == "" || na[0] != '"' && na[0] != '\'' {
		return "", s, false
	}
	n := strings.IndexByte(na[1:], na[0])
	if n < 0 {
		return "", s, false
	}
	return na[1 : n+1], na[n+2:], true
}

// isCodering reports whether s is written as the name of an encoding.
func isCodering(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !isLetter(rune(c)) && (i == 0 || c-'0' > 9 && c != '.' && c != '_' && c != '-') {
			return false
		}
	}
	return s != ""
}

const losseHelft = "\xED\xB0\x80"

// vanUTF16 turns UTF-16 into UTF-8. Where it holds half a character it ends in a zero, which no message may
// hold: there the text ends for libxml2 too.
func vanUTF16(s string, groot bool) string {
	eenheid := func(i int) rune {
		if i+2 > len(s) {
			return utf8.RuneError
		}
		if groot {
			return rune(s[i])<<8 | rune(s[i+1])
		}
		return rune(s[i+1])<<8 | rune(s[i])
	}
	var uit strings.Builder
	uit.Grow(len(s)/2 + 1)
	for i := 0; i < len(s); i += 2 {
		r := eenheid(i)
		half := i+1 == len(s)
		switch {
		case r >= 0xDC00 && r < 0xE000: // the second half of a pair alone is a character that is not allowed
			uit.WriteString(losseHelft)
			continue
		case utf16.IsSurrogate(r):
			i += 2
			r = utf16.DecodeRune(r, eenheid(i))
			half = r == utf8.RuneError
		}
		if half {
			uit.WriteByte(0)
			break
		}
		uit.WriteRune(r)
	}
	return uit.String()
}

// eenByte are the encodings of one byte a character: what differs from ISO-8859-1. A byte without a character
// has 0, where the text ends as it does for libxml2.
var eenByte = map[string]map[byte]rune{
	"ISO-8859-1":   {},
	"ISO8859-1":    {},
	"ISO_8859-1":   {},
	"ISO-LATIN-1":  {},
	"LATIN1":       {},
	"LATIN-1":      {},
	"L1":           {},
	"ISO-8859-15":  latijn9,
	"ISO8859-15":   latijn9,
	"ISO_8859-15":  latijn9,
	"LATIN9":       latijn9,
	"LATIN-9":      latijn9,
	"WINDOWS-1252": windows,
	"CP1252":       windows,
	"ASCII":        ascii,
	"US-ASCII":     ascii,
}

var latijn9 = map[byte]rune{0xA4: '€', 0xA6: 'Š', 0xA8: 'š', 0xB4: 'Ž', 0xB8: 'ž', 0xBC: 'Œ', 0xBD: 'œ', 0xBE: 'Ÿ'}

var windows = map[byte]rune{0x80: '€', 0x81: 0, 0x82: '‚', 0x83: 'ƒ', 0x84: '„', 0x85: '…', 0x86: '†', 0x87: '‡', 0x88: 'ˆ',
	0x89: '‰', 0x8A: 'Š', 0x8B: '‹', 0x8C: 'Œ', 0x8D: 0, 0x8E: 'Ž', 0x8F: 0, 0x90: 0, 0x91: '‘', 0x92: '’', 0x93: '“', 0x94: '”',
	0x95: '•', 0x96: '–', 0x97: '—', 0x98: '˜', 0x99: '™', 0x9A: 'š', 0x9B: '›', 0x9C: 'œ', 0x9D: 0, 0x9E: 'ž', 0x9F: 'Ÿ'}

var ascii = func() map[byte]rune {
	geen := map[byte]rune{}
	for b := 0x80; b < 0x100; b++ {
		geen[byte(b)] = 0
	}
	return geen
}()

func vanEenByte(s string, anders map[byte]rune) string {
	var uit strings.Builder
	uit.Grow(len(s))
	for i := range len(s) {
		r, is := anders[s[i]]
		if !is {
			r = rune(s[i])
		}
		uit.WriteRune(r)
		if r == 0 {
			break
		}
	}
	return uit.String()
}
