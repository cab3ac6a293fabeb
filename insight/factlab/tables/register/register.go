// Package register holds the addresses of an address register (adresregister) by their pseudonym, in 16 bytes each,
// with the place where each lies.
package register

import (
	"encoding/binary"
	"math/bits"
	"sync"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/count"
)

const (
	shares    = 256 // by the first byte
	blockSize = 512
	perCell   = 4 // addresses in a cell of the directory, about
)

// entry is an address. Of its pseudonym 96 bits are kept: that two of ten million addresses have them in common
// happens once in 10^15 registers.
type entry struct {
	high  uint64
	low   uint32
	place uint32
}

func entryOf(h count.Household, place uint32) entry {
	return entry{binary.BigEndian.Uint64(h[:]), binary.BigEndian.Uint32(h[8:]), place}
}

func (e entry) is(h entry) bool { return e.high == h.high && e.low == h.low }

// Part gathers addresses, for one goroutine.
type Part struct {
	shares [shares][][]entry
	n      int
}

// Add takes an address.
func (p *Part) Add(h count.Household, place uint32) {
	share := &p.shares[h[0]]
	last := len(*share) - 1
	if last < 0 || len((*share)[last]) == cap((*share)[last]) {
		size := blockSize
		if last < 0 {
			size /= 8
		}
		*share = append(*share, make([]entry, 0, size))
		last++
	}
	(*share)[last] = append((*share)[last], entryOf(h, place))
	p.n++
}

// Register finds places by pseudonym. Any number of goroutines may read it.
type Register struct {
	shares [shares]share
	shift  int // the bits of a pseudonym behind the number of its cell
	mask   uint64
	n      int
}

// share is the addresses with one first byte, those of a cell together.
type share struct {
	entries []entry
	cells   []uint32 // where each cell begins, and the end
}

// Build makes a register out of parts, which are used up. It also gives pseudonyms that are
// there twice: one at least, when there are any.
func Build(workers int, parts ...*Part) (r *Register, twice []count.Household) {
	r = &Register{}
	for _, p := range parts {
		r.n += p.n
	}
	width := bits.Len(uint(r.n / shares / perCell))
	r.shift, r.mask = 56-width, 1<<width-1
	var work sync.WaitGroup
	var mu sync.Mutex
	for w := range max(1, workers) {
		work.Go(func() {
			for i := w; i < shares; i += max(1, workers) {
				double := r.build(i, parts)
				mu.Lock()
				twice = append(twice, double...)
				mu.Unlock()
			}
		})
	}
	work.Wait()
	return r, twice
}

func (r *Register) cell(high uint64) uint64 { return high >> r.shift & r.mask }

// build puts one share in the order of its cells.
func (r *Register) build(i int, parts []*Part) (twice []count.Household) {
	n, cells := 0, make([]uint32, r.mask+2)
	for _, p := range parts {
		for _, block := range p.shares[i] {
			n += len(block)
			for _, e := range block {
				cells[r.cell(e.high)]++
			}
		}
	}
	end := uint32(0)
	for c := range cells { // now where each cell ends
		end += cells[c]
		cells[c] = end
	}
	entries := make([]entry, n)
	for _, p := range parts {
		for _, block := range p.shares[i] {
			for _, e := range block {
				c := r.cell(e.high)
				cells[c]--
				entries[cells[c]] = e
			}
		}
		p.shares[i] = nil
	}
	r.shares[i] = share{entries, cells}
	for c := range len(cells) - 1 {
		if e, is := twin(entries[cells[c]:cells[c+1]]); is {
			twice = append(twice, e.household())
		}
	}
	return twice
}

// twin is an address that a cell has twice.
func twin(cell []entry) (e entry, is bool) {
	for i, e := range cell {
		for _, other := range cell[:i] {
			if e.is(other) {
				return e, true
			}
		}
	}
	return entry{}, false
}

// household is the pseudonym, as far as it is kept.
func (e entry) household() (h count.Household) {
	binary.BigEndian.PutUint64(h[:], e.high)
	binary.BigEndian.PutUint32(h[8:], e.low)
	return h
}

// Same reports whether two pseudonyms are one for a register.
func Same(a, b count.Household) bool { return entryOf(a, 0).is(entryOf(b, 0)) }

// Len is the number of addresses.
func (r *Register) Len() int { return r.n }

// Find gives the place of an address.
func (r *Register) Find(h count.Household) (place uint32, ok bool) {
	e := entryOf(h, 0)
	s := &r.shares[h[0]]
	c := r.cell(e.high)
	for _, have := range s.entries[s.cells[c]:s.cells[c+1]] {
		if have.is(e) {
			return have.place, true
		}
	}
	return 0, false
}

// Finder finds many addresses at once, for one goroutine. The register does not fit the processor's cache: it waits
// for many at once as long as for one.
type Finder struct {
	r        *Register
	from, to []uint32
	touched  uint64
}

// NewFinder begins.
func NewFinder(r *Register) *Finder { return &Finder{r: r} }

// Find calls yield for every address that is found, by its number in hs.
func (f *Finder) Find(hs []count.Household, yield func(i int, place uint32)) {
	f.from, f.to = f.from[:0], f.to[:0]
	for i := range hs {
		c, s := f.r.cell(binary.BigEndian.Uint64(hs[i][:])), &f.r.shares[hs[i][0]]
		f.from, f.to = append(f.from, s.cells[c]), append(f.to, s.cells[c+1])
	}
	for i := range hs { // brings every cell near, without a question whose answer must be awaited
		if entries := f.r.shares[hs[i][0]].entries; int(f.from[i]) < len(entries) {
			f.touched ^= entries[f.from[i]].high
		}
	}
	for i := range hs {
		e := entryOf(hs[i], 0)
		cell := f.r.shares[hs[i][0]].entries[f.from[i]:f.to[i]]
		for j := range cell {
			if cell[j].is(e) {
				yield(i, cell[j].place)
				break
			}
		}
	}
}
