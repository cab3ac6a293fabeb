package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// set makes a set of data in the cache, unless it is there.
func (b *bench) set(name string, args ...string) (string, error) {
	dir := filepath.Join(b.cache, name)
	whole := filepath.Join(dir, "truth.csv") // written last
	if info, err := os.Stat(whole); err == nil && info.Size() > 0 {
		return dir, nil
	}
	fmt.Println("making the set", name)
	return dir, b.command(b.cache, "go", append([]string{"run", filepath.Join(b.shared, "gen.go"), "-out", dir}, args...)...)
}

// sums are the check sums of a set's tables, as they stand beside the generator below a heading.
func (b *bench) sums(heading string) (map[string]string, error) {
	text, err := os.ReadFile(filepath.Join(b.shared, "README.md"))
	if err != nil {
		return nil, err
	}
	_, rest, _ := strings.Cut(string(text), heading)
	sums := map[string]string{}
	for _, row := range regexp.MustCompile(`\| (t\d\.csv) \| ([0-9a-f]{64}) \|`).FindAllStringSubmatch(rest, 7) {
		sums[row[1]] = row[2]
	}
	if len(sums) != 7 {
		return nil, fmt.Errorf("there are no check sums below %q", heading)
	}
	return sums, nil
}

// equalSums reports whether tables have their check sums.
func equalSums(out string, sums map[string]string) (bool, error) {
	for name, want := range sums {
		text, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			return false, err
		}
		if got := sha256.Sum256(text); hex.EncodeToString(got[:]) != want {
			return false, nil
		}
	}
	return true, nil
}

// equalTables reports whether a peer's tables say the same as ours, whatever their order and header.
func equalTables(p peer, theirs, mine string) (bool, error) {
	numbers, err := provisionNumbers(mine)
	if err != nil {
		return false, err
	}
	for i := 1; i <= 7; i++ {
		name := fmt.Sprintf("t%d.csv", i)
		got, err := lines(filepath.Join(theirs, name), nil)
		if err != nil {
			return false, err
		}
		var numbered *strings.Replacer
		if p.numbered && (i == 3 || i == 7) {
			numbered = numbers
		}
		want, err := lines(filepath.Join(mine, name), numbered)
		if err != nil || !slices.Equal(got, want) {
			return false, err
		}
	}
	return true, nil
}

// lines are the lines of a table, sorted, without its header.
func lines(path string, replace *strings.Replacer) ([]string, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if replace != nil {
		text = []byte(replace.Replace(string(text)))
	}
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	rows := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")[1:]
	slices.Sort(rows)
	return rows, nil
}

// provisionNumbers replaces the names of provisions by their numbers.
func provisionNumbers(out string) (*strings.Replacer, error) {
	pairs, err := lines(filepath.Join(out, "t3.csv"), nil)
	if err != nil {
		return nil, err
	}
	var names, replace []string
	for _, row := range pairs {
		if cells := strings.Split(row, ","); cells[0] == cells[1] {
			names = append(names, cells[0])
		}
	}
	slices.Sort(names)
	for i, name := range names {
		replace = append(replace, name+",", fmt.Sprint(i+1)+",")
	}
	return strings.NewReplacer(replace...), nil
}
