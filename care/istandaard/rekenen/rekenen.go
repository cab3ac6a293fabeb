// Package rekenen does the sums of iWmo and iJw 3.2 on the standard's own values: the weeks, months and product
// periods of an allocation, how much may be claimed, amounts and rounding, which allocation a request for change
// leaves, changes or makes, and which variants an allocation fills.
//
// It is pure. Every name carries the rule that it follows. A day is a Dag,
// which is cheap to compare and does not mind the odd years that the schema allows.
//
// The published examples were tried as test vectors. Two of them contradict the rule that they illustrate, since
// their years were moved; the rule was followed:
//
//	V024  IV078 example 1: 12 to 30 November 2026 touches 4 ISO weeks, so 12 hours; the source says 9
//	V030  IV077 example 1: October 2025 from the 1st has 4 Sundays, so 1200 euros; the source counts 3 from the 7th
package rekenen

import "math"

// keer multiplies numbers of at least zero; what is too large stays at the largest number.
func keer(a, b int64) int64 {
	if a > 0 && b > math.MaxInt64/a {
		return math.MaxInt64
	}
	return a * b
}

// vloer divides and rounds down, also below zero.
func vloer(a, b int64) int64 {
	if a < 0 {
		return -((-a + b - 1) / b)
	}
	return a / b
}

// rond divides and rounds to the nearest; a half goes away from zero.
func rond(a, b int64) int64 {
	if a < 0 {
		return -rond(-a, b)
	}
	heel := a / b
	if a%b >= b-a%b {
		heel++
	}
	return heel
}
