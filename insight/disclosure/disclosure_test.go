package disclosure

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/insight/disclosure/table"
)

// dimension makes a dimension from codes and what they belong to: "a b:g c:g".
func dimension(column, codes string) table.Dimension {
	parents := map[string]string{}
	for _, code := range strings.Fields(codes) {
		code, parent, _ := strings.Cut(code, ":")
		if parents[code] = parent; parent != "" && parents[parent] == "" {
			parents[parent] = ""
		}
	}
	h, err := table.NewHierarchy("all", parents)
	if err != nil {
		panic(err)
	}
	return table.Dimension{Column: column, Hierarchy: h}
}

// filled makes a table with counts by codes.
func filled(name string, counts map[string]int64, dimensions ...table.Dimension) *table.Table {
	t, err := table.New(name, dimensions...)
	if err != nil {
		panic(err)
	}
	for codes, n := range counts {
		t.Values[cellOf(t, codes)] = n
	}
	t.Sum()
	return t
}

func cellOf(t *table.Table, codes string) int {
	var nodes []int
	for d, code := range strings.Fields(codes) {
		node, known := t.Dimensions[d].Node(code)
		if !known {
			panic(code)
		}
		nodes = append(nodes, node)
	}
	return t.Cell(nodes...)
}

// A table of households by district and help: the 3 of north and debts may not be shown, and with it alone hidden
// it would follow from the totals.
func Example() {
	households := filled("help", map[string]int64{"north youth": 12, "north debts": 3, "south youth": 20, "south debts": 30, "west youth": 9, "west debts": 14},
		dimension("district", "north south west"), dimension("help", "youth debts"))
	releases, report, err := Protect(Standard, Draft{Table: households})
	if err != nil {
		fmt.Println(err)
		return
	}
	for cell, hidden := range releases[0].Hidden {
		if hidden {
			fmt.Println("hidden:", households.Codes(cell))
		}
	}
	found, err := Audit(Standard, releases, nil)
	fmt.Println(report.Safe(), len(found.Findings), err)
	// Output:
	// hidden: [north debts]
	// hidden: [north youth]
	// hidden: [west debts]
	// hidden: [west youth]
	// true 0 <nil>
}

// linked are two tables that share the counts of neighbourhoods.
func linked(r *rand.Rand) []Draft {
	places := dimension("place", "a:n b:n c:n d:s e:s f:s")
	first, second := filled("help", nil, places, dimension("help", "x y z")), filled("type", nil, places, dimension("type", "alone pair"))
	for cell := range first.Values {
		if first.Leaf(cell) {
			first.Values[cell] = int64(r.IntN(7))
		}
	}
	first.Sum()
	for _, place := range []string{"a", "b", "c", "d", "e", "f"} {
		all := first.Values[cellOf(first, place+" all")]
		part := r.Int64N(all + 1)
		second.Values[cellOf(second, place+" alone")], second.Values[cellOf(second, place+" pair")] = part, all-part
	}
	second.Sum()
	return []Draft{{Table: first, Counted: "households"}, {Table: second, Counted: "households"}}
}

// A margin that two tables share is hidden in both or in neither, and the attack uses both.
func TestLinkedTables(t *testing.T) {
	hidden := 0
	for seed := range uint64(40) {
		drafts := linked(rand.New(rand.NewPCG(seed, 3)))
		releases, report, err := Protect(Standard, drafts...)
		if err != nil || !report.Safe() {
			t.Fatalf("seed %d: %v %+v", seed, err, report.Attack)
		}
		for _, place := range []string{"all", "n", "s", "a", "b", "c", "d", "e", "f"} {
			a, b := releases[0].Hidden[cellOf(drafts[0].Table, place+" all")], releases[1].Hidden[cellOf(drafts[1].Table, place+" all")]
			if a != b {
				t.Errorf("seed %d: %s is hidden in one table and shown in the other", seed, place)
			}
			if a {
				hidden++
			}
		}
		if found, err := Audit(Standard, releases, nil); err != nil || len(found.Findings) > 0 {
			t.Errorf("seed %d: %+v %v", seed, found, err)
		}
	}
	if hidden == 0 {
		t.Error("no shared margin was ever hidden, so nothing was tried")
	}
}

