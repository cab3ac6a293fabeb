package release

import (
	"encoding/json"
	"errors"
	"slices"
	"strconv"

	"codeberg.org/samenkracht/samenkracht/insight/disclosure"
	"codeberg.org/samenkracht/samenkracht/insight/disclosure/file"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/join"
)

// pairs are the provisions that meet in a household. How many households have one of them stands in the table of places
// too, so only provisions are taken of which that table shows it, and which are large enough that it gives no pair away.
type pairs struct {
	join.Tally
	codes []int // numbers of provisions
}

// enough times the minimum is how many households a provision has at least, to be in a pair.
const enough = 2

// newPairs chooses the provisions that the protected table of places allows.
func newPairs(t join.Tally, places disclosure.Release, of *draft) *pairs {
	p := &pairs{Tally: t}
	for code, provision := range t.Words.Provisions {
		cell := of.cell(Total, provision.Code)
		n := of.Values[cell]
		large := func(n int64) bool { return n >= int64(enough*t.Round.Terms.Sensitive) }
		if places.Hidden[cell] || !large(n) {
			continue
		}
		others := func(own []int64) bool { return n > own[cell] && !large(n-own[cell]) }
		if !slices.ContainsFunc(of.parts, others) {
			p.codes = append(p.codes, code)
		}
	}
	return p
}

// protect protects the pairs. A provision that cannot be protected is left out, which tells no more of it.
func (p *pairs) protect(rule disclosure.Rule, of *draft) (out Table, report disclosure.Report, err error) {
	for len(p.codes) > 1 {
		release, report, err := disclosure.ProtectPairs(rule, p.draft(of))
		var open *disclosure.Unsafe
		switch {
		case err == nil:
			out, err = p.shown(release, rule)
			return out, report, err
		case !errors.As(err, &open):
			return out, report, err
		}
		p.leaveOut(open.Report.Attack.Findings)
	}
	return Table{}, report, nil
}

// leaveOut leaves out the provision that is in most findings.
func (p *pairs) leaveOut(findings []disclosure.Finding) {
	in := map[string]int{}
	for _, f := range findings {
		for _, code := range f.Codes {
			in[code]++
		}
	}
	worst := slices.MaxFunc(p.codes, func(a, b int) int {
		return in[p.Words.Provisions[a].Code] - in[p.Words.Provisions[b].Code]
	})
	p.codes = slices.DeleteFunc(p.codes, func(code int) bool { return code == worst })
}

// draft is the matrix of the provisions that are left.
func (p *pairs) draft(of *draft) disclosure.Pairs {
	at := map[int]int{}
	out := disclosure.Pairs{Name: ByPair, Sensitive: of.sensitive, Alone: true, Counts: square(len(p.codes)), Organisations: square(len(p.codes))}
	for i, code := range p.codes {
		at[code] = i
		out.Codes = append(out.Codes, p.Words.Provisions[code].Code)
	}
	put := func(to [][]int64, a, b uint16, n uint64) {
		i, one := at[int(a)]
		j, two := at[int(b)]
		if one && two {
			to[i][j], to[j][i] = int64(n), int64(n)
		}
	}
	for pair, n := range p.Counts.Pairs {
		put(out.Counts, pair.P, pair.Q, n)
	}
	out.Own = make([]disclosure.OwnPairs, len(p.Words.Organisations))
	for o, who := range p.Words.Organisations {
		out.Own[o] = disclosure.OwnPairs{Name: who.Name, Counts: square(len(p.codes))}
	}
	for own, n := range p.Counts.Own.Pairs {
		put(out.Own[own.Organisation].Counts, own.P, own.Q, n)
	}
	seen := make([][][]int64, len(out.Own))
	for o := range seen {
		seen[o] = square(len(p.codes))
	}
	for own := range p.Counts.Own.Shared {
		put(seen[own.Organisation], own.P, own.Q, 1)
	}
	for _, one := range seen {
		for i, row := range one {
			for j, n := range row {
				out.Organisations[i][j] += n
			}
		}
	}
	return out
}

func square(n int) [][]int64 {
	rows := make([][]int64, n)
	for i := range rows {
		rows[i] = make([]int64, n)
	}
	return rows
}

// shown are the pairs as they are published: p not after q, with all that have p where they are the same.
func (p *pairs) shown(r disclosure.PairRelease, rule disclosure.Rule) (Table, error) {
	out := Table{Name: ByPair, Columns: []string{"p", "q", counted}}
	for i, a := range r.Codes {
		for j, b := range r.Codes {
			if i > j || r.Counts[i][j] == 0 {
				continue
			}
			n := ""
			if !r.Hidden[i][j] {
				n = strconv.FormatInt(r.Counts[i][j], 10)
			}
			out.Rows = append(out.Rows, []string{min(a, b), max(a, b), n})
		}
	}
	slices.SortFunc(out.Rows, func(a, b []string) int { return slices.Compare(a[:2], b[:2]) })
	var err error
	out.Spec, err = json.Marshal(file.Spec{Name: ByPair, Value: counted, Minimum: rule.Minimum, Sensitive: file.Sensitive{Minimum: rule.Sensitive},
		Fewest: rule.Organisations, Up: &rule.Up, Down: &rule.Down, Pairs: &file.Pairs{Columns: [2]string{"p", "q"}}})
	return out, err
}
