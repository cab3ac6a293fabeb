package experience_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/care/allocation"
	"codeberg.org/samenkracht/samenkracht/casework/caseworktest"
	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/insight"
	"codeberg.org/samenkracht/samenkracht/insight/experience"
	"codeberg.org/samenkracht/samenkracht/insight/insighttest"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/jobs"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

// town is a made-up town with one household, of which Rosa signs in.
type town struct {
	*caseworktest.Town
	*testing.T
	check    *experience.Experience
	home     household.Household
	rosa     db.ID // the resident
	tim      db.ID // her son
	provider db.ID
	today    law.Date
}

// story runs f in a new town, on both engines.
func story(t *testing.T, f func(w *town)) {
	t.Helper()
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		w := &town{Town: caseworktest.New(t, d), T: t, provider: d.NewID(), today: law.DateOf(d.Now())}
		w.check = experience.New(experience.Parts{DB: d, Gate: access.New(d, insight.Rules), Queue: jobs.New(d), Vault: w.Vault, Tenants: w.Tenants,
			Households: w.Households, Allocations: &allocation.Allocations{}})
		w.home = w.Household(t)
		file, err := w.Households.Read(t.Context(), w.Anna, w.home.ID)
		w.must(err)
		w.rosa, w.tim = file.Residents[0].ID, file.Residents[1].ID
		f(w)
	})
}

