package consent

import (
	"errors"
	"slices"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/db"
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

func TestConsentRules(t *testing.T) {
	good := Consent{ResidentID: 1, Purpose: SharePlan, Ground: ByConsent, Fields: Fields{"plan"}, Recipient: "De Wilg", FromDay: today, ToDay: today.Add(90)}
	for _, tt := range []struct {
		name   string
		change func(*Consent)
		want   []string
	}{
		{"complete", func(*Consent) {}, nil},
		{"of nobody", func(c *Consent) { c.ResidentID = 0 }, []string{"resident"}},
		{"for nothing", func(c *Consent) { c.Purpose = "" }, []string{"purpose"}},
		{"on no ground", func(c *Consent) { c.Ground = "because" }, []string{"ground"}},
		{"on a ground that does not hold yet", func(c *Consent) { c.Ground = ByWams }, []string{"ground"}},
		{"with nobody", func(c *Consent) { c.Recipient = "" }, []string{"recipient"}},
		{"without data", func(c *Consent) { c.Fields = nil }, []string{"fields"}},
		{"with unknown data", func(c *Consent) { c.Fields = Fields{"dreams"} }, []string{"fields"}},
		{"let nobody in", func(c *Consent) { c.Purpose = LetIn }, []string{"account"}},
		{"let in to nothing that can be read here", func(c *Consent) { c.Purpose, c.RecipientID, c.Fields = LetIn, 7, Fields{"health"} }, []string{"fields"}},
		{"let in to the plan", func(c *Consent) { c.Purpose, c.RecipientID = LetIn, 7 }, nil},
		{"for ever", func(c *Consent) { c.ToDay = law.Date{} }, []string{"to"}},
		{"over before it began", func(c *Consent) { c.ToDay = today.Add(-1) }, []string{"to"}},
		{"the own page, for ever", func(c *Consent) { c.Purpose, c.ToDay = OwnPage, law.Date{} }, nil},
	} {
		c := good
		tt.change(&c)
		if got := fields(c.Validate()); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
	if !good.Holds(today) || good.Holds(today.Add(-1)) || good.Holds(today.Add(91)) {
		t.Error("a consent holds from its first to its last day")
	}
	withdrawn, err := good.Withdraw(time.Now(), 5)
	if err != nil || withdrawn.Holds(today) {
		t.Errorf("withdrawn: %v", err)
	}
	if _, err := withdrawn.Withdraw(time.Now(), 5); !errors.Is(err, fault.Conflict) {
		t.Errorf("withdrawn twice: %v", err)
	}
}

// Who must say yes, by age: the parents, both, the young person alone.
func TestWhoGivesConsent(t *testing.T) {
	const child, parent = db.ID(1), db.ID(2)
	for _, tt := range []struct {
		name    string
		age     int
		by      IDs
		without Exception
		ok      bool
	}{
		{"a parent for a child of 11", 11, IDs{parent}, NoException, true},
		{"a child of 11", 11, IDs{child}, NoException, false},
		{"a child of 12 alone", 12, IDs{child}, NoException, false},
		{"a parent of a child of 12 alone", 12, IDs{parent}, NoException, false},
		{"both at 12", 12, IDs{child, parent}, NoException, true},
		{"both at 15", 15, IDs{child, parent}, NoException, true},
		{"alone at 15 because asking would harm", 15, IDs{child}, SeriousHarm, true},
		{"a parent alone at 15, whatever the exception", 15, IDs{parent}, PersistentWish, false},
		{"alone at 16", 16, IDs{child}, NoException, true},
		{"a parent at 16", 16, IDs{parent}, NoException, false},
		{"an adult", 40, IDs{child}, NoException, true},
		{"nobody", 40, nil, NoException, false},
		{"somebody whose age is unknown", -1, IDs{child}, NoException, true},
	} {
		c := Consent{ResidentID: child, Ground: ByConsent, GivenBy: tt.by, Without: tt.without}
		if err := c.MayGive(tt.age, tt.age >= 0); (err == nil) != tt.ok {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
	if err := (Consent{Ground: ByDanger}).MayGive(11, true); err != nil {
		t.Errorf("in danger nobody need say yes: %v", err)
	}
}
