package disclosure

import (
	"errors"
	"slices"
	"strconv"

	"codeberg.org/samenkracht/samenkracht/insight/disclosure/attack"
	"codeberg.org/samenkracht/samenkracht/insight/disclosure/suppress"
	"codeberg.org/samenkracht/samenkracht/insight/disclosure/table"
)

// Pairs is how many households have both of two things (samenloop), for every two of a list: a matrix that is the same
// on both sides of its diagonal, where all households with one thing stand. Its cells do not add up, but they bound
// each other: both cannot be more than one (Frechet), and of three things the pairs cannot be too few or too many
// (the triangle inequalities of cuts). An attacker who knows still more of how things meet can come closer.
type Pairs struct {
	Name       string
	Codes      []string
	Counts     [][]int64 // by two numbers of codes
	Households int64     // of everybody, which is known; 0 when it is not
	Sensitive  func(codes []string) bool
	Own        []OwnPairs
	// Organisations is how many organisations stand behind each pair; nil when that does not matter.
	Organisations [][]int64
	// Alone says that the counts of one thing alone are published elsewhere, so that they stay shown here.
	Alone bool
}

// OwnPairs is what an organisation counted itself.
type OwnPairs struct {
	Name   string
	Counts [][]int64
}

// PairRelease is pairs as they are published.
type PairRelease struct {
	*Pairs
	Hidden [][]bool
	Absent [][]bool // hidden but not among what is published at all; nil: none
}

// matrix is pairs as a system: a cell for each pair, then what is known of everybody, then the inequalities.
type matrix struct {
	*Pairs
	system *attack.System
	cells  [][2]int
}

// at is the cell of a pair.
func (m *matrix) at(p, q int) int32 {
	if p > q {
		p, q = q, p
	}
	n := len(m.Codes)
	return int32(p*n - p*(p-1)/2 + q - p)
}

func (p *Pairs) matrix() *matrix {
	m := &matrix{Pairs: p}
	var values []int64
	for a := range p.Codes {
		for b := a; b < len(p.Codes); b++ {
			m.cells = append(m.cells, [2]int{a, b})
			values = append(values, p.Counts[a][b])
		}
	}
	everybody := int32(len(values))
	m.system = attack.NewSystem(append(values, p.Households))
	m.system.Fixed[everybody] = true
	for a := range p.Codes {
		m.system.Fixed[m.at(a, a)] = p.Alone
	}
	for a := range p.Codes {
		for b := range a {
			m.two(a, b, everybody)
			for c := range b {
				m.three(a, b, c, everybody)
			}
		}
	}
	m.system.Blocks = m.blocks
	return m
}

// two relates a pair to its parts: at most each of them, at least what is more than everybody.
func (m *matrix) two(a, b int, everybody int32) {
	m.system.Above([]int32{m.at(a, a), m.at(a, b)}, []int8{1, -1})
	m.system.Above([]int32{m.at(b, b), m.at(a, b)}, []int8{1, -1})
	if m.Households > 0 {
		m.system.Above([]int32{everybody, m.at(a, a), m.at(b, b), m.at(a, b)}, []int8{1, -1, -1, 1})
	}
}

// three relates three pairs: two that meet in one thing cannot be more than it and the third.
func (m *matrix) three(a, b, c int, everybody int32) {
	for _, t := range [3][3]int{{a, b, c}, {b, c, a}, {c, a, b}} {
		meet := t[0]
		m.system.Above([]int32{m.at(meet, meet), m.at(meet, t[1]), m.at(meet, t[2]), m.at(t[1], t[2])}, []int8{1, -1, -1, 1})
	}
	if m.Households > 0 {
		m.system.Above([]int32{everybody, m.at(a, a), m.at(b, b), m.at(c, c), m.at(a, b), m.at(a, c), m.at(b, c)},
			[]int8{1, -1, -1, -1, 1, 1, 1})
	}
}

// blocks are the row and column of a pair, then everything.
func (m *matrix) blocks(cell int) []attack.Block {
	if cell >= len(m.cells) {
		return []attack.Block{m.system.Whole()}
	}
	a, b := m.cells[cell][0], m.cells[cell][1]
	cross := attack.Block{Key: strconv.Itoa(a) + "," + strconv.Itoa(b), Cells: func() []int32 {
		var cells []int32
		for k := range m.Codes {
			cells = append(cells, m.at(a, k), m.at(b, k))
		}
		cells = append(cells, m.at(a, a), m.at(b, b))
		slices.Sort(cells)
		cells = slices.Compact(cells)
		return append(cells, m.system.Room(cells)...)
	}}
	return []attack.Block{cross, m.system.Whole()}
}

func (m *matrix) codes(cell int) []string {
	return []string{m.Codes[m.cells[cell][0]], m.Codes[m.cells[cell][1]]}
}

// risk says what makes pairs sensitive.
func (m *matrix) risk(rule Rule) *suppress.Risk {
	n := len(m.system.Value)
	r := &suppress.Risk{System: m.system, Minimum: make([]int64, n), Least: make([]int64, n), Few: make([]bool, n),
		Level: make([]int, n), Weight: make([]float64, n), Up: rule.Up, Down: rule.Down}
	for cell := range m.cells {
		d := Draft{Sensitive: m.Sensitive}
		r.Minimum[cell] = rule.Minimum
		if d.Sensitive != nil && d.Sensitive(m.codes(cell)) {
			r.Minimum[cell] = max(rule.Minimum, rule.Sensitive)
		}
		r.Least[cell], r.Weight[cell] = 1, suppress.Weight(m.system.Value[cell])
		if pair := m.cells[cell]; m.Organisations != nil && pair[0] != pair[1] {
			r.Few[cell] = m.system.Value[cell] > 0 && m.Organisations[pair[0]][pair[1]] < rule.Organisations
		}
	}
	for _, own := range m.Own {
		r.Own = append(r.Own, m.own(own.Counts))
	}
	return r
}

