package perturb

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// A cell of 12 households, of which the caller has the sum of their keyed hashes.
func Example() {
	fmt.Println(Standard.Apply(12, 0x9e3779b97f4a7c15), Standard.Apply(12, 0x9e3779b97f4a7c15), Standard.Apply(0, 7))
	// Output: 14 14 0
}

func TestChances(t *testing.T) {
	for count := range int64(40) {
		change, chance := Standard.Chances(count)
		sum, mean, spread := 0.0, 0.0, 0.0
		for k, d := range change {
			result := count + int64(d)
			if result < 0 || result == 1 || result == 2 || d < -4 || d > 4 || chance[k] <= 0 {
				t.Errorf("%d can become %d with chance %g", count, result, chance[k])
			}
			sum, mean, spread = sum+chance[k], mean+chance[k]*float64(d), spread+chance[k]*float64(d*d)
		}
		want := 3.0
		if count == 0 {
			want = 0
		}
		if math.Abs(sum-1) > 1e-9 || math.Abs(mean) > 1e-9 || math.Abs(spread-want) > 1e-9 {
			t.Errorf("%d: chances %g, mean %g, variance %g", count, sum, mean, spread)
		}
	}
}

// What is drawn has the mean and the variance of the table, for every small count.
func TestApply(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for count := int64(1); count < 12; count++ {
		const n = 200000
		mean, spread := 0.0, 0.0
		for range n {
			d := float64(Standard.Apply(count, r.Uint64()) - count)
			mean, spread = mean+d, spread+d*d
		}
		if mean /= n; math.Abs(mean) > 0.02 || math.Abs(spread/n-3) > 0.05 {
			t.Errorf("%d: mean %g, variance %g", count, mean, spread/n)
		}
	}
}

// Households asked for in another way are the same households: the order in which hashes are added does not matter.
func TestStable(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	hashes := make([]uint64, 50)
	var key, back uint64
	for k := range hashes {
		hashes[k] = r.Uint64()
		key += hashes[k]
	}
	for k := range hashes {
		back += hashes[len(hashes)-1-k]
	}
	if a, b := Standard.Apply(50, key), Standard.Apply(50, back); a != b {
		t.Error(a, b)
	}
}

func TestNewRefuses(t *testing.T) {
	for _, c := range []struct {
		most   int
		spread float64
		least  int64
	}{{0, 1, 1}, {4, 0, 3}, {4, 3, 0}, {4, 3, 9}, {2, 9, 2}, {4, 0.5, 3}} {
		if _, err := New(c.most, c.spread, c.least); err == nil {
			t.Errorf("%v was taken", c)
		}
	}
}
