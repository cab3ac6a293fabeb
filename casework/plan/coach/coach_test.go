package coach

import (
	"slices"
	"testing"

	"codeberg.org/samenkracht/samenkracht/casework/plan"
	"codeberg.org/samenkracht/samenkracht/casework/plan/ladder"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

var spoken = plan.Report{Wish: "I want to stay in my own house", BehindQuestion: "She is afraid to fall", Strengths: "She cooks every day",
	HeldOn: law.Day(2026, 3, 2), Present: "Mrs Bos, her daughter"}

func TestPrompts(t *testing.T) {
	carried := func(doers ...ladder.Doer) (steps []ladder.Step) {
		for _, d := range doers {
			steps = append(steps, ladder.Step{Rung: ladder.OwnStrength, Outcome: ladder.Helps, Doer: d})
		}
		return steps
	}
	scored := func(l, own plan.Level, d plan.LifeDomain) []plan.LifeDomainScore {
		return []plan.LifeDomainScore{{ID: 2, ResidentID: 1, Domain: d, Level: l, OwnLevel: own}, {ID: 1, ResidentID: 1, Domain: d, Level: plan.GoingWell, OwnLevel: plan.GoingWell}}
	}
	tests := []struct {
		name   string
		report plan.Report
		goals  []plan.Goal
		steps  []ladder.Step
		scores []plan.LifeDomainScore
		want   []Prompt
	}{
		{"nothing yet", plan.Report{}, nil, nil, nil, []Prompt{AskWish}},
		{"only the wish", plan.Report{Wish: "w"}, nil, nil, nil, []Prompt{AskBehind}},
		{"all is well", spoken, nil, nil, scored(plan.WithHelp, plan.Mostly, plan.Home), nil},
		{"danger at home comes first", plan.Report{}, nil, nil, scored(plan.Stuck, plan.Stuck, plan.HomeLife), []Prompt{AskSafety, AskWish}},
		{"stuck with money is no danger", spoken, nil, nil, scored(plan.Stuck, plan.Stuck, plan.Money), nil},
		{"the worker's words", spoken, []plan.Goal{{State: plan.GoalOpen, WordedBy: plan.WorkerWords}}, nil, nil, []Prompt{AskWording}},
		{"no result", spoken, []plan.Goal{{State: plan.GoalOpen, WordedBy: plan.OwnWords, GoalText: plan.GoalText{Need: "n"}}}, nil, nil, []Prompt{AskResult}},
		{"no own score", spoken, nil, nil, scored(plan.WithHelp, 0, plan.Home), []Prompt{AskOwnScore}},
		{"an informal carer", spoken, nil, []ladder.Step{{Rung: ladder.Network, Outcome: ladder.Helps, Doer: ladder.ByNetwork}}, nil, []Prompt{AskCarers}},
		{"hands on the back", spoken, nil, carried(ladder.ByTeam, ladder.ByProvider, ladder.ByResident), nil, []Prompt{AskHands}},
		{"the resident leads", spoken, nil, carried(ladder.ByTeam, ladder.ByResident, ladder.ByNetwork), nil, nil},
	}
	for _, tt := range tests {
		if got := Prompts(plan.Whole{Plan: plan.SupportPlan{Report: tt.report}, Goals: tt.goals, Steps: tt.steps, Scores: tt.scores}); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}
