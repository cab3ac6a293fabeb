package clock

import (
	"errors"
	"maps"
	"slices"
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

func day(d int) law.Date { return law.Day(2026, 3, d) }

func begun(t *testing.T) Clock {
	t.Helper()
	c, err := Begin("wmo.decision", day(2))
	if err != nil || c.Due != day(16) {
		t.Fatalf("due on %s: %v", c.Due, err)
	}
	return c
}

func wrong(err error) []string {
	invalid, _ := errors.AsType[fault.Invalid](err)
	return slices.Sorted(maps.Keys(invalid))
}

func TestStop(t *testing.T) {
	tests := []struct {
		name        string
		reason      law.Reason
		from, today law.Date
		wrong       []string
	}{
		{"something is missing", law.Incomplete, day(4), day(4), nil},
		{"by consent", law.Consent, day(4), day(9), nil},
		{"no reason", "tired", day(4), day(4), []string{"reason"}},
		{"tomorrow", law.Consent, day(5), day(4), []string{"from"}},
		{"before it came in", law.Consent, day(1), day(4), []string{"from"}},
		{"nothing", "", law.Date{}, day(4), []string{"from", "reason"}},
	}
	for _, tt := range tests {
		c, err := begun(t).Stop(tt.reason, tt.from, tt.today)
		if got := wrong(err); !slices.Equal(got, tt.wrong) || (err == nil) != c.Stopped() {
			t.Errorf("%s: %v, %v", tt.name, got, err)
		}
	}
	late, err := begun(t).Stop(law.Consent, day(17), day(17))
	if sentence, _ := fault.Sentence(err); sentence == "" || late.Stopped() {
		t.Errorf("after the end: %v", err)
	}
}

func TestGoOn(t *testing.T) {
	c, err := begun(t).Stop(law.Incomplete, day(4), day(4)) // the fifth is the first day that does not count
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Stop(law.Consent, day(5), day(5)); !errors.Is(err, fault.Conflict) {
		t.Errorf("stopped twice: %v", err)
	}
	if _, err := c.Go(day(4), day(9)); len(wrong(err)) == 0 {
		t.Errorf("before it was stopped: %v", err)
	}
	if _, err := c.Go(day(11), day(9)); len(wrong(err)) == 0 {
		t.Errorf("far ahead: %v", err)
	}
	on, err := c.Go(day(9), day(9))
	if err != nil || on.Due != day(20) {
		t.Errorf("due on %s: %v", on.Due, err)
	}
	if _, err := on.Go(day(9), day(9)); !errors.Is(err, fault.Conflict) {
		t.Errorf("it runs already: %v", err)
	}
}

func TestAnnounce(t *testing.T) {
	c := begun(t)
	if _, err := c.Announce(day(16), " ", day(10)); !slices.Equal(wrong(err), []string{"reason", "to"}) {
		t.Errorf("no later day and no reason: %v", err)
	}
	if _, err := c.Announce(day(30), "ill", day(17)); !errors.Is(err, fault.Conflict) {
		t.Errorf("after the end: %v", err)
	}
	later, err := c.Announce(day(30), "ill", day(10))
	if err != nil || later.Due != day(16) || later.Promised() != day(30) {
		t.Errorf("due on %s, promised for %s: %v", later.Due, later.Promised(), err)
	}
	if _, err := later.Announce(day(31), "again", day(11)); !errors.Is(err, fault.Conflict) {
		t.Errorf("a second time: %v", err)
	}
}

func TestRowRoundTrip(t *testing.T) {
	c, err := begun(t).Stop(law.Incomplete, day(4), day(4))
	if err != nil {
		t.Fatal(err)
	}
	raw, err := c.Value()
	if err != nil {
		t.Fatal(err)
	}
	var back Clock
	if err := back.Scan(raw); err != nil || !back.Stopped() || back.Start != day(2) || len(back.Suspensions) != 1 {
		t.Errorf("%+v %v", back, err)
	}
	if err := back.Scan(3); err == nil {
		t.Error("a number is no term")
	}
}
