package steering

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestProtect(t *testing.T) {
	for _, tt := range []struct {
		parts []int
		want  []bool
	}{
		{[]int{980, 15, 12}, []bool{false, false, false}},
		{[]int{980, 15, 10}, []bool{false, false, false}},
		{[]int{980, 15, 9}, []bool{false, true, true}},           // the smallest of the others goes along
		{[]int{980, 9, 8}, []bool{false, true, true}},            // two that are together large enough
		{[]int{980, 9, 9}, []bool{true, true, true}},             // 18 in two small groups is twice 9
		{[]int{980, 12, 8, 11}, []bool{false, true, true, true}}, // 11 and 12 are both shown as 10
		{[]int{980, 2, 3}, []bool{true, true, true}},             // together 5 people are a small group too
		{[]int{980, 0, 15}, []bool{false, true, true}},           // nobody is a small group
		{[]int{40, 30, 2, 3}, []bool{false, true, true, true}},
		{[]int{4, 900}, []bool{true, true}},
		{[]int{4}, []bool{true}},
		{[]int{10}, []bool{false}},
		{nil, []bool{}},
	} {
		if got := protect(tt.parts, 10, 5); !slices.Equal(got, tt.want) {
			t.Errorf("protect %v: %v; want %v", tt.parts, got, tt.want)
		}
	}
}

// published is all that somebody sees who knows the whole: the parts that are shown, rounded, and which are not.
func published(parts []int, minimum, base int) string {
	out := ""
	whole := 0
	for i, hidden := range protect(parts, minimum, base) {
		whole += parts[i]
		if hidden {
			out += " -"
		} else {
			out += fmt.Sprint(" ", rounded(parts[i], base))
		}
	}
	return fmt.Sprint(whole, ":", out)
}

// Whoever knows the whole and adds up what is shown finds for every hidden part a range that is at least as wide
// as the smallest group.
func TestAHiddenPartCannotBeComputed(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 50_000 {
		parts := make([]int, 1+r.IntN(8))
		whole := 0
		for i := range parts {
			parts[i] = r.IntN([]int{3, 10, 12, 30, 400}[r.IntN(5)])
			whole += parts[i]
		}
		if whole < smallestGroup {
			continue // a whole that small is not shown itself
		}
		for i, hidden := range protect(parts, smallestGroup, roundTo) {
			if low, high := reckon(parts, whole, i); hidden && len(parts) > 1 && high-low < smallestGroup {
				t.Fatalf("%v looks like %q: part %d is from %d to %d", parts, published(parts, smallestGroup, roundTo), i, low, high)
			}
		}
	}
}

// reckon is the range in which part i must lie, for somebody who knows the whole and all parts that are shown as
// they are, without rounding.
func reckon(parts []int, whole, i int) (low, high int) {
	hidden := protect(parts, smallestGroup, roundTo)
	rest := whole
	for j, n := range parts {
		if !hidden[j] {
			rest -= n
		}
	}
	if count := len(slices.DeleteFunc(hidden, func(h bool) bool { return !h })); count == 1 && hidden[0] {
		return rest, rest
	}
	return 0, rest
}

// Even somebody who knows the whole exactly and the rule by which parts are hidden cannot say how small a small
// group is: there is always another set of parts that looks the same.
func TestTheRuleTellsNoSmallGroup(t *testing.T) {
	const minimum, base, most, upTo = 10, 5, 24, 60
	looks := map[string]*[3]map[int]bool{}
	each := func(top int, f func(parts []int, look string)) {
		for n := range top * top * top {
			parts := []int{n / top / top, n / top % top, n % top}
			f(parts, published(parts, minimum, base))
		}
	}
	each(upTo, func(parts []int, look string) {
		if looks[look] == nil {
			looks[look] = &[3]map[int]bool{{}, {}, {}}
		}
		for i, n := range parts {
			looks[look][i][n] = true
		}
	})
	each(most, func(parts []int, look string) {
		for i, n := range parts {
			if n < minimum && parts[0]+parts[1]+parts[2] >= minimum && len(looks[look][i]) < 2 {
				t.Fatalf("%v looks like %q: part %d can be computed", parts, look, i)
			}
		}
	})
}

func TestRounded(t *testing.T) {
	for _, tt := range []struct{ n, base, want int }{{10, 5, 10}, {12, 5, 10}, {13, 5, 15}, {17, 5, 15}, {18, 5, 20}, {1234, 5, 1235}, {17, 1, 17}, {17, 0, 17}, {15, 10, 20}} {
		if got := rounded(tt.n, tt.base); got != tt.want {
			t.Errorf("%d to %d: %d; want %d", tt.n, tt.base, got, tt.want)
		}
	}
}

func TestShare(t *testing.T) {
	for _, tt := range []struct {
		part, whole int
		value       float64
		bound       Bound
		ok          bool
	}{
		{0, 0, 0, Exact, false},
		{5, 9, 0, Exact, false},
		{8, 16, 0, Exact, false},
		{85, 100, 85, Exact, true},
		{10, 20, 50, Exact, true},
		{93, 100, 90, AtLeast, true},
		{100, 100, 90, AtLeast, true},
		{499, 500, 98, AtLeast, true},
		{3, 100, 10, AtMost, true},
		{11, 11, 10, AtLeast, true},
	} {
		value, bound, ok := share(tt.part, tt.whole, 10, 5)
		if value != tt.value || bound != tt.bound || ok != tt.ok {
			t.Errorf("%d of %d: %v %q %v; want %v %q %v", tt.part, tt.whole, value, bound, ok, tt.value, tt.bound, tt.ok)
		}
	}
}

// A bound is true, and it is the same for all small groups: it does not tell how small this one is.
func TestABoundTellsNothingOfASmallGroup(t *testing.T) {
	for whole := 10; whole < 600; whole++ {
		for rest := range 10 {
			part := whole - rest
			if part < 10 {
				continue
			}
			value, bound, ok := share(part, whole, 10, 5)
			same, _, _ := share(whole, whole, 10, 5)
			if !ok || bound != AtLeast || 100*float64(part)/float64(whole) < value || value != same {
				t.Fatalf("%d of %d: %v %q, and %v for all", part, whole, value, bound, same)
			}
			low, bound, ok := share(rest, whole, 10, 5)
			if !ok || bound != AtMost || 100*float64(rest)/float64(whole) > low {
				t.Fatalf("%d of %d: %v %q", rest, whole, low, bound)
			}
		}
	}
}

func TestMedian(t *testing.T) {
	for want, sorted := range map[int][]int{3: {3}, 4: {4, 9}, 5: {1, 5, 40}, 7: {1, 7, 8, 9}} {
		if got := median(sorted); got != want {
			t.Errorf("%v: %d; want %d", sorted, got, want)
		}
	}
}
