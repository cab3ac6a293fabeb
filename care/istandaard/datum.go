package istandaard

import (
	"cmp"
	"math"
	"time"
)

// Datum is a date as the standard writes it: 2026-10-21. The empty Datum is no date.
type Datum string

// DatumVan is the date that t shows on the clock of its own time zone.
func DatumVan(t time.Time) Datum { return Datum(t.Format(time.DateOnly)) }

// Dag is a date in parts, so that the odd years which the schema allows compare too. The zero Dag is no date.
type Dag struct{ Jaar, Maand, Dag int }

// Dag reads the date in parts; ok is false when it is no date.
func (d Datum) Dag() (dag Dag, ok bool) { return leesDag(string(d)) }

// maanden are the days of each month of an ordinary year.
var maanden = [13]int{0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

// leesDag reads a date without time zone. The schema allows years before our era and years of more than four
// digits, and no year zero; a year must fit in 64 bits, as in libxml2.
func leesDag(s string) (Dag, bool) {
	voorChristus := s != "" && s[0] == '-'
	if voorChristus {
		s = s[1:]
	}
	n := len(s)
	if n < 10 || s[n-3] != '-' || s[n-6] != '-' || !isCijfers(s[:n-6]) || !isCijfers(s[n-5:n-3]) || !isCijfers(s[n-2:]) || n > 10 && s[0] == '0' {
		return Dag{}, false
	}
	d := Dag{Maand: int(s[n-5]-'0')*10 + int(s[n-4]-'0'), Dag: int(s[n-2]-'0')*10 + int(s[n-1]-'0')}
	for i := range n - 6 {
		cijfer := int(s[i] - '0')
		if d.Jaar > (math.MaxInt-cijfer)/10 {
			return Dag{}, false
		}
		d.Jaar = d.Jaar*10 + cijfer
	}
	if voorChristus {
		d.Jaar = -d.Jaar
	}
	return d, d.Bestaat()
}

// Bestaat reports whether the calendar has the day. There is no year zero.
func (d Dag) Bestaat() bool {
	if d.Jaar == 0 || d.Maand < 1 || d.Maand > 12 || d.Dag < 1 {
		return false
	}
	dagen := maanden[d.Maand]
	if d.Maand == 2 && (d.Jaar%4 == 0 && d.Jaar%100 != 0 || d.Jaar%400 == 0) {
		dagen = 29
	}
	return d.Dag <= dagen
}

// Vergelijk is negative when d comes before e, and positive when it comes after.
func (d Dag) Vergelijk(e Dag) int {
	return cmp.Or(cmp.Compare(d.Jaar, e.Jaar), cmp.Compare(d.Maand, e.Maand), cmp.Compare(d.Dag, e.Dag))
}

// Na reports whether d comes after e; it does not when either is no date.
func (d Datum) Na(e Datum) bool {
	if len(d) == 10 && len(e) == 10 {
		return d > e && d[0] != '-' && e[0] != '-'
	}
	a, ok1 := d.Dag()
	b, ok2 := e.Dag()
	return ok1 && ok2 && a.Vergelijk(b) > 0
}
