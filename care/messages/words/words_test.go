package words

import (
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/command/commandtest"
)

func TestEverySentenceHasDutch(t *testing.T) {
	commandtest.Sentences(t, dutch, "..", "../peer", "../peer/memory", "../peer/script", "../record", "../tell")
}

func TestSay(t *testing.T) {
	if got := EN.Say("%d fault", 1); got != "1 fault" {
		t.Error(got)
	}
	if got := NL.N(2, "%d fault", "%d faults"); got != "2 fouten" {
		t.Error(got)
	}
	if got := NL.Say("no such sentence"); got != "no such sentence" {
		t.Error(got)
	}
	for in, want := range map[string]string{"999900006": "******006", "06": "**", "": "", "99990000é1": "*******0é1"} {
		if got := Mask(in); got != want {
			t.Errorf("Mask(%q) = %q", in, got)
		}
	}
	for cents, want := range map[int64]string{0: "€ 0,00", 123456789: "€ 1.234.567,89", -5: "€ -0,05", 100000: "€ 1.000,00"} {
		if got := Euro(NL, cents); got != want {
			t.Errorf("%d: %q", cents, got)
		}
	}
	if got := Euro(EN, 123456); got != "€ 1,234.56" {
		t.Error(got)
	}
}
