// Package inquiry is what the law wants between a support notice and a decision: the notice with its terms, and
// the inquiry with its report. It knows the rules; package intake keeps them.
package inquiry

import (
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// The terms that begin with a support notice, as package law names them.
const (
	Rule     = "wmo.inquiry"
	RulePlan = "wmo.personal_plan"
)

// SupportNotice (melding) is the formal start: on this day somebody told the municipality that support is
// needed. The clock of the law runs from it.
type SupportNotice struct {
	TenantID      db.ID
	ID            db.ID
	QuestionID    db.ID
	HouseholdID   db.ID
	NoticedOn     law.Date
	ReceiptOn     law.Date // when receipt was confirmed
	PlanUntil     law.Date // until when the resident may hand in a plan of one's own
	PlanOn        law.Date // when that came
	PlanAnswer    PlanAnswer
	SupportOn     law.Date // when free client support was pointed out
	SupportAnswer SupportAnswer
	SupportBy     db.ID // who wrote the answer down
	RegisteredBy  db.ID
	RegisteredAt  time.Time
	Version       int64
}

// SupportAnswer is what the resident said to the offer of free client support (cliëntondersteuning).
type SupportAnswer string

// The answers.
const (
	NotAnswered SupportAnswer = ""
	WantsIt     SupportAnswer = "wants"
	HasSomebody SupportAnswer = "has"
	DeclinesIt  SupportAnswer = "declines"
)

// SupportAnswers lists the answers in the order in which a person is shown them.
var SupportAnswers = []SupportAnswer{WantsIt, HasSomebody, DeclinesIt}

// Name is the answer in words, an English sentence.
func (a SupportAnswer) Name() string {
	return map[SupportAnswer]string{NotAnswered: "No answer yet", WantsIt: "Wants a client supporter",
		HasSomebody: "Has somebody already", DeclinesIt: "Does not need one"}[a]
}

// Register completes the notice of a question that was asked at a moment: receipt was confirmed and client
// support pointed out on that day, in the confirmation that the asker got.
func (n SupportNotice) Register(at time.Time) (SupportNotice, error) {
	// Wmo 2015 art. 2.3.2 lid 1
	asked := law.DateOf(at)
	// Wmo 2015 art. 2.3.2 lid 2
	plan, err := law.Begin(RulePlan, asked)
	if err != nil {
		return SupportNotice{}, err
	}
	n.NoticedOn, n.ReceiptOn, n.PlanUntil, n.Version = asked, asked, plan.Due, 1
	// Wmo 2015 art. 2.3.2 lid 3
	n.SupportOn, n.SupportAnswer = asked, NotAnswered
	return n, nil
}

// Answered writes down what the resident said to free client support.
func (n SupportNotice) Answered(a SupportAnswer, by db.ID) (SupportNotice, error) {
	if a == NotAnswered || a.Name() == "" {
		return n, fault.Invalid{"answer": "Choose what the resident said"}
	}
	n.SupportAnswer, n.SupportBy = a, by
	return n, nil
}

// PlanAnswer is whether the resident hands in a plan of one's own (persoonlijk plan).
type PlanAnswer string

// The answers.
const (
	PlanWaits PlanAnswer = ""
	PlanCame  PlanAnswer = "came"
	PlanNone  PlanAnswer = "none"
)

// Name is the answer in words, an English sentence.
func (a PlanAnswer) Name() string {
	return map[PlanAnswer]string{PlanWaits: "Not known yet", PlanCame: "The resident made a plan", PlanNone: "The resident makes no plan"}[a]
}

// PlanSaid writes down that the resident handed in a plan of one's own, or makes none. A plan that comes later
// than the seven days is still welcome, as long as the inquiry runs.
func (n SupportNotice) PlanSaid(a PlanAnswer, on law.Date) (SupportNotice, error) {
	switch {
	case a == PlanWaits || a.Name() == "":
		return n, fault.Invalid{"plan": "Choose whether the resident made a plan"}
	case n.PlanAnswer == PlanCame:
		return n, fault.Refuse(fault.Conflict, "The plan of the resident was received already.")
	}
	n.PlanAnswer = a
	if a == PlanCame {
		n.PlanOn = on
	}
	return n, nil
}

// MustWait reports whether the resident may still hand in a plan that the inquiry must look at.
func (n SupportNotice) MustWait(on law.Date) bool {
	return n.PlanAnswer == PlanWaits && !on.After(n.PlanUntil)
}
