package team

import (
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/db"
)

// Handover (overdracht) is the event that somebody became the contact person of a household. The resident sees
// every one.
type Handover struct {
	TenantID    db.ID
	ID          db.ID
	HouseholdID db.ID
	FromID      db.ID // the account of who was it; none for the first
	ToID        db.ID // the account of who is it from now on
	TeamID      db.ID
	Reason      Reason
	ByID        db.ID
	At          time.Time
}

// Reason is why the contact person changed. There is no free text, because the resident reads it.
type Reason string

// The reasons.
const (
	Took     Reason = "took"  // took the question of the household
	MovedIn  Reason = "moved" // the household moved to the area of another team
	Wish     Reason = "wish"  // the resident asked for somebody else
	Absent   Reason = "absent"
	Gone     Reason = "gone"
	Workload Reason = "workload"
	Fitting  Reason = "fitting" // the other knows more about what is needed
)

// Reasons lists the reasons that a worker chooses from.
var Reasons = []Reason{Wish, Fitting, Absent, Gone, Workload}

// Name is the reason in words, an English sentence.
func (r Reason) Name() string {
	switch r {
	case Took:
		return "Took your question"
	case MovedIn:
		return "You moved to the area of another team"
	case Wish:
		return "The resident asked for somebody else"
	case Absent:
		return "The contact person is away for a longer time"
	case Gone:
		return "The contact person left the team"
	case Workload:
		return "The contact person had too many households"
	case Fitting:
		return "Somebody else knows more about what is needed"
	}
	return ""
}
