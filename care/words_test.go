package care_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/care/assignment"
	"codeberg.org/samenkracht/samenkracht/care/contract"
	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/regel"
	"codeberg.org/samenkracht/samenkracht/platform/text"
)

func TestDutchIsPlain(t *testing.T) {
	raw, err := os.ReadFile("nl.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, remark := range text.LintFile(raw) {
		t.Error(remark)
	}
}

// What a return code means is shown as a sentence of the product, so both must say the same.
func TestReturnCodesInBothLanguages(t *testing.T) {
	ctx := text.WithLang(t.Context(), text.Nl)
	for n := range 10000 {
		for _, code := range []string{fmt.Sprintf("%04d", n), fmt.Sprintf("S%03d", n%1000)} {
			nl, en := regel.Uitleg(code)
			if got := text.T(ctx, en); got != nl {
				t.Fatalf("%s is %q on screen and %q in the package of the standard", code, got, nl)
			}
		}
	}
}

func TestCodesHaveWords(t *testing.T) {
	var sentences []string
	for _, code := range contract.Categories() {
		sentences = append(sentences, contract.CategoryName(code), contract.ProductName(code, ""))
	}
	for _, code := range []string{"01A03", "02A05", "07A11", "08A01", "15A01", ""} {
		sentences = append(sentences, contract.ProductName("", code))
	}
	for _, why := range assignment.StopReasons {
		sentences = append(sentences, assignment.StopReasonName(why.Code))
	}
	for _, s := range sentences {
		if s == "" || !text.Has(s) {
			t.Errorf("%q has no Dutch", s)
		}
	}
	if len(contract.Categories()) != 18 || contract.CategoryName("40") != "" {
		t.Error("the Wmo has 18 product categories")
	}
}

func TestHowMuchAndWhatItCosts(t *testing.T) {
	for _, one := range []struct {
		volume          int64
		unit, frequency string
		nl, en          string
	}{
		{120, istandaard.EenheidMinuut, istandaard.FrequentieWeek, "2 uur per week", "2 hours a week"},
		{150, istandaard.EenheidMinuut, istandaard.FrequentieWeek, "2 uur en 30 minuten per week", "2 hours and 30 minutes a week"},
		{1, istandaard.EenheidMinuut, istandaard.FrequentieDag, "1 minuut per dag", "1 minute a day"},
		{4, istandaard.EenheidDagdeel, istandaard.FrequentieWeek, "4 dagdelen per week", "4 parts of a day a week"},
		{1, istandaard.EenheidEtmaal, istandaard.FrequentieMaand, "1 etmaal per maand", "1 day and night a month"},
		{12, istandaard.EenheidStuks, istandaard.FrequentieTotaal, "12 keer in totaal", "12 times in all"},
		{250000, istandaard.EenheidEuro, istandaard.FrequentieTotaal, "€ 2.500,00 in totaal", "€2,500.00 in all"},
	} {
		for lang, want := range map[string]string{text.Nl: one.nl, text.En: one.en} {
			if got := contract.VolumeWords(text.WithLang(t.Context(), lang), one.volume, one.unit, one.frequency); plainSpaces(got) != want {
				t.Errorf("%d of %s is %q, want %q", one.volume, one.unit, got, want)
			}
		}
	}
	for unit, want := range map[string]string{istandaard.EenheidUur: "€ 34,20 per uur", istandaard.EenheidDagdeel: "€ 34,20 per dagdeel",
		istandaard.EenheidEuro: "€ 34,20"} {
		if got := contract.RateWords(text.WithLang(t.Context(), text.Nl), 34_20, unit); plainSpaces(got) != want {
			t.Errorf("the rate is %q, want %q", got, want)
		}
	}
}

func plainSpaces(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }
