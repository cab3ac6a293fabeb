package release

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/xuri/excelize/v2"

	"codeberg.org/samenkracht/samenkracht/platform/text"
)

// Signed is a release as a file that anybody can keep, check and attack: the content byte for byte as the hub signed
// it, and the signature.
type Signed struct {
	Content   json.RawMessage `json:"content"`
	Signature []byte          `json:"signature"` // Ed25519 over Content, in base64
}

// MostSigned is how large a file of a release may be, in bytes.
const MostSigned = 64 << 20

// WriteJSON writes a release with its signature. The content stands in it byte for byte.
func (r Release) WriteJSON(w io.Writer) error {
	if _, err := r.Read(); err != nil {
		return err
	}
	parts := [][]byte{[]byte(`{"content":`), r.Content, []byte(`,"signature":"`), []byte(base64.StdEncoding.EncodeToString(r.Signature)), []byte("\"}\n")}
	for _, part := range parts {
		if _, err := w.Write(part); err != nil {
			return fmt.Errorf("write release: %w", err)
		}
	}
	return nil
}

var errSigned = errors.New("this is no release of the Factlab: a file with a content and a signature is needed")

// ParseSigned reads what WriteJSON wrote. It does not check the signature: Verify does.
func ParseSigned(file []byte) (s Signed, c Content, err error) {
	if len(file) > MostSigned {
		return s, c, fmt.Errorf("this file is larger than %d megabytes, and a release never is", MostSigned>>20)
	}
	if err := json.Unmarshal(file, &s); err != nil {
		return s, c, fmt.Errorf("%w: %w", errSigned, err)
	}
	if len(s.Content) == 0 || len(s.Signature) == 0 {
		return s, c, errSigned
	}
	if err := json.Unmarshal(s.Content, &c); err != nil {
		return s, c, fmt.Errorf("%w: %w", errSigned, err)
	}
	return s, c, c.check()
}

// Verify reports whether the hub that the content names signed it. Whether that is the right hub only somebody who
// knows its key can say.
func (s Signed) Verify(c Content) bool {
	return !c.Hub.IsZero() && c.Hub.Verify(s.Content, s.Signature)
}

// check refuses tables whose rows do not fit their columns.
func (c Content) check() error {
	for _, t := range c.Tables {
		for i, row := range t.Rows {
			if len(row) != len(t.Columns) || len(row) < 2 {
				return fmt.Errorf("table %q: row %d has %d values, and the table has %d columns", t.Name, i+1, len(row), len(t.Columns))
			}
		}
	}
	return nil
}

// WriteXLSX writes all tables of a release as one file for a spreadsheet: a sheet with the explanation, and a sheet for
// each table. Words are in the language of the reader.
func (r Release) WriteXLSX(ctx context.Context, w io.Writer) error {
	c, err := r.Read()
	if err != nil {
		return err
	}
	book := &book{File: excelize.NewFile()}
	defer func() { _ = book.Close() }() // it holds memory only
	book.start(text.T(ctx, "Explanation"))
	for _, line := range r.explain(ctx, c) {
		book.row(line[0], line[1])
	}
	book.widths(32, 100)
	for _, t := range c.Tables {
		book.table(ctx, t)
	}
	if book.err == nil {
		_, book.err = book.WriteTo(w)
	}
	return wrap("write spreadsheet", book.err)
}

// book is a file for a spreadsheet that is being written; the first error stays.
type book struct {
	*excelize.File
	sheet string
	line  int
	err   error
}

// start begins a sheet, the first one in place of the empty one that every file begins with.
func (b *book) start(name string) {
	if b.err != nil {
		return
	}
	if b.sheet == "" {
		b.err = b.SetSheetName(b.GetSheetName(0), name)
	} else {
		_, b.err = b.NewSheet(name)
	}
	b.sheet, b.line = name, 0
}

// row writes the values of the next line. A text stays a text: what looks like a formula is never reckoned with.
func (b *book) row(values ...any) {
	b.line++
	for i, v := range values {
		at, err := excelize.CoordinatesToCellName(i+1, b.line)
		if b.err == nil {
			b.err = err
		}
		if b.err != nil {
			return
		}
		switch v := v.(type) {
		case string:
			b.err = b.SetCellStr(b.sheet, at, v)
		default:
			b.err = b.SetCellValue(b.sheet, at, v)
		}
	}
}

func (b *book) widths(all ...float64) {
	for i, width := range all {
		name, err := excelize.ColumnNumberToName(i + 1)
		if b.err == nil {
			b.err = err
		}
		if b.err == nil {
			b.err = b.SetColWidth(b.sheet, name, name, width)
		}
	}
}

// table writes a table on a sheet of its own, counts as numbers and hidden ones in words.
func (b *book) table(ctx context.Context, t Table) {
	b.start(t.Name)
	head := make([]any, len(t.Columns))
	for i, c := range t.Columns {
		head[i] = c
	}
	b.row(head...)
	for _, row := range t.Rows {
		values := make([]any, len(row))
		for i, v := range row {
			values[i] = v
		}
		last := len(row) - 1
		if n, err := strconv.Atoi(row[last]); err == nil {
			values[last] = n
		} else {
			values[last] = text.T(ctx, "not shown")
		}
		b.row(values...)
	}
	if b.err == nil {
		b.err = b.SetPanes(b.sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
	}
}

// explain is what somebody who only has the file must know of it.
func (r Release) explain(ctx context.Context, c Content) (lines [][2]string) {
	add := func(name, value string) {
		if value != "" {
			lines = append(lines, [2]string{name, value})
		}
	}
	add(text.T(ctx, "Round"), c.Round.Name)
	add(text.T(ctx, "Reference"), c.Round.Reference)
	if month, err := time.Parse("2006-01", c.Round.Month); err == nil {
		add(text.T(ctx, "Month that is counted"), text.Month(ctx, month))
	}
	add(text.T(ctx, "Purpose"), c.Round.Purpose)
	add(text.T(ctx, "Legal ground"), c.Round.Ground)
	add(text.T(ctx, "Who joined the lists"), c.Round.Body)
	for i, name := range c.Round.Participants {
		label := ""
		if i == 0 {
			label = text.T(ctx, "Who took part")
		}
		lines = append(lines, [2]string{label, name})
	}
	if r.DecidedAt != nil {
		add(text.T(ctx, "Approved"), text.Date(ctx, *r.DecidedAt))
	}
	add(text.T(ctx, "What is counted"), text.T(ctx, "Households, by address. A household counts once in each cell."))
	add(text.T(ctx, "not shown"), text.T(ctx, "The number is small. Or a small number could be calculated from it. We do not say which of the two."))
	add(text.T(ctx, "Smallest number that is shown"), text.Number(ctx, c.Minimum))
	add(text.T(ctx, "Smallest number in sensitive domains"), text.Number(ctx, c.Sensitive))
	add(text.T(ctx, "Organisations behind each number"), text.T(ctx, "at least %d", c.Organisations))
	for _, p := range c.Provisions {
		add(p.Code, p.Name)
	}
	for _, d := range c.Domains {
		add(d.Code, d.Name)
	}
	add(text.T(ctx, "Key of the hub"), c.Hub.String())
	add(text.T(ctx, "Signature"), base64.StdEncoding.EncodeToString(r.Signature))
	return lines
}

// XLSX is the file that WriteXLSX writes.
func (r Release) XLSX(ctx context.Context) ([]byte, error) {
	var b bytes.Buffer
	err := r.WriteXLSX(ctx, &b)
	return b.Bytes(), err
}
