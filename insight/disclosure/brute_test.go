package disclosure

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"testing"

	"codeberg.org/samenkracht/samenkracht/insight/disclosure/table"
)

// drawTable draws a small table of one to three dimensions.
func drawTable(r *rand.Rand) *table.Table {
	var dimensions []table.Dimension
	n := 1 + r.IntN(3)
	for d := range n {
		parents := map[string]string{}
		for k := range 2 + r.IntN(max(1, 4-n)) {
			parents[string(rune('a'+k))] = ""
		}
		if r.IntN(2) == 0 { // a group; at times of one
			parents["g"] = ""
			for k := range 1 + r.IntN(2) {
				parents[string(rune('a'+k))] = "g"
			}
		}
		h, err := table.NewHierarchy("*", parents)
		if err != nil {
			panic(err)
		}
		dimensions = append(dimensions, table.Dimension{Column: "d" + strconv.Itoa(d), Hierarchy: h})
	}
	t, err := table.New("small", dimensions...)
	if err != nil {
		panic(err)
	}
	for cell := range t.Values {
		if t.Leaf(cell) && r.IntN(4) > 0 {
			t.Values[cell] = int64(r.IntN(8))
		}
	}
	t.Sum()
	return t
}

// worlds finds by trying, for every cell, the least and the most that it can be in any table of whole numbers that
// agrees with the release, whose hidden cells are not zeros nor below own. It is false when there are too many.
type worlds struct {
	r           Release
	own         []int64
	leaves      []int
	margins     [][]int // cells that a leaf counts in
	left        []int   // leaves that are still to come in each cell
	sum         []int64
	least, most []int64
	tried       int
}

func enumerate(r Release, own []int64, roof int64) (*worlds, bool) {
	n := len(r.Values)
	w := &worlds{r: r, own: own, left: make([]int, n), sum: make([]int64, n), least: make([]int64, n), most: make([]int64, n)}
	for cell := range r.Values {
		w.least[cell], w.most[cell] = 1<<40, -1
		if !r.Leaf(cell) {
			continue
		}
		var in []int
		unit := make([]int64, n)
		unit[cell] = 1
		r.SumOf(unit)
		for c, is := range unit {
			if is > 0 {
				in = append(in, c)
				w.left[c]++
			}
		}
		w.leaves, w.margins = append(w.leaves, cell), append(w.margins, in)
	}
	return w, w.try(0, roof)
}

func (w *worlds) try(k int, roof int64) bool {
	if w.tried++; w.tried > 3_000_000 {
		return false
	}
	if k == len(w.leaves) {
		for cell, v := range w.sum {
			w.least[cell], w.most[cell] = min(w.least[cell], v), max(w.most[cell], v)
		}
		return true
	}
	from, to := int64(1), roof
	if cell := w.leaves[k]; !w.r.Hidden[cell] {
		from, to = w.r.Values[cell], w.r.Values[cell]
	} else if w.own != nil {
		from = max(1, w.own[cell])
	}
	for v := from; v <= to; v++ {
		good, over := true, false
		for _, c := range w.margins[k] {
			w.sum[c] += v
			w.left[c]--
			if !w.r.Hidden[c] {
				over = over || w.sum[c] > w.r.Values[c]
				good = good && (w.left[c] > 0 || w.sum[c] == w.r.Values[c])
			}
		}
		done := !good || over || w.try(k+1, roof)
		for _, c := range w.margins[k] {
			w.sum[c] -= v
			w.left[c]++
		}
		if !done {
			return false
		}
		if over {
			break
		}
	}
	return true
}

