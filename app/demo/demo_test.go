package demo_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/app"
	"codeberg.org/samenkracht/samenkracht/app/demo"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

// config is an installation on SQLite, in a folder that is gone after the test.
func config(t *testing.T) app.Config {
	t.Helper()
	dir := t.TempDir()
	return app.Config{Database: "sqlite:" + filepath.Join(dir, "demo.db"), Data: dir, Demo: true, Clock: testkit.NewClock().Now}
}

func TestTry(t *testing.T) {
	ctx := t.Context()
	c := config(t)
	a := time.Now()
	f, err := demo.Open(ctx, c, demo.Tiny, func(app.Filling) {})
	if err != nil {
		t.Fatal(err)
	}
	t.Log("open", time.Since(a))
	a = time.Now()
	if err := f.SetUp(ctx); err != nil {
		t.Fatal(err)
	}
	t.Log("setup", time.Since(a))
	a = time.Now()
	if err := f.Rest(ctx); err != nil {
		t.Fatal(err)
	}
	t.Log("rest", time.Since(a))
	f.Close(context.WithoutCancel(ctx))
}
