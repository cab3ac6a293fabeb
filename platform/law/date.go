package law

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // the rules of Europe/Amsterdam, also on a machine without them
)

// Date is a calendar day in the Netherlands, without a time. The zero Date is no day. Dates can be compared
// with == and used as a key.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// Amsterdam is where the legal days begin and end.
var Amsterdam = func() *time.Location {
	place, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		panic(err) // the zone is part of the program
	}
	return place
}()

// Day returns a date; a day past the end of its month counts on into the next one.
func Day(year int, month time.Month, day int) Date {
	return from(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// DateOf returns the Dutch day in which the moment t falls.
func DateOf(t time.Time) Date { return from(t.In(Amsterdam)) }

func from(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

var errNoDate = errors.New("Write a date as day, month and year, such as 5-5-2026")

// ParseDate reads a day as people write it (5-5-2026, 05/05/2026) or as systems do (2026-05-05).
// The error is a sentence for a form.
func ParseDate(s string) (Date, error) {
	s = strings.TrimSpace(s)
	if d, err := parseISO(s); err == nil {
		return d, nil
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '-' || r == '/' || r == '.' || r == ' ' })
	if len(parts) != 3 || len(parts[2]) != 4 {
		return Date{}, errNoDate
	}
	var n [3]int
	for i, p := range parts {
		var err error
		if n[i], err = strconv.Atoi(p); err != nil {
			return Date{}, errNoDate
		}
	}
	d := Date{n[2], time.Month(n[1]), n[0]}
	if !d.valid() {
		return Date{}, errNoDate
	}
	return d, nil
}

func parseISO(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("%q is no date: write it as 2026-05-05", s)
	}
	return from(t), nil
}

// valid reports whether the day is on the calendar.
func (d Date) valid() bool { return d.Year > 0 && d == Day(d.Year, d.Month, d.Day) }

// utc is the day as a moment to count with: without summer time every day is 24 hours.
func (d Date) utc() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// Start is the first moment of the day in the Netherlands.
func (d Date) Start() time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, Amsterdam)
}

// Add returns the day that is n days later, or earlier when n is negative.
func (d Date) Add(n int) Date { return Day(d.Year, d.Month, d.Day+n) }

// AddMonths returns the same day n months later. Where that month has no such day it is its last day: a month
// from 31 January ends on 28 or 29 February.
func (d Date) AddMonths(n int) Date {
	last := Day(d.Year, d.Month+time.Month(n)+1, 0)
	return Date{last.Year, last.Month, min(d.Day, last.Day)}
}

// AddYears returns the same day n years later.
func (d Date) AddYears(n int) Date { return d.AddMonths(12 * n) }

// Sub returns the number of days from other to d.
func (d Date) Sub(other Date) int { return int(d.utc().Sub(other.utc()) / (24 * time.Hour)) }

// Compare returns -1, 0 or 1 as d is earlier than, the same as or later than other.
func (d Date) Compare(other Date) int {
	return cmp.Or(cmp.Compare(d.Year, other.Year), cmp.Compare(d.Month, other.Month), cmp.Compare(d.Day, other.Day))
}

// Before reports whether d is earlier than other.
func (d Date) Before(other Date) bool { return d.Compare(other) < 0 }

// After reports whether d is later than other.
func (d Date) After(other Date) bool { return d.Compare(other) > 0 }

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.utc().Weekday() }

// IsZero reports that there is no day.
func (d Date) IsZero() bool { return d == Date{} }

// YearsOn is somebody's age on a day, when d is the day of birth.
func (d Date) YearsOn(on Date) int {
	years := on.Year - d.Year
	if on.Month < d.Month || on.Month == d.Month && on.Day < d.Day {
		years--
	}
	return years
}

// String writes the day as 2026-05-05, and no day as nothing.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}
