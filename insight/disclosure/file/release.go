package file

import (
	"encoding/csv"
	"io"
	"maps"
	"slices"
	"strconv"

	"codeberg.org/samenkracht/samenkracht/insight/disclosure"
	"codeberg.org/samenkracht/samenkracht/insight/disclosure/table"
)

// number reads the number of organisations behind a count.
func number(e entry) (int64, error) {
	n, err := strconv.ParseInt(e.extra, 10, 64)
	if err != nil || n < 0 {
		return 0, table.Problemf("The file %s, line %d: %q is no number of organisations.", e.name, e.line, short(e.extra))
	}
	return n, nil
}

// contributions reads what each organisation counted itself.
func (s *Spec) contributions(t *table.Table) ([]disclosure.Own, error) {
	type key struct {
		name string
		cell int
	}
	own, seen := map[string][]int64{}, map[key]int{}
	err := s.cells(t, s.beside(s.Contributions), s.Organisation, false, func(e entry) error {
		if !e.leaf {
			return nil
		}
		if before := seen[key{e.extra, e.cell}]; before > 0 {
			return table.Problemf("The file %s, line %d: line %d is about the same cell of %q.", e.name, e.line, before, short(e.extra))
		}
		seen[key{e.extra, e.cell}] = e.line
		if own[e.extra] == nil {
			own[e.extra] = make([]int64, len(t.Values))
		}
		own[e.extra][e.cell] = e.count
		return nil
	})
	var out []disclosure.Own
	for _, name := range slices.Sorted(maps.Keys(own)) {
		t.SumOf(own[name])
		out = append(out, disclosure.Own{Name: name, Counts: own[name]})
	}
	return out, err
}

// insider reads what one organisation counted itself: counts by cell, or a line for each household in a cell.
func (s *Spec) insider(t *table.Table, path string) ([]int64, error) {
	own := make([]int64, len(t.Values))
	err := s.cells(t, path, "", true, func(e entry) error {
		if e.leaf {
			own[e.cell] += e.count
		}
		return nil
	})
	t.SumOf(own)
	return own, err
}

// published reads a release into the shape of a table: lowest cells that are absent are zeros, margins that are absent
// were not published.
func (s *Spec) published(shape *table.Table, path string) (disclosure.Release, error) {
	blank := *shape
	blank.Values = make([]int64, len(shape.Values))
	r := disclosure.Release{Table: &blank, Hidden: make([]bool, len(blank.Values)), Absent: make([]bool, len(blank.Values))}
	line := make([]int, len(blank.Values))
	err := s.cells(&blank, path, "", false, func(e entry) error {
		if before := line[e.cell]; before > 0 && (r.Hidden[e.cell] != e.empty || r.Values[e.cell] != e.count && !e.empty) {
			return table.Problemf("The file %s, line %d: this must have the same count as line %d, which has the same parts.", e.name, e.line, before)
		}
		line[e.cell] = e.line
		if r.Hidden[e.cell] = e.empty; !e.empty {
			r.Values[e.cell] = e.count
		}
		return nil
	})
	for cell := range line {
		if line[cell] == 0 && !blank.Leaf(cell) {
			r.Hidden[cell], r.Absent[cell] = true, true
		}
	}
	return r, err
}

// write writes a release: a line for every cell in the order of its codes, the count empty where it is hidden.
func (s *Spec) write(w io.Writer, r disclosure.Release) error {
	out := csv.NewWriter(w)
	if err := out.Write(append(s.columns(), s.Value)); err != nil {
		return err
	}
	record := make([]string, len(s.Dimensions)+1)
	nodes := make([]int, len(s.Dimensions))
	var visit func(d int) error
	visit = func(d int) error {
		if d < len(nodes) {
			for _, code := range slices.Sorted(slices.Values(r.Dimensions[d].Codes)) {
				nodes[d], _ = r.Dimensions[d].Node(code)
				record[d] = code
				if err := visit(d + 1); err != nil {
					return err
				}
			}
			return nil
		}
		record[d] = ""
		if cell := r.Cell(nodes...); !r.Hidden[cell] {
			record[d] = strconv.FormatInt(r.Values[cell], 10)
		}
		return out.Write(record)
	}
	if err := visit(0); err != nil {
		return err
	}
	out.Flush()
	return out.Error()
}
