package relation

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
	for _, k := range Kinds() {
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
