package simplex

import "math"

const (
	feasible = 1e-9 // how far outside its bounds an unknown may be
	worth    = 1e-9 // a reduced cost below this is no improvement
	grip     = 1e-8 // a coefficient below this does not block a step
	renew    = 80   // pivots between two factorisations
	patience = 60   // steps of length nothing before the safe but slow rule of the lowest number
)

// Solver solves a Model, again and again, each time from the basis and point where it stands.
type Solver struct {
	model        *Model
	lower, upper []float64 // unknowns, then one logical unknown for each row, fixed at nothing
	cost         []float64
	costed       []int32 // unknowns that were given a cost
	listed       []bool  // whether an unknown is among them
	value        []float64
	place        []int32 // row of a basic unknown, -1 otherwise
	head         []int32 // basic unknown of each row
	factor       *factor
	stale        bool // the basic values must be computed anew

	price  []float64 // row prices
	alpha  []float64 // the entering column in terms of the basis
	cursor int       // where pricing goes on
	still  int       // steps of length nothing in a row
	moved  []shift   // bounds that gave way for a moment
	rigid  bool      // bounds give way no more
	goal   float64
	object float64

	// Rough leaves bounds a little wider than they are (by about a millionth) in the point that a solve ends at, for who
	// rounds it anyway. It saves the solve that puts that right.
	Rough bool

	// Iterations counts the pivots of all solves.
	Iterations int
}

// NewSolver begins at the basis of logical unknowns, every unknown at nothing or at its bound nearest to it.
func NewSolver(m *Model) *Solver {
	n, rows := m.Columns(), m.Rows()
	s := &Solver{model: m, goal: math.Inf(-1),
		lower: make([]float64, n+rows), upper: make([]float64, n+rows), cost: make([]float64, n), listed: make([]bool, n), value: make([]float64, n+rows),
		place: make([]int32, n+rows), head: make([]int32, rows), price: make([]float64, rows), alpha: make([]float64, rows)}
	copy(s.lower, m.lower)
	copy(s.upper, m.upper)
	s.factor = newFactor(rows)
	for j := range n {
		s.place[j] = -1
	}
	for r := range rows {
		s.head[r], s.place[n+r] = int32(n+r), int32(r)
	}
	s.refactor()
	s.Rest()
	return s
}

// SetCost sets what an unknown costs in the objective.
func (s *Solver) SetCost(j int, cost float64) {
	if cost != 0 && !s.listed[j] {
		s.costed, s.listed[j] = append(s.costed, int32(j)), true
	}
	s.cost[j] = cost
}

// ClearCosts makes every unknown cost nothing.
func (s *Solver) ClearCosts() {
	for _, j := range s.costed {
		s.cost[j], s.listed[j] = 0, false
	}
	s.costed = s.costed[:0]
}

// SetBounds changes the bounds of an unknown. When it is not basic it moves to the nearest value within them.
func (s *Solver) SetBounds(j int, lower, upper float64) {
	s.restore()
	s.lower[j], s.upper[j] = lower, upper
	if v := min(max(s.value[j], lower), upper); v != s.value[j] && s.place[j] < 0 {
		s.value[j], s.stale = v, true
	}
}

// Bounds are the bounds of an unknown as they are now.
func (s *Solver) Bounds(j int) (lower, upper float64) {
	s.restore()
	return s.lower[j], s.upper[j]
}

// SetGoal lets a solve end with Enough as soon as the objective is at most the goal. -Inf asks for the optimum.
func (s *Solver) SetGoal(goal float64) { s.goal = goal }

// Rest puts every unknown that is not basic at nothing, or at its bound nearest to it. Where all of them may be
// nothing and all right-hand sides are, this point is feasible for every basis.
func (s *Solver) Rest() {
	s.restore()
	n := s.model.Columns()
	for j := range n {
		s.value[j] = min(max(0, s.lower[j]), s.upper[j])
	}
	clear(s.value[n:])
	s.stale = true
}

// Value is an unknown at the point where the solver stands.
func (s *Solver) Value(j int) float64 { return s.value[j] }

// Objective is what that point costs.
func (s *Solver) Objective() float64 {
	sum := 0.0
	for _, j := range s.costed {
		sum += s.cost[j] * s.value[j]
	}
	return sum
}

// shift is a bound that gave way a little, so that a step had some length; was is where it was.
type shift struct {
	j     int32
	lower bool
	was   float64
}

// yield is about how much a bound gives way.
const yield = 1e-6

// Solve goes to the best point, with at most limit pivots. Where many unknowns are at their bounds, bounds give way a
// little on the way, which keeps the method from standing still; before the end they are put back.
func (s *Solver) Solve(limit int) Status {
	s.rigid = false
	before := s.Iterations
	status := s.run(limit)
	if len(s.moved) == 0 || s.Rough && status != Infeasible {
		return status
	}
	s.restore()
	s.rigid = true
	if status == NotReached || status == Infeasible || s.unfit() || status == Optimal {
		status = s.run(max(0, limit-s.Iterations+before))
	}
	return status
}

