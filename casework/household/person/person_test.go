package person

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
