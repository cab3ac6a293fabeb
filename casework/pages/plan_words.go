package pages

import (
	"context"

	"codeberg.org/samenkracht/samenkracht/casework/plan"
	"codeberg.org/samenkracht/samenkracht/casework/plan/ladder"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
)

// planNames says who is who in a plan.
func planNames(ctx context.Context, d planDesk) func(db.ID) string {
	return func(id db.ID) string { return d.name(ctx, id) }
}

// reportFacts are the conversation, without the wish.
func reportFacts(ctx context.Context, r plan.Report) []ui.Fact {
	facts := []ui.Fact{{Name: text.T(ctx, "Day of the conversation"), Value: text.Date(ctx, r.HeldOn)}, {Name: text.T(ctx, "Who were there"), Value: r.Present},
		{Name: text.T(ctx, "What lies behind the question"), Value: r.BehindQuestion}, {Name: text.T(ctx, "What goes well"), Value: r.Strengths}}
	if r.Circle != "" {
		facts = append(facts, ui.Fact{Name: text.T(ctx, "Who is around"), Value: r.Circle})
	}
	if r.Carers != "" {
		facts = append(facts, ui.Fact{Name: text.T(ctx, "What the informal carer needs"), Value: r.Carers})
	}
	return facts
}

// goalFacts are a goal in plain words.
func goalFacts(ctx context.Context, g plan.Goal) []ui.Fact {
	var facts []ui.Fact
	for _, x := range []ui.Fact{{Name: text.T(ctx, "What is needed"), Value: g.Need}, {Name: text.T(ctx, "You see it when"), Value: g.Result},
		{Name: text.T(ctx, "Reach it before"), Value: text.Date(ctx, g.ReachBy)}, {Name: text.T(ctx, "How it ended"), Value: g.Ended}} {
		if x.Value != "" {
			facts = append(facts, x)
		}
	}
	return facts
}

// helps are the steps that help a goal, in the order of the ladder.
func helps(l ladder.Ladder) []ladder.Step {
	var out []ladder.Step
	for _, r := range ladder.Rungs {
		s, ok := l.On(r.Rung)
		if ok && l.Needed(r.Rung) && (s.Outcome == ladder.Enough || s.Outcome == ladder.Helps || s.Outcome == ladder.Trying) {
			out = append(out, s)
		}
	}
	return out
}

// doer is who does a step, by name when there is one.
func doer(ctx context.Context, s ladder.Step) string {
	if s.DoerName != "" {
		return s.DoerName
	}
	return text.T(ctx, s.Doer.Name())
}

func planTone(s plan.State) ui.Tone {
	return map[plan.State]ui.Tone{plan.Draft: ui.Neutral, plan.Shared: ui.Info, plan.Agreed: ui.OK, plan.Closed: ui.Neutral}[s]
}

// planParts is what the overview of a household shows of the plan.
func (p *Pages) planParts(ctx context.Context, actor access.Actor, householdID db.ID) ([]part, error) {
	var one plan.SupportPlan
	link := ui.Path(ctx, "/mijn/plan")
	if worker(actor.Role) {
		whole, err := p.Plans.Running(ctx, actor, householdID)
		if err != nil {
			return nil, ignoreGone(err)
		}
		one, link = whole.Plan, ui.Path(ctx, "/team/huishoudens/%s/plan", householdID)
	} else {
		all, err := p.Plans.Mine(ctx, actor)
		if err != nil {
			return nil, err
		}
		for _, w := range all {
			if w.Plan.HouseholdID == householdID {
				one = w.Plan
			}
		}
		if one.ID == 0 {
			return nil, nil
		}
	}
	x := part{Sort: sortPlan, Title: text.T(ctx, "The plan"), State: text.T(ctx, one.State.Name()), Tone: planTone(one.State), On: law.DateOf(one.StartedAt), Link: link, Reach: stageInquiry}
	if one.State == plan.Shared {
		x.Next = text.T(ctx, "Read the plan and say whether you agree")
		if worker(actor.Role) {
			x.Next = text.T(ctx, "Wait for the answer of the resident")
		}
	}
	return []part{x}, nil
}
