// Package generated gives tests the made-up city of the generator that stands beside the project: 68,000 addresses, and
// the lists of 27 organisations in eight spellings.
package generated

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// Shared is the folder of the generator. Where it is absent the test is skipped, and in CI it fails.
func Shared(t testing.TB) string {
	t.Helper()
	root, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; root != filepath.Dir(root); root = filepath.Dir(root) {
		if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
			break
		}
	}
	folder := filepath.Join(filepath.Dir(root), "shared", "factlab")
	if _, err := os.Stat(filepath.Join(folder, "gen.go")); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skip("the generator is not beside the project:", err)
	}
	return folder
}

// City makes the city in a folder that is gone after the test: addresses.csv, and deliveries with a list for each
// organisation.
func City(t testing.TB) string {
	t.Helper()
	folder := t.TempDir()
	Write(t, folder)
	return folder
}

// Write makes the city in a folder.
func Write(t testing.TB, folder string) {
	t.Helper()
	run := exec.Command("go", "run", filepath.Join(Shared(t), "gen.go"), "-scale", "zaanstad", "-out", folder)
	if out, err := run.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}
