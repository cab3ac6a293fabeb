package disclosure

import (
	"errors"
	"strings"

	"codeberg.org/samenkracht/samenkracht/insight/disclosure/attack"
	"codeberg.org/samenkracht/samenkracht/insight/disclosure/suppress"
	"codeberg.org/samenkracht/samenkracht/insight/disclosure/table"
)

// Insider is an organisation that attacks with what it counted itself: for each release, in their order, its counts by
// cell.
type Insider struct {
	Name   string
	Counts [][]int64
}

// Audit attacks releases with nothing but what is published: the shown cells and that the others are hidden. An
// insider also knows its own counts. Who has only the release does not know which hidden cells are small, so every
// hidden cell is attacked: it is a finding when its count follows, or when it follows that it is from 1 to below the
// minimum. For an insider both are meant of what is left without its own, also in cells that are shown.
func Audit(rule Rule, releases []Release, insider *Insider, sensitive ...func(codes []string) bool) (Attack, error) {
	var tables []*table.Table
	var links []link
	for _, r := range releases {
		tables, links = append(tables, r.Table.Blank(r.Hidden)), append(links, link{r.Counted, r.AnyOf})
	}
	j, err := join(tables, links)
	if err != nil {
		return Attack{}, err
	}
	own, name := make([]int32, len(j.system.Value)), ""
	minimum := make([]int64, len(own))
	for k, r := range releases {
		for cell := range r.Values {
			at := j.at[k][cell]
			if r.Hidden[cell] != (j.system.Hidden[at]) && j.home[at] != (place{k, cell}) {
				return Attack{}, table.Problemf("The tables %q and %q do not hide the same cells.", tables[j.home[at].table].Name, r.Name)
			}
			j.system.Hidden[at] = r.Hidden[cell]
			j.system.Absent[at] = r.Absent != nil && r.Absent[cell]
			minimum[at] = max(minimum[at], rule.Minimum)
			if k < len(sensitive) && sensitive[k] != nil && sensitive[k](r.Codes(cell)) {
				minimum[at] = max(minimum[at], rule.Sensitive)
			}
			if insider != nil {
				own[at] = max(own[at], int32(insider.Counts[k][cell]))
			}
		}
	}
	if insider != nil {
		name = insider.Name
		if name == "" {
			name = "insider"
		}
	}
	j.names = []string{name}
	return j.attack(rule, minimum, own, insider != nil)
}

// attack fills in the hidden cells somehow, and then asks of each whether it could be otherwise.
func (j *joint) attack(rule Rule, minimum []int64, own []int32, inside bool) (Attack, error) {
	if cell, bad := j.tooMuch(own); bad {
		home := j.home[cell]
		return Attack{}, table.Problemf("The own count at %s is larger than the published one.", strings.Join(j.tables[home.table].Codes(home.cell), ", "))
	}
	risk := &suppress.Risk{System: j.system, Minimum: minimum, Own: [][]int32{own}, Level: make([]int, len(own))}
	out := Attack{Attacked: j.system.HiddenCells()}
	if inside {
		out.Insiders = 1
	}
	found, err := open(rule, risk, j.fill)
	if errors.Is(err, attack.ErrUnfinished) { // nothing to begin with: nothing is known
		out.add(Finding{Table: j.tables[0].Name, NotReached: true})
		out.NotReached = max(1, out.Attacked)
		return out, nil
	}
	for _, f := range found {
		out.add(j.finding(f, risk.Own))
	}
	return out, err
}

// open fills in the hidden cells with any counts that agree with what is published, and attacks from there.
func open(rule Rule, risk *suppress.Risk, filled func()) ([]suppress.Finding, error) {
	err := risk.System.Complete(attack.View{Floor: 1, Own: risk.Own[0]}, rule.Pivots)
	if errors.Is(err, attack.ErrContradiction) {
		return nil, table.Problemf("No counts agree with what is published, so it cannot be a release that adds up.")
	}
	if err != nil {
		return nil, err
	}
	filled()
	return risk.Open(rule.Pivots), nil
}

// fill takes the counts that were filled in over into the tables, since blocks are chosen by size.
func (j *joint) fill() {
	for k, t := range j.tables {
		for cell := range t.Values {
			t.Values[cell] = j.system.Value[j.at[k][cell]]
		}
	}
}

// tooMuch finds a shown cell of which somebody counted more than there is.
func (j *joint) tooMuch(own []int32) (int, bool) {
	for cell, n := range own {
		if !j.system.Hidden[cell] && int64(n) > j.system.Value[cell] {
			return cell, true
		}
	}
	return 0, false
}
