package simplex

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize/convex/lp"
)

// program is a random linear program with a known feasible point, kept densely for the outside solvers.
type program struct {
	a            [][]float64
	b, c, lo, up []float64
}

// drawProgram draws a program; whole makes it degenerate: small whole numbers and many zeros.
func drawProgram(r *rand.Rand, rows, columns int, whole bool) program {
	p := program{b: make([]float64, rows)}
	at := make([]float64, columns)
	for j := range at {
		lo, up := -float64(r.IntN(5)), float64(r.IntN(5))
		switch r.IntN(6) {
		case 0:
			up = Inf
		case 1:
			up = lo
		}
		at[j] = lo
		if up > lo && r.IntN(2) == 0 {
			at[j] = min(up, lo+float64(r.IntN(4)))
		}
		p.lo, p.up = append(p.lo, lo), append(p.up, up)
		if whole {
			p.c = append(p.c, float64(r.IntN(9)-4))
		} else {
			p.c = append(p.c, r.NormFloat64())
		}
	}
	for i := range rows {
		row := make([]float64, columns)
		for j := range row {
			switch {
			case r.IntN(3) != 0:
			case whole:
				row[j] = float64(r.IntN(3) - 1)
			default:
				row[j] = r.NormFloat64()
			}
			p.b[i] += row[j] * at[j]
		}
		p.a = append(p.a, row)
	}
	return p
}

func (p program) model() *Model {
	m := NewModel(len(p.b))
	for i, b := range p.b {
		m.SetRight(i, b)
	}
	for j := range p.c {
		var rows []int32
		var coefs []float64
		for i := range p.b {
			if p.a[i][j] != 0 {
				rows, coefs = append(rows, int32(i)), append(coefs, p.a[i][j])
			}
		}
		m.Add(p.lo[j], p.up[j], rows, coefs)
	}
	return m
}

func (p program) solver() *Solver {
	s := NewSolver(p.model())
	for j, c := range p.c {
		s.SetCost(j, c)
	}
	return s
}

// gonum solves the program with the other library: unknowns from nothing up, upper bounds as rows.
func (p program) gonum() (float64, error) {
	n, bounded, shift := len(p.c), 0, 0.0
	for j := range n {
		shift += p.c[j] * p.lo[j]
		if !math.IsInf(p.up[j], 1) {
			bounded++
		}
	}
	rows := len(p.b)
	a := mat.NewDense(rows+bounded, n+bounded, nil)
	b := make([]float64, rows+bounded)
	c := make([]float64, n+bounded)
	copy(c, p.c)
	for i := range rows {
		b[i] = p.b[i]
		for j := range n {
			a.Set(i, j, p.a[i][j])
			b[i] -= p.a[i][j] * p.lo[j]
		}
	}
	k := 0
	for j := range n {
		if !math.IsInf(p.up[j], 1) {
			a.Set(rows+k, j, 1)
			a.Set(rows+k, n+k, 1)
			b[rows+k] = p.up[j] - p.lo[j]
			k++
		}
	}
	f, _, err := lp.Simplex(c, a, b, 1e-10, nil)
	return f + shift, err
}

// obeys fails the test when the solver's point breaks a row or a bound.
func (p program) obeys(t *testing.T, s *Solver) {
	t.Helper()
	for j := range p.c {
		if v := s.Value(j); v < p.lo[j]-1e-7 || v > p.up[j]+1e-7 {
			t.Fatalf("x%d = %g is outside %g..%g", j, v, p.lo[j], p.up[j])
		}
	}
	for i, row := range p.a {
		sum := -p.b[i]
		for j, a := range row {
			sum += a * s.Value(j)
		}
		if math.Abs(sum) > 1e-6 {
			t.Fatalf("row %d is off by %g", i, sum)
		}
	}
}

func TestSolveAgreesWithGonum(t *testing.T) {
	compared := 0
	for seed := range uint64(1500) {
		r := rand.New(rand.NewPCG(seed, 1))
		rows := 1 + r.IntN(12)
		p := drawProgram(r, rows, rows+1+r.IntN(25), seed%2 == 0)
		s := p.solver()
		status := s.Solve(10000)
		want, err := p.gonum()
		switch {
		case errors.Is(err, lp.ErrUnbounded):
			if status != Unbounded {
				t.Fatalf("seed %d: %v, gonum says unbounded", seed, status)
			}
		case err != nil: // gonum refuses rows that hang on each other, and at times stumbles
			if status == Optimal {
				p.obeys(t, s)
			}
			continue
		case status != Optimal || math.Abs(s.Objective()-want) > 1e-6*(1+math.Abs(want)):
			t.Fatalf("seed %d: %v %g, gonum %g", seed, status, s.Objective(), want)
		default:
			p.obeys(t, s)
		}
		compared++
	}
	if compared < 700 {
		t.Fatalf("only %d programs were compared", compared)
	}
}

