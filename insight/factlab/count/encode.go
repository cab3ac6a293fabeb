package count

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
)

// encoding is the version of the bytes that Counts are kept in. All numbers are written as varints of package
// encoding/binary, all maps as their length and their entries in the order of the keys, so that equal counts are
// equal bytes.
const encoding = "SKC\x01"

// ErrEncoding says that bytes are no counts, or of another version.
var ErrEncoding = errors.New("these bytes are no counts")

// Encode writes the counts as bytes.
func (c *Counts) Encode() []byte {
	w := writer{b: []byte(encoding)}
	w.numbers(c.Quality.Rows, c.Quality.Matched, c.Quality.Active)
	each(&w, c.Cells, func(k Cell, s Sum) { w.cell(k); w.numbers(s.Households, s.Key) }, compareCell)
	each(&w, c.Organisations, func(k uint32, n uint64) { w.numbers(uint64(k), n) }, cmp.Compare)
	each(&w, c.Pairs, func(k Pair, n uint64) { w.pair(k); w.numbers(n) }, comparePair)
	each(&w, c.Provisions, func(k PlaceProvision, n uint64) { w.numbers(uint64(k.Place), uint64(k.Provision), n) }, func(a, b PlaceProvision) int {
		return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.Provision, b.Provision))
	})
	each(&w, c.Described, func(k PlaceType, n uint64) { w.numbers(uint64(k.Place), uint64(k.Type), n) }, func(a, b PlaceType) int {
		return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.Type, b.Type))
	})
	if c.Own == nil {
		w.numbers(0)
		return w.b
	}
	w.numbers(1)
	w.own(c.Own)
	return w.b
}

func (w *writer) own(o *Own) {
	each(w, o.Provisions, func(k OwnProvision, n uint64) {
		w.numbers(uint64(k.Organisation), uint64(k.Place), uint64(k.Provision), n)
	}, func(a, b OwnProvision) int {
		return cmp.Or(cmp.Compare(a.Organisation, b.Organisation), cmp.Compare(a.Place, b.Place), cmp.Compare(a.Provision, b.Provision))
	})
	for _, pairs := range []map[OwnPair]uint64{o.Pairs, o.Shared} {
		each(w, pairs, func(k OwnPair, n uint64) { w.numbers(uint64(k.Organisation)); w.pair(k.Pair); w.numbers(n) }, func(a, b OwnPair) int {
			return cmp.Or(cmp.Compare(a.Organisation, b.Organisation), comparePair(a.Pair, b.Pair))
		})
	}
	each(w, o.Cells, func(k OwnCell, n uint64) { w.numbers(uint64(k.Organisation)); w.cell(k.Cell); w.numbers(n) }, func(a, b OwnCell) int {
		return cmp.Or(cmp.Compare(a.Organisation, b.Organisation), compareCell(a.Cell, b.Cell))
	})
	each(w, o.Organisations, func(k OwnNumber, n uint64) { w.numbers(uint64(k.Organisation), uint64(k.Number), n) }, func(a, b OwnNumber) int {
		return cmp.Or(cmp.Compare(a.Organisation, b.Organisation), cmp.Compare(a.Number, b.Number))
	})
}

type writer struct{ b []byte }

func (w *writer) numbers(numbers ...uint64) {
	for _, n := range numbers {
		w.b = binary.AppendUvarint(w.b, n)
	}
}

func (w *writer) cell(k Cell) {
	w.numbers(uint64(k.Place), uint64(k.Type), uint64(k.Provisions), k.Domains)
}

func (w *writer) pair(k Pair) { w.numbers(uint64(k.P), uint64(k.Q)) }

func each[K comparable, V any](w *writer, m map[K]V, write func(K, V), compare func(a, b K) int) {
	w.numbers(uint64(len(m)))
	for _, k := range slices.SortedFunc(maps.Keys(m), compare) {
		write(k, m[k])
	}
}

func compareCell(a, b Cell) int {
	return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.Type, b.Type), cmp.Compare(a.Provisions, b.Provisions), cmp.Compare(a.Domains, b.Domains))
}

func comparePair(a, b Pair) int { return cmp.Or(cmp.Compare(a.P, b.P), cmp.Compare(a.Q, b.Q)) }

// Decode reads what Encode wrote, and nothing else: bytes that Encode would have written otherwise are refused.
func Decode(data []byte) (*Counts, error) {
	rest, ok := bytes.CutPrefix(data, []byte(encoding))
	if !ok {
		return nil, ErrEncoding
	}
	r := reader{b: rest}
	c := New(Options{})
	c.Quality = Quality{r.number(), r.number(), r.number()}
	all(&r, c.Cells, r.cell, func() Sum { return Sum{r.number(), r.number()} })
	all(&r, c.Organisations, r.small, r.number)
	all(&r, c.Pairs, r.pair, r.number)
	all(&r, c.Provisions, func() PlaceProvision { return PlaceProvision{r.small(), r.small()} }, r.number)
	all(&r, c.Described, func() PlaceType { return PlaceType{r.small(), r.small()} }, r.number)
	if r.number() == 1 {
		c.Own = newOwn()
		all(&r, c.Own.Provisions, func() OwnProvision { return OwnProvision{r.small(), r.small(), r.small()} }, r.number)
		all(&r, c.Own.Pairs, func() OwnPair { return OwnPair{r.small(), r.pair()} }, r.number)
		all(&r, c.Own.Shared, func() OwnPair { return OwnPair{r.small(), r.pair()} }, r.number)
		all(&r, c.Own.Cells, func() OwnCell { return OwnCell{r.small(), r.cell()} }, r.number)
		all(&r, c.Own.Organisations, func() OwnNumber { return OwnNumber{r.small(), r.small()} }, r.number)
	}
	if r.bad || len(r.b) > 0 || !bytes.Equal(c.Encode(), data) {
		return nil, fmt.Errorf("decode counts: %w", ErrEncoding)
	}
	return c, nil
}

type reader struct {
	b   []byte
	bad bool
}

func (r *reader) number() uint64 {
	n, width := binary.Uvarint(r.b)
	if width <= 0 {
		r.bad, r.b = true, nil
		return 0
	}
	r.b = r.b[width:]
	return n
}

// upTo reads a number that is not over most.
func (r *reader) upTo(most uint64) uint64 {
	n := r.number()
	if n > most {
		r.bad = true
	}
	return n
}

func (r *reader) small() uint32 { return uint32(r.upTo(math.MaxUint32)) }

func (r *reader) cell() Cell {
	return Cell{r.small(), uint8(r.upTo(math.MaxUint8)), uint16(r.upTo(math.MaxUint16)), r.number()}
}

func (r *reader) pair() Pair {
	return Pair{uint16(r.upTo(math.MaxUint16)), uint16(r.upTo(math.MaxUint16))}
}

// all reads a map. Its length is not trusted: it stops where the bytes do.
func all[K comparable, V any](r *reader, m map[K]V, key func() K, value func() V) {
	for n := r.number(); n > 0 && !r.bad; n-- {
		k := key()
		m[k] = value()
	}
}