// restore puts the bounds that gave way back.
func (s *Solver) restore() {
	if len(s.moved) == 0 {
		return
	}
	for k := len(s.moved) - 1; k >= 0; k-- {
		m := s.moved[k]
		if m.lower {
			s.lower[m.j] = m.was
		} else {
			s.upper[m.j] = m.was
		}
		if s.place[m.j] < 0 {
			s.value[m.j] = min(max(s.value[m.j], s.lower[m.j]), s.upper[m.j])
		}
	}
	s.moved = s.moved[:0]
	s.compute()
}

// giveWay moves the bound that a basic unknown stands at, and says how much room that makes.
func (s *Solver) giveWay(j int32, rate float64) float64 {
	if s.rigid || s.lower[j] == s.upper[j] || s.side(j) != 0 {
		return 0
	}
	_, part := math.Modf(float64(j)*0.6180339887498949 + float64(len(s.moved))*0.4142135623730951)
	by := yield * (1 + part)
	if rate > 0 {
		s.moved = append(s.moved, shift{j, false, s.upper[j]})
		s.upper[j] += by
	} else {
		s.moved = append(s.moved, shift{j, true, s.lower[j]})
		s.lower[j] -= by
	}
	return by
}

func (s *Solver) run(limit int) Status {
	s.still = 0
	if s.stale {
		s.compute()
	}
	first := s.unfit()
	for range limit {
		if fresh := len(s.factor.etaOf) == 0; (first || fresh) && s.unfit() != first {
			first, s.still = !first, 0
		}
		if !first {
			if s.object = s.Objective(); s.object <= s.goal+worth {
				return Enough
			}
		}
		enter, down := s.enter(first)
		if enter < 0 {
			if done := s.settle(first); done >= 0 {
				return done
			}
			continue
		}
		if status := s.step(enter, down, first); status != NotReached {
			return status
		}
	}
	return NotReached
}

// settle ends a solve in which nothing improves any more; a basis with many pivots since it was factorised is
// computed anew first, and -1 says to go on.
func (s *Solver) settle(first bool) Status {
	if len(s.factor.etaOf) > 0 && first {
		s.refactor()
		s.compute()
		if !s.unfit() {
			return -1
		}
		if enter, _ := s.enter(true); enter >= 0 {
			return -1
		}
	}
	if first {
		return Infeasible
	}
	return Optimal
}

// unfit reports whether a basic unknown is outside its bounds.
func (s *Solver) unfit() bool {
	for _, j := range s.head {
		if v := s.value[j]; v < s.lower[j]-feasible*(1+math.Abs(v)) || v > s.upper[j]+feasible*(1+math.Abs(v)) {
			return true
		}
	}
	return false
}

// side is -1 for an unknown below its bounds, 1 for one above, 0 within.
func (s *Solver) side(j int32) float64 {
	v := s.value[j]
	slack := feasible * (1 + math.Abs(v))
	if v < s.lower[j]-slack {
		return -1
	}
	if v > s.upper[j]+slack {
		return 1
	}
	return 0
}

// refactor makes the factors of the basis anew. An unknown that hangs on others leaves the basis for the logical
// unknown of a row that is left.
func (s *Solver) refactor() {
	f := s.factor
	f.columns.reset()
	for _, j := range s.head {
		s.eachOf(int(j), f.columns.put)
		f.columns.close()
	}
	rowOf := f.make()
	old := append([]int32(nil), s.head...)
	for r := range s.head {
		s.head[r] = -1
	}
	for k, j := range old {
		s.place[j] = rowOf[k]
		if rowOf[k] >= 0 {
			s.head[rowOf[k]] = j
		} else {
			s.value[j] = min(max(s.value[j], s.lower[j]), s.upper[j])
		}
	}
	for r, j := range s.head {
		if j < 0 {
			s.head[r] = int32(s.model.Columns() + r)
			s.place[s.head[r]] = int32(r)
		}
	}
}

// eachOf visits the column of an unknown, logical or not.
func (s *Solver) eachOf(j int, visit func(row int32, coef float64)) {
	if n := s.model.Columns(); j >= n {
		visit(int32(j-n), 1)
		return
	}
	rows, coefs := s.model.column(j)
	for k, r := range rows {
		visit(r, coefs[k])
	}
}

// compute finds the basic values from the others.
func (s *Solver) compute() {
	x := s.alpha
	copy(x, s.model.rhs)
	for j := range s.model.Columns() {
		if v := s.value[j]; v != 0 && s.place[j] < 0 {
			rows, coefs := s.model.column(j)
			for k, r := range rows {
				x[r] -= v * coefs[k]
			}
		}
	}
	s.factor.forward(x)
	for r, j := range s.head {
		s.value[j] = x[r]
		x[r] = 0
	}
	s.stale = false
}
