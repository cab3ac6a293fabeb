package termijn

import (
	"slices"
	"strings"
	"testing"
)

// gebeurt are the messages that can happen, told in full.
var gebeurt = []Stap{toegewezen, {Soort: "315"}, {Soort: "317"}, inOnderzoek, afgewezen, woonplaats,
	start, status(start, verwijderen), definitief, tijdelijk, status(stop, verwijderen)}

// uitgeschreven are the histories that a piece of a sequence stands for.
func uitgeschreven(stappen []Stap) [][]Stap {
	uit := [][]Stap{{}}
	for _, s := range stappen {
		var langer [][]Stap
		for _, g := range gebeurt {
			if !s.past(g) {
				continue
			}
			for _, eerder := range uit {
				langer = append(langer, append(slices.Clone(eerder), g))
			}
		}
		uit = langer
	}
	return uit
}

// lees reads steps as String writes them, parted by blanks.
func lees(t *testing.T, s string) []Stap {
	t.Helper()
	var uit []Stap
	for woord := range strings.FieldsSeq(s) {
		i := slices.IndexFunc(gebeurt, func(g Stap) bool { return g.String() == woord })
		if i < 0 {
			t.Fatalf("%q is no step", woord)
		}
		uit = append(uit, gebeurt[i])
	}
	return uit
}

// TestWhatMayFollow tells, for a history, exactly which messages may come.
func TestWhatMayFollow(t *testing.T) {
	const (
		stopt  = "307(definitief) 307(RedenBeeindiging=20)"
		afwijs = "319(VerzoekAntwoord=1) 319(VerzoekAntwoord=1,RedenAfwijzingVerzoek=8)"
		weg    = "(StatusAanlevering=3)"
	)
	for eerder, wil := range map[string]string{
		"":                           "315 317 305",
		"315":                        "301 319(VerzoekAntwoord=2) " + afwijs,
		"317":                        "301 319(VerzoekAntwoord=2) " + afwijs,
		"315 319(VerzoekAntwoord=2)": "301 " + afwijs,
		"317 319(VerzoekAntwoord=2)": "301 " + afwijs,
		"315 301":                    "",
		"315 319(VerzoekAntwoord=1)": "",
		"317 319(VerzoekAntwoord=2) 319(VerzoekAntwoord=1)": "",
		"305":                          stopt + " 305" + weg,
		"305 307(definitief)":          "305 307" + weg,
		"305 305" + weg:                "305",
		"305 305" + weg + " 305":       stopt + " 305" + weg,
		"305 307(RedenBeeindiging=20)": "307(definitief) 305 307" + weg,
		"305 307(RedenBeeindiging=20) 307(definitief)":                "305 307" + weg,
		"305 307(RedenBeeindiging=20) 307(definitief) 307" + weg:      "307(definitief) 305 307" + weg,
		"305 307(definitief) 307" + weg:                               stopt + " 305" + weg,
		"305 307(definitief) 307" + weg + " 307(RedenBeeindiging=20)": "307(definitief) 305 307" + weg,
		"305 307(definitief) 305":                                     stopt + " 305" + weg,
		"305 307(definitief) 305 305" + weg:                           "305 307" + weg,
		"305 307(RedenBeeindiging=20) 305 307(RedenBeeindiging=20)":   "307(definitief) 305 307" + weg,
		"307(definitief) 307" + weg:                                   stopt,
	} {
		for _, g := range gebeurt {
			mag := slices.Contains(lees(t, wil), g)
			if got := MagVolgen(lees(t, eerder), g); got != mag {
				t.Errorf("after %q, %s: %v", eerder, g, got)
			}
		}
	}
}

// TestWalks goes every way that is allowed and holds what must be true on all of them.
func TestWalks(t *testing.T) {
	aantal := 0
	var ga func(eerder []Stap)
	ga = func(eerder []Stap) {
		aantal++
		gestart := 0
		for _, s := range herleid(eerder) {
			switch s.Soort {
			case "305":
				gestart++
			case "307":
				gestart = 0
			}
		}
		if gestart > 1 {
			t.Fatalf("%v: two starts are current (OP289)", eerder)
		}
		if len(eerder) == 6 {
			return
		}
		for _, g := range gebeurt {
			if !MagVolgen(eerder, g) {
				continue
			}
			if g.Soort == "307" && len(eerder) == 0 {
				t.Fatal("a stop comes first (OP295)")
			}
			ga(append(slices.Clone(eerder), g))
		}
	}
	ga(nil)
	if aantal < 100 {
		t.Errorf("only %d ways", aantal)
	}
}

func TestSteps(t *testing.T) {
	if StopVan("20") != Tijdelijk || StopVan("19") != Definitief || StopVan("32") != Definitief {
		t.Error("a reason gives the wrong stop")
	}
	if !MagVolgen([]Stap{start}, stop) || !MagVolgen([]Stap{start, stop}, start) {
		t.Error("a stop without more is not final")
	}
	if MagVolgen([]Stap{{Soort: "999"}}, start) || MagVolgen([]Stap{{}}, Stap{}) {
		t.Error("something may follow what is no message")
	}
	if MagVolgen([]Stap{status(start, verwijderen)}, stop) || !MagVolgen([]Stap{status(start, verwijderen)}, start) {
		t.Error("the removal of nothing leaves something")
	}
	if !MagVolgen([]Stap{status(start, eerste)}, status(start, verwijderen)) {
		t.Error("status 1 is not what it is without")
	}
}
