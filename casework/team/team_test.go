package team_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"codeberg.org/samenkracht/samenkracht/casework/caseworktest"
	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/household/consent"
	"codeberg.org/samenkracht/samenkracht/casework/team"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

func TestRoute(t *testing.T) {
	const north, south, city, school db.ID = 1, 2, 3, 4
	all := []team.Catchment{
		{ID: 10, TeamID: city},
		{ID: 11, TeamID: north, NeighbourhoodID: 70},
		{ID: 12, TeamID: south, Postcode: "7602"},
		{ID: 13, TeamID: school, Postcode: "7602SS"},
		{ID: 14, TeamID: city, NeighbourhoodID: 70},
	}
	for _, tt := range []struct {
		name          string
		postcode      string
		neighbourhood db.ID
		want          db.ID
	}{
		{"by neighbourhood, the older of two", "7601SS", 70, north},
		{"by four digits", "7602SA", 71, south},
		{"by the whole postcode", "7602SS", 71, school},
		{"by digits before neighbourhood", "7602SA", 70, south},
		{"the rest of town", "7609SS", 72, city},
		{"without a neighbourhood", "7609SS", 0, city},
	} {
		if got, ok := team.Route(all, tt.postcode, tt.neighbourhood); got != tt.want || !ok {
			t.Errorf("%s: %d %v", tt.name, got, ok)
		}
	}
	if _, ok := team.Route(all[1:], "7609SS", 72); ok {
		t.Error("a place without a team has one")
	}
}

// story runs f in a new town with one household, on both engines.
func story(t *testing.T, f func(t *testing.T, w *caseworktest.Town, h household.Household)) {
	t.Helper()
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		w := caseworktest.New(t, d)
		f(t, w, w.Household(t))
	})
}

func TestPostcodes(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		w := caseworktest.New(t, d)
		for _, tt := range []struct {
			postcode string
			team     db.ID
			points   db.ID // to which other municipality
		}{{"7601 SS", w.North.ID, 0}, {"7602 SA", w.South.ID, 0}, {"7603 SS", 0, 0}, {"7621 SD", 0, w.Neighbouring}, {"1011 SS", 0, 0}} {
			var got team.Team
			err := d.View(t.Context(), w.ID, func(tx *db.Tx) (err error) {
				got, err = team.RouteTx(t.Context(), tx, caseworktest.Postcode(t, tt.postcode))
				return err
			})
			wrong, _ := errors.AsType[fault.Invalid](err)
			if got.ID != tt.team || (wrong["postcode"] == "") != (tt.team != 0) {
				t.Errorf("%s: %s, %v", tt.postcode, got.Name, err)
			}
			if there, ok := errors.AsType[*team.Elsewhere](err); ok != (tt.points != 0) || ok && there.Tenant != tt.points {
				t.Errorf("%s points elsewhere: %v", tt.postcode, ok)
			}
		}
	})
}

func TestMembers(t *testing.T) {
	story(t, func(t *testing.T, w *caseworktest.Town, h household.Household) {
		got, err := w.Teams.Members(t.Context(), w.Leo, w.North.ID)
		if err != nil || len(got) != 2 || got[0].Name != "Anna de Wit" || got[0].Households != 1 || got[1].Households != 0 {
			t.Errorf("%+v %v", got, err)
		}
		if _, err := w.Teams.Members(t.Context(), w.Carla, w.North.ID); !errors.Is(err, fault.Denied) {
			t.Errorf("another team: %v", err)
		}
	})
}

