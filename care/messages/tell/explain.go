// Package tell tells people about the standard and its messages: what a rule, a code, a message type or a code list
// is, and what stands in a message.
package tell

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/codelijst"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/regel"
	"codeberg.org/samenkracht/samenkracht/care/messages/words"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// teller writes for people, in a language.
type teller struct {
	out  io.Writer
	lang words.Lang
}

// Explain writes about a word in every sense that it has: a rule, a return code, a message type or a code list. It
// is false, and writes nothing, when the word is not known.
func Explain(out io.Writer, lang words.Lang, word string) (known bool) {
	word = strings.TrimSpace(word)
	upper := strings.ToUpper(word)
	c := &teller{out, lang}
	next := func() {
		if known {
			fmt.Fprintln(out)
		}
		known = true
	}
	for _, id := range []string{word, upper, strings.Replace(upper, "X", "x", 1)} { // OP033x1
		if r, ok := regel.Zoek(id); ok {
			next()
			c.rule(r)
			break
		}
	}
	if code, ok := regel.ZoekCode(upper); ok {
		next()
		c.code(code)
	}
	if soort := istandaard.Soort(upper); soort.Bestaat() {
		next()
		c.message(soort)
	}
	for _, list := range codelijst.Alle() {
		if strings.EqualFold(list.ID, word) {
			next()
			c.list(list)
		}
	}
	return known
}

func (c *teller) rule(r regel.Regel) {
	level := c.lang.Say("not checked by machine")
	switch r.Niveau {
	case regel.Schema:
		level = c.lang.Say("level 1, the schema")
	case regel.Bericht:
		level = c.lang.Say("level 2, within the message")
	case regel.Keten:
		level = c.lang.Say("level 3, against earlier messages")
	case regel.Register:
		level = c.lang.Say("level 4, against the world outside")
	}
	parts := []string{level}
	if r.Wet != "" {
		parts = append(parts, c.lang.Say("only %s", string(r.Wet)))
	}
	if r.Berichten != "" {
		parts = append(parts, c.lang.Say("messages %s", r.Berichten))
	}
	if r.Retourcode != "" {
		parts = append(parts, c.lang.Say("return code %s", r.Retourcode))
	}
	fmt.Fprintf(c.out, "%s  %s\n  %s\n", r.ID, strings.Join(parts, "; "), c.lang.Pick(r.Nl, r.En))
}

func (c *teller) code(code regel.Retourcode) {
	fmt.Fprintf(c.out, "%s  %s\n  %s\n", code.Code, c.lang.Say("a return code (WJ001)"), c.lang.Pick(code.Nl, code.En))
	if rules := code.Regels(); len(rules) > 0 && len(rules) <= 12 {
		fmt.Fprintf(c.out, "  %s\n", c.lang.Say("given by %s", strings.Join(rules, ", ")))
	} else if len(rules) > 0 {
		fmt.Fprintf(c.out, "  %s\n", c.lang.Say("given by %d rules", len(rules)))
	}
}

func (c *teller) list(l codelijst.Lijst) {
	where := c.lang.Say("in both laws")
	if l.Wet != "" {
		where = c.lang.Say("only %s", l.Wet)
	}
	fmt.Fprintf(c.out, "%s  %s (%s; %s)\n", l.ID, l.Naam, where, c.lang.N(len(l.Codes), "%d code", "%d codes"))
	width := 0
	for _, code := range l.Codes {
		width = max(width, len(code.Code))
	}
	for _, code := range l.Codes {
		meaning := code.Betekenis
		if r, ok := regel.ZoekCode(code.Code); ok && meaning == "" {
			meaning = c.lang.Pick(r.Nl, r.En)
		}
		if code.Vanaf != "" {
			meaning += " (" + c.lang.Say("from %s", code.Vanaf) + ")"
		}
		fmt.Fprintf(c.out, "  %s  %s\n", pad(code.Code, width), strings.TrimSpace(meaning))
	}
}

// Nearest are the known words that differ least from a word.
func Nearest(word string) (out []string) {
	word = strings.ToUpper(strings.TrimSpace(word))
	if len(word) > 20 {
		return nil
	}
	type candidate struct {
		word   string
		differ int
	}
	var near []candidate
	for _, known := range vocabulary() {
		n := command.Differ(word, strings.ToUpper(known))
		if len(word) >= 3 && strings.Contains(strings.ToUpper(known), word) {
			n = 1
		}
		if n <= 2 && n < len(word)-1 {
			near = append(near, candidate{known, n})
		}
	}
	slices.SortStableFunc(near, func(a, b candidate) int { return cmp.Compare(a.differ, b.differ) })
	for _, n := range near[:min(len(near), 5)] {
		out = append(out, n.word)
	}
	return out
}

// vocabulary are all words that can be explained.
func vocabulary() (out []string) {
	for _, s := range istandaard.Soorten() {
		out = append(out, string(s))
	}
	for _, r := range regel.Alle() {
		out = append(out, r.ID)
	}
	for _, l := range codelijst.Alle() {
		out = append(out, l.ID)
	}
	for _, c := range regel.Retourcodes() {
		out = append(out, c.Code)
	}
	return out
}
