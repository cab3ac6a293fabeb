package words

import (
	"slices"
	"testing"
)

func TestFormsMeet(t *testing.T) {
	for _, forms := range [][]string{
		{"fiets", "fietsen", "fietsje"}, {"huis", "huizen", "huisje"}, {"kind", "kinderen", "kindje"},
		{"boodschap", "boodschappen"}, {"tuin", "tuinen", "tuintje"}, {"hond", "honden", "hondje"}, {"boom", "bomen", "boompje"},
		{"klus", "klussen", "klusje", "klusjes"}, {"oppas", "oppassen"}, {"brief", "brieven"}, {"koken", "kook", "kook"},
		{"wandelen", "wandel"}, {"maaltijd", "maaltijden"}, {"bed", "bedden"}, {"computer", "computers"}, {"lamp", "lampen"},
		{"rijden", "ritje"}, {"helpen", "hulp"}, {"muur", "muren"}, {"raam", "ramen"},
	} {
		for _, f := range forms[1:] {
			if Stem(f) != Stem(forms[0]) {
				t.Errorf("%s is %s, %s is %s", forms[0], Stem(forms[0]), f, Stem(f))
			}
		}
	}
}

func TestWordsThatMustNotMeet(t *testing.T) {
	for _, pair := range [][2]string{{"hond", "hand"}, {"tuin", "tand"}, {"koffie", "kof"}, {"bus", "buur"}, {"lift", "lief"}} {
		if Stem(pair[0]) == Stem(pair[1]) {
			t.Errorf("%v are both %s", pair, Stem(pair[0]))
		}
	}
}

func TestTerms(t *testing.T) {
	got := Terms("Wie kan er één keer per week mijn hónden uitlaten? Eén hond is oud.")
	if want := []string{Stem("week"), Stem("honden"), Stem("uitlaten"), "oud"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if Terms("") != nil || Terms("de het een ?") != nil {
		t.Error("nothing to look for")
	}
}
