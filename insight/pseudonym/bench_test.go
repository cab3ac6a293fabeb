package pseudonym

import "testing"

// Each benchmark handles batches of 500 and tells how many elements a second all cores together do; with -cpu 1 it
// is the figure of one core.

func BenchmarkBlind(b *testing.B) {
	s, inputs := NewSession(MakeSecret(), single(b, MakeKey())), addresses(BatchSize)
	each(b, func() error { _, err := s.Blind(inputs); return err })
}

func BenchmarkEvaluate(b *testing.B) {
	key := MakeKey()
	batch, _ := ask(b, single(b, key), addresses(BatchSize), nil)
	raw := batch.Blinded().Bytes()
	each(b, func() error {
		asked, err := ParseBlinded(raw)
		if err != nil {
			return err
		}
		_, err = key.Evaluate(asked)
		return err
	})
}

func BenchmarkFinalize(b *testing.B) {
	key := MakeKey()
	batch, answers := ask(b, single(b, key), addresses(BatchSize), map[int]*Key{1: key})
	each(b, func() error { _, err := batch.Finalize(answers); return err })
}

func BenchmarkFinalizeTwoOfThree(b *testing.B) {
	shares, keys, err := MakeKey().Split(2, 3)
	if err != nil {
		b.Fatal(err)
	}
	batch, answers := ask(b, keys, addresses(BatchSize), map[int]*Key{1: shares[0], 3: shares[2]})
	each(b, func() error { _, err := batch.Finalize(answers); return err })
}

func each(b *testing.B, do func() error) {
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if err := do(); err != nil {
				b.Error(err)
				return
			}
		}
	})
	b.ReportMetric(float64(b.N*BatchSize)/b.Elapsed().Seconds(), "elements/s")
}
