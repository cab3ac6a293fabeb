package decision

import (
	"slices"
	"strings"
	"time"

	"codeberg.org/samenkracht/samenkracht/casework/decision/clock"
	"codeberg.org/samenkracht/samenkracht/casework/plan"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// Application (aanvraag) asks for a formal decision about help made to measure, for one resident. The law hangs on
// it, not on the household.
type Application struct {
	TenantID        db.ID
	ID              db.ID
	HouseholdID     db.ID
	ResidentID      db.ID
	PlanID          db.ID
	GoalID          db.ID
	Law             Law
	Source          Source
	ReceivedOn      law.Date
	ReceivedBy      db.ID // the account that handed it in or wrote it down
	MadeAt          time.Time
	Term            clock.Clock
	Due             law.Date // none while the clock stands still
	WithdrawnOn     law.Date
	Version         int64
	Sealed          []byte
	ApplicationText `db:"-"`
}

// ApplicationText is what an application says in words.
type ApplicationText struct {
	Asked     string // what is asked for, in the resident's words
	Withdrawn string // why it was withdrawn
}

// Law is the act under which help is asked.
type Law string

// Wmo is the act on social support. Youth help and the others come with their own messages.
const Wmo Law = "wmo"

// Name is the act in words.
func (l Law) Name() string { return map[Law]string{Wmo: "Social Support Act 2015 (Wmo 2015)"}[l] }

// rule is the term in which the law wants a decision.
func (l Law) rule() string {
	// Wmo 2015 art. 2.3.5 lid 2
	return map[Law]string{Wmo: "wmo.decision"}[l]
}

// Source is how an application came in.
type Source string

// The sources. The signed report of the inquiry may be the application.
const (
	SignedReport Source = "signed_report"
	ByLetter     Source = "letter"
	AtTheDesk    Source = "desk"
)

// Sources lists the sources that a worker chooses from.
var Sources = []Source{SignedReport, ByLetter, AtTheDesk}

// Name is the source in words.
func (s Source) Name() string {
	return map[Source]string{SignedReport: "The signed report", ByLetter: "A letter or form", AtTheDesk: "At the desk or in the conversation"}[s]
}

const maxText = 8000

// The sentences for an application that is not possible.
const (
	sayInquiryFirst = "First the inquiry, then the application. Share the report of the conversation with the resident first."
	sayLadderFirst  = "For this goal no help made to measure is needed, or the ladder is not walked to the end. Look at the goal in the plan first."
)

// MayApply reports whether an application is possible for a goal: after the inquiry, or when its term passed
// without one. Overdue says that the term of the inquiry has passed.
func MayApply(p plan.SupportPlan, custom []plan.CustomProvisionStep, goal db.ID, overdue bool) error {
	// Wmo 2015 art. 2.3.2 lid 9
	if overdue {
		return nil
	}
	if !p.Inquired() {
		return fault.Refuse(fault.Conflict, sayInquiryFirst)
	}
	if !slices.ContainsFunc(custom, func(s plan.CustomProvisionStep) bool { return s.Goal.ID == goal }) {
		return fault.Refuse(fault.Conflict, sayLadderFirst)
	}
	return nil
}

// Validate says what is wrong with the application, by field.
func (a Application) Validate(today law.Date) error {
	wrong := fault.Invalid{}
	if a.ResidentID == 0 {
		wrong.Say("resident", "Choose for whom this is")
	}
	if a.GoalID == 0 {
		wrong.Say("goal", "Choose the goal that this is about")
	}
	if a.Law.Name() == "" {
		wrong.Say("law", "Choose the law")
	}
	if a.Source.Name() == "" {
		wrong.Say("source", "Choose how the application came in")
	}
	if a.ReceivedOn.IsZero() || a.ReceivedOn.After(today) {
		wrong.Say("received_on", "Give the day on which it came in, today or earlier")
	}
	// Awb art. 4:2
	if strings.TrimSpace(a.Asked) == "" {
		wrong.Say("asked", "Write what the resident asks for")
	}
	tooLong(wrong, "asked", a.Asked)
	return wrong.Err()
}

func tooLong(wrong fault.Invalid, field, words string) {
	if len([]rune(words)) > maxText {
		wrong.Say(field, "Use at most 8,000 characters")
	}
}

// Begin starts the legal clock of the application.
func (a Application) Begin() (Application, error) {
	return a.turn(clock.Begin(a.Law.rule(), a.ReceivedOn))
}

// turn gives the application the clock that somebody stopped, let run again or announced a later day for.
func (a Application) turn(c clock.Clock, err error) (Application, error) {
	if !a.WithdrawnOn.IsZero() {
		return a, errWithdrawn
	}
	a.Term, a.Due = c, c.Due
	return a, err
}

var errWithdrawn = fault.Refuse(fault.Conflict, "This application was withdrawn. You do not have to decide any more.")

// Withdraw ends the application because the resident does not want it any more.
func (a Application) Withdraw(why string, on law.Date) (Application, error) {
	if !a.WithdrawnOn.IsZero() {
		return a, errWithdrawn
	}
	if strings.TrimSpace(why) == "" {
		return a, fault.Invalid{"why": "Write why the application is withdrawn"}
	}
	a.WithdrawnOn, a.Withdrawn = on, why
	return a, nil
}