func (w *town) must(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

func (w *town) open(actor access.Actor) []experience.Question {
	w.Helper()
	out, err := w.check.Open(w.Context(), actor)
	w.must(err)
	return out
}

func (w *town) all() {
	w.Helper()
	insighttest.Reported(w.T, w.Town, w.home, w.today.Add(-30), w.today.Add(-20))
	insighttest.Granted(w.T, w.Town, w.home, w.rosa, w.today.Add(-18), w.today.Add(-4), w.today.Add(-10))
	insighttest.Granted(w.T, w.Town, w.home, w.tim, w.today.Add(-18), w.today.Add(-4), w.today.Add(-10))
	insighttest.Started(w.T, w.Town, w.home, w.rosa, w.provider, w.today.Add(-1))
}

var (
	qAnswers     = db.SharedSQL("a test", `SELECT id, on_day, step, score, team_id, provider_id, sentence FROM experience_answer WHERE tenant_id = $1 ORDER BY id`)
	qInvitations = db.SharedSQL("a test", `SELECT id, object_id, account_id, asked_at, closed FROM experience_invitation WHERE tenant_id = $1 ORDER BY id`)
	qLog         = db.SharedSQL("a test", `SELECT action, at, actor_id, object_id FROM access_log WHERE tenant_id = $1 ORDER BY id`)
	qKeys        = db.SharedSQL("a test", `SELECT made_at FROM seal_key WHERE tenant_id = $1 AND owner_id < 0`)
	qLittle      = db.SharedSQL("a test", `SELECT CAST(count(DISTINCT xmin::text) AS BIGINT) AS n FROM experience_answer WHERE tenant_id = $1`)
	qPlaced      = db.SharedSQL("a test", `SELECT id FROM experience_answer WHERE tenant_id = $1 ORDER BY ctid`)
)

type answerRow struct {
	ID, TeamID, ProviderID db.ID
	OnDay                  law.Date
	Step                   experience.Step
	Score                  int
	Sentence               []byte
}

type invitationRow struct {
	ID, ObjectID, AccountID db.ID
	AskedAt                 time.Time
	Closed                  bool
}

type keyRow struct{ MadeAt time.Time }

type logRow struct {
	Action            string
	At                time.Time
	ActorID, ObjectID db.ID
}

func rows[T any](w *town, q *db.Query) (out []T) {
	w.Helper()
	w.must(w.DB.View(w.Context(), w.ID, func(tx *db.Tx) (err error) {
		out, err = db.All[T](w.Context(), tx, q, w.ID)
		return err
	}))
	return out
}

func TestOneQuestionAfterEachStep(t *testing.T) {
	story(t, func(w *town) {
		if got := w.open(w.Rosa); len(got) != 0 {
			t.Fatalf("nothing happened yet: %v", got)
		}
		w.all()
		got := w.open(w.Rosa)
		if len(got) != 3 || got[0].Step != experience.Begun || got[1].Step != experience.Decided || got[2].Step != experience.Conversation {
			t.Fatalf("%+v; want the start, the decision for her and the conversation", got)
		}
		if again := w.open(w.Rosa); !slices.Equal(again, got) {
			t.Errorf("asked again: %+v", again)
		}
		w.must(w.check.Answer(t.Context(), w.Rosa, experience.NewAnswer{QuestionID: got[0].ID, Score: 8, Sentence: " Zij kwam\nop tijd. "}))
		w.must(w.check.Answer(t.Context(), w.Rosa, experience.NewAnswer{QuestionID: got[1].ID, Skip: true}))
		if left := w.open(w.Rosa); len(left) != 1 || left[0] != got[2] {
			t.Errorf("left: %+v", left)
		}
		answers := rows[answerRow](w, qAnswers)
		if len(answers) != 1 || answers[0].Score != 8 || answers[0].ProviderID != w.provider || answers[0].TeamID != 0 || answers[0].OnDay != w.today {
			t.Errorf("%+v", answers)
		}
		if strings.Contains(string(answers[0].Sentence), "tijd") {
			t.Error("the sentence can be read in the table")
		}
		testkit.ClockOf(w.DB).Advance(23 * 24 * time.Hour)
		if late := w.open(w.Rosa); len(late) != 0 {
			t.Errorf("asked after six weeks: %+v", late)
		}
	})
}

func TestWhoIsAsked(t *testing.T) {
	story(t, func(w *town) {
		w.all()
		for _, who := range []access.Actor{w.Sem, w.Anna, access.Visitor(w.ID)} {
			if got := w.open(who); len(got) != 0 {
				t.Errorf("%s is asked: %+v", who.Role, got)
			}
		}
		q := w.open(w.Rosa)[0]
		n := experience.NewAnswer{QuestionID: q.ID, Score: 3}
		for who, want := range map[access.Actor]error{w.Sem: fault.NotFound, w.Anna: fault.NotFound,
			{Account: w.Rosa.Account, Tenant: w.ID, Role: access.RoleGeneralist}: fault.Denied} {
			if err := w.check.Answer(t.Context(), who, n); !errors.Is(err, want) {
				t.Errorf("%s answers for Rosa: %v", who.Role, err)
			}
		}
	})
}

func TestWhoLeftIsNotAsked(t *testing.T) {
	story(t, func(w *town) {
		sem := w.Partner(t, w.home)
		w.all()
		if got := w.open(w.Sem); len(got) != 1 || got[0].Step != experience.Conversation {
			t.Errorf("who lives there is asked: %+v", got)
		}
		w.Leave(t, sem)
		if got := w.open(w.Sem); len(got) != 0 {
			t.Errorf("who left is asked: %+v", got)
		}
	})
}

func TestWrongAnswers(t *testing.T) {
	for _, tt := range []struct {
		n     experience.NewAnswer
		field string
	}{
		{experience.NewAnswer{Score: 1}, ""},
		{experience.NewAnswer{Score: 10, Sentence: strings.Repeat("é", 300)}, ""},
		{experience.NewAnswer{Skip: true}, ""},
		{experience.NewAnswer{}, "score"},
		{experience.NewAnswer{Score: 11}, "score"},
		{experience.NewAnswer{Score: -1}, "score"},
		{experience.NewAnswer{Score: 5, Sentence: strings.Repeat("é", 301)}, "sentence"},
	} {
		wrong, _ := errors.AsType[fault.Invalid](tt.n.Validate())
		if (tt.field != "") != (wrong[tt.field] != "") || tt.field == "" && len(wrong) > 0 {
			t.Errorf("%+v: %v; want %q", tt.n, wrong, tt.field)
		}
	}
}

// Pressing the button twice, also at the same moment, is one answer.
func TestAnsweredTwiceIsOnce(t *testing.T) {
	story(t, func(w *town) {
		w.all()
		q := w.open(w.Rosa)[0]
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				if err := w.check.Answer(t.Context(), w.Rosa, experience.NewAnswer{QuestionID: q.ID, Score: 9}); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if got := rows[answerRow](w, qAnswers); len(got) != 1 {
			t.Errorf("%d answers", len(got))
		}
	})
}

// neighbours adds people who all had a conversation reported, and has each of them answer.
func (w *town) neighbours(n int, sentence func(i int) string) []access.Actor {
	w.Helper()
	var out []access.Actor
	for i := range n {
		h, ids := insighttest.Household(w.T, w.Town, 1)
		who := w.Person(w.T, fmt.Sprint("Buur ", i), access.RoleResident, 0)
		w.must(w.DB.InTx(w.Context(), w.ID, func(tx *db.Tx) error {
			return w.Households.LinkAccountTx(w.Context(), tx, w.Anna, ids[0], who.Account)
		}))
		insighttest.Reported(w.T, w.Town, h, w.today.Add(-9), w.today.Add(-2))
		testkit.ClockOf(w.DB).Advance(time.Second)
		q := w.open(who)
		testkit.ClockOf(w.DB).Advance(time.Second)
		w.must(w.check.Answer(w.Context(), who, experience.NewAnswer{QuestionID: q[0].ID, Score: 1 + i%10, Sentence: sentence(i)}))
		out = append(out, who)
	}
	return out
}

// Whoever has all tables cannot say which answer belongs to which invitation: they share no number, no time and
// no order.
func TestAnAnswerCannotBeJoinedToTheInvitation(t *testing.T) {
	story(t, func(w *town) {
		w.neighbours(12, func(i int) string { return fmt.Sprint("Zin ", i) })
		answers, invitations, log := rows[answerRow](w, qAnswers), rows[invitationRow](w, qInvitations), rows[logRow](w, qLog)
		numbers := map[db.ID]bool{}
		for _, i := range invitations {
			numbers[i.ID], numbers[i.ObjectID], numbers[i.AccountID] = true, true, true
		}
		for _, l := range log {
			numbers[l.ActorID], numbers[l.ObjectID] = true, true
			if l.Action == "experience.answer" {
				t.Error("the log says who answered when")
			}
		}
		var inTime int
		for n, a := range answers {
			if numbers[a.ID] {
				t.Errorf("answer %d shares its number", n)
			}
			for _, i := range invitations {
				if age := time.Duration(a.ID>>22) * time.Millisecond; (i.AskedAt.Sub(time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)) - age).Abs() < time.Hour {
					inTime++
				}
			}
		}
		if inTime > 0 {
			t.Error("the number of an answer tells when it was made")
		}
		// The marks were given in the order 1 to 10; the table must not have them so.
		var marks []int
		for _, a := range answers {
			marks = append(marks, a.Score)
		}
		if slices.IsSorted(marks[:10]) {
			t.Errorf("the marks stand in the order in which they came: %v", marks)
		}
		for _, key := range rows[keyRow](w, qKeys) {
			for n := range 12 {
				if key.MadeAt.Equal(w.DB.Now().Add(time.Duration(-2*n) * time.Second)) {
					t.Errorf("a key was made when answer %d from the end came", n+1)
				}
			}
		}
		w.orderOfRows()
	})
}

