package simplex

import "math"

// section is how many columns pricing looks at before it is content with the best that it met.
const section = 1200

// enter chooses the unknown that enters the basis and whether it goes down; -1 when no one improves anything.
// In the first phase what counts is how far the basic unknowns are outside their bounds.
func (s *Solver) enter(first bool) (int, bool) {
	s.prices(first)
	n := s.model.Columns()
	if n == 0 {
		return -1, false
	}
	best, found, down := worth, -1, false
	lowest := s.still > patience
	if lowest || s.cursor >= n {
		s.cursor = 0
	}
	for seen := 0; seen < n; seen++ {
		j := s.cursor
		if s.cursor++; s.cursor == n {
			s.cursor = 0
		}
		if s.place[j] < 0 && s.lower[j] != s.upper[j] {
			d := s.reduced(j, first)
			if d < -best && s.value[j] < s.upper[j] {
				best, found, down = -d, j, false
			} else if d > best && s.value[j] > s.lower[j] {
				best, found, down = d, j, true
			}
			if lowest && found >= 0 {
				break
			}
		}
		if found >= 0 && seen >= section {
			break
		}
	}
	return found, down
}

// prices computes the price of each row: the costs of the basic unknowns through the basis.
func (s *Solver) prices(first bool) {
	clear(s.price)
	some := false
	if first {
		for r, j := range s.head {
			if side := s.side(j); side != 0 {
				s.price[r], some = side, true
			}
		}
	} else {
		for _, j := range s.costed {
			if r := s.place[j]; r >= 0 && s.cost[j] != 0 {
				s.price[r], some = s.cost[j], true
			}
		}
	}
	if some {
		s.factor.backward(s.price)
	}
}

// reduced is what the objective gains when an unknown goes up by one.
func (s *Solver) reduced(j int, first bool) float64 {
	d := 0.0
	if !first {
		d = s.cost[j]
	}
	from, to := s.model.start[j], s.model.start[j+1]
	for k := from; k < to; k++ {
		d -= s.price[s.model.index[k]] * s.model.coef[k]
	}
	return d
}

// step lets an unknown go in until something blocks it, and changes the basis. NotReached says: go on.
func (s *Solver) step(enter int, down, first bool) Status {
	x := s.alpha
	clear(x)
	rows, coefs := s.model.column(enter)
	for k, r := range rows {
		x[r] = coefs[k]
	}
	s.factor.forward(x)
	way := 1.0
	own := s.upper[enter] - s.value[enter]
	if down {
		way, own = -1, s.value[enter]-s.lower[enter]
	}
	row, length := s.block(way, own)
	if math.IsInf(length, 1) {
		if first || math.IsInf(s.goal, -1) {
			return Unbounded
		}
		length = s.untilGoal(enter, way)
	}
	s.Iterations++
	if length > feasible {
		s.still = 0
	} else {
		s.still++
	}
	s.move(enter, way*length)
	if row < 0 {
		if length == own {
			s.value[enter] = s.upper[enter]
			if down {
				s.value[enter] = s.lower[enter]
			}
		}
		return NotReached
	}
	s.swap(enter, int32(row), way)
	return NotReached
}

// untilGoal is how far an unknown that nothing blocks must go until the objective meets the goal, in whole numbers.
func (s *Solver) untilGoal(enter int, way float64) float64 {
	gain := -way * s.reduced(enter, false)
	return max(1, math.Ceil((s.object-s.goal)/gain-worth))
}

// block finds the row that blocks a step first, and the length of the step. Of rows that block at about the same
// length it takes the one with the largest coefficient. Row -1 is the entering unknown's own bound, or nothing.
func (s *Solver) block(way, own float64) (int, float64) {
	limit := math.Inf(1)
	for r, a := range s.alpha {
		if math.Abs(a) <= grip {
			continue
		}
		room := s.room(s.head[r], -way*a)
		if room < feasible {
			room += s.giveWay(s.head[r], -way*a)
		}
		if room+feasible < limit*math.Abs(a) {
			limit = (room + feasible) / math.Abs(a)
		}
	}
	if own <= limit {
		return -1, own
	}
	if math.IsInf(limit, 1) {
		return -1, limit
	}
	row, length, grasp := -1, 0.0, 0.0
	for r, a := range s.alpha {
		size := math.Abs(a)
		if size <= grip {
			continue
		}
		room := s.room(s.head[r], -way*a)
		if room > limit*size {
			continue
		}
		lower := s.still > patience && row >= 0 && size > 1e-5 && s.head[r] < s.head[row]
		if size > grasp && s.still <= patience || row < 0 || lower {
			row, length, grasp = r, room/size, size
		}
	}
	return row, max(0, length)
}

// room is how far a basic unknown can go in a direction before it meets the bound that blocks it.
func (s *Solver) room(j int32, rate float64) float64 {
	v := s.value[j]
	side := s.side(j)
	switch {
	case side < 0 && rate > 0:
		return s.lower[j] - v
	case side > 0 && rate < 0:
		return v - s.upper[j]
	case side != 0:
		return math.Inf(1)
	case rate > 0:
		return max(0, s.upper[j]-v)
	default:
		return max(0, v-s.lower[j])
	}
}

// move lets the entering unknown change and the basic ones with it.
func (s *Solver) move(enter int, change float64) {
	if change == 0 {
		return
	}
	s.value[enter] += change
	for r, a := range s.alpha {
		if a != 0 {
			s.value[s.head[r]] -= change * a
		}
	}
}

// swap lets the unknown of a row leave the basis at the bound that it met.
func (s *Solver) swap(enter int, row int32, way float64) {
	leave := s.head[row]
	nearLower := math.Abs(s.value[leave]-s.lower[leave]) <= math.Abs(s.value[leave]-s.upper[leave])
	if nearLower {
		s.value[leave] = s.lower[leave]
	} else {
		s.value[leave] = s.upper[leave]
	}
	s.place[leave], s.place[enter] = -1, row
	s.head[row] = int32(enter)
	s.factor.replace(row, s.alpha)
	if len(s.factor.etaOf) >= renew {
		s.refactor()
		s.compute()
	}
}
