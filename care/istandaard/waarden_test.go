package istandaard

import (
	"flag"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

var alleWaarden = flag.Bool("all", false, "try every value on every data type")

// TestWaardenAlsXmllint gives an element of each data type every value that could be at an edge, and holds our
// verdict against that of xmllint. Of data types with the same pattern one gets them all; with -all each does.
func TestWaardenAlsXmllint(t *testing.T) {
	xmllint(t)
	gezien, totaal := map[string]bool{}, 0
	for _, b := range append(voorbeeldBronnen(t), aangevuld(t, WMO301), aangevuld(t, JW301)) {
		if _, err := Lees(b.tekst); err != nil {
			continue
		}
		w := &wijziger{soort: b.soort}
		var rij []variant
		for _, p := range plaatsingen(b.tekst) {
			if !p.blad {
				continue
			}
			for _, waarde := range waardenVan(w.declaratie(p).Type, b.soort.Wet(), gezien) {
				nieuw := bron{b.soort, vervang(b.tekst, p.inhoud, p.einde, waarde)}
				rij = append(rij, variant{bron: nieuw, van: b.tekst, hoe: p.naam, nr: len(rij)})
			}
		}
		totaal += len(rij)
		if len(rij) > 0 {
			vergelijk(t, b.soort, rij)
		}
	}
	want := len(typenVan(IWmo)) + 3 // three are narrowed down on the spot
	t.Logf("%d values", totaal)
	if n := len(slices.DeleteFunc(slices.Collect(maps.Keys(gezien)), func(s string) bool { return !strings.HasPrefix(s, "type ") })); n < want {
		t.Errorf("%d data types tried, not %d", n, want)
	}
}

// waardenVan are the values to try on a data type; none when it was tried before.
func waardenVan(t *Type, wet Wet, gezien map[string]bool) (uit []string) {
	naam := fmt.Sprintf("type %s %v", t.Naam, t.Anoniem)
	if t.Codes != nil && t.Codes.Wet != "" {
		naam += string(wet)
	}
	if gezien[naam] {
		return nil
	}
	gezien[naam] = true
	patroon := fmt.Sprint(t.vorm, t.Patroon, t.Codes != nil)
	if !gezien[patroon] || *alleWaarden {
		gezien[patroon] = true
		uit = append(uit, map[vorm][]string{tekst: teksten, geheel: gehelen, datum: dagen, tijd: tijden}[t.vorm]...)
	}
	if *alleWaarden {
		uit = slices.Concat(teksten, snippers, gehelen, dagen, tijden)
	}
	if t.vorm == geheel {
		uit = append(uit, fmt.Sprint(t.Hoogste), fmt.Sprint(t.Hoogste+1), "+"+fmt.Sprint(t.Hoogste), "-"+fmt.Sprint(t.Hoogste), "0"+fmt.Sprint(t.Hoogste+1))
	}
	if t.Codes != nil {
		for _, c := range t.Codes.Codes[:min(len(t.Codes.Codes), 4)] {
			uit = append(uit, c.Code, c.Code+" ", " "+c.Code, "0"+c.Code, strings.ToLower(c.Code), strings.TrimLeft(c.Code, "0"), "<![CDATA["+c.Code+"]]>")
		}
	}
	for n := t.Langer - 1; t.Langer > 0 && n <= t.Langer+1; n++ {
		for _, teken := range []string{"a", "1", "é", "𝒳", "&amp;", " ", "&#x1D4B3;"} {
			uit = append(uit, strings.Repeat(teken, n))
		}
	}
	return uit
}
