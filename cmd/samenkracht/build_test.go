package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Senders use Windows, key holders whatever they have: the program is built for all of them without a C compiler.
func TestBuildsWithoutC(t *testing.T) {
	for _, target := range []string{"linux/amd64", "linux/arm64", "windows/amd64"} {
		t.Run(target, func(t *testing.T) {
			system, machine, _ := strings.Cut(target, "/")
			build := exec.Command("go", "build", "-o", filepath.Join(t.TempDir(), "samenkracht"), ".")
			build.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+system, "GOARCH="+machine)
			if out, err := build.CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}
