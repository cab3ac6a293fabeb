// Package simplex solves linear programs with bounds on every unknown:
//
//	minimise c·x  where  A·x = b  and  lower <= x <= upper
//
// by the revised primal simplex method on a sparse matrix. It is made for the questions that disclosure control
// asks of a table of counts: many programs that differ only in what is minimised and in a few bounds. A Solver
// therefore keeps its basis between solves, and can be put back at a point that is known to be feasible (Rest), so
// that no first phase is needed.
//
// The same calls give the same numbers, bit by bit: nothing depends on time or chance.
package simplex

import "math"

// Inf is the bound of an unknown that has none; -Inf its lower counterpart.
var Inf = math.Inf(1)

// Status says how a solve ended.
type Status int

// How a solve can end. Only Optimal, Enough and Unbounded leave a feasible point behind.
const (
	NotReached Status = iota // the limit of iterations came first: nothing is proved
	Optimal                  // no better point exists
	Enough                   // a point at least as good as the goal was found
	Unbounded                // the objective goes down without end
	Infeasible               // no point obeys the rows and the bounds
)

func (s Status) String() string {
	return [...]string{"not reached", "optimal", "enough", "unbounded", "infeasible"}[s]
}

// Model is a linear program that is being written down: rows first, then its columns (the unknowns).
type Model struct {
	rhs          []float64
	start        []int32 // where each column begins in index and coef
	index        []int32
	coef         []float64
	lower, upper []float64
}

// NewModel begins a program with a number of rows, each of them "= 0" until SetRight.
func NewModel(rows int) *Model {
	return &Model{rhs: make([]float64, rows), start: []int32{0}}
}

// SetRight sets the right-hand side of a row.
func (m *Model) SetRight(row int, value float64) { m.rhs[row] = value }

// Add adds an unknown with its bounds and its coefficients in the rows, and returns its number. A row may be named
// once.
func (m *Model) Add(lower, upper float64, rows []int32, coefs []float64) int {
	m.index = append(m.index, rows...)
	m.coef = append(m.coef, coefs...)
	m.start = append(m.start, int32(len(m.index)))
	m.lower, m.upper = append(m.lower, lower), append(m.upper, upper)
	return len(m.lower) - 1
}

// Rows and Columns are the size of the program.
func (m *Model) Rows() int { return len(m.rhs) }

// Columns is the number of unknowns.
func (m *Model) Columns() int { return len(m.lower) }

// column is the part of the matrix that belongs to an unknown.
func (m *Model) column(j int) ([]int32, []float64) {
	from, to := m.start[j], m.start[j+1]
	return m.index[from:to], m.coef[from:to]
}
