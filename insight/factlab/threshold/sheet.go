// Package threshold asks a release of the Factlab from how many provisions, or from how many domains, a household is
// called vulnerable (kwetsbaar), and how many households that are. It reads published cells only, and only adds them
// up. It never subtracts: what is hidden stays hidden, also when a release would not have been protected well.
package threshold

import (
	"strconv"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/release"
)

// Sheet is a published table that finds its cells fast.
type Sheet struct {
	Table release.Table
	cells map[string]string
	codes []map[string]bool
}

// Read indexes a table of a release. A table that is not there is a sheet without cells.
func Read(c release.Content, name string) Sheet {
	t, _ := c.Table(name)
	s := Sheet{Table: t, cells: make(map[string]string, len(t.Rows)), codes: make([]map[string]bool, max(len(t.Columns)-1, 0))}
	for i := range s.codes {
		s.codes[i] = map[string]bool{}
	}
	for _, row := range t.Rows {
		if len(row) != len(t.Columns) || len(row) == 0 {
			continue
		}
		s.cells[key(row[:len(row)-1])] = row[len(row)-1]
		for i := range s.codes {
			s.codes[i][row[i]] = true
		}
	}
	return s
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
		return 0, !s.Empty()
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
