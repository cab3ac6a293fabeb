package attack

import (
	"math"

	"codeberg.org/samenkracht/samenkracht/insight/disclosure/simplex"
)

// reward is what a step of the cell in question is worth against the costs of hiding others: far more than any
// chain of cells can cost, far less than where doubles lose units.
const reward = 1e6

// program is the linear program of a block: how far can a cell move while the relations hold and only the cells of
// the block change. When costs are given, published cells may move too, at their cost: they would have to be hidden.
type program struct {
	system *System
	solver *simplex.Solver
	cells  []int32         // cells that may move
	column map[int32]int32 // of a cell; a published cell has the next column too, for going down
	twice  map[int32]bool
	cost   func(cell int) float64
	synced int  // how much of the system's log is in the program
	hasty  bool // no long search: what is not found soon is looked for in another way
	view   View // whose lower bounds are set
}

// newProgram builds the program of a block. Without cost only hidden cells move; those that are shown for a trial
// have a column that stays where it is.
func newProgram(s *System, cells []int32, cost func(int) float64, shown map[int32]bool) *program {
	p := &program{system: s, column: map[int32]int32{}, twice: map[int32]bool{}, cost: cost, synced: len(s.log)}
	rowOf := map[int32]int32{}
	for _, c := range cells {
		if s.movable(c, cost != nil) || shown[c] {
			p.cells = append(p.cells, c)
			for _, r := range s.of[c] {
				if _, known := rowOf[r]; !known {
					rowOf[r] = int32(len(rowOf))
				}
			}
		}
	}
	m := simplex.NewModel(len(rowOf))
	var rows []int32
	var up, down []float64
	for _, c := range p.cells {
		rows, up, down = rows[:0], up[:0], down[:0]
		for _, r := range s.of[c] {
			sign := s.sign(r, c)
			rows, up, down = append(rows, rowOf[r]), append(up, sign), append(down, -sign)
		}
		low := p.room(c)
		if s.Hidden[c] {
			p.column[c] = int32(m.Add(-low, simplex.Inf, rows, up))
			continue
		}
		if cost == nil {
			p.column[c] = int32(m.Add(0, 0, rows, up))
			continue
		}
		p.column[c] = int32(m.Add(0, simplex.Inf, rows, up))
		p.twice[c] = true
		m.Add(0, low, rows, down)
	}
	p.solver = simplex.NewSolver(m)
	p.solver.Rough = true
	p.solver.Crash(p.preference())
	p.charge()
	return p
}

// preference is the order of columns for the first basis: those that can move both ways first.
func (p *program) preference() []int {
	var free, other []int
	for _, c := range p.cells {
		if j := int(p.column[c]); p.system.Hidden[c] && p.room(c) > 0 {
			free = append(free, j)
		} else {
			other = append(other, j)
		}
	}
	return append(free, other...)
}

// movable reports whether a cell can move, with published ones or without. Where only hidden cells move, the room in an
// inequality moves only when another cell of the inequality does.
func (s *System) movable(c int32, published bool) bool {
	switch {
	case !s.Hidden[c]:
		return published && s.Value[c] != 0 && !s.Fixed[c]
	case !s.Slack[c] || published:
		return true
	}
	for _, other := range s.relations[s.of[c][0]].Cells {
		if s.Hidden[other] && !s.Slack[other] {
			return true
		}
	}
	return false
}

// sign is how a cell stands in a relation.
func (s *System) sign(relation, cell int32) float64 {
	r := &s.relations[relation]
	for k, c := range r.Cells {
		if c == cell {
			return float64(r.Signs[k])
		}
	}
	return 0
}

// room is how far a cell can go down in the view that is set.
func (p *program) room(c int32) float64 {
	return float64(p.system.Value[c] - p.view.lower(p.system, c))
}

// charge sets the cost of every cell that is still published.
func (p *program) charge() {
	p.solver.ClearCosts()
	for _, c := range p.cells {
		if p.twice[c] && !p.system.Hidden[c] {
			p.solver.SetCost(int(p.column[c]), p.cost(int(c)))
			p.solver.SetCost(int(p.column[c])+1, p.cost(int(c)))
		}
	}
}

