package rekenen

import (
	"fmt"
	"strings"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
)

// Dag is a calendar day as a number: 0001-01-01 is day 1, which was a Monday, and the next day is one more.
// The zero Dag is no day.
type Dag int64

// verJaar is a year beyond which days are not counted: the schema allows years of any length (xs:date).
const verJaar = 1_000_000_000

// LeesDag reads a date as the standard writes it: 2026-10-21 (RS032). Blanks around it do not count.
func LeesDag(s string) (Dag, bool) {
	d, ok := istandaard.Datum(strings.Trim(s, " \t\r\n")).Dag()
	if !ok || d.Jaar >= verJaar || d.Jaar <= -verJaar {
		return 0, false
	}
	return nummer(int64(d.Jaar), int64(d.Maand), int64(d.Dag)), true
}

// DagVan is the day with these parts; it is false when the calendar has no such day (RS032). There is no year zero.
func DagVan(jaar, maand, dag int) (Dag, bool) {
	if !(istandaard.Dag{Jaar: jaar, Maand: maand, Dag: dag}).Bestaat() {
		return 0, false
	}
	return nummer(int64(jaar), int64(maand), int64(dag)), true
}

// nummer counts days in years that begin on 1 March, so that the leap day comes last.
func nummer(jaar, maand, dag int64) Dag {
	if maand <= 2 {
		jaar, maand = jaar-1, maand+12
	}
	return Dag(365*jaar + vloer(jaar, 4) - vloer(jaar, 100) + vloer(jaar, 400) + (153*(maand-3)+2)/5 + dag - 1 - 305)
}

// Delen are the year, month and day (RS032).
func (d Dag) Delen() (jaar, maand, dag int) {
	n := int64(d) + 305 // days since 0000-03-01
	eeuwen := vloer(n, 146097)
	n -= 146097 * eeuwen
	j := (n - n/1460 + n/36524 - n/146096) / 365
	n -= 365*j + j/4 - j/100
	m := (5*n + 2) / 153
	dag = int(n - (153*m+2)/5 + 1)
	if m += 3; m > 12 {
		return int(400*eeuwen + j + 1), int(m - 12), dag
	}
	return int(400*eeuwen + j), int(m), dag
}

// String writes the day as 2026-10-21, and no day as nothing (RS032).
func (d Dag) String() string {
	if d == 0 {
		return ""
	}
	jaar, maand, dag := d.Delen()
	if jaar < 0 {
		return fmt.Sprintf("-%04d-%02d-%02d", -jaar, maand, dag)
	}
	return fmt.Sprintf("%04d-%02d-%02d", jaar, maand, dag)
}

// Zondag reports whether the day is a Sunday, on which the week of an output allocation counts (IV076).
func (d Dag) Zondag() bool { return vloer(int64(d), 7)*7 == int64(d) }

// Maand is the calendar month of the day (IV089).
func (d Dag) Maand() Maand {
	jaar, maand, _ := d.Delen()
	return Maand(12*int64(jaar) + int64(maand) - 1)
}

// Maand is a calendar month, which is what a DeclaratiePeriode always is (CS340); the next month is one more.
type Maand int64

// LeesMaand reads a month such as 2026-10 (CS340).
func LeesMaand(s string) (Maand, bool) {
	d, ok := LeesDag(s + "-01")
	return d.Maand(), ok
}

// Begin is the first day of the month (TR387).
func (m Maand) Begin() Dag {
	jaar := vloer(int64(m), 12)
	return nummer(jaar, int64(m)-12*jaar+1, 1)
}

// Einde is the last day of the month (TR388).
func (m Maand) Einde() Dag { return (m + 1).Begin() - 1 }

// String writes the month as 2026-10 (CS340).
func (m Maand) String() string { return strings.TrimSuffix(m.Begin().String(), "-01") }
