package istandaard

import (
	"cmp"
	"regexp"
	"strconv"
	"time"
)

// Datum is a date as the standard writes it: 2026-10-21. The empty Datum is no date.
type Datum string

// DatumVan is the date that t shows on the clock of its own time zone.
func DatumVan(t time.Time) Datum { return Datum(t.Format(time.DateOnly)) }

// dag is a date in parts, so that the odd years which the schema allows compare too.
type dag struct{ jaar, maand, dag int }

// The schema allows years before our era and years of more than four digits.
var datumPatroon = regexp.MustCompile(`^(-?(?:[0-9]{4}|[1-9][0-9]{4,8}))-([0-9]{2})-([0-9]{2})$`)

func (d Datum) dag() (dag, bool) {
	deel := datumPatroon.FindStringSubmatch(string(d))
	if deel == nil {
		return dag{}, false
	}
	j, _ := strconv.Atoi(deel[1])
	m, _ := strconv.Atoi(deel[2])
	n, _ := strconv.Atoi(deel[3])
	if j == 0 || m < 1 || m > 12 || n < 1 || n > time.Date(2000+j%400, time.Month(m+1), 0, 0, 0, 0, 0, time.UTC).Day() {
		return dag{}, false
	}
	return dag{j, m, n}, true
}

func isDatum(s string) bool {
	_, ok := Datum(s).dag()
	return ok
}

// na reports whether d comes after e; it does not when either is no date.
func (d Datum) na(e Datum) bool {
	a, ok1 := d.dag()
	b, ok2 := e.dag()
	return ok1 && ok2 && a.vergelijk(b) > 0
}

func (d dag) vergelijk(e dag) int {
	return cmp.Or(cmp.Compare(d.jaar, e.jaar), cmp.Compare(d.maand, e.maand), cmp.Compare(d.dag, e.dag))
}

// eeuwigheid stands for the end of an allocation that has no end date.
const eeuwigheid Datum = "999999999-12-31"
