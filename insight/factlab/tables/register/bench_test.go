package register

import "testing"

func BenchmarkFind(b *testing.B) {
	for _, size := range []struct {
		name string
		n    int
	}{{"tenth", 800_000}, {"country", 8_000_000}} {
		b.Run(size.name, func(b *testing.B) {
			hs := houses(b, size.n)
			var p Part
			for i, h := range hs {
				p.Add(h, uint32(i))
			}
			r, _ := Build(1, &p)
			f, found := NewFinder(r), 0
			for i := 0; b.Loop(); i++ {
				at := i * 256 % (size.n - 256)
				f.Find(hs[at:at+256], func(int, uint32) { found++ })
			}
			if found != b.N*256 {
				b.Error(found, b.N)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(found), "ns/address")
		})
	}
}
