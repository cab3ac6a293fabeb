package codelijst_test

import (
	"slices"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/care/istandaard/codelijst"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/standaardtest"
)

// elders are the lists that this package has not: message codes are declared with the messages, and the codes
// of the transport say nothing about what is in a message.
var elders = []string{"COD002", "FO01", "VECOZO-BRS", "municipalities"}

// andereNaam is a list that has a name of its own here, in better Dutch.
const andereNaam = "HULPMIDDELEN-2022"

// TestLijsten holds every code list against the published one: its codes, their meaning and their first day.
func TestLijsten(t *testing.T) {
	lijsten := map[string]codelijst.Lijst{}
	for _, l := range codelijst.Alle() {
		if _, twee := lijsten[l.ID]; twee {
			t.Errorf("%s stands there twice", l.ID)
		}
		lijsten[l.ID] = l
	}
	n := 0
	for _, rij := range standaardtest.Tabel(t, "codes", "INDEX.tsv") {
		id := rij["list"]
		if slices.Contains(elders, id) {
			continue
		}
		n++
		l, ok := lijsten[id]
		wet := strings.Replace(rij["standard"], "both", "", 1)
		if !ok || l.Naam != rij["name"] && id != andereNaam || l.Type != rij["xsd_type"] || l.Wet != wet {
			t.Errorf("%s: %s %s %s", id, l.Naam, l.Type, l.Wet)
		}
		codes(t, l)
	}
	if n != len(lijsten) {
		t.Errorf("%d lists published, %d here", n, len(lijsten))
	}
}

func codes(t *testing.T, l codelijst.Lijst) {
	want := map[string]codelijst.Code{}
	for _, rij := range standaardtest.Tabel(t, "codes", l.ID+".tsv") {
		if rij["valid_to"] != "" {
			t.Errorf("%s %s has a last day, which this package does not tell", l.ID, rij["code"])
		}
		c := codelijst.Code{Code: rij["code"], Betekenis: rij["meaning"], Vanaf: rij["valid_from"]}
		if l.ID == "WJ001" { // package regel speaks of these
			c.Betekenis = ""
		}
		want[c.Code] = c
	}
	if len(l.Codes) != len(want) {
		t.Errorf("%s: %d codes, not %d", l.ID, len(l.Codes), len(want))
	}
	for _, c := range l.Codes {
		if c.Betekenis = strings.ReplaceAll(c.Betekenis, `"`, "'"); c != want[c.Code] {
			t.Errorf("%s: %v, not %v", l.ID, c, want[c.Code])
		}
		if got := l.Betekenis(c.Code); strings.ReplaceAll(got, `"`, "'") != c.Betekenis {
			t.Errorf("%s %s: %s", l.ID, c.Code, got)
		}
	}
	if l.Betekenis("geen code") != "" {
		t.Errorf("%s: a meaning for no code", l.ID)
	}
}

// TestVoorType holds that each data type with codes has one list in each law.
func TestVoorType(t *testing.T) {
	for _, wet := range []string{"iwmo", "ijw"} {
		gezien := map[string]bool{}
		for _, l := range codelijst.Alle() {
			if l.Type == "" || l.Wet != "" && l.Wet != wet {
				continue
			}
			if got, ok := codelijst.VoorType(l.Type, wet); !ok || got.ID != l.ID || gezien[l.Type] {
				t.Errorf("%s: %s has %s and %s", wet, l.Type, got.ID, l.ID)
			}
			gezien[l.Type] = true
		}
	}
	if _, ok := codelijst.VoorType("LDT_Naam", "ijw"); ok {
		t.Error("a name has a code list")
	}
}

// TestGemeenten holds the municipalities against those of Statistics Netherlands.
func TestGemeenten(t *testing.T) {
	var want []codelijst.Gemeente
	for _, rij := range standaardtest.Tabel(t, "codes", "municipalities.tsv") {
		want = append(want, codelijst.Gemeente{Code: rij["code"], Naam: rij["name"]})
	}
	slices.SortFunc(want, func(a, b codelijst.Gemeente) int { return strings.Compare(a.Code, b.Code) })
	got := codelijst.Gemeenten()
	if !slices.Equal(got, want) {
		t.Errorf("%d municipalities, not %d, or others", len(got), len(want))
	}
}
