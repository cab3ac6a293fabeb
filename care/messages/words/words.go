// Package words says the sentences of the message tool in Dutch or in English, and keeps what is personal or
// dangerous to a terminal out of them.
//
// The English sentence stands in the code; its Dutch stands in one table here. A test reads the code and refuses
// a sentence without Dutch.
package words

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
)

// Lang is the language (taal) in which the tool speaks.
type Lang string

// The languages. Dutch is the first.
const (
	NL Lang = "nl"
	EN Lang = "en"
)

// Parse reads a language as somebody types it.
func Parse(s string) (Lang, bool) {
	l := Lang(strings.ToLower(s))
	return l, l == NL || l == EN
}

// Taal is the language as package istandaard calls it.
func (l Lang) Taal() istandaard.Taal { return istandaard.Taal(l) }

// Say gives a sentence in this language, with its values filled in.
func (l Lang) Say(english string, args ...any) string {
	if l != EN {
		if nl, ok := dutch[english]; ok {
			english = nl
		}
	}
	if len(args) == 0 {
		return english
	}
	return fmt.Sprintf(english, args...)
}

// N gives the sentence for one thing or for n of them; n is its first value.
func (l Lang) N(n int, one, many string, args ...any) string {
	if n != 1 {
		one = many
	}
	return l.Say(one, append([]any{n}, args...)...)
}

// Pick chooses between two texts that stand in both languages, as those of package regel do.
func (l Lang) Pick(nl, en string) string {
	if l == EN {
		return en
	}
	return nl
}

// Mask hides a citizen service number, but for its last three characters.
func Mask(bsn string) string {
	n := utf8.RuneCountInString(bsn)
	if n <= 3 {
		return strings.Repeat("*", n)
	}
	last := []rune(bsn)[n-3:]
	return strings.Repeat("*", n-3) + string(last)
}

// Plain makes text safe to show on a terminal: what is no printable character becomes a middle dot, a line
// break a space.
func Plain(s string) string {
	if strings.IndexFunc(s, strange) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return ' '
		case strange(r):
			return '·'
		}
		return r
	}, s)
}

// strange also holds for the marks that turn the direction of the text.
func strange(r rune) bool { return r == utf8.RuneError || !unicode.IsPrint(r) }

// Euro writes an amount in cents as the language does.
func (l Lang) Euro(cents int64) string {
	sign := ""
	if cents < 0 {
		sign, cents = "-", -cents
	}
	whole, group, point := fmt.Sprint(cents/100), ".", ","
	if l == EN {
		group, point = ",", "."
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + group + whole[i:]
	}
	return fmt.Sprintf("€ %s%s%s%02d", sign, whole, point, cents%100)
}
