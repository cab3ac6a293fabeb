package istandaard

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
)

// open starts reading. The standard asks for UTF-8 without a byte order mark (OP192) and Schrijf keeps to
// that; a receiver is kinder, and also takes a mark, UTF-16 and ISO-8859-1.
func (l *lezer) open(data []byte) bool {
	zestien := false
	switch {
	case bytes.HasPrefix(data, []byte{0xEF, 0xBB, 0xBF}):
		data = data[3:]
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		data, zestien = vanUTF16(data[2:], binary.LittleEndian), true
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		data, zestien = vanUTF16(data[2:], binary.BigEndian), true
	}
	l.d = xml.NewDecoder(bytes.NewReader(data))
	l.d.CharsetReader = func(label string, r io.Reader) (io.Reader, error) {
		switch strings.ToLower(label) {
		case "iso-8859-1", "latin1":
			return &latijn1{r: r}, nil
		case "utf-16", "utf-16le", "utf-16be":
			if zestien {
				return r, nil
			}
		}
		return nil, fmt.Errorf("encoding is not supported")
	}
	if heeftHalfTeken(data) {
		l.meld("Bericht", "is not well-formed XML: it refers to a character that does not exist")
		return false
	}
	return true
}

var tekenPatroon = regexp.MustCompile(`&#(?:x([0-9a-fA-F]{1,8})|([0-9]{1,8}));`)

// heeftHalfTeken finds references to halves of a surrogate pair, which encoding/xml would mend in silence.
func heeftHalfTeken(data []byte) bool {
	for _, m := range tekenPatroon.FindAllSubmatch(data, -1) {
		n, _ := strconv.ParseUint(string(m[1]), 16, 64)
		if len(m[2]) > 0 {
			n, _ = strconv.ParseUint(string(m[2]), 10, 64)
		}
		if n >= 0xD800 && n <= 0xDFFF {
			return true
		}
	}
	return false
}

func vanUTF16(data []byte, orde binary.ByteOrder) []byte {
	eenheden := make([]uint16, 0, len(data)/2)
	for ; len(data) >= 2; data = data[2:] {
		eenheden = append(eenheden, orde.Uint16(data))
	}
	return []byte(string(utf16.Decode(eenheden)))
}

// latijn1 turns ISO-8859-1 into UTF-8.
type latijn1 struct {
	r    io.Reader
	rest []byte
}

func (l *latijn1) Read(p []byte) (int, error) {
	if len(l.rest) == 0 {
		buf := make([]byte, 4096)
		n, err := l.r.Read(buf)
		for _, b := range buf[:n] {
			l.rest = append(l.rest, string(rune(b))...)
		}
		if n == 0 {
			return 0, err
		}
	}
	n := copy(p, l.rest)
	l.rest = l.rest[n:]
	return n, nil
}
