// Package disclosure makes tables of counts safe to publish (onthullingsbeveiliging) and attacks what is published.
//
// A Draft is a table with what is known about it: which cells are about something sensitive, how many organisations
// stand behind a cell, what each organisation counted itself. Protect hides cells, in all drafts of a release
// together, until an attack on the whole finds nothing: nobody can compute a hidden cell exactly, tell that it is
// below the minimum, or come closer to a sensitive one than the rule allows; and no organisation can tell what a few
// others have by subtracting its own. Audit attacks a release with nothing but what is published.
//
//	releases, report, err := disclosure.Protect(disclosure.Standard, draft)
//	findings, err := disclosure.Audit(disclosure.Standard, releases, nil)
//
// What is safe is shown by witnesses in whole numbers (package attack); what was not reached is never called safe.
// The same input gives the same output, to the byte.
package disclosure

import (
	"slices"
	"strings"

	"codeberg.org/samenkracht/samenkracht/insight/disclosure/suppress"
	"codeberg.org/samenkracht/samenkracht/insight/disclosure/table"
)

// Rule is when a cell may be shown and when a hidden one is protected.
type Rule struct {
	Minimum       int64 `json:"minimum"`           // the least count that is shown
	Sensitive     int64 `json:"sensitive_minimum"` // the same for what is sensitive
	Organisations int64 `json:"organisations"`     // the fewest organisations behind a count that is shown
	Up            int64 `json:"up"`                // an attacker's interval goes at least so far above a sensitive count
	Down          int64 `json:"down"`              // and so far below
	Pivots        int   `json:"pivots,omitempty"`  // limit of one linear program; 0: the ordinary one
}

// Standard is the ordinary rule.
var Standard = Rule{Minimum: 5, Sensitive: 10, Organisations: 3, Up: 3, Down: 2}

// Own is what an organisation counted itself.
type Own struct {
	Name   string
	Counts []int64 // by cell of the table, margins included
}

// Draft is a table before it is protected. Only the table must be there.
type Draft struct {
	*table.Table
	// Counted names what is counted. Tables that count the same share the cells of their common margins.
	Counted string
	// AnyOf names a draft with the same columns and more: then this one counts who has any of those, so that each
	// count lies between the largest and the sum of theirs. Empty: nothing of the kind.
	AnyOf string
	// Sensitive tells whether a cell is about something that has the higher minimum.
	Sensitive func(codes []string) bool
	// Organisations is how many organisations stand behind each cell; nil when that does not matter.
	Organisations []int64
	// Own is what each organisation that could attack counted itself.
	Own []Own
	// Worth is how many times its count it costs to hide a cell that readers need most; nil: all cost the same.
	Worth func(codes []string) float64
	// Earlier is what was published of the same cells before, -1 where it was hidden; nil when nothing was.
	Earlier []int64
}

// Unsafe is the error of tables that could not be protected.
type Unsafe struct{ Report Report }

func (u *Unsafe) Error() string { return u.Problem().Error() }

// Problem is the error as a sentence with its values.
func (u *Unsafe) Problem() *table.Problem {
	open := u.Report.Attack.NotReached
	return table.Problemf("The tables cannot be protected: %d hidden cells can still be inferred, and of %d the attack did not finish.",
		len(u.Report.Attack.Findings)-open, open)
}

// Protect hides cells of the drafts until the attack on all of them together finds nothing. When that cannot be
// reached the error is Unsafe, and nothing may be published.
func Protect(rule Rule, drafts ...Draft) ([]Release, Report, error) {
	for _, d := range drafts {
		if err := d.check(rule); err != nil {
			return nil, Report{}, err
		}
	}
	j, err := join(tablesOf(drafts), linksOf(drafts))
	if err != nil {
		return nil, Report{}, err
	}
	risk := j.risk(rule, drafts)
	pool, _ := risk.Protect(rule.Pivots)
	found := risk.Audit(rule.Pivots, pool)
	releases := make([]Release, len(drafts))
	for k, d := range drafts {
		releases[k] = Release{Table: d.Table, Counted: d.Counted, AnyOf: d.AnyOf, Hidden: make([]bool, len(d.Values))}
		for cell := range d.Values {
			releases[k].Hidden[cell] = risk.System.Hidden[j.at[k][cell]]
		}
	}
	report := j.report(rule, drafts, releases, risk, found)
	if len(found) > 0 {
		return nil, report, &Unsafe{report}
	}
	return releases, report, nil
}

