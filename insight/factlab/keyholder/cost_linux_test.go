package keyholder

import (
	"sync"
	"syscall"
	"testing"

	"codeberg.org/samenkracht/samenkracht/insight/pseudonym"
)

// BenchmarkBothSides makes pseudonyms over TLS on the loopback, in batches of 500 from two goroutines, and tells what
// sender and key holder together take of a processor, and what that is for the 59,042 addresses of a large city.
func BenchmarkBothSides(b *testing.B) {
	for name, size := range map[string][2]int{"1 of 1": {1, 1}, "2 of 3": {2, 3}} {
		b.Run(name, func(b *testing.B) {
			p := play(b, size[0], size[1], 1<<40)
			c := p.client(b, 0)
			before := processor(b)
			for b.Loop() {
				s := c.Session(pseudonym.MakeSecret())
				var wg sync.WaitGroup
				for worker := range 2 {
					wg.Go(func() {
						for number := range 2 {
							if _, err := s.Pseudonyms(b.Context(), 2*worker+number, addresses(1000*worker+500*number, 500)); err != nil {
								b.Error(err)
							}
						}
					})
				}
				wg.Wait()
			}
			each := (processor(b) - before) / float64(2000*b.N)
			b.ReportMetric(1e6*each, "cpu-µs/address")
			b.ReportMetric(59042*each, "cpu-s/59042")
		})
	}
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
