package law

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Rule is a term as a law or an agreement sets it, from a day on.
type Rule struct {
	Name   string
	From   Date
	Length int // negative when it counts back from the day
	Unit   string
	Basis  string // act, decree, ministerial, ordinance, eu, standard, contract or norm
	// Suspend says which reasons stop the clock: "awb" all of Awb 4:15, "consent" only the applicant's, "no".
	Suspend string
	// Extend says how the end may be put off: a length, "date", "announce", or "-" for not at all.
	Extend  string
	Article string
	Source  string
	Mark    string // S read in a source, K knowledge of the field, K? verify before relying on it
	Note    string
	atw     bool
}

const (
	hours       = "hours"
	days        = "days"
	weeks       = "weeks"
	months      = "months"
	years       = "years"
	workingDays = "workingdays"
)

// rules holds the rows by name, the newest first.
var rules = func() map[string][]Rule {
	all := map[string][]Rule{}
	for _, row := range table("terms.tsv", 11) {
		n, unit := length(row[2])
		all[row[0]] = append(all[row[0]], Rule{
			Name: row[0], From: day(row[1]), Length: n, Unit: unit, Basis: row[3], atw: row[4] == "atw",
			Suspend: row[5], Extend: row[6], Article: row[7], Source: row[8], Mark: row[9], Note: row[10],
		})
	}
	for _, rows := range all {
		slices.SortFunc(rows, func(a, b Rule) int { return b.From.Compare(a.From) })
	}
	return all
}()

// length reads "6 weeks"; the unit of one is written without its s.
func length(s string) (int, string) {
	number, unit, _ := strings.Cut(s, " ")
	n, err := strconv.Atoi(number)
	if !strings.HasSuffix(unit, "s") {
		unit += "s"
	}
	if err != nil || !slices.Contains([]string{hours, days, weeks, months, years, workingDays}, unit) {
		panic(fmt.Sprintf("law: %q is no length of a term", s))
	}
	return n, unit
}

// RuleOn returns the term called name as it is on a day.
func RuleOn(name string, on Date) (Rule, error) {
	for _, r := range rules[name] {
		if !r.From.After(on) {
			return r, nil
		}
	}
	return Rule{}, fmt.Errorf("no term %q on %s", name, on)
}

// RuleNames lists the names of all terms, sorted.
func RuleNames() []string { return names(rules) }

func names[T any](rows map[string]T) []string {
	var out []string
	for name := range rows {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// Until is the moment at which a term in hours ends; terms in days end at the end of their last day.
func (r Rule) Until(at time.Time) time.Time {
	if r.Unit == hours {
		return at.Add(time.Duration(r.Length) * time.Hour)
	}
	return r.legalEnd(r.count(DateOf(at)), DateOf(at)).Add(1).Start()
}

// count returns the last day of the term by its length alone. The day of the event is day zero.
func (r Rule) count(start Date) Date { return count(start, r.Length, r.Unit) }

func count(start Date, n int, unit string) Date {
	switch unit {
	case weeks:
		return start.Add(7 * n)
	case months:
		return start.AddMonths(n)
	case years:
		return start.AddYears(n)
	case workingDays:
		return WorkingDays.Add(start, n)
	case hours:
		return start.Add((n + 23) / 24)
	}
	return start.Add(n)
}

// MovesOff reports whether the end of the term moves off weekends and holidays.
func (r Rule) MovesOff() bool { return r.atw && movesOff(r.Length, r.Unit) }

func movesOff(n int, unit string) bool {
	// Atw art. 1 lid 2
	if n < 0 {
		return false
	}
	// Atw art. 4
	switch unit {
	case days:
		return n <= 90
	case weeks:
		return n <= 12
	case months:
		return n <= 3
	}
	return false
}

// legalEnd moves the end of a term that began after start to an ordinary day.
func (r Rule) legalEnd(end, start Date) Date {
	if !r.MovesOff() {
		return end
	}
	// Atw art. 1 lid 1
	end = Legal.OnOrAfter(end)
	// Atw art. 2
	if r.Unit != days || r.Length >= 3 {
		for Legal.Count(start, end) < 2 {
			end = Legal.OnOrAfter(end.Add(1))
		}
	}
	return end
}
