package law

import "slices"

// Suspension (opschorting) is a time in which the clock of a term stands still.
type Suspension struct {
	From   Date   `json:"from"`  // the first day that does not count
	Until  Date   `json:"until"` // the first day that counts again; no day while it still stands
	Reason Reason `json:"reason"`
}

// Reason is why a clock stands still.
type Reason string

// The reasons that the law gives.
const (
	Incomplete   Reason = "incomplete"    // the applicant was asked to complete the application
	Abroad       Reason = "abroad"        // a foreign institution must answer
	Consent      Reason = "consent"       // the applicant agreed in writing
	ByApplicant  Reason = "by_applicant"  // the applicant is the cause of the delay
	ForceMajeure Reason = "force_majeure" // nobody could have decided
)

// Reasons lists the reasons that may stop the clock of the rule.
func (r Rule) Reasons() []Reason {
	switch r.Suspend {
	case "awb":
		// Awb art. 4:15
		return []Reason{Incomplete, Abroad, Consent, ByApplicant, ForceMajeure}
	case "consent":
		return []Reason{Consent}
	}
	return nil
}

// AskToComplete stops the clock because the applicant was asked, on a day, to complete the application.
func (t Term) AskToComplete(asked Date) (Term, error) {
	// Awb art. 4:15 lid 1
	return t.Suspend(Suspension{From: asked.Add(1), Reason: Incomplete})
}

// Suspend stops the clock. Without an Until it stands still until Resume.
func (t Term) Suspend(s Suspension) (Term, error) {
	r, err := RuleOn(t.Rule, t.Start)
	switch {
	case err != nil:
		return Term{}, err
	case !slices.Contains(r.Reasons(), s.Reason):
		return Term{}, errNoReason
	case t.Stopped():
		return Term{}, errStopped
	case s.From.After(t.Due):
		return Term{}, errOver
	case !s.Until.IsZero() && !s.Until.After(s.From):
		return Term{}, errNoTime
	}
	t.Suspensions = append(slices.Clone(t.Suspensions), s)
	return t.Again()
}

// Resume lets a clock run again that stands still: until is the first day that counts, such as the day the
// application was completed, or the day after the time for that was over.
func (t Term) Resume(until Date) (Term, error) {
	i := slices.IndexFunc(t.Suspensions, func(s Suspension) bool { return s.Until.IsZero() })
	if i < 0 {
		return Term{}, errRunning
	}
	t.Suspensions = slices.Clone(t.Suspensions)
	t.Suspensions[i].Until = until
	return t.Again()
}
