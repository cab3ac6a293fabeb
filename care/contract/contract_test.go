package contract

import (
	"errors"
	"math"
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

func TestValidate(t *testing.T) {
	good := FrameworkContract{Number: "RN-1", ProviderID: 1, FromDay: law.Day(2026, 1, 1), ToDay: law.Day(2027, 12, 31)}
	if err := good.Validate([]Rate{{Cents: 1}}); err != nil {
		t.Error(err)
	}
	bad := FrameworkContract{Number: " ", FromDay: law.Day(2026, 1, 2), ToDay: law.Day(2026, 1, 1)}
	wrong, _ := errors.AsType[fault.Invalid](bad.Validate([]Rate{{Cents: 0}}))
	for _, field := range []string{"number", "provider", "to", "rate"} {
		if wrong[field] == "" {
			t.Errorf("nothing is said about the %s", field)
		}
	}
}

func TestKilometres(t *testing.T) {
	// Almelo and Enschede lie some 22 kilometres apart.
	if got := kilometres(52.357, 6.668, 52.221, 6.893); math.Abs(got-21.5) > 1 {
		t.Errorf("they lie %f kilometres apart", got)
	}
}