// check refuses a draft that contradicts itself, and a rule without sense.
func (d Draft) check(rule Rule) error {
	if rule.Minimum < 1 || rule.Sensitive < 0 || rule.Up < 0 || rule.Down < 0 || rule.Organisations < 0 {
		return table.Problemf("The rule cannot be used: the minimum is at least 1 and nothing is negative.")
	}
	for cell, v := range d.Values {
		if v < 0 {
			return table.Problemf("The count of %s in table %q is negative.", d.words(cell), d.Name)
		}
	}
	for _, own := range d.Own {
		if len(own.Counts) != len(d.Values) {
			return table.Problemf("The counts of %q are not those of table %q.", own.Name, d.Name)
		}
		for cell, n := range own.Counts {
			if n < 0 || n > d.Values[cell] {
				return table.Problemf("%q counted %d at %s in table %q, where %d is the count of all.", own.Name, n, d.words(cell), d.Name, d.Values[cell])
			}
		}
	}
	return nil
}

func (d Draft) words(cell int) string { return strings.Join(d.Codes(cell), ", ") }

// minimum is the least count that may be shown in a cell.
func (d Draft) minimum(rule Rule, cell int) int64 {
	if d.Sensitive != nil && d.Sensitive(d.Codes(cell)) {
		return max(rule.Minimum, rule.Sensitive)
	}
	return rule.Minimum
}

// few reports whether a cell is sensitive whatever its count: few organisations stand behind it, or it changed by a
// few since it was published before.
func (d Draft) few(rule Rule, cell int) bool {
	if d.Organisations != nil && d.Organisations[cell] < rule.Organisations {
		return true
	}
	if d.Earlier == nil || d.Earlier[cell] < 0 {
		return false
	}
	change := d.Values[cell] - d.Earlier[cell]
	least := d.minimum(rule, cell)
	return change != 0 && change < least && -change < least
}

// risk says of every cell of the joined tables what makes it sensitive.
func (j *joint) risk(rule Rule, drafts []Draft) *suppress.Risk {
	n := len(j.system.Value)
	r := &suppress.Risk{System: j.system, Minimum: make([]int64, n), Least: make([]int64, n), Few: make([]bool, n),
		Level: make([]int, n), Weight: make([]float64, n), Up: rule.Up, Down: rule.Down}
	for k, d := range drafts {
		least := d.leastOf()
		for cell, v := range d.Values {
			at := j.at[k][cell]
			r.Minimum[at] = max(r.Minimum[at], d.minimum(rule, cell))
			r.Few[at] = r.Few[at] || v > 0 && d.few(rule, cell)
			r.Least[at] = max(r.Least[at], least[cell])
			r.Level[at], r.Weight[at] = d.Level(cell), max(r.Weight[at], d.worth(cell)*suppress.Weight(v))
		}
	}
	j.spread(r.Least)
	r.Own = j.own(drafts)
	return r
}

// spread gives a margin with one part that is not zero and that part the same least count: they are the same cell.
func (j *joint) spread(least []int64) {
	for changed := true; changed; {
		changed = false
		for _, r := range j.system.Relations() {
			some, last := 0, int32(-1)
			for k, c := range r.Cells {
				if r.Signs[k] > 0 && j.system.Value[c] != 0 {
					some, last = some+1, c
				}
			}
			margin := slices.Index(r.Signs, -1)
			if some != 1 || margin < 0 || least[last] == least[r.Cells[margin]] {
				continue
			}
			most := max(least[last], least[r.Cells[margin]])
			least[last], least[r.Cells[margin]], changed = most, most, true
		}
	}
}

func (d Draft) worth(cell int) float64 {
	if d.Worth == nil {
		return 1
	}
	return d.Worth(d.Codes(cell))
}

// leastOf is what each cell would be with 1 in every lowest cell that is not zero.
func (d Draft) leastOf() []int64 {
	least := make([]int64, len(d.Values))
	for cell, v := range d.Values {
		if v > 0 && d.Leaf(cell) {
			least[cell] = 1
		}
	}
	d.SumOf(least)
	return least
}
