package sheet

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// Reader reads the rows of blocks, one block after the other.
type Reader struct {
	block   Block
	at      int // of the next row in the block
	begin   int // of this row
	text    []byte
	ends    []int32 // ends[i+1] is where field i ends in text; the next one begins one byte behind
	columns []int
	plain   []byte // the fields of a quoted row
}

// Read begins with a block. Text that is not UTF-8 is a Fault.
func (r *Reader) Read(b Block) error {
	r.block, r.at = b, 0
	r.columns, r.ends = b.file.columns, r.ends[:0]
	r.ends = append(r.ends, make([]int32, b.file.width+1)...)
	r.ends[0] = -1
	if !utf8.Valid(b.data) {
		return b.file.notUTF8(b.offset, b.data)
	}
	if bytes.IndexByte(b.data, 0) >= 0 {
		return Note(b.file.path, "the file is in UTF-16 or is no text; save it as CSV in UTF-8")
	}
	return nil
}

// Next goes to the next row that is not empty. It is false at the end of the block.
func (r *Reader) Next() (bool, error) {
	data := r.block.data
	for r.at < len(data) {
		r.begin = r.at
		end := bytes.IndexByte(data[r.at:], '\n')
		next := r.at + end + 1
		if end < 0 {
			end, next = len(data)-r.at, len(data)
		}
		line := data[r.at : r.at+end]
		if r.block.quoted && bytes.IndexByte(line, '"') >= 0 {
			return true, r.quotedRow(data[r.at:])
		}
		r.at = next
		if len(line) > 0 && line[len(line)-1] == '\r' {
			line = line[:len(line)-1]
		}
		if len(line) > 0 {
			return true, r.plainRow(line)
		}
	}
	return false, nil
}

// plainRow parts a line without quotes. It looks at eight bytes at a time: in found, the highest bit of each byte
// that is the separator is set.
func (r *Reader) plainRow(line []byte) error {
	const ones, highs = 0x0101010101010101, 0x8080808080808080
	comma := r.block.file.comma
	field, ends := 0, r.ends
	at := 0
	for ; at+8 <= len(line); at += 8 {
		word := binary.LittleEndian.Uint64(line[at:]) ^ ones*uint64(comma)
		for found := ^((word&^highs + ^uint64(highs)) | word) & highs; found != 0; found &= found - 1 {
			if field++; field >= len(ends) {
				return r.width(field)
			}
			ends[field] = int32(at + bits.TrailingZeros64(found)>>3)
		}
	}
	for ; at < len(line); at++ {
		if line[at] != comma {
			continue
		}
		if field++; field >= len(ends) {
			return r.width(field)
		}
		ends[field] = int32(at)
	}
	if field++; field != len(ends)-1 {
		return r.width(field)
	}
	r.text, ends[field] = line, int32(len(line))
	return nil
}

// width says that the row has another number of fields than the header.
func (r *Reader) width(fields int) error {
	if fields >= len(r.ends) {
		return r.Fault("this line has more fields than the first line; correct it")
	}
	return r.Fault("this line has %d fields and the first line %d; correct it", fields, len(r.ends)-1)
}

// quotedRow parts a line with quotes, which may go on behind line ends.
func (r *Reader) quotedRow(data []byte) error {
	r.plain = r.plain[:0]
	comma := r.block.file.comma
	for field, i := 1, 0; ; field++ {
		if field == len(r.ends) {
			return r.width(field)
		}
		n, ok := r.field(data[i:], comma)
		if !ok {
			return r.Fault("a quote is not closed; correct it")
		}
		i += n
		r.ends[field] = int32(len(r.plain))
		if i < len(data) && data[i] == comma {
			r.plain = append(r.plain, comma)
			i++
			continue
		}
		if i < len(data) && data[i] == '\r' {
			i++
		}
		if i < len(data) && data[i] != '\n' {
			return r.Fault("text follows a closing quote; correct it")
		}
		r.at = min(r.begin+i+1, len(r.block.data))
		r.text = r.plain
		if field != len(r.ends)-1 {
			return r.width(field)
		}
		return nil
	}
}

// field reads one field into plain and says how many bytes it took. A quote inside a field that does not begin with
// one is a character like any other.
func (r *Reader) field(data []byte, comma byte) (n int, ok bool) {
	if len(data) == 0 || data[0] != '"' {
		for n < len(data) && data[n] != comma && data[n] != '\n' {
			n++
		}
		text := data[:n]
		if n < len(data) && data[n] == '\n' || n == len(data) {
			text = bytes.TrimSuffix(text, []byte("\r"))
		}
		r.plain = append(r.plain, text...)
		return n, true
	}
	for n = 1; ; {
		end := bytes.IndexByte(data[n:], '"')
		if end < 0 {
			return 0, false
		}
		r.plain = append(r.plain, data[n:n+end]...)
		n += end + 1
		if n >= len(data) || data[n] != '"' {
			return n, true
		}
		r.plain = append(r.plain, '"')
		n++
	}
}

// Field is a wanted column of the row, by its place in what was wanted; it holds until the next row.
func (r *Reader) Field(wanted int) []byte {
	i := r.columns[wanted]
	return r.text[r.ends[i]+1 : r.ends[i+1]]
}

// Mark is where the row is, for Back.
func (r *Reader) Mark() int { return r.begin }

// Back looks again at a row of this block that was read well; Next then goes on where it was.
func (r *Reader) Back(mark int) error {
	after := r.at
	r.at = mark
	_, err := r.Next()
	r.at = after
	return err
}

// Fault says what is wrong with the row.
func (r *Reader) Fault(say string, args ...any) *Fault {
	line := r.block.file.lineAt(r.block.offset) + bytes.Count(r.block.data[:r.begin], []byte("\n"))
	return &Fault{r.block.file.path, line, say, args}
}
