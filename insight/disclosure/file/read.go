package file

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"codeberg.org/samenkracht/samenkracht/insight/disclosure/table"
)

// row is a line of a table: the codes of the dimensions, and the count.
type row struct {
	line  int
	codes []string
	count int64
	empty bool   // no count: hidden
	extra string // the column that was asked beside them
}

// reader reads the lines of a CSV file, and some of its columns.
type reader struct {
	name    string
	csv     *csv.Reader
	columns []int // of the codes
	value   int   // of the count, -1 when each line counts for one
	extra   int   // of a further column, -1 for none
}

// open reads the header. Without the value column each line counts for one, when that is allowed.
func open(in io.Reader, name string, codes []string, value, extra string, lines bool) (*reader, error) {
	buffered := bufio.NewReaderSize(in, 1<<16)
	begin, _ := buffered.Peek(1 << 12)
	switch {
	case bytes.HasPrefix(begin, []byte("\xff\xfe")), bytes.HasPrefix(begin, []byte("\xfe\xff")), bytes.IndexByte(begin, 0) >= 0:
		return nil, table.Problemf("The file %s is not in UTF-8 but in another encoding, such as UTF-16. Save it as CSV in UTF-8.", name)
	case bytes.HasPrefix(begin, []byte("\ufeff")):
		if _, err := buffered.Discard(3); err != nil {
			return nil, err
		}
	}
	r := &reader{name: name, csv: csv.NewReader(buffered), value: -1, extra: -1}
	r.csv.ReuseRecord = true
	header, err := r.csv.Read()
	if errors.Is(err, io.EOF) {
		return nil, table.Problemf("The file %s is empty; a line with the names of the columns belongs first.", name)
	}
	if err != nil {
		return nil, r.fault(err)
	}
	header = slices.Clone(header)
	find := func(column string) (int, error) {
		at := slices.Index(header, column)
		switch {
		case at >= 0 && slices.Contains(header[at+1:], column):
			return at, table.Problemf("The file %s has two columns %q.", name, column)
		case at < 0 && len(header) == 1 && strings.ContainsAny(header[0], ";\t"):
			return at, table.Problemf("The columns of the file %s are not separated by commas. Save it with commas.", name)
		case at < 0:
			return at, table.Problemf("The file %s has no column %q; its columns are: %s.", name, column, short(strings.Join(header, ", ")))
		}
		return at, nil
	}
	for _, column := range codes {
		at, err := find(column)
		if err != nil {
			return nil, err
		}
		r.columns = append(r.columns, at)
	}
	if extra != "" {
		if r.extra, err = find(extra); err != nil {
			return nil, err
		}
	}
	if value == "" || lines && !slices.Contains(header, value) {
		return r, nil
	}
	r.value, err = find(value)
	return r, err
}

// next reads a line; io.EOF at the end.
func (r *reader) next() (row, error) {
	record, err := r.csv.Read()
	if err != nil {
		return row{}, r.fault(err)
	}
	line, _ := r.csv.FieldPos(0)
	out := row{line: line, count: 1}
	for _, at := range r.columns {
		if !utf8.ValidString(record[at]) {
			return row{}, table.Problemf("The file %s, line %d: this is not UTF-8 but another encoding, such as Windows-1252. Save it as CSV in UTF-8.", r.name, line)
		}
		out.codes = append(out.codes, strings.Clone(record[at]))
	}
	if r.extra >= 0 {
		out.extra = strings.Clone(record[r.extra])
	}
	if r.value < 0 {
		return out, nil
	}
	text := record[r.value]
	if out.empty = text == ""; out.empty {
		return out, nil
	}
	out.count, err = strconv.ParseInt(text, 10, 64)
	if err != nil || out.count < 0 || out.count > 1e12 {
		return row{}, table.Problemf("The file %s, line %d: %q is no count, such as 12.", r.name, line, short(text))
	}
	return out, nil
}

// fault tells in words what is wrong with a CSV file.
func (r *reader) fault(err error) error {
	var parse *csv.ParseError
	switch {
	case !errors.As(err, &parse):
		return err
	case errors.Is(err, csv.ErrFieldCount):
		return table.Problemf("The file %s, line %d: this line has more or fewer columns than the header.", r.name, parse.StartLine)
	}
	return table.Problemf("The file %s, line %d: a quotation mark stands where it cannot.", r.name, parse.StartLine)
}

// each opens a file and visits its lines.
func each(path string, codes []string, value, extra string, lines bool, visit func(name string, r row) error) (err error) {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	name := filepath.Base(path)
	r, err := open(f, name, codes, value, extra, lines)
	if err != nil {
		return err
	}
	for {
		row, err := r.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = visit(name, row)
		}
		if err != nil {
			return err
		}
	}
}

// short keeps a text from filling the screen.
func short(s string) string {
	if runes := []rune(s); len(runes) > 80 {
		return string(runes[:80]) + "…"
	}
	return s
}
