package text

import (
	"os"
	"strings"
	"testing"
)

func TestOurOwnDutchIsPlain(t *testing.T) {
	raw, err := os.ReadFile("nl.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, remark := range LintFile(raw) {
		t.Error(remark)
	}
}

const officialese = `Met betrekking tot de door u ingediende aanvraag van een maatwerkvoorziening inzake
huishoudelijke ondersteuning delen wij u mede dat derhalve besloten is tot toekenning van de betreffende
voorziening voor de aangegeven periode met inachtneming van de geldende verordening maatschappelijke ondersteuning.`

const plainDutch = `U krijgt hulp bij het huishouden. Dat hebben wij besloten. U vroeg ons om deze hulp op
9 oktober 2026. De hulp begint op 1 november. U krijgt twee uur hulp per week. Bent u het niet eens met dit besluit?
Schrijf ons dan voor 20 november. Heeft u vragen? Bel dan met Fatma Yildiz.`

func TestLint(t *testing.T) {
	for _, tt := range []struct {
		dutch string
		want  []string
	}{
		{plainDutch, nil},
		{"Wij bellen u als dat nodig is.", nil},
		{"Bel ons indien u reeds hulp krijgt.", []string{`write "als"`, `write "al"`}},
		{"Uw brief d.d. 9 oktober kwam aan.", []string{`write "van"`}},
		{officialese, []string{"words in one sentence", `"derhalve"`, `"inzake"`, "reading ease", "on average"}},
	} {
		got := strings.Join(Lint(tt.dutch), "\n")
		if len(tt.want) == 0 && got != "" {
			t.Errorf("%q: %s", tt.dutch, got)
		}
		for _, want := range tt.want {
			if !strings.Contains(got, want) {
				t.Errorf("%q: no %q in %q", tt.dutch, want, got)
			}
		}
	}
}

func TestScore(t *testing.T) {
	if s := Score(plainDutch); s < 80 {
		t.Errorf("plain Dutch scores %.0f", s)
	}
	if s := Score(officialese); s > 40 {
		t.Errorf("officialese scores %.0f", s)
	}
}

func TestLintFileScoresSentencesTogether(t *testing.T) {
	file := []byte(`{"a": "Toegankelijkheidsverklaring", "b": "De gemeentelijke maatschappelijke ondersteuningsvoorzieningen"}`)
	if got := LintFile(file); len(got) != 1 || !strings.Contains(got[0], "reading ease") {
		t.Errorf("got %q", got)
	}
	if got := LintFile([]byte(`{`)); len(got) != 1 {
		t.Errorf("broken file: %q", got)
	}
}
