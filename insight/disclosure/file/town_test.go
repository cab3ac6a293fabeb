package file

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/insight/disclosure/disclosuretest"
)

type fact = disclosuretest.Fact

// writeCounts writes counts by codes as a table.
func writeCounts(t testing.TB, path, header string, counts map[string]int64) {
	t.Helper()
	var out strings.Builder
	out.WriteString(header + "\n")
	for _, codes := range slices.Sorted(maps.Keys(counts)) {
		fmt.Fprintf(&out, "%s,%d\n", codes, counts[codes])
	}
	if err := os.WriteFile(path, []byte(out.String()), 0o600); err != nil {
		t.Fatal(err)
	}
}

// set is a table of the town with its spec and what each organisation counted itself.
type set struct {
	folder, table, spec string
	own                 map[string]string // file by organisation
	contributions       string
}

const (
	places     = `{"column": "buurt", "total": "GM0001", "file": "addresses.csv", "levels": ["buurt", "wijk"]}`
	provisions = `{"column": "provision", "groups": {"jeugd": ["jeugd_*"], "wmo": ["wmo_*"], "werkinkomen": ["wi_*"]}}`
)

// makeSet counts the facts by columns; things are what is counted.
func makeSet(t testing.TB, columns, spec string, by func(fact) (codes, thing string)) set {
	t.Helper()
	facts, addresses := disclosuretest.Town(t)
	s := set{folder: t.TempDir(), own: map[string]string{}}
	s.table, s.spec, s.contributions = filepath.Join(s.folder, "table.csv"), filepath.Join(s.folder, "spec.json"), filepath.Join(s.folder, "own.csv")
	writeCounts(t, s.table, columns+",n", disclosuretest.Count(facts, by))
	parts := map[string][]fact{}
	for _, f := range facts {
		parts[f.Organisation] = append(parts[f.Organisation], f)
	}
	all := map[string]int64{}
	for name, own := range parts {
		counts := disclosuretest.Count(own, by)
		s.own[name] = filepath.Join(s.folder, name+".csv")
		writeCounts(t, s.own[name], columns+",n", counts)
		for codes, n := range counts {
			all[name+","+codes] = n
		}
	}
	writeCounts(t, s.contributions, "org,"+columns+",n", all)
	err := os.WriteFile(filepath.Join(s.folder, "addresses.csv"), addresses, 0o600)
	if err == nil {
		err = os.WriteFile(s.spec, []byte(spec), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (s set) path(name string) string { return filepath.Join(s.folder, name) }

// protected protects the set and audits the release as an outsider.
func (s set) protected(t testing.TB, least float64) {
	t.Helper()
	report, err := Protect(s.table, s.spec, s.path("release.csv"), s.path("report.json"))
	if err != nil {
		t.Fatal(err, report.Attack)
	}
	if told := report.Tables[0]; told.Shown < least {
		t.Errorf("%.1f%% of the value is shown, less than %.1f%%: %+v", 100*told.Shown, 100*least, told)
	}
	t.Logf("%+v", report.Tables[0])
	attack, err := Audit(s.path("release.csv"), s.spec, "")
	if err != nil || len(attack.Findings) > 0 || attack.NotReached > 0 || attack.Attacked != report.Attack.Attacked {
		t.Errorf("an outsider finds %+v, %v", attack, err)
	}
}

// Neighbourhood by provision, for outsiders: nothing can be inferred, and at least 80% is shown.
func TestNeighbourhoodByProvision(t *testing.T) {
	s := makeSet(t, "buurt,provision", `{"name": "t7", "fewest": 1, "dimensions": [`+places+`, `+provisions+`]}`, byProvision)
	s.protected(t, 0.8)
	before := readAll(t, s.path("release.csv"), s.path("report.json"))
	s.protected(t, 0.8)
	if after := readAll(t, s.path("release.csv"), s.path("report.json")); !bytes.Equal(before, after) {
		t.Error("the same table gives another release")
	}
	var report struct{ Attack map[string]int }
	if err := json.Unmarshal(readAll(t, s.path("report.json")), &report); err != nil || report.Attack["exact"]+report.Attack["below"]+report.Attack["under_protected"]+report.Attack["not_reached"] != 0 {
		t.Error(report, err)
	}
	// The table as it is, without any protection, shows thousands of small cells.
	attack, err := Audit(s.table, s.spec, "")
	if err != nil || attack.Exact != 2281 {
		t.Errorf("unprotected: %d small cells, %v", attack.Exact, err)
	}
}

func byProvision(f fact) (string, string) { return f.Neighbourhood + "," + f.Provision, f.Address }

// With what each organisation counted itself, none of the 27 can tell what a few others have.
func TestNeighbourhoodByProvisionFromInside(t *testing.T) {
	s := makeSet(t, "buurt,provision", `{"name": "t7", "fewest": 1, "contributions": "own.csv", "dimensions": [`+places+`, `+provisions+`]}`, byProvision)
	// Where taking away one organisation's own leaves 1 to 4, the cell must be hidden; what is left of the value is 77.8%.
	s.protected(t, 0.74)
	s.inside(t)
}

// inside attacks the release as every organisation.
func (s set) inside(t testing.TB) {
	t.Helper()
	if len(s.own) != 24 { // three of the 27 have nothing that counts on the day
		t.Fatalf("%d organisations", len(s.own))
	}
	s.own["nothing"] = s.path("nothing.csv")
	header, _, _ := strings.Cut(string(readAll(t, s.table)), "\n")
	if err := os.WriteFile(s.own["nothing"], []byte(header+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, own := range s.own {
		attack, err := Audit(s.path("release.csv"), s.spec, own)
		if err != nil || len(attack.Findings) > 0 || attack.NotReached > 0 {
			t.Errorf("%s finds %+v, %v", name, attack, err)
		}
	}
}

// Neighbourhood by domain and household type, deliveries counted, from inside too.
func TestNeighbourhoodByDomainAndType(t *testing.T) {
	s := makeSet(t, "buurt,domain,type", `{"fewest": 1, "contributions": "own.csv", "dimensions": [`+places+`, {"column": "domain"}, {"column": "type"}]}`,
		func(f fact) (string, string) {
			return f.Neighbourhood + "," + f.Domain + "," + f.Type, f.Address + f.Provision
		})
	s.protected(t, 0.8)
	s.inside(t)
}

// Pairs of provisions: a small count cannot be told from the counts of each alone.
func TestPairs(t *testing.T) {
	facts, _ := disclosuretest.Town(t)
	has := map[string]map[string]bool{}
	for _, f := range facts {
		if has[f.Address] == nil {
			has[f.Address] = map[string]bool{}
		}
		has[f.Address][f.Provision] = true
	}
	counts := map[string]int64{}
	for _, provisions := range has {
		codes := slices.Sorted(maps.Keys(provisions))
		for k, p := range codes {
			for _, q := range codes[k:] {
				counts[p+","+q]++
			}
		}
	}
	s := set{folder: t.TempDir()}
	s.table, s.spec = s.path("t3.csv"), s.path("t3.json")
	writeCounts(t, s.table, "p,q,n", counts)
	if err := os.WriteFile(s.spec, []byte(`{"pairs": {"columns": ["p", "q"], "households": 68000}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	s.protected(t, 0.99)
}

func readAll(t testing.TB, paths ...string) (all []byte) {
	t.Helper()
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, raw...)
	}
	return all
}
