package places

import (
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/community/near"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

func day(s string) law.Date {
	d, err := law.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func TestNext(t *testing.T) {
	// Monday 2 March 2026, in Amsterdam.
	at := func(hour, minute int) time.Time { return time.Date(2026, 3, 2, hour, minute, 0, 0, law.Amsterdam) }
	weekly := Activity{Weekday: 1, Every: 1, Starts: At(10, 0), Ends: At(12, 0), FromDay: day("2026-01-01")}
	fortnight := weekly
	fortnight.Every, fortnight.FromDay = 2, day("2026-02-16")
	ended := weekly
	ended.ToDay = day("2026-03-01")
	later := weekly
	later.FromDay = day("2026-04-01")
	sunday := weekly
	sunday.Weekday = 7
	once := Activity{OnDay: day("2026-03-02"), Starts: At(10, 0), Ends: At(12, 0)}
	for _, tt := range []struct {
		name string
		a    Activity
		now  time.Time
		want string
	}{
		{"today, before it starts", weekly, at(9, 0), "2026-03-02"},
		{"today, while it runs", weekly, at(11, 59), "2026-03-02"},
		{"over for today", weekly, at(12, 0), "2026-03-09"},
		{"every two weeks, today", fortnight, at(9, 0), "2026-03-02"},
		{"every two weeks, over", fortnight, at(13, 0), "2026-03-16"},
		{"on Sunday", sunday, at(9, 0), "2026-03-08"},
		{"has not begun", later, at(9, 0), "2026-04-06"},
		{"has ended", ended, at(9, 0), ""},
		{"once, today", once, at(9, 0), "2026-03-02"},
		{"once, over", once, at(12, 0), ""},
	} {
		got, ok := tt.a.Next(tt.now)
		if ok != (tt.want != "") || ok && got.String() != tt.want {
			t.Errorf("%s: %s %v, want %q", tt.name, got, ok, tt.want)
		}
	}
}

func TestAgendaIsInOrderOfTime(t *testing.T) {
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, law.Amsterdam)
	here, far := near.Point{Lat: 52.35, Lon: 6.66}, near.Point{Lat: 52.50, Lon: 6.66}
	mk := func(name string, weekday int, starts Clock, at near.Point) Coming {
		return Coming{Activity: Activity{Name: name, Weekday: weekday, Starts: starts, Ends: starts + 60, FromDay: day("2026-01-01")}, Lat: at.Lat, Lon: at.Lon}
	}
	got := Agenda([]Coming{mk("c", 2, At(9, 0), here), mk("b", 1, At(14, 0), here), mk("a", 1, At(10, 0), here), mk("far", 1, At(10, 0), far)}, here, near.Close, now)
	if len(got) != 3 || got[0].Name != "a" || got[1].Name != "b" || got[2].Name != "c" {
		t.Errorf("%+v", got)
	}
}

func TestValidate(t *testing.T) {
	ok := Activity{Kind: Meal, Name: "Samen eten", Weekday: 3, Starts: At(17, 30), Ends: At(19, 0)}
	if err := ok.Validate(); err != nil {
		t.Error(err)
	}
	for field, change := range map[string]func(a *Activity){
		"kind":  func(a *Activity) { a.Kind = "x" },
		"name":  func(a *Activity) { a.Name = " " },
		"day":   func(a *Activity) { a.OnDay = day("2026-03-02") },
		"ends":  func(a *Activity) { a.Ends = a.Starts },
		"price": func(a *Activity) { a.Price = -1 },
	} {
		a := ok
		change(&a)
		if wrong, _ := a.Validate().(fault.Invalid); wrong[field] == "" {
			t.Errorf("%s is not refused", field)
		}
	}
}

func TestOpen(t *testing.T) {
	h := Hours{{1, At(9, 0), At(12, 30)}, {1, At(13, 0), At(17, 0)}}
	for _, tt := range []struct {
		weekday int
		at      Clock
		until   string
	}{{1, At(9, 0), "12.30"}, {1, At(12, 45), ""}, {1, At(16, 59), "17.00"}, {2, At(10, 0), ""}} {
		until, open := h.OpenAt(tt.weekday, tt.at)
		if open != (tt.until != "") || open && until.String() != tt.until {
			t.Errorf("%d %s: %s %v", tt.weekday, tt.at, until, open)
		}
	}
}
