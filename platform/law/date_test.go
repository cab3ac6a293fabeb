package law

import (
	"encoding/json"
	"testing"
	"time"
)

func TestParseDate(t *testing.T) {
	want := Date{2026, time.May, 5}
	for _, s := range []string{"2026-05-05", "5-5-2026", "05-05-2026", "5/5/2026", "05.05.2026", " 5 5 2026 "} {
		if got, err := ParseDate(s); err != nil || got != want {
			t.Errorf("%q: %v, %v", s, got, err)
		}
	}
	for _, s := range []string{"", "30-2-2026", "2026-02-30", "5-5-26", "5 mei 2026", "5-5", "0-1-2026", "1-13-2026", "5-5-0000"} {
		if got, err := ParseDate(s); err == nil || !got.IsZero() {
			t.Errorf("%q: %v, %v", s, got, err)
		}
	}
}

func TestDutchDay(t *testing.T) {
	// the Dutch day begins one or two hours before the day in UTC
	for _, c := range []struct{ at, want string }{
		{"2026-05-05T21:59:59Z", "2026-05-05"},
		{"2026-05-05T22:00:00Z", "2026-05-06"},
		{"2026-12-31T22:59:59Z", "2026-12-31"},
		{"2026-12-31T23:00:00Z", "2027-01-01"},
		{"2026-03-29T00:30:00Z", "2026-03-29"},
		{"2026-10-24T22:30:00Z", "2026-10-25"},
	} {
		at, err := time.Parse(time.RFC3339, c.at)
		if err != nil {
			t.Fatal(err)
		}
		if got := DateOf(at).String(); got != c.want {
			t.Errorf("%s falls on %s, want %s", c.at, got, c.want)
		}
	}
	for d := Day(2024, 1, 1); d.Year < 2031; d = d.Add(1) {
		if DateOf(d.Start()) != d || DateOf(d.Add(1).Start().Add(-time.Nanosecond)) != d {
			t.Fatalf("%s does not hold its own first and last moment", d)
		}
	}
}

func TestCounting(t *testing.T) {
	for _, c := range []struct {
		name      string
		got, want Date
	}{
		{"a day over summer time", Day(2026, 3, 28).Add(1), Day(2026, 3, 29)},
		{"back over a leap day", Day(2028, 3, 1).Add(-1), Day(2028, 2, 29)},
		{"a month from 31 January", Day(2026, 1, 31).AddMonths(1), Day(2026, 2, 28)},
		{"a month from 31 January in a leap year", Day(2028, 1, 31).AddMonths(1), Day(2028, 2, 29)},
		{"a month from 28 February", Day(2026, 2, 28).AddMonths(1), Day(2026, 3, 28)},
		{"eleven months", Day(2026, 3, 31).AddMonths(11), Day(2027, 2, 28)},
		{"months back over the year", Day(2026, 1, 31).AddMonths(-2), Day(2025, 11, 30)},
		{"a year from a leap day", Day(2028, 2, 29).AddYears(1), Day(2029, 2, 28)},
		{"fifteen years", Day(2026, 6, 30).AddYears(15), Day(2041, 6, 30)},
	} {
		if c.got != c.want {
			t.Errorf("%s: %s, want %s", c.name, c.got, c.want)
		}
	}
	a, b := Day(2025, 12, 31), Day(2026, 1, 1)
	if b.Sub(a) != 1 || a.Sub(b) != -1 || Day(2029, 1, 1).Sub(Day(2028, 1, 1)) != 366 {
		t.Error("days between")
	}
	if !a.Before(b) || !b.After(a) || a.Compare(a) != 0 || b.Weekday() != time.Thursday {
		t.Error("order")
	}
	if born := Day(2008, 5, 5); born.YearsOn(Day(2026, 5, 4)) != 17 || born.YearsOn(Day(2026, 5, 5)) != 18 {
		t.Error("age")
	}
}

func TestDateStored(t *testing.T) {
	type row struct {
		On, None Date
		Left     Date `json:",omitzero"`
	}
	in := row{On: Day(2026, 5, 5)}
	text, err := json.Marshal(in)
	if err != nil || string(text) != `{"On":"2026-05-05","None":null}` {
		t.Fatalf("%s, %v", text, err)
	}
	var out row
	if err := json.Unmarshal([]byte(`{"On":"2026-05-05","None":"","Left":null}`), &out); err != nil || out != in {
		t.Fatalf("%+v, %v", out, err)
	}
	for _, bad := range []string{`{"On":20260505}`, `{"On":"5-5-2026"}`, `{"On":"2026-02-30"}`} {
		if err := json.Unmarshal([]byte(bad), &out); err == nil {
			t.Errorf("%s was read", bad)
		}
	}
	keys, err := json.Marshal(map[Date]int{in.On: 1})
	if err != nil || string(keys) != `{"2026-05-05":1}` {
		t.Errorf("%s, %v", keys, err)
	}
	west := time.FixedZone("west", -5*3600)
	for _, src := range []any{"2026-05-05", []byte("2026-05-05"), "2026-05-05 00:00:00+00:00", "2026-05-05T00:00:00Z",
		time.Date(2026, 5, 5, 0, 0, 0, 0, time.UTC), time.Date(2026, 5, 5, 0, 0, 0, 0, west)} {
		var d Date
		if err := d.Scan(src); err != nil || d != in.On {
			t.Errorf("%v: %v, %v", src, d, err)
		}
	}
	d := in.On
	if err := d.Scan(nil); err != nil || !d.IsZero() {
		t.Errorf("NULL: %v, %v", d, err)
	}
	if d.Scan(int64(5)) == nil || d.Scan("5 mei") == nil {
		t.Error("something else was read as a date")
	}
	if v, err := in.On.Value(); v != "2026-05-05" || err != nil {
		t.Error(v, err)
	}
	if v, err := (Date{}).Value(); v != nil || err != nil {
		t.Error(v, err)
	}
}
