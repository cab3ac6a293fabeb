package compass

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// paths walks everything behind a door.
func paths(t *testing.T, d Door, codes []string, visit func(Step)) {
	t.Helper()
	s := Walk(d, codes)
	if s.Done() {
		visit(s)
		return
	}
	if len(codes) > 6 {
		t.Fatalf("%s: more than six questions: %v", d.Code, codes)
	}
	for _, c := range s.Question.Choices {
		paths(t, d, append(slices.Clone(codes), c.Code), visit)
	}
}

func TestEveryPathEndsInAnswers(t *testing.T) {
	n, used := 0, map[string]bool{}
	for _, d := range Doors() {
		paths(t, d, nil, func(s Step) {
			n++
			at := d.Code + " " + PathOf(s.Codes...)
			near := 0
			for i, o := range s.Outcomes {
				used[o.Code] = true
				if i > 0 && o.Rung < s.Outcomes[i-1].Rung {
					t.Errorf("%s: %s is out of order", at, o.Code)
				}
				if o.Rung == Self || o.Rung == Place || o.Rung == Neighbour {
					near++
				}
			}
			if near == 0 && s.Outcomes[0].Rung != Danger {
				t.Errorf("%s: nothing near home", at)
			}
			if !slices.ContainsFunc(s.Outcomes, func(o Outcome) bool { return o.Code == "team" }) {
				t.Errorf("%s: no team", at)
			}
			if len(s.Outcomes) > 12 {
				t.Errorf("%s: %d answers are too many to choose from", at, len(s.Outcomes))
			}
		})
	}
	for code := range outcomes {
		if !used[code] {
			t.Errorf("no path leads to %s", code)
		}
	}
	if n < 100 {
		t.Errorf("only %d paths", n)
	}
}

func TestTheTreeIsWhole(t *testing.T) {
	reached := map[string]bool{}
	check := func(where string, codes []string) {
		for _, c := range codes {
			if outcomes[c].Title == "" {
				t.Errorf("%s gives %q, which is not there", where, c)
			}
		}
	}
	for _, d := range doors {
		check(d.Code, d.gives)
		reached[d.first] = true
		if doorTerms[d.Code] == nil || d.Theme == 0 || d.Title == "" || d.Icon == "" {
			t.Errorf("door %s is not whole", d.Code)
		}
	}
	for code, q := range questions {
		seen := map[string]bool{}
		for _, c := range q.Choices {
			if seen[c.Code] || c.Label == "" || strings.Contains(c.Code, ".") {
				t.Errorf("%s: choice %q", code, c.Code)
			}
			seen[c.Code] = true
			check(code+"."+c.Code, c.gives)
			if c.next != "" {
				reached[c.next] = true
				if _, ok := questions[c.next]; !ok {
					t.Errorf("%s.%s leads to %q, which is not there", code, c.Code, c.next)
				}
			}
		}
	}
	for code := range questions {
		if !reached[code] {
			t.Errorf("nothing leads to %s", code)
		}
	}
	for code, o := range outcomes {
		if o.Title == "" || o.Who == "" || o.Where == "" || o.When == "" || o.Cost == "" || o.Then == "" {
			t.Errorf("%s does not say who, where, when, what it costs and what happens next", code)
		}
		if o.Link != "" && o.LinkLabel == "" {
			t.Errorf("%s has a link without words", code)
		}
		terms(t, o.Then, o.Terms)
	}
}

// terms wants a term of the law for each place that a sentence leaves for one.
func terms(t *testing.T, sentence string, names []string) {
	t.Helper()
	if strings.Count(sentence, "%s") != len(names) {
		t.Errorf("%q names %d terms", sentence, len(names))
	}
	for _, name := range names {
		if _, err := law.RuleOn(name, law.Day(2026, 3, 2)); err != nil {
			t.Errorf("%q: %v", sentence, err)
		}
	}
}

func TestTwelvePerspectives(t *testing.T) {
	for i, d := range Doors() {
		if d.Theme != i+1 {
			t.Errorf("%s is theme %d, want %d", d.Code, d.Theme, i+1)
		}
	}
	if len(Doors()) != 12 {
		t.Errorf("%d doors", len(Doors()))
	}
}

