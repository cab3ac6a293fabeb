//go:build unix

package release

import (
	"encoding/json"
	"syscall"
	"testing"

	"codeberg.org/samenkracht/samenkracht/insight/disclosure"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
)

// BenchmarkRelease makes the release of a town of 68,000 addresses and 27 organisations: every table protected and
// attacked, from outside and by each organisation. It tells the seconds of a processor.
func BenchmarkRelease(b *testing.B) {
	tally := aTown(b)
	before, shown := processor(b), 0.0
	for b.Loop() {
		c, err := build(tally, nil, wire.Key{})
		if err != nil {
			b.Fatal(err)
		}
		var report disclosure.Report
		if err := json.Unmarshal(c.Report, &report); err != nil || !report.Safe() {
			b.Fatal(err, report.Attack)
		}
		for _, t := range report.Tables {
			if t.Name == ByPlace {
				shown = t.Shown
			}
		}
	}
	b.ReportMetric((processor(b)-before)/float64(b.N), "cpu-s")
	b.ReportMetric(shown, "leaf-value-shown")
}

// processor is how many seconds of a processor this program took.
func processor(b *testing.B) float64 {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}
