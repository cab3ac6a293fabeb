package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/app"
	"codeberg.org/samenkracht/samenkracht/app/demo"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
)

// What a newcomer types wrong is answered in words.
func TestWrongInput(t *testing.T) {
	dir := t.TempDir()
	tests := []struct {
		args []string
		want string // in the error; empty: usage was printed
	}{
		{nil, ""},
		{[]string{"help"}, ""},
		{[]string{"dance"}, ""},
		{[]string{"demo", "-size"}, ""},
		{[]string{"demo", "now"}, ""},
		{[]string{"audit"}, ""},
		{[]string{"audit", "look"}, ""},
		{[]string{"demo", "-size", "huge", "-data", dir}, `no size "huge"`},
		{[]string{"demo", "-db", "town.db", "-data", dir}, "must be"},
		{[]string{"serve"}, "which database"},
		{[]string{"serve", "-db", "mysql://x", "-data", dir}, "must start with"},
		{[]string{"serve", "-db", "sqlite:" + filepath.Join(dir, "x.db"), "-data", dir, "-sign-in", filepath.Join(dir, "none.json")}, "sign-in services"},
		{[]string{"migrate"}, "which database"},
		{[]string{"audit", "verify", "-db", "sqlite:" + filepath.Join(dir, "x.db"), "-data", dir}, "read log key"},
	}
	for _, tt := range tests {
		err := run(t.Context(), tt.args, &bytes.Buffer{})
		usage := errors.Is(err, errUsage) || errors.Is(err, flag.ErrHelp)
		if err == nil || usage != (tt.want == "") || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: %v; want %q", tt.args, err, tt.want)
		}
	}
}

func TestMigrateTwice(t *testing.T) {
	args := []string{"migrate", "-db", "sqlite:" + filepath.Join(t.TempDir(), "x.db"), "-data", t.TempDir()}
	for range 2 {
		var out bytes.Buffer
		if err := run(t.Context(), args, &out); err != nil || !strings.Contains(out.String(), "up to date") {
			t.Errorf("%v %s", err, out.String())
		}
	}
}

// A changed line of the log is found by the command that a privacy officer runs.
func TestAuditVerify(t *testing.T) {
	dir := t.TempDir()
	c := app.Config{Database: "sqlite:" + filepath.Join(dir, "x.db"), Data: dir, Demo: true}
	f, err := demo.Open(t.Context(), c, demo.Tiny, func(ui.Filling) {})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(f.SetUp(t.Context()), f.Close(t.Context())); err != nil {
		t.Fatal(err)
	}
	a, err := app.New(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Sequence(t.Context()); err != nil {
		t.Fatal(err)
	}
	verify := func() (string, error) {
		var out bytes.Buffer
		err := run(context.Background(), []string{"audit", "verify", "-db", c.Database, "-data", dir}, &out)
		return out.String(), err
	}
	if out, err := verify(); err != nil || !strings.Contains(out, "Gemeente Almelo") || !strings.Contains(out, "in order") {
		t.Errorf("%v\n%s", err, out)
	}
	if _, err := a.DB.Pool().Exec(`UPDATE access_log SET role = 'broker' WHERE id = (SELECT min(id) FROM access_log)`); err != nil {
		t.Fatal(err)
	}
	if err := a.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if out, err := verify(); !errors.Is(err, errTampered) || !strings.Contains(out, "was changed") {
		t.Errorf("%v\n%s", err, out)
	}
}

// asProgram makes the binary of the tests the program itself, so that tests can start it and kill it.
const asProgram = "SAMENKRACHT_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
		return
	}
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err == nil {
		os.Stderr = null // the words for the newcomer, said many times
	}
	os.Exit(m.Run())
}
