package disclosure

import (
	"testing"

	"codeberg.org/samenkracht/samenkracht/insight/disclosure/table"
)

// A margin with one part that is not zero is that part: what everybody knows of the one, they know of the other, and
// no hiding helps against it.
func TestTheOnlyPart(t *testing.T) {
	tree := func(parents map[string]string) *table.Hierarchy {
		h, err := table.NewHierarchy("total", parents)
		if err != nil {
			t.Fatal(err)
		}
		return h
	}
	numbers := tree(map[string]string{"1": "", "5+": "", "5": "5+", "6": "5+"})
	list, err := table.New("list", table.Dimension{Column: "provisions", Hierarchy: numbers})
	if err != nil {
		t.Fatal(err)
	}
	places := tree(map[string]string{"a": "", "b": "", "c": "", "d": ""})
	wide, err := table.New("wide", table.Dimension{Column: "place", Hierarchy: places}, table.Dimension{Column: "provisions", Hierarchy: tree(map[string]string{"1": "", "5+": ""})})
	if err != nil {
		t.Fatal(err)
	}
	set := func(t *table.Table, n int64, codes ...string) {
		nodes := make([]int, len(codes))
		for i, code := range codes {
			nodes[i], _ = t.Dimensions[i].Node(code)
		}
		t.Values[t.Cell(nodes...)] = n
	}
	set(list, 60, "1")
	set(list, 4, "5") // and none with 6
	for _, place := range []string{"a", "b", "c", "d"} {
		set(wide, 15, place, "1")
		set(wide, 1, place, "5+")
	}
	list.Sum()
	wide.Sum()
	releases, report, err := Protect(Standard, Draft{Table: list, Counted: "households"}, Draft{Table: wide, Counted: "households"})
	if err != nil {
		t.Fatalf("%v %+v", err, report.Attack)
	}
	if hidden := releases[0].Hidden; !hidden[list.Cell(func() int { n, _ := numbers.Node("5"); return n }())] {
		t.Error("a small count is shown")
	}
}
