package release

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/generated"

	"codeberg.org/samenkracht/samenkracht/insight/disclosure"
	"codeberg.org/samenkracht/samenkracht/insight/disclosure/file"
	"codeberg.org/samenkracht/samenkracht/insight/factlab"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/count"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/join"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/insight/pseudonym/address"
	"codeberg.org/samenkracht/samenkracht/platform/db"
)

// records reads a CSV file without its header.
func records(t testing.TB, path string) [][]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all[1:]
}

// aTown is what a round over the generated town counts, joined in the clear.
func aTown(t testing.TB) join.Tally {
	t.Helper()
	folder := generated.City(t)
	key := func(r []string) string {
		k, err := address.Key(address.Parts{Postcode: r[0], Number: r[1], Letter: r[2], Addition: r[3]})
		if err != nil {
			return ""
		}
		return k
	}
	w := &join.Words{Types: []string{"alleen", "eenouder", "gezin", "paar"}}
	homes, number := map[string][]string{}, map[string]int{}
	for _, r := range records(t, filepath.Join(folder, "addresses.csv")) {
		homes[key(r[1:5])] = r
		if _, known := number[r[6]]; !known {
			number[r[6]] = len(w.Places)
			w.Places = append(w.Places, factlab.Place{Neighbourhood: r[6], District: r[7]})
		}
		w.Places[number[r[6]]].Addresses++
	}
	var rows count.Rows
	household := func(r []string) (h count.Household) {
		copy(h[:], mix(r[0]))
		return h
	}
	for _, r := range homes {
		rows.Describe(household(r), uint32(number[r[6]]), uint8(slices.Index(w.Types, r[5])+1))
	}
	domains, provisions := map[string]int{}, map[string]int{}
	lists, err := filepath.Glob(filepath.Join(folder, "deliveries", "*.csv"))
	if err != nil || len(lists) != 27 {
		t.Fatal(len(lists), err)
	}
	for o, list := range lists {
		w.Organisations = append(w.Organisations, factlab.Participant{ID: db.ID(o + 1), Name: filepath.Base(list)})
		for _, r := range records(t, list) {
			home, known := homes[key(r[3:7])]
			if !known {
				continue
			}
			if _, is := domains[r[2]]; !is {
				domains[r[2]] = len(w.Domains)
				w.Domains = append(w.Domains, agreement.Domain{Code: r[2]})
			}
			if _, is := provisions[r[1]]; !is {
				provisions[r[1]] = len(w.Provisions)
				w.Provisions = append(w.Provisions, agreement.Provision{Code: r[1], Domain: r[2]})
			}
			rows.Add(count.Row{Household: household(home), Place: uint32(number[home[6]]), Organisation: uint32(o), Provision: uint16(provisions[r[1]]),
				Domain: uint8(domains[r[2]]), Active: day(r[7]) <= "2025-12-31" && (r[8] == "" || day(r[8]) >= "2025-12-31")})
		}
	}
	return join.Tally{Words: w, Counts: count.Of(count.Options{Own: true}, &rows), Round: factlab.Round{Month: "2025-12",
		Terms: factlab.Terms{Minimum: 5, Sensitive: 10, Organisations: 1, Provisions: w.Provisions, Domains: w.Domains, Types: w.Types}}}
}

// mix spreads the number of an address over 16 bytes.
func mix(id string) []byte {
	out := make([]byte, 16)
	h := uint64(14695981039346656037)
	for i := range 32 {
		h = (h ^ uint64(id[i%len(id)])) * 1099511628211
		out[i%16] ^= byte(h >> 32)
	}
	return out
}

// day writes both kinds of dates as 2025-12-31.
func day(s string) string {
	if len(s) == 10 && s[2] == '-' {
		return s[6:] + s[2:6] + s[:2]
	}
	return s
}

// The release of a whole town withstands every attack, and is worth something.
func TestATown(t *testing.T) {
	tally := aTown(t)
	begun := time.Now()
	c, err := build(tally, nil, wire.Key{})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("made in %.1f s", time.Since(begun).Seconds())
	var report disclosure.Report
	if err := json.Unmarshal(c.Report, &report); err != nil {
		t.Fatal(err)
	}
	if !report.Safe() || report.Attack.Attacked < 100 || report.Attack.Insiders != 27 {
		t.Errorf("%+v", report.Attack)
	}
	for _, told := range report.Tables {
		t.Logf("%-14s %6d cells, %5d hidden, %.1f%% of the count shown", told.Name, told.Cells, told.Hidden, 100*told.Shown)
		if least := map[string]float64{ByPlace: 0.75, ByPlaceClass: 0.9, ByPlaceDomains: 0.9, ByType: 0.98, ByProvisions: 1, ByOrganisations: 1, ByDomains: 1, ByPair: 0.99}[told.Name]; told.Shown < least {
			t.Errorf("of %s only %.3f is shown", told.Name, told.Shown)
		}
	}
	if len(c.Tables) != 8 {
		t.Errorf("%d tables", len(c.Tables))
	}
	for _, one := range c.Tables {
		attackFromOutside(t, one)
	}
	totalsAgree(t, c)
	again, err := build(tally, nil, wire.Key{})
	if err != nil {
		t.Fatal(err)
	}
	first, _ := json.Marshal(c)
	if second, _ := json.Marshal(again); !bytes.Equal(first, second) {
		t.Error("the same counts give another release")
	}
}

// attackFromOutside attacks a table with the tool that anybody has.
func attackFromOutside(t *testing.T, one Table) {
	t.Helper()
	folder := t.TempDir()
	var text bytes.Buffer
	if err := one.WriteCSV(&text); err != nil {
		t.Fatal(err)
	}
	path, spec := filepath.Join(folder, "release.csv"), filepath.Join(folder, "spec.json")
	for name, content := range map[string][]byte{path: text.Bytes(), spec: one.Spec} {
		if err := os.WriteFile(name, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	attack, err := file.Audit(path, spec, "")
	if err != nil || len(attack.Findings) > 0 || attack.NotReached > 0 {
		t.Errorf("%s: %v %+v", one.Name, err, attack)
	}
}

// totalsAgree holds what tables share against each other.
func totalsAgree(t *testing.T, c Content) {
	t.Helper()
	list, _ := c.Table(ByProvisions)
	classes, _ := c.Table(ByPlaceClass)
	for _, code := range []string{Total, "1", "2", "5+"} {
		a, shown := list.Cell(code)
		b, too := classes.Cell(Total, code)
		if a != b || shown != too || !shown {
			t.Errorf("%s: %d households in one table, %d in another", code, a, b)
		}
	}
	pairs, _ := c.Table(ByPair)
	places, _ := c.Table(ByPlace)
	for _, row := range pairs.Rows {
		if row[0] != row[1] {
			continue
		}
		if n, shown := places.Cell(Total, row[0]); !shown || row[2] == "" || math.Abs(float64(n)) < 1 {
			t.Errorf("%s is in a pair, and not shown alone", row[0])
		}
	}
	if !slices.ContainsFunc(classes.Rows, func(r []string) bool { return strings.HasPrefix(r[0], "WK") && r[2] != "" }) {
		t.Error("no district is shown")
	}
}
