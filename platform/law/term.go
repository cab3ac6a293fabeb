package law

import (
	"errors"
	"fmt"
	"slices"
)

// Term is a legal clock that runs in a case: a rule, the day it began, what stopped it and what put it off,
// and the day it is due with the steps that led there. A Term is a value: the verbs return a new one, and a
// stored Term keeps the day it was given until somebody asks for it again.
type Term struct {
	Rule        string       `json:"rule"`
	Start       Date         `json:"start"` // the day of the event; counting begins on the next day
	Suspensions []Suspension `json:"suspensions,omitempty"`
	Extension   Extension    `json:"extension,omitzero"`
	Due         Date         `json:"due"` // the last day in time; no day while the clock stands still
	Reason      []Step       `json:"reason"`
}

// Extension (verdaging) names a later day by which there will be a decision.
type Extension struct {
	On     Date   `json:"on"` // the day it was announced
	To     Date   `json:"to"`
	Reason string `json:"reason,omitempty"`
}

var (
	errStopped  = errors.New("the clock of this term stands still")
	errRunning  = errors.New("the clock of this term is running")
	errOver     = errors.New("this term is over already")
	errNoTime   = errors.New("the clock must start again on a later day than it stopped")
	errNoReason = errors.New("the law does not let this reason stop this term")
)

// Begin starts the clock of a rule: start is the day of the event. The rule is the one that is in force then.
func Begin(rule string, start Date) (Term, error) {
	return Term{Rule: rule, Start: start}.Again()
}

// Again computes the due day again, with the rules and holidays that are known now. The old Term stays as it
// was, so both can be kept.
func (t Term) Again() (Term, error) {
	r, err := RuleOn(t.Rule, t.Start)
	if err != nil {
		return Term{}, err
	}
	t.Suspensions = slices.Clone(t.Suspensions)
	slices.SortStableFunc(t.Suspensions, func(a, b Suspension) int { return a.From.Compare(b.From) })
	c := counting{rule: r, end: r.count(t.Start), counted: t.Start.Add(1)}
	c.say(Step{What: Counted, Day: c.end, Days: c.end.Sub(t.Start), Article: r.Article})
	c.walk(t)
	t.Due, t.Reason = c.end, c.steps
	if c.stopped {
		t.Due = Date{}
	}
	return t, nil
}

// Stopped reports whether the clock stands still.
func (t Term) Stopped() bool { return t.Due.IsZero() }

// Late reports whether the term is over on a day.
func (t Term) Late(on Date) bool { return !t.Stopped() && on.After(t.Due) }

// DaysLeft is how many days there are from a day to the due day, negative when it is late. While the clock
// stands still there is no number.
func (t Term) DaysLeft(on Date) (left int, running bool) {
	if t.Stopped() {
		return 0, false
	}
	return t.Due.Sub(on), true
}

// Promised is the day the person concerned was told: the announced one, else the due day.
func (t Term) Promised() Date {
	if !t.Extension.To.IsZero() {
		return t.Extension.To
	}
	return t.Due
}

// Extend puts the end off to a later day, announced before the term is over. What is possible depends on the
// rule: at most so many weeks, a day that the agency names, or only an announcement that leaves the due day.
func (t Term) Extend(e Extension) (Term, error) {
	r, err := RuleOn(t.Rule, t.Start)
	switch {
	case err != nil:
		return Term{}, err
	case r.Extend == "-":
		return Term{}, fmt.Errorf("%s gives no right to extend this term", r.Article)
	case t.Stopped():
		return Term{}, errStopped
	case !t.Extension.To.IsZero():
		return Term{}, errors.New("this term was extended once already")
	case e.On.After(t.Due):
		return Term{}, errOver
	case !e.To.After(t.Due):
		return Term{}, errors.New("the new day must be later than the due day")
	}
	if limit, ok := r.limit(t.Due); ok && e.To.After(limit) {
		return Term{}, fmt.Errorf("this term can be extended to %s at the latest (%s)", limit, r.Article)
	}
	t.Extension = e
	return t.Again()
}

// limit is the last day to which the rule lets the end be put off, when it says how far.
func (r Rule) limit(due Date) (Date, bool) {
	if r.Extend == "date" || r.Extend == "announce" {
		return Date{}, false
	}
	n, unit := length(r.Extend)
	more := r
	more.Length, more.Unit = n, unit
	return more.legalEnd(more.count(due), due), true
}