// orderOfRows looks at what the engine itself keeps of the order in which rows came.
func (w *town) orderOfRows() {
	if !w.DB.Postgres() {
		if _, err := w.DB.Pool().Exec(`SELECT rowid FROM experience_answer`); err == nil {
			w.Error("SQLite numbers the answers as they come")
		}
		return
	}
	if n := rows[int](w, qLittle); n[0] != 1 {
		w.Errorf("the answers of a day come from %d transactions", n[0])
	}
	if placed := rows[db.ID](w, qPlaced); slices.Equal(placed, slices.Sorted(slices.Values(placed))) {
		return
	}
	w.Error("the answers of a day stand in another order than that of their numbers")
}

func TestSentences(t *testing.T) {
	story(t, func(w *town) {
		sentence := func(i int) string {
			return map[bool]string{true: fmt.Sprintf("Fijn gesprek, nummer %02d.", 11-i)}[i%2 == 0]
		}
		w.neighbours(9, sentence)
		testkit.ClockOf(w.DB).Advance(31 * 24 * time.Hour)
		if got, err := w.check.Sentences(t.Context(), w.Leo, w.North.ID); err != nil || len(got) != 0 {
			t.Fatalf("nine answers show %q, %v", got, err)
		}
		w.neighbours(1, sentence)
		if got, err := w.check.Sentences(t.Context(), w.Leo, w.North.ID); err != nil || len(got) != 0 {
			t.Fatalf("the tenth answer shows at once: %q, %v", got, err)
		}
		testkit.ClockOf(w.DB).Advance(31 * 24 * time.Hour)
		privacy := w.Person(t, "Petra Smit", access.RolePrivacyOfficer, 0)
		for _, who := range []access.Actor{w.Leo, privacy} {
			got, err := w.check.Sentences(t.Context(), who, w.North.ID)
			if err != nil || len(got) != 6 || !slices.IsSorted(got) {
				t.Errorf("%s reads %q, %v", who.Role, got, err)
			}
		}
		if got, err := w.check.Sentences(t.Context(), privacy, w.South.ID); err != nil || len(got) != 0 {
			t.Errorf("of the south: %q, %v", got, err)
		}
		for _, who := range []access.Actor{w.Anna, w.Rosa, {Account: w.Leo.Account, Tenant: w.ID, Role: access.RoleTeamLead, Team: w.South.ID},
			{Account: 5, Tenant: w.ID, Role: access.RoleCouncilMember}, access.Visitor(w.ID)} {
			if got, err := w.check.Sentences(t.Context(), who, w.North.ID); !errors.Is(err, fault.Denied) || got != nil {
				t.Errorf("%s of %s reads %q, %v", who.Role, who.Team, got, err)
			}
		}
	})
}

