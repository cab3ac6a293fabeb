package istandaard

import (
	"errors"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	aantal = flag.Int("variants", 2000, "how many variants to hold against xmllint")
	zaad   = flag.Uint64("seed", 1, "where the variants start")
)

// xmllint finds the program of libxml2. A developer without it can run the rest; CI fails.
func xmllint(t testing.TB) string {
	t.Helper()
	pad, err := exec.LookPath("xmllint")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("xmllint is missing: apt-get install libxml2-utils")
		}
		t.Skip("left out: xmllint is not on this machine (apt-get install libxml2-utils)")
	}
	return pad
}

// schemaBestand is the schema of a message type.
func schemaBestand(t testing.TB, soort Soort) string {
	t.Helper()
	for _, folder := range []string{"schema", "schema-derived"} {
		pad := standaard(t, string(soort.Wet())+"-3.2", folder, string(soort)+".xsd")
		if _, err := os.Stat(pad); err == nil {
			return pad
		}
	}
	t.Fatalf("no schema of %s", soort)
	return ""
}

// oordelen asks xmllint which texts are valid, all in one process.
func oordelen(t testing.TB, soort Soort, teksten []string) []bool {
	t.Helper()
	folder := t.TempDir()
	args := []string{"--noout", "--nonet", "--schema", schemaBestand(t, soort)}
	for i, s := range teksten {
		pad := filepath.Join(folder, fmt.Sprintf("%d.xml", i))
		if err := os.WriteFile(pad, []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, pad)
	}
	uit, err := exec.Command(xmllint(t), args...).CombinedOutput()
	if e, is := err.(*exec.ExitError); err != nil && (!is || !e.Exited()) {
		t.Fatalf("xmllint: %v", err)
	}
	goed := map[string]bool{}
	for regel := range strings.Lines(string(uit)) {
		if pad, is := strings.CutSuffix(strings.TrimRight(regel, "\n"), " validates"); is {
			goed[pad] = true
		}
	}
	var oordeel []bool
	for i := range teksten {
		oordeel = append(oordeel, goed[filepath.Join(folder, fmt.Sprintf("%d.xml", i))])
	}
	os.RemoveAll(folder)
	return oordeel
}

// TestAlsXmllint makes variants of the examples and holds our verdict on each against that of xmllint. To look
// further: go test -run TestAlsXmllint -variants 300000 -seed 7.
func TestAlsXmllint(t *testing.T) {
	xmllint(t)
	w := &wijziger{Rand: rand.New(rand.NewPCG(*zaad, 0)), bronnen: bronnen(t)}
	per := map[Soort][]variant{}
	geldig := 0
	for nr := range *aantal {
		v := w.variant()
		v.nr = nr
		per[v.soort] = append(per[v.soort], v)
		if len(per[v.soort]) == 2000 {
			geldig += vergelijk(t, v.soort, per[v.soort])
			per[v.soort] = nil
		}
	}
	for soort, rij := range per {
		geldig += vergelijk(t, soort, rij)
	}
	if geldig < *aantal/10 || geldig > *aantal*9/10 {
		t.Errorf("%d of %d variants are valid: a one-sided test", geldig, *aantal)
	}
}

// bronnen are the examples, with two that hold what no example has, each written in several styles.
func bronnen(t *testing.T) (uit []bron) {
	for _, b := range append(voorbeeldBronnen(t), aangevuld(t, WMO301), aangevuld(t, JW301)) {
		for _, stijl := range stijlen(b.soort) {
			uit = append(uit, bron{b.soort, strings.NewReplacer(stijl...).Replace(b.tekst)})
		}
	}
	return uit
}

func voorbeeldBronnen(t *testing.T) (uit []bron) {
	alle := voorbeelden(t)
	for _, naam := range slices.Sorted(maps.Keys(alle)) {
		uit = append(uit, bron{Soort(strings.TrimSuffix(filepath.Base(naam), ".xml")), string(alle[naam])})
	}
	return uit
}

