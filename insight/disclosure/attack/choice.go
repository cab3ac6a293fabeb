package attack

import (
	"math"

	"codeberg.org/samenkracht/samenkracht/insight/disclosure/simplex"
)

// patience is how many pivots a choice of cells to hide may take in one block; there are larger ones.
const patience = 2500

// polish is how many pivots may make a way that was found cheaper.
const polish = 600

// wide is the number of cells from which a cheap way is first looked for regardless of costs.
const wide = 700

// cheapest is reach for a search with costs. In a large block it first finds any way at all, in which published cells
// move as freely as hidden ones, and then makes that way cheaper.
func (p *program) cheapest(cell int, target int64, v View, limit int) outcome {
	if len(p.cells) < wide {
		return p.reach(cell, target, v, limit)
	}
	p.sees(v)
	p.sync()
	p.solver.ClearCosts()
	p.published(func(c int32, j int) {
		p.solver.SetBounds(j, -p.room(c), simplex.Inf)
		p.solver.SetBounds(j+1, 0, 0)
	})
	out := p.reach(cell, target, v, min(limit, patience))
	if math.Abs(out.reached) > math.Abs(float64(target))-near {
		if cheap := p.thrift(cell, target, limit); cheap.witness != nil {
			out = cheap
		}
	}
	p.published(func(c int32, j int) {
		p.solver.SetBounds(j, 0, simplex.Inf)
		p.solver.SetBounds(j+1, 0, p.room(c))
	})
	p.charge()
	return out
}

// thrift makes the way where the solver stands cheaper: published cells that moved go back towards where they were,
// those that did not move stay.
func (p *program) thrift(cell int, target int64, limit int) outcome {
	c := int32(cell)
	column, goal := int(p.column[c]), float64(target)
	if p.twice[c] && target < 0 && math.Abs(p.solver.Value(column+1)) > near {
		column, goal = column+1, -goal
	}
	way := map[int32]float64{}
	p.published(func(c int32, j int) { way[c] = p.solver.Value(j) })
	lower, upper := p.solver.Bounds(column)
	p.solver.ClearCosts()
	p.published(func(c int32, j int) {
		switch cost := p.cost(int(c)); {
		case way[c] > near:
			p.solver.SetBounds(j, 0, simplex.Inf)
			p.solver.SetCost(j, cost)
		case way[c] < -near:
			p.solver.SetBounds(j, -p.room(c), 0)
			p.solver.SetCost(j, -cost)
		default:
			p.solver.SetBounds(j, 0, 0)
		}
	})
	p.solver.SetBounds(column, goal, goal)
	p.solver.SetGoal(math.Inf(-1))
	status := p.solver.Solve(min(limit, polish))
	out := outcome{status: status, reached: p.move(c)}
	if status != simplex.Infeasible {
		left := dives / 10
		p.dive(&out, func() bool { return true }, polish/3, &left)
	}
	p.solver.SetBounds(column, lower, upper)
	return out
}

// published visits the cells that are still published, with their columns.
func (p *program) published(visit func(c int32, j int)) {
	for _, c := range p.cells {
		if p.twice[c] && !p.system.Hidden[c] {
			visit(c, int(p.column[c]))
		}
	}
}
