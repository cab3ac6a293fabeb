package profile

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// DateForm is the order of day and month where a date itself does not tell.
type DateForm string

// The forms.
const (
	Clear      DateForm = ""    // every date of the file can be read in one way only
	DayFirst   DateForm = "dmy" // 31/12/2025
	MonthFirst DateForm = "mdy" // 12/31/2025
)

// Moment is a date as it stands in a file: one day, or two when day and month can be exchanged.
type Moment struct {
	DayFirst, MonthFirst time.Time // zero when it cannot be read so
	Slashed              bool      // written with slashes, which more than one country does in its own way
}

// In is the day in a form; ok is false when it is none.
func (m Moment) In(form DateForm) (day time.Time, ok bool) {
	day = m.DayFirst
	if form == MonthFirst || form == Clear && day.IsZero() {
		day = m.MonthFirst
	}
	return day, !day.IsZero()
}

// Either reports whether the date means two days.
func (m Moment) Either() bool {
	return !m.DayFirst.IsZero() && !m.MonthFirst.IsZero() && !m.DayFirst.Equal(m.MonthFirst)
}

// never are the ways to write that there is no date.
var never = map[string]bool{"": true, "-": true, "0": true, "null": true, "nvt": true, "n.v.t.": true, "heden": true, "open": true, "00-00-0000": true,
	"0000-00-00": true, "leeg": true, "n/a": true}

// lastYear and later years mean that there is no end.
const firstYear, lastYear = 1900, 2100

// ParseDate reads a date in any of the usual forms: 2025-12-31, 31-12-2025, 31/12/2025, 20251231, 31122025,
// 31 dec 2025, a day number of Excel; a time behind it is left out. none is true when it says that there is no date,
// also when the year lies beyond 2100. Years have four digits.
func ParseDate(text string, from1904 bool) (m Moment, none, ok bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	if never[text] {
		return m, true, true
	}
	text = withoutTime(text)
	m, ok = numbered(text, from1904)
	if !ok {
		m, ok = parted(text)
	}
	if !ok {
		return Moment{}, false, false
	}
	day, _ := m.In(Clear)
	switch {
	case day.Year() >= lastYear:
		return Moment{}, true, true
	case day.Year() < firstYear:
		return Moment{}, false, false
	}
	return m, false, true
}

var clock = regexp.MustCompile(`[ t]+\d{1,2}:\d{2}(:\d{2})?([.,]\d+)?\s*([ap]m)?\s*(z|[+-]\d{2}:?\d{2})?$`)

// withoutTime cuts off a time, as in "2025-12-31T00:00:00Z" and "31-12-2025 0:00".
func withoutTime(text string) string {
	if strings.IndexByte(text, ':') < 0 {
		return text
	}
	return clock.ReplaceAllString(text, "")
}

// numbered reads a date of digits only: yyyymmdd, ddmmyyyy, or days since 1900.
func numbered(text string, from1904 bool) (Moment, bool) {
	whole, part, _ := strings.Cut(strings.Replace(text, ",", ".", 1), ".")
	n, err := strconv.Atoi(whole)
	if err != nil || strings.Trim(whole+part, "0123456789") != "" {
		return Moment{}, false
	}
	switch {
	case len(whole) == 5 && n >= 15000 && n < 75000:
		zero := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
		if from1904 {
			zero = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
		}
		return certain(zero.AddDate(0, 0, n)), true
	case len(whole) == 8 && part == "":
		if day, ok := dayOf(n/10000, n/100%100, n%100); ok {
			return certain(day), true
		}
		if day, ok := dayOf(n%10000, n/10000%100, n/1000000); ok {
			return certain(day), true
		}
	}
	return Moment{}, false
}

func certain(day time.Time) Moment { return Moment{DayFirst: day, MonthFirst: day} }

// parted reads a date of three parts with the same mark between them.
func parted(text string) (Moment, bool) {
	mark := " "
	if i := strings.IndexAny(text, "-/."); i > 0 && strings.Count(text, " ") != 2 {
		mark = text[i : i+1]
	}
	parts := strings.Split(text, mark)
	if len(parts) != 3 {
		return Moment{}, false
	}
	var n [3]int
	for i, part := range parts {
		part = strings.TrimSpace(part)
		value, err := strconv.Atoi(part)
		if month := monthOf(part); i == 1 && month > 0 {
			return named(parts[0], month, parts[2])
		}
		if err != nil || len(part) > 4 || part[0] == '+' || part[0] == '-' {
			return Moment{}, false
		}
		n[i] = value
	}
	if len(strings.TrimSpace(parts[0])) == 4 {
		day, ok := dayOf(n[0], n[1], n[2])
		return certain(day), ok
	}
	if len(strings.TrimSpace(parts[2])) != 4 {
		return Moment{}, false
	}
	m := Moment{Slashed: mark == "/"}
	m.DayFirst, _ = dayOf(n[2], n[1], n[0])
	m.MonthFirst, _ = dayOf(n[2], n[0], n[1])
	return m, !m.DayFirst.IsZero() || !m.MonthFirst.IsZero()
}

// named reads "31", december, "2025".
func named(first string, month int, last string) (Moment, bool) {
	day, err := strconv.Atoi(strings.TrimSpace(first))
	year, err2 := strconv.Atoi(strings.TrimSpace(last))
	if err != nil || err2 != nil || len(strings.TrimSpace(last)) != 4 {
		return Moment{}, false
	}
	d, ok := dayOf(year, month, day)
	return certain(d), ok
}

// months are the first letters by which Dutch and English months are known.
var months = []string{"jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"}

func monthOf(word string) int {
	word = strings.TrimSuffix(word, ".")
	switch word {
	case "mrt", "mar", "march":
		return 3
	case "may":
		return 5
	case "oct", "october":
		return 10
	}
	for i, begin := range months {
		if strings.HasPrefix(word, begin) && strings.Trim(word, "abcdefghijklmnopqrstuvwxyz") == "" {
			return i + 1
		}
	}
	return 0
}

// dayOf is a day that exists.
func dayOf(year, month, day int) (time.Time, bool) {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if year < 1 || month < 1 || t.Day() != day || int(t.Month()) != month || t.Year() != year {
		return time.Time{}, false
	}
	return t, true
}

// Evidence gathers what the dates of a file say of the order of day and month.
type Evidence struct {
	dayFirst, monthFirst, either, slashed int
}

// Add counts one date.
func (e *Evidence) Add(m Moment) {
	switch {
	case m.Either():
		e.either++
		if m.Slashed {
			e.slashed++
		}
	case m.DayFirst.IsZero():
		e.monthFirst++
	case m.MonthFirst.IsZero():
		e.dayFirst++
	}
}

// Form is the form that the dates agree on; sure is false when a person has to say it.
func (e *Evidence) Form() (form DateForm, sure bool) {
	const most = 20 // one in so many may be a typing error
	switch {
	case e.dayFirst+e.monthFirst+e.either == 0:
		return Clear, true
	case e.dayFirst > most*e.monthFirst:
		return DayFirst, true
	case e.monthFirst > most*e.dayFirst:
		return MonthFirst, true
	case e.dayFirst+e.monthFirst > 0:
		return DayFirst, false
	}
	return DayFirst, e.slashed == 0 // with a dash or a full stop Dutch dates begin with the day
}
