package tell

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/codelijst"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/regel"
	"codeberg.org/samenkracht/samenkracht/care/messages/words"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// Show writes a message as an indented table. Citizen service numbers are masked unless bsn says otherwise.
func Show(out io.Writer, lang words.Lang, b *istandaard.Bericht, bsn bool) {
	t := &sheet{teller: teller{out, lang}, bsn: bsn}
	t.part(b.Wortel, 0)
	fmt.Fprintf(out, "%s  %s\n%s\n", b.Soort(), Kind(b.Soort(), lang),
		lang.Say("from %s to %s, reference %s", party(b.Verzender()), party(b.Ontvanger()), command.Plain(b.Kenmerk())))
	t.print()
}

// party names a municipality with its code; a provider has a code only.
func party(code string) string {
	if name := municipality(code); name != "" {
		return code + " (" + name + ")"
	}
	return code
}

func municipality(code string) string {
	for _, g := range codelijst.Gemeenten() {
		if g.Code == code {
			return g.Naam
		}
	}
	return ""
}

// sheet is a message as rows of a table.
type sheet struct {
	teller
	bsn  bool
	rows []row
}

type row struct {
	name, value, meaning string
	class                bool
}

// part adds the parts of a class to the table.
func (t *sheet) part(d *istandaard.Deel, depth int) {
	number := 0
	for k := range d.Delen() {
		number++
		name := strings.Repeat("  ", depth) + k.Naam()
		e := k.Element()
		if e.Klasse == nil {
			value, meaning := t.told(d, k)
			t.rows = append(t.rows, row{name, value, meaning, false})
			continue
		}
		if e.Max == 0 {
			name += " " + strconv.Itoa(number)
		}
		t.rows = append(t.rows, row{name: name, class: true})
		t.part(k, depth+1)
	}
}

// told is the value of an element as people read it, and what it means.
func (t *sheet) told(in, d *istandaard.Deel) (value, meaning string) {
	kind, value := d.Element().Type, d.Waarde()
	n, number := d.Getal()
	switch name := strings.TrimPrefix(kind.Naam, "LDT_"); {
	case name == "BurgerServicenummer" && !t.bsn:
		return words.Mask(value), ""
	case number && (name == "Bedrag" || name == "TotaalBedrag" || name == "Budget"),
		number && name == "Volume" && in.Tekst("Eenheid") == istandaard.EenheidEuro:
		return words.Euro(t.lang, n), ""
	case name == "Gemeente":
		return value, municipality(value)
	case name == "RetourCode":
		c, _ := regel.ZoekCode(value)
		return value, t.lang.Pick(c.Nl, c.En)
	case kind.Codes != nil:
		return value, kind.Codes.Betekenis(value)
	}
	return command.Plain(value), ""
}

// print writes the rows, with the values below each other.
func (t *sheet) print() {
	names, values := 0, 0
	for _, r := range t.rows {
		names = max(names, utf8.RuneCountInString(r.name))
		if r.meaning != "" {
			values = max(values, utf8.RuneCountInString(r.value))
		}
	}
	for _, r := range t.rows {
		line := r.name
		if !r.class {
			line = pad(r.name, names) + "  " + r.value
		}
		if r.meaning != "" {
			line = pad(r.name, names) + "  " + pad(r.value, values) + "  " + r.meaning
		}
		fmt.Fprintln(t.out, line)
	}
}

func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(width-utf8.RuneCountInString(s), 0))
}