func contact(t *testing.T, w *caseworktest.Town, h household.Household) household.Household {
	t.Helper()
	var got household.Household
	err := w.DB.View(t.Context(), w.ID, func(tx *db.Tx) (err error) { got, err = w.Households.ByIDTx(t.Context(), tx, h.ID); return err })
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestHandOver(t *testing.T) {
	story(t, func(t *testing.T, w *caseworktest.Town, h household.Household) {
		told := 0
		w.Teams.WhenHanded(func(context.Context, *db.Tx, team.Handover) error { told++; return nil })
		n := team.Handover{ID: w.DB.NewID(), HouseholdID: h.ID, ToID: w.Bram.Account, Reason: team.Absent}
		for range 2 { // a double click
			if _, err := w.Teams.HandOver(t.Context(), w.Anna, n); err != nil {
				// after the first one she is no longer the contact person
				if !errors.Is(err, fault.Denied) {
					t.Fatal(err)
				}
			}
		}
		if got := contact(t, w, h); got.ContactID != w.Bram.Account {
			t.Error("the contact person did not change")
		}
		seen, err := w.Teams.Handovers(t.Context(), w.Rosa, h.ID)
		if err != nil || len(seen) != 1 || seen[0].FromID != w.Anna.Account || seen[0].Reason.Name() == "" || told != 1 {
			t.Errorf("what the resident sees: %+v %v", seen, err)
		}
		for _, tt := range []struct {
			name  string
			actor access.Actor
			to    db.ID
			why   team.Reason
			want  error
			field string
		}{
			{"a colleague who is not the contact person", w.Anna, w.Anna.Account, team.Wish, fault.Denied, ""},
			{"to another team", w.Leo, w.Carla.Account, team.Wish, nil, "to"},
			{"to who it is", w.Leo, w.Bram.Account, team.Wish, nil, "to"},
			{"without a reason", w.Leo, w.Anna.Account, "", nil, "reason"},
			{"to nobody", w.Leo, 0, team.Wish, nil, "to"},
		} {
			_, err := w.Teams.HandOver(t.Context(), tt.actor, team.Handover{ID: w.DB.NewID(), HouseholdID: h.ID, ToID: tt.to, Reason: tt.why})
			wrong, _ := errors.AsType[fault.Invalid](err)
			if err == nil || tt.want != nil && !errors.Is(err, tt.want) || tt.field != "" && wrong[tt.field] == "" {
				t.Errorf("%s: %v", tt.name, err)
			}
		}
		if _, err := w.Teams.HandOver(t.Context(), w.Leo, team.Handover{ID: w.DB.NewID(), HouseholdID: h.ID, ToID: w.Anna.Account, Reason: team.Workload}); err != nil {
			t.Errorf("the team lead: %v", err)
		}
	})
}

// Who helps the household is for who lives there, and for whom they let in to the help.
func TestWhoSeesTheContactPersons(t *testing.T) {
	story(t, func(t *testing.T, w *caseworktest.Town, h household.Household) {
		sem := w.Partner(t, h)
		toHelp, toPlan := w.Person(t, "Kees Mulder", access.RoleInformalCarer, 0), w.Person(t, "Loes Mulder", access.RoleInformalCarer, 0)
		w.LetIn(t, h, sem.ID, toPlan, consent.Plan)
		w.LetIn(t, h, sem.ID, toHelp, consent.Help)
		sees := func(name string, who access.Actor, want bool) {
			t.Helper()
			if _, err := w.Teams.Handovers(t.Context(), who, h.ID); (err == nil) != want || err != nil && !errors.Is(err, fault.Denied) {
				t.Errorf("%s: %v", name, err)
			}
		}
		sees("he", w.Sem, true)
		sees("let in to the help", toHelp, true)
		sees("let in to the plan", toPlan, false)
		w.Leave(t, sem)
		sees("he who left", w.Sem, false)
		sees("let in by him who left", toHelp, false)
		sees("she who stayed", w.Rosa, true)
	})
}

// The form of one household is never done because somebody took over another with it.
func TestAHandoverIsOfOneHousehold(t *testing.T) {
	story(t, func(t *testing.T, w *caseworktest.Town, h household.Household) {
		n := team.Handover{ID: w.DB.NewID(), HouseholdID: h.ID, ToID: w.Bram.Account, Reason: team.Absent}
		if _, err := w.Teams.HandOver(t.Context(), w.Leo, n); err != nil {
			t.Fatal(err)
		}
		err := w.DB.InTx(t.Context(), w.ID, func(tx *db.Tx) error {
			next, err := w.Households.OpenTx(t.Context(), tx, w.Anna, household.NewHousehold{ID: tx.NewID(), TeamID: w.North.ID, ContactID: w.Anna.Account,
				Residents: []household.Resident{{Person: household.Person{LastName: "Buurman"}}}})
			n.HouseholdID = next.ID
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Teams.HandOver(t.Context(), w.Leo, n); !errors.Is(err, fault.Conflict) {
			t.Errorf("the same form for the neighbours: %v", err)
		}
	})
}

func TestMoveWithinTheMunicipality(t *testing.T) {
	story(t, func(t *testing.T, w *caseworktest.Town, h household.Household) {
		ctx := t.Context()
		m := team.Move{HouseholdID: h.ID, Version: h.Version, Address: household.Address{Street: "Zuidweg", House: "2", Postcode: caseworktest.Postcode(t, "7602SS"), City: "Almelo"}}
		before, err := w.Teams.Destination(ctx, w.Anna, m)
		if err != nil || before.Leaves || before.SameTeam || before.Team.ID != w.South.ID {
			t.Fatalf("%+v %v", before, err)
		}
		if _, err := w.Teams.Move(ctx, w.Anna, m); err != nil {
			t.Fatal(err)
		}
		if got := contact(t, w, h); got.TeamID != w.South.ID || got.ContactID != w.Anna.Account || got.Address.Street != "Zuidweg" {
			t.Errorf("the contact person stays for now: %+v", got)
		}
		if _, err := w.Teams.Move(ctx, w.Anna, m); !errors.Is(err, fault.Conflict) {
			t.Errorf("moved twice: %v", err)
		}
		lines, err := w.List.Open(ctx, w.Carla, worklist.Search{})
		if err != nil || len(lines) != 1 || lines[0].Due != law.Day(2026, 3, 9) {
			t.Fatalf("on the worklist of the new team: %+v %v", lines, err)
		}
		if _, err := w.Teams.TakeOver(ctx, w.Bram, h.ID); !errors.Is(err, fault.Denied) {
			t.Errorf("somebody of the old team takes over: %v", err)
		}
		for range 2 {
			if _, err := w.Teams.TakeOver(ctx, w.Carla, h.ID); err != nil {
				t.Fatal(err)
			}
		}
		if got := contact(t, w, h); got.ContactID != w.Carla.Account {
			t.Error("nobody took over")
		}
		if lines, err := w.List.Open(ctx, w.Carla, worklist.Search{}); err != nil || len(lines) != 0 {
			t.Errorf("still on the worklist: %+v %v", lines, err)
		}
		second := w.Person(t, "Dirk Vos", access.RoleGeneralist, w.South.ID)
		if _, err := w.Teams.TakeOver(ctx, second, h.ID); !errors.Is(err, fault.Conflict) {
			t.Errorf("a second one takes over: %v", err)
		}
	})
}

func TestMoveAcrossTheBorder(t *testing.T) {
	for _, tt := range []struct {
		name, postcode string
		leaves         bool
		there          bool // in this installation
	}{{"to a neighbour", "7621 SS", false, true}, {"to a place that we do not know", "1011 SS", true, false}} {
		story(t, func(t *testing.T, w *caseworktest.Town, h household.Household) {
			m := team.Move{HouseholdID: h.ID, Version: h.Version, Leaves: tt.leaves, Address: household.Address{Postcode: caseworktest.Postcode(t, tt.postcode)}}
			d, err := w.Teams.Move(t.Context(), w.Anna, m)
			if err != nil || !d.Leaves || (d.Municipality == w.Neighbouring) != tt.there {
				t.Fatalf("%s: %+v %v", tt.name, d, err)
			}
			if got := contact(t, w, h); got.State != household.Closed || got.Ending != household.Moved {
				t.Errorf("%s: %s %s", tt.name, got.State, got.Ending)
			}
			own, err := w.Households.Mine(t.Context(), w.Rosa)
			if err != nil || len(own) != 1 || own[0].State != household.Closed {
				t.Errorf("%s: the resident no longer sees the file: %v", tt.name, err)
			}
		})
	}
	story(t, func(t *testing.T, w *caseworktest.Town, h household.Household) {
		m := team.Move{HouseholdID: h.ID, Version: h.Version, Address: household.Address{Postcode: caseworktest.Postcode(t, "1011 SS")}}
		if _, err := w.Teams.Move(t.Context(), w.Anna, m); err == nil || contact(t, w, h).State != household.Open {
			t.Errorf("an unknown postcode is no move without a word: %v", err)
		}
	})
}

func TestSetUpTwice(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		w := caseworktest.New(t, d)
		again, err := w.Teams.SetUp(t.Context(), w.System, team.Team{ID: w.North.ID, Name: "Anders", Kind: team.City, Phone: "14 0546"})
		if err != nil || again.Name != w.North.Name {
			t.Errorf("%s %v", again.Name, err)
		}
		if _, err := w.Teams.SetUp(t.Context(), w.Anna, team.Team{ID: d.NewID(), Name: "Eigen team", Kind: team.City, Phone: "14 0546"}); !errors.Is(err, fault.Denied) {
			t.Errorf("a generalist sets up a team: %v", err)
		}
		if _, err := w.Teams.SetUp(t.Context(), w.System, team.Team{}); err == nil {
			t.Error("a team without a name")
		}
	})
	for _, r := range slices.Concat(team.Reasons, []team.Reason{team.Took, team.MovedIn}) {
		if r.Name() == "" {
			t.Errorf("%s has no words", r)
		}
	}
}
