package text

import (
	"context"
	"fmt"
	"time"
	_ "time/tzdata" // the clock on the wall is Dutch, also on a server without time zones
)

var (
	amsterdam, zoneErr = time.LoadLocation("Europe/Amsterdam")
	months             = [...]string{"", "januari", "februari", "maart", "april", "mei", "juni",
		"juli", "augustus", "september", "oktober", "november", "december"}
	weekdays = [...]string{"zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"}
)

// Date writes a day as "9 oktober 2026". It takes a law.Date, a time.Time, or
// anything else whose String is the day as 2026-10-09. A zero day is "".
func Date(ctx context.Context, d fmt.Stringer) string {
	day, ok := dayOf(d)
	if !ok {
		return ""
	}
	return fmt.Sprintf("%d %s %d", day.Day(), monthName(ctx, day.Month()), day.Year())
}

// LongDate writes a day with its name: "vrijdag 9 oktober 2026".
func LongDate(ctx context.Context, d fmt.Stringer) string {
	day, ok := dayOf(d)
	if !ok {
		return ""
	}
	name := weekdays[day.Weekday()]
	if english(ctx) {
		name = day.Weekday().String()
	}
	return name + " " + Date(ctx, d)
}

// Month writes the month of a day: "oktober 2026".
func Month(ctx context.Context, d fmt.Stringer) string {
	day, ok := dayOf(d)
	if !ok {
		return ""
	}
	return fmt.Sprintf("%s %d", monthName(ctx, day.Month()), day.Year())
}

// Time writes the time of day in the Netherlands: "14.00 uur".
func Time(ctx context.Context, t time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = dutchTime(t)
	if english(ctx) {
		return t.Format("15:04")
	}
	return t.Format("15.04") + " uur"
}

// DateTime writes day and time: "9 oktober 2026, 14.00 uur".
func DateTime(ctx context.Context, t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return Date(ctx, t) + ", " + Time(ctx, t)
}

// Length writes how long a term is, in the unit in which the law counts it: "6 weken", "3 werkdagen".
func Length(ctx context.Context, n int, unit string) string {
	switch unit {
	case "hours":
		return N(ctx, n, "%d hour", "%d hours")
	case "weeks":
		return N(ctx, n, "%d week", "%d weeks")
	case "months":
		return N(ctx, n, "%d month", "%d months")
	case "years":
		return N(ctx, n, "%d year", "%d years")
	case "workingdays":
		return N(ctx, n, "%d working day", "%d working days")
	}
	return N(ctx, n, "%d day", "%d days")
}

// Until says how far a day lies from today: "vandaag", "over 3 dagen", "2 dagen te laat".
func Until(ctx context.Context, today, d fmt.Stringer) string {
	from, ok1 := dayOf(today)
	to, ok2 := dayOf(d)
	if !ok1 || !ok2 {
		return ""
	}
	days := int(to.Sub(from).Hours() / 24)
	switch {
	case days == 0:
		return T(ctx, "today")
	case days == 1:
		return T(ctx, "tomorrow")
	case days > 1:
		return N(ctx, days, "in %d day", "in %d days")
	default:
		return N(ctx, -days, "%d day late", "%d days late")
	}
}

// Ago says how long ago a day was: "vandaag", "gisteren", "3 dagen geleden", and the date after a month.
func Ago(ctx context.Context, today, d fmt.Stringer) string {
	from, ok1 := dayOf(d)
	to, ok2 := dayOf(today)
	if !ok1 || !ok2 {
		return ""
	}
	days := int(to.Sub(from).Hours() / 24)
	switch {
	case days == 0:
		return T(ctx, "today")
	case days == 1:
		return T(ctx, "yesterday")
	case days > 1 && days <= 31:
		return N(ctx, days, "%d day ago", "%d days ago")
	default:
		return Date(ctx, d)
	}
}

func monthName(ctx context.Context, m time.Month) string {
	if english(ctx) {
		return m.String()
	}
	return months[m]
}

func dutchTime(t time.Time) time.Time {
	if zoneErr != nil {
		return t
	}
	return t.In(amsterdam)
}

// dayOf is midnight UTC of the day that d names.
func dayOf(d fmt.Stringer) (time.Time, bool) {
	if t, ok := d.(time.Time); ok {
		if t.IsZero() {
			return t, false
		}
		t = dutchTime(t)
		return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC), true
	}
	if d == nil {
		return time.Time{}, false
	}
	day, err := time.Parse(time.DateOnly, d.String())
	return day, err == nil && day.Year() > 1
}
