package attack

// Witness is another world that agrees with everything published: how much each cell in it differs.
type Witness struct {
	Cells  []int32
	Change []int64
}

// fits reports whether an attacker with this view cannot rule the witness out: every cell in it is hidden, and none
// goes below what the attacker knows of it.
func (w *Witness) fits(s *System, v View) bool {
	for k, c := range w.Cells {
		if !s.Hidden[c] || s.Value[c]+w.Change[k] < v.lower(s, c) {
			return false
		}
	}
	return true
}

// Pool is the witnesses found so far. Witnesses stay true when more cells are hidden.
type Pool struct {
	system *System
	all    []Witness
	at     [][]touch // witnesses that change a cell
	sum    []int64   // for checking: what each relation is off by
}

// touch is one change of a cell, and the number of its witness.
type touch struct {
	witness int32
	change  int64
}

// NewPool begins without witnesses.
func NewPool(s *System) *Pool {
	return &Pool{system: s, at: make([][]touch, len(s.Value)), sum: make([]int64, len(s.relations))}
}

// Add keeps a witness when it is one: every relation holds in whole numbers, and only hidden cells change.
func (p *Pool) Add(w Witness) bool {
	if !p.Holds(w) {
		return false
	}
	id := int32(len(p.all))
	p.all = append(p.all, w)
	for k, c := range w.Cells {
		p.at[c] = append(p.at[c], touch{id, w.Change[k]})
	}
	return true
}

// Holds checks a witness in whole numbers.
func (p *Pool) Holds(w Witness) bool {
	s, good := p.system, true
	for k, c := range w.Cells {
		good = good && s.Hidden[c] && s.Value[c]+w.Change[k] >= 0
		for _, r := range s.of[c] {
			p.sum[r] = 0
		}
	}
	for k, c := range w.Cells {
		for _, r := range s.of[c] {
			relation := &s.relations[r]
			for i, other := range relation.Cells {
				if other == c {
					p.sum[r] += int64(relation.Signs[i]) * w.Change[k]
				}
			}
		}
	}
	for _, c := range w.Cells {
		for _, r := range s.of[c] {
			good = good && p.sum[r] == 0
		}
	}
	return good
}

// Aim is what a witness must show of a cell: that it can be at least Up more, or at least Down less. Nothing (0)
// rules a direction out; when both are given, one is enough.
type Aim struct {
	Cell     int
	Up, Down int64
}

// met reports whether a change reaches the aim.
func (a Aim) met(change int64) bool {
	return a.Up > 0 && change >= a.Up || a.Down > 0 && change <= -a.Down
}

// Find looks for a witness that meets an aim in a view. It was checked when it came in, and nothing that happens later
// makes a relation untrue; that its cells are still hidden and its counts possible in this view is checked here.
func (p *Pool) Find(a Aim, v View) bool {
	for _, t := range p.at[a.Cell] {
		if a.met(t.change) && p.all[t.witness].fits(p.system, v) {
			return true
		}
	}
	return false
}

// Range is how far the witnesses in a view move a cell.
func (p *Pool) Range(cell int, v View) (down, up int64) {
	for _, t := range p.at[cell] {
		if (t.change < down || t.change > up) && p.all[t.witness].fits(p.system, v) {
			down, up = min(down, t.change), max(up, t.change)
		}
	}
	return down, up
}

// Shared are the cells that change together with a cell in some witness, the cell itself included, each once.
func (p *Pool) Shared(cell int) []int32 {
	seen := map[int32]bool{}
	var cells []int32
	for _, t := range p.at[cell] {
		for _, c := range p.all[t.witness].Cells {
			if !seen[c] {
				seen[c] = true
				cells = append(cells, c)
			}
		}
	}
	return cells
}
