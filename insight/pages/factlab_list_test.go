package pages

import (
	"slices"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/insight/factlab"
	"codeberg.org/samenkracht/samenkracht/platform/text"
)

func TestTheListOfProvisionsIsReadAsItIsWritten(t *testing.T) {
	all, wrong := readProvisions(t.Context(), writeProvisions(factlab.Provisions()), factlab.Domains())
	if wrong != "" || !slices.Equal(all, factlab.Provisions()) {
		t.Errorf("%q, %+v", wrong, all)
	}
}

func TestWhatIsWrongWithALineOfProvisions(t *testing.T) {
	many := strings.Repeat("x;X;wmo;nee\n", 8)
	for typed, want := range map[string]string{
		"":                               "Name at least one provision.",
		"\n  \n":                         "Name at least one provision.",
		"a;A;wmo;nee\n\n b ; B ;WMO; ja": "",
		"a;A;wmo":                        "",
		"a;A":                            "Line 1: write a code, a name, a domain and yes or no, with a semicolon between them.",
		"a;A;wmo;nee;nee":                "Line 1: write a code, a name, a domain and yes or no, with a semicolon between them.",
		"A;A;wmo;nee":                    "Line 1: a code has small letters, digits and low lines, such as wmo_vervoer.",
		"a;;wmo;nee":                     "Line 1: a name has 1 to 80 letters.",
		"a;A;wmo;soms":                   "Line 1: write yes or no behind the last semicolon.",
		"a;A;zorg;nee":                   "Line 1: choose one of these domains: jeugd, wmo, werkinkomen.",
		"a;A;wmo;nee\na;B;wmo;nee":       "Line 2: this code stands in line 1 too.",
		many:                             "2 other lines are wrong too.",
	} {
		_, wrong := readProvisions(text.WithLang(t.Context(), text.En), typed, factlab.Domains())
		if wrong != want && (typed != many || !strings.HasSuffix(wrong, want)) {
			t.Errorf("%q: %q", typed, wrong)
		}
	}
	var long strings.Builder
	for i := range maxProvisions + 1 {
		long.WriteString("a" + number(i) + ";A;wmo;nee\n")
	}
	if _, wrong := readProvisions(t.Context(), long.String(), factlab.Domains()); wrong == "" {
		t.Error("there is no limit")
	}
}

func TestMonthsAreReadAsPeopleTypeThem(t *testing.T) {
	for typed, want := range map[string]string{"12-2025": "2025-12", " december  2025 ": "2025-12", "2025-12": "2025-12", "1/2026": "2026-01", "Maart 2026": "2026-03",
		"march 2026": "2026-03", "": "", "13": "13", "2025": "2025", "99-2025": "2025-99"} {
		if got := readMonth(typed); got != want {
			t.Errorf("%q is read as %q", typed, got)
		}
	}
	if got := readMonth(typedMonth("2025-01")); got != "2025-01" {
		t.Errorf("a month that was written is read as %q", got)
	}
}

const countsHead = "neighbourhood,district,municipality,addresses\n"

func TestPublicCounts(t *testing.T) {
	places, wrong := readCounts(t.Context(), []byte("\ufeff"+countsHead+"BU1,WK1,GM1,1200\nBU2,WK1,GM1,0\n"))
	if wrong != "" || len(places) != 2 || places[0] != (factlab.Place{Neighbourhood: "BU1", District: "WK1", Addresses: 1200}) {
		t.Errorf("%q, %+v", wrong, places)
	}
	for typed, want := range map[string]string{
		"":                           "This is another file.",
		"buurt;aantal\nBU1;3\n":      "This is another file.",
		countsHead + "BU1,WK1,GM1\n": "Line 2 has not four columns.",
		countsHead + "BU1,WK1,GM1,3\n\"BU2,WK1,GM1,3\n":            "Line 3 has not four columns.",
		countsHead + ",WK1,GM1,3\n":                                "Line 2 has no good code",
		countsHead + strings.Repeat("B", 41) + ",WK1,GM1,3\n":      "Line 2 has no good code",
		countsHead + "BU1,WK1,GM1,3\nBU1,WK1,GM1,3\n":              "Line 3 names a neighbourhood",
		countsHead + "BU1,WK1,GM1,-3\n":                            "Line 2 has no good number",
		countsHead + "BU1,WK1,GM1,3.000\n":                         "Line 2 has no good number",
		countsHead + "BU1,WK1,GM1,99999999999999999999999999999\n": "Line 2 has no good number",
	} {
		if places, wrong := readCounts(text.WithLang(t.Context(), text.En), []byte(typed)); !strings.HasPrefix(wrong, want) || places != nil {
			t.Errorf("%q: %q, %v", typed, wrong, places)
		}
	}
}

func TestFingerprintsTellKeysApart(t *testing.T) {
	if got := fingerprint([]byte("abc")); got != "ba78 16bf 8f01 cfea" { // the first 64 bits of SHA-256, FIPS 180-4 B.1
		t.Errorf("the fingerprint is %q", got)
	}
}

func FuzzProvisions(f *testing.F) {
	f.Add(writeProvisions(factlab.Provisions()))
	f.Add("a;A;wmo;soms\n;;;\n")
	f.Fuzz(func(t *testing.T, typed string) {
		all, wrong := readProvisions(t.Context(), typed, factlab.Domains())
		if wrong != "" {
			return
		}
		again, wrong := readProvisions(t.Context(), writeProvisions(all), factlab.Domains())
		if wrong != "" || !slices.Equal(all, again) {
			t.Errorf("%+v is read again as %+v: %s", all, again, wrong)
		}
	})
}

func FuzzCounts(f *testing.F) {
	f.Add([]byte(countsHead + "BU1,WK1,GM1,1200\n"))
	f.Add([]byte("\ufeff" + countsHead + "\"BU\n1\",WK1,GM1,1\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		places, wrong := readCounts(t.Context(), content)
		seen := map[string]bool{}
		for _, p := range places {
			if seen[p.Neighbourhood] || p.Neighbourhood == "" || p.Addresses < 0 || wrong != "" {
				t.Errorf("%+v, %s", p, wrong)
			}
			seen[p.Neighbourhood] = true
		}
	})
}

func FuzzMonth(f *testing.F) {
	f.Add("december 2025")
	f.Fuzz(func(_ *testing.T, typed string) { readMonth(typed) })
}

func FuzzCard(f *testing.F) {
	f.Add([]byte(`{"public_key":"AA==","round_key":"AA==","threshold":1,"holders":[{"index":1,"body":"N","key":"ed25519:"}]}`))
	f.Fuzz(func(_ *testing.T, card []byte) {
		if k, err := readCard(card); err == nil {
			_ = k.Validate()
			_, _ = k.Keys()
			fingerprint(k.PublicKey)
		}
	})
}

func TestWhyNoReleaseWasMade(t *testing.T) {
	for note, want := range map[string]string{
		"The round was destroyed before the release was made.":                  "De ronde is vernietigd voordat de uitgave klaar was.",
		"The tables cannot be protected: 3 hidden cells can still be inferred.": "Deze tabellen zijn niet goed genoeg te beschermen. Daarom laten wij er niets van zien. Vraag de technisch beheerder om hulp.",
	} {
		if got := failed(t.Context(), note); got != want {
			t.Errorf("%q is told as %q", note, got)
		}
	}
}