// aangevuld is an example with the elements that no example has.
func aangevuld(t *testing.T, soort Soort) bron {
	t.Helper()
	b, err := Lees(voorbeelden(t)[string(soort.Wet())+"-3.2/examples/"+string(soort)+".xml"])
	if err != nil {
		t.Fatal(err)
	}
	product := b.Wortel.Zoek("Client", "ToegewezenProducten", "ToegewezenProduct")
	for waar, wat := range map[*Deel][2]string{b.Wortel.Zoek("Client", "Geboortedatum"): {"DatumGebruik", "1"}, product: {"RedenWijziging", "01"}} {
		if err := waar.Zet(wat[0], wat[1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := product.Zet("Budget", "100"); err != nil {
		t.Fatal(err)
	}
	return bron{soort, string(b.tekst())}
}

// stijlen are ways to write the namespaces: as published, with default namespaces, and with other prefixes.
func stijlen(soort Soort) [][]string {
	eigen, basis := soort.Prefix(), string(soort.Wet())
	standaard := []string{"<" + eigen + ":", "<", "</" + eigen + ":", "</", "xmlns:" + eigen, "xmlns"}
	for _, naam := range basisnamen() {
		standaard = append(standaard, "<"+basis+":"+naam+">", "<"+naam+` xmlns="`+soort.Wet().Basisruimte()+`">`, "</"+basis+":"+naam+">", "</"+naam+">")
	}
	ander := func(a, b string) []string {
		return []string{"<" + eigen + ":", "<" + a + ":", "</" + eigen + ":", "</" + a + ":", "xmlns:" + eigen, "xmlns:" + a,
			"<" + basis + ":", "<" + b + ":", "</" + basis + ":", "</" + b + ":", "xmlns:" + basis, "xmlns:" + b}
	}
	return [][]string{nil, nil, standaard, ander(basis, eigen), ander("a", "é"), append(ander("_", "Z.9-"), "\r\n", "", "\n", "", "\t", "")}
}

// basisnamen are the elements of the base schema.
func basisnamen() (uit []string) {
	for _, regels := range samengesteld {
		for _, regel := range regels {
			naam, _, _ := strings.Cut(regel, " ")
			uit = append(uit, naam)
		}
	}
	slices.Sort(uit)
	return slices.Compact(uit)
}

// vergelijk holds our verdicts on variants against those of xmllint. What is valid must stay the same when it is
// written, and what is written must be valid for xmllint too. It returns how many are valid.
func vergelijk(t *testing.T, soort Soort, rij []variant) (geldig int) {
	t.Helper()
	teksten := make([]string, len(rij))
	for i, v := range rij {
		teksten[i] = v.tekst
	}
	var geschreven []string
	for i, goed := range oordelen(t, soort, teksten) {
		v := rij[i]
		b, err := Lees(v.tekst)
		if (err == nil) != goed && !uitzondering(v.tekst, err) {
			t.Errorf("%s %d %s: xmllint valid %v, ours: %v: %s", soort, v.nr, v.hoe, goed, err, v.kern())
		}
		if err == nil {
			rond(t, b)
			geschreven = append(geschreven, string(b.tekst()))
		}
	}
	for i, goed := range oordelen(t, soort, geschreven) {
		if !goed {
			t.Errorf("%s: written, but not valid: %s", soort, geschreven[i])
		}
	}
	return len(geschreven)
}

// gelezen are the encodings that package istandaard reads, as far as a variant may name them.
var gelezen = []string{"UTF-8", "UTF8", "UTF-16", "UTF16", "UTF-16LE", "UTF-16BE", "ISO-8859-1", "ISO8859-1", "ISO_8859-1", "ISO-LATIN-1",
	"LATIN1", "LATIN-1", "L1", "ISO-8859-15", "ISO8859-15", "ISO_8859-15", "LATIN9", "LATIN-9", "WINDOWS-1252", "CP1252", "ASCII", "US-ASCII"}

// uitzondering reports whether we refuse on purpose what libxml2 may allow: a DOCTYPE, an encoding that we do
// not read, UTF-16 that says it is something else, where libxml2 goes by how long the first line is, and a time
// behind UTC, where libxml2 overlooks the last character of the pattern [^Z+-]+ (RS034).
func uitzondering(tekst string, err error) bool {
	fouten, _ := errors.AsType[Fouten](err)
	if len(fouten) != 1 {
		return false
	}
	switch f := fouten[0]; f.zin {
	case zinGeenTijd:
		return f.Regel == "RS034" && utc.MatchString(strings.Trim(f.Waarde, blanks))
	case zinDoctype:
		return strings.Contains(tekst, "<!DOCTYPE") || strings.Contains(zonderNullen(tekst), "<!DOCTYPE")
	case zinCodering:
		_, orde := zonderMerk(tekst)
		return orde != "" || !slices.Contains(gelezen, strings.ToUpper(f.args[0].(string)))
	}
	return false
}

var utc = regexp.MustCompile(`^[0-9:.]{8,}-[0-9]{2}:[0-9]{2}$`)

func zonderNullen(s string) string { return strings.ReplaceAll(s, "\x00", "") }

// kern is the text around the first change.
func (v variant) kern() string {
	i := 0
	for i < min(len(v.tekst), len(v.van)) && v.tekst[i] == v.van[i] {
		i++
	}
	return fmt.Sprintf("%q", v.tekst[max(0, i-60):min(len(v.tekst), i+160)])
}
