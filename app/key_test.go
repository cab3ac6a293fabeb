package app_test

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"codeberg.org/samenkracht/samenkracht/app"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
)

// installation is a new installation with two municipalities.
func installation(t *testing.T) (app.Config, *app.App) {
	t.Helper()
	dir := t.TempDir()
	c := app.Config{Database: "sqlite:" + filepath.Join(dir, "x.db"), Data: filepath.Join(dir, "data")}
	a, err := app.New(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	for id, slug := range map[db.ID]string{1: "almelo", 2: "borne"} {
		if err := a.Tenants.Add(t.Context(), access.System(id, "test"), tenant.Tenant{ID: id, Kind: tenant.Municipality, Slug: slug, Name: slug}); err != nil {
			t.Fatal(err)
		}
	}
	return c, a
}

// An installation in use makes no new keys: what was sealed would never open again.
func TestKeysAreNotReplaced(t *testing.T) {
	c, a := installation(t)
	if err := a.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"master.key", "log.key"} {
		path := filepath.Join(c.Data, name)
		if err := os.Rename(path, path+".gone"); err != nil {
			t.Fatal(err)
		}
		if a, err := app.New(t.Context(), c); err == nil || !strings.Contains(err.Error(), name+" is missing") {
			t.Errorf("without %s: %v %v", name, a, err)
		}
		if _, err := os.Stat(path); err == nil {
			t.Errorf("%s was made anew", name)
		}
		if err := os.Rename(path+".gone", path); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := app.New(t.Context(), c); err == nil || !strings.Contains(err.Error(), "0600") {
			t.Errorf("%s that everybody can read: %v", name, err)
		}
		if err := os.Chmod(path, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	elsewhere := c
	elsewhere.Data = t.TempDir()
	if _, err := app.New(t.Context(), elsewhere); err == nil {
		t.Error("another process made keys of its own for the same database")
	}
	if a, err := app.New(t.Context(), c); err != nil {
		t.Error(err)
	} else if err := a.Close(t.Context()); err != nil {
		t.Error(err)
	}
}

// Processes that begin at once have the same keys.
func TestKeysAreMadeOnce(t *testing.T) {
	dir := t.TempDir()
	var made sync.Map
	var all sync.WaitGroup
	for i := range 4 {
		all.Go(func() {
			a, err := app.New(t.Context(), app.Config{Database: "sqlite:" + filepath.Join(dir, string(rune('a'+i))+".db"), Data: filepath.Join(dir, "data")})
			if err != nil {
				t.Error(err)
				return
			}
			made.Store(a.LogKey.KeyHash(), true)
			if err := a.Close(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	n := 0
	made.Range(func(any, any) bool { n++; return true })
	if n != 1 {
		t.Errorf("%d keys sign the log", n)
	}
}

// The verdict says what it rests on: without checkpoints that were kept elsewhere it is no verdict, and an
// organisation that vanished is missed.
func TestVerifyLog(t *testing.T) {
	c, a := installation(t)
	if err := a.Sequence(t.Context()); err != nil {
		t.Fatal(err)
	}
	outside := filepath.Join(c.Data, "checkpoints.txt")
	kept, err := os.ReadFile(outside)
	if err != nil {
		t.Fatal(err)
	}
	findings := func(file string) string {
		t.Helper()
		all, err := app.VerifyLog(t.Context(), c, file)
		if err != nil {
			return err.Error()
		}
		var out strings.Builder
		for _, r := range all {
			for _, f := range r.Findings {
				out.WriteString(r.Name + ": " + f.What + "\n")
			}
		}
		return out.String()
	}
	if got := findings(""); got != "" {
		t.Error(got)
	}
	elsewhere := filepath.Join(t.TempDir(), "kept.txt")
	for text, want := range map[string]string{"": "is empty", " \n": "is empty", "nonsense": "no valid signature"} {
		if err := os.WriteFile(elsewhere, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := findings(elsewhere); !strings.Contains(got, want) {
			t.Errorf("%q outside: %q; want %q", text, got, want)
		}
	}
	if got := findings(filepath.Join(t.TempDir(), "none.txt")); !strings.Contains(got, "no such file") {
		t.Error(got)
	}
	if err := os.Remove(outside); err != nil {
		t.Fatal(err)
	}
	if got := findings(""); !strings.Contains(got, "almelo: no checkpoint was kept outside") || !strings.Contains(got, "borne: no checkpoint") {
		t.Errorf("without the file: %q", got)
	}
	if err := os.WriteFile(outside, kept, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, do := range []string{`DELETE FROM access_log WHERE tenant_id = 2`, `DELETE FROM access_leaf WHERE tenant_id = 2`, `DELETE FROM access_hash WHERE tenant_id = 2`,
		`DELETE FROM access_checkpoint WHERE tenant_id = 2`, `DELETE FROM tenant WHERE id = 2`} {
		if _, err := a.DB.Pool().Exec(do); err != nil {
			t.Fatal(err)
		}
	}
	if got := findings(""); !strings.Contains(got, "organisation 2, not in the database: the whole month is gone") {
		t.Errorf("without the organisation: %q", got)
	}
	if err := a.Close(t.Context()); err != nil {
		t.Error(err)
	}
}
