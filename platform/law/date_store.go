package law

import (
	"database/sql/driver"
	"fmt"
	"strings"
	"time"
)

// MarshalJSON writes the day as "2026-05-05" and no day as null.
func (d Date) MarshalJSON() ([]byte, error) {
	if d.IsZero() {
		return []byte("null"), nil
	}
	return []byte(`"` + d.String() + `"`), nil
}

// UnmarshalJSON reads what MarshalJSON wrote; an empty text is no day too.
func (d *Date) UnmarshalJSON(text []byte) error {
	s := string(text)
	if s == "null" {
		*d = Date{}
		return nil
	}
	if len(s) < 2 || s[0] != '"' || s[len(s)-1] != '"' {
		return fmt.Errorf("%s is no date: write it as \"2026-05-05\"", s)
	}
	return d.UnmarshalText(text[1 : len(text)-1])
}

// MarshalText writes the day as 2026-05-05 and no day as nothing.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Date) UnmarshalText(text []byte) (err error) {
	*d = Date{}
	if len(text) > 0 {
		*d, err = parseISO(string(text))
	}
	return err
}

// Value stores the day as 2026-05-05 and no day as NULL.
func (d Date) Value() (driver.Value, error) {
	if d.IsZero() {
		return nil, nil
	}
	return d.String(), nil
}

// Scan reads a DATE column: text on SQLite, a time on PostgreSQL. A time is a day already, in whatever zone
// the driver puts it, so it is not moved to another one.
func (d *Date) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*d = Date{}
		return nil
	case time.Time:
		*d = from(v)
		return nil
	case string:
		return d.scanText(v)
	case []byte:
		return d.scanText(string(v))
	}
	return fmt.Errorf("scan date: %T is no date", src)
}

// scanText takes the day of a text that may go on with a time.
func (d *Date) scanText(s string) error {
	if i := strings.IndexAny(s, " T"); i == len(time.DateOnly) {
		s = s[:i]
	}
	if err := d.UnmarshalText([]byte(s)); err != nil {
		return fmt.Errorf("scan date: %w", err)
	}
	return nil
}
