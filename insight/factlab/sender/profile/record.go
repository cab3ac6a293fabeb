package profile

import (
	"time"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/delivery"
	"codeberg.org/samenkracht/samenkracht/insight/pseudonym/address"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// Record is what a row says.
type Record struct {
	Readings    []address.Parts // the ways to read its address; the reader of a list decides
	BAG         string          // empty when there is none
	Provision   string          // its code in the agreement; empty for a registry sender
	From, Until delivery.Month
	Household   string // its code in the agreement; for a registry sender only
	LeaveOut    string // why rows with this word are left out; then the rest is empty
}

// The reasons why a row cannot be read, besides those of package address.
var (
	ErrNoStart  = command.Problemf("the start date is missing")
	ErrStart    = command.Problemf("the start date cannot be read")
	ErrEnd      = command.Problemf("the end date cannot be read")
	ErrReversed = command.Problemf("the end date lies before the start date")
	ErrWord     = command.Problemf("this word for the provision is not in the profile")
	ErrNoWord   = command.Problemf("the provision is missing")
	ErrBAG      = command.Problemf("the BAG id is not sixteen digits")
)

// Reader reads rows by a profile.
type Reader struct {
	*Profile
	From1904 bool // as the table says
	Registry bool
}

// Read reads the fields of a row. The error is one of those above.
func (r *Reader) Read(fields []string) (Record, error) {
	word, code := Provision, r.All
	if r.Registry {
		word, code = Household, ""
	}
	if column, ok := r.Columns[word]; ok {
		text := fields[column.Number-1]
		m, known := r.Words[text]
		switch {
		case text == "":
			return Record{}, ErrNoWord
		case !known:
			return Record{}, ErrWord
		case m.LeaveOut != "":
			return Record{LeaveOut: m.LeaveOut}, nil
		}
		code = m.Code
	}
	rec := Record{Provision: code}
	if r.Registry {
		rec.Provision, rec.Household = "", code
	} else if err := r.period(&rec, fields); err != nil {
		return Record{}, err
	}
	return rec, r.place(&rec, fields)
}

// field is the field of a role; empty when no column has it.
func (r *Reader) field(role Role, fields []string) string {
	if c, ok := r.Columns[role]; ok {
		return fields[c.Number-1]
	}
	return ""
}

// place reads the address.
func (r *Reader) place(rec *Record, fields []string) error {
	if text := r.field(BAG, fields); text != "" {
		if rec.BAG = ReadBAG(text); rec.BAG == "" {
			return ErrBAG
		}
	}
	if _, ok := r.Columns[Number]; !ok {
		if text := r.field(Address, fields); text != "" {
			rec.Readings = Readings(r.field(Postcode, fields), text)
		}
		return nil
	}
	p := address.Parts{Postcode: r.field(Postcode, fields), Number: r.field(Number, fields), Letter: r.field(Letter, fields), Addition: r.field(Addition, fields)}
	if p != (address.Parts{}) {
		rec.Readings = []address.Parts{p}
	}
	return nil
}

// period reads the dates and coarsens them to months.
func (r *Reader) period(rec *Record, fields []string) error {
	from, none, ok := r.day(r.field(From, fields))
	switch {
	case !ok:
		return ErrStart
	case none:
		return ErrNoStart
	}
	rec.From = delivery.MonthOf(from)
	until, none, ok := r.day(r.field(Until, fields))
	switch {
	case !ok:
		return ErrEnd
	case none:
		return nil
	case until.Before(from):
		return ErrReversed
	}
	rec.Until = delivery.MonthOf(until)
	return nil
}

func (r *Reader) day(text string) (day time.Time, none, ok bool) {
	m, none, ok := ParseDate(text, r.From1904)
	if !ok || none {
		return day, none, ok
	}
	day, ok = m.In(r.Dates)
	return day, false, ok
}
