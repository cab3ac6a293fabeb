package session

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/pseudonym"
)

func keys(from, n int) (out []string) {
	for i := range n {
		out = append(out, fmt.Sprintf("1506SD|%d|", from+i))
	}
	return out
}

var agreed = &agreement.Agreement{Round: "1-2", KeyHolders: agreement.KeyHolders{PublicKey: []byte("key")}}

func open(t *testing.T, dir string, a *agreement.Agreement, registry bool) *Session {
	t.Helper()
	s, err := Open(dir, a, registry)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestBatchesStay(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "round")
	s := open(t, dir, agreed, false)
	if err := s.Plan(agreed, keys(0, 1200), 2000); err != nil || len(s.batches) != 3 || len(s.batches[2]) != 200 {
		t.Fatal(err, len(s.batches))
	}
	if slices.IsSorted(s.batches[0]) {
		t.Error("the order of the batches is that of the file")
	}
	if err := errors.Join(s.begin(0), s.begin(1), s.begin(0)); err != nil {
		t.Fatal(err)
	}
	first := slices.Clone(s.batches)

	// another process, the same file: the same batches
	s = open(t, dir, agreed, false)
	if err := s.Plan(agreed, keys(0, 1200), 2000); err != nil || !slices.EqualFunc(s.batches, first, slices.Equal[[]string]) {
		t.Error("the batches of the same file are others", err)
	}
	// another file: batches that were begun stay, others are made anew
	s = open(t, dir, agreed, false)
	if err := s.Plan(agreed, keys(600, 700), 2000); err != nil || !slices.EqualFunc(s.batches[:2], first[:2], slices.Equal[[]string]) {
		t.Error("batches that were asked have changed", err)
	}
	asked := map[string]int{}
	for _, b := range s.batches {
		for _, key := range b {
			asked[key]++
		}
	}
	for _, key := range keys(600, 700) {
		if asked[key] != 1 {
			t.Fatalf("%s is asked %d times", key, asked[key])
		}
	}
	// over the quota: nothing changes
	before := read(t, dir, batchesFile)
	var over *QuotaError
	if err := s.Plan(agreed, keys(5000, 1500), 2000); !errors.As(err, &over) || over.Quota != 2000 || over.Asked <= 2000 || read(t, dir, batchesFile) != before {
		t.Error(err)
	}
}

func read(t *testing.T, dir, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Two sessions make other batches of the same addresses.
func TestSecretsDecideTheOrder(t *testing.T) {
	a, b := open(t, t.TempDir(), agreed, false), open(t, t.TempDir(), agreed, false)
	if err := errors.Join(a.Plan(agreed, keys(0, 900), 1000), b.Plan(agreed, keys(0, 900), 1000)); err != nil {
		t.Fatal(err)
	}
	if a.Secret == b.Secret || slices.Equal(a.batches[0], b.batches[0]) {
		t.Error("the order tells something")
	}
}

func TestAnotherKeyBeginsAnew(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, agreed, false)
	if err := errors.Join(s.Plan(agreed, keys(0, 10), 20), s.begin(0)); err != nil {
		t.Fatal(err)
	}
	other := &agreement.Agreement{Round: "1-2", KeyHolders: agreement.KeyHolders{PublicKey: []byte("other")}}
	if again := open(t, dir, other, false); again.Secret == s.Secret || len(again.batches) != 0 || again.begun != 0 {
		t.Error("a session for another key goes on")
	}
}

// Of a registry sender no address stays behind, and its file may not change once something was asked.
func TestRegistry(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, agreed, true)
	if err := errors.Join(s.Plan(agreed, keys(0, 1100), 0), s.Plan(agreed, keys(0, 1200), 0), s.begin(0)); err != nil || len(s.batches) != 3 {
		t.Fatal(err)
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if text := read(t, dir, f.Name()); strings.Contains(text, "1506SD") {
			t.Errorf("%s holds addresses", f.Name())
		}
	}
	again := open(t, dir, agreed, true)
	if err := again.Plan(agreed, keys(0, 1200), 0); err != nil || !slices.EqualFunc(again.batches, s.batches, slices.Equal[[]string]) {
		t.Error("the same file gives other batches", err)
	}
	if err := again.Plan(agreed, keys(0, 1201), 0); err == nil || !strings.Contains(err.Error(), "other addresses") {
		t.Error(err)
	}
	if err := again.Forget(); err != nil {
		t.Fatal(err)
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) > 0 {
		t.Error("something is left:", files, err)
	}
}

func TestDamage(t *testing.T) {
	for name, text := range map[string]string{sessionFile: "{}", batchesFile: "0,a\n7,b\n", begunFile: "-3"} {
		dir := t.TempDir()
		s := open(t, dir, agreed, false)
		if err := errors.Join(s.Plan(agreed, keys(0, 10), 20), s.begin(0)); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(dir, agreed, false); err == nil || !strings.Contains(err.Error(), "is damaged") {
			t.Error(name, err)
		}
	}
	for _, text := range []string{"0\n", "0,a,b\n", "x,a\n", "1,a\n", "\"0,a\n"} {
		dir := t.TempDir()
		open(t, dir, agreed, false)
		if err := os.WriteFile(filepath.Join(dir, batchesFile), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(dir, agreed, false); err == nil {
			t.Errorf("%q is read", text)
		}
	}
}

func TestLock(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	first, err := Lock(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Lock(dir); err == nil || !strings.Contains(err.Error(), "Another program") {
		t.Error(err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := Lock(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := again.Close(); err != nil {
		t.Fatal(err)
	}
}

// Every file is for its owner alone.
func TestModes(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "round")
	s := open(t, dir, agreed, false)
	if err := errors.Join(s.Plan(agreed, keys(0, 10), 20), s.begin(0)); err != nil {
		t.Fatal(err)
	}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s can be read by others", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte("0,1506SD|1|\n0,1506SD|2|\n1,1506SD|3|\n"), []byte("1\n"))
	f.Fuzz(func(t *testing.T, batches, begun []byte) {
		dir := t.TempDir()
		open(t, dir, agreed, false)
		if err := errors.Join(os.WriteFile(filepath.Join(dir, batchesFile), batches, 0o600), os.WriteFile(filepath.Join(dir, begunFile), begun, 0o600)); err != nil {
			t.Fatal(err)
		}
		s, err := Open(dir, agreed, false)
		if err != nil {
			return
		}
		_ = s.Plan(agreed, keys(0, 3), 1<<20) // whatever stood there, it does not panic
		for _, b := range s.batches {
			if len(b) > pseudonym.MaxBatch && len(batches) < 2000 {
				t.Error("a batch is too large")
			}
		}
	})
}
