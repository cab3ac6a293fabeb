// Package perturb changes counts a little, always in the same way for the same households (the cell key method), for
// questions that are answered at once. A table is either protected by hiding cells or by perturbation, never by both.
//
// The key of a cell is the sum, modulo 2^64, of a keyed hash of the pseudonym of every household in it; whoever makes
// the cell makes the key. The same set of households thus always gets the same change, whatever the question, and
// asking again tells nothing new.
package perturb

import (
	"fmt"
	"math"
)

// Table is the chances of each change, for each count (ptable).
type Table struct {
	Most   int       // no change is larger
	Spread float64   // the wanted variance
	Least  int64     // no result is from 1 to below it
	rows   []chances // by count; the last one is for all larger ones
}

// chances are the changes that a count can get, with the chance of each.
type chances struct {
	change []int
	chance []float64
	upTo   []uint32 // the cumulative chance, in parts of 2^32
}

// Standard changes counts by at most 4, with variance 3, and never shows 1 or 2.
var Standard = must(New(4, 3, 3))

func must(t *Table, err error) *Table {
	if err != nil {
		panic(err) // the standard table is tested
	}
	return t
}

// New makes the table in which the change of every count has mean 0 and a variance as wanted, and is otherwise as
// surprising as can be (of maximum entropy). A zero stays a zero.
func New(most int, spread float64, least int64) (*Table, error) {
	if most < 1 || most > 100 || spread <= 0 || least < 1 || least > int64(most) {
		return nil, fmt.Errorf("perturb: changes of at most %d, a variance of %g and results from %d on do not go together", most, spread, least)
	}
	t := &Table{Most: most, Spread: spread, Least: least, rows: []chances{{change: []int{0}, chance: []float64{1}, upTo: []uint32{math.MaxUint32}}}}
	for count := int64(1); count < least+int64(most)+1; count++ {
		var row chances
		for d := -most; d <= most; d++ {
			if result := count + int64(d); result == 0 || result >= least {
				row.change = append(row.change, d)
			}
		}
		if !row.solve(spread) {
			return nil, fmt.Errorf("perturb: no change of the count %d has mean 0 and variance %g", count, spread)
		}
		t.rows = append(t.rows, row)
	}
	return t, nil
}

// solve finds the chances, proportional to exp(a·d + b·d²), with mean 0 and the variance, by Newton's method.
func (c *chances) solve(spread float64) bool {
	a, b := 0.0, -1/(2*spread)
	for range 500 {
		m := c.moments(a, b)
		f, g := m[1], m[2]-spread
		if math.Abs(f)+math.Abs(g) < 1e-12 {
			break
		}
		// The derivatives of the mean of d and of d² to a and b are covariances.
		faa, fab, gbb := m[2]-m[1]*m[1], m[3]-m[1]*m[2], m[4]-m[2]*m[2]
		det := faa*gbb - fab*fab
		if det <= 0 {
			return false
		}
		da, db := (f*gbb-g*fab)/det, (g*faa-f*fab)/det
		step := min(1, 1/math.Max(math.Abs(da), math.Abs(db)))
		a, b = a-step*da, b-step*db
	}
	m := c.moments(a, b)
	if !(math.Abs(m[1]) < 1e-9 && math.Abs(m[2]-spread) < 1e-9) {
		return false
	}
	sum := 0.0
	for _, p := range c.chance {
		sum += p
		c.upTo = append(c.upTo, uint32(math.Min(math.MaxUint32, math.Round(sum*(1<<32)))))
	}
	c.upTo[len(c.upTo)-1] = math.MaxUint32
	return true
}

// moments sets the chances and gives the means of the powers of the change.
func (c *chances) moments(a, b float64) (m [5]float64) {
	c.chance = c.chance[:0]
	total := 0.0
	for _, d := range c.change {
		x := float64(d)
		w := math.Exp(a*x + b*x*x)
		c.chance = append(c.chance, w)
		total += w
	}
	for k, d := range c.change {
		c.chance[k] /= total
		power := c.chance[k]
		for i := range m {
			m[i] += power
			power *= float64(d)
		}
	}
	return m
}

// row is the chances of a count.
func (t *Table) row(count int64) *chances {
	return &t.rows[max(0, min(count, int64(len(t.rows)-1)))]
}

// Chances are the changes that a count can get, and the chance of each.
func (t *Table) Chances(count int64) (change []int, chance []float64) {
	row := t.row(count)
	return row.change, row.chance
}

// Apply is what is shown for a count with a cell key.
func (t *Table) Apply(count int64, key uint64) int64 {
	row, part := t.row(count), uint32(mix(key)>>32)
	for k, up := range row.upTo {
		if part <= up {
			return count + int64(row.change[k])
		}
	}
	return count
}

// mix spreads the bits of a key, so that keys that lie close together give changes that do not. (The last steps of
// splitmix64 by Steele, Lea and Flood, 2014.)
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
