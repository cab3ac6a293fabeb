package testkit_test

import (
	"embed"
	"slices"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

func TestClock(t *testing.T) {
	c := testkit.NewClock()
	if got := c.Now().Format(time.RFC3339); got != "2026-03-02T09:00:00+01:00" {
		t.Errorf("starts at %s", got)
	}
	c.Advance(90 * time.Minute)
	if got := c.Now().Format(time.RFC3339); got != "2026-03-02T10:30:00+01:00" {
		t.Errorf("after 90 minutes: %s", got)
	}
	c.SetDay("2026-07-01")
	if got := c.Now().Format(time.RFC3339); got != "2026-07-01T09:00:00+02:00" {
		t.Errorf("in summer: %s", got)
	}
}

//go:embed schema/*.sql
var schema embed.FS

var _ = db.Register(schema)

type note struct {
	TenantID, ID db.ID
	Word         string
}

var (
	// Without the tenant on purpose: what comes back is what the wall lets through.
	qNotes  = db.SharedSQL("asks what row level security lets through", `SELECT word FROM testkit_note ORDER BY word`)
	qWhoAmI = db.SharedSQL("asks the server", `SELECT current_user || ' ' || rolsuper::text || ' ' || rolbypassrls::text FROM pg_roles WHERE rolname = current_user`)
)

func TestEnginesGiveEachTestItsOwnDatabase(t *testing.T) {
	seen := map[string]bool{}
	for range 2 {
		testkit.Engines(t, func(t *testing.T, d *db.DB) {
			if seen[d.Address()] {
				t.Errorf("%s was given twice", d.Address())
			}
			seen[d.Address()] = true
			if want := testkit.NewClock().Now(); !d.Now().Equal(want) {
				t.Errorf("the time is %s, want %s", d.Now(), want)
			}
			testkit.ClockOf(d).Advance(time.Hour)
			if want := testkit.NewClock().Now().Add(time.Hour); !d.Now().Equal(want) {
				t.Errorf("an hour later it is %s, want %s", d.Now(), want)
			}
		})
	}
}

func TestServingRoleOwnsNothing(t *testing.T) {
	ctx := t.Context()
	d := testkit.Postgres(t)
	var who string
	if err := d.Pool().QueryRowContext(ctx, qWhoAmI.String()).Scan(&who); err != nil {
		t.Fatal(err)
	}
	if who != "samenkracht_app false false" {
		t.Errorf("serves as %s", who)
	}
	if _, err := d.Pool().ExecContext(ctx, "DROP TABLE testkit_note"); err == nil {
		t.Error("the serving role could drop a table")
	}
}

func TestTenantsAreWalledOff(t *testing.T) {
	ctx := t.Context()
	d := testkit.Postgres(t)
	for tenant, word := range map[db.ID]string{1: "one", 2: "two"} {
		err := d.InTx(ctx, tenant, func(tx *db.Tx) error {
			return db.Insert(ctx, tx, "testkit_note", note{tenant, tx.NewID(), word})
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	var words []string
	err := d.View(ctx, 2, func(tx *db.Tx) (err error) {
		words, err = db.All[string](ctx, tx, qNotes)
		return err
	})
	if err != nil || !slices.Equal(words, []string{"two"}) {
		t.Errorf("tenant 2 sees %q, %v", words, err)
	}
}
