package threshold_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/release"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/threshold"
)

// classes say which leaves lie below a code of provisions.
var classes = map[string][]int{"total": {1, 2, 3, 4, 5}, "1-2": {1, 2}, "3+": {3, 4, 5}, "3-4": {3, 4}, "1": {1}, "2": {2}, "3": {3}, "4": {4}, "5+": {5}}

var domains = map[string][]int{"total": {1, 2, 3}, "1": {1}, "2": {2}, "3": {3}}

// truth is how many households have so many provisions in so many domains.
type truth [6][4]int

func (h truth) sum(provisions, in []int) (n int) {
	for _, p := range provisions {
		for _, d := range in {
			n += h[p][d]
		}
	}
	return n
}

// publish makes the table of one place, without the cells that are hidden. Codes go in a fixed order.
func publish(h truth, hidden func(p, d string) bool) release.Content {
	t := release.Table{Name: release.Stacking, Columns: []string{"neighbourhood", "provisions", "domains", "n"}}
	for _, p := range []string{"1", "2", "3", "4", "5+", "1-2", "3-4", "3+", "total"} {
		for _, d := range []string{"1", "2", "3", "total"} {
			n := h.sum(classes[p], domains[d])
			switch {
			case n == 0: // what is absent is nothing
			case hidden(p, d):
				t.Rows = append(t.Rows, []string{"BU1", p, d, ""})
			default:
				t.Rows = append(t.Rows, []string{"BU1", p, d, strconv.Itoa(n)})
			}
		}
	}
	return release.Content{Tables: []release.Table{t}}
}

var street = truth{1: {1: 50}, 2: {1: 20, 2: 12}, 3: {1: 9, 2: 8, 3: 6}, 4: {1: 7, 2: 6, 3: 5}, 5: {1: 5, 2: 7, 3: 11}}

func none(string, string) bool { return false }

func TestThreshold(t *testing.T) {
	for _, c := range []struct {
		threshold.Threshold
		want int
	}{
		{threshold.Threshold{From: 1}, 146}, {threshold.Threshold{From: 2}, 96}, {threshold.Threshold{From: 3}, 64}, {threshold.Threshold{From: 5}, 23},
		{threshold.Threshold{From: 3, Weight: 1}, 76}, {threshold.Threshold{From: 5, Weight: 2}, 8 + 6 + 6 + 5 + 23},
		{threshold.Threshold{From: 5, Weight: 1}, 6 + 6 + 5 + 23}, {threshold.Threshold{Domains: 2}, 12 + 14 + 11 + 18}, {threshold.Threshold{Domains: 3}, 22},
		{threshold.Threshold{From: 5, Domains: 3}, 23 + 11}, {threshold.Threshold{}, 0},
	} {
		got := c.Count(threshold.Read(publish(street, none), release.Stacking), "BU1")
		if got != (threshold.Count{Least: c.want, Most: c.want, Exact: true}) {
			t.Errorf("%+v: %+v, want %d", c.Threshold, got, c.want)
		}
	}
}

