package tell

import (
	"fmt"
	"strings"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/messages/words"
)

// kinds say what each message is for, by its number.
var kinds = map[string]string{
	"301": "allocation: a municipality orders support", "302": "return message to an allocation (301)",
	"305": "start: a provider has begun", "306": "return message to a start (305)",
	"307": "stop: a provider has ended", "308": "return message to a stop (307)",
	"315": "request: a provider asks for an allocation", "316": "return message to a request (315)",
	"317": "request: a provider asks to change allocations", "318": "return message to a request for change (317)",
	"319": "answer: a municipality does not allocate, or not yet", "320": "return message to an answer (319)",
	"323": "claim: a provider claims a month", "325": "answer to a claim (323)",
}

// Kind says what a message type is for.
func Kind(soort istandaard.Soort, lang words.Lang) string { return lang.Say(kinds[soort.Nummer()]) }

// message lists the classes and elements of a message type.
func (c *teller) message(soort istandaard.Soort) {
	schema := soort.Schema()
	from, to := c.lang.Say("provider"), c.lang.Say("municipality")
	if soort.VanGemeente() {
		from, to = to, from
	}
	parts := []string{c.lang.Say("from %s to %s", from, to), c.lang.Say("code %s", schema.BerichtCode)}
	if answer := soort.Antwoord(); answer != "" {
		parts = append(parts, c.lang.Say("answered by %s", string(answer)))
	}
	fmt.Fprintf(c.out, "%s  %s\n  %s\n", soort, Kind(soort, c.lang), strings.Join(parts, "; "))
	var rows []row
	for _, e := range schema.Wortel.Klasse.Elementen {
		rows = append(rows, c.describe(&e, 1)...)
	}
	names := 0
	for _, r := range rows {
		names = max(names, len(r.name))
	}
	for _, r := range rows {
		fmt.Fprintf(c.out, "%s  %-4s  %s\n", pad(r.name, names), r.value, r.meaning)
	}
}

// describe is an element, and what stands in it, as rows of a table.
func (c *teller) describe(e *istandaard.Element, depth int) []row {
	often := map[[2]int]string{{0, 1}: "0..1", {1, 1}: "1", {1, 0}: "1..n", {0, 0}: "0..n"}[[2]int{e.Min, e.Max}]
	r := row{name: strings.Repeat("  ", depth) + e.Naam, value: often}
	if e.Klasse == nil {
		r.meaning = c.kind(e.Type)
		return []row{r}
	}
	r.class = true
	rows := []row{r}
	for _, part := range e.Klasse.Elementen {
		rows = append(rows, c.describe(&part, depth+1)...)
	}
	return rows
}

// kind tells what an element may hold.
func (c *teller) kind(t *istandaard.Type) string {
	switch {
	case t.Codes != nil:
		return c.lang.Say("code of list %s, %s", t.Codes.ID, t.Codes.Naam)
	case t.Naam == "LDT_Datum":
		return c.lang.Say("date, such as 2026-10-21")
	case t.Naam == "LDT_Tijd":
		return c.lang.Say("time, such as 14:30:00")
	case t.Hoogste > 0 && t.Anoniem:
		return c.lang.Say("always %s", t.Patroon)
	case t.Hoogste > 0:
		return c.lang.Say("whole number up to %d", t.Hoogste)
	case t.Anoniem && strings.Trim(t.Patroon, "0123456789") == "":
		return c.lang.Say("always %s", t.Patroon)
	}
	text := c.lang.Say("text")
	if t.Langer > 0 {
		text = c.lang.Say("text of at most %d characters", t.Langer)
	}
	if t.Patroon != "" && t.Patroon != `.*[^\s].*` {
		text += ", " + c.lang.Say("form %s", t.Patroon)
	}
	return text
}
