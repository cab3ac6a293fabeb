// Package attack finds out what somebody can infer about the hidden cells of published tables of counts.
//
// What is published is a System: cells, of which some are hidden, and relations between them that hold whatever the
// hidden values are (margins add up, a cell of two tables is one cell). An attacker knows the relations and the
// published cells, and about a hidden one that it is not a zero (zeros are published) or not below what the
// attacker's own organisation counted in it: a View.
//
// The proof that a cell cannot be inferred is a Witness: another set of whole hidden values that agrees with
// everything published. A witness is found by linear programs but checked in whole numbers, so it does not depend on
// tolerances; and it stays true when more cells are hidden. Where no witness is found the cell counts as unsafe.
package attack

import "slices"

// Relation says that a sum of cells, each once or minus once, is nothing: a margin minus its parts.
type Relation struct {
	Cells []int32
	Signs []int8
}

// System is what is published: cells and relations.
type System struct {
	Value  []int64 // the counts; of a hidden cell a value that agrees with the rest
	Hidden []bool
	Slack  []bool // not a published cell but the room in an inequality: never shown, from nothing up
	Absent []bool // hidden, but not among what is published at all: nobody asks for it, and it may be a zero
	Fixed  []bool // shown whatever happens, such as a number that everybody knows

	// Blocks tells for a cell the sets of cells in which to look for a witness, small ones first. The last one
	// holds every cell.
	Blocks func(cell int) []Block

	// Box finds witnesses along the corners of a box; nil where there are none or linear programs are fast.
	Box Box

	relations []Relation
	of        [][]int32 // relations of each cell
	log       []int32   // cells in the order in which they were hidden
}

// Block is a set of cells that move together while all others keep their value. Its key names it in a cache, unless it
// is asked for once.
type Block struct {
	Key   string
	Once  bool
	Cells func() []int32
}

// NewSystem begins a system with the counts of its cells, all of them published.
func NewSystem(values []int64) *System {
	n := len(values)
	s := &System{Value: values, Hidden: make([]bool, n), Slack: make([]bool, n), Absent: make([]bool, n), Fixed: make([]bool, n), of: make([][]int32, n)}
	s.Blocks = func(int) []Block { return []Block{s.Whole()} }
	return s
}

// Relate adds a relation.
func (s *System) Relate(r Relation) {
	for _, c := range r.Cells {
		s.of[c] = append(s.of[c], int32(len(s.relations)))
	}
	s.relations = append(s.relations, r)
}

// Above adds the inequality that a sum of cells is nothing or more; what is left over becomes a slack cell.
func (s *System) Above(cells []int32, signs []int8) {
	left := int64(0)
	for k, c := range cells {
		left += int64(signs[k]) * s.Value[c]
	}
	slack := int32(len(s.Value))
	s.Value = append(s.Value, left)
	s.Hidden, s.Slack, s.Absent, s.Fixed, s.of = append(s.Hidden, true), append(s.Slack, true), append(s.Absent, true), append(s.Fixed, false), append(s.of, nil)
	s.Relate(Relation{append(slices.Clone(cells), slack), append(slices.Clone(signs), -1)})
}

// Room are the slack cells of the inequalities that cells stand in.
func (s *System) Room(cells []int32) []int32 {
	seen := map[int32]bool{}
	var out []int32
	for _, c := range cells {
		for _, r := range s.of[c] {
			of := s.relations[r].Cells
			if last := of[len(of)-1]; s.Slack[last] && !seen[last] {
				seen[last] = true
				out = append(out, last)
			}
		}
	}
	slices.Sort(out)
	return out
}

// Relations are the relations that were added, for who wants to check a witness alone.
func (s *System) Relations() []Relation { return s.relations }

// Hide hides a cell. A zero is never hidden: hiding it would not help, as everybody knows where nothing can be.
func (s *System) Hide(cell int) {
	if !s.Hidden[cell] && s.Value[cell] != 0 && !s.Fixed[cell] {
		s.Hidden[cell] = true
		s.log = append(s.log, int32(cell))
	}
}

// HiddenCells counts the hidden cells that are among what is published.
func (s *System) HiddenCells() (n int) {
	for c, hidden := range s.Hidden {
		if hidden && !s.Absent[c] {
			n++
		}
	}
	return n
}

// Whole is the block of all cells.
func (s *System) Whole() Block {
	return Block{"", false, func() []int32 {
		all := make([]int32, len(s.Value))
		for c := range all {
			all[c] = int32(c)
		}
		return all
	}}
}

// Agrees reports whether the values obey every relation.
func (s *System) Agrees() bool {
	for _, r := range s.relations {
		sum := int64(0)
		for k, c := range r.Cells {
			sum += int64(r.Signs[k]) * s.Value[c]
		}
		if sum != 0 {
			return false
		}
	}
	return true
}

// View is what an attacker knows of hidden cells besides the relations: none is below Floor, and none below what
// the attacker's own organisation counted in it.
type View struct {
	Floor int64
	Own   []int32 // by cell; nil for an outsider
}

// Outsider knows that hidden cells are not zeros.
var Outsider = View{Floor: 1}

// Plain is an attacker who does not use that.
var Plain = View{}

// lower is the least that a cell can be, in this view.
func (v View) lower(s *System, cell int32) int64 {
	floor := v.Floor
	if s.Absent[cell] {
		floor = 0
	}
	if int(cell) < len(v.Own) {
		return max(floor, int64(v.Own[cell]))
	}
	return floor
}
