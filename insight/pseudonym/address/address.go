// Package address writes a Dutch address (adres) in one way, so that organisations that spell it differently mean
// the same household. What is written here is version 1 of the specification in docs/factlab-addresses.md; its test
// vectors stand beside it.
//
// An address has one plain key, such as 1506SD|12|A2: postcode, house number, and what stands behind the number.
// A spelling whose plain key is on no address list may mean other keys too (Others); a List decides which.
package address

import (
	"unicode"
	"unicode/utf8"
)

// Version is the version of the specification: who writes keys by another version writes other pseudonyms.
const Version = 1

// Parts are the columns of an address as a sender wrote them. All but the postcode may also stand together in one
// column, so the last three are read as one text: number, letter, addition.
type Parts struct {
	Postcode string // postcode
	Number   string // huisnummer
	Letter   string // huisletter
	Addition string // huisnummertoevoeging
}

// The most that a key holds.
const (
	maxDigits = 5  // of a house number: 99999, as the national register allows
	maxSuffix = 32 // letters and digits behind it
	// MaxKey is the length of the longest key in bytes.
	MaxKey = 6 + 1 + maxDigits + 1 + maxSuffix
)

// Key is the plain key of an address. The error is a Reason.
func Key(p Parts) (string, error) {
	var room [MaxKey]byte
	key, err := AppendKey(room[:0], []byte(p.Postcode), []byte(p.Number), []byte(p.Letter), []byte(p.Addition))
	if err != nil {
		return "", err
	}
	return string(key), nil
}

// AppendKey appends the plain key to dst, without taking memory when dst has room for MaxKey bytes. When the error,
// a Reason, is not nil, dst comes back as it was.
func AppendKey(dst, postcode, number, letter, addition []byte) ([]byte, error) {
	begin := len(dst)
	dst, reason := appendPostcode(dst, postcode)
	if reason != Fine {
		return dst[:begin], reason
	}
	dst = append(dst, '|')
	s := suffix{begin: len(dst)}
	for _, part := range [...][]byte{number, letter, addition} {
		dst, reason = s.appendText(dst, part)
		if reason != Fine {
			return dst[:begin], reason
		}
	}
	if dst, reason = s.finish(dst); reason != Fine {
		return dst[:begin], reason
	}
	return dst, nil
}

// appendPostcode appends four digits and two letters in upper case, without what stands between them.
func appendPostcode(dst, text []byte) ([]byte, Reason) {
	begin := len(dst)
	for i := 0; i < len(text); {
		c, width := upper[text[i]], 1
		if text[i] >= utf8.RuneSelf {
			c, width = fold(text[i:])
		}
		i += width
		if c == ignored || c == between {
			continue
		}
		at := len(dst) - begin
		if at == 6 || (at < 4) != (c <= '9') || at == 0 && c == '0' {
			return dst[:begin], BadPostcode
		}
		dst = append(dst, c)
	}
	switch len(dst) - begin {
	case 6:
		return dst, Fine
	case 0:
		return dst, NoPostcode
	}
	return dst[:begin], BadPostcode
}

// suffix is how far the reading of number, letter and addition is.
type suffix struct {
	begin  int // of the number in dst
	digits int // of the number, without leading zeros
	state  state
}

type state uint8

const (
	before   state = iota // nothing seen yet
	inNumber              // reading digits
	behind                // reading what stands behind the number
)

// appendText reads one column on; a new column ends the number.
func (s *suffix) appendText(dst, text []byte) ([]byte, Reason) {
	for i := 0; i < len(text); {
		c := upper[text[i]]
		width := 1
		if text[i] >= utf8.RuneSelf {
			c, width = fold(text[i:])
		}
		i += width
		switch {
		case c == ignored:
		case c == between:
			dst = s.closeNumber(dst)
		case s.state == behind:
			if len(dst)-s.begin > s.digits+maxSuffix {
				return dst, LongAddition
			}
			dst = append(dst, c)
		case c <= '9':
			s.state = inNumber
			if c == '0' && s.digits == 0 {
				continue
			}
			if s.digits++; s.digits > maxDigits {
				return dst, LongNumber
			}
			dst = append(dst, c)
		case s.state == before:
			return dst, NoNumber
		default:
			dst = append(s.closeNumber(dst), c)
		}
	}
	return s.closeNumber(dst), Fine
}

// closeNumber ends the number, if it has begun.
func (s *suffix) closeNumber(dst []byte) []byte {
	if s.state == inNumber {
		s.state = behind
		dst = append(dst, '|')
	}
	return dst
}

func (s *suffix) finish(dst []byte) ([]byte, Reason) {
	switch {
	case s.state == before:
		return dst, NoNumber
	case s.digits == 0:
		return dst, ZeroNumber
	}
	return dst, Fine
}

// What fold gives for a character that is no letter or digit.
const (
	ignored = 0   // it has no width: as if it is not there
	between = ' ' // it separates
)

// upper is fold for the bytes of ASCII.
var upper = func() (table [256]byte) {
	for i := range table {
		c := byte(i)
		switch {
		case c >= 'a' && c <= 'z':
			table[i] = c - 'a' + 'A'
		case c >= 'A' && c <= 'Z', c >= '0' && c <= '9':
			table[i] = c
		default:
			table[i] = between
		}
	}
	return table
}()

// fold reads one character: a letter of A to Z in upper case, a digit, between or ignored; and how many bytes it
// took. Digits of all scripts and wide letters count as ours; other letters are between.
func fold(text []byte) (c byte, width int) {
	if text[0] < utf8.RuneSelf {
		return upper[text[0]], 1
	}
	r, width := utf8.DecodeRune(text)
	switch {
	case unicode.Is(unicode.Cf, r):
		return ignored, width
	case r >= 'Ａ' && r <= 'Ｚ':
		return byte(r-'Ａ') + 'A', width
	case r >= 'ａ' && r <= 'ｚ':
		return byte(r-'ａ') + 'A', width
	}
	return digit(r), width
}

// digit is the value of a decimal digit of any script. Scripts have theirs in tens, from zero to nine.
func digit(r rune) byte {
	for _, tens := range unicode.Nd.R16 {
		if r >= rune(tens.Lo) && r <= rune(tens.Hi) {
			return '0' + byte((r-rune(tens.Lo))%10)
		}
	}
	for _, tens := range unicode.Nd.R32 {
		if r >= rune(tens.Lo) && r <= rune(tens.Hi) {
			return '0' + byte((r-rune(tens.Lo))%10)
		}
	}
	return between
}
