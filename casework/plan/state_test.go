package plan

import (
	"errors"
	"maps"
	"slices"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

var (
	noon   = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	today  = law.Day(2026, 3, 2)
	spoken = Report{Wish: "I want to stay in my own house", BehindQuestion: "She is afraid to fall", Strengths: "She cooks every day",
		HeldOn: today, Present: "Mrs Bos, her daughter"}
)

func TestPlanStates(t *testing.T) {
	share := func(p SupportPlan) (SupportPlan, error) { return p.Share(1, noon) }
	agree := func(p SupportPlan) (SupportPlan, error) { return p.Agree(noon) }
	closing := func(p SupportPlan) (SupportPlan, error) { return p.Close("She moved in with her daughter", noon) }
	tests := []struct {
		from State
		name string
		verb func(SupportPlan) (SupportPlan, error)
		to   State
		say  string
	}{
		{Draft, "share", share, Shared, ""},
		{Shared, "share", share, Shared, sayNotDraft},
		{Agreed, "share", share, Agreed, sayAgreed},
		{Closed, "share", share, Closed, sayClosed},
		{Draft, "agree", agree, Draft, sayNotShared},
		{Shared, "agree", agree, Agreed, ""},
		{Closed, "agree", agree, Closed, sayClosed},
		{Draft, "reopen", SupportPlan.Reopen, Draft, "The plan is open for changes already."},
		{Shared, "reopen", SupportPlan.Reopen, Draft, ""},
		{Agreed, "reopen", SupportPlan.Reopen, Draft, ""},
		{Closed, "reopen", SupportPlan.Reopen, Closed, sayClosed},
		{Draft, "close", closing, Closed, ""},
		{Agreed, "close", closing, Closed, ""},
		{Closed, "close", closing, Closed, sayClosed},
	}
	for _, tt := range tests {
		got, err := tt.verb(SupportPlan{State: tt.from, Report: spoken})
		if sentence, _ := fault.Sentence(err); got.State != tt.to || sentence != tt.say {
			t.Errorf("%s a plan that is %s: %s, %v", tt.name, tt.from, got.State, err)
		}
	}
	again, _ := SupportPlan{State: Agreed}.Reopen()
	back, _ := SupportPlan{State: Shared}.Reopen()
	if again.Revision != 1 || back.Revision != 0 {
		t.Errorf("revisions %d and %d", again.Revision, back.Revision)
	}
}

func TestShareNeedsTheResidentFirst(t *testing.T) {
	noWish, noDay, noQuestion := spoken, spoken, spoken
	noWish.Wish, noDay.HeldOn, noQuestion.BehindQuestion = " ", law.Date{}, ""
	tests := []struct {
		name   string
		report Report
		goals  int
		say    string
	}{
		{"whole", spoken, 1, ""},
		{"without the wish", noWish, 1, sayWishFirst},
		{"without the conversation", noDay, 1, sayReportFirst},
		{"without the question behind it", noQuestion, 1, sayReportFirst},
		{"without a goal", spoken, 0, sayNothingYet},
	}
	for _, tt := range tests {
		_, err := SupportPlan{State: Draft, Report: tt.report}.Share(tt.goals, noon)
		if sentence, _ := fault.Sentence(err); sentence != tt.say {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

func TestReportValidate(t *testing.T) {
	tests := []struct {
		name   string
		change func(*Report)
		wrong  []string
	}{
		{"whole", func(*Report) {}, nil},
		{"tomorrow", func(r *Report) { r.HeldOn = today.Add(1) }, []string{"held_on"}},
		{"empty", func(r *Report) { *r = Report{} }, []string{"behind_question", "held_on", "present", "strengths"}},
	}
	for _, tt := range tests {
		r := spoken
		tt.change(&r)
		wrong, _ := errors.AsType[fault.Invalid](r.Validate(today))
		if got := slices.Sorted(maps.Keys(wrong)); !slices.Equal(got, tt.wrong) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.wrong)
		}
	}
}

func TestGoalAndScoreValidate(t *testing.T) {
	goal := Goal{WordedBy: OwnWords, Domain: Home, State: GoalOpen, GoalText: GoalText{Wish: "Stay in my house"}}
	if err := goal.Validate(); err != nil {
		t.Error(err)
	}
	for _, text := range []GoalText{{Wish: "w"}, {Need: "n"}, {Need: "n", Result: " "}, {Result: "r"}} {
		if (Goal{GoalText: text}).Ready() {
			t.Errorf("%+v is ready for help made to measure", text)
		}
	}
	if !(Goal{GoalText: GoalText{Need: "n", Result: "r"}}).Ready() {
		t.Error("need and result are written")
	}
	goal.State = GoalReached
	if wrong, _ := errors.AsType[fault.Invalid](goal.Validate()); wrong["ended"] == "" {
		t.Error("a goal that ended says how")
	}
	score := LifeDomainScore{ResidentID: 1, Domain: Home, Level: WithHelp, ScoredOn: today, Reason: "The stairs are steep"}
	if err := score.Validate(today); err != nil {
		t.Error(err)
	}
	score.Level, score.OwnLevel, score.ScoredOn, score.Reason, score.ResidentID, score.Domain = 6, 7, today.Add(1), "", 0, "sport"
	wrong, _ := errors.AsType[fault.Invalid](score.Validate(today))
	if got := slices.Sorted(maps.Keys(wrong)); !slices.Equal(got, []string{"domain", "level", "own_level", "reason", "resident", "scored_on"}) {
		t.Errorf("wrong: %v", got)
	}
}

func TestEveryDomainHasFiveSentences(t *testing.T) {
	seen := map[string]bool{}
	if len(Domains) != 13 {
		t.Errorf("%d life domains", len(Domains))
	}
	for _, d := range Domains {
		for _, words := range append(d.Levels[:], d.Name, d.About, d.Slug, string(d.Key)) {
			if words == "" || seen[words] {
				t.Errorf("%s: %q is empty or there twice", d.Key, words)
			}
			seen[words] = true
		}
		if found, ok := DomainBySlug(d.Slug); !ok || found.Key != d.Key {
			t.Errorf("%s is not found by %s", d.Key, d.Slug)
		}
	}
}