// own is what an organisation counted, by cell. Of the room in inequalities it knows nothing more: they do not hold for
// what is left without its own, since a household can have one thing from it and another from somebody else.
func (m *matrix) own(counts [][]int64) []int32 {
	out := make([]int32, len(m.system.Value))
	for cell, pair := range m.cells {
		out[cell] = int32(counts[pair[0]][pair[1]])
	}
	return out
}

// check refuses pairs that contradict themselves.
func (p *Pairs) check() error {
	for a, row := range p.Counts {
		for b, n := range row {
			if n < 0 || n > p.Counts[a][a] || n != p.Counts[b][a] || p.Households > 0 && n > p.Households {
				return table.Problemf("The count of %s and %s contradicts those of each alone.", p.Codes[a], p.Codes[b])
			}
		}
	}
	for _, own := range p.Own {
		for a, row := range own.Counts {
			for b, n := range row {
				if n < 0 || n > p.Counts[a][b] {
					return table.Problemf("%q counted more of %s and %s than there are.", own.Name, p.Codes[a], p.Codes[b])
				}
			}
		}
	}
	return nil
}

// ProtectPairs hides cells of pairs until the attack on them finds nothing.
func ProtectPairs(rule Rule, p Pairs) (PairRelease, Report, error) {
	if err := p.check(); err != nil {
		return PairRelease{}, Report{}, err
	}
	m := p.matrix()
	risk := m.risk(rule)
	pool, _ := risk.Protect(rule.Pivots)
	found := risk.Audit(rule.Pivots, pool)
	release := PairRelease{Pairs: &p, Hidden: grid[bool](len(p.Codes))}
	told := TableReport{Name: p.Name, Cells: len(m.cells)}
	var all, shown int64
	for cell, pair := range m.cells {
		hidden, v := m.system.Hidden[cell], m.system.Value[cell]
		release.Hidden[pair[0]][pair[1]], release.Hidden[pair[1]][pair[0]] = hidden, hidden
		all += v
		switch {
		case v == 0:
			told.Zeros++
		case hidden:
			told.Hidden++
		}
		if !hidden {
			shown += v
		}
	}
	if told.Shown = 1; all > 0 {
		told.Shown = float64(1000*shown/all) / 1000
	}
	report := Report{Method: Method, Rule: rule, Tables: []TableReport{told}, Attack: Attack{Attacked: told.Hidden, Insiders: len(risk.Own)}}
	for _, f := range found {
		name := ""
		if f.Insider >= 0 {
			name = m.Own[f.Insider].Name
		}
		report.Attack.add(m.finding(f, risk.Own, name))
	}
	if len(found) > 0 {
		return PairRelease{}, report, &Unsafe{report}
	}
	return release, report, nil
}

func grid[T any](n int) [][]T {
	rows := make([][]T, n)
	for k := range rows {
		rows[k] = make([]T, n)
	}
	return rows
}

func (m *matrix) finding(f suppress.Finding, own [][]int32, name string) Finding {
	out := Finding{Table: m.Name, Codes: m.codes(f.Cell)}
	mine := int64(0)
	if f.Insider >= 0 {
		out.Insider, mine = name, int64(own[f.Insider][f.Cell])
	}
	out.found(f, mine)
	return out
}

// AuditPairs attacks pairs with nothing but what is published; own is what an insider counted itself, or nil.
func AuditPairs(rule Rule, r PairRelease, own *OwnPairs) (Attack, error) {
	blank := *r.Pairs
	blank.Counts = grid[int64](len(r.Codes))
	for a := range r.Codes {
		for b := range r.Codes {
			if !r.Hidden[a][b] {
				blank.Counts[a][b] = r.Counts[a][b]
			}
		}
	}
	m := blank.matrix()
	for cell, pair := range m.cells {
		m.system.Hidden[cell] = r.Hidden[pair[0]][pair[1]]
		m.system.Absent[cell] = r.Absent != nil && r.Absent[pair[0]][pair[1]]
	}
	risk := m.risk(rule)
	name := ""
	if risk.Own = [][]int32{make([]int32, len(m.system.Value))}; own != nil {
		risk.Own[0], name = m.own(own.Counts), own.Name
	}
	for cell, pair := range m.cells {
		if !m.system.Hidden[cell] && int64(risk.Own[0][cell]) > m.system.Value[cell] {
			return Attack{}, table.Problemf("%q counted more of %s and %s than there are.", name, m.Codes[pair[0]], m.Codes[pair[1]])
		}
	}
	out := Attack{Attacked: m.system.HiddenCells()}
	if own != nil {
		out.Insiders = 1
	}
	found, err := open(rule, risk, func() {})
	if errors.Is(err, attack.ErrUnfinished) {
		out.add(Finding{Table: m.Name, NotReached: true})
		out.NotReached = max(1, out.Attacked)
		return out, nil
	}
	for _, f := range found {
		out.add(m.finding(f, risk.Own, name))
	}
	return out, err
}
