package moment

import (
	"errors"
	"slices"
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

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

func TestContactMoment(t *testing.T) {
	today := law.Day(2026, 3, 2)
	for _, tt := range []struct {
		name string
		m    ContactMoment
		want []string
	}{
		{"a visit", ContactMoment{Channel: "visit", HeldOn: today, Talk: Talk{About: "Het gaat beter."}}, nil},
		{"with a next step", ContactMoment{Channel: "phone", HeldOn: today, NextOn: today.Add(7), Talk: Talk{About: "Belt terug.", Next: "Bellen"}}, nil},
		{"tomorrow", ContactMoment{Channel: "visit", HeldOn: today.Add(1), Talk: Talk{About: "x"}}, []string{"on"}},
		{"empty", ContactMoment{}, []string{"about", "channel", "on"}},
		{"a step without a day", ContactMoment{Channel: "desk", HeldOn: today, Talk: Talk{About: "x", Next: "y"}}, []string{"next_on"}},
		{"a day without a step", ContactMoment{Channel: "desk", HeldOn: today, NextOn: today, Talk: Talk{About: "x"}}, []string{"next"}},
	} {
		if got := fields(tt.m.Validate(today)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}
