package intake_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"codeberg.org/samenkracht/samenkracht/casework/caseworktest"
	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/household/consent"
	"codeberg.org/samenkracht/samenkracht/casework/intake"
	"codeberg.org/samenkracht/samenkracht/casework/intake/inquiry"
	"codeberg.org/samenkracht/samenkracht/casework/team"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

// story runs f in a new town, on both engines.
func story(t *testing.T, f func(t *testing.T, w *caseworktest.Town)) {
	t.Helper()
	testkit.Engines(t, func(t *testing.T, d *db.DB) { f(t, caseworktest.New(t, d)) })
}

func stairs(t *testing.T, w *caseworktest.Town) intake.NewQuestion {
	t.Helper()
	return intake.NewQuestion{ID: w.DB.NewID(), ForWhom: intake.ForMyself, Words: intake.Words{Question: "Ik kom de trap niet meer op.", Name: "Rosa Visser",
		Postcode: caseworktest.Postcode(t, "7601 SS"), Email: caseworktest.Email(t, "rosa@example.nl"), Phone: caseworktest.Phone(t, "0612345678"), Preferred: intake.ByPhone}}
}

func ask(t *testing.T, w *caseworktest.Town, who access.Actor, n intake.NewQuestion) intake.Receipt {
	t.Helper()
	r, err := w.Intake.Ask(t.Context(), who, n)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func take(t *testing.T, w *caseworktest.Town, who access.Actor, id db.ID) intake.HelpQuestion {
	t.Helper()
	q, err := w.Intake.Take(t.Context(), who, intake.Taking{QuestionID: id})
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func lines(t *testing.T, w *caseworktest.Town, who access.Actor) []worklist.Line {
	t.Helper()
	out, err := w.List.Open(t.Context(), who, worklist.Search{})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// subjects lists the subjects of the mail that went out, the newest first.
func subjects(t *testing.T, w *caseworktest.Town) []string {
	t.Helper()
	all, err := w.Post.Outbox(t.Context(), w.Anna, 0)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, m := range all {
		out = append(out, m.Subject)
		if strings.Contains(m.Subject+m.Body, "trap") {
			t.Errorf("a mail tells what was asked: %s", m.Subject)
		}
	}
	return out
}

func TestAsk(t *testing.T) {
	story(t, func(t *testing.T, w *caseworktest.Town) {
		r := ask(t, w, access.Visitor(w.ID), stairs(t, w))
		if r.Number != "V-2026-00001" || r.Team.ID != w.North.ID || r.CallBy != law.Day(2026, 3, 9) || r.InquiryDue != law.Day(2026, 4, 13) || r.PlanUntil != law.Day(2026, 3, 9) {
			t.Errorf("%+v", r)
		}
		if got := subjects(t, w); len(got) != 1 || !strings.Contains(got[0], r.Number) {
			t.Errorf("mail: %q", got)
		}
		if got := lines(t, w, w.Anna); len(got) != 1 || got[0].ObjectID != r.ID || got[0].Due != r.CallBy {
			t.Errorf("worklist of the team: %+v", got)
		}
		if got := lines(t, w, w.Carla); len(got) != 0 {
			t.Errorf("worklist of another team: %+v", got)
		}
		waiting, err := w.Intake.Waiting(t.Context(), w.Anna)
		if err != nil || len(waiting) != 1 || waiting[0].InquiryDue != r.InquiryDue || waiting[0].Question != "" {
			t.Errorf("what waits: %+v %v", waiting, err)
		}
		q, err := w.Intake.Read(t.Context(), w.Bram, r.ID)
		if err != nil || !strings.Contains(q.Question, "trap") {
			t.Errorf("read: %v", err)
		}
		for _, who := range []access.Actor{w.Carla, w.Sem, access.Visitor(w.ID)} {
			if _, err := w.Intake.Read(t.Context(), who, r.ID); !errors.Is(err, fault.Denied) {
				t.Errorf("%s reads it: %v", who.Role, err)
			}
		}
	})
}

// A double click, also at the very same moment, asks once and gives one receipt.
func TestAskTwiceIsOnce(t *testing.T) {
	story(t, func(t *testing.T, w *caseworktest.Town) {
		n := stairs(t, w)
		var wg sync.WaitGroup
		numbers := make([]string, 4)
		for i := range numbers {
			wg.Go(func() {
				r, err := w.Intake.Ask(t.Context(), w.Rosa, n)
				if err != nil {
					t.Error(err)
				}
				numbers[i] = r.Number
			})
		}
		wg.Wait()
		if same := slices.Compact(slices.Clone(numbers)); len(same) != 1 || same[0] == "" {
			t.Errorf("%q", numbers)
		}
		if mine, err := w.Intake.Mine(t.Context(), w.Rosa); err != nil || len(mine) != 1 {
			t.Errorf("%d questions, %v", len(mine), err)
		}
		if got := subjects(t, w); len(got) != 1 {
			t.Errorf("%d mails", len(got))
		}
		n.Question = "En mijn douche is te smal." // back from the receipt, to say something else
		if _, err := w.Intake.Ask(t.Context(), w.Rosa, n); !errors.Is(err, intake.ErrAnother) {
			t.Errorf("other words in the same form: %v", err)
		}
	})
}

func TestAskAtAWrongPostcode(t *testing.T) {
	story(t, func(t *testing.T, w *caseworktest.Town) {
		n := stairs(t, w)
		n.Postcode = caseworktest.Postcode(t, "7621 SS")
		_, err := w.Intake.Ask(t.Context(), access.Visitor(w.ID), n)
		if there, ok := errors.AsType[*team.Elsewhere](err); !ok || there.Tenant != w.Neighbouring {
			t.Errorf("in the neighbouring town: %v", err)
		}
		for _, wrong := range []string{"1011 SS", "7603 SS"} {
			n.Postcode = caseworktest.Postcode(t, wrong)
			if _, err := w.Intake.Ask(t.Context(), access.Visitor(w.ID), n); err == nil {
				t.Errorf("%s has a team", wrong)
			}
		}
		n.Postcode, n.Email = caseworktest.Postcode(t, "7601 SS"), caseworktest.Email(t, "anders@example.nl")
		ask(t, w, access.Visitor(w.ID), n) // the same form, put right
	})
}

func TestTake(t *testing.T) {
	story(t, func(t *testing.T, w *caseworktest.Town) {
		ctx := t.Context()
		r := ask(t, w, w.Rosa, stairs(t, w))
		q := take(t, w, w.Anna, r.ID)
		again := take(t, w, w.Anna, r.ID) // a double click
		if again.HouseholdID != q.HouseholdID || again.Question == "" {
			t.Errorf("taken twice: %+v", again)
		}
		d, err := w.Households.Read(ctx, w.Anna, q.HouseholdID)
		if err != nil || d.ContactID != w.Anna.Account || len(d.Residents) != 1 || d.Residents[0].FullName() != "Rosa Visser" {
			t.Fatalf("the household: %+v %v", d.Household, err)
		}
		own, err := w.Households.Mine(ctx, w.Rosa)
		if err != nil || len(own) != 1 || own[0].ContactID != w.Anna.Account {
			t.Errorf("the resident sees who: %d %v", len(own), err)
		}
		seen, err := w.Teams.Handovers(ctx, w.Rosa, q.HouseholdID)
		if err != nil || len(seen) != 1 || seen[0].Reason != team.Took {
			t.Errorf("how it began: %+v %v", seen, err)
		}
		files, err := w.Intake.Inquiries(ctx, w.Anna, q.HouseholdID)
		if err != nil || len(files) != 1 || files[0].Inquiry.Due != law.Day(2026, 4, 13) || files[0].Notice.SupportOn != law.Day(2026, 3, 2) {
			t.Fatalf("the inquiry: %+v %v", files, err)
		}
		got := lines(t, w, w.Anna)
		if len(got) != 1 || got[0].Rule != "wmo.inquiry" || got[0].Due != law.Day(2026, 4, 13) || got[0].ObjectID != files[0].Inquiry.ID {
			t.Errorf("worklist: %+v", got)
		}
		if got := lines(t, w, w.Bram); len(got) != 0 {
			t.Errorf("still on the worklist of the team: %+v", got)
		}
		if got := subjects(t, w); len(got) != 2 || !strings.Contains(got[0], "Anna de Wit") {
			t.Errorf("mail: %q", got)
		}
		if q, err := w.Intake.ReadOwn(ctx, w.Rosa, r.ID); err != nil || q.State != intake.Taken || q.Question == "" {
			t.Errorf("the resident reads the question: %v", err)
		}
	})
}

// Two generalists at the same moment: one has it, the other reads who.
func TestTwoTakers(t *testing.T) {
	story(t, func(t *testing.T, w *caseworktest.Town) {
		r := ask(t, w, access.Visitor(w.ID), stairs(t, w))
		var wg sync.WaitGroup
		takers := []access.Actor{w.Anna, w.Bram}
		errs := make([]error, len(takers))
		for i, who := range takers {
			wg.Go(func() { _, errs[i] = w.Intake.Take(t.Context(), who, intake.Taking{QuestionID: r.ID}) })
		}
		wg.Wait()
		winner := slices.Index(errs, nil)
		if winner < 0 || errs[1-winner] == nil {
			t.Fatalf("%v", errs)
		}
		if first, ok := errors.AsType[*intake.TakenError](errs[1-winner]); !ok || first.By != takers[winner].Account {
			t.Errorf("the other reads: %v", errs[1-winner])
		}
		err := w.DB.View(t.Context(), w.ID, func(tx *db.Tx) error {
			loads, err := household.CaseloadTx(t.Context(), tx, w.North.ID)
			if len(loads) != 1 || loads[0].Households != 1 {
				t.Errorf("households: %+v", loads)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	})
}

func TestTakeForSomebodyElse(t *testing.T) {
	story(t, func(t *testing.T, w *caseworktest.Town) {
		n := stairs(t, w)
		n.ForWhom, n.ForName = intake.ForSomebody, "Truus de Boer"
		r := ask(t, w, w.Rosa, n)
		q := take(t, w, w.Anna, r.ID)
		d, err := w.Households.Read(t.Context(), w.Anna, q.HouseholdID)
		if err != nil || len(d.Residents) != 1 || d.Residents[0].FullName() != "Truus de Boer" || len(d.Relations) != 1 || d.Relations[0].Name != "Rosa Visser" {
			t.Fatalf("%+v %v", d.Relations, err)
		}
		if own, err := w.Households.Mine(t.Context(), w.Rosa); err != nil || len(own) != 0 {
			t.Errorf("who asks for another does not see that file: %d %v", len(own), err)
		}
		n = stairs(t, w)
		n.ForWhom, n.ForName = intake.ForMyHome, "Tim Visser"
		q = take(t, w, w.Anna, ask(t, w, w.Sem, n).ID)
		if d, err = w.Households.Read(t.Context(), w.Anna, q.HouseholdID); err != nil || len(d.Residents) != 2 {
			t.Errorf("both belong to the household: %d %v", len(d.Residents), err)
		}
	})
}

// One household: a second question of the same people joins it, and its contact person stays.
func TestTakeJoinsAHousehold(t *testing.T) {
	story(t, func(t *testing.T, w *caseworktest.Town) {
		h := w.Household(t) // Rosa's, with Anna
		q := take(t, w, w.Bram, ask(t, w, w.Rosa, stairs(t, w)).ID)
		if q.HouseholdID != h.ID {
			t.Errorf("a second household was opened: %s", q.HouseholdID)
		}
		if got := lines(t, w, w.Anna); len(got) != 1 || got[0].Kind != "intake.inquiry" {
			t.Errorf("the inquiry is for the contact person: %+v", got)
		}
		n := ask(t, w, access.Visitor(w.ID), stairs(t, w))
		byNumber, err := w.Intake.Take(t.Context(), w.Bram, intake.Taking{QuestionID: n.ID, Household: " h-2026-00001"})
		if err != nil || byNumber.HouseholdID != h.ID {
			t.Errorf("by number: %v", err)
		}
		n = ask(t, w, access.Visitor(w.ID), stairs(t, w))
		_, err = w.Intake.Take(t.Context(), w.Bram, intake.Taking{QuestionID: n.ID, Household: "H-2026-00077"})
		if wrong, _ := errors.AsType[fault.Invalid](err); wrong["household"] == "" {
			t.Errorf("an unknown number: %v", err)
		}
		if q, err := w.Intake.Read(t.Context(), w.Bram, n.ID); err != nil || q.State != intake.Asked {
			t.Errorf("it still waits: %s %v", q.State, err)
		}
	})
}

func TestWithdraw(t *testing.T) {
	story(t, func(t *testing.T, w *caseworktest.Town) {
		ctx := t.Context()
		waiting, taken := ask(t, w, w.Rosa, stairs(t, w)), ask(t, w, w.Rosa, stairs(t, w))
		q := take(t, w, w.Anna, taken.ID)
		if _, err := w.Intake.Withdraw(ctx, w.Sem, waiting.ID); !errors.Is(err, fault.Denied) {
			t.Errorf("somebody else withdraws it: %v", err)
		}
		for _, id := range []db.ID{waiting.ID, waiting.ID, taken.ID, taken.ID} {
			if got, err := w.Intake.Withdraw(ctx, w.Rosa, id); err != nil || got.State != intake.Withdrawn {
				t.Errorf("withdrawn: %s %v", got.State, err)
			}
		}
		_, err := w.Intake.Take(ctx, w.Bram, intake.Taking{QuestionID: waiting.ID})
		if s, _ := fault.Sentence(err); !strings.Contains(s, "withdrawn") {
			t.Errorf("taking what was withdrawn: %v", err)
		}
		got := lines(t, w, w.Anna)
		if len(got) != 1 || got[0].Kind != "intake.withdrawn" {
			t.Fatalf("worklist: %+v", got)
		}
		if _, err := w.Teams.HandOver(ctx, w.Anna, team.Handover{ID: w.DB.NewID(), HouseholdID: q.HouseholdID, ToID: w.Bram.Account, Reason: team.Absent}); err != nil {
			t.Fatal(err)
		}
		if got := lines(t, w, w.Bram); len(got) != 1 || len(lines(t, w, w.Anna)) != 0 {
			t.Errorf("the line goes along with the contact person: %+v", got)
		}
		if err := w.Intake.Seen(ctx, w.Anna, taken.ID); err != nil || len(lines(t, w, w.Bram)) != 0 {
			t.Errorf("seen: %v", err)
		}
		files, err := w.Intake.Inquiries(ctx, w.Anna, q.HouseholdID)
		if err != nil || files[0].Inquiry.State != inquiry.Stopped || files[0].Inquiry.Outcome != inquiry.WasWithdrawn {
			t.Errorf("the inquiry: %+v %v", files[0].Inquiry.State, err)
		}
	})
}

// Who left reads what he asked for himself, and who was let in reads of whom it was and to what.
func TestWhoseInquiryItIs(t *testing.T) {
	story(t, func(t *testing.T, w *caseworktest.Town) {
		ctx, h := t.Context(), w.Household(t)
		sem := w.Partner(t, h)
		asked := func(who access.Actor, f intake.ForWhom) (question, inquiry db.ID) {
			t.Helper()
			n := stairs(t, w)
			n.ForWhom, n.ForName = f, "Tim Visser"
			q := take(t, w, w.Anna, ask(t, w, who, n).ID)
			i, err := w.Intake.InquiryOf(ctx, w.Anna, q.ID)
			if err != nil || q.HouseholdID != h.ID {
				t.Fatalf("the question of another household: %v", err)
			}
			return q.ID, i
		}
		hers, hersI := asked(w.Rosa, intake.ForMyself)
		his, hisI := asked(w.Sem, intake.ForMyself)
		_, both := asked(w.Sem, intake.ForMyHome)
		file, err := w.Households.Read(ctx, w.Anna, h.ID)
		if err != nil {
			t.Fatal(err)
		}
		rosa := file.Residents[0].ID
		reader := func(of db.ID, to consent.Field) access.Actor {
			who := w.Person(t, "Kees Mulder", access.RoleInformalCarer, 0)
			w.LetIn(t, h, of, who, to)
			return who
		}
		ofHer, ofHim, toHelp := reader(rosa, consent.Situation), reader(sem.ID, consent.Situation), reader(rosa, consent.Help)
		sees := func(name string, who access.Actor, want ...db.ID) {
			t.Helper()
			files, err := w.Intake.OwnInquiries(ctx, who, h.ID)
			var got []db.ID
			for _, f := range files {
				got = append(got, f.Inquiry.ID)
			}
			if slices.Reverse(got); err != nil || !slices.Equal(got, want) {
				t.Errorf("%s sees %v, want %v: %v", name, got, want, err)
			}
		}
		sees("he", w.Sem, hersI, hisI, both)
		sees("who reads along with her", ofHer, hersI, both)
		sees("who reads along with him", ofHim, hisI, both)
		sees("who reads something else", toHelp)
		sees("a stranger", w.Person(t, "Vreemde", access.RoleResident, 0))
		w.Leave(t, sem)
		sees("he who left", w.Sem, hisI)
		sees("who reads along with him who left", ofHim, hisI)
		sees("she who stayed", w.Rosa, hersI, hisI, both)
		for _, tt := range []struct {
			name     string
			actor    access.Actor
			question db.ID
			ok       bool
		}{{"his own", w.Sem, his, true}, {"hers", w.Sem, hers, false}, {"hers, let in", ofHer, hers, true}, {"his, let in by her", ofHer, his, false}, {"hers, let in to the help", toHelp, hers, false}} {
			if _, err := w.Intake.ReadOwn(ctx, tt.actor, tt.question); (err == nil) != tt.ok {
				t.Errorf("%s: %v", tt.name, err)
			}
		}
		if _, err := w.Intake.ReadOwnInquiry(ctx, w.Sem, hersI); !errors.Is(err, fault.Denied) {
			t.Errorf("he reads her inquiry: %v", err)
		}
		if _, err := w.Intake.Withdraw(ctx, w.Sem, his); !errors.Is(err, fault.Conflict) {
			t.Errorf("he stops what the others are helped by: %v", err)
		}
	})
}

func TestInquiry(t *testing.T) {
	story(t, func(t *testing.T, w *caseworktest.Town) {
		ctx, today := t.Context(), law.Day(2026, 3, 2)
		q := take(t, w, w.Anna, ask(t, w, w.Rosa, stairs(t, w)).ID)
		files, err := w.Intake.Inquiries(ctx, w.Anna, q.HouseholdID)
		if err != nil {
			t.Fatal(err)
		}
		id := files[0].Inquiry.ID
		if _, err := w.Intake.ReadOwnInquiry(ctx, w.Rosa, id); !errors.Is(err, fault.NotFound) {
			t.Errorf("the report before there is one: %v", err)
		}
		steps := []func(version int64) (intake.File, error){
			func(v int64) (intake.File, error) {
				return w.Intake.AnswerSupport(ctx, w.Anna, id, v, inquiry.WantsIt)
			},
			func(v int64) (intake.File, error) { return w.Intake.AnswerPlan(ctx, w.Bram, id, v, inquiry.PlanCame) },
			func(v int64) (intake.File, error) { return w.Intake.Check(ctx, w.Anna, id, v, today, today) },
			func(v int64) (intake.File, error) { return w.Intake.MoreTime(ctx, w.Anna, id, v, law.Day(2026, 4, 29)) },
			func(v int64) (intake.File, error) {
				return w.Intake.Close(ctx, w.Anna, id, v, inquiry.NearBy, "De buren helpen met de boodschappen.")
			},
		}
		for i, step := range steps {
			if _, err := step(int64(i + 7)); !errors.Is(err, fault.Conflict) {
				t.Errorf("step %d with an old version: %v", i, err)
			}
			if _, err := step(int64(i + 1)); err != nil {
				t.Fatalf("step %d: %v", i, err)
			}
			if i == 3 {
				if got := lines(t, w, w.Anna); len(got) != 1 || got[0].Due != law.Day(2026, 4, 29) {
					t.Errorf("the worklist has the new day: %+v", got)
				}
			}
		}
		if got := lines(t, w, w.Anna); len(got) != 0 {
			t.Errorf("after closing: %+v", got)
		}
		f, err := w.Intake.ReadOwnInquiry(ctx, w.Rosa, id)
		if err != nil || !strings.Contains(f.Inquiry.Report, "buren") || f.Question.State != intake.Answered {
			t.Errorf("what the resident reads: %+v %v", f.Inquiry.State, err)
		}
		if _, err := w.Intake.ReadOwnInquiry(ctx, w.Sem, id); !errors.Is(err, fault.Denied) {
			t.Errorf("somebody else: %v", err)
		}
		if got := subjects(t, w); !strings.Contains(got[0], q.Number) {
			t.Errorf("mail: %q", got)
		}
	})
}

func TestTheInquiryIsLate(t *testing.T) {
	story(t, func(t *testing.T, w *caseworktest.Town) {
		q := take(t, w, w.Anna, ask(t, w, w.Rosa, stairs(t, w)).ID)
		late := func(day string) (late bool) {
			testkit.ClockOf(w.DB).SetDay(day)
			err := w.DB.View(t.Context(), w.ID, func(tx *db.Tx) (err error) {
				late, err = intake.OverdueTx(t.Context(), tx, q.HouseholdID)
				return err
			})
			if err != nil {
				t.Error(err)
			}
			return late
		}
		if late("2026-04-13") || !late("2026-04-14") {
			t.Error("the term is not the six weeks of the law")
		}
		testkit.ClockOf(w.DB).SetDay("2026-04-13")
		files, err := w.Intake.Inquiries(t.Context(), w.Anna, q.HouseholdID)
		if err == nil {
			_, err = w.Intake.MoreTime(t.Context(), w.Anna, files[0].Inquiry.ID, 1, law.Day(2026, 4, 29))
		}
		if err != nil {
			t.Fatal(err)
		}
		if late("2026-04-14") || late("2026-04-29") || !late("2026-04-30") {
			t.Error("the term is not the one that the resident agreed on")
		}
	})
}

func TestHandedOverAndMovedAway(t *testing.T) {
	story(t, func(t *testing.T, w *caseworktest.Town) {
		ctx := t.Context()
		q := take(t, w, w.Anna, ask(t, w, w.Rosa, stairs(t, w)).ID)
		if _, err := w.Teams.HandOver(ctx, w.Anna, team.Handover{ID: w.DB.NewID(), HouseholdID: q.HouseholdID, ToID: w.Bram.Account, Reason: team.Fitting}); err != nil {
			t.Fatal(err)
		}
		if got := lines(t, w, w.Bram); len(got) != 1 || got[0].Kind != "intake.inquiry" || len(lines(t, w, w.Anna)) != 0 {
			t.Errorf("the inquiry goes along: %+v", got)
		}
		if got := subjects(t, w); len(got) != 3 {
			t.Errorf("the resident hears of it: %q", got)
		}
		d, err := w.Households.Read(ctx, w.Bram, q.HouseholdID)
		if err != nil {
			t.Fatal(err)
		}
		move := team.Move{HouseholdID: q.HouseholdID, Version: d.Version, Address: household.Address{Postcode: caseworktest.Postcode(t, "7621 SS")}}
		if _, err := w.Teams.Move(ctx, w.Bram, move); err != nil {
			t.Fatal(err)
		}
		if got := lines(t, w, w.Bram); len(got) != 0 {
			t.Errorf("after moving away: %+v", got)
		}
		if own, err := w.Intake.ReadOwn(ctx, w.Rosa, q.ID); err != nil || own.State != intake.Stopped {
			t.Errorf("the question: %s %v", own.State, err)
		}
	})
}

var qSealed = db.SQL(`SELECT sealed FROM intake_question WHERE tenant_id = $1`)

func TestQuestionIsSealed(t *testing.T) {
	story(t, func(t *testing.T, w *caseworktest.Town) {
		r := ask(t, w, w.Rosa, stairs(t, w))
		take(t, w, w.Anna, r.ID)
		err := w.DB.InTx(t.Context(), w.ID, func(tx *db.Tx) error {
			raw, err := db.All[[]byte](t.Context(), tx, qSealed, w.ID)
			if bytes.Contains(bytes.Join(raw, nil), []byte("trap")) {
				t.Error("the question stands in the database")
			}
			if err != nil {
				return err
			}
			if _, err := w.Vault.KeyTx(t.Context(), tx, r.ID); !errors.Is(err, fault.NotFound) {
				t.Errorf("the question still has a key of its own: %v", err)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
}

// A worker who asks for help is a resident for that question, also for the own team.
func TestNobodyTakesTheOwnQuestion(t *testing.T) {
	story(t, func(t *testing.T, w *caseworktest.Town) {
		asResident := w.Anna
		asResident.Role, asResident.Team = access.RoleResident, 0
		r := ask(t, w, asResident, stairs(t, w))
		if _, err := w.Intake.Take(t.Context(), w.Anna, intake.Taking{QuestionID: r.ID}); !errors.Is(err, fault.Denied) {
			t.Errorf("she takes her own question: %v", err)
		}
		take(t, w, w.Bram, r.ID)
	})
}

// The number of a question comes with the form. One that was made up takes nobody's key along when the question
// moves into its household.
func TestAQuestionWithTheNumberOfAHousehold(t *testing.T) {
	story(t, func(t *testing.T, w *caseworktest.Town) {
		first := take(t, w, w.Anna, ask(t, w, access.Visitor(w.ID), stairs(t, w)).ID)
		forged := stairs(t, w)
		forged.ID = first.HouseholdID
		take(t, w, w.Anna, ask(t, w, access.Visitor(w.ID), forged).ID)
		if q, err := w.Intake.Read(t.Context(), w.Anna, first.ID); err != nil || q.Name != "Rosa Visser" {
			t.Errorf("what stood in the household: %v", err)
		}
	})
}
