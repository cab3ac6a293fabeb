package casework_test

import (
	"os"
	"slices"
	"testing"

	_ "codeberg.org/samenkracht/samenkracht/casework" // its words
	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/household/consent"
	"codeberg.org/samenkracht/samenkracht/casework/household/person"
	"codeberg.org/samenkracht/samenkracht/casework/household/relation"
	"codeberg.org/samenkracht/samenkracht/casework/intake"
	"codeberg.org/samenkracht/samenkracht/casework/intake/inquiry"
	"codeberg.org/samenkracht/samenkracht/casework/team"
	"codeberg.org/samenkracht/samenkracht/platform/text"
)

// names are the words of a list of choices.
func names[T interface{ Name() string }](all ...T) []string {
	out := make([]string, len(all))
	for i, x := range all {
		out[i] = x.Name()
	}
	return out
}

// Whatever can be chosen, and however something can stand, has words in both languages.
func TestEveryChoiceHasWords(t *testing.T) {
	for _, s := range slices.Concat(
		names(household.Leavings...), names(household.WentAway, household.WasClosed), names(household.Endings...), names(household.Moved), names(household.Channels...),
		names(person.Genders...), names(relation.Kinds()...), names(relation.Circles...),
		names(consent.Purposes...), names(consent.OwnPage), names(consent.ByConsent, consent.ByLaw, consent.ByDanger, consent.ByWams), names(consent.AllFields...), names(consent.Exceptions...),
		names(team.Neighbourhood, team.City, team.Frontline, team.YouthFamily, team.Intervention), names(team.Reasons...), names(team.Took, team.MovedIn),
		names(intake.Asked, intake.Taken, intake.Answered, intake.Withdrawn, intake.Stopped), names(intake.ForWhoms...), names(intake.ByPhone, intake.ByMail),
		names(inquiry.SupportAnswers...), names(inquiry.NotAnswered), names(inquiry.PlanWaits, inquiry.PlanCame, inquiry.PlanNone),
		names(inquiry.Outcomes...), names(inquiry.WasWithdrawn, inquiry.HouseholdEnded)) {
		if s == "" || !text.Has(s) {
			t.Errorf("%q has no Dutch", s)
		}
	}
}

// Everybody can read the Dutch of this wing.
func TestPlainDutch(t *testing.T) {
	raw, err := os.ReadFile("nl.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, remark := range text.LintFile(raw) {
		t.Error(remark)
	}
	if clashes := text.Clashes(); len(clashes) > 0 {
		t.Error(clashes)
	}
}
