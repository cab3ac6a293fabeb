package register

import (
	"fmt"
	"testing"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/count"
)

func houses(t testing.TB, n int) []count.Household {
	t.Helper()
	k, err := NewKey()
	if err != nil {
		t.Fatal(err)
	}
	h, out := NewHash(k), make([]count.Household, n)
	for i := range out {
		out[i] = h.Pseudonym(fmt.Appendf(nil, "1506SD|%d|", i))
	}
	return out
}

func TestFind(t *testing.T) {
	for _, n := range []int{0, 1, 300, 70000} {
		hs := houses(t, n+100)
		parts := []*Part{{}, {}}
		for i, h := range hs[:n] {
			parts[i%2].Add(h, uint32(i))
		}
		r, twice := Build(2, parts...)
		if len(twice) > 0 || r.Len() != n {
			t.Fatalf("%d: %d twice, %d addresses", n, len(twice), r.Len())
		}
		found := map[int]uint32{}
		NewFinder(r).Find(hs, func(i int, place uint32) { found[i] = place })
		for i, h := range hs {
			place, ok := r.Find(h)
			other, also := found[i]
			if ok != (i < n) || also != ok || ok && (place != uint32(i) || other != place) {
				t.Fatalf("%d: address %d: %d %v, %d %v", n, i, place, ok, other, also)
			}
		}
	}
}

func TestTwice(t *testing.T) {
	hs := houses(t, 5000)
	var p, q Part
	for i, h := range hs {
		p.Add(h, uint32(i))
	}
	q.Add(hs[77], 1)
	q.Add(hs[78], 1)
	_, twice := Build(2, &p, &q)
	if len(twice) != 2 || !(Same(twice[0], hs[77]) && Same(twice[1], hs[78]) || Same(twice[0], hs[78]) && Same(twice[1], hs[77])) {
		t.Errorf("%x", twice)
	}
	// All addresses the same takes no more time than all different.
	var all Part
	for range 200000 {
		all.Add(hs[0], 0)
	}
	if _, twice := Build(1, &all); len(twice) != 1 {
		t.Errorf("%x", twice)
	}
}
