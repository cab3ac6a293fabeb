// Package clock is the legal term of an application: it stops, runs again and is put off as the law allows. It knows
// no database.
package clock

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"strings"

	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

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

// Begin starts the clock of a rule of the law on the day that something came in.
func Begin(rule string, on law.Date) (Clock, error) {
	term, err := law.Begin(rule, on)
	return Clock{term}, err
}

// Changed reports whether the clock ever stood still or a later day was announced, which the resident was told.
func (c Clock) Changed() bool { return len(c.Suspensions) > 0 || !c.Extension.To.IsZero() }

// Reasons lists why the clock may be stopped, as the form shows them.
var Reasons = []law.Reason{law.Incomplete, law.Consent, law.ByApplicant, law.ForceMajeure}

// ReasonName is why the clock stands still, in words.
func ReasonName(r law.Reason) string {
	return map[law.Reason]string{law.Incomplete: "We asked the resident for something that is missing",
		law.Consent: "The resident agreed in writing", law.ByApplicant: "The resident caused the delay",
		law.ForceMajeure: "Nobody could have decided (force majeure)"}[r]
}

// Stop (opschorting) stops the clock from a day on, for a reason that the law gives.
func (c Clock) Stop(reason law.Reason, from, today law.Date) (Clock, error) {
	wrong := fault.Invalid{}
	if ReasonName(reason) == "" {
		wrong.Say("reason", "Choose why the clock stands still")
	}
	if from.IsZero() || from.Before(c.Start) || from.After(today) {
		wrong.Say("from", "Give a day after the application came in, today at the latest")
	}
	if err := wrong.Err(); err != nil {
		return c, err
	}
	if err := c.running(from); err != nil {
		return c, err
	}
	// Awb art. 4:15
	if reason == law.Incomplete {
		term, err := c.AskToComplete(from)
		return Clock{term}, err
	}
	term, err := c.Suspend(law.Suspension{From: from, Reason: reason})
	return Clock{term}, err
}

// Go lets the clock run again; on is the first day that counts.
func (c Clock) Go(on, today law.Date) (Clock, error) {
	if !c.Stopped() {
		return c, fault.Refuse(fault.Conflict, "The clock is running already.")
	}
	last := c.Suspensions[len(c.Suspensions)-1]
	if on.Before(last.From) || on.After(today.Add(1)) {
		return c, fault.Invalid{"on": "Give a day after the clock was stopped, tomorrow at the latest"}
	}
	term, err := c.Resume(on)
	return Clock{term}, err
}

// Announce (verdaging) says that the decision will come on a later day.
func (c Clock) Announce(to law.Date, reason string, today law.Date) (Clock, error) {
	wrong := fault.Invalid{}
	if strings.TrimSpace(reason) == "" {
		wrong.Say("reason", "Write why we cannot decide in time")
	}
	if !to.After(c.Due) {
		wrong.Say("to", "Give a day after the present end of the term")
	}
	if err := wrong.Err(); err != nil {
		return c, err
	}
	if err := c.running(today); err != nil {
		return c, err
	}
	if !c.Extension.To.IsZero() {
		return c, fault.Refuse(fault.Conflict, "A later day was announced once already.")
	}
	// Awb art. 4:14 lid 1
	term, err := c.Extend(law.Extension{On: today, To: to, Reason: reason})
	return Clock{term}, err
}

// running refuses what needs a clock that runs on a day.
func (c Clock) running(on law.Date) error {
	if c.Stopped() {
		return fault.Refuse(fault.Conflict, "The clock stands still already. Let it run again first.")
	}
	if c.Late(on) {
		return fault.Refuse(fault.Conflict, "The term is over. Decide as soon as you can.")
	}
	return nil
}
