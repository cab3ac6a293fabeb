package istandaard

import (
	"encoding/binary"
	"strings"
	"unicode/utf16"
)

// naam writes the tags of one element otherwise.
func (w *wijziger) naam(s string) string {
	p := w.element()
	lok := zonder(p.naam)
	pre := strings.TrimSuffix(p.naam, lok)
	nieuw := een(w, []string{strings.ToLower(p.naam), strings.ToUpper(p.naam), lok, pre + lok + "x", pre + "é" + lok, pre + lok + "·",
		pre + "-" + lok, pre + lok + "é", pre + pre + lok, ":" + lok, pre, pre + "x:" + lok, "xml:" + lok, pre + lok + ":", pre + lok + "\u0300",
		pre + strings.Repeat("A", 300), pre + "\u200c" + lok, pre + "\u2070" + lok, pre + lok + "\u037e", "𐀀" + lok, "1" + p.naam})
	if len(s) < 1<<15 && w.kans(60) {
		nieuw = pre + strings.Repeat("A", 49990+w.IntN(20))
	}
	einde := nieuw
	if w.kans(8) {
		einde = p.naam
	}
	if p.einde == p.na {
		return vervang(s, p.begin+1, p.begin+1+len(p.naam), nieuw)
	}
	s = vervang(s, p.einde+2, p.einde+2+len(p.naam), einde)
	return vervang(s, p.begin+1, p.begin+1+len(p.naam), nieuw)
}

// tag puts blanks or faults into a tag.
func (w *wijziger) tag(s string) string {
	p := w.element()
	plek := een(w, []int{p.begin, p.begin + 1, p.begin + 1 + len(p.naam), p.inhoud - 1, p.inhoud, p.einde, p.einde + 1, p.einde + 2,
		p.einde + 2 + len(p.naam), p.na - 1})
	return vervang(s, min(plek, len(s)), min(plek, len(s)), een(w, []string{" ", "\n", "\t \r\n", "/", "\u00a0", ">", "<", "\x00", "x", ":", "=",
		" x", ` x="1"`, "&#32;", "!", "?", "\x0c", "\u0085", "\u2028", " /", "'"}))
}

// kop gives the text another XML declaration.
func (w *wijziger) kop(s string) string {
	if i := strings.Index(s, "?>"); i >= 0 && strings.HasPrefix(s, "<?xml") {
		if w.kans(3) { // something in the declaration that stands there
			at := w.IntN(i + 3)
			return s[:at] + een(w, []string{" ", "", "x", `"`, "'", "\n", "=", "é", "?", "1"}) + s[min(len(s), at+w.IntN(2)):]
		}
		s = s[i+2:]
	}
	if w.kans(2) {
		return een(w, koppen) + s
	}
	deel := func(naam string, waarden []string) string {
		q := een(w, []string{`"`, `"`, `"`, "'"})
		return een(w, []string{"", " ", " ", " ", "\n", "\t ", "\u00a0"}) + naam + een(w, []string{"=", "=", "=", " = ", "\n=\t", ""}) + q + een(w, waarden) + een(w, []string{q, q, q, q, q, "", "'"})
	}
	k := "<?xml" + deel("version", versies)
	if !w.kans(4) {
		k += deel("encoding", coderingen)
	}
	if w.kans(4) {
		k += deel("standalone", []string{"yes", "no", "maybe", "YES", "", " no", "yes "})
	}
	return k + een(w, []string{"", " ", "\n"}) + een(w, []string{"?>", "?>", "?>", "?>", ">", "?", "??>"}) + s
}

// codering writes the text in other bytes.
func (w *wijziger) codering(s string) string {
	if w.kans(2) {
		s = strings.Replace(s, "UTF-8", een(w, coderingen), 1)
	}
	merk := een(w, []string{"", "\uFEFF", "\uFEFF"})
	staart := een(w, []string{"", "", "", "\x00", "\x00\x00", "\n", "\x00\n", "\xff", "\x81", "\xd8\x00", "\x00\xd8", "\xe9", "\xfe\xff", "\x00a", "a\x00", "\x00\xff"})
	switch w.IntN(6) {
	case 0:
		return merk + s + staart
	case 1, 2:
		var orde binary.AppendByteOrder = binary.LittleEndian
		if w.kans(2) {
			orde = binary.BigEndian
		}
		uit := []byte{}
		for _, e := range utf16.Encode([]rune(merk + s)) {
			uit = orde.AppendUint16(uit, e)
		}
		if w.kans(6) {
			at := w.IntN(len(uit))
			return string(uit[:at]) + een(w, []string{"\x00", "\xD8\x00", "\x00\xD8", "\xDC\x00", "\x00\xDC", "a"}) + string(uit[at:])
		}
		return string(uit) + staart
	case 3: // one byte a character
		uit := []byte{}
		for _, r := range strings.ReplaceAll(s, "UTF-8", een(w, coderingen)) {
			uit = append(uit, byte(r))
		}
		return merk + string(uit) + staart
	case 4:
		at := w.IntN(len(s) + 1)
		return s[:at] + een(w, slechteBytes) + s[at:]
	default:
		return merk + merk + s
	}
}

// achter puts something behind, or before, the whole text.
func (w *wijziger) achter(s string) string {
	wat := een(w, []string{een(w, snippers), "\x00", "\x00\x00\n", "\n\n ", "x", "<!-- einde -->", "<?x?>", "<a/>", "\x1a", "\u00a0", "\uFEFF",
		"</a>", "&#32;", "<![CDATA[ ]]>", "<?xml version=\"1.0\"?>", "<", "\xff", s})
	if w.kans(3) {
		return wat + s
	}
	return s + wat
}

func (w *wijziger) afkap(s string) string { return s[:w.IntN(len(s)+1)] }

// byte changes, drops or adds one byte.
func (w *wijziger) byte(s string) string {
	if s == "" {
		return s
	}
	at := w.IntN(len(s))
	c := string([]byte{een(w, []byte("<>&;:/!?-[]='\" \t\r\n\x00\x01\x7f\x80\xc3\xa9\xff0aZ.+"))})
	switch w.IntN(3) {
	case 0:
		return vervang(s, at, at+1, c)
	case 1:
		return vervang(s, at, at+1, "")
	}
	return vervang(s, at, at, c)
}

// ergens puts a snippet anywhere.
func (w *wijziger) ergens(s string) string {
	at := w.IntN(len(s) + 1)
	return vervang(s, at, at, een(w, snippers))
}
