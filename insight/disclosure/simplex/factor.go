package simplex

import (
	"math"
	"slices"
)

const (
	tinyPivot = 1e-9 // smaller than this is no pivot
	threshold = 0.1  // a pivot is at least this part of the largest in its column
	dropped   = 1e-13
)

// sparse is a pile of sparse columns on one row numbering.
type sparse struct {
	start []int32
	index []int32
	value []float64
}

func (s *sparse) reset() {
	s.start, s.index, s.value = append(s.start[:0], 0), s.index[:0], s.value[:0]
}

func (s *sparse) put(row int32, value float64) {
	s.index, s.value = append(s.index, row), append(s.value, value)
}

func (s *sparse) close() { s.start = append(s.start, int32(len(s.index))) }

func (s *sparse) column(k int) ([]int32, []float64) {
	from, to := s.start[k], s.start[k+1]
	return s.index[from:to], s.value[from:to]
}

// factor is the basis as L·U, followed by an eta column for each pivot since it was made. Everything is numbered by
// rows: the basic unknown that pivots on row r is "the unknown of row r".
type factor struct {
	rows  int
	order []int32 // pivot rows in the order of elimination
	diag  []float64
	upper sparse // columns of U without the diagonal, in that order
	lower sparse // columns of L without the diagonal, only where there is something in them
	below []int32
	eta   sparse
	etaOf []int32 // row of each eta column
	etaAt []float64

	// for factorising
	rowStart, rowCol, colLeft, rowLeft, pivotOf []int32
	work                                        []float64
	touched, queue                              []int32
	marked                                      []bool
	columns                                     sparse
}

func newFactor(rows int) *factor {
	return &factor{rows: rows, diag: make([]float64, rows), work: make([]float64, rows), marked: make([]bool, rows),
		pivotOf: make([]int32, rows), colLeft: make([]int32, rows), rowLeft: make([]int32, rows), rowStart: make([]int32, rows+1)}
}

// make factorises the columns that were put in f.columns. It gives the pivot row of each column, -1 for one that
// hangs on the others, and leaves the rows without a pivot to the caller: they come last, as unit columns.
func (f *factor) make() []int32 {
	f.order, f.below, f.etaOf, f.etaAt = f.order[:0], f.below[:0], f.etaOf[:0], f.etaAt[:0]
	f.upper.reset()
	f.lower.reset()
	f.eta.reset()
	f.byRow()
	for i := range f.pivotOf {
		f.pivotOf[i] = -1
		f.marked[i] = false // marked: the row has its pivot
	}
	f.columnSingletons()
	f.rowSingletons()
	f.rest()
	for r := range f.rows {
		if !f.marked[r] {
			f.marked[r] = true
			f.order = append(f.order, int32(r))
			f.diag[r] = 1
			f.upper.close()
		}
	}
	return f.pivotOf
}

// byRow lists, for each row, the columns that stand in it.
func (f *factor) byRow() {
	clear(f.rowStart)
	for _, r := range f.columns.index {
		f.rowStart[r+1]++
	}
	for r := range f.rows {
		f.rowStart[r+1] += f.rowStart[r]
		f.rowLeft[r] = f.rowStart[r] // where the next column of the row goes
	}
	f.rowCol = slices.Grow(f.rowCol[:0], len(f.columns.index))[:len(f.columns.index)]
	for j := range f.rows {
		rows, _ := f.columns.column(j)
		f.colLeft[j] = int32(len(rows))
		for _, r := range rows {
			f.rowCol[f.rowLeft[r]] = int32(j)
			f.rowLeft[r]++
		}
	}
}

// inRow are the columns that stand in a row.
func (f *factor) inRow(r int32) []int32 { return f.rowCol[f.rowStart[r]:f.rowStart[r+1]] }

