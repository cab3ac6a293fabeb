package count

// Own is what each organisation contributed itself, and what it therefore knows already. The numbers are households
// and add up over buckets; numbers of organisations do not, so they are derived from these on the sum.
type Own struct {
	// Provisions: that the organisation gives the provision, by neighbourhood.
	Provisions map[OwnProvision]uint64
	// Pairs: that the organisation gives both provisions.
	Pairs map[OwnPair]uint64
	// Shared: that have both provisions, at least one of them from the organisation.
	Shared map[OwnPair]uint64
	// Cells: that the organisation gives anything, by the cell that they are in.
	Cells map[OwnCell]uint64
	// Organisations: that the organisation gives anything, by the number of organisations that do.
	Organisations map[OwnNumber]uint64
}

// OwnProvision is a provision of an organisation in a neighbourhood.
type OwnProvision struct{ Organisation, Place, Provision uint32 }

// OwnPair is a pair of provisions and an organisation.
type OwnPair struct {
	Organisation uint32
	Pair
}

// OwnCell is a cell and an organisation.
type OwnCell struct {
	Organisation uint32
	Cell
}

// OwnNumber is an organisation and a number of organisations.
type OwnNumber struct{ Organisation, Number uint32 }

func newOwn() *Own {
	return &Own{map[OwnProvision]uint64{}, map[OwnPair]uint64{}, map[OwnPair]uint64{}, map[OwnCell]uint64{}, map[OwnNumber]uint64{}}
}

func (o *Own) add(other *Own) {
	addAll(o.Provisions, other.Provisions)
	addAll(o.Pairs, other.Pairs)
	addAll(o.Shared, other.Shared)
	addAll(o.Cells, other.Cells)
	addAll(o.Organisations, other.Organisations)
}

// household adds one household for each of its organisations.
func (o *Own) household(h *household, cell Cell) {
	for _, org := range h.orgs {
		var own []uint16
		for _, r := range h.rows {
			if r.org == org {
				own = insert(own, r.provision)
			}
		}
		o.Cells[OwnCell{org, cell}]++
		o.Organisations[OwnNumber{org, uint32(len(h.orgs))}]++
		gives := map[uint16]bool{}
		for i, p := range own {
			gives[p] = true
			o.Provisions[OwnProvision{org, h.place, uint32(p)}]++
			for _, q := range own[i:] {
				o.Pairs[OwnPair{org, Pair{p, q}}]++
			}
		}
		for i, p := range h.provisions {
			for _, q := range h.provisions[i:] {
				if gives[p] || gives[q] {
					o.Shared[OwnPair{org, Pair{p, q}}]++
				}
			}
		}
	}
}

// PerProvision is how many organisations give a provision in a neighbourhood.
func (o *Own) PerProvision() map[PlaceProvision]int {
	out := map[PlaceProvision]int{}
	for k := range o.Provisions {
		out[PlaceProvision{k.Place, k.Provision}]++
	}
	return out
}

// PerPair is how many organisations give at least one of two provisions to households that have both.
func (o *Own) PerPair() map[Pair]int {
	out := map[Pair]int{}
	for k := range o.Shared {
		out[k.Pair]++
	}
	return out
}

// PerNumber is how many organisations come to households with a number of organisations.
func (o *Own) PerNumber() map[uint32]int {
	out := map[uint32]int{}
	for k := range o.Organisations {
		out[k.Number]++
	}
	return out
}

// PerClass is how many organisations give anything to the households of a class. A class is what the caller makes of
// a cell, such as its neighbourhood and "three or more"; cells that belong to none are left out.
func PerClass[K comparable](o *Own, class func(Cell) (K, bool)) map[K]int {
	type member struct {
		class        K
		organisation uint32
	}
	seen, out := map[member]bool{}, map[K]int{}
	for k := range o.Cells {
		c, in := class(k.Cell)
		if m := (member{c, k.Organisation}); in && !seen[m] {
			seen[m] = true
			out[c]++
		}
	}
	return out
}

// PerPlace is how many households each organisation has in a neighbourhood.
func (o *Own) PerPlace() map[OwnPlace]uint64 {
	out := map[OwnPlace]uint64{}
	for k, n := range o.Cells {
		out[OwnPlace{k.Organisation, k.Place}] += n
	}
	return out
}

// OwnPlace is an organisation in a neighbourhood.
type OwnPlace struct{ Organisation, Place uint32 }
