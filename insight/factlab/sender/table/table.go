// Package table reads the file of an organisation row by row, whatever program wrote it: CSV with a comma, semicolon
// or tab, in UTF-8, UTF-16 or Windows-1252, or a workbook of Excel (XLSX). A file that cannot be read for certain is
// refused with a sentence; nothing is guessed silently.
package table

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"os"
	"strings"

	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// Row is a row of a table.
type Row struct {
	Number int      // the line in a CSV file, the row in a sheet; the first is 1
	Fields []string // without white space around them; good until the next row
}

// Table is an open file. It can be read any number of times.
type Table struct {
	Name     string   // of the sheet; empty for CSV
	Header   []string // the names of the columns; a column without a name has an empty one
	From1904 bool     // dates are days since 1904, as in workbooks of old Macs

	rows func(yield func(Row, error) bool) // all rows, from the top of the file
	top  int                               // the number of the header's row
	from io.Closer
}

// Open opens a file. sheet names the sheet of a workbook; it may be empty when there is only one.
func Open(path, sheet string) (*Table, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	kind, err := kindOf(f)
	var t *Table
	switch {
	case err != nil:
	case kind == workbook:
		t, err = openWorkbook(f, sheet)
	case sheet != "":
		err = command.Problemf("Only a workbook of Excel has sheets, and this is a text file")
	default:
		t, err = openText(f)
	}
	if err == nil {
		err = t.findHeader()
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return t, nil
}

// Close closes the file.
func (t *Table) Close() error { return t.from.Close() }

// Rows are the rows below the header that are not empty, each as wide as the header at least. An error ends them.
func (t *Table) Rows() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for row, err := range t.rows {
			if err != nil {
				yield(row, err)
				return
			}
			if row.Number <= t.top || row.filled() == 0 {
				continue
			}
			for len(row.Fields) < len(t.Header) {
				row.Fields = append(row.Fields, "")
			}
			if !yield(row, nil) {
				return
			}
		}
	}
}

// TooWide reports whether a row has more fields than the header, which mostly is a separator inside a field.
func (t *Table) TooWide(row Row) bool {
	for _, field := range row.Fields[min(len(t.Header), len(row.Fields)):] {
		if field != "" {
			return true
		}
	}
	return false
}

// titles is how many rows may stand above the header, such as the name of a report.
const titles = 25

// findHeader takes the first row that has two fields or more.
func (t *Table) findHeader() error {
	seen := 0
	for row, err := range t.rows {
		if err != nil {
			return err
		}
		if row.filled() >= 2 {
			t.Header, t.top = trimRight(row.Fields), row.Number
			return nil
		}
		if seen++; seen == titles {
			break
		}
	}
	if seen == 0 {
		return command.Problemf("The file is empty")
	}
	return command.Problemf("The file has no row with the names of the columns")
}

func (r Row) filled() (n int) {
	for _, field := range r.Fields {
		if field != "" {
			n++
		}
	}
	return n
}

func trimRight(fields []string) []string {
	n := len(fields)
	for n > 0 && fields[n-1] == "" {
		n--
	}
	return append([]string(nil), fields[:n]...)
}

// kind is what a file is, as its first bytes say.
type kind int

const (
	text kind = iota
	workbook
)

// kindOf refuses what is neither text nor a workbook.
func kindOf(f *os.File) (kind, error) {
	head := make([]byte, 512)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return text, err
	}
	head = head[:n]
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return text, err
	}
	lower := strings.ToLower(string(bytes.TrimLeft(bytes.TrimPrefix(head, []byte(markUTF8)), " \t\r\n")))
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return workbook, nil
	case bytes.HasPrefix(head, []byte("\xD0\xCF\x11\xE0")):
		return text, command.Problemf("This is an old workbook (.xls) or one with a password. Save it as .xlsx without a password, or as CSV")
	case bytes.HasPrefix(head, []byte("%PDF")):
		return text, command.Problemf("This is a PDF, and a CSV file or workbook is needed")
	case strings.HasPrefix(lower, "<html"), strings.HasPrefix(lower, "<!doctype"), strings.HasPrefix(lower, "<table"), strings.HasPrefix(lower, "<?xml"):
		return text, command.Problemf("This is a web page or XML, whatever its name says. Open it in Excel and save it as .xlsx or CSV")
	}
	return text, nil
}
