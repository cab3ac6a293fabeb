// Command factlab-peers measures the Factlab beside what others would use for the same work: PSPP, R with data.table,
// SQLite and DuckDB. It makes the sets of data with the generator that stands beside the project, installs and builds
// what it needs, runs all programs in turns, and prints tables in which ratios decide.
//
//	go run ./scripts/factlab-peers [-sets zaanstad,nl] [-rounds 5] [-cache FOLDER]
//
// A part of the measurement is one section: a name and a function that prints and that reports what was not met. To
// add one, add a line to sections.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// section is a part of the measurement.
type section struct {
	name string
	run  func(b *bench) error
}

var sections = []section{
	{"zaanstad", smallSet},
	{"nl", country},
	{"protocol", protocol},
	{"release", releases},
}

// bench is what every section needs.
type bench struct {
	ctx     context.Context
	root    string // of the project
	shared  string // the folder with the generator and the peers' scripts
	cache   string // outside the project: data, peers, results
	program string // ours
	rounds  int    // 0: as each section thinks best
	unmet   []string
}

func main() {
	if len(os.Args) > 2 && os.Args[1] == measureWord {
		os.Exit(measureSelf(os.Args[2], os.Args[3:]))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "factlab-peers:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("factlab-peers", flag.ContinueOnError)
	var names []string
	for _, s := range sections {
		names = append(names, s.name)
	}
	sets := flags.String("sets", strings.Join(names, ","), "which sections, with commas between them")
	rounds := flags.Int("rounds", 0, "rounds in turns; 0: five for the small set and three for the country")
	cache := flags.String("cache", filepath.Join(os.TempDir(), "samenkracht-factlab"), "folder for data and peers, 5 GB for the country")
	program := flags.String("program", "", "the program to measure; built from this folder when it is left out")
	if err := flags.Parse(args); err != nil {
		return err
	}
	b := &bench{ctx: ctx, rounds: *rounds, program: *program}
	var err error
	if b.cache, err = filepath.Abs(*cache); err == nil {
		err = b.prepare()
	}
	if err != nil {
		return err
	}
	for _, s := range sections {
		if slices.Contains(strings.Split(*sets, ","), s.name) {
			if err := s.run(b); err != nil {
				return fmt.Errorf("%s: %w", s.name, err)
			}
		}
	}
	if len(b.unmet) > 0 {
		return errors.New("not met: " + strings.Join(b.unmet, "; "))
	}
	return nil
}

// prepare finds the folders and builds the program.
func (b *bench) prepare() error {
	dir, err := os.Getwd()
	for ; err == nil; dir = filepath.Dir(dir) {
		if _, found := os.Stat(filepath.Join(dir, "go.mod")); found == nil {
			break
		}
		if dir == filepath.Dir(dir) {
			return errors.New("start this inside the project")
		}
	}
	b.root, b.shared = dir, filepath.Join(filepath.Dir(dir), "shared", "factlab")
	if _, err := os.Stat(filepath.Join(b.shared, "gen.go")); err != nil {
		return fmt.Errorf("the generator is not beside the project: %w", err)
	}
	if err := os.MkdirAll(b.cache, 0o755); err != nil {
		return err
	}
	if b.program != "" {
		return nil
	}
	b.program = filepath.Join(b.cache, "samenkracht")
	return b.command(b.root, "go", "build", "-o", b.program, "./cmd/samenkracht")
}

// check notes whether something is as it should be, and says so.
func (b *bench) check(ok bool, what string, args ...any) {
	said := fmt.Sprintf(what, args...)
	if !ok {
		b.unmet = append(b.unmet, said)
		said += "   NOT MET"
	}
	fmt.Println("  " + said)
}
