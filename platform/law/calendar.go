package law

import (
	"slices"
	"time"
)

// Holiday is a day that is no ordinary day, with the name it has.
type Holiday struct {
	Date    Date
	Name    string // in English, a key for the Dutch text
	Article string
	// Working reports a day on which offices are open: the law gives it the effect of a holiday for its own
	// terms only (Good Friday, the days of a royal decree).
	Working bool
}

// Easter returns Easter Sunday, by the computation of the Gregorian calendar that Meeus, Jones and Butcher
// published.
func Easter(year int) Date {
	a, b, c := year%19, year/100, year%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return Date{year, time.Month(n / 31), n%31 + 1}
}

// KingsDay is the day on which the birthday of the King is celebrated: 27 April, or the day before when
// that is a Sunday.
func KingsDay(year int) Date {
	d := Date{year, time.April, 27}
	if d.Weekday() == time.Sunday {
		return d.Add(-1)
	}
	return d
}

// bridge holds the days of the royal decrees by year, and through which day they are known.
var bridge, decided = func() (map[int][]Holiday, Date) {
	days, last := map[int][]Holiday{}, Date{}
	for _, row := range table("bridgedays.tsv", 3) {
		d := day(row[0])
		if row[1] == "decided" {
			last = d
			continue
		}
		days[d.Year] = append(days[d.Year], Holiday{d, row[1], "Atw art. 3 lid 3", true})
	}
	return days, last
}()

// Decided reports whether the royal decree about the bridge days of a year is known. For later years a due
// day next to a holiday may still move.
func Decided(year int) bool { return year <= decided.Year }

// Holidays lists the holidays of a year in order: those of the law, Good Friday, and the days that a royal
// decree puts on a par with them.
func Holidays(year int) []Holiday {
	easter := Easter(year)
	days := []Holiday{
		// Atw art. 3 lid 1
		{Date{year, time.January, 1}, "New Year's Day", "Atw art. 3 lid 1", false},
		{easter.Add(1), "Easter Monday", "Atw art. 3 lid 1", false},
		{KingsDay(year), "King's Day", "Atw art. 3 lid 1", false},
		{Date{year, time.May, 5}, "Liberation Day", "Atw art. 3 lid 1", false},
		{easter.Add(39), "Ascension Day", "Atw art. 3 lid 1", false},
		{easter.Add(50), "Whit Monday", "Atw art. 3 lid 1", false},
		{Date{year, time.December, 25}, "Christmas Day", "Atw art. 3 lid 1", false},
		{Date{year, time.December, 26}, "Boxing Day", "Atw art. 3 lid 1", false},
		// Atw art. 3 lid 2
		{easter.Add(-2), "Good Friday", "Atw art. 3 lid 2", true},
	}
	// Atw art. 3 lid 3
	days = append(days, bridge[year]...)
	slices.SortStableFunc(days, func(a, b Holiday) int { return a.Date.Compare(b.Date) })
	return days
}

// Calendar says which days are ordinary.
type Calendar struct{ working bool }

// Legal is the calendar of the Algemene termijnenwet, by which terms in a law end. WorkingDays (werkdagen) is
// the calendar for terms that count in working days, as agreements and message standards do: Good Friday and
// the days of a royal decree are working days in it, because offices and systems are open.
var (
	Legal       = Calendar{}
	WorkingDays = Calendar{working: true}
)

// Closed says why a day is not ordinary: the name of the holiday, "Saturday" or "Sunday". It is empty for an
// ordinary day.
func (c Calendar) Closed(d Date) string {
	for _, h := range Holidays(d.Year) {
		if h.Date == d && !(c.working && h.Working) {
			return h.Name
		}
	}
	if w := d.Weekday(); w == time.Saturday || w == time.Sunday {
		return w.String()
	}
	return ""
}

// Ordinary reports whether d is no Saturday, Sunday or holiday.
func (c Calendar) Ordinary(d Date) bool { return c.Closed(d) == "" }

// OnOrAfter returns d, or the first ordinary day after it.
func (c Calendar) OnOrAfter(d Date) Date {
	for !c.Ordinary(d) {
		d = d.Add(1)
	}
	return d
}

// Add returns the n-th ordinary day after d, or before it when n is negative. The day itself does not count.
func (c Calendar) Add(d Date, n int) Date {
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	for n > 0 {
		d = d.Add(step)
		if c.Ordinary(d) {
			n--
		}
	}
	return d
}

// Count returns how many ordinary days lie after from, up to and including to.
func (c Calendar) Count(from, to Date) int {
	n := 0
	for d := from.Add(1); !d.After(to); d = d.Add(1) {
		if c.Ordinary(d) {
			n++
		}
	}
	return n
}
