package keten

import (
	"strings"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
)

// getal is a whole number, at the edges of what may stand there or just outside them.
func (v *vuller) getal(t *istandaard.Type) int64 {
	switch {
	case v.kwaad && v.kans(200):
		return []int64{-1, t.Hoogste + 1, 1<<63 - 1, -1 << 63}[v.r.IntN(4)]
	case v.kans(10):
		return []int64{0, 1, t.Hoogste}[v.r.IntN(3)]
	}
	return v.r.Int64N(t.Hoogste + 1)
}

// vormwaarden are values by the pattern or the name of a data type.
var vormwaarden = map[string][]string{
	"([a-zA-Z0-9])+": {"D1", "0", "zZ9"},
	"[0-9]{4}":       {"0141", "9999"},
	"[0-9]{8}":       {"12345678"},
	"[0-9]{9}":       {"999900006", "999999990", "123456789", "000000000"},
	"[0-9]*":         {"0612345678", "0"},
	"([a-zA-ZÀ-ỳ])+": {"JW", "ÀỳZ", "é"},
	"LDT_Datum": {"2026-04-01", "2026-04-30", "1900-01-01", "2024-02-29", "12345-01-01", "-0044-03-15", " 2026-05-01\n",
		"2026-04-01", "2026-04-01", "2026-04-01"},
	"LDT_Tijd": {"12:00:00", "24:00:00", "23:59:59.999", "\t00:00:00 "},
}

// vormfouten are values that no data type with a form takes.
var vormfouten = []string{"2026-02-30", "31-12-2026", "2026-01-01Z", "24:00:01", "12:00", "1.5", "", " ", "\u00a0", "١٢٣", "D-1", "0x1F"}

// waarde is a value of a data type. With kwaad it now and then is none.
func (v *vuller) waarde(t *istandaard.Type) string {
	if v.kwaad && v.kans(150) {
		return vormfouten[v.r.IntN(len(vormfouten))]
	}
	if t.Codes != nil {
		return t.Codes.Codes[v.r.IntN(len(t.Codes.Codes))].Code
	}
	for _, sleutel := range []string{t.Naam, t.Patroon} {
		if uit := vormwaarden[sleutel]; uit != nil {
			return uit[v.r.IntN(len(uit))]
		}
	}
	if !v.kwaad {
		return strings.Repeat("a", 1+v.r.IntN(max(t.Langer, 5)))
	}
	lang := t.Langer
	if lang == 0 {
		lang = 300
	}
	if v.kans(150) {
		lang++
		return strings.Repeat("é", lang)
	}
	return v.tekst(lang)
}

// tekens are what people and machines put in text, and what breaks XML, SQL and terminals.
var tekens = []string{"a", "Z", " ", "  ", "\t", "&", "<", ">", "\"", "'", "]]>", "<!--", "&amp;", "&#13;", "%s", "\\", "é", "\u0301", "ﬁ", "ß", "İ", "中",
	"\U0001F9D1\u200D\U0001F33E", "\u202e", "\ufeff", "\u00a0", "\u2028", "\u0085", "\ufffd", "\u200b", "\U0010FFFD", "$1", "--", "0", "=1+1"}

// rauw is what XML or a line of text does not take.
var rauw = []string{"\r", "\n", "\r\n", "\x00", "\x0b", "\ufffe", "\xff", "\xed\xa0\x80"}

// tekst is text of at most so many characters.
func (v *vuller) tekst(lang int) string {
	var uit []rune
	for range 1 + v.r.IntN(6) {
		uit = append(uit, []rune(tekens[v.r.IntN(len(tekens))])...)
	}
	s := string(uit[:min(len(uit), lang)])
	if v.kans(200) {
		s += rauw[v.r.IntN(len(rauw))]
	}
	return s
}
