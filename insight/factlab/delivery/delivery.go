// Package delivery is what leaves the house of an organisation that takes part in a Factlab round (aanlevering):
// lines without an address, in batches, with a manifest that says what the whole should be.
//
// A sender and the hub speak of it over package wire:
//
//	GET  /factlab/v1/rounds/{round}/agreement                          the agreement, as JSON
//	POST /factlab/v1/rounds/{round}/deliveries                         Manifest in, Standing out; the same manifest again goes on where it was
//	PUT  /factlab/v1/rounds/{round}/deliveries/{delivery}/batches/{n}  lines as CSV in, n from 0; the same batch again does no harm
//	POST /factlab/v1/rounds/{round}/deliveries/{delivery}/completion   Receipt out; only now does it count, and the former delivery no longer
//
// What is refused comes as Problem with a status of 400 or more.
package delivery

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"
)

// Pseudonym stands for an address: the first 16 bytes of the output of the key holders (RFC 9497).
type Pseudonym [16]byte

// Month counts months from the year 0, so that months can be compared; 0 is no month.
type Month int

// MonthOf is the month in which t lies.
func MonthOf(t time.Time) Month { return Month(t.Year()*12 + int(t.Month()) - 1) }

// ParseMonth reads a month as 2025-12; empty is no month.
func ParseMonth(s string) (Month, error) {
	if s == "" {
		return 0, nil
	}
	t, err := time.Parse("2006-01", s)
	if err != nil || len(s) != 7 || t.Year() < 1900 {
		return 0, fmt.Errorf("%q is no month such as 2025-12", s)
	}
	return MonthOf(t), nil
}

// String writes the month as 2025-12; no month is empty.
func (m Month) String() string {
	if m == 0 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d", int(m)/12, int(m)%12+1)
}

// Line is one provision at one address, or, of a registry sender, the household type of one.
type Line struct {
	Pseudonym     Pseudonym
	Neighbourhood string // its code, as the public address list has it
	Provision     string // its code in the agreement; empty for a registry sender
	From, Until   Month  // no month in Until: it goes on
	HouseholdType string // for a registry sender only
}

// ActiveIn reports whether the provision is delivered in month m.
func (l Line) ActiveIn(m Month) bool { return l.From <= m && (l.Until == 0 || l.Until >= m) }

// BatchSize is how many lines go in a batch at most.
const BatchSize = 2000

// Header are the columns of a batch.
var Header = []string{"pseudonym", "neighbourhood", "provision", "from", "until", "household_type"}

// WriteBatch writes lines as CSV with a header.
func WriteBatch(w io.Writer, lines []Line) error {
	out := csv.NewWriter(w)
	if err := out.Write(Header); err != nil {
		return err
	}
	for _, l := range lines {
		record := []string{hex.EncodeToString(l.Pseudonym[:]), l.Neighbourhood, l.Provision, l.From.String(), l.Until.String(), l.HouseholdType}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// ReadBatch reads what WriteBatch writes. An error says in which line it is.
func ReadBatch(text []byte) ([]Line, error) {
	in := csv.NewReader(bytes.NewReader(text))
	in.FieldsPerRecord, in.ReuseRecord = len(Header), true
	header, err := in.Read()
	if err != nil {
		return nil, fmt.Errorf("read batch: %w", err)
	}
	if !slices.Equal(header, Header) {
		return nil, errors.New("read batch: the columns are not those of a batch")
	}
	var lines []Line
	for {
		record, err := in.Read()
		if errors.Is(err, io.EOF) {
			return lines, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read batch: %w", err)
		}
		if len(lines) == BatchSize {
			return nil, fmt.Errorf("read batch: more than %d lines", BatchSize)
		}
		l, err := parseLine(record)
		if err != nil {
			return nil, fmt.Errorf("read batch: line %d: %w", len(lines)+2, err)
		}
		lines = append(lines, l)
	}
}

func parseLine(record []string) (l Line, err error) {
	if n, err := hex.Decode(l.Pseudonym[:], []byte(record[0][:min(len(record[0]), 2*len(l.Pseudonym))])); err != nil || n != len(l.Pseudonym) || len(record[0]) != 2*n {
		return l, fmt.Errorf("a pseudonym is %d hexadecimal digits", 2*len(l.Pseudonym))
	}
	l.Neighbourhood, l.Provision, l.HouseholdType = record[1], record[2], record[5]
	if l.From, err = ParseMonth(record[3]); err != nil {
		return l, err
	}
	l.Until, err = ParseMonth(record[4])
	return l, err
}

// Manifest says what a delivery should hold before it is sent.
type Manifest struct {
	Lines   int    `json:"lines"`
	Batches int    `json:"batches"`
	SHA256  string `json:"sha256"` // over the SHA-256 sums of the batches, in their order, as hexadecimal digits
}

// Sum is the check sum of batches: SHA-256 over their SHA-256 sums, in their order.
func Sum(batches [][sha256.Size]byte) string {
	h := sha256.New()
	for _, b := range batches {
		h.Write(b[:])
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Validate says what cannot be.
func (m Manifest) Validate() error {
	sum, err := hex.DecodeString(m.SHA256)
	if err != nil || len(sum) != sha256.Size {
		return errors.New("the check sum is not a SHA-256 sum in hexadecimal digits")
	}
	if m.Lines < 1 || m.Batches < 1 || m.Batches > m.Lines || m.Lines > m.Batches*BatchSize {
		return errors.New(strconv.Itoa(m.Lines) + " lines do not fit " + strconv.Itoa(m.Batches) + " batches")
	}
	return nil
}

// Standing is how far a delivery is.
type Standing struct {
	Delivery string `json:"delivery"` // its number
	Missing  []int  `json:"missing"`  // the batches that are still to come, in order
	Complete bool   `json:"complete"`
}

// Receipt is what the hub says when it has everything.
type Receipt struct {
	Delivery string    `json:"delivery"`
	Lines    int       `json:"lines"`
	SHA256   string    `json:"sha256"`
	At       time.Time `json:"at"`
}

// Problem is why something was refused (RFC 9457).
type Problem struct {
	Status int    `json:"status"`
	Code   Code   `json:"code"`
	Detail string `json:"detail"`
}

// Code is why, for a program.
type Code string

// The reasons.
const (
	Unknown   Code = "unknown"   // the key is of no participant, or there is no such round
	Closed    Code = "closed"    // the deadline has passed, or the round was closed
	Wrong     Code = "wrong"     // what was sent is not as agreed
	OverQuota Code = "quota"     // more addresses than were declared
	Destroyed Code = "destroyed" // the key is gone
	Busy      Code = "busy"      // try again
)

func (p *Problem) Error() string { return p.Detail }
