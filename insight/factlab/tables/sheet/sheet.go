// Package sheet reads large delimited files (CSV) fast: in blocks that several goroutines share, without memory
// for each row. It reads UTF-8 with or without a byte order mark, lines that end in LF or CRLF, columns separated by a
// comma, a semicolon or a tab in any order, and quoted fields with separators, quotes and line ends in them.
package sheet

import (
	"bytes"
	"errors"
	"io"
	"os"
	"strings"
	"unicode/utf8"
)

// BlockSize is the length of the longest line, and of the block that is read at once, in bytes.
const BlockSize = 256 << 10

// File is one open file.
type File struct {
	path    string
	f       *os.File
	comma   byte
	width   int   // columns of the header
	columns []int // of the wanted columns: where they stand

	carry  []byte // read already, and of no block yet
	offset int64  // of the carry in the file
	ended  bool
}

// Block is whole lines of a file, to be read by one goroutine.
type Block struct {
	file   *File
	data   []byte
	offset int64
	quoted bool
}

// Open opens a file and reads its header. The wanted columns are all there, or it is a Fault.
func Open(path string, wanted []string) (*File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	s := &File{path: path, f: f}
	if err := s.header(wanted); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return s, nil
}

// Close closes the file.
func (s *File) Close() error { return s.f.Close() }

// header reads the first line.
func (s *File) header(wanted []string) error {
	first := make([]byte, BlockSize)
	n, err := io.ReadFull(s.f, first)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	first = first[:n]
	if bytes.HasPrefix(first, []byte("\xff\xfe")) || bytes.HasPrefix(first, []byte("\xfe\xff")) || bytes.IndexByte(first, 0) >= 0 {
		return Note(s.path, "the file is in UTF-16 or is no text; save it as CSV in UTF-8")
	}
	text, marked := bytes.CutPrefix(first, []byte("\ufeff"))
	if marked {
		s.offset = 3
	}
	line, rest, ok := bytes.Cut(text, []byte("\n"))
	switch {
	case len(bytes.TrimSpace(line)) == 0:
		return Note(s.path, "the first line is empty; it must name the columns")
	case !ok && n == BlockSize:
		return Note(s.path, "the first line is too long; is this a CSV file?")
	case !utf8.Valid(line):
		return s.notUTF8(s.offset, line)
	}
	s.offset += int64(len(text) - len(rest))
	s.carry = rest
	return s.choose(strings.TrimSuffix(string(line), "\r"), wanted)
}

// choose finds the separator and the wanted columns. The separator is the one that gives most of them.
func (s *File) choose(line string, wanted []string) error {
	missing := wanted
	for _, comma := range []byte{',', ';', '\t'} {
		names := strings.Split(line, string(comma))
		columns, lacks, twice := locate(names, wanted)
		if twice != "" {
			return &Fault{s.path, 1, "the column %q is there twice; leave one of them out", []any{twice}}
		}
		if len(lacks) < len(missing) || s.comma == 0 {
			s.comma, s.width, s.columns, missing = comma, len(names), columns, lacks
		}
	}
	switch len(missing) {
	case 0:
		return nil
	case 1:
		return &Fault{s.path, 1, "the column %q is missing; add it or correct its name", []any{missing[0]}}
	}
	return &Fault{s.path, 1, "the columns %s are missing; add them or correct their names", []any{strings.Join(missing, ", ")}}
}

// locate finds columns by their names, without regard to case, blanks and quotes around them.
func locate(names, wanted []string) (columns []int, missing []string, twice string) {
	at := map[string]int{}
	for i, name := range names {
		name = strings.ToLower(strings.TrimSpace(strings.Trim(strings.TrimSpace(name), `"`)))
		if _, is := at[name]; is {
			twice = name
		}
		at[name] = i
	}
	found := ""
	for _, name := range wanted {
		i, ok := at[name]
		if !ok {
			missing = append(missing, name)
		}
		if name == twice {
			found = twice
		}
		columns = append(columns, i)
	}
	return columns, missing, found
}

// Next gives the next block, read into room, which has BlockSize bytes and may be used again when the block is done
// with. At the end it is io.EOF. One goroutine at a time may call it; blocks may be read by others meanwhile.
func (s *File) Next(room []byte) (Block, error) {
	if s.ended {
		return Block{}, io.EOF
	}
	have := copy(room, s.carry)
	n, err := io.ReadFull(s.f, room[have:BlockSize])
	data := room[:have+n]
	s.ended = errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
	if err != nil && !s.ended {
		return Block{}, err
	}
	b := Block{file: s, offset: s.offset, quoted: bytes.IndexByte(data, '"') >= 0}
	end := len(data)
	if !s.ended {
		end = s.lastEnd(data, b.quoted)
	}
	if end == 0 && len(data) > 0 {
		return Block{}, &Fault{s.path, s.lineAt(s.offset), "this line is too long; is a quote left open?", nil}
	}
	b.data = data[:end]
	s.carry = append(s.carry[:0], data[end:]...)
	s.offset += int64(end)
	return b, nil
}

// Len is the number of bytes in the block.
func (b Block) Len() int { return len(b.data) }

// lastEnd is where the last whole line ends.
func (s *File) lastEnd(data []byte, quoted bool) (end int) {
	if !quoted {
		return bytes.LastIndexByte(data, '\n') + 1
	}
	open, fresh := false, true // fresh: a field begins here
	for i, c := range data {
		switch {
		case c == '"' && (open || fresh):
			open = !open // a doubled quote opens again at once
		case c == '\n' && !open:
			end = i + 1
		}
		fresh = !open && (c == s.comma || c == '\n' || c == '"')
	}
	return end
}

// lineAt is the number of the line that begins at an offset; it reads the file again up to there.
func (s *File) lineAt(offset int64) int {
	f, err := os.Open(s.path)
	if err != nil {
		return 0
	}
	defer f.Close()
	line, room := 1, make([]byte, 64<<10)
	for in := io.LimitReader(f, offset); ; {
		n, err := in.Read(room)
		line += bytes.Count(room[:n], []byte("\n"))
		if err != nil {
			return line
		}
	}
}

func (s *File) notUTF8(offset int64, data []byte) error {
	at := 0
	for at < len(data) {
		r, width := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && width == 1 {
			break
		}
		at += width
	}
	return &Fault{s.path, s.lineAt(offset + int64(at)), "the text is not in UTF-8; save the file as CSV in UTF-8", nil}
}
