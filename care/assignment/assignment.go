// Package assignment is the provider's side of an order: the assignment (opdracht) that came in by message, and
// what the provider answers: yes or no, the day on which the support began, the day on which it ended. It keeps
// rows of the provider alone; the municipality has its own, and hears of these by message.
package assignment

import (
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// Assignment (opdracht) is one product that a municipality ordered for one client.
type Assignment struct {
	TenantID     db.ID
	ID           db.ID
	Municipality string // its CBS code
	Message      string // Identificatie of the 301
	Number       int64  // ToewijzingNummer, unique in the municipality
	Sealed       []byte // the client, see Client
	Category     string
	Code         string
	Volume       int64
	Unit         string
	Frequency    string
	Budget       int64 // cents; zero when a volume is ordered
	FromDay      law.Date
	ToDay        law.Date // zero when no end is known
	State        State
	Refusal      string // the return code that we gave
	ReceivedAt   time.Time
	AnsweredAt   *time.Time
	StartedOn    law.Date
	StoppedOn    law.Date
	StopReason   string
	Report       string        // Identificatie of the last start or stop that we sent
	Outcome      ReportOutcome // what the municipality said to it
	Objection    string        // its return code, when it sent that back
	Version      int64

	Client           Client `db:"-"`
	MunicipalityName string `db:"-"` // empty when it is not known here
}

// State is where an assignment stands at the provider's.
type State string

// An assignment is received, then accepted or refused, then started and stopped.
const (
	Received State = "received"
	Accepted State = "accepted"
	Refused  State = "refused"
	Started  State = "started"
	Stopped  State = "stopped"
)

// ReportOutcome is what became of the last start or stop that the provider sent.
type ReportOutcome string

// The outcomes.
const (
	NoReport ReportOutcome = ""
	Sent     ReportOutcome = "sent"
	Taken    ReportOutcome = "taken"
	SentBack ReportOutcome = "sent_back"
)

// Why a provider cannot do something with an assignment.
var (
	errRefused  = fault.Refuse(fault.Conflict, "You refused this order. Call the municipality if that was a mistake.")
	errAccepted = fault.Refuse(fault.Conflict, "You accepted this order before. Call the municipality if that was a mistake.")
	errNotYet   = fault.Refuse(fault.Conflict, "Accept the order first.")
	errStarted  = fault.Refuse(fault.Conflict, "You reported the start before. Call the municipality if the day is wrong.")
	errNoStart  = fault.Refuse(fault.Conflict, "Report first on which day the support began.")
	errStopped  = fault.Refuse(fault.Conflict, "You reported before that the support ended. Call the municipality if that is wrong.")
)

// Accept notes that the provider takes the order.
func (a Assignment) Accept(at time.Time) (Assignment, error) {
	if a.State != Received {
		return a, errRefused
	}
	a.State, a.AnsweredAt = Accepted, &at
	return a, nil
}

// Change takes over what a municipality may change in an order: how much, and until when (OP033x1). An order
// that it removes ends on its first day.
func (a Assignment) Change(to Assignment) Assignment {
	a.Volume, a.Unit, a.Frequency, a.Budget, a.ToDay = to.Volume, to.Unit, to.Frequency, to.Budget, to.ToDay
	return a
}

// Refuse notes that the provider sends the order back, with the return code.
func (a Assignment) Refuse(code string, at time.Time) (Assignment, error) {
	if a.State != Received {
		return a, errAccepted
	}
	a.State, a.Refusal, a.AnsweredAt = Refused, code, &at
	return a, nil
}

// forATime is the reason of a stop after which the support goes on.
const forATime = "20"

// Paused reports whether the support stopped for a time.
func (a Assignment) Paused() bool { return a.State == Stopped && a.StopReason == forATime }

// MayStart reports whether a start can be reported now.
func (a Assignment) MayStart() bool {
	return a.State == Accepted || a.Paused() && a.Outcome != SentBack || a.State == Started && a.Outcome == SentBack
}

// MayStop reports whether a stop can be reported now.
func (a Assignment) MayStop() bool {
	return a.State == Started && a.Outcome != SentBack || a.Paused() || a.State == Stopped && a.Outcome == SentBack
}

// Start notes on which day the support began.
func (a Assignment) Start(on, today law.Date) (Assignment, error) {
	wrong := fault.Invalid{}
	switch {
	case a.State == Received:
		return a, errNotYet
	case a.State == Refused:
		return a, errRefused
	case !a.MayStart():
		return a, errStarted
	case on.IsZero():
		wrong.Say("day", "Fill in the day on which the support began")
	case on.After(today):
		wrong.Say("day", "Fill in a day that is not in the future. Report the start when the support has begun")
	case on.Before(a.FromDay) || !a.ToDay.IsZero() && on.After(a.ToDay):
		wrong.Say("day", "Fill in a day within the days of the order")
	case a.Paused() && on.Before(a.StoppedOn):
		wrong.Say("day", "Fill in a day after the support stopped")
	}
	if err := wrong.Err(); err != nil {
		return a, err
	}
	a.State, a.StartedOn, a.StoppedOn, a.StopReason = Started, on, law.Date{}, ""
	return a, nil
}

// Stop notes the last day of the support and why it ended.
func (a Assignment) Stop(on law.Date, reason string, today law.Date) (Assignment, error) {
	switch {
	case a.State == Stopped && !a.MayStop():
		return a, errStopped
	case !a.MayStop():
		return a, errNoStart
	}
	wrong := fault.Invalid{}
	switch {
	case on.IsZero():
		wrong.Say("day", "Fill in the last day of the support")
	case on.After(today):
		wrong.Say("day", "Fill in a day that is not in the future. Report the stop when the support has ended")
	case on.Before(a.StartedOn):
		wrong.Say("day", "Fill in a day after the support began")
	case a.Paused() && a.Outcome != SentBack && on.Before(a.StoppedOn):
		wrong.Say("day", "Fill in a day after the support stopped")
	}
	if StopReasonName(reason) == "" || a.Paused() && a.Outcome != SentBack && reason == forATime {
		wrong.Say("reason", "Choose why the support ended")
	}
	if err := wrong.Err(); err != nil {
		return a, err
	}
	a.State, a.StoppedOn, a.StopReason = Stopped, on, reason
	return a, nil
}

// Due is the last day on which the provider can answer in time, or report the start in time; zero when nothing
// is waited for.
func (a Assignment) Due() (law.Date, error) {
	rule, from := a.clock()
	if rule == "" {
		return law.Date{}, nil
	}
	term, err := law.Begin(rule, from)
	return term.Due, err
}

// clock is the term that runs, and the day it runs from.
func (a Assignment) clock() (rule string, from law.Date) {
	switch a.State {
	case Received:
		return "istandaard.return", law.DateOf(a.ReceivedAt)
	case Accepted:
		from = law.DateOf(*a.AnsweredAt)
		if a.FromDay.After(from) {
			from = a.FromDay
		}
		return "istandaard.start", from
	}
	return "", law.Date{}
}
