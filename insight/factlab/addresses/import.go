package addresses

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/sender/table"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// extract is what is usable of an extract of the register, and what is not.
type extract struct {
	entries []entry // sorted by key
	areas   []area
	counts  []int   // of the addresses of each
	faults  []fault // in the order of the file
}

// fault is a row that cannot be used.
type fault struct {
	line int
	err  error
}

// readExtract reads an extract of the register: CSV or a workbook. Rows that cannot be used are in faults; of an
// address that is there twice the first counts.
func readExtract(ctx context.Context, path, sheet string, seen func(rows int)) (*extract, error) {
	t, err := table.Open(path, sheet)
	if err != nil {
		return nil, err
	}
	im := &extract{}
	err = im.read(ctx, t, seen)
	if err = errors.Join(err, t.Close()); err != nil {
		return nil, err
	}
	im.sort()
	return im, im.count()
}

func (im *extract) read(ctx context.Context, t *table.Table, seen func(rows int)) error {
	c, err := columnsOf(t.Header)
	if err != nil {
		return err
	}
	known := map[area]int32{}
	n := 0
	for row, err := range t.Rows() {
		if err != nil {
			return err
		}
		if n++; n%10000 == 0 {
			if seen(n); ctx.Err() != nil {
				return ctx.Err()
			}
		}
		e, a, err := c.read(row)
		if err != nil {
			im.faults = append(im.faults, fault{row.Number, err})
			continue
		}
		i, ok := known[a]
		if !ok {
			i = int32(len(im.areas))
			known[a], im.areas = i, append(im.areas, a)
		}
		e.area = i
		im.entries = append(im.entries, e)
	}
	if len(im.entries) == 0 {
		return command.Problemf("The file holds no address that can be read")
	}
	return nil
}

// sort sorts by key and takes out what is there twice.
func (im *extract) sort() {
	slices.SortFunc(im.entries, func(a, b entry) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.line, b.line)) })
	kept := im.entries[:0]
	for _, e := range im.entries {
		if n := len(kept); n > 0 && kept[n-1].key == e.key {
			im.faults = append(im.faults, fault{int(e.line), command.Problemf("the address %s is there already, in line %d", e.key, int(kept[n-1].line))})
			continue
		}
		kept = append(kept, e)
	}
	im.entries = kept
	slices.SortStableFunc(im.faults, func(a, b fault) int { return cmp.Compare(a.line, b.line) })
}

// count counts the addresses of each neighbourhood, and refuses a neighbourhood that lies in two places.
func (im *extract) count() error {
	first := map[string]entry{}
	im.counts = make([]int, len(im.areas))
	for _, e := range im.entries {
		im.counts[e.area]++
		if im.counts[e.area] > 1 {
			continue
		}
		name := im.areas[e.area].neighbourhood
		if f, twice := first[name]; twice {
			return command.Problemf("Neighbourhood %s lies in another district or municipality in line %d than in line %d. Repair the file",
				name, int(max(e.line, f.line)), int(min(e.line, f.line)))
		}
		first[name] = e
	}
	return nil
}

// writeList writes the list, and gives the check sum over its bytes.
func (im *extract) writeList(w io.Writer) (sum string, err error) {
	hash := sha256.New()
	out := csv.NewWriter(io.MultiWriter(w, hash))
	if err := out.Write(Header); err != nil {
		return "", err
	}
	for _, e := range im.entries {
		a, id := im.areas[e.area], ""
		if e.id != 0 {
			id = fmt.Sprintf("%016d", e.id)
		}
		if err := out.Write([]string{e.key, a.neighbourhood, a.district, a.municipality, id}); err != nil {
			return "", err
		}
	}
	out.Flush()
	return hex.EncodeToString(hash.Sum(nil)), out.Error()
}

// writeCounts writes how many addresses each neighbourhood has.
func (im *extract) writeCounts(w io.Writer) error {
	out := csv.NewWriter(w)
	if err := out.Write(CountsHeader); err != nil {
		return err
	}
	order := make([]int, len(im.areas))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(im.areas[i].neighbourhood, im.areas[j].neighbourhood) })
	for _, i := range order {
		a := im.areas[i]
		if im.counts[i] == 0 {
			continue // all its rows were there twice
		}
		if err := out.Write([]string{a.neighbourhood, a.district, a.municipality, strconv.Itoa(im.counts[i])}); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}
