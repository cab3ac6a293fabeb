package ident

import "strings"

// compact leaves out what people put between digits and letters, and writes letters as capitals.
func compact(s string) string {
	return strings.ToUpper(strings.Map(func(r rune) rune {
		switch r {
		case ' ', '.', '-', '\t', '\u00a0', '\u202f', '\u2011':
			return -1
		}
		return r
	}, s))
}

func digits(s string, n int) bool { return len(s) == n && allIn(s, '0', '9') }

func allIn(s string, from, to byte) bool {
	for i := range len(s) {
		if s[i] < from || s[i] > to {
			return false
		}
	}
	return s != ""
}