// pivot writes down that column j pivots on row r: what stands on rows with a pivot belongs to U, the rest to L.
func (f *factor) pivot(j, r int32, rows []int32, values []float64) {
	var at float64
	for k, row := range rows {
		switch {
		case row == r:
			at = values[k]
		case f.marked[row]:
			f.upper.put(row, values[k])
		}
	}
	f.upper.close()
	before := len(f.lower.index)
	for k, row := range rows {
		if row != r && !f.marked[row] {
			f.lower.put(row, values[k]/at)
		}
	}
	if len(f.lower.index) > before {
		f.lower.close()
		f.below = append(f.below, r)
	}
	f.diag[r], f.marked[r], f.pivotOf[j] = at, true, r
	f.order = append(f.order, r)
}

// columnSingletons pivots columns with one row left, again and again: they need no elimination.
func (f *factor) columnSingletons() {
	f.queue = f.queue[:0]
	for j := range f.rows {
		if f.colLeft[j] == 1 {
			f.queue = append(f.queue, int32(j))
		}
	}
	for n := 0; n < len(f.queue); n++ {
		j := f.queue[n]
		if f.colLeft[j] != 1 {
			continue
		}
		rows, values := f.columns.column(int(j))
		r := int32(-1)
		for k, row := range rows {
			if !f.marked[row] && math.Abs(values[k]) > tinyPivot {
				r = row
			}
		}
		if r < 0 {
			continue
		}
		f.pivot(j, r, rows, values)
		for _, other := range f.inRow(r) {
			f.colLeft[other]--
			if f.colLeft[other] == 1 && f.pivotOf[other] < 0 {
				f.queue = append(f.queue, other)
			}
		}
	}
}

// rowSingletons pivots rows that only one column still stands in.
func (f *factor) rowSingletons() {
	f.queue = f.queue[:0]
	for r := range int32(f.rows) {
		left := int32(0)
		if !f.marked[r] {
			for _, j := range f.inRow(r) {
				if f.pivotOf[j] < 0 {
					left++
				}
			}
		}
		f.rowLeft[r] = left
		if left == 1 {
			f.queue = append(f.queue, r)
		}
	}
	for n := 0; n < len(f.queue); n++ {
		r := f.queue[n]
		if f.marked[r] || f.rowLeft[r] != 1 {
			continue
		}
		for _, j := range f.inRow(r) {
			if f.pivotOf[j] >= 0 {
				continue
			}
			rows, values := f.columns.column(int(j))
			if !f.steady(rows, values, r) {
				break
			}
			f.pivot(j, r, rows, values)
			for _, row := range rows {
				f.rowLeft[row]--
				if f.rowLeft[row] == 1 && !f.marked[row] {
					f.queue = append(f.queue, row)
				}
			}
			break
		}
	}
}

// steady reports whether row r is large enough in a column to pivot on.
func (f *factor) steady(rows []int32, values []float64, r int32) bool {
	var at, most float64
	for k, row := range rows {
		if v := math.Abs(values[k]); !f.marked[row] {
			most = max(most, v)
			if row == r {
				at = v
			}
		}
	}
	return at > tinyPivot && at >= threshold*most
}

// rest eliminates what is left, columns with few rows first.
func (f *factor) rest() {
	f.queue = f.queue[:0]
	for j := range f.rows {
		if f.pivotOf[j] < 0 {
			f.queue = append(f.queue, int32(j))
		}
	}
	slices.SortStableFunc(f.queue, func(a, b int32) int { return int(f.colLeft[a] - f.colLeft[b]) })
	first := len(f.below)
	for _, j := range f.queue {
		rows, values := f.columns.column(int(j))
		f.touched = f.touched[:0]
		for k, row := range rows {
			f.work[row] = values[k]
			f.touched = append(f.touched, row)
		}
		f.eliminate(first)
		f.choose(j)
		for _, row := range f.touched {
			f.work[row] = 0
		}
	}
}

