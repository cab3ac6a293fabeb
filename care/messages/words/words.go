// Package words says the sentences of the message tool in Dutch or in English, and keeps what is personal or
// dangerous to a terminal out of them.
//
// The English sentence stands in the code; its Dutch stands in one table here. A test reads the code and refuses
// a sentence without Dutch.
package words

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// Lang is the language (taal) in which the tool speaks.
type Lang = command.Lang

// The languages. Dutch is the first.
const (
	NL = command.NL
	EN = command.EN
)

// Taal is the language as package istandaard calls it.
func Taal(l Lang) istandaard.Taal { return istandaard.Taal(l) }

// Mask hides a citizen service number, but for its last three characters.
func Mask(bsn string) string {
	n := utf8.RuneCountInString(bsn)
	if n <= 3 {
		return strings.Repeat("*", n)
	}
	last := []rune(bsn)[n-3:]
	return strings.Repeat("*", n-3) + string(last)
}

// Euro writes an amount in cents as the language does.
func Euro(l Lang, cents int64) string {
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
