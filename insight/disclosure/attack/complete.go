package attack

import (
	"errors"

	"codeberg.org/samenkracht/samenkracht/insight/disclosure/simplex"
)

// What Complete can say against a release.
var (
	ErrContradiction = errors.New("no counts agree with what is published")
	ErrUnfinished    = errors.New("no counts were found that agree with what is published")
)

// Complete fills in hidden cells whose count is not known with some counts that agree with everything published and
// with a view, so that an attack can begin there. It is what an auditor does who has only the release.
func (s *System) Complete(v View, limit int) error {
	if !s.settle(v) {
		return ErrContradiction
	}
	var cells []int32
	row := map[int32]int32{}
	for c := range s.Value {
		if s.Hidden[c] && s.movable(int32(c), false) {
			cells = append(cells, int32(c))
			for _, r := range s.of[c] {
				if _, known := row[r]; !known {
					row[r] = int32(len(row))
				}
			}
		}
	}
	for _, c := range cells {
		s.Value[c] = 0
	}
	m := simplex.NewModel(len(row))
	for r, at := range row {
		m.SetRight(int(at), -float64(s.published(r)))
	}
	p := &program{system: s, cells: cells, column: map[int32]int32{}}
	for _, c := range cells {
		var rows []int32
		var signs []float64
		for _, r := range s.of[c] {
			rows, signs = append(rows, row[r]), append(signs, s.sign(r, c))
		}
		p.column[c] = int32(m.Add(float64(v.lower(s, c)), simplex.Inf, rows, signs))
	}
	p.solver = simplex.NewSolver(m)
	p.solver.Crash(p.slack())
	if limit <= 0 {
		limit = pivots
	}
	switch p.solver.Solve(limit) {
	case simplex.Infeasible:
		return ErrContradiction
	case simplex.NotReached:
		return ErrUnfinished
	}
	var out outcome
	left := dives
	if !p.dive(&out, func() bool { return true }, limit, &left) {
		return ErrUnfinished
	}
	for k, c := range out.witness.Cells {
		s.Value[c] = out.witness.Change[k]
	}
	if !s.Agrees() {
		return ErrUnfinished
	}
	return nil
}

// slack are the columns of the room in inequalities, a basis to begin with.
func (p *program) slack() (columns []int) {
	for _, c := range p.cells {
		if p.system.Slack[c] && len(p.system.of[c]) == 1 {
			columns = append(columns, int(p.column[c]))
		}
	}
	return columns
}

// published is the sum of the cells of a relation that are known.
func (s *System) published(relation int32) (sum int64) {
	r := &s.relations[relation]
	for k, c := range r.Cells {
		sum += int64(r.Signs[k]) * s.Value[c]
	}
	return sum
}

// settle computes the room in inequalities of which everything else is published, and reports whether every relation
// without other hidden cells holds.
func (s *System) settle(v View) bool {
	for r := range s.relations {
		cells := s.relations[r].Cells
		open, last := false, cells[len(cells)-1]
		for _, c := range cells {
			open = open || s.Hidden[c] && (c != last || !s.Slack[c])
		}
		if open {
			continue
		}
		if s.Slack[last] && s.Hidden[last] {
			s.Value[last] = 0
			s.Value[last] = s.published(int32(r)) // the room stands with minus
			if s.Value[last] < v.lower(s, last) {
				return false
			}
		}
		if s.published(int32(r)) != 0 {
			return false
		}
	}
	return true
}
