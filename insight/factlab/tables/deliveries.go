package tables

import (
	"context"
	"sync"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/count"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/tables/register"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/tables/sheet"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/tables/spill"
)

// The columns of a list of deliveries, behind those of the address.
const (
	colOrganisation = colAddition + 1 + iota
	colProvision
	colDomain
	colStart
	colEnd
)

var deliveryColumns = []string{"postcode", "number", "letter", "addition", "org", "provision", "domain", "start", "end"}

// readDeliveries reads all lists and counts.
func (m *making) readDeliveries(ctx context.Context, paths []string) (*count.Counts, error) {
	readers := make([]*rowReader, m.Workers)
	for i := range readers {
		readers[i] = &rowReader{making: m, keys: newKeys(m.key), organisations: m.organisations.memory(), provisions: m.provisions.memory(), domains: m.domains.memory(), finder: register.NewFinder(m.register)}
		if m.spill != nil {
			readers[i].aside = m.spill.Writer()
		}
	}
	if err := m.read(ctx, paths, deliveryColumns, func(worker int, b sheet.Block) error { return readers[worker].read(b) }); err != nil {
		return nil, err
	}
	parts := make([]*count.Rows, len(readers))
	for i, r := range readers {
		parts[i] = &r.kept
		r.kept.Note(r.quality)
		if r.aside == nil {
			continue
		}
		if err := r.aside.Flush(); err != nil {
			return nil, err
		}
	}
	sum := count.Of(count.Options{Workers: m.Workers}, parts...)
	if m.spill == nil {
		return sum, nil
	}
	return sum, m.countBuckets(ctx, sum)
}

// countBuckets counts what was written aside, bucket by bucket, and adds it to sum.
func (m *making) countBuckets(ctx context.Context, sum *count.Counts) error {
	var mu sync.Mutex
	return m.work(func(worker int) error {
		for b := worker; b < m.Buckets; b += m.Workers {
			if ctx.Err() != nil {
				return context.Cause(ctx)
			}
			var rows count.Rows
			if err := m.spill.Read(b, rows.Add); err != nil {
				return err
			}
			c := count.Of(count.Options{}, &rows)
			mu.Lock()
			sum.Add(c)
			mu.Unlock()
		}
		return nil
	})
}

// rowReader reads blocks of lists, for one worker.
type rowReader struct {
	*making
	rows                               sheet.Reader
	keys                               *keys
	organisations, provisions, domains *memory
	kept                               count.Rows
	aside                              *spill.Writer // nil with one bucket
	quality                            count.Quality // of the rows that are not kept

	// The rows that are to be found together. One whose address has no plain key has no household here.
	batch   []count.Row
	batched []count.Household
	marks   []int // where each row is
	found   []bool
	finder  *register.Finder
}

// batchSize is how many rows are found together.
const batchSize = 256

func (r *rowReader) read(b sheet.Block) error {
	if err := r.rows.Read(b); err != nil {
		return err
	}
	for {
		more, err := r.rows.Next()
		if err != nil {
			return err
		}
		if !more {
			return r.settle()
		}
		row, err := r.row()
		if err != nil {
			return err
		}
		if row.Household, err = r.keys.plain(&r.rows); err != nil {
			row.Household = count.Household{} // no address of the register has that
		}
		r.batch, r.batched = append(r.batch, row), append(r.batched, row.Household)
		r.marks, r.found = append(r.marks, r.rows.Mark()), append(r.found, false)
		if len(r.batch) == batchSize {
			if err := r.settle(); err != nil {
				return err
			}
		}
	}
}

// settle finds the households of the batch and keeps their active rows.
func (r *rowReader) settle() error {
	r.finder.Find(r.batched, func(i int, place uint32) { r.batch[i].Place, r.found[i] = place, true })
	for i := range r.batch {
		row := &r.batch[i]
		if !r.found[i] {
			if err := r.rows.Back(r.marks[i]); err != nil {
				return err
			}
			row.Household, row.Place, r.found[i] = r.keys.other(&r.rows, r.register)
		}
		if err := r.keep(row, r.found[i]); err != nil {
			return err
		}
	}
	r.batch, r.batched, r.marks, r.found = r.batch[:0], r.batched[:0], r.marks[:0], r.found[:0]
	return nil
}

// keep keeps an active row of a known household, and counts the others.
func (r *rowReader) keep(row *count.Row, found bool) error {
	switch {
	case !found:
		r.quality.Rows++
	case !row.Active:
		r.quality.Rows++
		r.quality.Matched++
	case r.aside != nil:
		return r.aside.Add(*row)
	default:
		r.kept.Add(*row)
	}
	return nil
}

// row reads all but the address.
func (r *rowReader) row() (row count.Row, err error) {
	if row.Active, err = r.active(); err != nil || !row.Active {
		return row, err
	}
	row.Organisation, _ = r.organisations.code(r.rows.Field(colOrganisation))
	provision, ok := r.provisions.code(r.rows.Field(colProvision))
	if !ok {
		return row, r.rows.Fault("there are more than 65,536 provisions; is this the right column?")
	}
	domain, ok := r.domains.code(r.rows.Field(colDomain))
	if !ok {
		return row, r.rows.Fault("there are more than 64 domains; is this the right column?")
	}
	row.Provision, row.Domain = uint16(provision), uint8(domain)
	return row, nil
}

// active reports whether the row's delivery goes on on the day: it began at the latest then, and did not end before.
// Without a start it goes on since ever, without an end for ever.
func (r *rowReader) active() (bool, error) {
	start, ok := parseDay(r.rows.Field(colStart))
	if !ok {
		return false, r.wrongDay("start", colStart)
	}
	end, ok := parseDay(r.rows.Field(colEnd))
	if !ok {
		return false, r.wrongDay("end", colEnd)
	}
	return start <= r.on && (end == 0 || end >= r.on), nil
}

func (r *rowReader) wrongDay(column string, wanted int) error {
	text := r.rows.Field(wanted)
	return r.rows.Fault("%q in the column %q is no date; write it as 2025-12-31 or 31-12-2025", string(text[:min(len(text), 40)]), column)
}
