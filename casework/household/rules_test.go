package household

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

func TestPerson(t *testing.T) {
	for _, tt := range []struct {
		name string
		p    Person
		want []string
	}{
		{"a last name is enough", Person{LastName: "Visser"}, nil},
		{"a first name too", Person{FirstName: "Rosa"}, nil},
		{"nobody", Person{}, []string{"last_name"}},
		{"born tomorrow", Person{LastName: "Visser", BirthDate: today.Add(1)}, []string{"birth_date"}},
		{"born in the year 48", Person{LastName: "Visser", BirthDate: law.Day(48, 1, 1)}, []string{"birth_date"}},
	} {
		if got := fields(tt.p.Validate(today)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
	p := Person{FirstName: "Jan", Prefix: "van der", LastName: "Berg", BirthDate: law.Day(2010, 3, 3)}
	if p.FullName() != "Jan van der Berg" || p.String() == p.FullName() {
		t.Errorf("%q, %q", p.FullName(), p.String())
	}
	if years, known := p.Age(today); years != 15 || !known {
		t.Errorf("the day before his birthday he is %d", years)
	}
}

func TestRelationRules(t *testing.T) {
	for _, tt := range []struct {
		name string
		r    Relation
		want []string
	}{
		{"a neighbour", Relation{ResidentID: 1, Kind: Neighbour, Outsider: Outsider{Name: "Piet"}}, nil},
		{"an organisation", Relation{ResidentID: 1, Kind: School, Outsider: Outsider{Organisation: "De Wilg"}}, nil},
		{"a child in the house", Relation{ResidentID: 1, OtherID: 2, Kind: Child}, nil},
		{"a helper in the house", Relation{ResidentID: 1, OtherID: 2, Kind: Helper}, []string{"kind"}},
		{"oneself", Relation{ResidentID: 1, OtherID: 1, Kind: Partner}, []string{"other"}},
		{"nobody", Relation{ResidentID: 1, Kind: Friend}, []string{"name"}},
		{"of nobody", Relation{Kind: Friend, Outsider: Outsider{Name: "Piet"}}, []string{"resident"}},
		{"of an unknown kind", Relation{ResidentID: 1, Kind: "boss", Outsider: Outsider{Name: "Piet"}}, []string{"kind"}},
		{"over before it began", Relation{ResidentID: 1, Kind: Friend, Outsider: Outsider{Name: "Piet"}, FromDay: today, ToDay: today.Add(-1)}, []string{"to"}},
	} {
		if got := fields(tt.r.Validate()); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
	r := Relation{ResidentID: 1, OtherID: 2, Kind: Child}
	if seen := r.Seen(2); seen.Kind != Parent || seen.OtherID != 1 {
		t.Errorf("from the other side: %+v", seen)
	}
	for _, k := range RelationKinds() {
		if k.Name() == "" || k.Circle().Name() == "" {
			t.Errorf("%s has no words", k)
		}
	}
}

func TestManyHelpers(t *testing.T) {
	helper := Relation{ResidentID: 1, Kind: Helper, FromDay: today}
	gone := Relation{ResidentID: 1, Kind: Helper, FromDay: today.Add(-9), ToDay: today.Add(-1)}
	if n, many := ManyHelpers([]Relation{helper, helper, helper, gone}, today); n != 3 || many {
		t.Errorf("three: %d %v", n, many)
	}
	if n, many := ManyHelpers([]Relation{helper, helper, helper, helper, {Kind: Friend, FromDay: today}}, today); n != 4 || !many {
		t.Errorf("four: %d %v", n, many)
	}
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
	born := func(age int) Resident {
		return Resident{ID: child, Person: Person{BirthDate: law.Day(2026-age, 1, 1)}}
	}
	for _, tt := range []struct {
		name    string
		who     Resident
		by      IDs
		without Exception
		ok      bool
	}{
		{"a parent for a child of 11", born(11), IDs{parent}, NoException, true},
		{"a child of 11", born(11), IDs{child}, NoException, false},
		{"a child of 12 alone", born(12), IDs{child}, NoException, false},
		{"a parent of a child of 12 alone", born(12), IDs{parent}, NoException, false},
		{"both at 12", born(12), IDs{child, parent}, NoException, true},
		{"both at 15", born(15), IDs{child, parent}, NoException, true},
		{"alone at 15 because asking would harm", born(15), IDs{child}, SeriousHarm, true},
		{"a parent alone at 15, whatever the exception", born(15), IDs{parent}, PersistentWish, false},
		{"alone at 16", born(16), IDs{child}, NoException, true},
		{"a parent at 16", born(16), IDs{parent}, NoException, false},
		{"an adult", born(40), IDs{child}, NoException, true},
		{"nobody", born(40), nil, NoException, false},
		{"somebody whose age is unknown", Resident{ID: child}, IDs{child}, NoException, true},
	} {
		c := Consent{Ground: ByConsent, GivenBy: tt.by, Without: tt.without}
		if err := c.MayGive(tt.who, today); (err == nil) != tt.ok {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
	if err := (Consent{Ground: ByDanger}).MayGive(born(11), today); err != nil {
		t.Errorf("in danger nobody need say yes: %v", err)
	}
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

func TestContactMoment(t *testing.T) {
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