// told fails when the release tells something that it should not: of a small cell that it is small, or its count.
func (w *worlds) told(rule Rule, truth []int64) error {
	for cell, v := range truth {
		own := int64(0)
		if w.own != nil {
			own = w.own[cell]
		}
		least, most, small := w.least[cell]-own, w.most[cell]-own, v-own > 0 && v-own < rule.Minimum
		switch {
		case least > v-own || most < v-own:
			return fmt.Errorf("the truth %d of %v is not among %d..%d", v-own, w.r.Codes(cell), least, most)
		case small && (least == most || least >= 1 && most < rule.Minimum):
			return fmt.Errorf("%v is %d, and %d..%d follows", w.r.Codes(cell), v-own, least, most)
		case w.r.Hidden[cell] && least == most && v > own:
			return fmt.Errorf("%v is hidden, and %d follows", w.r.Codes(cell), least)
		}
	}
	return nil
}

// small is a rule under which small tables have cells to show.
var small = Rule{Minimum: 3, Sensitive: 3, Organisations: 1, Up: 2, Down: 1}

// protectAndTry protects a small table and tries all tables that agree with it. It reports whether that could be done.
func protectAndTry(t *testing.T, seed uint64) bool {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 5))
	draft := Draft{Table: drawTable(r)}
	if r.IntN(2) == 0 {
		for k := range 2 {
			own := Own{strconv.Itoa(k), make([]int64, len(draft.Values))}
			for cell, v := range draft.Values {
				if draft.Leaf(cell) {
					own.Counts[cell] = r.Int64N(v + 1)
				}
			}
			draft.SumOf(own.Counts)
			draft.Own = append(draft.Own, own)
		}
	}
	releases, report, err := Protect(small, draft)
	if err != nil || !report.Safe() {
		t.Fatalf("seed %d: %v %+v", seed, err, report.Attack)
	}
	views := [][]int64{nil}
	for _, own := range draft.Own {
		views = append(views, own.Counts)
	}
	for k, own := range views {
		w, all := enumerate(releases[0], own, 16)
		if !all {
			return false
		}
		if err := w.told(small, draft.Values); err != nil {
			t.Fatalf("seed %d, view %d: %v\n%v\n%v", seed, k, err, draft.Values, releases[0].Hidden)
		}
		var insider *Insider
		if own != nil {
			insider = &Insider{"", [][]int64{own}}
		}
		if attack, err := Audit(small, releases, insider); err != nil || len(attack.Findings) > 0 {
			t.Fatalf("seed %d, view %d: the audit finds %+v, %v", seed, k, attack, err)
		}
	}
	return true
}

func TestNoWholeNumbersTell(t *testing.T) {
	done := 0
	for seed := range uint64(400) {
		if protectAndTry(t, seed) {
			done++
		}
	}
	if done < 150 {
		t.Errorf("only %d tables were tried", done)
	}
}

// The audit finds at least what trying finds, also in tables that hide cells at random.
func TestAuditFindsWhatTryingFinds(t *testing.T) {
	done, leaks := 0, 0
	for seed := range uint64(600) {
		r := rand.New(rand.NewPCG(seed, 6))
		release := Release{Table: drawTable(r)}
		release.Hidden = make([]bool, len(release.Values))
		for cell, v := range release.Values {
			release.Hidden[cell] = v > 0 && r.IntN(3) > 0
		}
		w, all := enumerate(release, nil, 16)
		if !all {
			continue
		}
		attack, err := Audit(small, []Release{release}, nil)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		found := map[string]bool{}
		for _, f := range attack.Findings {
			found[fmt.Sprint(f.Codes)] = true
		}
		for cell, v := range release.Values {
			least, most := w.least[cell], w.most[cell]
			leak := v > 0 && (release.Hidden[cell] && least == most || least >= 1 && most < small.Minimum)
			if leak {
				leaks++
			}
			if leak && !found[fmt.Sprint(release.Codes(cell))] {
				t.Fatalf("seed %d: %v is in %d..%d, and the audit does not say so", seed, release.Codes(cell), least, most)
			}
		}
		done++
	}
	if done < 200 || leaks < 200 {
		t.Errorf("only %d tables with %d leaks were tried", done, leaks)
	}
}

func FuzzProtect(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) { protectAndTry(t, seed) })
}
