// Package suppress hides cells of published tables until nothing sensitive can be inferred from what is left, and
// audits the result by attacking it.
//
// A cell is sensitive when its count is 1 to less than its minimum, when too few organisations contribute to it, or
// when it changed by such a small number since an earlier release. It is protected when an attacker's interval goes up
// to at least the minimum and three more than the count, and down to at least two less.
package suppress

import (
	"math"
	"slices"

	"codeberg.org/samenkracht/samenkracht/insight/disclosure/attack"
)

// Risk is a system of cells with what makes them sensitive.
type Risk struct {
	System  *attack.System
	Minimum []int64   // by cell: the least count that may be shown
	Least   []int64   // by cell: what it would be with 1 in each of its lowest cells that are not zero
	Few     []bool    // by cell: sensitive whatever the count
	Level   []int     // by cell: how deep it lies; high cells are protected first
	Weight  []float64 // by cell: what hiding it costs
	Own     [][]int32 // for each insider, by cell: what that organisation counted itself
	Up      int64     // an attacker's interval reaches at least this far above the count (3)
	Down    int64     // and at least this far below, if the count allows (2)
}

// Weight is what hiding a count costs: more for large ones, but not in proportion.
func Weight(count int64) float64 { return 1 + math.Log2(1+float64(count)) }

// Sensitive reports whether a cell may not be shown to outsiders.
func (r *Risk) Sensitive(cell int) bool {
	v := r.System.Value[cell]
	return v > 0 && !r.System.Absent[cell] && (v < r.Minimum[cell] || r.Few[cell])
}

// others is what is left of a cell when an insider takes away its own.
func (r *Risk) others(insider, cell int) int64 {
	return r.System.Value[cell] - int64(r.Own[insider][cell])
}

// leaves reports whether taking away an insider's own leaves a few others.
func (r *Risk) leaves(insider, cell int) bool {
	m := r.others(insider, cell)
	return m > 0 && m < r.Minimum[cell]
}

// need is one thing that must be possible in an attacker's eyes.
type need struct {
	aim     attack.Aim
	view    attack.View
	insider int // -1 for an outsider
}

// needs are what must hold of a hidden cell.
func (r *Risk) needs(cell int) []need {
	out := r.outsiderNeeds(cell)
	for k := range r.Own {
		if n, some := r.insiderNeed(k, cell); some {
			out = append(out, n)
		}
	}
	return out
}

func (r *Risk) outsiderNeeds(cell int) []need {
	v := r.System.Value[cell]
	if !r.Sensitive(cell) {
		return []need{{attack.Aim{Cell: cell, Up: 1, Down: 1}, attack.Outsider, -1}}
	}
	out := []need{{attack.Aim{Cell: cell, Up: max(r.Minimum[cell], v+r.Up) - v}, attack.Outsider, -1}}
	down := min(v-r.Least[cell], r.Down)
	if down > 0 {
		out = append(out, need{attack.Aim{Cell: cell, Down: down}, attack.Outsider, -1})
	}
	if plain := min(v, r.Down); plain > down { // for who does not think of the published zeros
		out = append(out, need{attack.Aim{Cell: cell, Down: plain}, attack.Plain, -1})
	}
	return out
}

// insiderNeed is that an organisation which subtracts its own cannot tell what is left, when that is anything.
func (r *Risk) insiderNeed(insider, cell int) (need, bool) {
	m, own := r.others(insider, cell), r.Own[insider][cell]
	aim := attack.Aim{Cell: cell, Up: 1, Down: 1}
	if r.leaves(insider, cell) {
		aim.Up, aim.Down = r.Minimum[cell]-m, 0
		if own > 0 {
			aim.Down = m
		}
	}
	return need{aim, attack.View{Floor: 1, Own: r.Own[insider]}, insider}, m > 0
}

// Primary hides every cell that is sensitive by itself or leaves a few others to an insider.
func (r *Risk) Primary() {
	for c := range r.System.Value {
		hide := r.Sensitive(c)
		for k := range r.Own {
			hide = hide || !r.System.Absent[c] && r.leaves(k, c)
		}
		if hide {
			r.System.Hide(c)
		}
	}
}

// hidden are the hidden cells, high ones first.
func (r *Risk) hidden() []int {
	var cells []int
	for c, is := range r.System.Hidden {
		if is && !r.System.Absent[c] {
			cells = append(cells, c)
		}
	}
	slices.SortStableFunc(cells, func(a, b int) int { return r.Level[a] - r.Level[b] })
	return cells
}
