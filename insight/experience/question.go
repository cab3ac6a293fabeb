package experience

import (
	"context"
	"slices"
	"strings"

	"codeberg.org/samenkracht/samenkracht/care/allocation"
	"codeberg.org/samenkracht/samenkracht/casework/decision"
	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/intake"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// Step is what a resident went through.
type Step string

// The steps that are asked about.
const (
	Conversation Step = "conversation" // the inquiry was reported
	Decided      Step = "decision"     // a decision was announced
	Begun        Step = "support"      // support of a provider started
)

// Steps lists the steps in the order in which they come.
var Steps = []Step{Conversation, Decided, Begun}

// Name is the step in words, an English sentence.
func (s Step) Name() string {
	return map[Step]string{Conversation: "The conversation about the question", Decided: "The decision", Begun: "The start of the help"}[s]
}

// Question is the one question about a step.
type Question struct {
	ID   db.ID // of the invitation
	Step Step
	On   law.Date // when the step was
}

// Asks is the question in words, an English sentence.
func (q Question) Asks() string {
	return map[Step]string{Conversation: "How was the conversation about your question?", Decided: "How did we decide on your application?",
		Begun: "How did your help start?"}[q.Step]
}

// Minimum is the number of answers below which nothing about them is shown.
const Minimum = 10

const (
	askFor      = 42 // days after a step in which it is asked about
	keepMonths  = 24 // how long a sentence is kept
	maxSentence = 300
	best        = 10
)

// NewAnswer is what a resident fills in.
type NewAnswer struct {
	QuestionID db.ID
	Skip       bool
	Score      int // 1 to 10
	Sentence   string
}

// Validate says what is wrong with the answer, by field.
func (n NewAnswer) Validate() error {
	wrong := fault.Invalid{}
	if n.Skip {
		return nil
	}
	if n.Score < 1 || n.Score > best {
		wrong.Say("score", "Choose a mark from 1 to 10")
	}
	if len([]rune(n.tidy())) > maxSentence {
		wrong.Say("sentence", "Use at most 300 characters")
	}
	return wrong.Err()
}

// tidy is the sentence on one line.
func (n NewAnswer) tidy() string { return strings.Join(strings.Fields(n.Sentence), " ") }

// had is a step that a resident went through.
type had struct {
	step       Step
	object     db.ID // the inquiry, the decision or the allocation
	on         law.Date
	teamID     db.ID
	providerID db.ID
}

// steps lists what the resident went through lately, the newest first. Somebody who only reads along, or who left, is
// not asked about it.
func (x *Experience) steps(ctx context.Context, tx *db.Tx, mine []household.Own) ([]had, error) {
	var out []had
	for _, own := range mine {
		if own.Reader || own.Gone {
			continue
		}
		inquiries, err := intake.ReportedTx(ctx, tx, own.ID)
		if err != nil {
			return nil, err
		}
		decisions, err := decision.AnnouncedToTx(ctx, tx, own.ID, own.Resident.ID)
		if err != nil {
			return nil, err
		}
		orders, err := x.Allocations.ByHouseholdTx(ctx, tx, own.ID)
		if err != nil {
			return nil, err
		}
		out = append(out, stepsOf(own, inquiries, decisions, orders)...)
	}
	today := law.DateOf(tx.Now())
	out = slices.DeleteFunc(out, func(h had) bool { return h.on.After(today) || today.Sub(h.on) > askFor })
	slices.SortStableFunc(out, func(a, b had) int { return b.on.Compare(a.on) })
	return out, nil
}

func stepsOf(own household.Own, inquiries []intake.NeedsInquiry, decisions []decision.DecisionDates, orders []allocation.Allocation) []had {
	var out []had
	for _, i := range inquiries {
		if i.ClosedAt != nil {
			out = append(out, had{step: Conversation, object: i.ID, on: law.DateOf(*i.ClosedAt), teamID: own.TeamID})
		}
	}
	for _, d := range decisions {
		out = append(out, had{step: Decided, object: d.ID, on: d.AnnouncedOn, teamID: own.TeamID})
	}
	for _, a := range orders {
		if a.ResidentID == own.Resident.ID && !a.StartedOn.IsZero() {
			out = append(out, had{step: Begun, object: a.ID, on: a.StartedOn, providerID: a.ProviderID})
		}
	}
	return out
}
