package termijn

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// standaard reads a table of the published material, which stands beside the repository and not in it. Without it
// a developer's run leaves these checks out; CI fails.
func standaard(t testing.TB, naam string) []map[string]string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "..", "shared", "istandaarden", naam))
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("the material of the standard is missing: %v", err)
		}
		t.Skipf("left out: the material of the standard is not beside the repository: %v", err)
	}
	r := csv.NewReader(strings.NewReader(string(data)))
	r.Comma, r.LazyQuotes = '\t', true
	rijen, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var uit []map[string]string
	for _, rij := range rijen[1:] {
		m := map[string]string{}
		for i, naam := range rijen[0] {
			m[naam] = rij[i]
		}
		uit = append(uit, m)
	}
	return uit
}

// alles is a message with every fact that sets a term going.
func alles(soort string, wet Wet) Gebeurtenis {
	d := law.Day(2026, 2, 2)
	return Gebeurtenis{Soort: soort, Wet: wet, Dagtekening: d, Ontvangen: d, Onderzoek: d, Woonplaats: true, Start: d, Einde: d}
}

// lengten are the terms of the law in the words of flows.tsv.
var lengten = map[string]string{
	"istandaard.return": "3 werkdagen", "istandaard.claim_answer": "10 werkdagen", "istandaard.answer": "5 werkdagen",
	"istandaard.start": "5 werkdagen", "istandaard.stop": "5 werkdagen", "istandaard.in_inquiry": "8 weken",
	"istandaard.residence": "2 weken",
}

// zonderTermijn are rules in flows.tsv that set no number of days.
var zonderTermijn = []string{"OP343", "OP354", "TR318", "IV087"}

// TestFlows holds the terms against the published flows, message by message.
func TestFlows(t *testing.T) {
	for _, wet := range []Wet{IWmo, IJw} {
		gepubliceerd, onze := []string{}, []string{}
		for _, rij := range standaard(t, "flows.tsv") {
			if rij["standard"] != string(wet) {
				continue
			}
			regels := strings.Split(rij["rules"], ", ")
			for _, r := range regels {
				// OP359 is of the iJw only, as its text and the terms in flows.tsv say.
				if !slices.Contains(zonderTermijn, r) && (r != "OP359" || wet == IJw) {
					gepubliceerd = append(gepubliceerd, r)
				}
			}
			onze = append(onze, vergelijkStroom(t, wet, rij, regels)...)
		}
		slices.Sort(gepubliceerd)
		slices.Sort(onze)
		if a, b := slices.Compact(gepubliceerd), slices.Compact(onze); !slices.Equal(a, b) {
			t.Errorf("%s: the flows have the rules %v, the terms %v", wet, a, b)
		}
	}
}

// vergelijkStroom holds one message against its row and gives the rules of its terms.
func vergelijkStroom(t *testing.T, wet Wet, rij map[string]string, regels []string) (onze []string) {
	nummer := func(bericht string) string { return bericht[len(bericht)-3:] }
	termijnen, err := Termijnen(alles(nummer(rij["message"]), wet))
	if err != nil {
		t.Errorf("%s: %v", rij["message"], err)
	}
	antwoorden := 0
	for _, k := range termijnen {
		onze = append(onze, k.Regels...)
		lengte := lengten[k.Klok.Rule]
		switch {
		case slices.Equal(k.Verwacht, []string{nummer("---" + rij["reply_message"])}):
			antwoorden++
			if rij["reply_term"] != lengte+" na ontvangst" || k.Voor != Partij(rij["receiver"]) || k.Voor.Ander() != Partij(rij["sender"]) {
				t.Errorf("%s: a %s in %s from the %s, not as %v", rij["message"], k.Verwacht, lengte, k.Voor, rij)
			}
		default:
			// A 307 follows on a temporary 307; flows.tsv tells that with the 307 itself.
			waar := rij["functional_follow_up_term"] + rij["own_sending_term"]
			if !strings.Contains(waar, lengte) {
				t.Errorf("%s: %q tells of no %s", rij["message"], waar, lengte)
			}
			for _, bericht := range k.Verwacht {
				if nummer(rij["message"]) != "307" && !strings.Contains(rij["functional_follow_up"], bericht) {
					t.Errorf("%s: %q does not name %s", rij["message"], rij["functional_follow_up"], bericht)
				}
			}
		}
		for _, r := range k.Regels {
			if !slices.Contains(regels, r) {
				t.Errorf("%s: %s is not among %v", rij["message"], r, regels)
			}
		}
	}
	if (antwoorden == 1) != (rij["reply_message"] != "") {
		t.Errorf("%s: %d answers, the flow has %q", rij["message"], antwoorden, rij["reply_message"])
	}
	return onze
}

// TestLengths holds the words of flows.tsv against the rows of platform/law.
func TestLengths(t *testing.T) {
	eenheden := map[string]string{"workingdays": "werkdagen", "weeks": "weken"}
	for naam, wil := range lengten {
		r, err := law.RuleOn(naam, law.Day(2026, 1, 1))
		if err != nil {
			t.Fatal(err)
		}
		if aantal, eenheid, _ := strings.Cut(wil, " "); aantal != itoa(r.Length) || eenheid != eenheden[r.Unit] {
			t.Errorf("%s is %d %s, want %s", naam, r.Length, r.Unit, wil)
		}
	}
}

// TestSequences holds the sequences against the published ones, and walks each of them.
func TestSequences(t *testing.T) {
	rijen := standaard(t, "flow-sequences.tsv")
	if len(rijen) != 18 || len(Volgorden()) != 18 {
		t.Fatalf("%d sequences published, %d here; want 18", len(rijen), len(Volgorden()))
	}
	for i, v := range Volgorden() {
		if rij := rijen[i]; v.Groep != rij["group"] || v.Naam != rij["name"] || v.String() != rij["sequence"] {
			t.Errorf("%s %s: %s, published is %v", v.Groep, v.Naam, v, rij)
		}
		for n := 1; n < len(v.Stappen); n++ {
			for _, eerder := range uitgeschreven(v.Stappen[:n]) {
				for _, volgende := range uitgeschreven(v.Stappen[n : n+1]) {
					if !MagVolgen(eerder, volgende[0]) {
						t.Errorf("%s: %s may not follow %v", v.Naam, volgende[0], eerder)
					}
				}
			}
		}
	}
}
