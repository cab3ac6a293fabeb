package decision

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

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
	Term            Clock
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

// Clock is a legal term as it stands in a row.
type Clock struct{ law.Term }

// Value stores the term with everything that happened to it.
func (c Clock) Value() (driver.Value, error) {
	raw, err := json.Marshal(c.Term)
	return string(raw), err
}

// Scan reads what Value stored.
func (c *Clock) Scan(src any) error {
	switch v := src.(type) {
	case []byte:
		return json.Unmarshal(v, &c.Term)
	case string:
		return json.Unmarshal([]byte(v), &c.Term)
	}
	return fmt.Errorf("scan term: %T is no text", src)
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
	term, err := law.Begin(a.Law.rule(), a.ReceivedOn)
	return a.clocked(term), err
}

func (a Application) clocked(t law.Term) Application {
	a.Term, a.Due = Clock{t}, t.Due
	return a
}

// Reasons lists why the clock may be stopped, as the form shows them.
var Reasons = []law.Reason{law.Incomplete, law.Consent, law.ByApplicant, law.ForceMajeure}

// ReasonName is why the clock stands still, in words.
func ReasonName(r law.Reason) string {
	return map[law.Reason]string{law.Incomplete: "We asked the resident for something that is missing",
		law.Consent: "The resident agreed in writing", law.ByApplicant: "The resident caused the delay",
		law.ForceMajeure: "Nobody could have decided (force majeure)"}[r]
}

// Suspend stops the clock of the application from a day on.
func (a Application) Suspend(reason law.Reason, from, today law.Date) (Application, error) {
	wrong := fault.Invalid{}
	if ReasonName(reason) == "" {
		wrong.Say("reason", "Choose why the clock stands still")
	}
	if from.IsZero() || from.Before(a.ReceivedOn) || from.After(today) {
		wrong.Say("from", "Give a day after the application came in, today at the latest")
	}
	if err := wrong.Err(); err != nil {
		return a, err
	}
	if err := a.running(from); err != nil {
		return a, err
	}
	// Awb art. 4:15
	if reason == law.Incomplete {
		term, err := a.Term.AskToComplete(from)
		return a.clocked(term), err
	}
	term, err := a.Term.Suspend(law.Suspension{From: from, Reason: reason})
	return a.clocked(term), err
}

// Resume lets the clock run again; on is the first day that counts.
func (a Application) Resume(on, today law.Date) (Application, error) {
	if !a.Term.Stopped() {
		return a, fault.Refuse(fault.Conflict, "The clock is running already.")
	}
	last := a.Term.Suspensions[len(a.Term.Suspensions)-1]
	if on.Before(last.From) || on.After(today.Add(1)) {
		return a, fault.Invalid{"on": "Give a day after the clock was stopped, tomorrow at the latest"}
	}
	term, err := a.Term.Resume(on)
	return a.clocked(term), err
}

// Extend announces that the decision will come on a later day.
func (a Application) Extend(to law.Date, reason string, today law.Date) (Application, error) {
	wrong := fault.Invalid{}
	if strings.TrimSpace(reason) == "" {
		wrong.Say("reason", "Write why we cannot decide in time")
	}
	if !to.After(a.Due) {
		wrong.Say("to", "Give a day after the present end of the term")
	}
	if err := wrong.Err(); err != nil {
		return a, err
	}
	if err := a.running(today); err != nil {
		return a, err
	}
	if !a.Term.Extension.To.IsZero() {
		return a, fault.Refuse(fault.Conflict, "A later day was announced once already.")
	}
	// Awb art. 4:14 lid 1
	term, err := a.Term.Extend(law.Extension{On: today, To: to, Reason: reason})
	return a.clocked(term), err
}

// running refuses what needs a clock that runs on a day.
func (a Application) running(on law.Date) error {
	switch {
	case a.Term.Stopped():
		return fault.Refuse(fault.Conflict, "The clock stands still already. Let it run again first.")
	case a.Term.Late(on):
		return fault.Refuse(fault.Conflict, "The term is over. Decide as soon as you can.")
	case !a.WithdrawnOn.IsZero():
		return errWithdrawn
	}
	return nil
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
