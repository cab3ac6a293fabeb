package law

import (
	"fmt"
	"slices"
	"strconv"
)

// DatedAmount is an amount of money that the law sets, from a day on.
type DatedAmount struct {
	Name    string
	From    Date
	Known   Date // the last day for which the row was checked; no day when there is no yearly change
	Cents   int64
	Per     string // what it is for: month, day, year, decision
	Article string
	Source  string
	Mark    string // S read in a source, K knowledge of the field, K? verify before relying on it
	Note    string
}

// amounts holds the rows by name, the newest first.
var amounts = func() map[string][]DatedAmount {
	all := map[string][]DatedAmount{}
	for _, row := range table("amounts.tsv", 9) {
		cents, err := strconv.ParseInt(row[3], 10, 64)
		if err != nil {
			panic("law: " + err.Error())
		}
		a := DatedAmount{Name: row[0], From: day(row[1]), Cents: cents, Per: row[4], Article: row[5], Source: row[6], Mark: row[7], Note: row[8]}
		if row[2] != "" {
			a.Known = day(row[2])
		}
		all[a.Name] = append(all[a.Name], a)
	}
	for _, rows := range all {
		slices.SortFunc(rows, func(a, b DatedAmount) int { return b.From.Compare(a.From) })
	}
	return all
}()

// Amount returns the amount called name on a day: the newest row that is in force. Sure says whether the row
// was checked for that day.
func Amount(name string, on Date) (DatedAmount, error) {
	for _, a := range amounts[name] {
		if !a.From.After(on) {
			return a, nil
		}
	}
	return DatedAmount{}, fmt.Errorf("no amount %q on %s", name, on)
}

// AmountNames lists the names of all amounts, sorted.
func AmountNames() []string { return names(amounts) }

// Sure reports whether the amount was checked for a day; if not, a new one may have been published.
func (a DatedAmount) Sure(on Date) bool { return a.Known.IsZero() || !on.After(a.Known) }
