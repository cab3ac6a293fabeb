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
	var cells []int32
	row := map[int32]int32{}
	for c := range s.Value {
		if s.Hidden[c] {
			cells = append(cells, int32(c))
			for _, r := range s.of[c] {
				if _, known := row[r]; !known {
					row[r] = int32(len(row))
				}
			}
		}
	}
	if !s.holdsWithout(row) {
		return ErrContradiction
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
	for _, c := range cells {
		s.Value[c] = 0
	}
	for k, c := range out.witness.Cells {
		s.Value[c] = out.witness.Change[k]
	}
	if !s.Agrees() {
		return ErrUnfinished
	}
	return nil
}

// published is the sum of the published cells of a relation.
func (s *System) published(relation int32) (sum int64) {
	r := &s.relations[relation]
	for k, c := range r.Cells {
		if !s.Hidden[c] {
			sum += int64(r.Signs[k]) * s.Value[c]
		}
	}
	return sum
}

// holdsWithout reports whether the relations that are not named, which have no hidden cells, hold.
func (s *System) holdsWithout(row map[int32]int32) bool {
	for r := range s.relations {
		if _, open := row[int32(r)]; !open && s.published(int32(r)) != 0 {
			return false
		}
	}
	return true
}
