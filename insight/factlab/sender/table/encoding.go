package table

import (
	"bufio"
	"errors"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"codeberg.org/samenkracht/samenkracht/platform/command"
)

const markUTF8 = "\xEF\xBB\xBF"

// encodingOf finds in which encoding a text file is, by reading all of it. It is nil for UTF-8.
func encodingOf(r io.Reader) (encoding.Encoding, error) {
	in := bufio.NewReaderSize(r, 1<<16)
	head, err := in.Peek(4096)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
		return nil, err
	}
	if e, err := wide(head); e != nil || err != nil {
		return e, err
	}
	var c census
	if err := c.count(in); err != nil {
		return nil, err
	}
	return c.verdict()
}

// wide recognises UTF-16 by its mark, or by the zeros that stand at every other byte of Dutch text.
func wide(head []byte) (encoding.Encoding, error) {
	little := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	big := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	if len(head) >= 2 && head[0] == 0xFF && head[1] == 0xFE {
		if len(head) >= 4 && head[2] == 0 && head[3] == 0 {
			return nil, command.Problemf("The file is in UTF-32. Save it as CSV in UTF-8")
		}
		return little, nil
	}
	if len(head) >= 2 && head[0] == 0xFE && head[1] == 0xFF {
		return big, nil
	}
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	switch half := len(head) / 2; {
	case zeros[0]+zeros[1] == 0:
		return nil, nil
	case zeros[0] == 0 && zeros[1] > half*3/4:
		return little, nil
	case zeros[1] == 0 && zeros[0] > half*3/4:
		return big, nil
	}
	return nil, command.Problemf("This is no text file. A CSV file or a workbook (.xlsx) is needed")
}

// census counts what tells encodings apart.
type census struct {
	line    int
	letters int // letters outside ASCII that are good UTF-8
	wrong   int // bytes that are not UTF-8
	first   int // line of the first of them
	unnamed int // line of the first byte that Windows-1252 does not know
	dos     int // line of the first byte that says a mark in Windows-1252, and a letter in the encoding of DOS
	zero    int // line of the first zero byte
}

func (c *census) count(in *bufio.Reader) error {
	c.line = 1
	var before byte
	for {
		r, size, err := in.ReadRune()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case r == '\n':
			c.line++
		case r == 0 && c.zero == 0:
			c.zero = c.line
		case r == utf8.RuneError && size == 1:
			if err := in.UnreadRune(); err != nil {
				return err
			}
			b, err := in.ReadByte()
			if err != nil {
				return err
			}
			c.odd(b, before, in)
		case size > 1 && r != '\uFEFF':
			c.letters++
		}
		before = byte(min(r, 0x7F))
	}
}

// odd counts a byte that is not UTF-8.
func (c *census) odd(b, before byte, in *bufio.Reader) {
	if c.wrong++; c.first == 0 {
		c.first = c.line
	}
	switch b {
	case 0x81, 0x8D, 0x8F, 0x90, 0x9D:
		if c.unnamed == 0 {
			c.unnamed = c.line
		}
	case 0x82, 0x89, 0x8B: // é, ë and ï of DOS
		next, err := in.Peek(1)
		if err == nil && isLetter(before) && isLetter(next[0]) && c.dos == 0 {
			c.dos = c.line
		}
	}
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

func (c *census) verdict() (encoding.Encoding, error) {
	switch {
	case c.zero > 0:
		return nil, command.Problemf("Line %d holds a zero byte, so this is no text file. Save it as CSV in UTF-8", c.zero)
	case c.wrong == 0:
		return nil, nil
	case c.letters > c.wrong/20:
		return nil, command.Problemf("The file mixes two encodings; line %d is not in UTF-8, and other lines are. Save it as CSV in UTF-8", c.first)
	case c.unnamed > 0:
		return nil, command.Problemf("Line %d is in an encoding that is not known. Save it as CSV in UTF-8", c.unnamed)
	case c.dos > 0:
		return nil, command.Problemf("Line %d is in the old encoding of DOS. Save it as CSV in UTF-8", c.dos)
	}
	return charmap.Windows1252, nil
}
