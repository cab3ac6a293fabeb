package disclosure

import (
	"math"

	"codeberg.org/samenkracht/samenkracht/insight/disclosure/suppress"
	"codeberg.org/samenkracht/samenkracht/insight/disclosure/table"
)

// Release is a table as it is published: every cell with its count, or hidden. It does not tell why a cell is hidden.
type Release struct {
	*table.Table
	Counted string // as in the draft
	AnyOf   string // as in the draft
	Hidden  []bool // by cell; the values of hidden cells may not be shown
	Absent  []bool // by cell: hidden, but not among the published cells at all; nil: none
}

// Share is the part of the count of the lowest cells that is shown.
func (r Release) Share() float64 {
	var all, shown int64
	for cell, v := range r.Values {
		if r.Leaf(cell) {
			all += v
			if !r.Hidden[cell] {
				shown += v
			}
		}
	}
	if all == 0 {
		return 1
	}
	return float64(shown) / float64(all)
}

// Finding is what an attacker can tell of a hidden or published cell.
type Finding struct {
	Table   string   `json:"table"`
	Codes   []string `json:"codes"`
	Insider string   `json:"insider,omitempty"` // the organisation that attacks; empty for an outsider
	// The attacker's interval for what is not the attacker's own. Most is -1 when there is no upper bound.
	Least      int64 `json:"least"`
	Most       int64 `json:"most"`
	Exact      bool  `json:"exact"`       // the count follows
	Below      bool  `json:"below"`       // that it is from 1 to below the minimum follows
	NotReached bool  `json:"not_reached"` // the attack did not finish
}

// Attack is how an attack went. A release is safe when there are no findings.
type Attack struct {
	Attacked       int       `json:"attacked"`        // hidden cells, each attacked by an outsider and by every insider
	Insiders       int       `json:"insiders"`        // organisations that attacked
	Exact          int       `json:"exact"`           // cells whose count follows
	Below          int       `json:"below"`           // cells of which it follows that they are below the minimum
	UnderProtected int       `json:"under_protected"` // cells with a narrower interval than the rule asks for
	NotReached     int       `json:"not_reached"`     // cells for which the attack did not finish
	Findings       []Finding `json:"findings,omitempty"`
}

// add counts a finding.
func (a *Attack) add(f Finding) {
	switch {
	case f.NotReached:
		a.NotReached++
	case f.Exact:
		a.Exact++
	case f.Below:
		a.Below++
	default:
		a.UnderProtected++
	}
	a.Findings = append(a.Findings, f)
}

// Method is how tables are protected, in one line for the report.
const Method = "cell suppression by linear programs in subtables; attack on all tables together, with witnesses in whole numbers"

// Report is what is told about a release, beside its tables.
type Report struct {
	Method string        `json:"method"`
	Rule   Rule          `json:"rule"`
	Tables []TableReport `json:"tables"`
	Attack Attack        `json:"attack"`
}

// TableReport is what is told about one table.
type TableReport struct {
	Name   string  `json:"name"`
	Cells  int     `json:"cells"`
	Zeros  int     `json:"zeros"`
	Hidden int     `json:"hidden"`
	Shown  float64 `json:"leaf_value_shown"` // part of the count of the lowest cells, to a thousandth
}

// Safe reports whether the attack failed altogether.
func (r Report) Safe() bool { return len(r.Attack.Findings) == 0 }

func (j *joint) report(rule Rule, drafts []Draft, releases []Release, risk *suppress.Risk, found []suppress.Finding) Report {
	report := Report{Method: Method, Rule: rule}
	for k, r := range releases {
		t := TableReport{Name: drafts[k].Name, Cells: len(r.Values), Shown: math.Floor(r.Share()*1000) / 1000}
		for cell, v := range r.Values {
			if v == 0 {
				t.Zeros++
			}
			if r.Hidden[cell] {
				t.Hidden++
			}
		}
		report.Tables = append(report.Tables, t)
	}
	report.Attack = Attack{Attacked: risk.System.HiddenCells(), Insiders: len(risk.Own)}
	for _, f := range found {
		report.Attack.add(j.finding(f, risk.Own))
	}
	return report
}

// finding tells a finding in the codes of the table where the cell stands first.
func (j *joint) finding(f suppress.Finding, own [][]int32) Finding {
	home := j.home[f.Cell]
	t := j.tables[home.table]
	out := Finding{Table: t.Name, Codes: t.Codes(home.cell)}
	mine := int64(0)
	if f.Insider >= 0 {
		out.Insider, mine = j.names[f.Insider], int64(own[f.Insider][f.Cell])
	}
	out.found(f, mine)
	return out
}

// found takes over what was found, without the attacker's own.
func (out *Finding) found(f suppress.Finding, mine int64) {
	out.Exact, out.Below, out.NotReached = f.Exact, f.Below, f.NotReached
	out.Least, out.Most = max(0, int64(math.Ceil(f.Least-1e-4))-mine), -1
	if f.Most < 1e15 {
		out.Most = int64(math.Floor(f.Most+1e-4)) - mine
	}
}
