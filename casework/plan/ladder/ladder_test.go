package ladder

import (
	"errors"
	"maps"
	"slices"
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/fault"
)

// walked is a ladder with an outcome on each of the first rungs.
func walked(outcomes ...Outcome) Ladder {
	var l Ladder
	for i, o := range outcomes {
		s := Step{Rung: Rungs[i].Rung, Outcome: o, StepText: StepText{Tried: "talked about it"}}
		if o.GoesDown() {
			s.Reason = "not enough"
		}
		l = append(l, s)
	}
	return l
}

func TestMayWrite(t *testing.T) {
	const ready, bare = true, false
	down := walked(Helps, NotFitting, NotEnough, NotAvailable, NotFitting, NotAvailable, NotFitting)
	silent := slices.Clone(down)
	silent[2].Reason = " "
	tests := []struct {
		name   string
		ladder Ladder
		ready  bool
		rung   Rung
		want   string // the sentence of the refusal
	}{
		{"the walk begins at the top", nil, bare, OwnStrength, ""},
		{"not lower", nil, bare, CustomaryHelp, sayHigherFirst},
		{"one step at a time", walked(Helps), bare, CustomaryHelp, ""},
		{"no rung is passed over", walked(Helps), bare, Network, sayHigherFirst},
		{"what is being tried is waited for", walked(Helps, Trying), bare, Network, sayHigherFirst},
		{"what is met needs nothing below", walked(Enough), bare, CustomaryHelp, sayMetAbove},
		{"a rung can be written again", walked(Enough), bare, OwnStrength, ""},
		{"made to measure at the end", down, ready, CustomProvision, ""},
		{"made to measure before need and result", down, bare, CustomProvision, sayGoalFirst},
		{"made to measure with a reason left out", silent, ready, CustomProvision, sayHigherFirst},
		{"made to measure with a rung left out", slices.Concat(down[:3], down[4:]), ready, CustomProvision, sayHigherFirst},
		{"made to measure at once", nil, ready, CustomProvision, sayHigherFirst},
		{"made to measure while the neighbourhood answers", slices.Concat(down[:6], walked(Helps, Helps, Helps, Helps, Helps, Helps, Trying)[6:]), ready, CustomProvision, sayHigherFirst},
		{"shared help needs no result yet", down[:6], bare, CollectiveProvision, ""},
	}
	for _, tt := range tests {
		err := tt.ladder.MayWrite(tt.ready, tt.rung)
		sentence, _ := fault.Sentence(err)
		if sentence != tt.want || (err != nil) != (tt.want != "") {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.want)
		}
		if err != nil && !errors.Is(err, fault.Conflict) {
			t.Errorf("%s: %v is no conflict", tt.name, err)
		}
	}
	if err := down.MayWrite(ready, "roof"); !errors.Is(err, fault.NotFound) {
		t.Errorf("a rung that is not there: %v", err)
	}
}

// Whatever was written on the ladder: help made to measure is possible exactly when every rung above has an
// outcome with a reason, none of them meets the goal, and the goal is ready for it.
func TestCustomOnlyAfterAllElse(t *testing.T) {
	above := len(Rungs) - 1
	choices := []Outcome{"", Trying, Enough, NotEnough}
	total := 1
	for range above {
		total *= len(choices)
	}
	for n := range total {
		var l Ladder
		allDown := true
		for i, k := 0, n; i < above; i, k = i+1, k/len(choices) {
			o := choices[k%len(choices)]
			allDown = allDown && o == NotEnough
			if o != "" {
				l = append(l, Step{Rung: Rungs[i].Rung, Outcome: o, StepText: StepText{Tried: "x", Reason: "y"}})
			}
		}
		for _, ready := range []bool{false, true} {
			want := allDown && ready
			if got := l.MayWrite(ready, CustomProvision) == nil; got != want {
				t.Fatalf("%v, ready %v: %v", l, ready, got)
			}
		}
	}
}

func TestLadderShowsTheWay(t *testing.T) {
	tests := []struct {
		name   string
		ladder Ladder
		next   Rung
		met    Rung
		custom bool
	}{
		{"empty", nil, OwnStrength, "", false},
		{"two tried", walked(NotEnough, Helps), Network, "", false},
		{"still trying", walked(NotEnough, Trying), CustomaryHelp, "", false},
		{"met by neighbours", walked(NotEnough, NotFitting, NotEnough, Enough), "", Community, false},
		{"made to measure", walked(Helps, NotEnough, NotEnough, NotEnough, NotEnough, NotEnough, NotEnough, Enough), "", CustomProvision, true},
		{"a neighbour came later", walked(Helps, NotEnough, NotEnough, Enough, NotEnough, NotEnough, NotEnough, Enough), "", Community, false},
	}
	for _, tt := range tests {
		next, _ := tt.ladder.Next()
		met, _ := tt.ladder.Met()
		_, custom := tt.ladder.Custom()
		if next != tt.next || met != tt.met || custom != tt.custom {
			t.Errorf("%s: next %q, met %q, custom %v", tt.name, next, met, custom)
		}
	}
}

func TestStepValidate(t *testing.T) {
	good := Step{Rung: Network, Outcome: Helps, Doer: ByNetwork, StepText: StepText{Tried: "The daughter cooks", Reason: "She works on weekdays"}}
	tests := []struct {
		name   string
		change func(*Step)
		wrong  []string
	}{
		{"good", func(*Step) {}, nil},
		{"met without a reason", func(s *Step) { s.Outcome, s.Reason = Enough, "" }, nil},
		{"being tried without a reason", func(s *Step) { s.Outcome, s.Reason = Trying, "" }, nil},
		{"down without a reason", func(s *Step) { s.Reason = " " }, []string{"reason"}},
		{"nothing tried", func(s *Step) { s.Tried = "" }, []string{"tried"}},
		{"nothing chosen", func(s *Step) { s.Outcome, s.Doer = "", "" }, []string{"doer", "outcome"}},
		{"no rung", func(s *Step) { s.Rung = "roof" }, []string{"rung"}},
		{"endless", func(s *Step) { s.Tried = string(make([]rune, maxText+1)) + "a" }, []string{"tried"}},
	}
	for _, tt := range tests {
		s := good
		tt.change(&s)
		wrong, _ := errors.AsType[fault.Invalid](s.Validate())
		if got := slices.Sorted(maps.Keys(wrong)); !slices.Equal(got, tt.wrong) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.wrong)
		}
	}
}
