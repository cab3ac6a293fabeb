package inquiry

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// NeedsInquiry (onderzoek) is the joint search for what is needed. It is ready within six weeks after the
// notice and ends in a report to the resident.
type NeedsInquiry struct {
	TenantID    db.ID
	ID          db.ID
	NoticeID    db.ID
	HouseholdID db.ID
	State       State
	Term        Clock
	Due         law.Date
	IdentityOn  law.Date // when identity was established
	ExplainedOn law.Date // when choice of budget and own contribution were explained
	Outcome     Outcome
	Sealed      []byte
	ClosedBy    db.ID
	ClosedAt    *time.Time
	Version     int64
	Report      string `db:"-"` // to the resident
}

// Clock is a term as it stands in a row.
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

// State is where an inquiry stands.
type State string

// An inquiry runs until it is done, or stopped without a result.
const (
	Runs    State = "running"
	Done    State = "done"
	Stopped State = "stopped"
)

// Outcome is how an inquiry ended.
type Outcome string

// The outcomes.
const (
	NoOutcome      Outcome = ""
	OwnSolution    Outcome = "own_solution"
	NearBy         Outcome = "near_by" // people around, the neighbourhood, a general provision
	OtherLaw       Outcome = "other_law"
	WithPlan       Outcome = "plan"
	NoSupport      Outcome = "no_support"
	WasWithdrawn   Outcome = "withdrawn"
	HouseholdEnded Outcome = "household_ended"
)

// Outcomes lists the outcomes that a worker chooses from.
var Outcomes = []Outcome{WithPlan, OwnSolution, NearBy, OtherLaw, NoSupport}

// Name is the outcome in words, an English sentence.
func (o Outcome) Name() string {
	return map[Outcome]string{OwnSolution: "The resident goes on without help of the municipality", NearBy: "Help near by is enough",
		OtherLaw: "Another law or organisation helps", WithPlan: "We go on with a plan", NoSupport: "No help is needed",
		WasWithdrawn: "The resident withdrew the question", HouseholdEnded: "The household is no longer served here"}[o]
}

// Begin starts the inquiry of a notice.
func Begin(n SupportNotice, id db.ID) (NeedsInquiry, error) {
	// Wmo 2015 art. 2.3.2 lid 1
	term, err := law.Begin(Rule, n.NoticedOn)
	if err != nil {
		return NeedsInquiry{}, err
	}
	return NeedsInquiry{TenantID: n.TenantID, ID: id, NoticeID: n.ID, HouseholdID: n.HouseholdID, State: Runs,
		Term: Clock{term}, Due: term.Due, Version: 1}, nil
}

var errOver = fault.Refuse(fault.Conflict, "This inquiry is over. Nothing can be changed in it any more.")

// MoreTime moves the end to a later day, on which the resident agreed.
func (i NeedsInquiry) MoreTime(to, on law.Date) (NeedsInquiry, error) {
	switch {
	case i.State != Runs:
		return i, errOver
	case !to.After(i.Due):
		return i, fault.Invalid{"to": "Fill in a day after the present end"}
	case on.After(i.Due):
		return i, fault.Refuse(fault.Conflict, "The end has passed already. Finish the inquiry as soon as you can.")
	}
	if first := i.Term.Start.Add(1); on.Before(first) { // the day of the notice itself does not count
		on = first
	}
	// The days that do not count are added before the end moves off a weekend, so they may be some more than
	// those between the two ends.
	for days := to.Sub(i.Due); ; days++ {
		term, err := i.Term.Suspend(law.Suspension{From: on, Until: on.Add(days), Reason: law.Consent})
		if err != nil {
			return i, fmt.Errorf("more time: %w", err)
		}
		if !term.Due.Before(to) {
			i.Term, i.Due = Clock{term}, term.Due
			return i, nil
		}
	}
}

// Checked notes what must be done in every inquiry: identity was established, and the choice of a budget and
// the own contribution were explained. A day without a value leaves what was noted.
func (i NeedsInquiry) Checked(identity, explained law.Date) (NeedsInquiry, error) {
	if i.State != Runs {
		return i, errOver
	}
	// Wmo 2015 art. 2.3.4
	if !identity.IsZero() {
		i.IdentityOn = identity
	}
	// Wmo 2015 art. 2.3.2 lid 6
	if !explained.IsZero() {
		i.ExplainedOn = explained
	}
	return i, nil
}

const maxReport = 20000

// Close ends the inquiry with its outcome and the report to the resident. What the law wants to be asked first
// must have been asked: free client support, a plan of the resident's own, and for help an identity document.
// When it goes on with a plan, that plan opens with the report.
func (i NeedsInquiry) Close(n SupportNotice, o Outcome, report string, by db.ID, at time.Time) (NeedsInquiry, error) {
	if i.State != Runs {
		return i, errOver
	}
	wrong := fault.Invalid{}
	if o.Name() == "" {
		wrong.Say("outcome", "Choose how the inquiry ended")
	}
	// Wmo 2015 art. 2.3.2 lid 8
	if strings.TrimSpace(report) == "" && o != WithPlan {
		wrong.Say("report", "Write the report. The resident gets it")
	}
	if len([]rune(report)) > maxReport {
		wrong.Say("report", "Use at most 20,000 characters")
	}
	// Wmo 2015 art. 2.3.2 lid 3
	if n.SupportAnswer == NotAnswered {
		wrong.Say("answer", "Ask first whether the resident wants free client support, and write down the answer")
	}
	// Wmo 2015 art. 2.3.2 lid 2
	if n.MustWait(law.DateOf(at)) {
		wrong.Say("plan", "The resident may still hand in a plan. Ask whether one comes, and write down the answer")
	}
	// Wmo 2015 art. 2.3.4
	if i.IdentityOn.IsZero() && o == WithPlan {
		wrong.Say("identity", "Look at an identity document first, and write down when you did")
	}
	if err := wrong.Err(); err != nil {
		return i, err
	}
	i.State, i.Outcome, i.Report, i.ClosedBy, i.ClosedAt = Done, o, report, by, &at
	return i, nil
}

// Stop ends the inquiry without a result.
func (i NeedsInquiry) Stop(why Outcome, by db.ID, at time.Time) NeedsInquiry {
	if i.State == Runs {
		i.State, i.Outcome, i.ClosedBy, i.ClosedAt = Stopped, why, by, &at
	}
	return i
}
