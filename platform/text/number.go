package text

import (
	"context"
	"math"
	"strconv"
	"strings"
)

// Number writes a number as people do: "12.345", "3,5". A fraction has at most two decimals.
func Number[N ~int | ~int64 | ~float64](ctx context.Context, n N) string {
	rounded := math.Round(float64(n)*100) / 100
	if rounded == math.Trunc(rounded) {
		return group(ctx, strconv.FormatInt(int64(rounded), 10), "")
	}
	whole, rest, _ := strings.Cut(strconv.FormatFloat(rounded, 'f', -1, 64), ".")
	return group(ctx, whole, rest)
}

// Money writes an amount of euros, given in cents: "€ 21,80".
func Money[I ~int | ~int64](ctx context.Context, cents I) string {
	sign := ""
	if cents < 0 {
		sign, cents = "-", -cents
	}
	rest := strconv.FormatInt(int64(cents%100)+100, 10)[1:]
	amount := group(ctx, strconv.FormatInt(int64(cents/100), 10), rest)
	if english(ctx) {
		return sign + "€" + amount
	}
	return "€ " + sign + amount
}

// Percent writes a share of 1 with at most one decimal: 0.783 is "78,3%".
func Percent(ctx context.Context, share float64) string {
	return Number(ctx, math.Round(share*1000)/10) + "%"
}

// group puts a mark between thousands, and another before the decimals.
func group(ctx context.Context, whole, decimals string) string {
	thousand, point := ".", ","
	if english(ctx) {
		thousand, point = ",", "."
	}
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + thousand + whole[i:]
	}
	if decimals != "" {
		whole += point + decimals
	}
	return sign + whole
}
