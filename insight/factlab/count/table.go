package count

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"maps"
	"math/bits"
	"slices"
	"strconv"
)

// Names are what the numbers in Counts stand for.
type Names struct {
	Places     []Place
	Provisions []string
	Domains    []string
}

// Place is a neighbourhood (buurt) and the number of its households, those without any provision included.
type Place struct {
	Neighbourhood, Municipality string
	Households                  uint64
}

// Table is one table, its rows sorted by the key columns; numbers are sorted as text, so 10 comes before 2.
type Table struct {
	Name   string
	Header []string
	Rows   iter.Seq[[]string]
}

// WriteCSV writes the table with its header, separated by commas.
func (t Table) WriteCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	if err := out.Write(t.Header); err != nil {
		return fmt.Errorf("write table %s: %w", t.Name, err)
	}
	for row := range t.Rows {
		if err := out.Write(row); err != nil {
			return fmt.Errorf("write table %s: %w", t.Name, err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("write table %s: %w", t.Name, err)
	}
	return nil
}

// Tables are the seven tables of a Factlab: t1 households by number of provisions, t2 by number of organisations, t3
// pairs of provisions, t4 neighbourhoods, t5 sets of domains by municipality, t6 match quality, t7 provisions by
// neighbourhood.
func (c *Counts) Tables(n Names) ([]Table, error) {
	if err := c.check(n); err != nil {
		return nil, err
	}
	return []Table{
		{"t1", []string{"k", "n"}, c.distribution(n, c.byProvisions())},
		{"t2", []string{"k", "n"}, c.distribution(n, c.Organisations)},
		{"t3", []string{"p", "q", "n"}, c.pairRows(n)},
		{"t4", []string{"buurt", "households", "any_", "provisions", "ge3", "ge5"}, c.neighbourhoods(n)},
		{"t5", []string{"gemeente", "dm", "n"}, c.domainSets(n)},
		{"t6", []string{"rows_", "n_matched", "active"}, func(yield func([]string) bool) {
			yield([]string{text(c.Quality.Rows), text(c.Quality.Matched), text(c.Quality.Active)})
		}},
		{"t7", []string{"buurt", "provision", "n"}, c.provisionRows(n)},
	}, nil
}

// check refuses names that do not go with the counts.
func (c *Counts) check(n Names) error {
	has := map[uint32]uint64{}
	for cell, sum := range c.Cells {
		if int(cell.Place) >= len(n.Places) || bits.Len64(cell.Domains) > len(n.Domains) {
			return fmt.Errorf("tables: no name for a cell of neighbourhood %d and domains %b", cell.Place, cell.Domains)
		}
		has[cell.Place] += sum.Households
	}
	for place, households := range has {
		if p := n.Places[place]; households > p.Households {
			return fmt.Errorf("tables: neighbourhood %s has %d households with a provision, but %d in all", p.Neighbourhood, households, p.Households)
		}
	}
	for pair := range c.Pairs {
		if int(pair.Q) >= len(n.Provisions) {
			return fmt.Errorf("tables: no name for provision %d", pair.Q)
		}
	}
	for k := range c.Provisions {
		if int(k.Place) >= len(n.Places) || int(k.Provision) >= len(n.Provisions) {
			return fmt.Errorf("tables: no name for provision %d in neighbourhood %d", k.Provision, k.Place)
		}
	}
	return nil
}

func text[N uint32 | uint64](n N) string { return strconv.FormatUint(uint64(n), 10) }

func (c *Counts) byProvisions() map[uint32]uint64 {
	out := map[uint32]uint64{}
	for cell, sum := range c.Cells {
		out[uint32(cell.Provisions)] += sum.Households
	}
	return out
}

// distribution is households by a number; those of number 0 are the rest of all.
func (c *Counts) distribution(n Names, by map[uint32]uint64) iter.Seq[[]string] {
	sums := map[string]uint64{"0": -c.Households()}
	for _, p := range n.Places {
		sums["0"] += p.Households
	}
	for k, households := range by {
		sums[text(k)] = households
	}
	return func(yield func([]string) bool) {
		for _, k := range slices.Sorted(maps.Keys(sums)) {
			if !yield([]string{k, text(sums[k])}) {
				return
			}
		}
	}
}

// counted is households by the ranks of two names.
type counted struct {
	names      uint64 // the first rank above the second
	households uint64
}

func countedOf(a, b uint32, households uint64) counted {
	return counted{uint64(a)<<32 | uint64(b), households}
}

// sortedRows are the rows by two names; those with the same names are added up. Ranks are sorted and not names, since
// there may be very many rows.
func sortedRows(rows []counted, a, b ranks) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		slices.SortFunc(rows, func(x, y counted) int { return cmp.Compare(x.names, y.names) })
		for i := 0; i < len(rows); {
			names, sum := rows[i].names, uint64(0)
			for ; i < len(rows) && rows[i].names == names; i++ {
				sum += rows[i].households
			}
			if !yield([]string{a.names[names>>32], b.names[uint32(names)], text(sum)}) {
				return
			}
		}
	}
}

