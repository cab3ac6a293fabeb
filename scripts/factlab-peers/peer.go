package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// peer is a program that makes the seven tables.
type peer struct {
	name string
	// ready installs or builds what is needed.
	ready func(b *bench) error
	// run gives the folder to start in and what to start, for a set of data and a folder for the tables.
	run func(b *bench, set, out string) (dir string, args []string, err error)
	// numbered: its tables have the provisions as numbers, in the order of their names.
	numbered bool
}

var ours = peer{name: "samenkracht", run: func(b *bench, set, out string) (string, []string, error) {
	return b.cache, []string{b.program, "factlab", "tables", "-registry", filepath.Join(set, "addresses.csv"),
		"-deliveries", filepath.Join(set, "deliveries"), "-on", "2025-12-31", "-out", out}, nil
}}

var duckdb = peer{name: "DuckDB", ready: buildDuck, run: func(b *bench, set, out string) (string, []string, error) {
	return b.cache, []string{filepath.Join(b.cache, "duck", "duckrun"), filepath.Join(b.shared, "peers", "duck.sql"), set, out, ""}, nil
}}

var pspp = peer{name: "PSPP", numbered: true, ready: func(b *bench) error {
	return b.packages("pspp", "pspp")
}, run: func(b *bench, set, out string) (string, []string, error) {
	// The script wants its program in bench/ and works in work/ps/.
	dir := filepath.Join(b.cache, "pspp")
	err := errors.Join(os.MkdirAll(filepath.Join(dir, "bench"), 0o755), copyFile(filepath.Join(b.shared, "peers", "pspp.sps"), filepath.Join(dir, "bench", "pspp.sps")))
	return dir, []string{"bash", filepath.Join(b.shared, "peers", "pspp.sh"), set, out}, err
}}

var rTable = peer{name: "R data.table", ready: func(b *bench) error {
	return b.packages("Rscript", "r-base-core", "r-cran-data.table", "r-cran-openssl")
}, run: func(b *bench, set, out string) (string, []string, error) {
	return b.cache, []string{"Rscript", "--vanilla", filepath.Join(b.shared, "peers", "r.R"), set, out}, nil
}}

var sqlite = peer{name: "SQLite", ready: func(b *bench) error {
	return b.packages("sqlite3", "sqlite3")
}, run: func(b *bench, set, out string) (string, []string, error) {
	text, err := os.ReadFile(filepath.Join(b.shared, "peers", "sqlite.sql"))
	sql, db := filepath.Join(b.cache, "sqlite.sql"), filepath.Join(b.cache, "sqlite.db")
	err = errors.Join(err, os.MkdirAll(out, 0o755), os.WriteFile(sql, []byte(strings.NewReplacer("DIR/", set+"/", "OUT/", out+"/").Replace(string(text))), 0o600))
	if gone := os.Remove(db); gone != nil && !errors.Is(gone, os.ErrNotExist) {
		err = errors.Join(err, gone)
	}
	return b.cache, []string{"sh", "-c", `exec sqlite3 "$0" < "$1"`, db, sql}, err
}}

// packages installs packages when a program is not there.
func (b *bench) packages(program string, names ...string) error {
	if _, err := exec.LookPath(program); err == nil {
		return nil
	}
	install := append([]string{"-o", "DPkg::Lock::Timeout=900", "install", "-y", "--no-install-recommends"}, names...)
	if _, err := exec.LookPath("apt-get"); err != nil || os.Getuid() != 0 {
		return fmt.Errorf("%s is missing; on Debian, as root: apt-get install %s", program, strings.Join(names, " "))
	}
	fmt.Println("installing", strings.Join(names, " "))
	if b.command(b.cache, "apt-get", install...) == nil {
		return nil
	}
	if err := b.command(b.cache, "apt-get", "update"); err != nil { // the list of packages may be absent or old
		return err
	}
	return b.command(b.cache, "apt-get", install...)
}

// buildDuck builds the program that runs DuckDB, in the cache: it needs a C compiler, which the product does not.
func buildDuck(b *bench) error {
	dir := filepath.Join(b.cache, "duck")
	if _, err := os.Stat(filepath.Join(dir, "duckrun")); err == nil {
		return nil
	}
	fmt.Println("building the runner of DuckDB")
	if err := errors.Join(os.MkdirAll(dir, 0o755), copyFile(filepath.Join(b.shared, "peers", "duckrun.go.txt"), filepath.Join(dir, "main.go")),
		copyFile(filepath.Join(b.shared, "peers", "duckrun.mod.txt"), filepath.Join(dir, "go.mod"))); err != nil {
		return err
	}
	return b.command(dir, "go", "build", "-mod=mod", "-o", "duckrun", ".")
}

func copyFile(from, to string) error {
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, text, 0o600)
}
