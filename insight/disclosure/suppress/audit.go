package suppress

import (
	"codeberg.org/samenkracht/samenkracht/insight/disclosure/attack"
)

// Finding is what an attacker can tell of one hidden cell.
type Finding struct {
	Cell        int
	Insider     int     // -1 for an outsider
	Least, Most float64 // the attacker's interval
	Exact       bool    // the count follows from what is published
	Below       bool    // that it is 1 to less than the minimum follows
	NotReached  bool    // the attack did not finish: nothing is known, so it is not safe
}

// Audit attacks every hidden cell, as an outsider and as every insider, and gives what is not proved safe: cells that
// can be told and cells with an interval narrower than the rule. Witnesses that are known from elsewhere (nil: none)
// are checked again in whole numbers, and used where the attack itself finds none.
func (r *Risk) Audit(pivots int, known *attack.Pool) []Finding {
	search := attack.NewSearch(r.System)
	if pivots > 0 {
		search.Pivots = pivots
	}
	var found []Finding
	for _, c := range r.hidden() {
		told := map[int]bool{}
		for _, n := range r.needs(c) {
			if told[n.insider] {
				continue
			}
			v := search.Prove(n.aim, n.view)
			if v == attack.Safe || known != nil && known.Find(n.aim, n.view) {
				continue
			}
			told[n.insider] = true
			found = append(found, r.finding(search, n, v))
		}
	}
	return found
}

// finding measures the interval of a cell that is not proved safe.
func (r *Risk) finding(search *attack.Search, n need, v attack.Verdict) Finding {
	f := Finding{Cell: n.aim.Cell, Insider: n.insider}
	known := false
	f.Least, f.Most, known = search.Interval(n.aim.Cell, n.view)
	own := 0.0
	if n.insider >= 0 {
		own = float64(r.Own[n.insider][n.aim.Cell])
	}
	f.Exact = known && f.Most-f.Least < 1-1e-4
	f.Below = known && f.Least-own > 1e-4 && f.Most-own < float64(r.Minimum[n.aim.Cell])-1e-4
	f.NotReached = !known || v == attack.NotReached && !f.Exact && !f.Below
	return f
}

// Open attacks as the first insider who has only what is published; the counts of hidden cells are any that agree
// with it. An outsider is an insider who counted nothing. Shown cells that leave the attacker a
// few others are findings too.
func (r *Risk) Open(pivots int) []Finding {
	var found []Finding
	for c := range r.System.Value {
		if !r.System.Hidden[c] && r.leaves(0, c) {
			v := float64(r.System.Value[c])
			found = append(found, Finding{Cell: c, Insider: 0, Least: v, Most: v, Exact: true, Below: true})
		}
	}
	search := attack.NewSearch(r.System)
	if pivots > 0 {
		search.Pivots = pivots
	}
	for _, c := range r.hidden() {
		n, some := r.insiderNeed(0, c)
		if !some {
			continue
		}
		if v := search.Prove(n.aim, n.view); v != attack.Safe {
			f := r.finding(search, n, v)
			if f.Exact || f.Below || f.NotReached {
				found = append(found, f)
			}
		}
	}
	return found
}
