package demo_test

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/app"
	"codeberg.org/samenkracht/samenkracht/app/demo"
	"codeberg.org/samenkracht/samenkracht/app/demo/content"
	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
)

// onSQLite is an installation in a folder that is gone after the test.
func onSQLite(t *testing.T) app.Config {
	t.Helper()
	dir := t.TempDir()
	return app.Config{Database: "sqlite:" + filepath.Join(dir, "demo.db"), Data: dir, Demo: true, Clock: testkit.NewClock().Now}
}

// fill fills as the program does at its start.
func fill(t *testing.T, ctx context.Context, c app.Config, told func(ui.Filling)) error {
	t.Helper()
	f, err := demo.Open(ctx, c, demo.Tiny, told)
	if err != nil {
		t.Fatal(err)
	}
	err = f.SetUp(ctx)
	if err == nil {
		err = f.Rest(ctx)
	}
	if closing := f.Close(context.WithoutCancel(ctx)); closing != nil {
		t.Error(closing)
	}
	return err
}

func fillAll(t *testing.T, c app.Config) {
	t.Helper()
	var last ui.Filling
	if err := fill(t, t.Context(), c, func(f ui.Filling) { last = f }); err != nil {
		t.Fatal(err)
	}
	if last.Done != last.Total || last.Total != 40 {
		t.Errorf("the last that was told is %+v", last)
	}
}

// look opens an installation to see what is in it.
func look(t *testing.T, c app.Config) *app.App {
	t.Helper()
	a, err := app.New(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
	})
	return a
}

// towns are the municipalities of an installation.
func towns(t *testing.T, a *app.App) []tenant.Tenant {
	t.Helper()
	all, err := a.Tenants.All(t.Context(), tenant.Municipality)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestTheSameTwice(t *testing.T) {
	one, two := onSQLite(t), onSQLite(t)
	fillAll(t, one)
	fillAll(t, two)
	first := dump(t, look(t, one))
	same(t, first, dump(t, look(t, two)))

	// A second start fills nothing again.
	fillAll(t, one)
	same(t, first, dump(t, look(t, one)))
}

// Somebody stops the program while it fills. At the next start it goes on, and the end is the same.
func TestGoesOnWhereItWasStopped(t *testing.T) {
	whole, halves := onSQLite(t), onSQLite(t)
	fillAll(t, whole)
	for _, until := range []int{0, 7, 23} {
		ctx, stop := context.WithCancel(t.Context())
		err := fill(t, ctx, halves, func(f ui.Filling) {
			if f.Done >= until {
				stop()
			}
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("stopped at %d: %v", until, err)
		}
	}
	fillAll(t, halves)
	same(t, dump(t, look(t, whole)), dump(t, look(t, halves)))
}

func same(t *testing.T, want, got []string) {
	t.Helper()
	differ := 0
	for _, line := range want {
		if _, found := slices.BinarySearch(got, line); !found && differ < 10 {
			t.Errorf("only in the first: %s", line)
			differ++
		}
	}
	if len(want) != len(got) {
		t.Errorf("%d lines and %d lines", len(want), len(got))
	}
}

func TestOnPostgres(t *testing.T) {
	owner, serving := testkit.PostgresAddresses(t)
	c := app.Config{Owner: owner, Database: serving, Data: t.TempDir(), Demo: true, Clock: testkit.NewClock().Now}
	fillAll(t, c)
	a := look(t, c)
	for _, one := range towns(t, a) {
		personas, err := a.Accounts.Personas(t.Context(), one.ID)
		if err != nil || len(personas) < 15 {
			t.Errorf("%s: %d personas %v", one.Slug, len(personas), err)
		}
	}
}

// Nobody real: numbers that were never given out, postcodes that do not exist, mail that goes nowhere.
func TestNobodyIsReal(t *testing.T) {
	for n := range 8000 {
		number, err := ident.ParseBSN(content.BSN(n))
		if err != nil || !number.IsTest() {
			t.Fatalf("number %d is no test number: %v", n, err)
		}
	}
	c := onSQLite(t)
	fillAll(t, c)
	a := look(t, c)
	seen := map[string]bool{}
	for _, town := range towns(t, a) {
		for _, h := range households(t, a, town.ID) {
			if p := h.Address.Postcode; !p.IsTest() {
				t.Errorf("household %s has a postcode that may exist", h.Number)
			}
			for _, r := range residents(t, a, town.ID, h.ID) {
				if !r.BSN.IsTest() || seen[town.Slug+r.BSN.Reveal()] {
					t.Errorf("somebody of household %s has no number of their own", h.Number)
				}
				seen[town.Slug+r.BSN.Reveal()] = true
				if !r.Email.IsZero() && r.Email.Domain() != "example.nl" {
					t.Errorf("somebody of household %s has mail at %s", h.Number, r.Email.Domain())
				}
			}
		}
		for _, address := range addresses(t, a, town.ID) {
			if !strings.HasSuffix(address, "@example.nl") {
				t.Errorf("an account has the address %s", address)
			}
		}
	}
	if len(seen) < 60 {
		t.Errorf("only %d residents", len(seen))
	}
}

// query runs a statement of the test, in which tenants do not matter.
func query[T any](t *testing.T, a *app.App, statement string) []T {
	t.Helper()
	var out []T
	q := db.SharedSQL("a test looks at everything", statement)
	err := a.DB.View(t.Context(), 0, func(tx *db.Tx) (err error) {
		out, err = db.All[T](t.Context(), tx, q)
		return err
	})
	if err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
	return out
}

func households(t *testing.T, a *app.App, town db.ID) (all []household.Household) {
	t.Helper()
	type key struct{ TenantID, ID db.ID }
	for _, k := range query[key](t, a, `SELECT tenant_id, id FROM household`) {
		if k.TenantID != town {
			continue
		}
		view(t, a, town, func(tx *db.Tx) error {
			h, err := a.Households.ByIDTx(t.Context(), tx, k.ID)
			all = append(all, h)
			return err
		})
	}
	return all
}

func residents(t *testing.T, a *app.App, town, home db.ID) (all []household.Resident) {
	t.Helper()
	view(t, a, town, func(tx *db.Tx) (err error) {
		all, err = a.Households.ResidentsTx(t.Context(), tx, home)
		return err
	})
	return all
}

func addresses(t *testing.T, a *app.App, town db.ID) (all []string) {
	t.Helper()
	view(t, a, town, func(tx *db.Tx) error {
		for _, role := range access.Roles {
			people, err := account.WithRoleTx(t.Context(), tx, role, 0)
			if err != nil {
				return err
			}
			for _, p := range people {
				address, err := a.Accounts.EmailTx(t.Context(), tx, p.ID)
				if err != nil {
					return err
				}
				all = append(all, address)
			}
		}
		return nil
	})
	return all
}

func view(t *testing.T, a *app.App, town db.ID, f func(tx *db.Tx) error) {
	t.Helper()
	if err := a.DB.View(t.Context(), town, f); err != nil {
		t.Fatal(err)
	}
}
