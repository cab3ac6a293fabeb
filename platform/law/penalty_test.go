package law

import "testing"

func TestPenalty(t *testing.T) {
	for _, c := range []struct {
		why, due, notice, decided, on string
		first                         string
		days                          int
		cents                         int64
		settle                        string
	}{
		{"notice on the due day has no effect", "2026-06-15", "2026-06-15", "", "2026-09-01", "", 0, 0, ""},
		{"the last day of the two weeks", "2026-06-15", "2026-06-16", "", "2026-06-30", "2026-07-01", 0, 0, ""},
		{"the first day", "2026-06-15", "2026-06-16", "", "2026-07-01", "2026-07-01", 1, 2300, ""},
		{"fourteen days", "2026-06-15", "2026-06-16", "", "2026-07-14", "2026-07-01", 14, 32200, ""},
		{"fifteen days", "2026-06-15", "2026-06-16", "", "2026-07-15", "2026-07-01", 15, 35700, ""},
		{"twenty-eight days", "2026-06-15", "2026-06-16", "", "2026-07-28", "2026-07-01", 28, 81200, ""},
		{"twenty-nine days", "2026-06-15", "2026-06-16", "", "2026-07-29", "2026-07-01", 29, 85700, ""},
		{"the most", "2026-06-15", "2026-06-16", "", "2026-12-01", "2026-07-01", 42, 144200, "2026-08-25"},
		{"decided within the two weeks", "2026-06-15", "2026-06-16", "2026-06-30", "2026-12-01", "", 0, 0, ""},
		{"decided on the first day", "2026-06-15", "2026-06-16", "2026-07-01", "2026-12-01", "", 0, 0, ""},
		{"decided after ten days", "2026-06-15", "2026-06-16", "2026-07-11", "2026-12-01", "2026-07-01", 10, 23000, "2026-07-24"},
		{"decided after the 42 days", "2026-06-15", "2026-06-16", "2026-10-01", "2026-12-01", "2026-07-01", 42, 144200, "2026-08-25"},
		{"two weeks that end on King's Day", "2026-04-01", "2026-04-13", "", "2026-04-29", "2026-04-29", 1, 2300, ""},
		{"the amounts before 2019", "2018-10-01", "2018-10-02", "", "2018-12-01", "2018-10-17", 42, 126000, "2018-12-11"},
	} {
		late := Lateness{Due: date(t, c.due), Notice: date(t, c.notice)}
		if c.decided != "" {
			late.Decided = date(t, c.decided)
		}
		p, err := late.Penalty(date(t, c.on))
		if err != nil {
			t.Fatal(err)
		}
		if p.Days != c.days || p.Cents != c.cents || p.First.String() != c.first || p.SettleBy.String() != c.settle {
			t.Errorf("%s: %+v", c.why, p)
		}
	}
	if p, err := (Lateness{}).Penalty(date(t, "2026-01-01")); err != nil || p != (Penalty{}) {
		t.Error(p, err)
	}
}

func TestPenaltyMaximum(t *testing.T) {
	for _, on := range []string{"2010-01-01", "2026-01-01"} {
		most, err := Amount("awb.penalty_max", date(t, on))
		if err != nil {
			t.Fatal(err)
		}
		first := date(t, on)
		p, err := Penalty{First: first}.add(first.Add(41))
		if err != nil || p.Cents != most.Cents {
			t.Errorf("%s: 42 days give %d, the table says %d (%v)", on, p.Cents, most.Cents, err)
		}
	}
}
