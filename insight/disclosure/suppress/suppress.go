package suppress

import (
	"slices"

	"codeberg.org/samenkracht/samenkracht/insight/disclosure/attack"
)

// Protect hides further cells until every hidden cell is protected, from outsiders and from every insider. It gives
// the witnesses by which they are, and the cells that cannot be protected whatever is hidden.
func (r *Risk) Protect(pivots int) (pool *attack.Pool, stuck []int) {
	r.Primary()
	primary := slices.Clone(r.System.Hidden)
	choice := attack.NewChoice(r.System, func(c int) float64 { return r.Weight[c] })
	if pivots > 0 {
		choice.Pivots = pivots
	}
	for {
		before := r.System.HiddenCells()
		stuck = stuck[:0]
		for _, c := range r.hidden() {
			if !r.protect(choice, c) {
				stuck = append(stuck, c)
			}
		}
		if r.System.HiddenCells() == before {
			break
		}
	}
	if len(stuck) == 0 {
		r.prune(choice.Pool, primary, pivots)
	}
	return choice.Pool, stuck
}

func (r *Risk) protect(choice *attack.Search, cell int) bool {
	for _, n := range r.needs(cell) {
		if !choice.Cheapest(n.aim, n.view) {
			return false
		}
	}
	return true
}

// prune shows cells again that the protection of others turns out not to need, the most useful first.
func (r *Risk) prune(pool *attack.Pool, primary []bool, pivots int) {
	search := attack.NewSearch(r.System)
	search.Pool = pool
	search.Near = r.System.Box != nil // in a large table a long search for each cell is too long
	if pivots > 0 {
		search.Pivots = pivots
	}
	var extra []int
	for _, c := range r.hidden() {
		if !primary[c] {
			extra = append(extra, c)
		}
	}
	slices.SortStableFunc(extra, func(a, b int) int {
		switch {
		case r.Weight[a] > r.Weight[b]:
			return -1
		case r.Weight[a] < r.Weight[b]:
			return 1
		}
		return 0
	})
	for _, c := range extra {
		search.Show(c)
		if !r.stands(search, pool.Shared(c)) {
			search.Hide(c)
		}
	}
}

// stands reports whether cells are still protected.
func (r *Risk) stands(search *attack.Search, cells []int32) bool {
	for _, c := range cells {
		if !r.System.Hidden[c] || r.System.Absent[c] {
			continue
		}
		for _, n := range r.needs(int(c)) {
			if search.Prove(n.aim, n.view) != attack.Safe {
				return false
			}
		}
	}
	return true
}
