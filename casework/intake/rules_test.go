package intake

import (
	"errors"
	"slices"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
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

func words(t *testing.T) Words {
	t.Helper()
	postcode, err1 := ident.ParsePostcode("7601 SS")
	phone, err2 := ident.ParsePhone("0612345678")
	email, err3 := ident.ParseEmail("rosa@example.nl")
	if err := errors.Join(err1, err2, err3); err != nil {
		t.Fatal(err)
	}
	return Words{Question: "Ik kom de trap niet meer op.", Name: "Rosa Visser", Postcode: postcode, Phone: phone, Email: email, Preferred: ByPhone}
}

func TestQuestionRules(t *testing.T) {
	for _, tt := range []struct {
		name   string
		for_   ForWhom
		change func(*Words)
		want   []string
	}{
		{"complete", ForMyself, func(*Words) {}, nil},
		{"without a question", ForMyself, func(w *Words) { w.Question = " \n" }, []string{"question"}},
		{"far too long", ForMyself, func(w *Words) { w.Question = string(make([]rune, 3001)) + "x" }, []string{"question"}},
		{"for nobody", "", func(*Words) {}, []string{"for"}},
		{"for somebody without a name", ForSomebody, func(*Words) {}, []string{"for_name"}},
		{"for somebody", ForSomebody, func(w *Words) { w.ForName = "Oma" }, nil},
		{"without a postcode", ForMyself, func(w *Words) { w.Postcode = ident.Postcode{} }, []string{"postcode"}},
		{"without a name", ForMyself, func(w *Words) { w.Name = "" }, []string{"name"}},
		{"not to be reached", ForMyself, func(w *Words) { w.Phone, w.Email = ident.Phone{}, ident.Email{} }, []string{"phone"}},
		{"only by mail, and calls please", ForMyself, func(w *Words) { w.Phone = ident.Phone{} }, []string{"phone"}},
		{"only by phone, and mail please", ForMyself, func(w *Words) { w.Email, w.Preferred = ident.Email{}, ByMail }, []string{"email"}},
		{"only by mail", ForMyself, func(w *Words) { w.Phone, w.Preferred = ident.Phone{}, ByMail }, nil},
		{"without a preference", ForMyself, func(w *Words) { w.Preferred = "" }, []string{"preferred"}},
	} {
		w := words(t)
		tt.change(&w)
		if got := fields(w.Validate(tt.for_)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}

// The states of a question, and who is told what when it is too late.
func TestQuestionStates(t *testing.T) {
	now := time.Now()
	const anna, bram db.ID = 1, 2
	taken := HelpQuestion{State: Taken, TakenBy: anna}
	for _, tt := range []struct {
		name string
		do   func() (HelpQuestion, error)
		want State
		err  bool
	}{
		{"take", func() (HelpQuestion, error) { return HelpQuestion{State: Asked}.Take(anna, now) }, Taken, false},
		{"take what is taken", func() (HelpQuestion, error) { return taken.Take(bram, now) }, Taken, true},
		{"take what is withdrawn", func() (HelpQuestion, error) { return HelpQuestion{State: Withdrawn}.Take(bram, now) }, Withdrawn, true},
		{"withdraw what waits", func() (HelpQuestion, error) { return HelpQuestion{State: Asked}.Withdraw(now) }, Withdrawn, false},
		{"withdraw what is taken", func() (HelpQuestion, error) { return taken.Withdraw(now) }, Withdrawn, false},
		{"withdraw what is answered", func() (HelpQuestion, error) { return HelpQuestion{State: Answered}.Withdraw(now) }, Answered, true},
		{"withdraw twice", func() (HelpQuestion, error) { return HelpQuestion{State: Withdrawn}.Withdraw(now) }, Withdrawn, true},
		{"answer", func() (HelpQuestion, error) { return taken.Answer(now) }, Answered, false},
		{"answer what nobody took", func() (HelpQuestion, error) { return HelpQuestion{State: Asked}.Answer(now) }, Asked, true},
		{"stop what is taken", func() (HelpQuestion, error) { return taken.Stop(now), nil }, Stopped, false},
		{"stop what is answered", func() (HelpQuestion, error) { return HelpQuestion{State: Answered}.Stop(now), nil }, Answered, false},
	} {
		got, err := tt.do()
		if got.State != tt.want || (err != nil) != tt.err || err != nil && !errors.Is(err, fault.Conflict) {
			t.Errorf("%s: %s %v", tt.name, got.State, err)
		}
	}
	_, err := taken.Take(bram, now)
	if first, ok := errors.AsType[*TakenError](err); !ok || first.By != anna {
		t.Errorf("who was first: %v", err)
	}
}

func notice(t *testing.T, asked time.Time) SupportNotice {
	t.Helper()
	n, err := Register(HelpQuestion{AskedAt: asked}, 1, 2, asked)
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
		if !slices.Equal(fields(err), tt.want) || err == nil && (got.State != InquiryDone || got.ClosedAt == nil) {
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

func TestPerson(t *testing.T) {
	for name, want := range map[string]string{
		"Rosa Visser": "Rosa||Visser", "Jan van der Berg": "Jan|van der|Berg", "Visser": "||Visser",
		"Ali el Amrani Bos": "Ali|el|Amrani Bos", "jan de": "jan||de", "": "||",
	} {
		p := person(name)
		if got := p.FirstName + "|" + p.Prefix + "|" + p.LastName; got != want {
			t.Errorf("%q: %s", name, got)
		}
	}
}

func TestWords(t *testing.T) {
	for _, name := range []string{Asked.Name(), Taken.Name(), Answered.Name(), Withdrawn.Name(), Stopped.Name(), ByPhone.Name(), ByMail.Name(),
		NotAnswered.Name(), PlanWaits.Name(), WasWithdrawn.Name(), HouseholdEnded.Name()} {
		if name == "" {
			t.Error("a state without words")
		}
	}
	if got := words(t).String(); got != "(question)" {
		t.Errorf("a question prints itself: %s", got)
	}
}
