package main

import (
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"
)

// metric is one figure of one of the project's own benchmarks, with the least or the most that it may be.
type metric struct {
	folder, benchmark, unit string
	least, most             float64 // 0: no bound
}

// protocol measures what a pseudonym costs: the key holder alone on one core, and both sides for the small set.
func protocol(b *bench) error {
	return b.own("what pseudonyms cost",
		metric{"insight/pseudonym", "BenchmarkEvaluate", "elements/s", 6000, 0},
		metric{"insight/pseudonym", "BenchmarkBlind", "elements/s", 0, 0},
		metric{"insight/pseudonym", "BenchmarkFinalize", "elements/s", 0, 0},
		metric{"insight/factlab/keyholder", "BenchmarkBothSides/1_of_1", "cpu-s/59042", 0, 40},
		metric{"insight/factlab/keyholder", "BenchmarkBothSides/2_of_3", "cpu-s/59042", 0, 0})
}

// releases measures how long it takes to protect and attack everything that a town releases.
func releases(b *bench) error {
	return b.own("what a release costs",
		metric{"insight/factlab/release", "BenchmarkRelease", "cpu-s", 0, 5},
		metric{"insight/factlab/release", "BenchmarkRelease", "leaf-value-shown", 0.75, 0})
}

// own runs benchmarks of the project and holds their figures against their bounds.
func (b *bench) own(title string, metrics ...metric) error {
	fmt.Println("\n" + title)
	said := map[string]string{}
	for _, m := range metrics {
		if _, ran := said[m.folder]; !ran {
			run := exec.CommandContext(b.ctx, "go", "test", "-run", "^$", "-bench", "Blind|Evaluate|Finalize$|BothSides|Release", "-cpu", "1", "./"+m.folder)
			run.Dir, run.Stderr = b.root, os.Stderr
			text, err := run.Output()
			if err != nil {
				return fmt.Errorf("%s: %w\n%s", m.folder, err, text)
			}
			said[m.folder] = string(text)
		}
		value, err := m.read(said[m.folder])
		if err != nil {
			return err
		}
		switch {
		case m.least > 0:
			b.check(value >= m.least, "%s: %.4g %s, at least %g", m.benchmark, value, m.unit, m.least)
		case m.most > 0:
			b.check(value <= m.most, "%s: %.4g %s, at most %g", m.benchmark, value, m.unit, m.most)
		default:
			fmt.Printf("  %s: %.4g %s\n", m.benchmark, value, m.unit)
		}
	}
	return nil
}

// read finds the figure in what go test printed.
func (m metric) read(text string) (float64, error) {
	line := regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(m.benchmark) + `\s.*?([0-9.e+]+) ` + regexp.QuoteMeta(m.unit) + `(\s|$)`)
	found := line.FindStringSubmatch(text)
	if found == nil {
		return 0, fmt.Errorf("%s prints no %s:\n%s", m.benchmark, m.unit, text)
	}
	return strconv.ParseFloat(found[1], 64)
}