func TestDangerComesFirst(t *testing.T) {
	for _, tt := range []struct{ door, path, first string }{
		{"veilig", "ja", "112"}, {"kind", "ja", "112"}, {"kind", "angst.thuis.4-12", "veilig_thuis"}, {"somber", "nee.ja.18-min", "113"},
		{"veilig", "nee.thuis", "veilig_thuis"}, {"veilig", "nee.iemand", "veilig_thuis"},
	} {
		d, _ := DoorByCode(tt.door)
		s := Walk(d, ParsePath(tt.path))
		if !s.Done() || s.Outcomes[0].Code != tt.first {
			t.Errorf("%s %s: %+v", tt.door, tt.path, s.Outcomes)
		}
	}
	for text, want := range map[string]bool{"hij slaat mij": true, "ik wil dood": true, "een nieuwe lamp": false, "word bedreigd": true} {
		if Urgent(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}

func TestWalkStopsAtWhatIsNoChoice(t *testing.T) {
	d, _ := DoorByCode("handje")
	for _, tt := range []struct {
		codes []string
		at    string
		kept  int
	}{{nil, "handje", 0}, {[]string{"onzin"}, "handje", 0}, {[]string{"tuin"}, "hoe-vaak", 1}, {[]string{"tuin", "<script>"}, "hoe-vaak", 1}, {[]string{""}, "handje", 0}} {
		s := Walk(d, tt.codes)
		if s.Done() || s.Question.Code != tt.at || len(s.Codes) != tt.kept {
			t.Errorf("%v: at %s after %d", tt.codes, s.Question.Code, len(s.Codes))
		}
	}
	if s := Walk(d, []string{"tuin", "soms", "nog-iets"}); !s.Done() || len(s.Codes) != 2 {
		t.Errorf("%+v", s)
	}
	if _, ok := DoorByCode("onzin"); ok {
		t.Error("a door that is not there")
	}
}

func TestFind(t *testing.T) {
	for text, want := range map[string]string{
		"wie helpt mij met de tuin": "handje", "schulden": "veel", "mijn moeder heeft dementie": "zorgen", "mijn zoon spijbelt van school": "kind",
		"ik pieker de hele dag": "somber", "pleegkind": "logeren", "vrijwilligerswerk": "overdag", "stage": "werk", "traplift": "huis", "wachtlijst": "zeldzaam", "wlz": "loket",
	} {
		if found := Find(text); len(found) == 0 || found[0].Code != want {
			t.Errorf("%q: %+v, want %s", text, found, want)
		}
	}
	if Find("") != nil && len(Find("")) != 0 {
		t.Error("nothing looked for, something found")
	}
}

func TestRouter(t *testing.T) {
	codes := func(signs ...Sign) string {
		var out []string
		for _, r := range Router(signs) {
			out = append(out, r.Code)
		}
		return strings.Join(out, " ")
	}
	for _, tt := range []struct {
		name  string
		signs []Sign
		want  string
	}{
		{"nothing known: the team finds out", nil, ""},
		{"care day and night, adult", []Sign{Always, Adult}, "always"},
		{"the Wlz goes before the Wmo", []Sign{Always, Support, Adult}, "always"},
		{"care day and night, child who needs help growing up", []Sign{Always, Minor, GrowingUp}, "always always_young youth"},
		{"treatment, adult", []Sign{Treatment, Adult}, "treatment"},
		{"treatment, child", []Sign{Treatment, Minor}, "youth"},
		{"help at home, adult", []Sign{Support, Adult}, "support"},
		{"help at home, child", []Sign{Support, Minor}, "youth"},
		{"hip operation: insurer, nurse and municipality", []Sign{Recovery, Nursing, Support, Adult}, "nursing recovery support"},
		{"danger first, then the law", []Sign{Shelter, InDanger}, "danger shelter"},
		{"debts and little money", []Sign{Debt, Costs}, "debt costs"},
		{"school and growing up", []Sign{Learning, Minor, GrowingUp}, "youth learning"},
	} {
		if got := codes(tt.signs...); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
	for i, r := range Routes {
		if r.About == "" || r.Law == "" || r.Payer == "" || r.Decides == "" || r.Then == "" || len(r.oneOf) == 0 {
			t.Errorf("row %d %s is not whole", i+1, r.Code)
		}
		terms(t, r.Then, r.Terms)
	}
	if len(Routes) != 19 {
		t.Errorf("%d rows", len(Routes))
	}
	if !slices.IsSortedFunc(Rungs, func(a, b Rung) int { return cmp.Compare(a, b) }) {
		t.Error("the ladder is not in order")
	}
}
