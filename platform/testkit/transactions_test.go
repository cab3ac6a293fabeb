package testkit_test

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"golang.org/x/sync/errgroup"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

var (
	qNote     = db.SQL(`SELECT id FROM testkit_note WHERE tenant_id = $1 AND word = $2`)
	qWordOf   = db.SQL(`SELECT word FROM testkit_note WHERE tenant_id = $1 AND id = $2`)
	qCastWord = db.SQL(`SELECT CAST(word AS BIGINT) FROM testkit_note WHERE tenant_id = $1`)
)

// What somebody wrote never stands in an error, whatever goes wrong with it: errors go into logs.
func TestErrorsHoldNoData(t *testing.T) {
	const secret = "Truus Bakker 999900006"
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		write := func(tx *db.Tx) error { return db.Insert(ctx, tx, "testkit_note", note{1, 5, secret}) }
		if err := d.InTx(ctx, 1, write); err != nil {
			t.Fatal(err)
		}
		ways := map[string]func(tx *db.Tx) error{
			"a key twice":        write,
			"another tenant":     func(tx *db.Tx) error { return db.Insert(ctx, tx, "testkit_note", note{2, 6, secret}) },
			"read as a number":   func(tx *db.Tx) error { _, err := db.One[int64](ctx, tx, qWordOf, tx.Tenant(), db.ID(5)); return err },
			"sent as a number":   func(tx *db.Tx) error { _, err := db.One[string](ctx, tx, qWordOf, tx.Tenant(), secret); return err },
			"cast by the engine": func(tx *db.Tx) error { _, err := db.One[int64](ctx, tx, qCastWord, tx.Tenant()); return err },
			"no such table":      func(tx *db.Tx) error { return db.Insert(ctx, tx, "testkit_nothing", note{1, 7, secret}) },
		}
		for name, way := range ways {
			err := d.InTx(ctx, 1, way)
			if err == nil {
				if !d.Postgres() { // SQLite converts, and has no wall
					continue
				}
				t.Errorf("%s: no error", name)
				continue
			}
			if strings.Contains(err.Error(), "Truus") || strings.Contains(err.Error(), "999900006") {
				t.Errorf("%s: %v", name, err)
			}
			if errors.Is(err, fault.Unavailable) {
				t.Errorf("%s: said to be away: %v", name, err)
			}
		}
	})
}

// A use case that is refused for a reason of its own is not run again; one whose database asked for it is.
func TestRetry(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		runs := 0
		err := d.InTx(ctx, 1, func(*db.Tx) error { runs++; return fault.Refuse(fault.Unavailable, "No mailbox.") })
		if runs != 1 || !errors.Is(err, fault.Unavailable) {
			t.Errorf("a refusal ran %d times: %v", runs, err)
		}
		if !d.Postgres() {
			return
		}
		runs = 0
		var undone, done int
		err = d.InTx(ctx, 1, func(tx *db.Tx) error {
			runs++
			tx.AfterRollback(func(context.Context) { undone++ })
			tx.AfterCommit(func() { done++ })
			if err := db.Insert(ctx, tx, "testkit_note", note{1, 5, "once"}); err != nil {
				return err
			}
			if runs == 1 {
				_, err := tx.Exec(ctx, qHangUp)
				return err
			}
			return nil
		})
		if err != nil || runs != 2 || undone != 1 || done != 1 {
			t.Errorf("a lost connection: %d runs, %d undone, %d done, %v", runs, undone, done, err)
		}
		runs = 0
		err = d.InTx(ctx, 1, func(tx *db.Tx) error { runs++; _, err := tx.Exec(ctx, qHangUp); return err })
		if runs < 2 || runs > 5 || !errors.Is(err, fault.Unavailable) {
			t.Errorf("a connection that is always lost: %d runs, %v", runs, err)
		}
	})
}

var _ = db.AppendOnly("testkit_note")

var qHangUp = db.SharedSQL("ends its own connection", `SELECT pg_terminate_backend(pg_backend_pid())`)

// A transaction that was refused does not commit, whatever its use case says.
func TestRefusedTransactionsDoNotCommit(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		undone := false
		err := d.InTx(ctx, 1, func(tx *db.Tx) error {
			tx.AfterRollback(func(context.Context) { undone = true })
			tx.Refuse(fault.Denied)
			return db.Insert(ctx, tx, "testkit_note", note{1, 5, "forgotten"})
		})
		if !errors.Is(err, fault.Denied) || !undone {
			t.Errorf("%v, rolled back %v", err, undone)
		}
		if id, err := find(ctx, d, "forgotten"); !errors.Is(err, fault.NotFound) {
			t.Errorf("it was kept: %v %v", id, err)
		}
	})
}

func TestViewsDoNotWrite(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		if err := d.View(ctx, 1, func(tx *db.Tx) error { return db.Insert(ctx, tx, "testkit_note", note{1, 5, "x"}) }); err == nil {
			t.Error("a view wrote")
		}
		if err := d.InTx(ctx, 1, func(tx *db.Tx) error { return db.Insert(ctx, tx, "testkit_note", note{1, 5, "x"}) }); err != nil {
			t.Errorf("and the connection cannot write any more: %v", err)
		}
	})
}

