package allocation

import (
	"codeberg.org/samenkracht/samenkracht/care/istandaard/regel"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// returned is why a start or a stop cannot be taken in: a return code of the standard.
type returned string

// The codes of list WJ001 for a start or a stop that breaks no rule of the standard and does not fit our record:
// the allocation knows its last delivery only.
const (
	noAllocation returned = "9019" // TR019: it belongs to no allocation
	nothingEarly returned = "9063" // TR063: there is nothing to take back
	noStart      returned = "9069" // TR382: no such start runs
	stoppedSince returned = "9071" // TR071: a start that was followed by a stop stays
	running      returned = "9326" // TR326: it has started and has not stopped
	stoppedAll   returned = "9415" // TR415: it has stopped for good
)

// Error is what the code means, an English sentence.
func (r returned) Error() string {
	_, en := regel.Uitleg(string(r))
	return en
}

// forATime is the reason of a stop after which the support goes on.
const forATime = "20"

// Start notes the day on which the support began.
func (a Allocation) Start(on law.Date) (Allocation, error) {
	switch {
	case a.State == Refused, on.IsZero():
		return a, noAllocation
	case a.State == Started:
		return a, running
	}
	a.State, a.StartedOn, a.StoppedOn, a.StopReason = Started, on, law.Date{}, ""
	return a, nil
}

// TakeBackStart undoes a start that was reported by mistake.
func (a Allocation) TakeBackStart(on law.Date) (Allocation, error) {
	switch {
	case a.StartedOn != on || on.IsZero():
		return a, nothingEarly
	case a.State == Stopped:
		return a, stoppedSince
	}
	a.State, a.StartedOn = Ordered, law.Date{}
	if a.AnsweredAt != nil {
		a.State = Accepted
	}
	return a, nil
}

// Stop notes the last day of the support that began on a day, and the reason.
func (a Allocation) Stop(began, on law.Date, reason string) (Allocation, error) {
	if a.StartedOn != began || began.IsZero() {
		return a, noStart
	}
	if a.State == Stopped && a.StopReason != forATime {
		return a, stoppedAll
	}
	a.State, a.StoppedOn, a.StopReason = Stopped, on, reason
	return a, nil
}

// TakeBackStop undoes a stop that was reported by mistake: the support goes on.
func (a Allocation) TakeBackStop(began, on law.Date, reason string) (Allocation, error) {
	if a.State != Stopped || a.StartedOn != began || a.StoppedOn != on || a.StopReason != reason {
		return a, nothingEarly
	}
	a.State, a.StoppedOn, a.StopReason = Started, law.Date{}, ""
	return a, nil
}

// Outside reports whether the support began on a day for which it was not ordered. The standard knows no code
// for it, so somebody has to call the provider.
func (a Allocation) Outside() bool {
	return a.State == Started && (a.StartedOn.Before(a.FromDay) || a.StartedOn.After(a.ToDay))
}
