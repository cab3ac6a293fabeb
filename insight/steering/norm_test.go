package steering

import (
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/law"
)

func TestNorm(t *testing.T) {
	n := normOn("", law.Day(2026, 3, 2))
	if n.People != (Shares{85, 10, 5}) || n.Money != (Shares{15, 35, 40}) || n.People.Sum() != 100 || n.Money.Sum() != 90 {
		t.Errorf("%+v", n)
	}
	if n := normOn("80/15/5 15/35/50", law.Day(2026, 3, 2)); n.People != (Shares{80, 15, 5}) || n.Money.Sum() != 100 {
		t.Errorf("%+v", n)
	}
	for _, wrong := range []string{"80/15/5", "80/15 15/35/50", "80/15/x 15/35/50", "80/15/10 15/35/50", "-1/100/1 15/35/50", "80/15/5/0 1/2/3"} {
		if _, err := ParseNorm(wrong); err == nil {
			t.Errorf("%q was read as a norm", wrong)
		}
		if n := normOn(wrong, law.Day(2026, 3, 2)); n.People[0] != 85 {
			t.Errorf("%q gives %+v", wrong, n)
		}
	}
}

func TestTheMinimumIsNeverLower(t *testing.T) {
	for setting, want := range map[string]int{"": 10, "5": 10, "10": 10, "15": 15, "many": 10, "-3": 10} {
		if got := atLeast(setting, smallestGroup, smallestGroup); got != want {
			t.Errorf("%q: %d; want %d", setting, got, want)
		}
	}
}
