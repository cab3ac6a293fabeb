package household_test

import (
	"bytes"
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/casework/caseworktest"
	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/household/consent"
	"codeberg.org/samenkracht/samenkracht/casework/household/relation"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

// story runs f in a new town with one household, on both engines.
func story(t *testing.T, f func(t *testing.T, w *caseworktest.Town, h household.Household)) {
	t.Helper()
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		w := caseworktest.New(t, d)
		f(t, w, w.Household(t))
	})
}

func read(t *testing.T, w *caseworktest.Town, h household.Household) household.Dossier {
	t.Helper()
	d, err := w.Households.Read(t.Context(), w.Anna, h.ID)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

var qRaw = db.SQL(`SELECT sealed FROM household WHERE tenant_id = $1 UNION ALL SELECT sealed FROM household_resident WHERE tenant_id = $1
	UNION ALL SELECT sealed FROM household_relation WHERE tenant_id = $1 UNION ALL SELECT sealed FROM household_consent WHERE tenant_id = $1`)

func TestEverythingIsSealed(t *testing.T) {
	story(t, func(t *testing.T, w *caseworktest.Town, h household.Household) {
		d := read(t, w, h)
		if d.Address.Street != "Dorpsstraat" || d.Residents[0].BSN.Reveal() != "999900006" || d.Residents[0].Email.Reveal() != "rosa@example.nl" {
			t.Errorf("read back: %v %v", d.Address.Lines(), d.Residents[0].FullName())
		}
		err := w.DB.View(t.Context(), w.ID, func(tx *db.Tx) error {
			raw, err := db.All[[]byte](t.Context(), tx, qRaw, w.ID)
			for _, word := range []string{"Visser", "Rosa", "999900006", "Dorpsstraat", "7601", "0612345678"} {
				if bytes.Contains(bytes.Join(raw, nil), []byte(word)) {
					t.Errorf("%s stands in the database", word)
				}
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	})
}

func TestOpenTwiceIsOnce(t *testing.T) {
	story(t, func(t *testing.T, w *caseworktest.Town, h household.Household) {
		open := func(id db.ID, bsn string) (one household.Household, err error) {
			err = w.DB.InTx(t.Context(), w.ID, func(tx *db.Tx) error {
				one, err = w.Households.OpenTx(t.Context(), tx, w.Anna, household.NewHousehold{ID: id, TeamID: w.North.ID, ContactID: w.Anna.Account,
					Residents: []household.Resident{{Person: household.Person{LastName: "Jansen", BSN: caseworktest.BSN(t, bsn)}}}})
				return err
			})
			return one, err
		}
		again, err := open(h.ID, "999900018")
		if err != nil || again.Number != h.Number {
			t.Errorf("the same id: %v %v", again.Number, err)
		}
		if d := read(t, w, h); len(d.Residents) != 2 {
			t.Errorf("%d residents", len(d.Residents))
		}
		if _, err := open(w.DB.NewID(), "999900006"); !invalid(err, "bsn") {
			t.Errorf("a number that lives elsewhere already: %v", err)
		}
		next, err := open(w.DB.NewID(), "999900018")
		if err != nil || next.Number != "H-2026-00002" {
			t.Errorf("the next household: %s %v", next.Number, err)
		}
	})
}

func invalid(err error, field string) bool {
	wrong, ok := errors.AsType[fault.Invalid](err)
	return ok && wrong[field] != ""
}

func TestFind(t *testing.T) {
	story(t, func(t *testing.T, w *caseworktest.Town, h household.Household) {
		for _, what := range []string{h.Number, " h-2026-00001 ", "999900006", "9999.00.006"} {
			if id, err := w.Households.Find(t.Context(), w.Carla, what); id != h.ID || err != nil {
				t.Errorf("%q: %v %v", what, id, err)
			}
		}
		for _, what := range []string{"", "H-2026-00009", "999900018", "123456789", "Visser"} {
			if id, err := w.Households.Find(t.Context(), w.Carla, what); id != 0 || !invalid(err, "what") {
				t.Errorf("%q: %v %v", what, id, err)
			}
		}
		if _, err := w.Households.Find(t.Context(), w.Rosa, h.Number); !errors.Is(err, fault.Denied) {
			t.Errorf("a resident searches: %v", err)
		}
		if _, err := w.Households.Read(t.Context(), w.Carla, h.ID); !errors.Is(err, fault.Denied) {
			t.Errorf("found is not yet read: %v", err)
		}
	})
}

func TestWhoReads(t *testing.T) {
	story(t, func(t *testing.T, w *caseworktest.Town, h household.Household) {
		hurry := w.Carla
		hurry.Reason = "Somebody is in danger"
		for _, tt := range []struct {
			name  string
			actor access.Actor
			ok    bool
		}{
			{"the contact person", w.Anna, true}, {"a colleague", w.Bram, true}, {"the team lead", w.Leo, true},
			{"another team", w.Carla, false}, {"another team, in an emergency", hurry, true}, {"a resident", w.Rosa, false}, {"a visitor", access.Visitor(w.ID), false},
		} {
			if _, err := w.Households.Read(t.Context(), tt.actor, h.ID); (err == nil) != tt.ok {
				t.Errorf("%s: %v", tt.name, err)
			}
		}
	})
}

// A worker who belongs to the household works on it no more than a stranger.
func TestNobodyReadsTheOwnFile(t *testing.T) {
	story(t, func(t *testing.T, w *caseworktest.Town, h household.Household) {
		son := read(t, w, h).Residents[1]
		err := w.DB.InTx(t.Context(), w.ID, func(tx *db.Tx) error {
			return w.Households.LinkAccountTx(t.Context(), tx, w.Anna, son.ID, w.Bram.Account)
		})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Households.Read(t.Context(), w.Bram, h.ID); !errors.Is(err, fault.Denied) {
			t.Errorf("he reads his own file: %v", err)
		}
		hurry := w.Bram
		hurry.Reason = "Curious"
		if _, err := w.Households.Read(t.Context(), hurry, h.ID); !errors.Is(err, fault.Denied) {
			t.Errorf("he breaks the glass of his own file: %v", err)
		}
	})
}

func TestTwoWorkers(t *testing.T) {
	story(t, func(t *testing.T, w *caseworktest.Town, h household.Household) {
		seen := read(t, w, h).Residents[0]
		mine, theirs := seen.Person, seen.Person
		mine.FirstName, theirs.FirstName = "Roos", "Rosalie"
		if _, err := w.Households.ChangeResident(t.Context(), w.Anna, seen.ID, seen.Version, mine); err != nil {
			t.Fatal(err)
		}
		_, err := w.Households.ChangeResident(t.Context(), w.Bram, seen.ID, seen.Version, theirs)
		if _, said := fault.Sentence(err); !errors.Is(err, fault.Conflict) || !said {
			t.Errorf("the second worker: %v", err)
		}
		if got := read(t, w, h).Residents[0].FirstName; got != "Roos" {
			t.Errorf("the first worker's name is %s now", got)
		}
	})
}

func TestRelations(t *testing.T) {
	story(t, func(t *testing.T, w *caseworktest.Town, h household.Household) {
		rosa := read(t, w, h).Residents[0]
		n := household.Relation{ID: w.DB.NewID(), ResidentID: rosa.ID, Kind: relation.Neighbour, Outsider: household.Outsider{Name: "Piet", Does: "Boodschappen"}}
		for range 2 { // a double click
			if _, err := w.Households.Relate(t.Context(), w.Anna, h.ID, n); err != nil {
				t.Fatal(err)
			}
		}
		d := read(t, w, h)
		around := d.Around(relation.Network, law.DateOf(w.DB.Now()))
		if len(around) != 1 || around[0].Does != "Boodschappen" {
			t.Fatalf("%+v", around)
		}
		if _, err := w.Households.ChangeRelation(t.Context(), w.Bram, n.ID, 1, relation.Friend, around[0].Outsider, law.DateOf(w.DB.Now())); err != nil {
			t.Error(err)
		}
		other := household.Relation{ID: w.DB.NewID(), ResidentID: w.DB.NewID(), Kind: relation.Friend, Outsider: household.Outsider{Name: "Kees"}}
		if _, err := w.Households.Relate(t.Context(), w.Anna, h.ID, other); !errors.Is(err, fault.NotFound) {
			t.Errorf("somebody of another household: %v", err)
		}
	})
}

// neighbours are another household of the same team.
func neighbours(t *testing.T, w *caseworktest.Town) (h household.Household, resident db.ID) {
	t.Helper()
	resident = w.DB.NewID()
	err := w.DB.InTx(t.Context(), w.ID, func(tx *db.Tx) (err error) {
		h, err = w.Households.OpenTx(t.Context(), tx, w.Anna, household.NewHousehold{ID: tx.NewID(), TeamID: w.North.ID, ContactID: w.Anna.Account,
			Residents: []household.Resident{{ID: resident, Person: household.Person{LastName: "Buurman"}}}})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return h, resident
}

// The form of one household is never done because the same was written down for another.
func TestAFormIsOfOneHousehold(t *testing.T) {
	story(t, func(t *testing.T, w *caseworktest.Town, h household.Household) {
		ctx, today, id := t.Context(), law.DateOf(w.DB.Now()), w.DB.NewID()
		next, neighbour := neighbours(t, w)
		forms := map[string]func(home, resident db.ID) error{
			"a consent": func(home, resident db.ID) error {
				_, err := w.Households.RecordConsent(ctx, w.Anna, home, household.Consent{ID: id, ResidentID: resident, Purpose: consent.AskFor, Ground: consent.ByLaw,
					Fields: household.Fields{"health"}, Recipient: "Huisarts", ToDay: today.Add(9)})
				return err
			},
			"a resident": func(home, _ db.ID) error {
				_, err := w.Households.AddResident(ctx, w.Anna, home, household.Resident{ID: id, Person: household.Person{LastName: "Nieuw"}}, household.Relation{})
				return err
			},
			"a relation": func(home, resident db.ID) error {
				_, err := w.Households.Relate(ctx, w.Anna, home, household.Relation{ID: id, ResidentID: resident, Kind: relation.Friend, Outsider: household.Outsider{Name: "Kees"}})
				return err
			},
			"a contact moment": func(home, _ db.ID) error {
				_, err := w.Households.RecordContact(ctx, w.Anna, home, household.ContactMoment{ID: id, HeldOn: today, Channel: "visit", Talk: household.Talk{About: "Thuis geweest"}})
				return err
			},
		}
		rosa := read(t, w, h).Residents[0].ID
		for name, send := range forms {
			for range 2 {
				if err := send(h.ID, rosa); err != nil {
					t.Fatalf("%s: %v", name, err)
				}
			}
			if err := send(next.ID, neighbour); !errors.Is(err, fault.Conflict) {
				t.Errorf("%s of the neighbours: %v", name, err)
			}
		}
	})
}

func TestConsents(t *testing.T) {
	story(t, func(t *testing.T, w *caseworktest.Town, h household.Household) {
		ctx, today := t.Context(), law.DateOf(w.DB.Now())
		rosa := read(t, w, h).Residents[0]
		c := household.Consent{ID: w.DB.NewID(), ResidentID: rosa.ID, Purpose: consent.LetIn, Ground: consent.ByConsent, Fields: household.Fields{"plan", "help"},
			RecipientID: w.Sem.Account, Recipient: "Sem, haar broer", GivenBy: consent.IDs{rosa.ID}, ToDay: today.Add(100)}
		for range 2 {
			if _, err := w.Households.RecordConsent(ctx, w.Anna, h.ID, c); err != nil {
				t.Fatal(err)
			}
		}
		if o := object(t, w, h, consent.Plan); !slices.Equal(o.Parties, []db.ID{w.Sem.Account}) || !slices.Equal(o.Members, []db.ID{w.Rosa.Account}) || len(o.Subjects) != 2 {
			t.Errorf("let in: %+v", o)
		}
		own, err := w.Households.Mine(ctx, w.Sem)
		if err != nil || len(own) != 1 || !own[0].Reader || !own[0].Resident.BSN.IsZero() || own[0].Resident.FirstName != "Rosa" {
			t.Errorf("what the brother sees: %d %v", len(own), err)
		}
		if _, err := w.Households.WithdrawConsent(ctx, w.Sem, c.ID); !errors.Is(err, fault.Denied) {
			t.Errorf("the brother withdraws it: %v", err)
		}
		for range 2 {
			if got, err := w.Households.WithdrawConsent(ctx, w.Rosa, c.ID); err != nil || got.WithdrawnAt == nil {
				t.Errorf("withdrawn: %v", err)
			}
		}
		if o := object(t, w, h, consent.Plan); len(o.Parties) != 0 {
			t.Error("still let in")
		}
		if own, err := w.Households.Mine(ctx, w.Sem); err != nil || len(own) != 0 {
			t.Errorf("the brother still sees %d, %v", len(own), err)
		}
	})
}

func object(t *testing.T, w *caseworktest.Town, h household.Household, of ...consent.Field) (o access.Object) {
	t.Helper()
	err := w.DB.View(t.Context(), w.ID, func(tx *db.Tx) (err error) { o, err = w.Households.ObjectTx(t.Context(), tx, h.ID, of...); return err })
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// Who lives elsewhere now sees the own data and nothing of the household of after, and does not work on it either.
func TestWhoLeft(t *testing.T) {
	story(t, func(t *testing.T, w *caseworktest.Town, h household.Household) {
		ctx, sem := t.Context(), w.Partner(t, h)
		if o := object(t, w, h); !slices.Contains(o.Members, w.Sem.Account) || len(o.Former) != 0 {
			t.Errorf("he lives there: %+v", o)
		}
		reader := w.Person(t, "Kees Mulder", access.RoleInformalCarer, 0)
		w.LetIn(t, h, sem.ID, reader, consent.Plan, consent.Help)
		w.Leave(t, sem)
		m := household.Address{Street: "Schuilweg", House: "9", Postcode: caseworktest.Postcode(t, "7602SS"), City: "Almelo"}
		err := w.DB.InTx(ctx, w.ID, func(tx *db.Tx) error {
			_, err := w.Households.RelocateTx(ctx, tx, h.ID, h.Version, m, 0, w.South.ID)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if o := object(t, w, h, consent.Plan); !slices.Equal(o.Members, []db.ID{w.Rosa.Account}) || !slices.Equal(o.Former, []db.ID{w.Sem.Account}) || len(o.Parties) != 0 {
			t.Errorf("he left: %+v", o)
		}
		for _, who := range []access.Actor{w.Sem, reader} {
			own, err := w.Households.Mine(ctx, who)
			if err != nil || len(own) != 1 || !own[0].Gone || own[0].Resident.ID != sem.ID || own[0].Sees(consent.Plan) {
				t.Fatalf("%s sees %+v %v", who.Role, own, err)
			}
			if bare := (household.Household{TenantID: w.ID, ID: h.ID, Number: h.Number}); !reflect.DeepEqual(own[0].Household, bare) {
				t.Errorf("%s sees %+v", who.Role, own[0].Household)
			}
		}
		if own, err := w.Households.Mine(ctx, w.Rosa); err != nil || len(own) != 1 || own[0].Gone || own[0].Address.Street != "Schuilweg" || own[0].TeamID != w.South.ID {
			t.Errorf("she moved: %+v %v", own, err)
		}
		if looks, err := w.Households.Looks(ctx, w.Sem, sem.ID, 0); err != nil || len(looks) == 0 {
			t.Errorf("who looked at him: %d %v", len(looks), err)
		}
		for _, reason := range []string{"", "Curious"} {
			worker := access.Actor{Account: w.Sem.Account, Tenant: w.ID, Role: access.RoleGeneralist, Team: w.South.ID, Reason: reason}
			if _, err := w.Households.Read(ctx, worker, h.ID); !errors.Is(err, fault.Denied) {
				t.Errorf("he works on the file: %v", err)
			}
		}
	})
}

// Who moves with the household, or sees it closed, still reads it.
func TestWhoStayedUntilTheEnd(t *testing.T) {
	story(t, func(t *testing.T, w *caseworktest.Town, h household.Household) {
		w.Leave(t, w.Partner(t, h))
		if err := w.Households.Close(t.Context(), w.Anna, h.ID, h.Version, household.Settled); err != nil {
			t.Fatal(err)
		}
		if o := object(t, w, h); !slices.Equal(o.Members, []db.ID{w.Rosa.Account}) || !slices.Equal(o.Former, []db.ID{w.Sem.Account}) {
			t.Errorf("%+v", o)
		}
		if own, err := w.Households.Mine(t.Context(), w.Rosa); err != nil || own[0].Gone || own[0].State != household.Closed {
			t.Errorf("she still reads it: %+v %v", own, err)
		}
	})
}

// A consent opens what it names, and no more.
func TestLetInToSome(t *testing.T) {
	story(t, func(t *testing.T, w *caseworktest.Town, h household.Household) {
		ctx, file := t.Context(), read(t, w, h)
		w.LetIn(t, h, file.Residents[1].ID, w.Sem, consent.Plan)
		for f, want := range map[consent.Field]int{consent.Plan: 1, consent.Help: 0, consent.Situation: 0} {
			if o := object(t, w, h, f); len(o.Parties) != want {
				t.Errorf("%s: %+v", f, o.Parties)
			}
		}
		if o := object(t, w, h); len(o.Parties) != 0 {
			t.Errorf("to nothing: %+v", o.Parties)
		}
		own, err := w.Households.Mine(ctx, w.Sem)
		if err != nil || len(own) != 1 || !own[0].Sees(consent.Plan) || own[0].Sees(consent.Help) || own[0].ContactID != 0 || own[0].TeamID != 0 {
			t.Errorf("what he sees: %+v %v", own, err)
		}
		_, err = w.Households.RecordConsent(ctx, w.Anna, h.ID, household.Consent{ID: w.DB.NewID(), ResidentID: file.Residents[0].ID, Purpose: consent.LetIn,
			Ground: consent.ByLaw, Fields: household.Fields{consent.Plan}, RecipientID: w.Carla.Account, ToDay: law.DateOf(w.DB.Now()).Add(9)})
		if !invalid(err, "account") {
			t.Errorf("a worker is let in: %v", err)
		}
	})
}

func TestAConsentEndsByItself(t *testing.T) {
	story(t, func(t *testing.T, w *caseworktest.Town, h household.Household) {
		rosa := read(t, w, h).Residents[0]
		_, err := w.Households.RecordConsent(t.Context(), w.Anna, h.ID, household.Consent{ID: w.DB.NewID(), ResidentID: rosa.ID, Purpose: consent.LetIn,
			Ground: consent.ByConsent, Fields: household.Fields{"plan"}, RecipientID: w.Sem.Account, GivenBy: consent.IDs{rosa.ID}, ToDay: law.Day(2026, 3, 31)})
		if err != nil {
			t.Fatal(err)
		}
		for day, want := range map[string]int{"2026-03-31": 1, "2026-04-01": 0} {
			testkit.ClockOf(w.DB).SetDay(day)
			if own, err := w.Households.Mine(t.Context(), w.Sem); err != nil || len(own) != want {
				t.Errorf("on %s: %d, %v", day, len(own), err)
			}
		}
	})
}

func TestTheOwnPageIsAConsent(t *testing.T) {
	story(t, func(t *testing.T, w *caseworktest.Town, h household.Household) {
		own, err := w.Households.Mine(t.Context(), w.Rosa)
		if err != nil || len(own) != 1 || own[0].ContactID != w.Anna.Account || len(own[0].Consents) != 1 {
			t.Fatalf("%d %v", len(own), err)
		}
		if _, err := w.Households.WithdrawConsent(t.Context(), w.Rosa, own[0].Consents[0].ID); err != nil {
			t.Fatal(err)
		}
		if own, err := w.Households.Mine(t.Context(), w.Rosa); err != nil || len(own) != 0 {
			t.Errorf("after withdrawing: %d %v", len(own), err)
		}
	})
}

func TestLooks(t *testing.T) {
	story(t, func(t *testing.T, w *caseworktest.Town, h household.Household) {
		rosa := read(t, w, h).Residents[0]
		_, _ = w.Households.Read(t.Context(), w.Carla, h.ID) // refused
		looks, err := w.Households.Looks(t.Context(), w.Rosa, rosa.ID, 0)
		if err != nil {
			t.Fatal(err)
		}
		seen := func(who db.ID, action string, outcome access.Outcome) bool {
			return slices.ContainsFunc(looks, func(e access.Entry) bool { return e.ActorID == who && e.Action == action && e.Outcome == outcome })
		}
		if !seen(w.Anna.Account, "household.read", access.Allowed) || !seen(w.Carla.Account, "household.read", access.Refused) {
			t.Errorf("%+v", looks)
		}
		if _, err := w.Households.Looks(t.Context(), w.Sem, rosa.ID, 0); !errors.Is(err, fault.Denied) {
			t.Errorf("somebody else's log: %v", err)
		}
	})
}

func TestSecretAddress(t *testing.T) {
	story(t, func(t *testing.T, w *caseworktest.Town, h household.Household) {
		if err := w.Households.KeepSecret(t.Context(), w.Anna, h.ID, h.Version, true); err != nil {
			t.Fatal(err)
		}
		if d := read(t, w, h); len(d.Address.Lines()) != 0 || !d.Secret {
			t.Errorf("a secret address is shown: %v", d.Address.Lines())
		}
		if one, err := w.Households.SecretAddress(t.Context(), w.Anna, h.ID); err != nil || one.Address.Street != "Dorpsstraat" {
			t.Errorf("opened: %v", err)
		}
		if _, err := w.Households.SecretAddress(t.Context(), w.Leo, h.ID); !errors.Is(err, fault.Denied) {
			t.Errorf("the team lead: %v", err)
		}
	})
}

func TestClosing(t *testing.T) {
	story(t, func(t *testing.T, w *caseworktest.Town, h household.Household) {
		told := 0
		w.Households.WhenClosed(func(context.Context, *db.Tx, household.Household) error { told++; return nil })
		if err := w.Households.Close(t.Context(), w.Anna, h.ID, h.Version, household.Settled); err != nil {
			t.Fatal(err)
		}
		d := read(t, w, h)
		if d.State != household.Closed || len(d.Present()) != 0 || told == 0 {
			t.Errorf("%s, %d residents, told %d", d.State, len(d.Present()), told)
		}
		_, err := w.Households.AddResident(t.Context(), w.Anna, h.ID, household.Resident{ID: w.DB.NewID(), Person: household.Person{LastName: "Nieuw"}}, household.Relation{})
		if s, _ := fault.Sentence(err); !strings.Contains(s, "closed") {
			t.Errorf("somebody joins a closed household: %v", err)
		}
		w.Household(t) // the same people can be helped again
	})
}

func TestNextStep(t *testing.T) {
	story(t, func(t *testing.T, w *caseworktest.Town, h household.Household) {
		today := law.DateOf(w.DB.Now())
		m := household.ContactMoment{ID: w.DB.NewID(), HeldOn: today, Channel: "visit", NextOn: today.Add(7), Talk: household.Talk{About: "Thuis geweest", Next: "Bellen"}}
		for range 2 {
			if _, err := w.Households.RecordContact(t.Context(), w.Bram, h.ID, m); err != nil {
				t.Fatal(err)
			}
		}
		if last, ok := read(t, w, h).LastContact(); !ok || last.Next != "Bellen" || last.ByID != w.Bram.Account {
			t.Errorf("%+v", last)
		}
		lines, err := w.List.Open(t.Context(), w.Anna, worklist.Search{})
		if err != nil || len(lines) != 1 || lines[0].Due != today.Add(7) {
			t.Errorf("on the worklist of the contact person: %+v %v", lines, err)
		}
		m = household.ContactMoment{ID: w.DB.NewID(), HeldOn: today, Channel: "phone", Talk: household.Talk{About: "Gebeld, het gaat goed"}}
		if _, err := w.Households.RecordContact(t.Context(), w.Anna, h.ID, m); err != nil {
			t.Fatal(err)
		}
		if lines, err := w.List.Open(t.Context(), w.Anna, worklist.Search{}); err != nil || len(lines) != 0 {
			t.Errorf("after it was done: %d %v", len(lines), err)
		}
	})
}

// The list of a team holds exactly what its people may open.
func TestServed(t *testing.T) {
	story(t, func(t *testing.T, w *caseworktest.Town, h household.Household) {
		for _, tt := range []struct {
			name  string
			actor access.Actor
			after db.ID
			want  int
		}{
			{"the contact person", w.Anna, 0, 1}, {"a colleague", w.Bram, 0, 1}, {"the team lead", w.Leo, 0, 1}, {"another team", w.Carla, 0, 0},
			{"the next page", w.Anna, h.ID, 0},
		} {
			got, err := w.Households.Served(t.Context(), tt.actor, tt.after)
			if err != nil || len(got) != tt.want {
				t.Errorf("%s: %d households, %v", tt.name, len(got), err)
			}
		}
		if _, err := w.Households.Served(t.Context(), w.Rosa, 0); !errors.Is(err, fault.Denied) {
			t.Errorf("a resident: %v", err)
		}
	})
}
