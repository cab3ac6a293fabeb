package table

import (
	"errors"
	"fmt"
	"math/big"
	"os"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"codeberg.org/samenkracht/samenkracht/platform/command"
)

const (
	maxSheetRows = 1 << 20   // what Excel itself can hold
	maxUnzipped  = 4 << 30   // bytes of a whole workbook
	maxInMemory  = 256 << 20 // of one sheet; a larger one is unpacked in a temporary file
)

const damaged = "The workbook is damaged, protected or too large. Save it anew as .xlsx, or as CSV"

// book is an open workbook.
type book struct {
	*excelize.File
	f       *os.File
	current string // the sheet that is read
}

func (b *book) Close() error { return errors.Join(b.File.Close(), b.f.Close()) }

// openWorkbook opens a sheet of a workbook, which is read as a stream.
func openWorkbook(f *os.File, sheet string) (*Table, error) {
	x, err := excelize.OpenReader(f, excelize.Options{RawCellValue: true, UnzipSizeLimit: maxUnzipped, UnzipXMLSizeLimit: maxInMemory})
	if err != nil && x != nil {
		err = errors.Join(err, x.Close())
	}
	if err != nil {
		return nil, command.Problemf(damaged)
	}
	b := &book{File: x, f: f}
	name, err := b.choose(sheet)
	if err != nil {
		return nil, errors.Join(err, x.Close())
	}
	b.current = name
	props, err := x.GetWorkbookProps()
	if err != nil {
		return nil, errors.Join(command.Problemf(damaged), x.Close())
	}
	return &Table{Name: name, From1904: props.Date1904 != nil && *props.Date1904, from: b, rows: b.rows}, nil
}

// Choice says which sheets there are, when one has to be chosen.
type Choice struct{ Sheets []string }

// Error asks to choose.
func (c *Choice) Error() string {
	return "the workbook has the sheets " + strings.Join(c.Sheets, ", ") + "; choose one with -sheet"
}

// choose finds the sheet that is asked for, or the only one that is shown and not empty.
func (b *book) choose(sheet string) (string, error) {
	var shown []string
	for _, name := range b.GetSheetList() {
		if strings.EqualFold(name, sheet) {
			return name, nil
		}
		if visible, err := b.GetSheetVisible(name); err == nil && visible && b.any(name) {
			shown = append(shown, name)
		}
	}
	switch {
	case len(shown) == 0 && sheet == "":
		return "", command.Problemf("The workbook has no sheet with anything on it")
	case len(shown) == 1 && sheet == "":
		return shown[0], nil
	}
	return "", &Choice{shown}
}

// any reports whether there is anything on a sheet.
func (b *book) any(sheet string) bool {
	rows, err := b.Rows(sheet)
	if err != nil {
		return false
	}
	defer func() { _ = rows.Close() }() // only read
	for range 100 {
		fields, more, err := next(rows)
		if err == nil && !more {
			return false
		}
		if err != nil || slices.ContainsFunc(fields, func(s string) bool { return strings.TrimSpace(s) != "" }) {
			return true
		}
	}
	return false
}

// rows yields the rows of the current sheet.
func (b *book) rows(yield func(Row, error) bool) {
	rows, err := b.Rows(b.current)
	if err != nil {
		yield(Row{}, command.Problemf("The sheet %s cannot be read. Save the workbook anew", b.current))
		return
	}
	defer func() { _ = rows.Close() }() // only read
	for number := 1; ; number++ {
		fields, more, err := next(rows)
		if err == nil && !more {
			return
		}
		if err != nil || number > maxSheetRows {
			yield(Row{Number: number}, command.Problemf("Row %d of the sheet cannot be read. Save the workbook anew", number))
			return
		}
		for i, field := range fields {
			fields[i] = plain(strings.TrimSpace(strings.ReplaceAll(field, "\u00a0", " ")))
		}
		if len(fields) > 0 && !yield(Row{number, fields}, nil) {
			return
		}
	}
}

// next reads one row. The library indexes texts by what the file says, and a made-up file could let it panic.
func next(rows *excelize.Rows) (fields []string, more bool, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("read row: %v", p)
		}
	}()
	if !rows.Next() {
		return nil, false, rows.Error()
	}
	fields, err = rows.Columns()
	return fields, true, err
}

// plain writes a large number out that a workbook keeps as 3.63010012062064E+14, such as an id.
func plain(field string) string {
	mantissa, exponent, ok := strings.Cut(strings.ToUpper(field), "E")
	if !ok || !strings.Contains(mantissa, ".") && !strings.HasPrefix(exponent, "+") || len(exponent) > 3 {
		return field
	}
	f, _, err := big.ParseFloat(field, 10, 200, big.ToNearestEven)
	if err != nil || !f.IsInt() {
		return field
	}
	return f.Text('f', 0)
}
