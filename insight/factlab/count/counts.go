package count

// Counts are numbers of households, but for Quality, which are rows. They add up over buckets.
type Counts struct {
	Quality Quality
	// Cells: by neighbourhood, household type, number of provisions and set of domains.
	Cells map[Cell]Sum
	// Organisations: by the number of different organisations.
	Organisations map[uint32]uint64
	// Pairs: that have both provisions, the lower number first; twice the same is all that have it.
	Pairs map[Pair]uint64
	// Provisions: by neighbourhood and provision.
	Provisions map[PlaceProvision]uint64
	// Described: households whose type was told, by neighbourhood and type, with or without provisions.
	Described map[PlaceType]uint64
	// Own is what each organisation contributed itself; nil when it was not asked.
	Own *Own
}

// Quality is how well the rows could be used (koppelkwaliteit).
type Quality struct {
	Rows    uint64 // all
	Matched uint64 // of them, those that belong to a known household
	Active  uint64 // of those, the ones that are active on the day
}

func (q *Quality) add(other Quality) {
	q.Rows += other.Rows
	q.Matched += other.Matched
	q.Active += other.Active
}

// Cell is one cell of the finest count.
type Cell struct {
	Place      uint32
	Type       uint8
	Provisions uint16 // how many different ones
	Domains    uint64 // bit d: domain d
}

// Sum is a number of households, and the sum of their record keys modulo 2^64.
type Sum struct{ Households, Key uint64 }

// Pair is two provisions, P <= Q.
type Pair struct{ P, Q uint16 }

// PlaceProvision is a provision in a neighbourhood.
type PlaceProvision struct{ Place, Provision uint32 }

// PlaceType is a household type in a neighbourhood.
type PlaceType struct{ Place, Type uint32 }

// New gives empty counts.
func New(o Options) *Counts {
	c := &Counts{
		Cells: map[Cell]Sum{}, Organisations: map[uint32]uint64{}, Pairs: map[Pair]uint64{},
		Provisions: map[PlaceProvision]uint64{}, Described: map[PlaceType]uint64{},
	}
	if o.Own {
		c.Own = newOwn()
	}
	return c
}

// Add adds the counts of another bucket. What each organisation contributed stays known only when both know it.
func (c *Counts) Add(other *Counts) {
	c.Quality.add(other.Quality)
	for cell, sum := range other.Cells {
		have := c.Cells[cell]
		c.Cells[cell] = Sum{have.Households + sum.Households, have.Key + sum.Key}
	}
	addAll(c.Organisations, other.Organisations)
	addAll(c.Pairs, other.Pairs)
	addAll(c.Provisions, other.Provisions)
	addAll(c.Described, other.Described)
	if c.Own == nil || other.Own == nil {
		c.Own = nil
		return
	}
	c.Own.add(other.Own)
}

func addAll[K comparable](sum, more map[K]uint64) {
	for k, n := range more {
		sum[k] += n
	}
}

// Households is the number of households with any provision.
func (c *Counts) Households() (n uint64) {
	for _, sum := range c.Cells {
		n += sum.Households
	}
	return n
}
