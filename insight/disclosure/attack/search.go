package attack

import (
	"math"

	"codeberg.org/samenkracht/samenkracht/insight/disclosure/simplex"
)

// Search proves, one aim after the other, that cells of a system cannot be inferred.
type Search struct {
	System *System
	Pool   *Pool
	Pivots int  // limit of one linear program
	Near   bool // look in the smallest block only: what is farther off counts as not reached

	cost     func(int) float64
	free     *Search // in a search with costs: one without, tried first where blocks are large
	programs map[string]*program
	shown    map[int32]bool
}

// pivots is the limit of a linear program when none is given.
const pivots = 200000

// NewSearch begins a search in which only hidden cells move.
func NewSearch(s *System) *Search {
	return &Search{System: s, Pool: NewPool(s), Pivots: pivots, programs: map[string]*program{}, shown: map[int32]bool{}}
}

// NewChoice begins a search in which published cells may move at a cost: they would have to be hidden.
func NewChoice(s *System, cost func(cell int) float64) *Search {
	search := NewSearch(s)
	search.cost = cost
	search.free = NewSearch(s)
	search.free.Pool = search.Pool
	return search
}

func (s *Search) program(b Block) *program {
	p := s.programs[b.Key]
	if p == nil {
		p = newProgram(s.System, b.Cells(), s.cost, s.shown)
		if !b.Once {
			s.programs[b.Key] = p
		}
	}
	return p
}

// Verdict is how a search for one aim ended.
type Verdict int

// A cell is safe only when a witness was found.
const (
	NotReached Verdict = iota // the limit came first, or only a fraction of a count would do
	Safe                      // there is a witness
	Unsafe                    // the whole system has none
)

// Prove looks for a witness in the pool, then in the blocks of the cell, small ones first.
func (s *Search) Prove(a Aim, v View) Verdict {
	if s.Pool.Find(a, v) {
		return Safe
	}
	verdict := Unsafe
	for _, block := range s.System.Blocks(a.Cell) {
		p := s.program(block)
		verdict = Unsafe
		for _, target := range a.targets() {
			out := p.reach(a.Cell, target, v, s.Pivots)
			if out.witness != nil && s.Pool.Add(*out.witness) && s.Pool.Find(a, v) {
				return Safe
			}
			if out.status == simplex.NotReached || math.Abs(out.reached) > math.Abs(float64(target))-1+near {
				verdict = NotReached // the bound would do, but no whole numbers were found
			}
		}
		if s.Near {
			return NotReached
		}
	}
	return verdict
}

// targets are the moves that meet an aim.
func (a Aim) targets() []int64 {
	var out []int64
	if a.Up > 0 {
		out = append(out, a.Up)
	}
	if a.Down > 0 {
		out = append(out, -a.Down)
	}
	return out
}

// Cheapest looks, in a search with costs, for the witness of an aim that asks for the least hiding, and hides what it
// asks for. It tries the blocks from small to large and stops at the first in which there is any.
func (s *Search) Cheapest(a Aim, v View) bool {
	if s.Pool.Find(a, v) {
		return true
	}
	var best *Witness
	least := math.Inf(1)
	for k, block := range s.System.Blocks(a.Cell) {
		if s.free.within(block, a, v) {
			return true
		}
		if k == 1 && best == nil && s.System.Box != nil {
			if best, least = s.box(a, v); best != nil {
				break
			}
		}
		p := s.program(block)
		for _, target := range a.targets() {
			out := p.cheapest(a.Cell, target, v, s.Pivots)
			if w := out.witness; w != nil && out.cost < least && reaches(w, a) {
				best, least = w, out.cost
			}
		}
		if best != nil {
			break
		}
	}
	if best == nil {
		return false
	}
	for _, c := range best.Cells {
		s.System.Hide(int(c))
	}
	return s.Pool.Add(*best)
}

// large is how many cells a block has for which it is worth to try first without hiding anything.
const large = 700

// within looks for a witness in a large block with the cells that are hidden already.
func (s *Search) within(b Block, a Aim, v View) bool {
	p := s.programs[b.Key]
	if p == nil || p.grown() {
		cells := b.Cells()
		if len(cells) < large {
			return false
		}
		p = newProgram(s.System, cells, nil, nil)
		p.hasty = true
		if !b.Once {
			s.programs[b.Key] = p
		}
	}
	for _, target := range a.targets() {
		out := p.reach(a.Cell, target, v, s.Pivots)
		if out.witness != nil && s.Pool.Add(*out.witness) && s.Pool.Find(a, v) {
			return true
		}
	}
	return false
}

// grown reports whether so much was hidden since the program was made that it must be made anew.
func (p *program) grown() bool { return len(p.system.log)-p.synced > len(p.cells)/10 }

// reaches reports whether a witness meets an aim.
func reaches(w *Witness, a Aim) bool {
	for k, c := range w.Cells {
		if int(c) == a.Cell {
			return a.met(w.Change[k])
		}
	}
	return false
}

// Interval is what an attacker can infer of a hidden cell: the least and the most that it can be, as far as linear
// programs over the whole system tell; known is false when a limit came first.
func (s *Search) Interval(cell int, v View) (least, most float64, known bool) {
	p := s.program(s.System.Whole())
	value := float64(s.System.Value[cell])
	down := p.furthest(cell, -1, v, s.Pivots)
	up := p.furthest(cell, 1, v, s.Pivots)
	return value - math.Abs(down.reached), value + up.reached, down.status != simplex.NotReached && up.status != simplex.NotReached
}

// furthest moves a hidden cell as far as it goes; an infinite way is told as such.
func (p *program) furthest(cell int, way float64, v View, limit int) outcome {
	p.sees(v)
	j := int(p.column[int32(cell)])
	p.solver.SetGoal(math.Inf(-1))
	p.solver.SetCost(j, -way)
	defer p.solver.SetCost(j, 0)
	p.solver.Rest()
	status := p.solver.Solve(limit)
	out := outcome{status: status, reached: p.move(int32(cell))}
	if status == simplex.Unbounded {
		out.reached = math.Inf(int(way))
	}
	return out
}

// Show publishes a hidden cell after all, in a search without costs. Witnesses with it count no more, until Hide.
func (s *Search) Show(cell int) { s.show(cell, true) }

// Hide takes Show back.
func (s *Search) Hide(cell int) { s.show(cell, false) }

func (s *Search) show(cell int, shown bool) {
	s.System.Hidden[cell], s.shown[int32(cell)] = !shown, shown
	for _, p := range s.programs {
		p.show(int32(cell), shown)
	}
}
