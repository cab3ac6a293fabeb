// Package wire is how the parties of a Factlab round talk: by TLS 1.3 in which both ends show an Ed25519 key that
// the other knows from the agreement. There is no certificate authority: a key that is not in the agreement is
// refused, whoever vouches for it.
package wire

import (
	"crypto/ed25519"
	"database/sql/driver"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
)

// Key is the public key by which a party is known, an Ed25519 key of 32 bytes.
type Key [ed25519.PublicKeySize]byte

const keyPrefix = "ed25519:"

var errKey = errors.New(`a key reads "ed25519:" and 43 letters, digits, "-" and "_"`)

// ParseKey reads a key as String writes it. Spaces around it are ignored.
func ParseKey(s string) (Key, error) {
	var k Key
	rest, ok := strings.CutPrefix(strings.TrimSpace(s), keyPrefix)
	raw, err := base64.RawURLEncoding.Strict().DecodeString(rest)
	if !ok || err != nil || len(raw) != len(k) {
		return Key{}, errKey
	}
	return Key(raw), nil
}

// String writes the key as people copy it.
func (k Key) String() string { return keyPrefix + base64.RawURLEncoding.EncodeToString(k[:]) }

// IsZero reports whether there is no key.
func (k Key) IsZero() bool { return k == Key{} }

// MarshalText writes the key as String does, and nothing when there is none.
func (k Key) MarshalText() ([]byte, error) {
	if k.IsZero() {
		return nil, nil
	}
	return []byte(k.String()), nil
}

// UnmarshalText reads what MarshalText writes.
func (k *Key) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*k = Key{}
		return nil
	}
	*k, err = ParseKey(string(text))
	return err
}

// Value stores the key as String writes it.
func (k Key) Value() (driver.Value, error) {
	text, err := k.MarshalText()
	return string(text), err
}

// Scan reads what Value stored.
func (k *Key) Scan(src any) error {
	text, ok := src.(string)
	if !ok {
		return fmt.Errorf("a key is stored as %T", src)
	}
	return k.UnmarshalText([]byte(text))
}
