package provision_test

import (
	"errors"
	"testing"

	"codeberg.org/samenkracht/samenkracht/casework"
	"codeberg.org/samenkracht/samenkracht/casework/decision/provision"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/text"
)

var _ = casework.Rules // the words of the wing come with it

func TestAmountInWords(t *testing.T) {
	tests := []struct {
		volume          int64
		unit, frequency string
		want            string
	}{
		{150, "01", "2", "2 uur en 30 minuten per week"}, {60, "01", "2", "1 uur per week"}, {45, "01", "4", "45 minuten per maand"},
		{3, "04", "2", "3 uur per week"}, {4, "16", "2", "4 dagdelen per week"}, {1, "14", "4", "1 etmaal per maand"}, {12, "82", "6", "12 keer in de hele periode"},
	}
	for _, tt := range tests {
		p := provision.Provision{Volume: tt.volume, Unit: tt.unit, Frequency: tt.frequency}
		if got := p.Amount(text.WithLang(t.Context(), text.Nl)); got != tt.want {
			t.Errorf("%d of %s: %q", tt.volume, tt.unit, got)
		}
	}
}

func TestOwnContribution(t *testing.T) {
	tests := []struct {
		name     string
		category string
		exempt   provision.Contribution
		on       law.Date
		want     provision.Contribution
		cents    int64
	}{
		{"help in the household", "01", provision.UsualContribution, law.Day(2026, 3, 2), provision.UsualContribution, 21_80},
		{"the year before", "01", provision.UsualContribution, law.Day(2025, 3, 2), provision.UsualContribution, 21_00},
		{"somebody below the pension age", "02", provision.NoneYounger, law.Day(2026, 3, 2), provision.NoneYounger, 0},
		{"a wheelchair", "11", provision.UsualContribution, law.Day(2026, 3, 2), provision.NoneWheelchair, 0},
		{"protected living", "15", provision.UsualContribution, law.Day(2026, 3, 2), provision.ByIncome, 0},
		{"shelter", "16", provision.NoneMinor, law.Day(2026, 3, 2), provision.ByMunicipality, 0},
	}
	for _, tt := range tests {
		got, cents, err := provision.Own(tt.category, tt.exempt, tt.on)
		if got != tt.want || cents != tt.cents || err != nil {
			t.Errorf("%s: %s, %d cents, %v", tt.name, got, cents, err)
		}
	}
	if _, _, err := provision.Own("99", provision.UsualContribution, law.Day(2026, 3, 2)); err == nil {
		t.Error("a category that is not there")
	} else if wrong, ok := errors.AsType[fault.Invalid](err); !ok || wrong["product"] == "" {
		t.Errorf("a category that is not there: %v", err)
	}
}

func TestEveryCategoryHasAName(t *testing.T) {
	for i, c := range provision.Categories {
		if found, ok := provision.CategoryOf(c.Code); !ok || found != c || c.Own.Name() == "" || i > 0 && provision.Categories[i-1].Code >= c.Code {
			t.Errorf("%+v", c)
		}
	}
}