// Protected one by one, tables that share margins can tell together what neither tells alone.
func TestLinkedTablesTellMore(t *testing.T) {
	leaks := 0
	for seed := range uint64(40) {
		var releases []Release
		for _, d := range linked(rand.New(rand.NewPCG(seed, 3))) {
			one, _, err := Protect(Standard, d)
			if err != nil {
				t.Fatal(err)
			}
			releases = append(releases, one[0])
		}
		if found, err := Audit(Standard, releases, nil); err != nil || len(found.Findings) > 0 {
			leaks++
		}
	}
	if leaks == 0 {
		t.Error("protecting tables one by one never told anything")
	}
}

func TestTablesThatContradict(t *testing.T) {
	drafts := linked(rand.New(rand.NewPCG(1, 3)))
	second := drafts[1].Table
	second.Values[cellOf(second, "a alone")]++
	second.Sum()
	var problem *table.Problem
	if _, _, err := Protect(Standard, drafts...); !errors.As(err, &problem) || !strings.Contains(err.Error(), "contradict each other at") {
		t.Error(err)
	}
}

// Who has anything at all is bounded by who has each thing: a small count must not follow from it.
func TestAnyOf(t *testing.T) {
	places := dimension("place", "a b c")
	each := filled("each", map[string]int64{"a x": 7, "a y": 3, "b x": 20, "b y": 6, "c x": 9, "c y": 30}, places, dimension("help", "x y"))
	anything := filled("any", map[string]int64{"a": 7, "b": 22, "c": 35}, places)
	drafts := []Draft{{Table: each, Counted: "provisions"}, {Table: anything, AnyOf: "each"}}
	releases, report, err := Protect(Standard, drafts...)
	if err != nil || !report.Safe() {
		t.Fatal(err, report.Attack)
	}
	if found, err := Audit(Standard, releases, nil); err != nil || len(found.Findings) > 0 {
		t.Error(found, err)
	}
	// Shown are 7 with anything and 3 to 6 together with x: what is left for y follows to be small.
	leak := []Release{{Table: each, Counted: "provisions", Hidden: make([]bool, len(each.Values))}, {Table: anything, AnyOf: "each", Hidden: make([]bool, len(anything.Values))}}
	for _, codes := range []string{"a y", "a all", "all y", "all all"} {
		leak[0].Hidden[cellOf(each, codes)] = true
	}
	leak[1].Hidden[cellOf(anything, "a")], leak[1].Hidden[cellOf(anything, "all")] = false, false
	each.Values[cellOf(each, "a x")], anything.Values[cellOf(anything, "a")] = 4, 4
	each.Sum()
	anything.Sum()
	found, err := Audit(Standard, leak, nil)
	if err != nil || !slices.ContainsFunc(found.Findings, func(f Finding) bool { return fmt.Sprint(f.Codes) == "[a y]" && f.Below }) {
		t.Errorf("4 with anything, and y is not told to be at most 4: %+v %v", found, err)
	}
}

// Cells that leave a few others to an organisation are hidden, and no organisation gets them back.
func TestInsider(t *testing.T) {
	counts := filled("help", map[string]int64{"a x": 40, "a y": 50, "b x": 60, "b y": 70, "c x": 80, "c y": 90}, dimension("place", "a b c"), dimension("help", "x y"))
	own := filled("own", map[string]int64{"a x": 38, "b y": 10}, counts.Dimensions...)
	draft := Draft{Table: counts, Own: []Own{{"first", own.Values}}}
	releases, report, err := Protect(Standard, draft)
	if err != nil || !report.Safe() || !releases[0].Hidden[cellOf(counts, "a x")] {
		t.Fatal(err, report, releases)
	}
	if found, err := Audit(Standard, releases, &Insider{"first", [][]int64{own.Values}}); err != nil || len(found.Findings) > 0 {
		t.Error(found, err)
	}
	open := Release{Table: counts, Hidden: make([]bool, len(counts.Values))}
	found, err := Audit(Standard, []Release{open}, &Insider{"first", [][]int64{own.Values}})
	if err != nil || found.Exact != 1 || found.Findings[0].Least != 2 || found.Findings[0].Insider != "first" {
		t.Error(found, err)
	}
	own.Values[0] = 1 << 20
	if _, _, err := Protect(Standard, draft); err == nil {
		t.Error("an organisation has more than all")
	}
}

