// Package coach asks who writes a plan the questions that keep the resident in the lead. They never hold up the work.
package coach

import (
	"slices"

	"codeberg.org/samenkracht/samenkracht/casework/plan"
	"codeberg.org/samenkracht/samenkracht/casework/plan/ladder"
)

// Prompt is a question that helps the worker to keep the resident in the lead. It never holds up the work.
type Prompt string

// The prompts.
const (
	AskSafety    Prompt = "Somebody may be in danger. Is it an emergency? Call 112. Violence at home? Follow the reporting code and call Veilig Thuis: 0800-2000."
	AskWish      Prompt = "Begin with what the resident wants. Write it down as it was said."
	AskBehind    Prompt = "Ask once more: what would be different then? Often there is a question behind the question."
	AskWording   Prompt = "Who found the words for this goal? Ask the resident to say it in words of their own."
	AskOwnScore  Prompt = "Ask how the resident sees it. That score stands beside yours."
	AskStrengths Prompt = "What goes well already? Begin the plan with that."
	AskCarers    Prompt = "How does the informal carer keep it up? Ask the carer, not only about the carer."
	AskHands     Prompt = "You do much yourselves in this plan. What can the resident or the network do?"
	AskResult    Prompt = "How will everybody see that the goal is reached? Write that as the result."
)

// Prompts looks at a plan as a colleague would and gives the questions that are worth asking.
func Prompts(w plan.Whole) []Prompt {
	var out []Prompt
	say := func(when bool, p Prompt) {
		if when && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	r, latest := w.Plan.Report, plan.Latest(w.Scores)
	say(slices.ContainsFunc(latest, danger), AskSafety)
	say(r.Wish == "", AskWish)
	say(r.Wish != "" && r.BehindQuestion == "", AskBehind)
	say(r.BehindQuestion != "" && r.Strengths == "", AskStrengths)
	say(slices.ContainsFunc(w.Steps, func(s ladder.Step) bool { return s.Rung == ladder.Network && s.Outcome != ladder.NotAvailable }) && r.Carers == "", AskCarers)
	for _, g := range w.Goals {
		say(g.State == plan.GoalOpen && g.WordedBy == plan.WorkerWords, AskWording)
		say(g.State == plan.GoalOpen && g.Need != "" && g.Result == "", AskResult)
	}
	say(slices.ContainsFunc(latest, func(s plan.LifeDomainScore) bool { return !s.OwnLevel.Valid() }), AskOwnScore)
	own, all := ladder.OwnShare(w.Steps)
	say(all >= 3 && own*2 < all, AskHands)
	return out
}

// danger reports a score that must be acted on at once.
func danger(s plan.LifeDomainScore) bool {
	return s.Level == plan.Stuck && slices.Contains([]plan.LifeDomain{plan.HomeLife, plan.Mind, plan.Substances}, s.Domain)
}
