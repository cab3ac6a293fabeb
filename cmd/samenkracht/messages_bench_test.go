package main

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"
	"time"

	"codeberg.org/samenkracht/samenkracht/care/istandaard/rekenen"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/standaardtest"
)

// BenchmarkMessages times `samenkracht messages check` on levels 1 and 2 beside `xmllint --schema`, which checks
// level 1 alone, on the same files, in turns. It prints a table; run it with make bench-messages.
func BenchmarkMessages(b *testing.B) {
	xmllint, err := exec.LookPath("xmllint")
	if err != nil {
		b.Fatal("xmllint is missing: apt-get install libxml2-utils")
	}
	folder := b.TempDir()
	program := filepath.Join(folder, "samenkracht")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	var table strings.Builder
	w := tabwriter.NewWriter(&table, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "files\tMB\txmllint ms\tsamenkracht ms\tratio\tmessages/s\tMB/s per core\txmllint peak MB\tsamenkracht peak MB\t")
	for _, set := range sets(b, folder) {
		peer := append([]string{xmllint, "--noout", "--nonet", "--schema", set.schema}, set.files...)
		ours := append([]string{program, "messages", "check", "-level", "2"}, set.files...)
		var theirs, mine []took
		for range rounds {
			theirs, mine = append(theirs, clock(b, peer)), append(mine, clock(b, ours))
		}
		x, s := middle(theirs), middle(mine)
		x.peak, s.peak = peak(b, peer), peak(b, ours)
		mb := float64(set.size) / 1e6
		fmt.Fprintf(w, "%s\t%.1f\t%.0f\t%.0f\t%.2f\t%.0f\t%.0f\t%.0f\t%.0f\t\n", set.name, mb, x.wall*1e3, s.wall*1e3, s.wall/x.wall,
			float64(len(set.files))/s.wall, mb/s.cpu, x.peak, s.peak)
		b.ReportMetric(s.wall/x.wall, strings.ReplaceAll(set.name, " ", "-")+"-ratio")
	}
	w.Flush()
	fmt.Printf("\nChecking messages: levels 1 and 2 here, level 1 alone in xmllint; the middle of %d rounds in turns.\n%s\n", rounds, table.String())
}

const (
	rounds    = 7
	linesEach = 4
)

// set is files of one message type that one process of each program checks.
type set struct {
	name   string
	schema string
	files  []string
	size   int
}

func sets(b *testing.B, folder string) []set {
	b.Helper()
	example := func(path ...string) []byte {
		data, err := os.ReadFile(standaardtest.Map(b, path...))
		if err != nil {
			b.Fatal(err)
		}
		return data
	}
	write := func(name, schema string, contents ...[]byte) set {
		s := set{name: name, schema: standaardtest.Map(b, schema)}
		for i, c := range contents {
			path := filepath.Join(folder, fmt.Sprintf("%s-%04d.xml", strings.ReplaceAll(name, " ", "-"), i))
			if err := os.WriteFile(path, c, 0o600); err != nil {
				b.Fatal(err)
			}
			s.files, s.size = append(s.files, path), s.size+len(c)
		}
		return s
	}
	out := []set{
		write("1000 orders", "ijw-3.2/schema/JW301.xsd", slices.Repeat([][]byte{example("ijw-3.2", "examples", "JW301.xml")}, 1000)...),
		write("1000 starts", "iwmo-3.2/schema/WMO305.xsd", slices.Repeat([][]byte{example("iwmo-3.2", "examples", "WMO305.xml")}, 1000)...),
	}
	for _, mb := range []int{1, 5, 10, 25} {
		out = append(out, write(fmt.Sprintf("claim of %d MB", mb), "iwmo-3.2/schema/WMO323.xsd", claim(string(example("iwmo-3.2", "examples", "WMO323.xml")), mb<<20)))
	}
	return out
}

// claim makes a claim of almost a size out of the example: clients with a few lines each, every line with a
// number and an allocation of its own, and the sum of them all.
func claim(example string, size int) []byte {
	before, rest, _ := strings.Cut(example, "<wmo323:Clienten>")
	_, after, _ := strings.Cut(rest, "</wmo323:Clienten>")
	_, line, _ := strings.Cut(rest, "<wmo323:Prestatie>")
	line, _, _ = strings.Cut(line, "</wmo323:Prestatie>")
	line = "<wmo323:Prestatie>" + line + "</wmo323:Prestatie>\r\n\t\t\t\t\t"
	var out bytes.Buffer
	n := 0
	for bsn := 999900006; out.Len() < size-len(example)-(linesEach+1)*len(line); bsn++ {
		if !rekenen.Elfproef(fmt.Sprint(bsn)) {
			continue
		}
		fmt.Fprintf(&out, "<wmo323:Client>\r\n\t\t\t\t<wmo323:Bsn>%d</wmo323:Bsn>\r\n\t\t\t\t<wmo323:Prestaties>\r\n\t\t\t\t\t", bsn)
		for range linesEach {
			n++
			out.WriteString(strings.NewReplacer("RN001", fmt.Sprintf("RN%06d", n), "20072", fmt.Sprint(100000+n)).Replace(line))
		}
		out.WriteString("</wmo323:Prestaties>\r\n\t\t\t</wmo323:Client>\r\n\t\t\t")
	}
	before = strings.Replace(before, ">58000<", fmt.Sprintf(">%d<", 5000*n), 1)
	return []byte(before + "<wmo323:Clienten>" + out.String() + "</wmo323:Clienten>" + after)
}

// took is what one run of a program took: seconds on the clock and of the processors, and megabytes at its peak.
type took struct{ wall, cpu, peak float64 }

func clock(b *testing.B, args []string) took {
	b.Helper()
	cmd := exec.Command(args[0], args[1:]...)
	begin := time.Now()
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%s: %v\n%.2000s", args[0], err, out)
	}
	wall := time.Since(begin).Seconds()
	cpu := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	return took{wall: wall, cpu: cpu.Seconds()}
}

// peak is the most memory of one run, in megabytes, as the kernel notes it while the program runs. What it notes
// afterwards also counts the program that started it.
func peak(b *testing.B, args []string) (most float64) {
	b.Helper()
	cmd := exec.Command(args[0], args[1:]...)
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	done := make(chan error)
	go func() { done <- cmd.Wait() }()
	for {
		select {
		case err := <-done:
			if err != nil {
				b.Fatal(err)
			}
			return most
		case <-time.After(time.Millisecond):
			status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", cmd.Process.Pid))
			_, rest, _ := strings.Cut(string(status), "VmHWM:")
			var kB float64
			if _, err := fmt.Sscan(rest, &kB); err == nil && strings.Contains(string(status), "Name:\t"+filepath.Base(args[0])[:7]) {
				most = max(most, kB/1024)
			}
		}
	}
}

// middle is the run in the middle by the clock.
func middle(runs []took) took {
	slices.SortFunc(runs, func(a, b took) int { return cmp.Compare(a.wall, b.wall) })
	return runs[len(runs)/2]
}