// sees sets the lower bounds of a view. Cells that cannot go below their own value stay where they are.
func (p *program) sees(v View) {
	same := v.Floor == p.view.Floor && len(v.Own) == len(p.view.Own) && (len(v.Own) == 0 || &v.Own[0] == &p.view.Own[0])
	if same {
		return
	}
	p.view = v
	for _, c := range p.cells {
		j, room := int(p.column[c]), p.room(c)
		if p.twice[c] {
			p.solver.SetBounds(j+1, 0, room)
		} else if p.system.Hidden[c] {
			p.solver.SetBounds(j, -room, simplex.Inf)
		}
	}
}

// show keeps a cell where it is, or lets it move again.
func (p *program) show(c int32, shown bool) {
	j, in := p.column[c]
	switch {
	case !in:
	case shown:
		p.solver.SetBounds(int(j), 0, 0)
	default:
		p.solver.SetBounds(int(j), -p.room(c), simplex.Inf)
	}
}

// sync takes in what was hidden since.
func (p *program) sync() {
	if p.cost == nil {
		return
	}
	for _, c := range p.system.log[p.synced:] {
		if p.twice[c] {
			p.solver.SetCost(int(p.column[c]), 0)
			p.solver.SetCost(int(p.column[c])+1, 0)
		}
	}
	p.synced = len(p.system.log)
}

// outcome is how a search in one block ended.
type outcome struct {
	status  simplex.Status
	reached float64 // how far the cell moved in the linear program
	witness *Witness
	cost    float64 // of the published cells in the witness
}

// reach moves a cell as far as the target, up (positive) or down, at the least cost.
func (p *program) reach(cell int, target int64, v View, limit int) outcome {
	if _, in := p.find(cell); !in {
		return outcome{status: simplex.Infeasible}
	}
	p.sees(v)
	p.sync()
	defer p.aim(int32(cell), float64(target))()
	p.solver.Rest()
	far := math.Abs(float64(target))
	p.solver.SetGoal(-reward * (far - near/2))
	left := dives
	if p.cost != nil || p.hasty { // there are other ways to choose from
		limit, left = min(limit, patience), dives/10
	}
	status := p.solver.Solve(limit)
	if p.cost != nil && status == simplex.Enough { // there is a way: now a cheap one
		limit = polish
		p.solver.SetGoal(math.Inf(-1))
		p.solver.Solve(limit)
	}
	out := outcome{status: status, reached: p.move(int32(cell))}
	if status == simplex.NotReached || status == simplex.Infeasible {
		return out
	}
	p.dive(&out, func() bool { return math.Abs(p.move(int32(cell))) > far-near }, limit, &left)
	return out
}

// aim rewards the way of a cell to the target, not further, and gives what takes that back. Where a cell has two columns
// the one for the opposite way stays.
func (p *program) aim(cell int32, target float64) (back func()) {
	column, other, prize := int(p.column[cell]), int(p.column[cell]), -reward
	if p.twice[cell] {
		if other++; target < 0 {
			column, other, target = other, column, -target
		}
	} else if target < 0 {
		prize = reward
	}
	lower, upper := p.solver.Bounds(column)
	otherLower, otherUpper := p.solver.Bounds(other)
	switch {
	case p.twice[cell]:
		p.solver.SetBounds(other, 0, 0)
		p.solver.SetBounds(column, 0, min(upper, target))
	case target > 0:
		p.solver.SetBounds(column, lower, target)
	default:
		p.solver.SetBounds(column, max(lower, target), upper)
	}
	p.solver.SetCost(column, prize)
	return func() {
		p.solver.SetBounds(other, otherLower, otherUpper)
		p.solver.SetBounds(column, lower, upper)
		p.solver.SetCost(column, 0)
	}
}

// find is the first column of a cell.
func (p *program) find(cell int) (int, bool) {
	j, in := p.column[int32(cell)]
	return int(j), in
}

// move is how much a cell has moved where the solver stands.
func (p *program) move(c int32) float64 {
	j := int(p.column[c])
	if p.twice[c] {
		return p.solver.Value(j) - p.solver.Value(j+1)
	}
	return p.solver.Value(j)
}