func TestSolveAgainFromTheSameBasis(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 2))
		p := drawProgram(r, 8, 30, seed%2 == 0)
		warm := p.solver()
		for round := range 12 {
			j := r.IntN(len(p.c))
			if p.lo[j] < p.up[j] { // a wider bound keeps the program feasible
				p.lo[j] -= float64(r.IntN(2))
				warm.SetBounds(j, p.lo[j], p.up[j])
			}
			warm.ClearCosts()
			for j := range p.c {
				p.c[j] = float64(r.IntN(7) - 3)
				warm.SetCost(j, p.c[j])
			}
			cold := p.solver()
			if seed%3 == 0 {
				cold.Crash(r.Perm(len(p.c)))
			}
			a, b := warm.Solve(10000), cold.Solve(10000)
			if a != b || a == Optimal && math.Abs(warm.Objective()-cold.Objective()) > 1e-6 {
				t.Fatalf("seed %d round %d: warm %v %g, cold %v %g", seed, round, a, warm.Objective(), b, cold.Objective())
			}
			if a == Optimal {
				p.obeys(t, warm)
			}
		}
	}
}

func TestSolveSaysHowItEnded(t *testing.T) {
	build := func(up float64, right float64) *Solver { // x + y = right, x - z = 0
		m := NewModel(2)
		m.SetRight(0, right)
		m.Add(0, up, []int32{0, 1}, []float64{1, 1})
		m.Add(-Inf, Inf, []int32{0}, []float64{1})
		m.Add(0, 5, []int32{1}, []float64{-1})
		return NewSolver(m)
	}
	for _, c := range []struct {
		name   string
		solver *Solver
		costs  []float64
		goal   float64
		limit  int
		want   Status
	}{
		{"optimal", build(Inf, 3), []float64{-1, 0, 0}, math.Inf(-1), 100, Optimal},
		{"enough", build(Inf, 3), []float64{-1, 0, 0}, -2, 100, Enough},
		{"unbounded", build(Inf, 3), []float64{0, 0, 0}, math.Inf(-1), 100, Optimal},
		{"no time", build(Inf, 3), []float64{-1, 0, 0}, math.Inf(-1), 0, NotReached},
	} {
		for j, cost := range c.costs {
			c.solver.SetCost(j, cost)
		}
		c.solver.SetGoal(c.goal)
		if got := c.solver.Solve(c.limit); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	m := NewModel(1)
	m.SetRight(0, 9)
	m.Add(0, 4, []int32{0}, []float64{1})
	m.Add(0, 4, []int32{0}, []float64{1})
	if got := NewSolver(m).Solve(100); got != Infeasible {
		t.Errorf("4 + 4 = 9: %v", got)
	}
	free := NewModel(1)
	free.Add(0, Inf, []int32{0}, []float64{1})
	free.Add(0, Inf, []int32{0}, []float64{-1})
	s := NewSolver(free)
	s.SetCost(0, -1)
	if got := s.Solve(100); got != Unbounded {
		t.Errorf("x = y without end: %v", got)
	}
	s.SetGoal(-7)
	if got := s.Solve(100); got != Enough || s.Objective() != -7 {
		t.Errorf("x = y up to 7: %v %g", got, s.Objective())
	}
}

func BenchmarkSolveSubtable(b *testing.B) {
	for b.Loop() {
		subtable(b, 14, 11)
	}
}

// subtable reaches up and down for every inner cell of a two-dimensional table with its margins fixed.
func subtable(tb testing.TB, rows, columns int) {
	m := NewModel(rows + columns)
	for i := range rows {
		for j := range columns {
			m.Add(-float64((i*7+j*5)%6), Inf, []int32{int32(i), int32(rows + j)}, []float64{1, 1})
		}
	}
	s := NewSolver(m)
	for j := range rows * columns {
		for _, way := range []float64{-1, 1} {
			s.Rest()
			s.ClearCosts()
			s.SetCost(j, way)
			if got := s.Solve(10000); got != Optimal {
				tb.Fatalf("cell %d: %v", j, got)
			}
		}
	}
}
