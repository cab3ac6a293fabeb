package file

import (
	"strings"

	"codeberg.org/samenkracht/samenkracht/insight/disclosure"
	"codeberg.org/samenkracht/samenkracht/insight/disclosure/table"
)

// columns are the columns of the codes.
func (s *Spec) columns() []string {
	var out []string
	for _, d := range s.Dimensions {
		out = append(out, d.Column)
	}
	return out
}

// shape makes the empty table that fits the codes of a file.
func (s *Spec) shape(path string) (*table.Table, error) {
	codes := make([]map[string]bool, len(s.Dimensions))
	for d := range codes {
		codes[d] = map[string]bool{}
	}
	err := each(path, s.columns(), "", "", true, func(name string, r row) error {
		for d, code := range r.codes {
			if codes[d][code] = true; len(codes[d]) > table.MaxCells {
				return table.Problemf("The table has more than %d cells.", table.MaxCells)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	var dimensions []table.Dimension
	for d, dim := range s.Dimensions {
		h, err := s.hierarchy(dim, codes[d])
		if err != nil {
			return nil, err
		}
		dimensions = append(dimensions, table.Dimension{Column: dim.Column, Hierarchy: h})
	}
	return table.New(s.Name, dimensions...)
}

// entry is a line of a table with the cell that it is about.
type entry struct {
	row
	name string // of the file
	cell int
	leaf bool
}

// cells visits the lines of a file with their cells; with counts, no two lines may be about the same codes.
func (s *Spec) cells(t *table.Table, path, extra string, lines bool, visit func(e entry) error) error {
	seen := map[[3]int]int{}
	return each(path, s.columns(), s.Value, extra, lines, func(name string, r row) error {
		e := entry{row: r, name: name, leaf: true}
		nodes := make([]int, len(r.codes))
		var key [3]int
		for d, code := range r.codes {
			dim := t.Dimensions[d]
			node, known := dim.Node(code)
			if !known {
				return table.Problemf("The file %s, line %d: the spec does not know the code %q of %q.", name, r.line, short(code), dim.Column)
			}
			nodes[d], key[d] = node, node
			e.leaf = e.leaf && dim.Leaf(node)
		}
		if !lines && extra == "" {
			if before := seen[key]; before > 0 {
				return table.Problemf("The file %s, line %d: line %d is about the same cell (%s).", name, r.line, before, strings.Join(r.codes, ", "))
			}
			seen[key] = r.line
		}
		e.cell = t.Cell(nodes...)
		return visit(e)
	})
}

// load reads a table that is to be protected.
func (s *Spec) load(path string) (disclosure.Draft, error) {
	t, err := s.shape(path)
	if err != nil {
		return disclosure.Draft{}, err
	}
	draft := disclosure.Draft{Table: t, Sensitive: s.sensitive(t)}
	var margins []entry
	var organisations []int64
	if s.Organisations != "" {
		organisations = make([]int64, len(t.Values))
	}
	err = s.cells(t, path, s.Organisations, false, func(e entry) error {
		if e.empty {
			return table.Problemf("The file %s, line %d: the count is empty.", e.name, e.line)
		}
		if organisations != nil {
			n, err := number(e)
			if err != nil {
				return err
			}
			organisations[e.cell] = n
		}
		if e.leaf {
			t.Values[e.cell] = e.count
		} else {
			margins = append(margins, e)
		}
		return nil
	})
	if err != nil {
		return draft, err
	}
	t.Sum()
	for _, m := range margins {
		if t.Values[m.cell] != m.count {
			return draft, table.Problemf("The file %s, line %d: the parts of this margin add up to %d, not to %d.", m.name, m.line, t.Values[m.cell], m.count)
		}
	}
	draft.Organisations = most(t, organisations)
	return draft, s.around(&draft)
}

// around reads what the spec names beside the table: contributions and an earlier release.
func (s *Spec) around(draft *disclosure.Draft) error {
	if s.Contributions != "" {
		own, err := s.contributions(draft.Table)
		if err != nil {
			return err
		}
		draft.Own = own
		if draft.Organisations == nil {
			draft.Organisations = make([]int64, len(draft.Values))
			for _, o := range own {
				for cell, n := range o.Counts {
					draft.Organisations[cell] += min(n, 1)
				}
			}
		}
	}
	if s.Earlier == "" {
		return nil
	}
	earlier, err := s.published(draft.Table, s.beside(s.Earlier))
	if err != nil {
		return err
	}
	draft.Earlier = make([]int64, len(draft.Values))
	for cell, v := range earlier.Values {
		if draft.Earlier[cell] = v; earlier.Hidden[cell] {
			draft.Earlier[cell] = -1
		}
	}
	return nil
}

// most gives margins without a number of organisations the largest of their parts, which is what is sure.
func most(t *table.Table, organisations []int64) []int64 {
	for changed := organisations != nil; changed; {
		changed = false
		t.Relations(func(margin int, parts []int) {
			for _, part := range parts {
				if organisations[part] > organisations[margin] {
					organisations[margin], changed = organisations[part], true
				}
			}
		})
	}
	return organisations
}

// sensitive tells which cells have a code with the higher minimum, or one under it.
func (s *Spec) sensitive(t *table.Table) func(codes []string) bool {
	if len(s.Sensitive.Codes) == 0 {
		return nil
	}
	return func(codes []string) bool {
		for d, code := range codes {
			dim := t.Dimensions[d]
			node, _ := dim.Node(code)
			for _, one := range s.Sensitive.Codes {
				if top, known := dim.Node(one); known && dim.Below(node, top) {
					return true
				}
			}
		}
		return false
	}
}
