// Package testkit is what tests stand on: an empty database on each of the two engines, a clock that a test
// sets, and a browser in which a story is played as a person would live it.
//
// Nothing is skipped. When PostgreSQL or Chromium is missing the test fails and says what to install.
package testkit

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/db"
)

// Engines runs f twice, on SQLite and on PostgreSQL, each time on a new database with the tables of every
// package that the test imports. Its time is a Clock of its own: see ClockOf.
func Engines(t *testing.T, f func(t *testing.T, d *db.DB), options ...db.Option) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { f(t, SQLite(t, options...)) })
	t.Run("postgres", func(t *testing.T) { f(t, Postgres(t, options...)) })
}

// SQLite opens a new database with all tables in a file that is gone after the test.
func SQLite(t testing.TB, options ...db.Option) *db.DB {
	t.Helper()
	path := filepath.Join(t.TempDir(), "test.db")
	migrated.Do(func() { emptySQLite, errSQLite = migrateSQLite(t.Context(), path) })
	if errSQLite != nil {
		t.Fatalf("make the tables on SQLite: %v", errSQLite)
	}
	if err := os.WriteFile(path, emptySQLite, 0o600); err != nil {
		t.Fatal(err)
	}
	return open(t, "sqlite:"+path, options)
}

var (
	migrated    sync.Once
	emptySQLite []byte // the file after the migrations, made once and copied for every test
	errSQLite   error
)

func migrateSQLite(ctx context.Context, path string) ([]byte, error) {
	d, err := db.Open(ctx, "sqlite:"+path)
	if err != nil {
		return nil, err
	}
	err = db.Migrate(ctx, d, "")
	if closeErr := d.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return nil, err
	}
	return os.ReadFile(path)
}

// Postgres opens a new PostgreSQL database with all tables, as the serving role: neither owner nor superuser,
// so that row level security holds it.
func Postgres(t testing.TB, options ...db.Option) *db.DB {
	t.Helper()
	_, serving := PostgresAddresses(t)
	return open(t, serving, options)
}

// PostgresAddresses makes a new PostgreSQL database with all tables that is dropped after the test, and
// returns its address for the owner and for the serving role.
func PostgresAddresses(t testing.TB) (owner, serving string) {
	t.Helper()
	cluster, err := theCluster()
	if err != nil {
		t.Fatal(err)
	}
	name, err := cluster.create(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := cluster.drop(context.Background(), name); err != nil {
			t.Error(err)
		}
	})
	return cluster.address(ownerRole, name), cluster.address(servingRole, name)
}

func open(t testing.TB, address string, options []db.Option) *db.DB {
	t.Helper()
	clock := NewClock()
	d, err := db.Open(t.Context(), address, append([]db.Option{db.WithClock(clock.Now)}, options...)...)
	if err != nil {
		t.Fatal(err)
	}
	clocks.Store(d, clock)
	t.Cleanup(func() {
		clocks.Delete(d)
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}