func TestHiddenCells(t *testing.T) {
	// The small cells of 3 domains are hidden, and so are those of 2 domains that would give them away.
	hide := func(p, d string) bool { return (p == "3" || p == "4" || p == "5+") && (d == "2" || d == "3") }
	s := threshold.Read(publish(street, hide), release.Stacking)
	for _, c := range []struct {
		name string
		threshold.Threshold
		want threshold.Count
	}{
		{"a sum that is shown", threshold.Threshold{From: 3}, threshold.Count{Least: 64, Most: 64, Exact: true}},
		{"one whose parts are hidden", threshold.Threshold{Domains: 2}, threshold.Count{Least: 55, Most: 55, Exact: true}},
		{"between", threshold.Threshold{From: 5, Weight: 1}, threshold.Count{Least: 34, Most: 48}},
	} {
		if got := c.Count(s, "BU1"); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
	if got := (threshold.Threshold{From: 3}).Count(threshold.Sheet{}, "BU1"); got.Exact || got.Bounded(5) {
		t.Errorf("without a table: %+v", got)
	}
	if got := (threshold.Threshold{From: 3}).Count(s, "BU2"); !got.Exact || got.Least != 0 {
		t.Errorf("a place without rows has nothing: %+v", got)
	}
}

// everyThreshold are all questions that a form can ask.
func everyThreshold() (all []threshold.Threshold) {
	for from := 0; from <= 5; from++ {
		for weight := 0; weight <= 2; weight++ {
			for _, d := range []int{0, 2, 3} {
				all = append(all, threshold.Threshold{From: from, Weight: weight, Domains: d})
			}
		}
	}
	return all
}

// Whatever is hidden, also where a careful attacker could calculate it: an answer holds the truth, and no answer is
// that of a hidden cell. When only hidden cells change while everything that is shown stays, answers stay too.
func TestNoAnswerTellsOfAHiddenCell(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	for round := range 400 {
		var h truth
		for p := 1; p <= 5; p++ {
			for d := 1; d <= min(p, 3); d++ {
				h[p][d] = 1 + r.IntN(40)
			}
		}
		hidden := map[string]bool{}
		for p := range classes {
			for d := range domains {
				hidden[p+" "+d] = r.IntN(3) == 0
			}
		}
		s := threshold.Read(publish(h, func(p, d string) bool { return hidden[p+" "+d] }), release.Stacking)
		for _, q := range everyThreshold() {
			got := q.Count(s, "BU1")
			want := 0
			for p := 1; p <= 5; p++ {
				for d := 1; d <= 3; d++ {
					if q.Holds(p, d) {
						want += h[p][d]
					}
				}
			}
			if got.Least > want || got.Most != threshold.Unbounded && got.Most < want || got.Exact && got.Least != want {
				t.Fatalf("round %d, %+v: %+v, in truth %d", round, q, got, want)
			}
			if got.Exact && !sumOfShown(h, hidden, q) {
				t.Fatalf("round %d, %+v: %d is exact, and no sum of shown cells is just that", round, q, want)
			}
		}
	}
}

// sumOfShown reports whether shown cells, each household counted once, are just those of the question. It is a second
// way to find out: all ways to cut every domain apart, or all together.
func sumOfShown(h truth, hidden map[string]bool, q threshold.Threshold) bool {
	var covered func(left map[[2]int]bool) bool
	covered = func(left map[[2]int]bool) bool {
		var first *[2]int
		for p := 1; p <= 5 && first == nil; p++ {
			for d := 1; d <= 3; d++ {
				if left[[2]int{p, d}] {
					first = &[2]int{p, d}
					break
				}
			}
		}
		if first == nil {
			return true
		}
		for pc, ps := range classes {
			for dc, ds := range domains {
				if hidden[pc+" "+dc] && h.sum(ps, ds) > 0 || !slices.Contains(ps, first[0]) || !slices.Contains(ds, first[1]) {
					continue
				}
				rest, fits := maps.Clone(left), true
				for _, p := range ps {
					for _, d := range ds {
						fits = fits && left[[2]int{p, d}]
						delete(rest, [2]int{p, d})
					}
				}
				if fits && covered(rest) {
					return true
				}
			}
		}
		return false
	}
	left := map[[2]int]bool{}
	for p := 1; p <= 5; p++ {
		for d := 1; d <= 3; d++ {
			if q.Holds(p, d) {
				left[[2]int{p, d}] = true
			}
		}
	}
	return covered(left)
}

func TestBounded(t *testing.T) {
	for _, c := range []struct {
		threshold.Count
		want bool
	}{{threshold.Count{Exact: true}, true}, {threshold.Count{Least: 20, Most: 25}, true}, {threshold.Count{Least: 20, Most: 24}, false},
		{threshold.Count{Most: 9}, false}, {threshold.Count{Least: 9, Most: threshold.Unbounded}, false}} {
		if got := c.Bounded(5); got != c.want {
			t.Errorf("%+v: %v", c.Count, got)
		}
	}
}

func TestTeams(t *testing.T) {
	least, most := threshold.Count{Least: 81, Most: 120}.Teams(40)
	if least != 3 || most != 3 {
		t.Errorf("%d to %d teams", least, most)
	}
	if least, most = (threshold.Count{Least: 5, Most: threshold.Unbounded}).Teams(40); least != 1 || most != threshold.Unbounded {
		t.Errorf("%d to %d teams", least, most)
	}
	if least, _ = (threshold.Count{Least: 5}).Teams(0); least != 0 {
		t.Errorf("teams of nobody: %d", least)
	}
}

func ExampleThreshold_Count() {
	small := func(p, d string) bool { return p != "1" && p != "2" && p != "1-2" && (d == "2" || d == "3") }
	s := threshold.Read(publish(street, small), release.Stacking)
	fmt.Println(threshold.Threshold{From: 5}.Count(s, "BU1"))
	fmt.Println(threshold.Threshold{From: 5, Domains: 3}.Count(s, "BU1"))
	// Output:
	// {23 23 true}
	// {23 64 false}
}

// The tables of a release that leave something out are laid together, and what none of them has is not made up.
func TestStackingOfThreeTables(t *testing.T) {
	c := release.Content{Tables: []release.Table{
		{Name: release.ByPlaceClass, Columns: []string{"neighbourhood", "provisions", "n"}, Rows: [][]string{{"BU1", "1-2", "30"}, {"BU1", "3+", "12"}, {"BU1", "3-4", "7"},
			{"BU1", "5+", "5"}, {"BU1", "total", "42"}, {"total", "total", "42"}, {"total", "3+", "12"}}},
		{Name: release.ByPlaceDomains, Columns: []string{"neighbourhood", "domains", "n"}, Rows: [][]string{{"BU1", "1", "32"}, {"BU1", "2", "10"}, {"BU1", "total", "42"}}},
		{Name: release.ByClassDomains, Columns: []string{"provisions", "domains", "n"}, Rows: [][]string{{"3+", "2", "9"}, {"3+", "1", ""}, {"total", "2", "10"}, {"total", "total", "42"}}},
	}}
	s := threshold.Read(c, release.Stacking)
	for _, want := range []struct {
		codes [3]string
		n     int
		shown bool
	}{
		{[3]string{"BU1", "3+", release.Total}, 12, true},
		{[3]string{"BU1", release.Total, "2"}, 10, true},
		{[3]string{"BU1", "3", release.Total}, 0, true},         // in no row: a count of nothing
		{[3]string{"BU1", "3+", "2"}, 0, false},                 // in no table
		{[3]string{release.Total, "3+", "2"}, 9, true},          // of all
		{[3]string{release.Total, "3+", "1"}, 0, false},         // hidden
		{[3]string{release.Total, release.Total, "3"}, 0, true}, // nothing
		{[3]string{release.Total, release.Total, "total"}, 42, true},
	} {
		if n, shown := s.Cell(want.codes[:]...); n != want.n || shown != want.shown {
			t.Errorf("%v: %d %v", want.codes, n, shown)
		}
	}
	if got := (threshold.Threshold{From: 3}).Count(s, "BU1"); !got.Exact || got.Least != 12 {
		t.Errorf("%+v", got)
	}
	if got := (threshold.Threshold{From: 3, Weight: 1}).Count(s, "BU1"); got.Exact {
		t.Errorf("%+v is more than the tables tell", got)
	}
}
