package table

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
	"slices"
	"strings"

	"golang.org/x/text/encoding"

	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// separators are what may part the fields of a CSV file.
var separators = []byte{';', ',', '\t', '|'}

// openText finds the encoding and the separator of a CSV file.
func openText(f *os.File) (*Table, error) {
	code, err := encodingOf(f)
	if err != nil {
		return nil, err
	}
	t := &Table{from: f}
	first, err := firstLine(f, code)
	if err != nil {
		return nil, err
	}
	separator, skip := byte(0), 0
	if rest, ok := strings.CutPrefix(strings.ToLower(first), "sep="); ok && len(rest) == 1 && slices.Contains(separators, rest[0]) { // as Excel writes it
		separator, skip = rest[0], 1
	} else if separator, err = separatorOf(f, code); err != nil {
		return nil, err
	}
	t.rows = func(yield func(Row, error) bool) {
		s, err := start(f, code, separator)
		if err != nil {
			yield(Row{}, err)
			return
		}
		for row, err := range s.all {
			if row.Number <= skip && err == nil {
				continue
			}
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
	return t, nil
}

// start begins to read at the top.
func start(f *os.File, code encoding.Encoding, separator byte) (*splitter, error) {
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	var r io.Reader = f
	if code != nil {
		r = code.NewDecoder().Reader(f)
	}
	s := newSplitter(r, separator)
	s.decoded = code != nil
	return s, nil
}

func firstLine(f *os.File, code encoding.Encoding) (string, error) {
	s, err := start(f, code, 0)
	if err != nil {
		return "", err
	}
	line, err := s.in.Peek(64)
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	first, _, _ := strings.Cut(strings.TrimPrefix(string(line), markUTF8), "\n")
	return strings.TrimSuffix(first, "\r"), nil
}

// separatorOf chooses the separator that gives the first rows the same number of fields, and the most of them.
func separatorOf(f *os.File, code encoding.Encoding) (byte, error) {
	const sample = 50
	best, bestScore := separators[0], 0
	for _, candidate := range separators {
		s, err := start(f, code, candidate)
		if err != nil {
			return 0, err
		}
		widths := map[int]int{}
		for row, err := range s.all {
			if err != nil {
				break
			}
			if widths[len(row.Fields)]++; row.Number > sample {
				break
			}
		}
		score := 0
		for width, rows := range widths {
			if width > 1 {
				score = max(score, rows*1000+width)
			}
		}
		if score > bestScore {
			best, bestScore = candidate, score
		}
	}
	return best, nil
}

// splitter parts text into rows and fields. Quotation marks hold a field together; one inside a field that does not
// begin with it is a letter like others.
type splitter struct {
	in        *bufio.Reader
	separator byte
	decoded   bool // from another encoding, which marks what it cannot read
	line      int  // of the letter that comes next
	fields    []string
	field     []byte
}

const (
	maxRow       = 1 << 20 // bytes
	maxQuoteRows = 100     // lines in one field
)

func newSplitter(r io.Reader, separator byte) *splitter {
	return &splitter{in: bufio.NewReaderSize(r, 1<<16), separator: separator, line: 1}
}

// all yields every row, also the empty ones.
func (s *splitter) all(yield func(Row, error) bool) {
	if mark, err := s.in.Peek(len(markUTF8)); err == nil && string(mark) == markUTF8 {
		_, _ = s.in.Discard(len(mark)) // it was seen there
	}
	for {
		number := s.line
		more, err := s.row()
		if err != nil {
			yield(Row{Number: number}, err)
			return
		}
		if len(s.fields) > 0 && !yield(Row{number, s.fields}, nil) {
			return
		}
		if !more {
			return
		}
	}
}

// row reads one row into s.fields; more is false at the end of the file.
func (s *splitter) row() (more bool, err error) {
	s.fields = s.fields[:0]
	for size := 0; ; {
		end, err := s.one(&size)
		if err != nil {
			return false, err
		}
		switch end {
		case endOfFile:
			if len(s.fields) == 1 && s.fields[0] == "" {
				s.fields = s.fields[:0]
			}
			return false, nil
		case endOfRow:
			return true, nil
		}
	}
}

type ending int

const (
	endOfField ending = iota
	endOfRow
	endOfFile
)

// one reads one field and what ends it. A quotation mark that closes may be followed by white space only.
func (s *splitter) one(size *int) (ending, error) {
	s.field = s.field[:0]
	quoted, open, opened := false, false, s.line
	for {
		b, err := s.in.ReadByte()
		if errors.Is(err, io.EOF) && !open {
			return endOfFile, s.keep()
		}
		if errors.Is(err, io.EOF) || open && s.line-opened > maxQuoteRows {
			return 0, command.Problemf("A quotation mark in line %d is never closed. Repair that line", opened)
		}
		if err != nil {
			return 0, err
		}
		if *size++; *size > maxRow {
			return 0, command.Problemf("The row at line %d is longer than a million letters, so this is no table", s.line)
		}
		switch {
		case b == '"' && !quoted && len(s.field) == 0:
			quoted, open = true, true
			continue
		case b == '"' && open:
			if next, err := s.in.Peek(1); err != nil || next[0] != '"' {
				open = false
				continue
			}
			_, _ = s.in.Discard(1) // it was seen there
		case b == s.separator && !open:
			return endOfField, s.keep()
		case b == '\n' || b == '\r':
			if b == '\r' {
				if next, err := s.in.Peek(1); err == nil && next[0] == '\n' {
					_, _ = s.in.Discard(1) // it was seen there
				}
			}
			s.line++
			if !open {
				return endOfRow, s.keep()
			}
			b = '\n'
		case quoted && !open && b != ' ' && b != '\t':
			return 0, command.Problemf("Line %d has a quotation mark in the middle of a field. Repair that line", s.line)
		}
		s.field = append(s.field, b)
	}
}

// keep ends a field.
func (s *splitter) keep() error {
	if s.decoded && bytes.Contains(s.field, []byte("\uFFFD")) {
		return command.Problemf("Line %d holds letters that cannot be read. Save the file as CSV in UTF-8", s.line)
	}
	s.fields = append(s.fields, strings.TrimSpace(strings.ReplaceAll(string(s.field), "\u00a0", " ")))
	return nil
}
