package tables

import (
	"testing"
	"time"
)

func TestParseDay(t *testing.T) {
	for d := time.Date(1899, 12, 31, 0, 0, 0, 0, time.UTC); d.Year() < 2101; d = d.AddDate(0, 0, 1) {
		for _, text := range []string{d.Format("2006-01-02"), d.Format("02-01-2006"), " " + d.Format("2006-01-02") + " "} {
			if got, ok := parseDay([]byte(text)); !ok || got != dayOf(d) {
				t.Fatalf("%q: %d, %v", text, got, ok)
			}
		}
	}
	for _, text := range []string{"", "  "} {
		if got, ok := parseDay([]byte(text)); !ok || got != 0 {
			t.Errorf("%q: %d, %v", text, got, ok)
		}
	}
}

// What is taken, package time takes too.
func FuzzParseDay(f *testing.F) {
	for _, text := range []string{"2025-12-31", "31-12-2025", "2025-02-29", "2024-02-29", "29-02-2100", "0000-01-01", "00-01-2025", "2025-13-01", "12/31/2025", "20251231", "2025-1-1", "1-1-2025", "2025-12-31T00:00:00", "2025-12-3x", "3:-12-2025"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, ok := parseDay([]byte(text))
		if !ok || got == 0 {
			return
		}
		var day time.Time
		for _, layout := range []string{"2006-01-02", "02-01-2006"} {
			for from := 0; from+10 <= len(text); from++ {
				if d, err := time.Parse(layout, text[from:from+10]); err == nil {
					day = d
				}
			}
		}
		if dayOf(day) != got {
			t.Errorf("%q: %d, want %d", text, got, dayOf(day))
		}
	})
}
