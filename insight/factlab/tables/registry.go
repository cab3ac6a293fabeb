package tables

import (
	"bytes"
	"context"
	"errors"
	"slices"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/count"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/tables/register"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/tables/sheet"
	"codeberg.org/samenkracht/samenkracht/insight/pseudonym/address"
)

// The columns of the register that are read.
const (
	colPostcode = iota
	colNumber
	colLetter
	colAddition
	colNeighbourhood
	colMunicipality
)

var registryColumns = []string{"postcode", "number", "letter", "addition", "buurt", "gemeente"}

// readRegistry reads the address register.
func (m *making) readRegistry(ctx context.Context) error {
	places := newDictionary(1 << 31)
	readers := make([]*addressReader, m.Workers)
	for i := range readers {
		readers[i] = &addressReader{keys: newKeys(m.key), places: places.memory()}
	}
	if err := m.read(ctx, []string{m.Registry}, registryColumns, func(worker int, b sheet.Block) error { return readers[worker].read(b) }); err != nil {
		return err
	}
	parts := make([]*register.Part, len(readers))
	m.places = make([]count.Place, len(places.words))
	for i, r := range readers {
		parts[i] = &r.part
		for code, n := range r.households {
			m.places[code].Households += n
		}
	}
	for code, word := range places.words {
		m.places[code].Neighbourhood, m.places[code].Municipality = cutPlace(word)
	}
	var twice []count.Household
	if m.register, twice = register.Build(m.Workers, parts...); len(twice) > 0 {
		return m.twice(twice)
	}
	if m.register.Len() == 0 {
		return sheet.Note(m.Registry, "the address register holds no address; is this the right file?")
	}
	return nil
}

// addressReader reads blocks of the register, for one worker.
type addressReader struct {
	rows       sheet.Reader
	keys       *keys
	part       register.Part
	places     *memory
	households []uint64 // by place
	last       []byte   // the place of the row before: a register stands mostly in the order of places
	code       uint32
}

func (r *addressReader) read(b sheet.Block) error {
	if err := r.rows.Read(b); err != nil {
		return err
	}
	for {
		if more, err := r.rows.Next(); !more || err != nil {
			return err
		}
		h, err := r.keys.plain(&r.rows)
		if err != nil {
			return r.unreadable(err)
		}
		if err := r.place(); err != nil {
			return err
		}
		r.part.Add(h, r.code)
		r.households[r.code]++
	}
}

// unreadable says why an address of the register cannot be used.
func (r *addressReader) unreadable(err error) error {
	var reason address.Reason
	if !errors.As(err, &reason) {
		return err
	}
	return r.rows.Fault("%s; correct the address or take it out", reason)
}

// place finds the code of the row's neighbourhood and municipality.
func (r *addressReader) place() error {
	neighbourhood, municipality := r.rows.Field(colNeighbourhood), r.rows.Field(colMunicipality)
	n := len(neighbourhood)
	if len(r.last) == n+1+len(municipality) && bytes.Equal(r.last[:n], neighbourhood) && bytes.Equal(r.last[n+1:], municipality) && r.last[n] == 0 {
		return nil
	}
	if len(bytes.TrimSpace(neighbourhood)) == 0 || len(bytes.TrimSpace(municipality)) == 0 {
		return r.rows.Fault("the neighbourhood or the municipality is empty; fill in its code")
	}
	r.last = append(append(append(r.last[:0], neighbourhood...), 0), municipality...)
	r.code, _ = r.places.code(r.last)
	for int(r.code) >= len(r.households) {
		r.households = append(r.households, 0)
	}
	return nil
}

func cutPlace(word string) (neighbourhood, municipality string) {
	before, after, _ := bytes.Cut([]byte(word), []byte{0})
	return string(bytes.TrimSpace(before)), string(bytes.TrimSpace(after))
}

// twice finds the lines of an address that the register has twice, by reading it again.
func (m *making) twice(twice []count.Household) error {
	file, err := sheet.Open(m.Registry, registryColumns)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }() // only read
	var rows sheet.Reader
	keys, first, room := newKeys(m.key), map[count.Household]int{}, make([]byte, sheet.BlockSize)
	for {
		block, err := file.Next(room)
		if err != nil {
			return err
		}
		if err := rows.Read(block); err != nil {
			return err
		}
		for more := true; more; {
			if more, err = rows.Next(); err != nil {
				return err
			}
			h, err := keys.plain(&rows)
			if i := slices.IndexFunc(twice, func(t count.Household) bool { return register.Same(t, h) }); !more || err != nil || i < 0 {
				continue
			}
			if line, seen := first[h]; seen {
				return rows.Fault("this address is there already, at line %d; take one of them out", line)
			}
			first[h] = rows.Fault("").Line
		}
	}
}
