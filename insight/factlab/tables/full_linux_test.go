package tables_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A full disk, for the tables and for the rows that wait outside memory.
func TestFullDisk(t *testing.T) {
	set, disk := zaanstad(t), t.TempDir()
	if err := syscall.Mount("none", disk, "tmpfs", 0, "size=64k"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skip("no small disk can be made here:", err)
	}
	defer func() {
		if err := syscall.Unmount(disk, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	}()
	for name, c := range map[string]struct{ out, passing, buckets string }{
		"tables": {disk, t.TempDir(), "1"},
		"rows":   {t.TempDir(), disk, "4"},
	} {
		t.Setenv("TMPDIR", c.passing)
		var errOut bytes.Buffer
		exit := tool([]string{"tables", "-registry", filepath.Join(set, "addresses.csv"), "-deliveries", filepath.Join(set, "deliveries"),
			"-on", "2025-12-31", "-out", filepath.Join(c.out, "out"), "-buckets", c.buckets}, os.Stdout, &errOut)
		if exit != 2 || !strings.Contains(errOut.String(), "de schijf is vol.") {
			t.Errorf("%s: %d %s", name, exit, errOut.String())
		}
		if left := tree(t, disk); len(left) != 1 {
			t.Errorf("%s: left %s", name, left)
		}
		if left := tree(t, c.out); len(left) != 1 {
			t.Errorf("%s: left %s", name, left)
		}
	}
}
