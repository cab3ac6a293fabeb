package steering

import "math"

// protect says which parts of one whole must be hidden: those below the minimum, and when the rest would tell
// what they are, the smallest of the others too, with all that look as small once they are rounded.
func protect(parts []int, minimum, base int) []bool {
	hidden := make([]bool, len(parts))
	count, sum := 0, 0
	hide := func(upTo int) {
		for i, n := range parts {
			if !hidden[i] && n <= upTo {
				hidden[i], count, sum = true, count+1, sum+n
			}
		}
	}
	hide(minimum - 1)
	// What is hidden tells itself when it is one part, or a small group together, or, all of it small, as much as
	// it can be.
	for first := true; count > 0 && count < len(parts); first = false {
		if count > 1 && sum >= minimum && (!first || sum < count*(minimum-1)) {
			break
		}
		hide(rounded(smallest(parts, hidden), base) + (base-1)/2)
	}
	return hidden
}

// smallest is the smallest part that is not hidden yet.
func smallest(parts []int, hidden []bool) int {
	out := math.MaxInt
	for i, n := range parts {
		if !hidden[i] {
			out = min(out, n)
		}
	}
	return out
}

// rounded is a number to the nearest multiple of base.
func rounded(n, base int) int {
	if base < 2 {
		return n
	}
	return (n + base/2) / base * base
}

// Bound says whether a value is exact, or how far it goes.
type Bound string

// A value is exact; or it is at least or at most what is shown, because the exact one would tell of a group
// that is too small.
const (
	Exact   Bound = ""
	AtLeast Bound = "at_least"
	AtMost  Bound = "at_most"
)

// share is what part of a whole something is, in hundredths. When the part or what is left of the whole is a
// group below the minimum, only a bound is given, and it follows from the rounded whole alone.
func share(part, whole, minimum, base int) (value float64, bound Bound, ok bool) {
	rest := whole - part
	if whole < minimum || part < minimum && rest < minimum {
		return 0, Exact, false
	}
	least := max(rounded(whole, base)-base/2, minimum) // the whole is not less than this
	most := minimum - 1                                // a small group is not more than this
	switch {
	case rest < minimum:
		return float64(100 * (least - most) / least), AtLeast, true
	case part < minimum:
		return float64((100*most + least - 1) / least), AtMost, true
	}
	return math.Round(100 * float64(part) / float64(whole)), Exact, true
}

// median is the middle of numbers in order; of an even number of them the one below.
func median(sorted []int) int { return sorted[(len(sorted)-1)/2] }
