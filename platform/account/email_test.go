package account_test

import (
	"errors"
	"slices"
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

func TestChangeEmail(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		ctx, s := t.Context(), accounts(t, d)
		add := func(role access.Role) access.Actor {
			t.Helper()
			a, err := s.Add(ctx, access.System(1, "test"), account.NewAccount{Account: account.Account{Name: "Rosa Visser"}, Grants: []account.Grant{{Role: role}}})
			if err != nil {
				t.Fatal(err)
			}
			return access.Actor{Account: a.ID, Tenant: 1, Role: role}
		}
		rosa, carer, worker := add(access.RoleResident), add(access.RoleInformalCarer), add(access.RoleGeneralist)
		change := func(who access.Actor, to string) (was ident.Email, err error) {
			t.Helper()
			address, _ := ident.ParseEmail(to) // what is no address is none
			err = d.InTx(ctx, 1, func(tx *db.Tx) (err error) {
				was, err = s.ChangeEmailTx(ctx, tx, who, address)
				return err
			})
			return was, err
		}
		for _, tt := range []struct {
			who     access.Actor
			to, was string
			err     error
		}{{rosa, "rosa@example.nl", "", nil}, {rosa, "rosa@example.nl", "rosa@example.nl", nil}, {rosa, "r.visser@example.nl", "rosa@example.nl", nil},
			{carer, "kees@example.nl", "", nil}, {worker, "werk@example.nl", "", fault.Denied}, {access.Visitor(1), "x@example.nl", "", fault.Denied}} {
			if was, err := change(tt.who, tt.to); !errors.Is(err, tt.err) || was.Reveal() != tt.was {
				t.Errorf("%s to %s: was %s, %v", tt.who.Role, tt.to, was.Reveal(), err)
			}
		}
		if _, err := change(rosa, ""); !isInvalid(err, "email") {
			t.Errorf("no address: %v", err)
		}
		if to, err := s.OwnEmail(ctx, rosa); err != nil || to.Reveal() != "r.visser@example.nl" {
			t.Errorf("her address is %s, %v", to.Reveal(), err)
		}
		if to, err := s.OwnEmail(ctx, worker); err != nil || !to.IsZero() {
			t.Errorf("somebody without an address has %s, %v", to.Reveal(), err)
		}
		for address, want := range map[string]int{"r.visser@example.nl": 1, "rosa@example.nl": 0} {
			if got, err := s.FindAtHome(ctx, worker, address); err != nil || len(got) != want {
				t.Errorf("by %s are found %+v, %v", address, got, err)
			}
		}
		if err := d.View(ctx, 1, func(tx *db.Tx) error {
			log, err := access.About(ctx, tx, rosa.Account, 0)
			log = slices.DeleteFunc(log, func(e access.Entry) bool { return e.Action != "account.change_email" })
			if len(log) != 3 || log[0].ActorID != rosa.Account {
				t.Errorf("the log says %+v", log)
			}
			return err
		}); err != nil {
			t.Error(err)
		}
	})
}

func isInvalid(err error, field string) bool {
	wrong, ok := errors.AsType[fault.Invalid](err)
	return ok && wrong[field] != ""
}
