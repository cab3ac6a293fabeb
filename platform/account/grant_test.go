package account_test

import (
	"errors"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

// office is a municipality with an administrator and somebody who works there.
func office(t *testing.T, d *db.DB) (s *account.Accounts, admin access.Actor, worker account.Account, first account.Grant) {
	t.Helper()
	s = accounts(t, d)
	add := func(name string, g account.Grant) account.Account {
		a, err := s.Add(t.Context(), access.System(1, "test"), account.NewAccount{Account: account.Account{Name: name}, Grants: []account.Grant{g}})
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	boss := add("Gijs", account.Grant{ID: 900, Role: access.RoleAdministrator})
	first = account.Grant{ID: 901, Role: access.RoleGeneralist, TeamID: 5}
	worker = add("Sanne", first)
	return s, access.Actor{Account: boss.ID, Tenant: 1, Role: access.RoleAdministrator}, worker, first
}

func TestAddRole(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		s, admin, worker, _ := office(t, d)
		today := law.DateOf(d.Now())
		lead := account.Grant{ID: d.NewID(), Role: access.RoleTeamLead, TeamID: 5, Mandate: 5000_00, FromDay: today.Add(3), ToDay: today.Add(30)}
		tests := []struct {
			name  string
			to    db.ID
			as    access.Actor
			g     account.Grant
			field string
			kind  error
		}{
			{"the role of the system", worker.ID, admin, account.Grant{Role: access.RoleSystem}, "role", nil},
			{"a role of nobody", worker.ID, admin, account.Grant{Role: access.RoleVisitor}, "role", nil},
			{"no role", worker.ID, admin, account.Grant{Role: "queen"}, "role", nil},
			{"a debt as mandate", worker.ID, admin, account.Grant{Role: access.RoleTeamLead, Mandate: -1}, "mandate", nil},
			{"an end before the start", worker.ID, admin, account.Grant{Role: access.RoleTeamLead, FromDay: today.Add(2), ToDay: today}, "to", nil},
			{"a day in the past", worker.ID, admin, account.Grant{Role: access.RoleTeamLead, FromDay: today.Add(-1)}, "from", nil},
			{"to oneself", admin.Account, admin, account.Grant{Role: access.RolePrivacyOfficer}, "", fault.Denied},
			{"by a colleague", worker.ID, access.Actor{Account: 3, Tenant: 1, Role: access.RoleTeamLead}, account.Grant{Role: access.RoleTeamLead}, "", fault.Denied},
			{"to nobody", 77, admin, account.Grant{Role: access.RoleTeamLead}, "", fault.NotFound},
			{"as it should be", worker.ID, admin, lead, "", nil},
			{"and again, by a double click", worker.ID, admin, lead, "", nil},
		}
		for _, tt := range tests {
			err := s.AddRole(ctx, tt.as, tt.to, tt.g)
			wrong, _ := errors.AsType[fault.Invalid](err)
			if tt.kind != nil && !errors.Is(err, tt.kind) || tt.field != "" && wrong[tt.field] == "" || tt.field == "" && tt.kind == nil && err != nil {
				t.Errorf("%s: %v", tt.name, err)
			}
		}
		err := d.View(ctx, 1, func(tx *db.Tx) error {
			now, other, err := account.RolesTx(ctx, tx, worker.ID)
			if err != nil || len(now) != 1 || len(other) != 1 || other[0].Grant.Mandate != 5000_00 || other[0].Grant.Runs(today) || !other[0].Grant.Runs(today.Add(30)) {
				t.Errorf("%+v %+v %v", now, other, err)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
}

func TestEndRole(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		s, admin, worker, first := office(t, d)
		today := law.DateOf(d.Now())
		if err := s.EndRole(ctx, admin, 900, today); !errors.Is(err, fault.Denied) {
			t.Errorf("the own role: %v", err)
		}
		if err := s.EndRole(ctx, admin, 77, today); !errors.Is(err, fault.NotFound) {
			t.Errorf("a role of nobody: %v", err)
		}
		for _, wrong := range []law.Date{{}, today.Add(-2)} {
			if _, ok := errors.AsType[fault.Invalid](s.EndRole(ctx, admin, first.ID, wrong)); !ok {
				t.Errorf("on %s it was ended", wrong)
			}
		}
		for _, last := range []int{0, -1} {
			stays := last == 0
			if err := s.EndRole(ctx, admin, first.ID, today.Add(last)); err != nil {
				t.Fatal(err)
			}
			if _, _, err := s.Actor(ctx, 1, worker.ID, first.ID); (err == nil) != stays {
				t.Errorf("last day %+d: %v", last, err)
			}
			if stays {
				continue
			}
			if err := s.EndRole(ctx, admin, first.ID, today); !errors.Is(err, fault.Conflict) {
				t.Errorf("ended once more: %v", err)
			}
		}
	})
}

// Nobody signs in as the system, also when a row says so.
func TestNobodyIsTheSystem(t *testing.T) {
	d := testkit.SQLite(t)
	s, _, worker, first := office(t, d)
	for _, role := range []access.Role{access.RoleSystem, access.RoleVisitor, "queen"} {
		if _, err := d.Pool().Exec(`UPDATE account_role SET role = ?1 WHERE id = ?2`, string(role), int64(first.ID)); err != nil {
			t.Fatal(err)
		}
		if actor, _, err := s.Actor(t.Context(), 1, worker.ID, first.ID); !errors.Is(err, fault.NotFound) {
			t.Errorf("%+v %v", actor, err)
		}
		if _, err := s.SignIn(t.Context(), 1, worker.ID, first.ID); !errors.Is(err, fault.NotFound) {
			t.Errorf("%s signs in: %v", role, err)
		}
	}
}

// What a sign-in service calls somebody is not kept in words, and leads to one account at an organisation.
func TestIdentity(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		ctx, s := t.Context(), accounts(t, d)
		who := account.Identity{Issuer: "https://digid.example.nl", Subject: "999900006"}
		n := account.NewAccount{Account: account.Account{Name: "Anouk"}, Identity: who, Grants: []account.Grant{{Role: access.RoleResident}}}
		if _, err := s.Add(ctx, access.System(1, "test"), n); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Add(ctx, access.System(1, "test"), n); !errors.Is(err, fault.Conflict) {
			t.Errorf("a second account for the same person: %v", err)
		}
		if _, err := s.Add(ctx, access.System(2, "test"), n); err != nil {
			t.Errorf("at another organisation: %v", err)
		}
		if all, err := s.Choices(ctx, who); err != nil || len(all) != 2 {
			t.Errorf("%+v %v", all, err)
		}
		if all, err := s.Choices(ctx, account.Identity{Issuer: who.Issuer, Subject: "999900018"}); err != nil || len(all) != 0 {
			t.Errorf("somebody else: %+v %v", all, err)
		}
		var kept string
		if err := d.Pool().QueryRow(`SELECT min(subject) FROM account_identity`).Scan(&kept); err != nil || strings.Contains(kept, "999900006") {
			t.Errorf("%q %v", kept, err)
		}
	})
}

// Made-up people, whom anybody may be in the demonstration, come from the demonstration only.
func TestPersonasAreNotMadeByHand(t *testing.T) {
	d := testkit.SQLite(t)
	s, admin, _, _ := office(t, d)
	if _, err := s.Add(t.Context(), admin, account.NewAccount{Account: account.Account{Name: "Iedereen", Demo: true}, Grants: []account.Grant{{Role: access.RoleTeamLead}}}); err != nil {
		t.Fatal(err)
	}
	past := account.NewAccount{Account: account.Account{Name: "Oud"}, Grants: []account.Grant{{Role: access.RoleTeamLead, FromDay: law.DateOf(d.Now()).Add(-1)}}}
	if wrong, _ := errors.AsType[fault.Invalid](func() error { _, err := s.Add(t.Context(), admin, past); return err }()); wrong["from"] == "" {
		t.Error("a role in days on which nobody gave it")
	}
	if all, err := s.Personas(t.Context(), 1); err != nil || len(all) != 0 {
		t.Errorf("%+v %v", all, err)
	}
}