// The higher minimum, the number of organisations and an earlier release each hide a cell that could else be shown.
func TestWhatIsSensitive(t *testing.T) {
	counts := func() *table.Table {
		return filled("help", map[string]int64{"a x": 8, "a y": 50, "b x": 60, "b y": 70, "c x": 80, "c y": 90}, dimension("place", "a b c"), dimension("help", "x y"))
	}
	plain := counts()
	many, earlier := slices.Repeat([]int64{5}, len(plain.Values)), slices.Repeat([]int64{-1}, len(plain.Values))
	many[cellOf(plain, "b y")] = 2
	earlier[cellOf(plain, "c x")] = 83
	for _, c := range []struct {
		name, hidden string
		draft        Draft
	}{
		{"nothing", "", Draft{Table: counts()}},
		{"sensitive", "a x", Draft{Table: counts(), Sensitive: func(codes []string) bool { return codes[1] == "x" }}},
		{"organisations", "b y", Draft{Table: counts(), Organisations: many}},
		{"earlier", "c x", Draft{Table: counts(), Earlier: earlier}},
	} {
		releases, _, err := Protect(Standard, c.draft)
		if err != nil {
			t.Fatal(c.name, err)
		}
		if some := slices.Contains(releases[0].Hidden, true); some != (c.hidden != "") || some && !releases[0].Hidden[cellOf(plain, c.hidden)] {
			t.Errorf("%s: %v", c.name, releases[0].Hidden)
		}
	}
}

// The report is the same each time, to the byte.
func TestReportIsTheSame(t *testing.T) {
	var before []byte
	for range 3 {
		_, report, err := Protect(Standard, linked(rand.New(rand.NewPCG(9, 3)))...)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := json.Marshal(report)
		if err != nil || before != nil && !bytes.Equal(raw, before) {
			t.Errorf("%s\n%s\n%v", before, raw, err)
		}
		before = raw
	}
}

func TestPairs(t *testing.T) {
	p := Pairs{Name: "pairs", Codes: []string{"a", "b", "c", "d"}, Households: 400,
		Counts: [][]int64{{60, 3, 20, 30}, {3, 40, 15, 12}, {20, 15, 50, 25}, {30, 12, 25, 70}}}
	release, report, err := ProtectPairs(Standard, p)
	if err != nil || !report.Safe() || !release.Hidden[0][1] {
		t.Fatal(err, report, release.Hidden)
	}
	if found, err := AuditPairs(Standard, release, nil); err != nil || len(found.Findings) > 0 {
		t.Error(found, err)
	}
	// Only 4 have b, so at most 4 have a and b.
	q := Pairs{Name: "nested", Codes: []string{"a", "b"}, Counts: [][]int64{{60, 3}, {3, 4}}}
	open := PairRelease{Pairs: &q, Hidden: [][]bool{{false, true}, {true, false}}}
	found, err := AuditPairs(Standard, open, nil)
	if err != nil || !slices.ContainsFunc(found.Findings, func(f Finding) bool { return fmt.Sprint(f.Codes) == "[a b]" && f.Below && f.Most == 4 }) {
		t.Errorf("at most 4 have b, so also a and b: %+v %v", found, err)
	}
	if release, _, err = ProtectPairs(Standard, q); err != nil || !release.Hidden[1][1] {
		t.Error("the 4 of b must be hidden too", err, release.Hidden)
	}
}