// eliminate takes the earlier pivots of the rest out of the column in f.work.
func (f *factor) eliminate(first int) {
	for k := first; k < len(f.below); k++ {
		t := f.work[f.below[k]]
		if t == 0 {
			continue
		}
		rows, values := f.lower.column(k)
		for i, row := range rows {
			if f.work[row] == 0 {
				f.touched = append(f.touched, row)
				f.work[row] = -t * values[i]
				continue
			}
			if f.work[row] -= t * values[i]; math.Abs(f.work[row]) < dropped {
				f.work[row] = 1e-300 // as good as nothing, but still listed
			}
		}
	}
}

// choose takes the pivot of an eliminated column: of the rows that are large enough, the one with fewest columns.
func (f *factor) choose(j int32) {
	most := 0.0
	for _, row := range f.touched {
		if !f.marked[row] {
			most = max(most, math.Abs(f.work[row]))
		}
	}
	if most <= tinyPivot {
		return
	}
	r := int32(-1)
	var rows []int32
	var values []float64
	for _, row := range f.touched {
		v := f.work[row]
		if math.Abs(v) < dropped {
			continue
		}
		rows, values = append(rows, row), append(values, v)
		if !f.marked[row] && math.Abs(v) >= threshold*most &&
			(r < 0 || f.rowLeft[row] < f.rowLeft[r] || f.rowLeft[row] == f.rowLeft[r] && row < r) {
			r = row
		}
	}
	f.pivot(j, r, rows, values)
}

// forward solves B·z = x in place: x goes in by rows and comes out by the unknowns of the rows.
func (f *factor) forward(x []float64) {
	for k, r := range f.below {
		t := x[r]
		if t == 0 {
			continue
		}
		rows, values := f.lower.column(k)
		for i, row := range rows {
			x[row] -= t * values[i]
		}
	}
	for k := len(f.order) - 1; k >= 0; k-- {
		r := f.order[k]
		t := x[r]
		if t == 0 {
			continue
		}
		t /= f.diag[r]
		x[r] = t
		for i := f.upper.start[k]; i < f.upper.start[k+1]; i++ {
			x[f.upper.index[i]] -= t * f.upper.value[i]
		}
	}
	for k, r := range f.etaOf {
		t := x[r]
		if t == 0 {
			continue
		}
		t /= f.etaAt[k]
		x[r] = t
		for i := f.eta.start[k]; i < f.eta.start[k+1]; i++ {
			x[f.eta.index[i]] -= t * f.eta.value[i]
		}
	}
}

// backward solves z·B = x in place: x goes in by the unknowns of the rows and comes out by rows.
func (f *factor) backward(x []float64) {
	for k := len(f.etaOf) - 1; k >= 0; k-- {
		r := f.etaOf[k]
		t := x[r]
		for i := f.eta.start[k]; i < f.eta.start[k+1]; i++ {
			t -= x[f.eta.index[i]] * f.eta.value[i]
		}
		x[r] = t / f.etaAt[k]
	}
	for k, r := range f.order {
		t := x[r]
		for i := f.upper.start[k]; i < f.upper.start[k+1]; i++ {
			t -= x[f.upper.index[i]] * f.upper.value[i]
		}
		x[r] = t / f.diag[r]
	}
	for k := len(f.below) - 1; k >= 0; k-- {
		r := f.below[k]
		rows, values := f.lower.column(k)
		t := x[r]
		for i, row := range rows {
			t -= x[row] * values[i]
		}
		x[r] = t
	}
}

// replace notes that the unknown of row r is now one whose column is alpha in terms of the basis.
func (f *factor) replace(r int32, alpha []float64) {
	for row, v := range alpha {
		if v != 0 && int32(row) != r && math.Abs(v) > dropped {
			f.eta.put(int32(row), v)
		}
	}
	f.eta.close()
	f.etaOf, f.etaAt = append(f.etaOf, r), append(f.etaAt, alpha[r])
}
