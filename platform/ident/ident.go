// Package ident holds the numbers and addresses by which people and organisations are known: citizen service
// number (BSN), postcode, chamber of commerce number (KvK), care provider code (AGB), government organisation
// number (OIN), bank account (IBAN), phone number, mail address and municipality code.
//
// A value of these types is right or it is none: the only way to make one is its Parse function, whose error is
// a sentence for a form. And it does not print itself: whatever writes it (a log, an error, a %v, JSON, a struct
// that holds it) writes its kind, as in [BSN]. Only Reveal gives the value, so that a search for Reveal finds
// every place where one leaves. The database stores the value; what must be secret there is sealed.
package ident

import (
	"crypto/rand"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"log/slog"
)

// kind tells one sort of value from another.
type kind interface {
	// name is written instead of the value.
	name() string
	// parse returns the one form in which a value is kept, or a sentence that says what is wrong.
	parse(s string) (string, error)
}

// secret is a value that does not print itself. It is kept veiled, so that code that prints what it finds in
// memory (%v on a field that is not exported, a debugger's dump) does not find it either. Two secrets of one
// process can be compared with == and be a key of a map.
type secret[K kind] struct{ veiled string }

// veil is another one in each process. Every byte of it changes a letter or digit into something else. It keeps
// values out of text; it is no encryption.
var veil = func() []byte {
	b := make([]byte, 64)
	_, _ = rand.Read(b) // never fails since Go 1.24
	for i := range b {
		b[i] |= 0x80
	}
	return b
}()

func veiled(s string) string {
	b := []byte(s)
	for i := range b {
		b[i] ^= veil[i%len(veil)]
	}
	return string(b)
}

func parse[K kind](s string) (secret[K], error) {
	var k K
	value, err := k.parse(s)
	if err != nil {
		return secret[K]{}, err
	}
	return secret[K]{veiled(value)}, nil
}

// Reveal gives the value itself.
func (s secret[K]) Reveal() string { return veiled(s.veiled) }

// IsZero reports that there is no value.
func (s secret[K]) IsZero() bool { return s.veiled == "" }

// String writes the kind instead of the value, and nothing when there is none.
func (s secret[K]) String() string {
	if s.IsZero() {
		return ""
	}
	var k K
	return "[" + k.name() + "]"
}

// GoString is what %#v would write.
func (s secret[K]) GoString() string { return s.String() }

// Format writes the kind instead of the value, whatever the verb.
func (s secret[K]) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, s.String()) }

// LogValue is what a log shows.
func (s secret[K]) LogValue() slog.Value { return slog.StringValue(s.String()) }

// MarshalText is what JSON, XML and other texts show. To hand a value over, write Reveal() into the text.
func (s secret[K]) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads a value that somebody sent; an empty text is none.
func (s *secret[K]) UnmarshalText(text []byte) (err error) {
	*s = secret[K]{}
	if len(text) > 0 {
		*s, err = parse[K](string(text))
	}
	return err
}

// Value stores the value, and none as NULL.
func (s secret[K]) Value() (driver.Value, error) {
	if s.IsZero() {
		return nil, nil
	}
	return s.Reveal(), nil
}

// Scan reads what Value stored.
func (s *secret[K]) Scan(src any) error {
	var k K
	switch v := src.(type) {
	case nil:
		*s = secret[K]{}
		return nil
	case string:
		return s.UnmarshalText([]byte(v))
	case []byte:
		return s.UnmarshalText(v)
	}
	return fmt.Errorf("scan %s: %T is no text", k.name(), src)
}

// wrong makes the sentence for a form; it never repeats what was typed.
func wrong(sentence string) error { return errors.New(sentence) }
