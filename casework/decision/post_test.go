package decision_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/casework/decision"
	"codeberg.org/samenkracht/samenkracht/casework/decision/letter"
	"codeberg.org/samenkracht/samenkracht/casework/team"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
	"codeberg.org/samenkracht/samenkracht/platform/text"
)

// silent gives Rosa another account, and nobody knows an address to mail her.
func (w *town) silent() access.Actor {
	w.t.Helper()
	ctx := w.t.Context()
	file, err := w.Households.Read(ctx, w.Anna, w.home.ID)
	w.must(err)
	_, err = w.Households.WithdrawConsent(ctx, w.Anna, file.Consents[0].ID)
	w.must(err)
	file, err = w.Households.Read(ctx, w.Anna, w.home.ID)
	w.must(err)
	rosa := file.Residents[0]
	rosa.Email = ident.Email{}
	_, err = w.Households.ChangeResident(ctx, w.Anna, rosa.ID, rosa.Version, rosa.Person)
	w.must(err)
	a, err := w.Accounts.Add(ctx, w.System, account.NewAccount{Account: account.Account{Name: "Rosa Visser"}, Grants: []account.Grant{{Role: access.RoleResident}}})
	w.must(err)
	w.must(w.DB.InTx(ctx, w.ID, func(tx *db.Tx) error { return w.Households.LinkAccountTx(ctx, tx, w.Anna, rosa.ID, a.ID) }))
	return access.Actor{Account: a.ID, Tenant: w.ID, Role: access.RoleResident}
}

func TestTheTermIsToldOnPaper(t *testing.T) {
	story(t, func(t *testing.T, w *town) {
		ctx, id := t.Context(), w.apply()
		version := func() int64 { return w.read(id).Application.Version }
		w.must(w.decisions.Suspend(ctx, w.Anna, id, version(), law.Incomplete, law.Day(2026, 3, 2)))
		w.noLine(decision.LineTerm, id) // she was mailed
		testkit.ClockOf(w.DB).SetDay("2026-03-09")
		rosa := w.silent()
		reads := func(who access.Actor, says string, toPost bool) {
			t.Helper()
			l, waits, err := w.post.Term(ctx, who, id)
			if err != nil || waits != toPost || !strings.Contains(l.HTML, says) || !strings.Contains(l.HTML, "9 maart 2026") {
				t.Errorf("%s reads %q, to post %v: %v", who.Role, l.HTML, waits, err)
			}
		}
		w.must(w.decisions.Resume(ctx, w.Anna, id, version(), law.Day(2026, 3, 9)))
		if l := w.line(decision.LineTerm, id); l.AccountID != w.Anna.Account || l.Due != law.Day(2026, 3, 9) {
			t.Errorf("on the worklist: %+v", l)
		}
		reads(w.Anna, "Wij beslissen uiterlijk op 23 maart 2026.", true)
		w.must(w.post.TermPosted(ctx, w.Anna, id))
		w.noLine(decision.LineTerm, id)
		reads(rosa, "loopt weer vanaf 9 maart 2026", false)
		w.must(w.decisions.Extend(ctx, w.Anna, id, version(), law.Day(2026, 3, 31), "De arts is ziek"))
		w.line(decision.LineTerm, id)
		reads(rosa, "De arts is ziek", true)
		reads(w.Bram, "Wij beslissen uiterlijk op 31 maart 2026.", true)
		for _, who := range []access.Actor{w.Sem, w.Rosa, w.Carla, access.Visitor(w.ID)} {
			_, _, err := w.post.Term(ctx, who, id)
			w.denied(err)
			w.denied(w.post.TermPosted(ctx, who, id))
		}
		w.must(w.decisions.Suspend(ctx, w.Anna, id, version(), law.Consent, law.Day(2026, 3, 9)))
		reads(rosa, "Vanaf 9 maart 2026 staat de tijd voor ons besluit stil", true)
	})
}

