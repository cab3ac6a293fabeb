// Package count counts what organisations deliver to households (stapeling): how many provisions a household has, how
// many organisations come, which provisions meet, and where.
//
// A household is a pseudonym of 16 bytes; neighbourhoods, organisations, provisions, domains and household types are
// small numbers that the caller gives out. Rows are gathered in Rows, counted by Of, and the Counts add up: when every
// household is in one bucket with all its rows, the sum over the buckets is the count of the whole, to the byte.
// Households without any provision are in no row; the tables take them from the number of households that each
// neighbourhood has.
package count

import (
	"cmp"
	"encoding/binary"
	"math/bits"
	"slices"
	"sync"
)

// Household is the pseudonym (pseudoniem) of a household's address. Its bytes must be spread evenly, as those of a
// keyed hash are.
type Household [16]byte

// Row is one delivery (levering): an organisation gives a provision of a domain to a household.
type Row struct {
	Household    Household
	Place        uint32 // the neighbourhood (buurt)
	Organisation uint32
	Provision    uint16
	Domain       uint8 // less than MaxDomains
	Type         uint8 // the household type; 0: not known
	Active       bool  // on the day that is counted
}

// MaxDomains is how many domains there can be.
const MaxDomains = 64

// packed is a row in memory.
type packed struct {
	high, low    uint64 // the household
	place, org   uint32
	provision    uint16
	domain, kind uint8
	describing   bool
}

const (
	shares    = 256 // households are shared out by one byte, so that each share is small to sort
	shareByte = 11  // not one of the first bytes: those part the buckets
	blockRows = 256
	perGroup  = 8 // rows that are sorted together, about
)

// Rows gathers rows, for one goroutine at a time. The zero Rows is ready.
type Rows struct {
	shares  [shares][][]packed // in blocks, so that growing copies nothing
	quality Quality

	places, provisions uint32 // how many numbers are in use
}

// Add takes a row whose household is known (matched).
func (r *Rows) Add(row Row) {
	r.quality.Rows++
	r.quality.Matched++
	if !row.Active {
		return
	}
	r.quality.Active++
	high, low := row.Household.numbers()
	r.put(row.Household[shareByte], packed{high, low, row.Place, row.Organisation, row.Provision, row.Domain, row.Type, false})
}

// Describe tells the neighbourhood and the type of a household, also of one without provisions.
func (r *Rows) Describe(h Household, place uint32, kind uint8) {
	high, low := h.numbers()
	r.put(h[shareByte], packed{high: high, low: low, place: place, kind: kind, describing: true})
}

// Note counts rows that need no more than counting: those that belong to no household, and those that are not active.
func (r *Rows) Note(q Quality) { r.quality.add(q) }

func (h Household) numbers() (high, low uint64) {
	return binary.BigEndian.Uint64(h[:]), binary.BigEndian.Uint64(h[8:])
}

func (p packed) household() (h Household) {
	binary.BigEndian.PutUint64(h[:], p.high)
	binary.BigEndian.PutUint64(h[8:], p.low)
	return h
}

func (r *Rows) put(to byte, p packed) {
	r.places, r.provisions = max(r.places, p.place+1), max(r.provisions, uint32(p.provision)+1)
	share := &r.shares[to]
	last := len(*share) - 1
	if last < 0 || len((*share)[last]) == cap((*share)[last]) {
		size := blockRows
		if last < 0 {
			size = blockRows / 16
		}
		*share = append(*share, make([]packed, 0, size))
		last++
	}
	(*share)[last] = append((*share)[last], p)
}

// Options say what is counted besides the tables.
type Options struct {
	// Own asks for what each organisation contributed itself (Counts.Own).
	Own bool
	// Key gives the record key of a household, for perturbation by cell keys; nil: none.
	Key func(Household) uint64
	// Workers is how many shares are counted at the same time; 0 is one.
	Workers int
}

// Of counts rows. They may be gathered in parts, one for each goroutine that gathered. The rows are used up.
func Of(o Options, rows ...*Rows) *Counts {
	workers := max(1, min(o.Workers, shares))
	counters := make([]*counter, workers)
	var places, provisions uint32
	for _, r := range rows {
		places, provisions = max(places, r.places), max(provisions, r.provisions)
	}
	var work sync.WaitGroup
	for w := range workers {
		work.Go(func() {
			c := &counter{options: o, sum: New(o), pairs: newSquare(provisions, provisions), places: newSquare(places, provisions), classes: newClasses(places)}
			for share := w; share < shares; share += workers {
				c.share(share, rows)
			}
			counters[w] = c
		})
	}
	work.Wait()
	for _, c := range counters[1:] {
		counters[0].add(c)
	}
	total := counters[0].done()
	for _, r := range rows {
		total.Quality.add(r.quality)
		r.quality = Quality{}
	}
	return total
}

// counter counts shares, one after the other.
type counter struct {
	options Options
	sum     *Counts
	rows    []packed // of the share
	ends    []int    // of each group in it
	one     household
	pairs   square // of provisions
	places  square // neighbourhoods and provisions
	classes classes
}

