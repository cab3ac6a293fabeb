package law

import (
	"fmt"
	"strings"
	"testing"
)

func TestHolidays(t *testing.T) {
	for year, want := range map[int]string{
		2024: "01-01 03-29 04-01 04-27 05-05 05-09 05-10 05-20 12-25 12-26 12-27",
		2025: "01-01 04-18 04-21 04-26 05-05 05-29 05-30 06-09 12-25 12-26",
		2026: "01-01 01-02 04-03 04-06 04-27 05-05 05-14 05-15 05-25 12-25 12-26",
		2027: "01-01 03-26 03-29 04-27 05-05 05-06 05-07 05-17 12-25 12-26",
		2028: "01-01 04-14 04-17 04-27 04-28 05-05 05-25 05-26 06-05 12-25 12-26",
		2029: "01-01 03-30 04-02 04-27 05-05 05-10 05-21 12-25 12-26",
		2030: "01-01 04-19 04-22 04-27 05-05 05-30 06-10 12-25 12-26",
	} {
		var got []string
		for _, h := range Holidays(year) {
			if h.Name == "" || h.Article == "" || Legal.Closed(h.Date) != h.Name {
				t.Errorf("%+v is not what the calendar says: %q", h, Legal.Closed(h.Date))
			}
			got = append(got, h.Date.String()[5:])
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%d: %s\nwant  %s", year, s, want)
		}
		if Decided(year) != (year <= 2028) {
			t.Errorf("%d decided: %t", year, Decided(year))
		}
	}
}

func TestEaster(t *testing.T) {
	for _, want := range []Date{
		Day(2015, 4, 5), Day(2016, 3, 27), Day(2019, 4, 21), Day(2024, 3, 31), Day(2025, 4, 20), Day(2026, 4, 5),
		Day(2027, 3, 28), Day(2028, 4, 16), Day(2029, 4, 1), Day(2030, 4, 21), Day(2038, 4, 25), Day(2049, 4, 18),
	} {
		if got := Easter(want.Year); got != want {
			t.Errorf("Easter %d: %s, want %s", want.Year, got, want)
		}
	}
}

func TestWorkingDays(t *testing.T) {
	for _, c := range []struct {
		why  string
		from Date
		n    int
		want Date
	}{
		{"over a weekend", Day(2026, 6, 4), 3, Day(2026, 6, 9)},
		{"from a Saturday", Day(2026, 6, 6), 3, Day(2026, 6, 10)},
		{"Good Friday is a working day, Easter Monday is not", Day(2026, 4, 2), 3, Day(2026, 4, 8)},
		{"Liberation Day is a holiday each year", Day(2026, 5, 4), 1, Day(2026, 5, 6)},
		{"the Friday after Ascension Day is a working day", Day(2026, 5, 13), 1, Day(2026, 5, 15)},
		{"Christmas", Day(2026, 12, 24), 5, Day(2027, 1, 4)},
		{"ten days over Whit Monday", Day(2026, 5, 20), 10, Day(2026, 6, 4)},
		{"back", Day(2026, 4, 7), -1, Day(2026, 4, 3)},
		{"none", Day(2026, 5, 5), 0, Day(2026, 5, 5)},
	} {
		if got := WorkingDays.Add(c.from, c.n); got != c.want {
			t.Errorf("%s: %d from %s is %s, want %s", c.why, c.n, c.from, got, c.want)
		}
		if c.n > 0 && WorkingDays.Count(c.from, c.want) != c.n {
			t.Errorf("%s: counted %d", c.why, WorkingDays.Count(c.from, c.want))
		}
	}
	if Legal.Ordinary(Day(2026, 4, 3)) || !WorkingDays.Ordinary(Day(2026, 4, 3)) {
		t.Error("Good Friday is a holiday for terms of the law only")
	}
}

func ExampleCalendar_Closed() {
	for d := Day(2026, 5, 12); d.Day < 19; d = d.Add(1) {
		fmt.Printf("%s %q\n", d, Legal.Closed(d))
	}
	// Output:
	// 2026-05-12 ""
	// 2026-05-13 ""
	// 2026-05-14 "Ascension Day"
	// 2026-05-15 "Friday after Ascension Day"
	// 2026-05-16 "Saturday"
	// 2026-05-17 "Sunday"
	// 2026-05-18 ""
}
