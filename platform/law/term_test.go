package law

import (
	"encoding/json"
	"reflect"
	"testing"
)

func begin(t *testing.T, rule string, start Date) Term {
	t.Helper()
	term, err := Begin(rule, start)
	if err != nil {
		t.Fatal(err)
	}
	return term
}

func date(t *testing.T, s string) Date {
	t.Helper()
	d, err := parseISO(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDue(t *testing.T) {
	for _, c := range []struct{ why, rule, start, due string }{
		{"six weeks end on the same day of the week", "wmo.inquiry", "2026-02-03", "2026-03-17"},
		{"on a Saturday", "wmo.inquiry", "2026-02-07", "2026-03-23"},
		{"on a Sunday", "wmo.decision", "2026-06-07", "2026-06-22"},

		{"on 5 May, a Sunday", "wmo.inquiry", "2024-03-24", "2024-05-06"},
		{"on 5 May, a Monday", "wmo.inquiry", "2025-03-24", "2025-05-06"},
		{"on 5 May, a Tuesday", "wmo.inquiry", "2026-03-24", "2026-05-06"},
		{"on 5 May, with Ascension Day, the Friday after it and a weekend", "wmo.inquiry", "2027-03-24", "2027-05-10"},
		{"on 5 May, a Friday", "wmo.inquiry", "2028-03-24", "2028-05-08"},
		{"on 5 May, a Saturday", "wmo.inquiry", "2029-03-24", "2029-05-07"},
		{"on 5 May, a Sunday again", "wmo.inquiry", "2030-03-24", "2030-05-06"},

		{"on Good Friday 2024", "wmo.decision", "2024-03-15", "2024-04-02"},
		{"on Good Friday 2025", "wmo.decision", "2025-04-04", "2025-04-22"},
		{"on Good Friday 2026", "wmo.decision", "2026-03-20", "2026-04-07"},
		{"on Good Friday 2027", "wmo.decision", "2027-03-12", "2027-03-30"},
		{"on Good Friday 2028", "wmo.decision", "2028-03-31", "2028-04-18"},
		{"on Good Friday 2029", "wmo.decision", "2029-03-16", "2029-04-03"},
		{"on Good Friday 2030", "wmo.decision", "2030-04-05", "2030-04-23"},

		{"on Christmas 2024, with a bridge day", "awb.decision", "2024-10-30", "2024-12-30"},
		{"on Christmas 2025", "awb.decision", "2025-10-30", "2025-12-29"},
		{"on Christmas 2026", "awb.decision", "2026-10-30", "2026-12-28"},
		{"on Christmas 2027, a weekend", "awb.decision", "2027-10-30", "2027-12-27"},
		{"on Christmas 2028", "awb.decision", "2028-10-30", "2028-12-27"},
		{"on Christmas 2029", "awb.decision", "2029-10-30", "2029-12-27"},
		{"on Christmas 2030", "awb.decision", "2030-10-30", "2030-12-27"},

		{"King's Day a day early in 2025", "wmo.decision", "2025-04-12", "2025-04-28"},
		{"New Year and the bridge day of 2026", "wmo.decision", "2025-12-18", "2026-01-05"},
		{"twelve weeks still move", "awb.objection_decision_committee", "2026-02-10", "2026-05-06"},
		{"seven days over Easter", "wmo.personal_plan", "2026-03-30", "2026-04-07"},
		{"counted back does not move", "awb.hearing_papers", "2026-05-15", "2026-05-05"},
		{"a year does not move", "jeugd.continued_after_move", "2025-05-05", "2026-05-05"},
		{"a ministerial term does not move", "jeugd.residence_answer", "2026-04-21", "2026-05-05"},
		{"a contract does not move", "contract.intake_stop", "2026-04-21", "2026-05-05"},
		{"the 42 days of the penalty do not move", "awb.penalty", "2026-03-24", "2026-05-05"},
		{"a month from 31 January", "avg.request", "2028-01-31", "2028-02-29"},
		{"a month of the AVG on a Sunday", "avg.request", "2026-04-17", "2026-05-18"},
		{"three working days", "wgs.first_conversation_threat", "2026-04-02", "2026-04-08"},
		{"three working days from Friday", "istandaard.return", "2026-06-05", "2026-06-10"},
		{"ten working days", "istandaard.claim_answer", "2026-12-18", "2027-01-05"},
		{"a year and a half before the eighteenth birthday", "jeugd.age_transition", "2028-08-31", "2027-02-28"},
		{"fifteen years", "retention.wmo", "2026-06-30", "2041-06-30"},
	} {
		term := begin(t, c.rule, date(t, c.start))
		if term.Due != date(t, c.due) {
			t.Errorf("%s (%s): due %s, want %s\n%v", c.why, c.rule, term.Due, c.due, term.Reason)
		}
	}
}

func TestTwoOrdinaryDays(t *testing.T) {
	three := Rule{Length: 3, Unit: days, atw: true}
	for start, want := range map[string]string{
		"2025-12-24": "2025-12-30", // two days of Christmas and a weekend: Monday would be the only one
		"2026-04-02": "2026-04-08", // Good Friday to Easter Monday
		"2026-06-05": "2026-06-09", // a weekend
		"2026-06-01": "2026-06-04",
	} {
		from := date(t, start)
		if got := three.legalEnd(three.count(from), from); got != date(t, want) {
			t.Errorf("three days from %s: %s, want %s", start, got, want)
		}
	}
}

func TestTermsThatDoNotMove(t *testing.T) {
	for _, c := range []struct {
		n    int
		unit string
		want bool
	}{
		{90, days, true}, {91, days, false}, {12, weeks, true}, {13, weeks, false}, {3, months, true}, {4, months, false},
		{1, years, false}, {24, hours, false}, {-10, days, false}, {3, workingDays, false},
	} {
		if movesOff(c.n, c.unit) != c.want {
			t.Errorf("%d %s: %t", c.n, c.unit, !c.want)
		}
	}
}

func TestSuspension(t *testing.T) {
	start := date(t, "2026-06-01") // Monday: two weeks end on 15 June
	term := begin(t, "wmo.decision", start)
	asked, err := term.AskToComplete(date(t, "2026-06-04"))
	if err != nil || !asked.Stopped() || asked.Late(date(t, "2027-01-01")) {
		t.Fatalf("%+v, %v", asked, err)
	}
	if _, running := asked.DaysLeft(start); running {
		t.Error("days left while the clock stands still")
	}
	for until, due := range map[string]string{
		"2026-06-12": "2026-06-22", // completed on the 12th: 5 to 11 June do not count
		"2026-06-19": "2026-06-29", // the time given, to the 18th, was over
		"2026-06-04": "2026-06-15", // completed at once
		"2026-06-13": "2026-06-23",
		"2026-06-10": "2026-06-22", // ends on Saturday the 20th
	} {
		again, err := asked.Resume(date(t, until))
		if err != nil || again.Due != date(t, due) {
			t.Errorf("until %s: due %s, want %s (%v)", until, again.Due, due, err)
		}
	}
	if !asked.Stopped() || term.Due != date(t, "2026-06-15") || len(term.Suspensions) != 0 {
		t.Error("a verb changed the term it was called on")
	}
	if _, err := term.Resume(start); err == nil {
		t.Error("a running clock was resumed")
	}
	if _, err := asked.AskToComplete(date(t, "2026-06-08")); err == nil {
		t.Error("a stopped clock was stopped")
	}
	if _, err := term.AskToComplete(date(t, "2026-06-15")); err == nil {
		t.Error("asked on the last day: nothing is left to stop")
	}
	if last, err := term.AskToComplete(date(t, "2026-06-14")); err != nil || !last.Stopped() {
		t.Error("asked on the last day but one:", err)
	}
}

func TestSuspensionsThatOverlap(t *testing.T) {
	term := begin(t, "wmo.decision", date(t, "2026-06-01"))
	for _, s := range []Suspension{
		{date(t, "2026-06-05"), date(t, "2026-06-15"), Consent},
		{date(t, "2026-06-10"), date(t, "2026-06-20"), ByApplicant},
		{date(t, "2026-06-11"), date(t, "2026-06-12"), Abroad},
	} {
		var err error
		if term, err = term.Suspend(s); err != nil {
			t.Fatal(err)
		}
	}
	if term.Due != date(t, "2026-06-30") { // 5 to 19 June: fifteen days
		t.Errorf("due %s: %v", term.Due, term.Reason)
	}
}

func TestWhatMayStopTheClock(t *testing.T) {
	from, until := date(t, "2026-06-05"), date(t, "2026-06-15")
	inquiry := begin(t, "wmo.inquiry", date(t, "2026-06-01"))
	if _, err := inquiry.Suspend(Suspension{from, until, Incomplete}); err == nil {
		t.Error("Awb 4:15 is about decisions, not about the inquiry")
	}
	if more, err := inquiry.Suspend(Suspension{from, until, Consent}); err != nil || more.Due != date(t, "2026-07-23") {
		t.Error("more time with consent:", more.Due, err)
	}
	if _, err := begin(t, "awb.objection", from).Suspend(Suspension{from, until, Consent}); err == nil {
		t.Error("the term for an objection cannot be stopped")
	}
	if _, err := inquiry.Suspend(Suspension{until, from, Consent}); err == nil {
		t.Error("a suspension that ends before it begins")
	}
}

func TestExtension(t *testing.T) {
	decision := begin(t, "awb.decision", date(t, "2026-06-01")) // due 27 July
	later, err := decision.Extend(Extension{On: date(t, "2026-07-20"), To: date(t, "2026-08-17")})
	if err != nil || later.Due != date(t, "2026-08-17") || later.Promised() != later.Due {
		t.Fatal(later.Due, err)
	}
	asked, err := later.AskToComplete(date(t, "2026-07-30"))
	if err == nil {
		asked, err = asked.Resume(date(t, "2026-08-10"))
	}
	if err != nil || asked.Due != date(t, "2026-08-27") {
		t.Error("a suspension after the extension adds to it:", asked.Due, err)
	}
	if _, err := later.Extend(Extension{On: date(t, "2026-08-01"), To: date(t, "2026-09-17")}); err == nil {
		t.Error("extended twice")
	}
	for why, e := range map[string]Extension{
		"announced too late": {On: date(t, "2026-07-28"), To: date(t, "2026-08-17")},
		"no later day":       {On: date(t, "2026-07-20"), To: date(t, "2026-07-27")},
	} {
		if _, err := decision.Extend(e); err == nil {
			t.Error(why)
		}
	}
	wmo := begin(t, "wmo.decision", date(t, "2026-06-01"))
	told, err := wmo.Extend(Extension{On: date(t, "2026-06-12"), To: date(t, "2026-06-30")})
	if err != nil || told.Due != wmo.Due || told.Promised() != date(t, "2026-06-30") {
		t.Error("an announcement does not move a term that a law sets:", told.Due, err)
	}
	objection := begin(t, "awb.objection_decision", date(t, "2026-06-01")) // due 13 July
	if _, err := objection.Extend(Extension{On: date(t, "2026-07-01"), To: date(t, "2026-08-25")}); err == nil {
		t.Error("more than six weeks")
	}
	if six, err := objection.Extend(Extension{On: date(t, "2026-07-01"), To: date(t, "2026-08-24")}); err != nil || six.Due != date(t, "2026-08-24") {
		t.Error("six weeks:", six.Due, err)
	}
	if _, err := begin(t, "wmo.inquiry", date(t, "2026-06-01")).Extend(Extension{On: date(t, "2026-06-02"), To: date(t, "2026-08-24")}); err == nil {
		t.Error("the inquiry cannot be extended")
	}
}

func TestTermKeepsWhatItWas(t *testing.T) {
	term := begin(t, "wmo.inquiry", date(t, "2026-03-24"))
	text, err := json.Marshal(term)
	if err != nil {
		t.Fatal(err)
	}
	var stored Term
	if err := json.Unmarshal(text, &stored); err != nil || !reflect.DeepEqual(stored, term) {
		t.Fatalf("%s\n%+v\n%+v, %v", text, term, stored, err)
	}
	stored.Due = date(t, "2026-05-05") // as an older version of the calendar counted
	again, err := stored.Again()
	if err != nil || again.Due != date(t, "2026-05-06") || stored.Due != date(t, "2026-05-05") {
		t.Error(again.Due, stored.Due, err)
	}
	if s := again.Reason[1].String(); s != "The end was on Liberation Day, so it ends on 2026-05-06 (Atw art. 1 lid 1)." {
		t.Error(s)
	}
	if left, _ := again.DaysLeft(date(t, "2026-05-01")); left != 5 || again.Late(again.Due) || !again.Late(again.Due.Add(1)) {
		t.Error("days left")
	}
}