func TestForgetting(t *testing.T) {
	story(t, func(w *town) {
		w.neighbours(10, func(int) string { return "Prima." })
		w.must(w.check.Sweep(t.Context()))
		if got := rows[invitationRow](w, qInvitations); len(got) != 10 {
			t.Errorf("%d invitations after a day", len(got))
		}
		testkit.ClockOf(w.DB).Advance(60 * 24 * time.Hour)
		w.must(w.check.Sweep(t.Context()))
		if got := rows[invitationRow](w, qInvitations); len(got) != 0 {
			t.Errorf("%d invitations after two months", len(got))
		}
		testkit.ClockOf(w.DB).Advance(730 * 24 * time.Hour)
		keys := len(rows[keyRow](w, qKeys))
		w.must(w.check.Sweep(t.Context()))
		for _, a := range rows[answerRow](w, qAnswers) {
			if a.Sentence != nil || a.Score == 0 {
				t.Errorf("after two years: %+v", a)
			}
		}
		if now := len(rows[keyRow](w, qKeys)); now != keys-1 {
			t.Errorf("%d keys, of %d", now, keys)
		}
	})
}

func TestScores(t *testing.T) {
	story(t, func(w *town) {
		w.neighbours(12, func(int) string { return "" })
		var got []experience.Score
		w.must(w.DB.View(t.Context(), w.ID, func(tx *db.Tx) (err error) {
			got, err = experience.ScoresTx(t.Context(), tx, w.today, w.today)
			return err
		}))
		want := []experience.Score{{Step: experience.Conversation, TeamID: w.North.ID, Answers: 12, Total: 58}}
		if !slices.Equal(got, want) {
			t.Errorf("%+v; want %+v", got, want)
		}
	})
}