// A letter on paper announces the decision on the day on which it goes by post, which stands in it.
func TestTheLetterGoesByPost(t *testing.T) {
	story(t, func(t *testing.T, w *town) {
		ctx, id, day := t.Context(), w.apply(), func(d int) law.Date { return law.Day(2026, 3, d) }
		_, _, err := w.post.Term(ctx, w.Anna, id)
		if !errors.Is(err, fault.NotFound) {
			t.Errorf("nothing happened to the term: %v", err)
		}
		w.prepare(id)
		rosa := w.silent()
		w.must(w.decisions.Sign(ctx, w.Leo, id, w.version(id)))
		if d := w.read(id).Decision; d.State != decision.Signed || !d.AnnouncedOn.IsZero() || !d.ObjectionUntil.IsZero() {
			t.Errorf("announced on %s before the letter went", d.AnnouncedOn)
		}
		if _, err := w.post.OfDecision(ctx, w.Anna, id, text.Nl); !errors.Is(err, fault.NotFound) {
			t.Errorf("there is a letter without a day: %v", err)
		}
		_, err = w.Teams.HandOver(ctx, w.Anna, team.Handover{ID: w.DB.NewID(), HouseholdID: w.home.ID, ToID: w.Bram.Account, Reason: team.Workload})
		w.must(err)
		if l := w.line("decision.post", id); l.AccountID != w.Bram.Account {
			t.Errorf("on the worklist: %+v", l)
		}
		w.refused(w.post.Posted(ctx, w.Bram, id), "Choose first")
		w.wrong(w.post.PostOn(ctx, w.Bram, id, day(4)), "on")
		w.denied(w.post.PostOn(ctx, w.Carla, id, day(2)))
		posted := func(on law.Date, says, until string) letter.Letter {
			t.Helper()
			for range 2 { // a double click
				w.must(w.post.PostOn(ctx, w.Bram, id, on))
			}
			made, err := w.post.OfDecision(ctx, w.Bram, id, text.Nl)
			w.must(err)
			l, _, err := w.post.Read(ctx, w.Bram, made.ID)
			if err != nil || !l.ToPost || l.MadeOn != on || !strings.Contains(l.HTML, says) || !strings.Contains(l.HTML, until) {
				t.Errorf("the letter of %s: %v %s", on, err, l.HTML)
			}
			if d := w.read(id).Decision; d.AnnouncedOn != on || w.line("decision.post", id).Due != on {
				t.Errorf("announced on %s", d.AnnouncedOn)
			}
			if mine, err := w.post.Mine(ctx, rosa); err != nil || len(mine) != 0 {
				t.Errorf("she reads the letter before it went: %v", err)
			}
			_, _, err = w.post.Read(ctx, rosa, l.ID)
			if !errors.Is(err, fault.NotFound) {
				t.Errorf("she reads the letter before it went: %v", err)
			}
			return l
		}
		first := posted(day(3), "3 maart 2026", "14 april 2026")
		w.refused(w.post.Posted(ctx, w.Bram, id), "later day")
		testkit.ClockOf(w.DB).SetDay("2026-03-05") // it lay about
		w.wrong(w.post.PostOn(ctx, w.Bram, id, day(3)), "on")
		second := posted(day(5), "5 maart 2026", "16 april 2026")
		if _, _, err := w.post.Read(ctx, w.Bram, first.ID); !errors.Is(err, fault.NotFound) {
			t.Errorf("the letter with the wrong day is still there: %v", err)
		}
		w.must(w.queue.Drain(ctx))
		w.must(w.queue.Drain(ctx))
		if pdf, _, err := w.post.PDF(ctx, w.Bram, second.ID); err != nil || !bytes.HasPrefix(pdf, []byte("%PDF-")) {
			t.Errorf("on paper: %v", err)
		}
		for range 2 {
			w.must(w.post.Posted(ctx, w.Bram, id))
		}
		w.noLine("decision.post", id)
		w.refused(w.post.PostOn(ctx, w.Bram, id, day(5)), "no letter")
		if mine, err := w.post.Mine(ctx, rosa); err != nil || len(mine) != 1 || mine[0].ID != second.ID {
			t.Errorf("what she reads after it went: %+v %v", mine, err)
		}
	})
}