// ranks are names in their order, and where each number's name stands in it.
type ranks struct {
	names []string
	of    []uint32
}

func rank(names []string) ranks {
	r := ranks{slices.Compact(slices.Sorted(slices.Values(names))), make([]uint32, len(names))}
	at := make(map[string]uint32, len(r.names))
	for i, name := range r.names {
		at[name] = uint32(i)
	}
	for i, name := range names {
		r.of[i] = at[name]
	}
	return r
}

func (n Names) neighbourhoods() ranks {
	names := make([]string, len(n.Places))
	for i, p := range n.Places {
		names[i] = p.Neighbourhood
	}
	return rank(names)
}

func (n Names) municipalities() ranks {
	names := make([]string, len(n.Places))
	for i, p := range n.Places {
		names[i] = p.Municipality
	}
	return rank(names)
}

func (c *Counts) pairRows(n Names) iter.Seq[[]string] {
	provisions, rows := rank(n.Provisions), make([]counted, 0, len(c.Pairs))
	for pair, households := range c.Pairs {
		p, q := provisions.of[pair.P], provisions.of[pair.Q]
		rows = append(rows, countedOf(min(p, q), max(p, q), households))
	}
	return sortedRows(rows, provisions, provisions)
}

func (c *Counts) provisionRows(n Names) iter.Seq[[]string] {
	places, provisions, rows := n.neighbourhoods(), rank(n.Provisions), make([]counted, 0, len(c.Provisions))
	for k, households := range c.Provisions {
		rows = append(rows, countedOf(places.of[k.Place], provisions.of[k.Provision], households))
	}
	return sortedRows(rows, places, provisions)
}

func (c *Counts) domainSets(n Names) iter.Seq[[]string] {
	towns, bit := n.municipalities(), domainBits(n.Domains)
	type domainSet struct {
		town uint32
		set  uint64
	}
	sums := map[domainSet]uint64{}
	for cell, sum := range c.Cells {
		var set uint64
		for d := cell.Domains; d != 0; d &= d - 1 {
			set |= bit[bits.TrailingZeros64(d)]
		}
		sums[domainSet{towns.of[cell.Place], set}] += sum.Households
	}
	return func(yield func([]string) bool) {
		keys := slices.SortedFunc(maps.Keys(sums), func(x, y domainSet) int {
			return cmp.Or(cmp.Compare(x.town, y.town), cmp.Compare(text(x.set), text(y.set)))
		})
		for _, k := range keys {
			if !yield([]string{towns.names[k.town], text(k.set), text(sums[k])}) {
				return
			}
		}
	}
}

// domainBits gives each domain its bit: youth, social support, and work and income have the first three, the others
// follow by name.
func domainBits(names []string) []uint64 {
	order := []string{"jeugd", "wmo", "werkinkomen"}
	for _, name := range slices.Sorted(slices.Values(names)) {
		if !slices.Contains(order, name) {
			order = append(order, name)
		}
	}
	out := make([]uint64, len(names))
	for i, name := range names {
		out[i] = 1 << slices.Index(order, name)
	}
	return out
}

// neighbourhoods is households in all, with any, the sum of provisions, with three or more, and with five or more.
func (c *Counts) neighbourhoods(n Names) iter.Seq[[]string] {
	sums := map[string]*[5]uint64{}
	of := func(place uint32) *[5]uint64 {
		name := n.Places[place].Neighbourhood
		if sums[name] == nil {
			sums[name] = new([5]uint64)
		}
		return sums[name]
	}
	for i, p := range n.Places {
		of(uint32(i))[0] += p.Households
	}
	for cell, sum := range c.Cells {
		row := of(cell.Place)
		row[1] += sum.Households
		row[2] += sum.Households * uint64(cell.Provisions)
		if cell.Provisions >= 3 {
			row[3] += sum.Households
		}
		if cell.Provisions >= 5 {
			row[4] += sum.Households
		}
	}
	return func(yield func([]string) bool) {
		for _, name := range slices.Sorted(maps.Keys(sums)) {
			row := []string{name}
			for _, v := range sums[name] {
				row = append(row, text(v))
			}
			if !yield(row) {
				return
			}
		}
	}
}
