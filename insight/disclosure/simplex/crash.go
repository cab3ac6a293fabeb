package simplex

// Crash gives the solver a basis of unknowns instead of logical ones, as far as the rows allow: those that come first
// in the order when they do not hang on earlier ones. From the point where all of them are nothing (Rest) a solve then
// begins to move at once, where the logical basis would first take a step of length nothing for nearly every row.
func (s *Solver) Crash(order []int) {
	f, rows := s.factor, s.model.Rows()
	f.order, f.below = f.order[:0], f.below[:0]
	f.upper.reset()
	f.lower.reset()
	clear(f.marked)
	clear(f.rowLeft)
	for _, r := range s.model.index {
		f.rowLeft[r]++
	}
	for k := range s.head { // all logical for a moment
		j := s.head[k]
		s.place[j], s.head[k] = -1, int32(s.model.Columns()+k)
		s.place[s.head[k]] = int32(k)
	}
	for _, j := range order {
		before := len(f.order)
		if before == rows {
			break
		}
		f.touched = f.touched[:0]
		index, coefs := s.model.column(j)
		for k, r := range index {
			f.work[r] = coefs[k]
			f.touched = append(f.touched, r)
		}
		f.eliminate(0)
		f.choose(0)
		for _, r := range f.touched {
			f.work[r] = 0
		}
		if len(f.order) > before {
			r := f.order[before]
			s.place[s.head[r]] = -1
			s.head[r], s.place[j] = int32(j), r
		}
	}
	s.refactor()
	s.stale = true
}
