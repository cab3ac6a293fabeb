package text

import (
	"context"
	"fmt"
	"testing"
	"time"
)

type isoDay string

func (d isoDay) String() string { return string(d) }

var (
	nl = WithLang(context.Background(), "nl")
	en = WithLang(context.Background(), "en")
)

func TestDates(t *testing.T) {
	afternoon := time.Date(2026, 10, 9, 12, 0, 0, 0, time.UTC)
	lateEvening := time.Date(2026, 12, 31, 23, 30, 0, 0, time.UTC)
	today := isoDay("2026-10-09")
	for _, tt := range []struct{ got, want string }{
		{Date(nl, today), "9 oktober 2026"},
		{Date(en, today), "9 October 2026"},
		{Date(nl, lateEvening), "1 januari 2027"},
		{Date(nl, isoDay("0001-01-01")), ""},
		{Date(nl, isoDay("")), ""},
		{Date(nl, time.Time{}), ""},
		{LongDate(nl, today), "vrijdag 9 oktober 2026"},
		{LongDate(en, today), "Friday 9 October 2026"},
		{Month(nl, today), "oktober 2026"},
		{Time(nl, afternoon), "14.00 uur"},
		{Time(en, afternoon), "14:00"},
		{DateTime(nl, afternoon), "9 oktober 2026, 14.00 uur"},
		{DateTime(nl, time.Time{}), ""},
		{Until(nl, today, isoDay("2026-10-09")), "vandaag"},
		{Until(nl, today, isoDay("2026-10-10")), "morgen"},
		{Until(nl, today, isoDay("2026-10-12")), "over 3 dagen"},
		{Until(nl, today, isoDay("2026-10-08")), "1 dag te laat"},
		{Until(en, today, isoDay("2026-10-07")), "2 days late"},
		{Ago(nl, today, isoDay("2026-10-08")), "gisteren"},
		{Ago(nl, today, isoDay("2026-10-04")), "5 dagen geleden"},
		{Ago(nl, today, isoDay("2026-01-04")), "4 januari 2026"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}

func TestNumbers(t *testing.T) {
	for _, tt := range []struct{ got, want string }{
		{Number(nl, 12345), "12.345"},
		{Number(nl, 999), "999"},
		{Number(nl, int64(-1234567)), "-1.234.567"},
		{Number(en, 12345), "12,345"},
		{Number(nl, 3.5), "3,5"},
		{Number(nl, 1234.567), "1.234,57"},
		{Number(nl, -0.001), "0"},
		{Money(nl, 2180), "€ 21,80"},
		{Money(nl, 123450), "€ 1.234,50"},
		{Money(nl, -5), "€ -0,05"},
		{Money(en, 123450), "€1,234.50"},
		{Money(en, -500), "-€5.00"},
		{Percent(nl, 0.783), "78,3%"},
		{Percent(nl, 1), "100%"},
		{Percent(en, 0.125), "12.5%"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}

func TestSentences(t *testing.T) {
	for _, tt := range []struct{ got, want string }{
		{T(nl, "today"), "vandaag"},
		{T(en, "today"), "today"},
		{T(context.Background(), "today"), "vandaag"},
		{T(nl, "No Dutch for 100%"), "No Dutch for 100%"},
		{T(nl, "No Dutch for %s", "Anna"), "No Dutch for Anna"},
		{N(nl, 1, "in %d day", "in %d days"), "over 1 dag"},
		{N(nl, 12345, "in %d day", "in %d days"), "over 12.345 dagen"},
		{N(en, 0, "%d place in %s", "%d places in %s", "Almelo"), "0 places in Almelo"},
		{N(en, 1, "one place in %s", "%d places in %s", "Almelo"), "one place in Almelo"},
		{fmt.Sprint(Has("today"), Has("No Dutch for 100%")), "true false"},
		{Lang(WithLang(en, "fr")), "nl"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
	if clashes := Clashes(); clashes != nil {
		t.Errorf("clashes: %q", clashes)
	}
}