// share counts the households of one share, out of all parts. It puts their rows together by some bits of the
// household, so that few are left to be sorted however many there are.
func (c *counter) share(share int, parts []*Rows) {
	n := 0
	for _, r := range parts {
		for _, block := range r.shares[share] {
			n += len(block)
		}
	}
	shift := 32 - bits.Len(uint(n/perGroup))
	group := func(p *packed) uint32 { return uint32(uint64(uint32(p.low)) >> shift) }
	c.ends = append(c.ends[:0], make([]int, 1<<(32-shift))...)
	each := func(visit func(p *packed)) {
		for _, r := range parts {
			for _, block := range r.shares[share] {
				for i := range block {
					visit(&block[i])
				}
			}
		}
	}
	each(func(p *packed) { c.ends[group(p)]++ })
	begin := 0
	for g, size := range c.ends {
		begin, c.ends[g] = begin+size, begin
	}
	c.rows = slices.Grow(c.rows[:0], n)[:n]
	each(func(p *packed) {
		g := group(p)
		c.rows[c.ends[g]] = *p
		c.ends[g]++
	})
	for _, r := range parts {
		r.shares[share] = nil
	}
	begin = 0
	for _, end := range c.ends {
		c.group(c.rows[begin:end])
		begin = end
	}
}

// group counts the households whose rows all stand together.
func (c *counter) group(rows []packed) {
	slices.SortFunc(rows, func(a, b packed) int {
		if a.high != b.high {
			return cmp.Compare(a.high, b.high)
		}
		return cmp.Compare(a.low, b.low)
	})
	for len(rows) > 0 {
		n := 1
		for n < len(rows) && rows[n].high == rows[0].high && rows[n].low == rows[0].low {
			n++
		}
		c.one.read(rows[:n])
		c.household()
		rows = rows[n:]
	}
}

// household is what is known of one household. Where rows do not agree on its neighbourhood or type, the lowest
// number is taken, so that their order does not matter.
type household struct {
	place      uint32
	kind       uint8
	described  bool
	domains    uint64
	provisions []uint16
	orgs       []uint32
	rows       []packed // those of provisions
	key        uint64
}

func (h *household) read(rows []packed) {
	*h = household{place: rows[0].place, provisions: h.provisions[:0], orgs: h.orgs[:0], rows: h.rows[:0]}
	for _, r := range rows {
		h.place = min(h.place, r.place)
		if r.kind != 0 && (h.kind == 0 || r.kind < h.kind) {
			h.kind = r.kind
		}
		if r.describing {
			h.described = true
			continue
		}
		h.domains |= 1 << r.domain
		h.provisions = insert(h.provisions, r.provision)
		h.orgs = insert(h.orgs, r.org)
		h.rows = append(h.rows, r)
	}
}

// insert puts v in its place in a sorted list without doubles.
func insert[T cmp.Ordered](list []T, v T) []T {
	i := len(list)
	for i > 0 && list[i-1] > v {
		i--
	}
	if i > 0 && list[i-1] == v {
		return list
	}
	list = append(list, v)
	copy(list[i+1:], list[i:])
	list[i] = v
	return list
}

// household adds the household that was read to the counts.
func (c *counter) household() {
	h := &c.one
	if h.described {
		c.sum.Described[PlaceType{h.place, uint32(h.kind)}]++
	}
	if len(h.provisions) == 0 {
		return
	}
	if c.options.Key != nil {
		h.key = c.options.Key(h.rows[0].household())
	}
	cell := Cell{h.place, h.kind, uint16(len(h.provisions)), h.domains}
	c.classes.add(cell, Sum{1, h.key})
	c.sum.Organisations[uint32(len(h.orgs))]++
	for i, p := range h.provisions {
		c.places.count(h.place, uint32(p))
		for _, q := range h.provisions[i:] {
			c.pairs.count(uint32(p), uint32(q))
		}
	}
	if c.options.Own {
		c.sum.Own.household(h, cell)
	}
}

// add adds what another worker counted.
func (c *counter) add(other *counter) {
	c.pairs.add(&other.pairs)
	c.places.add(&other.places)
	other.classes.each(c.classes.add)
	c.sum.Add(other.sum)
}

func (c *counter) done() *Counts {
	c.sum.Pairs = make(map[Pair]uint64, c.pairs.len())
	c.pairs.each(func(p, q uint32, n uint64) { c.sum.Pairs[Pair{uint16(p), uint16(q)}] = n })
	c.sum.Provisions = make(map[PlaceProvision]uint64, c.places.len())
	c.places.each(func(place, provision uint32, n uint64) { c.sum.Provisions[PlaceProvision{place, provision}] = n })
	c.sum.Cells = make(map[Cell]Sum, c.classes.len())
	c.classes.each(func(cell Cell, sum Sum) { c.sum.Cells[cell] = sum })
	c.rows = nil
	return c.sum
}
