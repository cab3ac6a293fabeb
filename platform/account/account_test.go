package account_test

import (
	"errors"
	"path/filepath"
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/seal"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

func accounts(t *testing.T, d *db.DB) *account.Accounts {
	t.Helper()
	master, err := seal.LoadOrMakeMaster("file:" + filepath.Join(t.TempDir(), "master.key"))
	if err != nil {
		t.Fatal(err)
	}
	return account.New(d, access.New(d, account.Rules), seal.New(master))
}

func TestSignIn(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		ctx, s := t.Context(), accounts(t, d)
		who := account.Identity{Issuer: "https://digid.example.nl", Subject: "s1"}
		today := law.DateOf(d.Now())
		grants := []account.Grant{
			{Role: access.RoleGeneralist, TeamID: 5, FromDay: today, ToDay: today.Add(10)},
			{Role: access.RoleTeamLead, FromDay: today.Add(-20), ToDay: today.Add(-1)},
			{Role: access.RoleBroker, FromDay: today.Add(1)},
		}
		made, err := s.Add(ctx, access.System(1, "test"), account.NewAccount{Account: account.Account{Name: "Anouk", Email: "anouk@example.nl", Demo: true}, Grants: grants, Identity: who})
		if err != nil {
			t.Fatal(err)
		}
		choices, err := s.Choices(ctx, who)
		if err != nil || len(choices) != 1 || choices[0].Grant.Role != access.RoleGeneralist {
			t.Fatalf("today there is one role: %+v %v", choices, err)
		}
		actor, err := s.SignIn(ctx, 1, made.ID, choices[0].Grant.ID)
		if err != nil || actor.Team != 5 || actor.Tenant != 1 {
			t.Errorf("%+v %v", actor, err)
		}
		if _, err := s.SignIn(ctx, 2, made.ID, choices[0].Grant.ID); !errors.Is(err, fault.NotFound) {
			t.Errorf("at another municipality: %v", err)
		}
		testkit.ClockOf(d).SetDay(today.Add(11).String())
		if _, _, err := s.Actor(ctx, 1, made.ID, choices[0].Grant.ID); !errors.Is(err, fault.NotFound) {
			t.Errorf("after the last day: %v", err)
		}
		err = d.View(ctx, 1, func(tx *db.Tx) error {
			email, err := s.EmailTx(ctx, tx, made.ID)
			if err != nil || email != "anouk@example.nl" {
				t.Errorf("%q %v", email, err)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
}

// Who is let in is found by the whole e-mail address or name, and only among residents and informal carers of today.
func TestFindAtHome(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		ctx, s, today := t.Context(), accounts(t, d), law.DateOf(d.Now())
		add := func(tenant db.ID, name, email string, role access.Role, to law.Date) db.ID {
			t.Helper()
			a, err := s.Add(ctx, access.System(tenant, "test"), account.NewAccount{Account: account.Account{Name: name, Email: email},
				Grants: []account.Grant{{Role: role, FromDay: today.Add(-30), ToDay: to}}})
			if err != nil {
				t.Fatal(err)
			}
			return a.ID
		}
		sem := add(1, "Sem Mulder", "sem@example.nl", access.RoleResident, law.Date{})
		add(1, "Sem Mulder", "", access.RoleInformalCarer, law.Date{})
		add(1, "Sem Mulder", "werk@example.nl", access.RoleGeneralist, law.Date{})
		add(1, "Was Hier", "was@example.nl", access.RoleResident, today.Add(-1))
		add(2, "Sem Mulder", "sem@example.nl", access.RoleResident, law.Date{})
		worker := access.Actor{Account: 9, Tenant: 1, Role: access.RoleGeneralist}
		for who, want := range map[string]int{"Sem@example.nl ": 1, "sem  mulder": 2, "werk@example.nl": 0, "Was Hier": 0, "was@example.nl": 0, "Sem": 0, "": 0, "@": 0} {
			found, err := s.FindAtHome(ctx, worker, who)
			if err != nil || len(found) != want || want > 0 && (found[0].ID != sem || found[0].Email != "sem@example.nl") {
				t.Errorf("%q: %+v %v", who, found, err)
			}
		}
		if _, err := s.FindAtHome(ctx, access.Actor{Account: 8, Tenant: 1, Role: access.RoleResident}, "Sem Mulder"); !errors.Is(err, fault.Denied) {
			t.Errorf("a resident looks: %v", err)
		}
		if err := d.View(ctx, 1, func(tx *db.Tx) error {
			if at, err := account.AtHomeTx(ctx, tx, sem); err != nil || !at {
				t.Errorf("he signs in at home: %v", err)
			}
			return nil
		}); err != nil {
			t.Error(err)
		}
	})
}

func TestAddIsForAdministrators(t *testing.T) {
	d := testkit.SQLite(t)
	s := accounts(t, d)
	_, err := s.Add(t.Context(), access.Actor{Account: 1, Tenant: 1, Role: access.RoleGeneralist}, account.NewAccount{Account: account.Account{Name: "x"}})
	if !errors.Is(err, fault.Denied) {
		t.Error(err)
	}
	_, err = s.Add(t.Context(), access.System(1, "test"), account.NewAccount{})
	if wrong, ok := errors.AsType[fault.Invalid](err); !ok || wrong["name"] == "" {
		t.Error(err)
	}
}
