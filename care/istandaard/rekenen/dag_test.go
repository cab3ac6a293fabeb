package rekenen

import (
	"math"
	"testing"
	"time"
)

// TestCalendar goes day by day beside the calendar of the standard library.
func TestCalendar(t *testing.T) {
	d, ok := DagVan(1890, 1, 1)
	if !ok {
		t.Fatal("1 January 1890 is no day")
	}
	for moment := time.Date(1890, 1, 1, 0, 0, 0, 0, time.UTC); moment.Year() < 2110; moment = moment.AddDate(0, 0, 1) {
		_, week := moment.ISOWeek()
		jaar, maand, dag := d.Delen()
		if d.String() != moment.Format(time.DateOnly) || jaar != moment.Year() || maand != int(moment.Month()) || dag != moment.Day() {
			t.Fatalf("%s is %s", moment.Format(time.DateOnly), d)
		}
		if d.Zondag() != (moment.Weekday() == time.Sunday) {
			t.Fatalf("%s: Sunday is %v", d, d.Zondag())
		}
		_, volgende := moment.AddDate(0, 0, 1).ISOWeek()
		if weken := ISOweken(Periode{d, d + 1}); (weken == 2) != (week != volgende) {
			t.Fatalf("%s: two days touch %d weeks, of numbers %d and %d", d, weken, week, volgende)
		}
		if m := d.Maand(); d < m.Begin() || d > m.Einde() || m.String() != moment.Format("2006-01") {
			t.Fatalf("%s is in month %s", d, m)
		}
		d++
	}
}

func TestReadDay(t *testing.T) {
	for in, uit := range map[string]string{
		"2026-10-21": "2026-10-21", " \t\r\n2026-10-21\n": "2026-10-21", "0001-01-01": "0001-01-01",
		"12026-02-28": "12026-02-28", "999999999-12-31": "999999999-12-31", "-0044-03-15": "-0044-03-15",
		"-12026-01-31": "-12026-01-31", "2024-02-29": "2024-02-29", "2000-02-29": "2000-02-29",
	} {
		if d, ok := LeesDag(in); !ok || d.String() != uit {
			t.Errorf("%q reads as %q, %v", in, d, ok)
		}
	}
	for _, in := range []string{"", "2026", "2026-1-1", "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-01-00",
		"2026-04-31", "0000-01-01", "2026-10-21Z", "2026-10-21+01:00", "02026-01-01", "9999999999-01-01", "21-10-2026", "2026-10-2१"} {
		if d, ok := LeesDag(in); ok || d != 0 {
			t.Errorf("%q reads as %v", in, d)
		}
	}
	oud, _ := LeesDag("-0044-03-15")
	nu, _ := LeesDag("2026-10-21")
	laat, _ := LeesDag("12026-01-01")
	if !(oud < nu && nu < laat) {
		t.Error("days do not compare")
	}
	if m, ok := LeesMaand("2026-10"); !ok || m.Begin().String() != "2026-10-01" || m.Einde().String() != "2026-10-31" {
		t.Errorf("2026-10 reads as %v", m)
	}
	if _, ok := LeesMaand("2026-10-01"); ok {
		t.Error("a day is no month")
	}
	if Dag(0).String() != "" {
		t.Error("no day has a text")
	}
}

func FuzzLeesDag(f *testing.F) {
	for _, s := range []string{"2026-10-21", "-0001-12-31", "999999999-12-31", "0000-00-00", "-2026-02-29 "} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, ok := LeesDag(s)
		if !ok {
			return
		}
		if again, ok := LeesDag(d.String()); !ok || again != d {
			t.Errorf("%q reads as %d, written as %q and read as %d", s, d, d, again)
		}
		p := Periode{d, d + 400}
		t.Log(ISOweken(p), Zondagen(p), Maanden(p), Dagen(p), len(Productperioden(p, 0)), len(Productperioden(Periode{Begin: d}, d+40)))
	})
}

func TestRounding(t *testing.T) {
	for _, c := range []struct{ a, b, wil int64 }{{0, 60, 0}, {29, 60, 0}, {30, 60, 1}, {90, 60, 2}, {-29, 60, 0}, {-30, 60, -1}, {15, 10, 2}} {
		if got := rond(c.a, c.b); got != c.wil {
			t.Errorf("%d/%d rounds to %d, want %d", c.a, c.b, got, c.wil)
		}
	}
	if got := rond(math.MaxInt64, 60); got != math.MaxInt64/60 && got != math.MaxInt64/60+1 {
		t.Errorf("the largest number rounds to %d", got)
	}
	if Bedrag(math.MaxInt64, 2) != math.MaxInt64 || Bedrag(0, 5) != 0 {
		t.Error("a product that is too large does not stop at the largest number")
	}
	if BedragUurtariefInMinuten(5550, 7) != 648 || TariefPerMinuut(5550) != 93 { // 647.5 and 92.5
		t.Errorf("7 minutes of 55.50 are %d, a minute %d", BedragUurtariefInMinuten(5550, 7), TariefPerMinuut(5550))
	}
	if UrenUitMinuten(0) != 0 || UrenUitMinuten(1) != 1 || UrenUitMinuten(89) != 1 || UrenUitMinuten(90) != 2 {
		t.Error("an hour is the least that is claimed, and only of something delivered")
	}
	for in, uit := range map[int64]string{0: "EUR 0.00", 5: "EUR 0.05", -150: "EUR -1.50", 1234567: "EUR 12345.67"} {
		if got := SchrijfBedrag(in); got != uit {
			t.Errorf("%d is %s, want %s", in, got, uit)
		}
	}
}

func TestBirthDate(t *testing.T) {
	for _, c := range []struct {
		jaar, maand, dag int
		datum, gebruik   string
	}{
		{1980, 2, 29, "1980-02-29", ""}, {1981, 2, 29, "", ""}, {0, 5, 6, "1900-01-01", "3"}, {1953, 0, 6, "1953-01-01", "2"}, {1953, 13, 0, "", ""},
	} {
		if d, gebruik := Geboortedatum(c.jaar, c.maand, c.dag); d.String() != c.datum || gebruik != c.gebruik {
			t.Errorf("%d-%d-%d gives %s %s", c.jaar, c.maand, c.dag, d, gebruik)
		}
	}
	for _, bsn := range []string{"", "12345678", "1234567820", "12345678a", "१23456782", "999990008"} {
		if Elfproef(bsn) {
			t.Errorf("%q passes the eleven test", bsn)
		}
	}
}
