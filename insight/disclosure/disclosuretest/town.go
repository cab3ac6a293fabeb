// Package disclosuretest makes the tables of a made-up town for tests, from the generator that stands beside the
// project, by the shortest way: no pseudonyms, everything in memory.
package disclosuretest

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/generated"
)

// Fact is that an organisation gives a provision at an address on the day.
type Fact struct{ Address, Neighbourhood, District, Type, Provision, Domain, Organisation string }

// Day is the day on which deliveries count.
const Day = "2025-12-31"

var (
	once   sync.Once
	made   town
	failed error
)

// Town gives every fact of the town once, and the file of its addresses. Where the generator is absent the test is
// skipped, but in CI it fails.
func Town(t testing.TB) (facts []Fact, addresses []byte) {
	t.Helper()
	generated.Shared(t) // every test is skipped where it is absent, not only the first
	once.Do(func() { made, failed = read(generated.City(t)) })
	if failed != nil {
		t.Fatal(failed)
	}
	return made.facts, made.addresses
}

type town struct {
	facts     []Fact
	addresses []byte
}

// read reads the city in a folder.
func read(folder string) (out town, err error) {
	if out.addresses, err = os.ReadFile(filepath.Join(folder, "addresses.csv")); err != nil {
		return town{}, err
	}
	registry := map[string][]string{}
	if err = each(filepath.Join(folder, "addresses.csv"), func(r []string) { registry[address(r[1:5])] = r }); err != nil {
		return town{}, err
	}
	files, err := filepath.Glob(filepath.Join(folder, "deliveries", "*.csv"))
	if err != nil {
		return town{}, err
	}
	seen := map[Fact]bool{}
	for _, file := range files {
		err := each(file, func(r []string) {
			a := registry[address(r[3:7])]
			if a == nil || day(r[7]) > Day || r[8] != "" && day(r[8]) < Day {
				return
			}
			f := Fact{a[0], a[6], a[7], a[5], r[1], r[2], r[0]}
			if !seen[f] {
				seen[f] = true
				out.facts = append(out.facts, f)
			}
		})
		if err != nil {
			return town{}, err
		}
	}
	return out, nil
}

// each visits the lines of a file behind its header.
func each(path string, visit func(record []string)) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return err
	}
	for _, r := range rows[1:] {
		visit(r)
	}
	return f.Close()
}

// address writes postcode, number, letter and addition in one way.
func address(r []string) string {
	s := strings.TrimLeft(strings.TrimSpace(strings.ToUpper(r[1]+" "+r[2]+" "+r[3])), "0")
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	return plain(r[0]) + "|" + s[:digits] + "|" + plain(s[digits:])
}

func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ToUpper(s))
}

// day writes a day as 2025-12-31.
func day(s string) string {
	if t, err := time.Parse("02-01-2006", s); err == nil {
		return t.Format(time.DateOnly)
	}
	return s
}

// Count counts different things by codes: by gives the codes of a fact and the thing.
func Count(facts []Fact, by func(Fact) (codes, thing string)) map[string]int64 {
	out, seen := map[string]int64{}, map[[2]string]bool{}
	for _, f := range facts {
		codes, thing := by(f)
		if key := [2]string{codes, thing}; !seen[key] {
			seen[key] = true
			out[codes]++
		}
	}
	return out
}
