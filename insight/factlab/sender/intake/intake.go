// Package intake reads the rows of an organisation, checks every address against the public address list, and keeps
// what can be delivered: distinct addresses, each with its lines. What cannot be read or found is told to the sender
// alone.
package intake

import (
	"cmp"
	"context"
	"iter"
	"slices"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/delivery"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/sender/profile"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/sender/table"
	"codeberg.org/samenkracht/samenkracht/insight/pseudonym/address"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// Report counts what became of the rows.
type Report struct {
	Rows       int
	Delivered  int            // rows that are delivered, duplicates among them
	Duplicates int            // of those: the same address, provision and months as an earlier row
	Respelt    int            // of those: found under another spelling
	Refused    int            // rows that cannot be read or found
	Reasons    []Count        // why, the commonest first
	LeftOut    map[string]int // rows that the profile leaves out, by reason
}

// Count is how often something is the reason.
type Count struct {
	Reason error // of package profile, package address or this one
	Rows   int
}

// Refusal is a row that cannot be delivered.
type Refusal struct {
	Row    table.Row
	Reason error
}

// The reasons of this package.
var (
	ErrTooWide = command.Problemf("the row has more fields than there are columns")
	ErrTwo     = command.Problemf("the BAG id is of another address than the postcode and house number")
	ErrTypes   = command.Problemf("the address has another household type in an earlier row")
)

// Intake is what can be delivered.
type Intake struct {
	Report
	keys   []string // the distinct addresses
	places []string // the neighbourhood of each
	lines  map[line]struct{}
	sorted []line

	reader *profile.Reader
	list   *address.List
	known  map[string]int32
	texts  map[string]int32 // provisions and household types
	said   []string
	counts map[string]*Count
}

// line is a line without its pseudonym: numbers of an address and of a provision or household type.
type line struct {
	address, what int32
	from, until   delivery.Month
}

// Source is what is read, and how.
type Source struct {
	Table *table.Table
	Rows  iter.Seq2[table.Row, error] // of the table
	By    *profile.Reader
	List  *address.List
}

// Read reads all rows. Every row that cannot be delivered is given to refused.
func Read(ctx context.Context, from Source, refused func(Refusal) error) (*Intake, error) {
	in := &Intake{Report: Report{LeftOut: map[string]int{}}, lines: map[line]struct{}{}, reader: from.By, list: from.List, known: map[string]int32{}, texts: map[string]int32{}, counts: map[string]*Count{}}
	for row, err := range from.Rows {
		if err != nil {
			return nil, err
		}
		if in.Rows++; in.Rows%1000 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		reason := ErrTooWide
		if !from.Table.TooWide(row) {
			reason = in.add(row)
		}
		if reason == nil {
			continue
		}
		in.count(reason)
		if err := refused(Refusal{row, reason}); err != nil {
			return nil, err
		}
	}
	in.finish()
	return in, nil
}

// add takes a row in; the error is why it cannot be.
func (in *Intake) add(row table.Row) error {
	rec, err := in.reader.Read(row.Fields)
	if err != nil {
		return err
	}
	if rec.LeaveOut != "" {
		in.LeftOut[rec.LeaveOut]++
		return nil
	}
	found, reason := in.find(rec)
	if reason != nil {
		return reason
	}
	entry := found.Entry
	i, ok := in.known[entry.Key]
	if !ok {
		i = int32(len(in.keys))
		in.known[entry.Key] = i
		in.keys, in.places = append(in.keys, entry.Key), append(in.places, entry.Neighbourhood)
	}
	what := rec.Provision
	if in.reader.Registry {
		what = rec.Household
	}
	l := line{i, in.text(what), rec.From, rec.Until}
	if _, twice := in.lines[l]; twice {
		in.Duplicates++
	} else if in.reader.Registry && ok {
		return ErrTypes
	}
	in.lines[l] = struct{}{}
	in.Delivered++
	if found.respelt {
		in.Respelt++
	}
	return nil
}

func (in *Intake) text(s string) int32 {
	i, ok := in.texts[s]
	if !ok {
		i = int32(len(in.said))
		in.texts[s] = i
		in.said = append(in.said, s)
	}
	return i
}

func (in *Intake) count(reason error) {
	in.Refused++
	c, ok := in.counts[reason.Error()]
	if !ok {
		c = &Count{Reason: reason}
		in.counts[reason.Error()] = c
	}
	c.Rows++
}

// finish orders the lines by address and forgets what was only needed to read.
func (in *Intake) finish() {
	for _, c := range in.counts {
		in.Reasons = append(in.Reasons, *c)
	}
	slices.SortFunc(in.Reasons, func(a, b Count) int {
		return cmp.Or(cmp.Compare(b.Rows, a.Rows), cmp.Compare(a.Reason.Error(), b.Reason.Error()))
	})
	in.sorted = make([]line, 0, len(in.lines))
	for l := range in.lines {
		in.sorted = append(in.sorted, l)
	}
	slices.SortFunc(in.sorted, func(a, b line) int { return cmp.Compare(a.address, b.address) })
	in.lines, in.list, in.known, in.texts, in.counts = nil, nil, nil, nil, nil
}

// Addresses are the keys of the distinct addresses, in the order in which the file has them.
func (in *Intake) Addresses() []string { return in.keys }

// Lines is how many lines there are.
func (in *Intake) Lines() int { return len(in.sorted) }

// Of appends the lines of address i under its pseudonym.
func (in *Intake) Of(dst []delivery.Line, i int, p delivery.Pseudonym) []delivery.Line {
	at, _ := slices.BinarySearchFunc(in.sorted, int32(i), func(l line, i int32) int { return cmp.Compare(l.address, i) })
	for _, l := range in.sorted[at:] {
		if l.address != int32(i) {
			break
		}
		out := delivery.Line{Pseudonym: p, Neighbourhood: in.places[i], From: l.from, Until: l.until}
		if in.reader.Registry {
			out.HouseholdType = in.said[l.what]
		} else {
			out.Provision = in.said[l.what]
		}
		dst = append(dst, out)
	}
	return dst
}

// found is an address of the list.
type found struct {
	address.Entry
	respelt bool
}

// find looks the address of a row up. The error is an address.Reason or ErrTwo.
func (in *Intake) find(rec profile.Record) (found, error) {
	byParts, reason := in.byReadings(rec.Readings)
	if rec.BAG == "" {
		if reason.Found() {
			return byParts, nil
		}
		return found{}, reason
	}
	entry, idReason := in.list.FindID(rec.BAG)
	switch {
	case idReason.Found() && reason == address.Fine && entry.Key != byParts.Key:
		return found{}, ErrTwo
	case idReason.Found():
		return found{Entry: entry}, nil
	case reason.Found():
		return byParts, nil
	case len(rec.Readings) == 0:
		return found{}, idReason
	}
	return found{}, reason
}

// byReadings finds the one address that one of the readings means, first by plain keys, then by other spellings.
func (in *Intake) byReadings(readings []address.Parts) (found, address.Reason) {
	if len(readings) == 0 {
		return found{}, address.NoPostcode
	}
	if len(readings) == 1 {
		entry, reason := in.list.Find(readings[0])
		return found{entry, reason == address.Respelt}, reason
	}
	var plain, other []found
	reason := address.NotListed
	for _, p := range readings {
		entry, r := in.list.Find(p)
		switch {
		case r == address.Fine:
			plain = append(plain, found{entry, false})
		case r == address.Respelt:
			other = append(other, found{entry, true})
		default:
			reason = r // of the last, which is the likeliest
		}
	}
	if len(plain) == 0 {
		plain = other
	}
	for _, f := range plain {
		if f.Key != plain[0].Key {
			return found{}, address.Several
		}
	}
	if len(plain) == 0 {
		return found{}, reason
	}
	if plain[0].respelt {
		return plain[0], address.Respelt
	}
	return plain[0], address.Fine
}
