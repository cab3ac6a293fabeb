package istandaard

import (
	"encoding/binary"
	"strings"
	"unicode/utf16"
)

// open reads the byte order mark and the XML declaration, and makes the text UTF-8. The standard asks for
// UTF-8 without a mark (OP192) and Schrijf keeps to that; a receiver is kinder, and also takes a mark, UTF-16,
// ISO-8859-1, ISO-8859-15, Windows-1252 and ASCII.
func open(s string) (tekst string, mis zin, args []any) {
	zestien := true
	switch {
	case strings.HasPrefix(s, "\xEF\xBB\xBF"):
		s, zestien = s[3:], false
	case strings.HasPrefix(s, "\xFF\xFE"):
		s = vanUTF16(s[2:], binary.LittleEndian)
	case strings.HasPrefix(s, "\xFE\xFF"):
		s = vanUTF16(s[2:], binary.BigEndian)
	case strings.HasPrefix(s, "<\x00?\x00"):
		s = vanUTF16(s, binary.LittleEndian)
	case strings.HasPrefix(s, "\x00<\x00?"):
		s = vanUTF16(s, binary.BigEndian)
	default:
		zestien = false
	}
	if strings.Trim(s, blanks+"\x00") == "" {
		return "", zinLeegBestand, nil
	}
	codering, ok := declaratie(s)
	if !ok {
		return "", zinGeenXML, []any{tweetalig{"de eerste regel <?xml ?> klopt niet", "the first line <?xml ?> is not right"}}
	}
	switch codering = strings.ToUpper(codering); codering {
	case "", "UTF-8", "UTF8":
		return s, 0, nil
	case "UTF-16", "UTF-16LE", "UTF-16BE":
		if zestien {
			return s, 0, nil
		}
	case "ASCII", "US-ASCII":
		if zestien || strings.IndexFunc(s, func(r rune) bool { return r >= 0x80 }) < 0 {
			return s, 0, nil
		}
	default:
		if tabel, ken := eenByte[codering]; ken && !zestien {
			return vanEenByte(s, tabel), 0, nil
		}
	}
	return "", zinCodering, []any{kort(codering)}
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
	if !heeft || !strings.HasPrefix(versie, "1.") || !isCijfers(versie[2:]) || len(versie) < 3 {
		return "", false
	}
	codering, rest, heeft = pseudo(rest, "encoding")
	if heeft && !isCodering(codering) {
		return "", false
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

func vanUTF16(s string, orde binary.ByteOrder) string {
	eenheden := make([]uint16, 0, len(s)/2)
	for ; len(s) >= 2; s = s[2:] {
		eenheden = append(eenheden, orde.Uint16([]byte{s[0], s[1]}))
	}
	if s != "" {
		eenheden = append(eenheden, 0) // half a character: no message
	}
	for _, r := range halve(eenheden) {
		eenheden[r] = 0 // half a pair is no character, and no text may hold a zero
	}
	return string(utf16.Decode(eenheden))
}

// halve finds the halves of surrogate pairs that stand alone.
func halve(eenheden []uint16) (uit []int) {
	for i := 0; i < len(eenheden); i++ {
		r := rune(eenheden[i])
		if !utf16.IsSurrogate(r) {
			continue
		}
		if i+1 < len(eenheden) && utf16.DecodeRune(r, rune(eenheden[i+1])) != '\uFFFD' {
			i++
			continue
		}
		uit = append(uit, i)
	}
	return uit
}

// eenByte are the encodings of one byte a character: what differs from ISO-8859-1.
var eenByte = map[string]map[byte]rune{
	"ISO-8859-1":   {},
	"ISO_8859-1":   {},
	"LATIN1":       {},
	"ISO-8859-15":  latijn9,
	"WINDOWS-1252": windows,
	"CP1252":       windows,
}

var latijn9 = map[byte]rune{0xA4: '€', 0xA6: 'Š', 0xA8: 'š', 0xB4: 'Ž', 0xB8: 'ž', 0xBC: 'Œ', 0xBD: 'œ', 0xBE: 'Ÿ'}

var windows = map[byte]rune{0x80: '€', 0x81: 0, 0x82: '‚', 0x83: 'ƒ', 0x84: '„', 0x85: '…', 0x86: '†', 0x87: '‡', 0x88: 'ˆ',
	0x89: '‰', 0x8A: 'Š', 0x8B: '‹', 0x8C: 'Œ', 0x8D: 0, 0x8E: 'Ž', 0x8F: 0, 0x90: 0, 0x91: '‘', 0x92: '’', 0x93: '“', 0x94: '”',
	0x95: '•', 0x96: '–', 0x97: '—', 0x98: '˜', 0x99: '™', 0x9A: 'š', 0x9B: '›', 0x9C: 'œ', 0x9D: 0, 0x9E: 'ž', 0x9F: 'Ÿ'}

func vanEenByte(s string, anders map[byte]rune) string {
	var uit strings.Builder
	uit.Grow(len(s))
	for i := range len(s) {
		r, is := anders[s[i]]
		if !is {
			r = rune(s[i])
		}
		uit.WriteRune(r)
	}
	return uit.String()
}
