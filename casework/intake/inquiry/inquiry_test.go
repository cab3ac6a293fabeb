package inquiry

import (
	"errors"
	"slices"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

func fields(err error) []string {
	invalid, _ := errors.AsType[fault.Invalid](err)
	var out []string
	for f := range invalid {
		out = append(out, f)
	}
	slices.Sort(out)
	return out
}

func notice(t *testing.T, asked time.Time) SupportNotice {
	t.Helper()
	n, err := SupportNotice{ID: 1, RegisteredBy: 2, RegisteredAt: asked}.Register(asked)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// Six weeks for the inquiry and seven days for the personal plan, from the day of the notice, and never ending
// on a day when offices are closed.
func TestNoticeTerms(t *testing.T) {
	for _, tt := range []struct{ asked, plan, due string }{
		{"2026-03-02", "2026-03-09", "2026-04-13"},
		{"2026-02-23", "2026-03-02", "2026-04-07"}, // Easter Monday
		{"2026-03-24", "2026-03-31", "2026-05-06"}, // 5 May
		{"2026-02-20", "2026-02-27", "2026-04-07"}, // Good Friday, and the weekend after it
		{"2026-03-14", "2026-03-23", "2026-04-28"}, // asked on Saturday, ends on Saturday; and after King's day
	} {
		day, err := law.ParseDate(tt.asked)
		if err != nil {
			t.Fatal(err)
		}
		n := notice(t, day.Start().Add(10*time.Hour))
		i, err := Begin(n, 3)
		if err != nil || n.PlanUntil.String() != tt.plan || i.Due.String() != tt.due {
			t.Errorf("asked on %s: plan until %s, ready on %s, %v", tt.asked, n.PlanUntil, i.Due, err)
		}
	}
	late := notice(t, time.Date(2026, 3, 2, 23, 30, 0, 0, time.UTC)) // half past midnight in the Netherlands
	if late.NoticedOn != law.Day(2026, 3, 3) {
		t.Errorf("the Dutch day is %s", late.NoticedOn)
	}
}

func TestClosingAnInquiry(t *testing.T) {
	asked := time.Date(2026, 3, 2, 9, 0, 0, 0, law.Amsterdam)
	fresh := notice(t, asked)
	ready, err := fresh.Answered(DeclinesIt, 2)
	if err != nil {
		t.Fatal(err)
	}
	if ready, err = ready.PlanSaid(PlanNone, law.DateOf(asked)); err != nil {
		t.Fatal(err)
	}
	begun, err := Begin(fresh, 3)
	if err != nil {
		t.Fatal(err)
	}
	checked, err := begun.Checked(law.DateOf(asked), law.Date{})
	if err != nil {
		t.Fatal(err)
	}
	week := asked.AddDate(0, 0, 8)
	for _, tt := range []struct {
		name    string
		i       NeedsInquiry
		n       SupportNotice
		outcome Outcome
		report  string
		at      time.Time
		want    []string
	}{
		{"with a plan", checked, ready, WithPlan, "", asked, nil},
		{"near by", begun, ready, NearBy, "De buurt helpt.", asked, nil},
		{"without a report", begun, ready, NearBy, " ", asked, []string{"report"}},
		{"without an outcome", begun, ready, "", "x", asked, []string{"outcome"}},
		{"with an outcome that only happens by itself", begun, ready, "nonsense", "x", asked, []string{"outcome"}},
		{"without an identity document", begun, ready, WithPlan, "", asked, []string{"identity"}},
		{"without asking anything", begun, fresh, NearBy, "x", asked, []string{"answer", "plan"}},
		{"after the seven days", begun, fresh, NearBy, "x", week, []string{"answer"}},
	} {
		got, err := tt.i.Close(tt.n, tt.outcome, tt.report, 2, tt.at)
		if !slices.Equal(fields(err), tt.want) || err == nil && (got.State != Done || got.ClosedAt == nil) {
			t.Errorf("%s: %v", tt.name, fields(err))
		}
		if err == nil {
			if _, again := got.Close(tt.n, tt.outcome, tt.report, 2, tt.at); !errors.Is(again, fault.Conflict) {
				t.Errorf("%s: closed twice: %v", tt.name, again)
			}
		}
	}
}

func TestMoreTime(t *testing.T) {
	begun, err := Begin(notice(t, time.Date(2026, 3, 2, 9, 0, 0, 0, law.Amsterdam)), 3) // until 13 April
	if err != nil {
		t.Fatal(err)
	}
	on := law.Day(2026, 4, 1)
	for _, tt := range []struct {
		name   string
		to, on law.Date
		want   law.Date
		ok     bool
	}{
		{"two weeks", law.Day(2026, 4, 29), on, law.Day(2026, 4, 29), true},
		{"to a Sunday", law.Day(2026, 4, 26), on, law.Day(2026, 4, 28), true}, // King's day is a Monday
		{"back", law.Day(2026, 4, 10), on, law.Date{}, false},
		{"to the same day", begun.Due, on, law.Date{}, false},
		{"too late", law.Day(2026, 5, 20), law.Day(2026, 4, 14), law.Date{}, false},
	} {
		got, err := begun.MoreTime(tt.to, tt.on)
		if (err == nil) != tt.ok || err == nil && got.Due != tt.want {
			t.Errorf("%s: %s %v", tt.name, got.Due, err)
		}
	}
	moved, err := Begin(notice(t, time.Date(2026, 3, 14, 9, 0, 0, 0, law.Amsterdam)), 3) // a Saturday: until Tuesday 28 April
	if err != nil {
		t.Fatal(err)
	}
	if got, err := moved.MoreTime(law.Day(2026, 5, 20), on); err != nil || got.Due != law.Day(2026, 5, 20) {
		t.Errorf("an end that had moved off a weekend: %s %v", got.Due, err)
	}
	if begun.Due != law.Day(2026, 4, 13) {
		t.Error("the first value changed")
	}
}

func TestPersonalPlan(t *testing.T) {
	n := notice(t, time.Date(2026, 3, 2, 9, 0, 0, 0, law.Amsterdam))
	if !n.MustWait(law.Day(2026, 3, 9)) || n.MustWait(law.Day(2026, 3, 10)) {
		t.Error("the resident has seven days")
	}
	came, err := n.PlanSaid(PlanCame, law.Day(2026, 3, 20))
	if err != nil || came.PlanOn != law.Day(2026, 3, 20) {
		t.Errorf("a late plan is welcome: %v", err)
	}
	if _, err := came.PlanSaid(PlanNone, law.Day(2026, 3, 21)); !errors.Is(err, fault.Conflict) {
		t.Errorf("it does not go away again: %v", err)
	}
	if _, err := n.PlanSaid("", law.Day(2026, 3, 3)); fields(err) == nil {
		t.Error("no answer is no answer")
	}
	if _, err := n.Answered("", 2); fields(err) == nil {
		t.Error("no answer about client support is no answer")
	}
}

func TestWords(t *testing.T) {
	for _, name := range []string{NotAnswered.Name(), PlanWaits.Name(), WasWithdrawn.Name(), HouseholdEnded.Name()} {
		if name == "" {
			t.Error("a state without words")
		}
	}
}
