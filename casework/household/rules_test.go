package household

import (
	"errors"
	"slices"
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

var today = law.Day(2026, 3, 2)

// fields lists what a validation complains about.
func fields(err error) []string {
	invalid, _ := errors.AsType[fault.Invalid](err)
	var out []string
	for f := range invalid {
		out = append(out, f)
	}
	slices.Sort(out)
	return out
}

func TestHouseholdStates(t *testing.T) {
	h := Household{State: Open, TeamID: 1, ContactID: 2}
	if _, err := h.Assign(1, 0); !errors.Is(err, fault.Conflict) {
		t.Errorf("without a contact person: %v", err)
	}
	there, err := h.Relocate(Address{}, 3, 4)
	if err != nil || there.TeamID != 4 || there.ContactID != 2 {
		t.Errorf("moved: %+v %v", there, err)
	}
	closed, err := h.Close(Moved, today)
	if err != nil || closed.State != Closed || closed.ClosedOn != today {
		t.Errorf("closed: %+v %v", closed, err)
	}
	_, twice := closed.Close(Died, today)
	_, assigned := closed.Assign(1, 2)
	_, moved := closed.Relocate(Address{}, 3, 4)
	for _, err := range []error{twice, assigned, moved} {
		if _, said := fault.Sentence(err); !errors.Is(err, fault.Conflict) || !said {
			t.Errorf("a closed household changed: %v", err)
		}
	}
	r := Resident{JoinedOn: today}
	if _, err := r.Leave(today.Add(-1), LeftHome); fields(err) == nil {
		t.Errorf("left before coming: %v", err)
	}
	gone, err := r.Leave(today, LeftHome)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := gone.Leave(today, HasDied); !errors.Is(err, fault.Conflict) {
		t.Errorf("left twice: %v", err)
	}
}
