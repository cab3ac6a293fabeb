package db

import (
	"crypto/rand"
	"database/sql/driver"
	"encoding/binary"
	"fmt"
	"strconv"
	"sync/atomic"
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/fault"
)

// ID is the key of a row: 41 bits of milliseconds since 2020 and 22 bits that count up from a random start
// in each process, so ids sort by time and need no coordination. Zero means none and is NULL in the database.
type ID int64

var epoch = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)

// counter starts at a random place in each process.
var counter = func() *atomic.Uint32 {
	var start [4]byte
	_, _ = rand.Read(start[:]) // never fails since Go 1.24
	c := new(atomic.Uint32)
	c.Store(binary.BigEndian.Uint32(start[:]))
	return c
}()

const countBits = 22

// newID makes an id for a row that is made at now.
func newID(now time.Time) ID {
	return ID(now.Sub(epoch).Milliseconds()<<countBits | int64(counter.Add(1)&(1<<countBits-1)))
}

// ParseID reads an id from an address or a form. What is no id is not found.
func ParseID(s string) (ID, error) {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n <= 0 {
		return 0, fmt.Errorf("parse id: %w", fault.NotFound)
	}
	return ID(n), nil
}

// String is the id as it stands in addresses.
func (id ID) String() string { return strconv.FormatInt(int64(id), 10) }

// MarshalText writes the id as text, because JavaScript's numbers stop at 2^53.
func (id ID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (id *ID) UnmarshalText(text []byte) error {
	n, err := strconv.ParseInt(string(text), 10, 64)
	*id = ID(n)
	return err
}

// Value stores none as NULL.
func (id ID) Value() (driver.Value, error) {
	if id == 0 {
		return nil, nil
	}
	return int64(id), nil
}

// Scan reads NULL as none.
func (id *ID) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*id = 0
	case int64:
		*id = ID(v)
	default:
		return fmt.Errorf("scan id: %T is no number", src)
	}
	return nil
}
