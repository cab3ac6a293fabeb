// Package threshold asks a release of the Factlab from how many provisions, or from how many domains, a household is
// called vulnerable (kwetsbaar), and how many households that are. It reads published cells only, and only adds them
// up. It never subtracts: what is hidden stays hidden, also when a release would not have been protected well.
package threshold

import (
	"slices"
	"strconv"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/release"
)

// Sheet is a published table that finds its cells fast.
type Sheet struct {
	Table release.Table
	cells map[string]string
	codes []map[string]bool
	apart bool // laid together out of tables that each leave something out: what none of them has is not shown
}

// Read indexes a table of a release. A table that is not there is a sheet without cells.
func Read(c release.Content, name string) Sheet {
	t, there := c.Table(name)
	if !there && name == release.Stacking {
		return stacking(c)
	}
	s := begin(t, max(len(t.Columns)-1, 0))
	for _, row := range t.Rows {
		if len(row) == len(t.Columns) && len(row) > 0 {
			s.add(row[len(row)-1], row[:len(row)-1]...)
		}
	}
	return s
}

// stacking lays the tables together that count by neighbourhood, number of provisions and number of domains.
func stacking(c release.Content) Sheet {
	places, _ := c.Table(release.ByPlaceClass)
	s := begin(places, 3)
	s.apart = true
	for _, row := range places.Rows {
		s.add(row[2], row[0], row[1], release.Total)
	}
	domains, _ := c.Table(release.ByPlaceDomains)
	for _, row := range domains.Rows {
		s.add(row[2], row[0], release.Total, row[1])
	}
	both, _ := c.Table(release.ByClassDomains)
	for _, row := range both.Rows {
		s.add(row[2], release.Total, row[0], row[1])
	}
	types, _ := c.Table(release.ByType)
	for _, row := range types.Rows {
		if row[0] == release.Total {
			s.add(row[3], row[:3]...)
		}
	}
	return s
}

func begin(t release.Table, columns int) Sheet {
	s := Sheet{Table: t, cells: make(map[string]string, len(t.Rows)), codes: make([]map[string]bool, columns)}
	for i := range s.codes {
		s.codes[i] = map[string]bool{}
	}
	return s
}

func (s Sheet) add(count string, codes ...string) {
	s.cells[key(codes)] = count
	for i, code := range codes {
		s.codes[i][code] = true
	}
}

// key joins codes by a character that is in none of them.
func key(codes []string) string {
	n := 0
	for _, c := range codes {
		n += len(c) + 1
	}
	out := make([]byte, 0, n)
	for _, c := range codes {
		out = append(append(out, c...), 0)
	}
	return string(out)
}

// Empty reports whether there is nothing in the table.
func (s Sheet) Empty() bool { return len(s.cells) == 0 }

// Has reports whether a code occurs in a column.
func (s Sheet) Has(column int, code string) bool {
	return column < len(s.codes) && s.codes[column][code]
}

// Cell is a count by its codes. It is not shown when it is hidden; a combination that is not in a table is a count of
// nothing.
func (s Sheet) Cell(codes ...string) (n int, shown bool) {
	text, there := s.cells[key(codes)]
	if !there {
		return 0, !s.Empty() && !(s.apart && !slices.Contains(codes, release.Total))
	}
	n, err := strconv.Atoi(text)
	return n, err == nil && n >= 0
}

// Sum adds up cells of a table with one column of codes. It is exact when all are shown; else it is the least that
// it can be.
func (s Sheet) Sum(codes ...string) Count {
	out := Count{Exact: !s.Empty()}
	for _, code := range codes {
		n, shown := s.Cell(code)
		out.Least += n
		out.Exact = out.Exact && shown
	}
	out.Most = out.Least
	if !out.Exact {
		out.Most = Unbounded
	}
	return out
}
