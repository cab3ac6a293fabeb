package attack

import (
	"math"
	"slices"
)

// Box finds the cheapest cells that move together with a cell by the same number, with their signs; price tells what a
// cell costs that moves along or against it.
type Box func(cell int, price func(cell int, against bool) float64) (cells []int32, signs []int8, least float64)

// box is the cheapest witness along the corners of a box. It is in whole numbers by itself, and in a large table it is
// found much sooner than by a linear program.
func (s *Search) box(a Aim, v View) (*Witness, float64) {
	var best *Witness
	least := math.Inf(1)
	for _, target := range a.targets() {
		cells, signs, cost := s.System.Box(a.Cell, func(cell int, against bool) float64 {
			value, change := s.System.Value[cell], target
			if against {
				change = -target
			}
			switch {
			case value == 0 || s.System.Fixed[cell] || value+change < v.lower(s.System, int32(cell)):
				return math.Inf(1)
			case s.System.Hidden[cell]:
				return 0
			}
			return s.cost(cell)
		})
		if cost >= least {
			continue
		}
		w := Witness{Cells: slices.Clone(cells)}
		for _, sign := range signs {
			w.Change = append(w.Change, int64(sign)*target)
		}
		best, least = &w, cost
	}
	return best, least
}
