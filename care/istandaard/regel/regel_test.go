package regel

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// standaard finds the published material of the standard, which stands beside the repository and not in it.
// Without it a developer's run leaves these checks out; CI fails.
func standaard(t testing.TB, deel ...string) string {
	t.Helper()
	map_, err := filepath.Abs(filepath.Join("..", "..", "..", "..", "shared", "istandaarden"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(map_); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("the material of the standard is missing: %v", err)
		}
		t.Skipf("left out: the material of the standard is not beside the repository: %v", err)
	}
	return filepath.Join(append([]string{map_}, deel...)...)
}

// tabel reads a table of the standard: a row is what stands under each head.
func tabel(t testing.TB, deel ...string) []map[string]string {
	t.Helper()
	f, err := os.Open(standaard(t, deel...))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes = '\t', true
	lijnen, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rijen []map[string]string
	for _, lijn := range lijnen[1:] {
		rij := map[string]string{}
		for i, kop := range lijnen[0] {
			rij[kop] = lijn[i]
		}
		rijen = append(rijen, rij)
	}
	return rijen
}

var niveaus = map[string]Niveau{"": Geen, "xsd": Schema, "xslt": Bericht, "berichtoverstijgend": Keten, "extern": Register}

func TestRulesAreThoseOfTheStandard(t *testing.T) {
	rijen := tabel(t, "rules.tsv")
	if len(rijen) != 307 || len(Alle()) != len(rijen) {
		t.Errorf("the standard has %d rules, package regel %d; want 307", len(rijen), len(Alle()))
	}
	soorten := []Soort{TR, CD, CS, RS, IV, OP, UP}
	for _, rij := range rijen {
		id := rij["id"]
		r, ok := Zoek(id)
		if !ok {
			t.Errorf("%s is missing", id)
			continue
		}
		niveau, ok := niveaus[rij["control_level"]]
		wet := Wet(rij["standard"])
		if wet == "both" {
			wet = ""
		}
		if !ok || r.Niveau != niveau {
			t.Errorf("%s has level %d, want %s", id, r.Niveau, rij["control_level"])
		}
		if r.Wet != wet {
			t.Errorf("%s holds in %q, want %q", id, r.Wet, wet)
		}
		if want := strings.ReplaceAll(rij["messages"], ",", " "); r.Berichten != want {
			t.Errorf("%s binds %q, want %q", id, r.Berichten, want)
		}
		if r.Retourcode != rij["return_code"] {
			t.Errorf("%s gives %q, want %q", id, r.Retourcode, rij["return_code"])
		}
		if !slices.Contains(soorten, r.Soort()) {
			t.Errorf("%s is of no kind", id)
		}
		for _, kop := range []string{"text", "explanation", "text_iwmo_if_other", "explanation_iwmo_if_other"} {
			if r.Nl == rij[kop] {
				t.Errorf("%s says what the standard says: %s", id, r.Nl)
			}
		}
	}
}

func TestEveryReturnCodeIsThere(t *testing.T) {
	rijen := tabel(t, "codes", "WJ001.tsv")
	if len(rijen) != 59 || len(Retourcodes()) != len(rijen) {
		t.Errorf("the standard has %d return codes, package regel %d; want 59", len(rijen), len(Retourcodes()))
	}
	for _, rij := range rijen {
		r, ok := ZoekCode(rij["code"])
		if !ok {
			t.Errorf("%s is missing", rij["code"])
			continue
		}
		if r.Nl == rij["meaning"] {
			t.Errorf("%s says what the standard says: %s", r.Code, r.Nl)
		}
		if regel := rij["rule"]; regel != "" && !slices.Contains(r.Regels(), regel) {
			t.Errorf("%s is given by %v, want %s among them", r.Code, r.Regels(), regel)
		}
	}
}

// kloppen holds two sentences against what is asked of them.
func kloppen(t *testing.T, naam, nl, en string) {
	t.Helper()
	if nl == en {
		t.Errorf("%s says the same in Dutch and in English: %s", naam, nl)
	}
	for _, zin := range []string{nl, en} {
		if n := utf8.RuneCountInString(zin); n == 0 || n > 220 {
			t.Errorf("%s has a sentence of %d characters, want 1 to 220: %s", naam, n, zin)
		}
		if !strings.HasSuffix(zin, ".") && !strings.HasSuffix(zin, "?") {
			t.Errorf("%s has a sentence without an end: %s", naam, zin)
		}
		if zin != strings.Join(strings.Fields(zin), " ") {
			t.Errorf("%s has a space too many: %q", naam, zin)
		}
	}
}

func TestSentences(t *testing.T) {
	ids := map[string]bool{}
	for _, r := range Alle() {
		kloppen(t, r.ID, r.Nl, r.En)
		if ids[r.ID] {
			t.Errorf("%s stands there twice", r.ID)
		}
		ids[r.ID] = true
		if _, ok := ZoekCode(r.Retourcode); !ok && r.Retourcode != "" {
			t.Errorf("%s gives %s, which is no return code", r.ID, r.Retourcode)
		}
	}
	for i, r := range Retourcodes() {
		kloppen(t, r.Code, r.Nl, r.En)
		if i > 0 && r.Code <= Retourcodes()[i-1].Code {
			t.Errorf("%s is out of order", r.Code)
		}
	}
}

func TestUnknown(t *testing.T) {
	if r, ok := Zoek("TR999"); ok {
		t.Errorf("TR999 is no rule, found %v", r)
	}
	if r, ok := ZoekCode("9999"); ok {
		t.Errorf("9999 is no return code, found %v", r)
	}
	if ids := (Retourcode{Code: "9019"}).Regels(); !slices.Equal(ids, []string{"TR019"}) {
		t.Errorf("9019 is given by %v, want TR019", ids)
	}
}
