package access_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

// lines reads a log behind the gate's back.
func lines(t *testing.T, d *db.DB, of db.ID) (all []access.Entry) {
	t.Helper()
	err := d.View(t.Context(), of, func(tx *db.Tx) (err error) {
		all, err = access.About(t.Context(), tx, 100, 0)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// Who comes from another organisation is denied, and whose data it is reads that in their own log.
func TestStrangersAreLogged(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		gate := access.New(d, testRules)
		stranger := access.Actor{Account: 1, Tenant: 8, Role: access.RoleGeneralist}
		err := d.InTx(t.Context(), tenant, func(tx *db.Tx) error {
			return gate.Allow(t.Context(), tx, stranger, "plan.read", access.Object{Kind: "plan", ID: 9, Subjects: []db.ID{100}})
		})
		if !errors.Is(err, fault.Denied) {
			t.Error(err)
		}
		if all := lines(t, d, tenant); len(all) != 1 || all[0].Outcome != access.Refused || all[0].ActorID != 1 {
			t.Errorf("%+v", all)
		}
	})
}

// A use case that forgets what the gate said writes nothing.
func TestForgottenDenial(t *testing.T) {
	d := testkit.SQLite(t)
	gate := access.New(d, testRules)
	for name, in := range map[string]func(context.Context, db.ID, func(*db.Tx) error) error{"InTx": d.InTx, "View": d.View} {
		err := in(t.Context(), tenant, func(tx *db.Tx) error {
			_ = gate.Allow(t.Context(), tx, access.Visitor(tenant), "plan.read", access.Object{Kind: "plan", Subjects: []db.ID{100}})
			return nil
		})
		if !errors.Is(err, fault.Denied) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if all := lines(t, d, tenant); len(all) != 2 {
		t.Errorf("%+v", all)
	}
}

// What is allowed in a transaction that cannot write, nobody sees: there would be no line.
func TestNoLineNoLook(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		gate := access.New(d, testRules)
		worker := access.Actor{Account: 1, Tenant: tenant, Role: access.RoleGeneralist}
		err := d.View(t.Context(), tenant, func(tx *db.Tx) error {
			return gate.Allow(t.Context(), tx, worker, "plan.read", access.Object{Kind: "plan", Subjects: []db.ID{100}})
		})
		if err == nil {
			t.Error("read without a line")
		}
	})
}

// The reason of an emergency is kept, to a length, and the privacy officer finds it.
func TestReasonIsKept(t *testing.T) {
	d := testkit.SQLite(t)
	gate := access.New(d, []access.Rule{{Action: "plan.read", Roles: []access.Role{access.RoleTeamLead}, When: access.Anyone, Break: true}})
	lead := access.Actor{Account: 1, Tenant: tenant, Role: access.RoleTeamLead}
	look := func(reason string) error {
		lead.Reason = reason
		return d.InTx(t.Context(), tenant, func(tx *db.Tx) error {
			return gate.Allow(t.Context(), tx, lead, "plan.read", access.Object{Kind: "plan"})
		})
	}
	for _, nothing := range []string{"", "  \n"} {
		if err := look(nothing); !errors.Is(err, fault.Denied) {
			t.Errorf("%q: %v", nothing, err)
		}
	}
	if err := look("Nobody answers and there is smoke " + strings.Repeat("!", 1000)); err != nil {
		t.Fatal(err)
	}
	err := d.View(t.Context(), tenant, func(tx *db.Tx) error {
		all, err := access.Remarkable(t.Context(), tx, 0)
		if err != nil || len(all) != 3 || all[0].Outcome != access.Allowed || len([]rune(all[0].Reason)) != 500 {
			t.Errorf("%+v %v", all, err)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}
