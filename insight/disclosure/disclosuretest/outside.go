package disclosuretest

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// Program is a linear program in words that other solvers read: the objective, rows such as "x1 + x2 = 5", and the least
// that each unknown can be.
type Program struct {
	Rows  []string
	Least map[string]int64
}

// Solvers are the outside solvers: glpsol of GLPK and clp of COIN-OR. Where they are absent the test is skipped, but in
// CI it fails.
func Solvers(t testing.TB) []func(t testing.TB, p Program, objective string, up bool) (value float64, bounded bool) {
	t.Helper()
	for _, name := range []string{"glpsol", "clp"} {
		if _, err := exec.LookPath(name); err != nil {
			if os.Getenv("CI") != "" {
				t.Fatal("the packages glpk-utils and coinor-clp are needed:", err)
			}
			t.Skip("without the packages glpk-utils and coinor-clp nothing can be compared:", err)
		}
	}
	return []func(testing.TB, Program, string, bool) (float64, bool){glpsol, clp}
}

// write writes a program in the LP format of CPLEX.
func (p Program) write(t testing.TB, objective string, up bool) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "program.lp")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriter(f)
	way := "Minimize"
	if up {
		way = "Maximize"
	}
	fmt.Fprintf(w, "%s\n obj: %s\nSubject To\n", way, objective)
	for k, row := range p.Rows {
		fmt.Fprintf(w, " r%d: %s\n", k, row)
	}
	fmt.Fprintln(w, "Bounds")
	for name, least := range p.Least {
		fmt.Fprintf(w, " %s >= %d\n", name, least)
	}
	fmt.Fprintln(w, "End")
	if err := errors.Join(w.Flush(), f.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

var (
	glpsolSays = regexp.MustCompile(`Objective:\s+obj = (\S+)`)
	clpSays    = regexp.MustCompile(`Optimal - objective value (\S+)`)
)

func glpsol(t testing.TB, p Program, objective string, up bool) (float64, bool) {
	t.Helper()
	path := p.write(t, objective, up)
	if out, err := exec.Command("glpsol", "--lp", path, "-o", path+".out").CombinedOutput(); err != nil {
		t.Fatalf("glpsol: %v\n%s", err, out)
	}
	raw, err := os.ReadFile(path + ".out")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(raw), "OPTIMAL") {
		return 0, false
	}
	return number(t, glpsolSays, string(raw)), true
}

func clp(t testing.TB, p Program, objective string, up bool) (float64, bool) {
	t.Helper()
	out, err := exec.Command("clp", p.write(t, objective, up), "-solve", "-quit").CombinedOutput()
	if err != nil {
		t.Fatalf("clp: %v\n%s", err, out)
	}
	if !strings.Contains(string(out), "Optimal") {
		return 0, false
	}
	return number(t, clpSays, string(out)), true
}

func number(t testing.TB, says *regexp.Regexp, text string) float64 {
	t.Helper()
	m := says.FindStringSubmatch(text)
	if m == nil {
		t.Fatalf("no objective in:\n%s", text)
	}
	v, err := strconv.ParseFloat(m[1], 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}
