package plan

import (
	"cmp"
	"slices"

	"codeberg.org/samenkracht/samenkracht/platform/db"
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
func Prompts(r Report, goals []Goal, steps []Step, scores []LifeDomainScore) []Prompt {
	var out []Prompt
	say := func(when bool, p Prompt) {
		if when && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	latest := Latest(scores)
	say(slices.ContainsFunc(latest, LifeDomainScore.danger), AskSafety)
	say(r.Wish == "", AskWish)
	say(r.Wish != "" && r.BehindQuestion == "", AskBehind)
	say(r.BehindQuestion != "" && r.Strengths == "", AskStrengths)
	say(slices.ContainsFunc(steps, func(s Step) bool { return s.Rung == Network && s.Outcome != NotAvailable }) && r.Carers == "", AskCarers)
	for _, g := range goals {
		say(g.State == GoalOpen && g.WordedBy == WorkerWords, AskWording)
		say(g.State == GoalOpen && g.Need != "" && g.Result == "", AskResult)
	}
	say(slices.ContainsFunc(latest, func(s LifeDomainScore) bool { return s.OwnLevel == noLevelYet }), AskOwnScore)
	own, all := OwnShare(steps)
	say(all >= 3 && own*2 < all, AskHands)
	return out
}

// danger reports a score that must be acted on at once.
func (s LifeDomainScore) danger() bool {
	return s.Level == Stuck && slices.Contains([]LifeDomain{HomeLife, Mind, Substances}, s.Domain)
}

// OwnShare counts what stands in the plan as helping, and how much of it the resident and the network do.
func OwnShare(steps []Step) (own, all int) {
	for _, s := range steps {
		if s.Outcome != Enough && s.Outcome != Helps && s.Outcome != Trying {
			continue
		}
		all++
		if s.Doer == ByResident || s.Doer == ByHousemate || s.Doer == ByNetwork {
			own++
		}
	}
	return own, all
}

// Latest keeps the newest score of every resident in every domain, in the order of the domains.
func Latest(scores []LifeDomainScore) []LifeDomainScore {
	type key struct {
		resident db.ID
		domain   LifeDomain
	}
	newest := map[key]LifeDomainScore{}
	for _, s := range scores {
		k := key{s.ResidentID, s.Domain}
		if old, ok := newest[k]; !ok || s.ID > old.ID {
			newest[k] = s
		}
	}
	var out []LifeDomainScore
	for _, d := range Domains {
		var here []LifeDomainScore
		for k, s := range newest {
			if k.domain == d.Key {
				here = append(here, s)
			}
		}
		slices.SortFunc(here, func(a, b LifeDomainScore) int { return cmp.Compare(a.ResidentID, b.ResidentID) })
		out = append(out, here...)
	}
	return out
}
