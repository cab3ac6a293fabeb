package file

import (
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/insight/disclosure/disclosuretest"
)

// written reads a CSV file without the code that is tested.
func written(t testing.TB, path string) map[[2]string]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	out := map[[2]string]string{}
	for _, r := range rows[1:] {
		out[[2]string{r[0], r[1]}] = r[2]
	}
	return out
}

// district and domain are what codes of the town belong to, by their letters.
func district(code string) string {
	switch {
	case strings.HasPrefix(code, "BU"):
		n, _ := strconv.Atoi(code[6:])
		return fmt.Sprintf("WK%s%02d", code[2:6], (n-1)/10+1)
	case strings.HasPrefix(code, "WK"):
		return "GM0001"
	}
	return ""
}

func domain(code string) string {
	switch {
	case strings.HasPrefix(code, "wi_"):
		return "werkinkomen"
	case strings.Contains(code, "_"):
		return strings.SplitN(code, "_", 2)[0]
	case code == "totaal":
		return ""
	}
	return "totaal"
}

// published is a release as a linear program: hidden counts are unknown and at least 1, every margin adds up.
func published(release map[[2]string]string) (p disclosuretest.Program, name map[[2]string]string) {
	name = map[[2]string]string{}
	var cells [][2]string
	for cell := range release {
		cells = append(cells, cell)
	}
	slices.SortFunc(cells, func(a, b [2]string) int { return strings.Compare(a[0]+","+a[1], b[0]+","+b[1]) })
	p.Least = map[string]int64{}
	for k, cell := range cells {
		if release[cell] == "" {
			name[cell] = "x" + strconv.Itoa(k)
			p.Least[name[cell]] = 1
		}
	}
	sums, right := map[[3]string]string{}, map[[3]string]int64{}
	add := func(key [3]string, cell [2]string, sign int64) {
		if n, hidden := name[cell]; hidden {
			sums[key] += map[int64]string{1: " + ", -1: " - "}[sign] + n
			return
		}
		v, _ := strconv.ParseInt(release[cell], 10, 64)
		right[key] -= sign * v
	}
	for _, cell := range cells {
		add([3]string{"place", cell[0], cell[1]}, cell, -1)
		add([3]string{"help", cell[0], cell[1]}, cell, -1)
		if up := district(cell[0]); up != "" {
			add([3]string{"place", up, cell[1]}, cell, 1)
		}
		if up := domain(cell[1]); up != "" {
			add([3]string{"help", cell[0], up}, cell, 1)
		}
	}
	for _, cell := range cells {
		for _, key := range [][3]string{{"place", cell[0], cell[1]}, {"help", cell[0], cell[1]}} {
			lowest := key[0] == "place" && strings.HasPrefix(cell[0], "BU") || key[0] == "help" && strings.Contains(cell[1], "_")
			if sums[key] != "" && !lowest {
				p.Rows = append(p.Rows, fmt.Sprintf("%s = %d", sums[key], right[key]))
			}
		}
	}
	return p, name
}

// Two other solvers, given the release as it was written, come no closer to small counts than the rule allows.
func TestReleaseHoldsAgainstOtherSolvers(t *testing.T) {
	solvers := disclosuretest.Solvers(t)
	s := makeSet(t, "buurt,provision", `{"fewest": 1, "dimensions": [`+places+`, `+provisions+`]}`, byProvision)
	if _, err := Protect(s.table, s.spec, s.path("release.csv"), s.path("report.json")); err != nil {
		t.Fatal(err)
	}
	truth, release := written(t, s.table), written(t, s.path("release.csv"))
	program, name := published(release)
	var small [][2]string
	for cell, count := range truth {
		if v, _ := strconv.Atoi(count); v > 0 && v < 5 {
			small = append(small, cell)
			if name[cell] == "" {
				t.Errorf("%v is shown", cell)
			}
		}
	}
	if len(small) < 2000 {
		t.Fatalf("only %d small cells", len(small))
	}
	slices.SortFunc(small, func(a, b [2]string) int { return strings.Compare(a[0]+","+a[1], b[0]+","+b[1]) })
	for k := 0; k < len(small); k += len(small) / 6 {
		cell := small[k]
		v, _ := strconv.ParseFloat(truth[cell], 64)
		solve := solvers[k%2]
		if most, bounded := solve(t, program, name[cell], true); bounded && most < max(5, v+3)-1e-6 {
			t.Errorf("%v is %g, and at most %g follows", cell, v, most)
		}
		if least, bounded := solve(t, program, name[cell], false); !bounded || least > max(1, v-2)+1e-6 {
			t.Errorf("%v is %g, and at least %g follows", cell, v, least)
		}
	}
}