// What is committed meanwhile does not come into a view halfway.
func TestViewsSeeOneMoment(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		err := d.View(ctx, 1, func(tx *db.Tx) error {
			if _, err := db.One[db.ID](ctx, tx, qNote, tx.Tenant(), "late"); !errors.Is(err, fault.NotFound) {
				return err
			}
			if err := d.InTx(ctx, 1, func(tx *db.Tx) error { return db.Insert(ctx, tx, "testkit_note", note{1, 5, "late"}) }); err != nil {
				return err
			}
			if _, err := db.One[db.ID](ctx, tx, qNote, tx.Tenant(), "late"); !errors.Is(err, fault.NotFound) {
				t.Errorf("it came in halfway: %v", err)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
}

// Who goes away halfway leaves nothing behind, and is no failure of the database.
func TestCancel(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		ctx, cancel := context.WithCancel(t.Context())
		var told error
		err := d.InTx(ctx, 1, func(tx *db.Tx) error {
			tx.AfterRollback(func(ctx context.Context) { told = ctx.Err() })
			if err := db.Insert(ctx, tx, "testkit_note", note{1, 5, "gone"}); err != nil {
				return err
			}
			cancel()
			_, err := db.One[db.ID](ctx, tx, qNote, tx.Tenant(), "gone")
			return err
		})
		if !errors.Is(err, context.Canceled) || errors.Is(err, fault.Unavailable) || told != nil {
			t.Errorf("%v, what follows the rollback is told %v", err, told)
		}
		if _, err := find(t.Context(), d, "gone"); !errors.Is(err, fault.NotFound) {
			t.Errorf("it was kept: %v", err)
		}
	})
}

func find(ctx context.Context, d *db.DB, word string) (id db.ID, err error) {
	err = d.View(ctx, 1, func(tx *db.Tx) (err error) {
		id, err = db.One[db.ID](ctx, tx, qNote, tx.Tenant(), word)
		return err
	})
	return id, err
}

// A connection that served one tenant shows nothing of it to the next.
func TestConnectionsForgetTheTenant(t *testing.T) {
	d := testkit.Postgres(t)
	ctx := t.Context()
	d.Pool().SetMaxOpenConns(1)
	if err := d.InTx(ctx, 1, func(tx *db.Tx) error { return db.Insert(ctx, tx, "testkit_note", note{1, 5, "x"}) }); err != nil {
		t.Fatal(err)
	}
	if rows, err := d.Pool().QueryContext(ctx, qNotes.String()); err == nil {
		rows.Close()
		t.Error("without a tenant the table can be read")
	}
	err := d.View(ctx, 2, func(tx *db.Tx) error {
		words, err := db.All[string](ctx, tx, qNotes)
		if len(words) > 0 {
			t.Errorf("tenant 2 sees %q", words)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// The database goes away and comes back: meanwhile it is said to be unavailable, within a few seconds, and what
// was committed is there afterwards.
func TestServerStopsAndStarts(t *testing.T) {
	server := testkit.PostgresServer(t)
	ctx := t.Context()
	d, err := db.Open(ctx, server.Serving)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	write := func(word string) error {
		return d.InTx(ctx, 1, func(tx *db.Tx) error { return db.Insert(ctx, tx, "testkit_note", note{1, tx.NewID(), word}) })
	}
	if err := write("before"); err != nil {
		t.Fatal(err)
	}
	server.Stop()
	for range 3 {
		if err := write("meanwhile"); !errors.Is(err, fault.Unavailable) {
			t.Errorf("meanwhile: %v", err)
		}
	}
	server.Start()
	if err := write("after"); err != nil {
		t.Errorf("after: %v", err)
	}
	for _, word := range []string{"before", "after"} {
		if _, err := find(ctx, d, word); err != nil {
			t.Errorf("%s: %v", word, err)
		}
	}
}

// Who migrates once more, as each process does when it starts, leaves the wall standing while others serve.
func TestMigratingAgainKeepsTheWall(t *testing.T) {
	owner, serving := testkit.PostgresAddresses(t)
	ctx := t.Context()
	o, err := db.Open(ctx, owner)
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	policies := func() (ids string) {
		t.Helper()
		err := o.Pool().QueryRowContext(ctx, `SELECT string_agg(oid::text, ' ' ORDER BY oid) FROM pg_policy`).Scan(&ids)
		if err != nil {
			t.Fatal(err)
		}
		return ids
	}
	before := policies()
	var processes errgroup.Group
	for range 3 {
		processes.Go(func() error { return db.Migrate(ctx, o, "samenkracht_app") })
	}
	if err := processes.Wait(); err != nil {
		t.Fatal(err)
	}
	if after := policies(); before == "" || before != after {
		t.Errorf("the wall was %q and is %q", before, after)
	}
	d, err := db.Open(ctx, serving)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if err := db.Migrate(ctx, d, ""); err != nil {
		t.Errorf("who only serves, and has nothing to migrate: %v", err)
	}
	for at, want := range map[*db.DB]db.Serving{o: {Rewrites: true}, d: {}} {
		if got, err := at.ServingAs(ctx); err != nil || got != want {
			t.Errorf("%+v %v; want %+v", got, err, want)
		}
	}
	if rows, err := d.Pool().QueryContext(ctx, qNotes.String()); err == nil {
		rows.Close()
		t.Error("without a tenant the table can be read")
	}
}

// Only whoever runs the program may read its database.
func TestFileIsPrivate(t *testing.T) {
	path := t.TempDir() + "/new.db"
	d, err := db.Open(t.Context(), "sqlite:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if _, err := d.Pool().ExecContext(t.Context(), "CREATE TABLE x (id INTEGER)"); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{path, path + "-wal"} {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v", name, info.Mode())
		}
	}
}
