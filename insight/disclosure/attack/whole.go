package attack

import (
	"math"

	"codeberg.org/samenkracht/samenkracht/insight/disclosure/simplex"
)

// near is how close to a whole number counts as one.
const near = 1e-3

// whole makes a witness of the point where the solver stands, when it is one in whole numbers.
func (p *program) whole(out *outcome) bool {
	w := Witness{}
	cost := 0.0
	for _, c := range p.cells {
		v := p.move(c)
		if math.Abs(v) < near {
			continue
		}
		n := math.Round(v)
		if math.Abs(v-n) > near {
			return false
		}
		w.Cells, w.Change = append(w.Cells, c), append(w.Change, int64(n))
		if !p.system.Hidden[c] {
			cost += p.cost(int(c))
		}
	}
	out.witness, out.cost = &w, cost
	return true
}

// dives is how many linear programs the search for whole numbers may take.
const dives = 200

// dive looks for a point in whole numbers near one with fractions: it takes a cell that has one, tries the whole
// number below and the one above as its bound, and goes on from there.
func (p *program) dive(out *outcome, enough func() bool, limit int, left *int) bool {
	if p.whole(out) {
		return true
	}
	j := p.fraction()
	if j < 0 {
		return false
	}
	v := p.solver.Value(j)
	lower, upper := p.solver.Bounds(j)
	defer p.solver.SetBounds(j, lower, upper)
	for _, side := range [2][2]float64{{math.Ceil(v), upper}, {lower, math.Floor(v)}} {
		if *left--; *left < 0 {
			return false
		}
		p.solver.SetBounds(j, side[0], side[1])
		status := p.solver.Solve(limit)
		if (status == simplex.Optimal || status == simplex.Enough) && enough() && p.dive(out, enough, limit, left) {
			return true
		}
	}
	return false
}

// fraction is a column whose value is no whole number, -1 when there is none.
func (p *program) fraction() int {
	for _, c := range p.cells {
		for j := int(p.column[c]); ; j++ {
			if v := p.solver.Value(j); math.Abs(v-math.Round(v)) > near {
				return j
			}
			if !p.twice[c] || j > int(p.column[c]) {
				break
			}
		}
	}
	return -1
}
