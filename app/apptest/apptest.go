// Package apptest starts the whole product in a test, with the smallest demonstration in it, for stories that
// are played in a browser.
package apptest

import (
	"context"
	"errors"
	"net/http/httptest"
	"path/filepath"
	"testing"

	"codeberg.org/samenkracht/samenkracht/app"
	"codeberg.org/samenkracht/samenkracht/app/demo"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
)

// Region is the running product with the towns of the demonstration.
type Region struct {
	*app.App
	URL string
}

// Start fills a new SQLite database and serves it. It all ends with the test.
func Start(t testing.TB) *Region {
	t.Helper()
	dir := t.TempDir()
	return start(t, app.Config{Database: "sqlite:" + filepath.Join(dir, "x.db"), Data: dir, Demo: true}, demo.Tiny)
}

// StartFull is Start with all towns and households, which takes a minute or more.
func StartFull(t testing.TB) *Region {
	t.Helper()
	dir := t.TempDir()
	return start(t, app.Config{Database: "sqlite:" + filepath.Join(dir, "x.db"), Data: dir, Demo: true}, demo.Full)
}

// StartOnPostgres is Start on PostgreSQL, served by a role that row level security holds.
func StartOnPostgres(t testing.TB) *Region {
	t.Helper()
	owner, serving := testkit.PostgresAddresses(t)
	return start(t, app.Config{Database: serving, Owner: owner, Data: t.TempDir(), Demo: true}, demo.Tiny)
}

func start(t testing.TB, c app.Config, size demo.Size) *Region {
	t.Helper()
	ctx := context.Background()
	f, err := demo.Open(ctx, c, size, func(ui.Filling) {})
	if err != nil {
		t.Fatal(err)
	}
	err = f.SetUp(ctx)
	if err == nil && size == demo.Full {
		err = f.Rest(ctx)
	}
	if err := errors.Join(err, f.Close(ctx)); err != nil {
		t.Fatal(err)
	}
	a, err := app.New(ctx, c)
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Start(ctx); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(a)
	t.Cleanup(func() {
		server.Close()
		if err := a.Close(ctx); err != nil {
			t.Error(err)
		}
	})
	return &Region{App: a, URL: server.URL}
}
