package attack_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/insight/disclosure/attack"
	"codeberg.org/samenkracht/samenkracht/insight/disclosure/disclosuretest"
)

// drawSystem draws a table of rows by columns in groups of rows, with some cells hidden.
func drawSystem(r *rand.Rand) *attack.System {
	rows, columns := 3+r.IntN(5), 3+r.IntN(4)
	split := 1 + r.IntN(rows-1)
	var values []int64
	at := func(i, j int) int32 { return int32(i*(columns+1) + j) } // rows 0.. then two groups and the total; the last column is a total
	values = make([]int64, (rows+3)*(columns+1))
	for i := range rows {
		for j := range columns {
			v := int64(r.IntN(9))
			group := rows
			if i >= split {
				group = rows + 1
			}
			for _, a := range []int{i, group, rows + 2} {
				values[at(a, j)] += v
				values[at(a, columns)] += v
			}
		}
	}
	s := attack.NewSystem(values)
	relate := func(margin int32, parts []int32) {
		rel := attack.Relation{Cells: []int32{margin}, Signs: []int8{-1}}
		for _, part := range parts {
			rel.Cells, rel.Signs = append(rel.Cells, part), append(rel.Signs, 1)
		}
		s.Relate(rel)
	}
	for i := range rows + 3 {
		var parts []int32
		for j := range columns {
			parts = append(parts, at(i, j))
		}
		relate(at(i, columns), parts)
	}
	for j := range columns + 1 {
		var first, second []int32
		for i := range rows {
			if i < split {
				first = append(first, at(i, j))
			} else {
				second = append(second, at(i, j))
			}
		}
		relate(at(rows, j), first)
		relate(at(rows+1, j), second)
		relate(at(rows+2, j), []int32{at(rows, j), at(rows+1, j)})
	}
	for c := range values {
		if r.IntN(5) < 2 {
			s.Hide(c)
		}
	}
	return s
}

// program writes a system as it is published, in counts instead of changes.
func program(s *attack.System) disclosuretest.Program {
	p := disclosuretest.Program{Least: map[string]int64{}}
	for c, hidden := range s.Hidden {
		if hidden {
			p.Least[fmt.Sprint("x", c)] = 1
		}
	}
	for _, r := range s.Relations() {
		var row strings.Builder
		right := int64(0)
		for k, c := range r.Cells {
			switch {
			case !s.Hidden[c]:
				right -= int64(r.Signs[k]) * s.Value[c]
			case r.Signs[k] > 0:
				fmt.Fprintf(&row, " + x%d", c)
			default:
				fmt.Fprintf(&row, " - x%d", c)
			}
		}
		if row.Len() > 0 {
			p.Rows = append(p.Rows, fmt.Sprintf("%s = %d", row.String(), right))
		}
	}
	return p
}

func TestIntervalAgreesWithOutsideSolvers(t *testing.T) {
	solvers := disclosuretest.Solvers(t)
	compared := 0
	for seed := range uint64(25) {
		s := drawSystem(rand.New(rand.NewPCG(seed, 8)))
		search, p := attack.NewSearch(s), program(s)
		for c, hidden := range s.Hidden {
			if !hidden || c%5 != int(seed%5) {
				continue
			}
			least, most, known := search.Interval(c, attack.Outsider)
			if !known {
				t.Fatalf("seed %d: cell %d was not reached", seed, c)
			}
			for k, solve := range solvers {
				low, bounded := solve(t, p, fmt.Sprint("x", c), false)
				if !bounded || math.Abs(low-least) > 1e-5 {
					t.Errorf("seed %d cell %d: at least %g, solver %d says %g", seed, c, least, k, low)
				}
				high, bounded := solve(t, p, fmt.Sprint("x", c), true)
				if bounded != !math.IsInf(most, 1) || bounded && math.Abs(high-most) > 1e-5 {
					t.Errorf("seed %d cell %d: at most %g, solver %d says %g", seed, c, most, k, high)
				}
			}
			compared++
		}
	}
	if compared < 40 {
		t.Errorf("only %d cells were compared", compared)
	}
}

// Complete begins from nothing but what is published and agrees with it.
func TestComplete(t *testing.T) {
	for seed := range uint64(300) {
		s := drawSystem(rand.New(rand.NewPCG(seed, 9)))
		for c, hidden := range s.Hidden {
			if hidden {
				s.Value[c] = 0
			}
		}
		if err := s.Complete(attack.Outsider, 0); err != nil || !s.Agrees() {
			t.Fatalf("seed %d: %v", seed, err)
		}
		for c, hidden := range s.Hidden {
			if hidden && s.Value[c] < 1 {
				t.Fatalf("seed %d: cell %d is %d", seed, c, s.Value[c])
			}
		}
	}
}

func TestCompleteSeesContradictions(t *testing.T) {
	s := attack.NewSystem([]int64{9, 4, 4})
	s.Relate(attack.Relation{Cells: []int32{0, 1, 2}, Signs: []int8{-1, 1, 1}})
	if err := s.Complete(attack.Outsider, 0); err != attack.ErrContradiction {
		t.Error("4 + 4 = 9:", err)
	}
	s = attack.NewSystem([]int64{4, 4, 1})
	s.Relate(attack.Relation{Cells: []int32{0, 1, 2}, Signs: []int8{-1, 1, 1}})
	s.Hide(2)
	if err := s.Complete(attack.Outsider, 0); err != attack.ErrContradiction {
		t.Error("4 + at least 1 = 4:", err)
	}
}

// A witness is refused when it breaks a relation, changes what is published, or makes a count negative.
func TestPoolChecksWitnesses(t *testing.T) {
	s := attack.NewSystem([]int64{9, 4, 5, 2})
	s.Relate(attack.Relation{Cells: []int32{0, 1, 2}, Signs: []int8{-1, 1, 1}})
	s.Hide(1)
	s.Hide(2)
	for _, c := range []struct {
		name   string
		cells  []int32
		change []int64
		want   bool
	}{
		{"good", []int32{1, 2}, []int64{3, -3}, true},
		{"off by one", []int32{1, 2}, []int64{3, -2}, false},
		{"published", []int32{0, 1}, []int64{1, 1}, false},
		{"negative", []int32{1, 2}, []int64{6, -6}, false},
	} {
		pool := attack.NewPool(s)
		if got := pool.Add(attack.Witness{Cells: c.cells, Change: c.change}); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	pool := attack.NewPool(s)
	pool.Add(attack.Witness{Cells: []int32{1, 2}, Change: []int64{3, -3}})
	pool.Add(attack.Witness{Cells: []int32{1, 2}, Change: []int64{-4, 4}})
	for _, c := range []struct {
		aim  attack.Aim
		view attack.View
		want bool
	}{
		{attack.Aim{Cell: 1, Up: 3}, attack.Outsider, true},
		{attack.Aim{Cell: 1, Up: 4}, attack.Outsider, false},
		{attack.Aim{Cell: 1, Down: 4}, attack.Outsider, false}, // it would be a zero, which is published
		{attack.Aim{Cell: 1, Down: 4}, attack.Plain, true},
		{attack.Aim{Cell: 2, Down: 3}, attack.View{Floor: 1, Own: []int32{0, 0, 3, 0}}, false},
		{attack.Aim{Cell: 2, Down: 3}, attack.View{Floor: 1, Own: []int32{0, 0, 2, 0}}, true},
	} {
		if got := pool.Find(c.aim, c.view); got != c.want {
			t.Errorf("%+v %+v: %v", c.aim, c.view, got)
		}
	}
}
