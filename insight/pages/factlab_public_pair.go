package pages

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/release"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/threshold"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
)

// domainGauges is the chart of households by the set of their domains, the largest first.
func domainGauges(ctx context.Context, v lab) gauges {
	g := gauges{Caption: text.T(ctx, "Households by the domains of their help"), LabelHead: text.T(ctx, "Domains"), ValueHead: text.T(ctx, "Households")}
	type set struct {
		code string
		threshold.Count
	}
	var all []set
	most := 0
	for _, row := range v.sheet(release.ByDomains).Table.Rows {
		if _, err := strconv.Atoi(row[0]); err == nil || row[0] == release.Total { // sums of sets
			continue
		}
		s := set{row[0], v.cell(release.ByDomains, row[0])}
		most = max(most, s.Least)
		all = append(all, s)
	}
	largest(all, func(s set) threshold.Count { return s.Count })
	helped := v.helped()
	for _, s := range all {
		row := gauge{Label: v.domainSet(ctx, s.code), Text: countWords(ctx, s.Count), To: hundred(s.Least, most), Shown: s.Exact}
		if s.Exact && helped.Exact && helped.Least > 0 {
			row.Note = text.T(ctx, "%s with help", perHundred(ctx, s.Least, helped.Least))
		}
		g.Rows = append(g.Rows, row)
	}
	return g
}

// meetTable is how stacking grows where domains meet: of the households in so many domains, which part has 3 or more
// provisions.
func meetTable(ctx context.Context, v lab) ui.TableData {
	t := ui.TableData{Caption: text.T(ctx, "The more domains, the more provisions"), Columns: []ui.Column{{Label: text.T(ctx, "Number of domains")},
		{Label: text.T(ctx, "Households"), Numeric: true}, {Label: text.T(ctx, "3 or more provisions"), Numeric: true}, {Label: text.T(ctx, "5 or more provisions"), Numeric: true}}}
	part := func(c, of threshold.Count) string {
		if !c.Exact || !of.Exact || of.Least == 0 {
			return countWords(ctx, c)
		}
		return text.T(ctx, "%s (%s)", text.Number(ctx, c.Least), text.Percent(ctx, float64(c.Least)/float64(of.Least)))
	}
	for n, code := range []string{"1", "2", "3"} {
		all := v.cell(release.Stacking, release.Total, release.Total, code)
		t.Rows = append(t.Rows, ui.Row{Cells: ui.Words(text.N(ctx, n+1, "%d domain", "%d domains"), countWords(ctx, all),
			part(v.cell(release.Stacking, release.Total, "3+", code), all), part(v.cell(release.Stacking, release.Total, "5+", code), all))})
	}
	return t
}

// pair is two provisions and in how many households they are together.
type pair struct {
	P, Q string
	threshold.Count
}

// together is in how many households two provisions are together, whichever is named first. Provisions may be left out
// of the table altogether; then nothing is known of them.
func (f *folder) together(p, q string) threshold.Count {
	s := f.sheet(release.ByPair)
	if !f.paired(p) || !f.paired(q) {
		return threshold.Count{Most: threshold.Unbounded}
	}
	n, shown := s.Cell(p, q)
	if shown && n == 0 { // not in the table in this order
		n, shown = s.Cell(q, p)
	}
	if !shown {
		return threshold.Count{Most: threshold.Unbounded}
	}
	return exactly(n)
}

// paired reports whether the table of pairs tells of a provision.
func (f *folder) paired(code string) bool {
	s := f.sheet(release.ByPair)
	return s.Has(0, code) || s.Has(1, code)
}

// apart are the names of the provisions that the table of pairs leaves out.
func (f *folder) apart() (names []string) {
	for _, code := range f.listed() {
		if !f.paired(code) {
			names = append(names, f.provision(code))
		}
	}
	return names
}

// pairable are the provisions that the table of pairs tells of.
func (f *folder) pairable() []string {
	return slices.DeleteFunc(f.listed(), func(code string) bool { return !f.paired(code) })
}

// listed are the provisions, in the order of the agreement.
func (f *folder) listed() (codes []string) {
	for _, p := range f.Provisions {
		codes = append(codes, p.Code)
	}
	return codes
}

// pairs are all pairs that are shown, of one provision when that is asked, the largest first.
func (f *folder) pairs(only string) (all []pair) {
	codes := f.pairable()
	for i, p := range codes {
		for _, q := range codes[i+1:] {
			if only != "" && p != only && q != only {
				continue
			}
			a, b := p, q
			if q == only {
				a, b = q, p
			}
			if c := f.together(a, b); !c.Exact || c.Least > 0 {
				all = append(all, pair{a, b, c})
			}
		}
	}
	largest(all, func(p pair) threshold.Count { return p.Count })
	return all
}

// strongest is how many pairs stand in the list of all provisions.
const strongest = 15

// only is the provision that is looked at; empty for all.
func (v lab) only() string { return v.choice("voorziening", append([]string{""}, v.listed()...)...) }

// provisionField asks for a provision.
func (v lab) provisionField(ctx context.Context) ui.Field {
	f := ui.Field{Name: "voorziening", Label: text.T(ctx, "Which provision?"), Value: v.only(), Optional: true}
	for _, p := range v.Provisions {
		f.Options = append(f.Options, ui.Option{Value: p.Code, Label: p.Name})
	}
	slices.SortFunc(f.Options, func(a, b ui.Option) int { return cmp.Compare(a.Label, b.Label) })
	return f
}

// pairGauges is the list of the strongest pairs, or of all pairs of one provision, in words.
func pairGauges(ctx context.Context, v lab) gauges {
	only := v.only()
	all := v.pairs(only)
	g := gauges{Caption: text.T(ctx, "What goes together most"), LabelHead: text.T(ctx, "Combination"), ValueHead: text.T(ctx, "Households")}
	if only != "" {
		g.Caption = text.T(ctx, "What goes together with %s", v.provision(only))
	} else {
		all = slices.DeleteFunc(all, func(p pair) bool { return !p.Exact })
		all = all[:min(len(all), strongest)]
	}
	most := 0
	for _, p := range all {
		most = max(most, p.Least)
	}
	for _, p := range all {
		row := gauge{Label: joined(ctx, []string{v.provision(p.P), v.provision(p.Q)}), Text: countWords(ctx, p.Count), To: hundred(p.Least, most), Shown: p.Exact}
		if only != "" {
			row.Label, row.Link = v.provision(p.Q), v.here(ctx, pairsPath, "voorziening", p.Q)
		}
		if own := v.together(p.P, p.P); p.Exact && own.Exact && own.Least > 0 {
			row.Note = text.T(ctx, "%s with %s", perHundred(ctx, p.Least, own.Least), v.provision(p.P))
		}
		g.Rows = append(g.Rows, row)
	}
	return g
}

// matrix is a table of which the heads stay in sight.
type matrix struct {
	Caption, Corner string
	Heads           []matrixHead
	Rows            []matrixRow
}

// matrixHead is the head of a column: short, with its name in full.
type matrixHead struct{ Short, Name string }

// matrixRow is a line of a matrix.
type matrixRow struct {
	Name  string
	Cells []string
}

// pairMatrix is all pairs; on the diagonal stands how many households have a provision at all.
func pairMatrix(ctx context.Context, v lab) matrix {
	m := matrix{Caption: text.T(ctx, "Households with two provisions"), Corner: text.T(ctx, "Provision")}
	codes := v.pairable()
	for i, p := range codes {
		m.Heads = append(m.Heads, matrixHead{Short: text.Number(ctx, i+1), Name: v.provision(p)})
		row := matrixRow{Name: text.T(ctx, "%d. %s", i+1, v.provision(p))}
		for _, q := range codes {
			row.Cells = append(row.Cells, countWords(ctx, v.together(p, q)))
		}
		m.Rows = append(m.Rows, row)
	}
	return m
}

// domainMatrix is the provisions in use by neighbourhood and domain.
func domainMatrix(ctx context.Context, v lab) matrix {
	m := matrix{Caption: text.T(ctx, "Provisions in use by neighbourhood and domain"), Corner: text.T(ctx, "Neighbourhood")}
	codes := []string{}
	for _, d := range v.Domains {
		codes = append(codes, d.Code)
		m.Heads = append(m.Heads, matrixHead{Name: d.Name})
	}
	for _, place := range append(v.neighbourhoods(v.district()), release.Total) {
		row := matrixRow{Name: v.place(ctx, place)}
		for _, d := range codes {
			row.Cells = append(row.Cells, countWords(ctx, v.cell(release.ByPlace, place, d)))
		}
		m.Rows = append(m.Rows, row)
	}
	return m
}

// spot is the neighbourhood or district that is looked at; empty for all.
func (v lab) spot() string {
	return v.choice("buurt", append([]string{""}, append(v.neighbourhoods(""), v.districts()...)...)...)
}

// spotField asks for a neighbourhood.
func (v lab) spotField(ctx context.Context) ui.Field {
	f := ui.Field{Name: "buurt", Label: text.T(ctx, "Which neighbourhood?"), Value: v.spot(), Optional: true}
	for _, code := range append(v.neighbourhoods(""), v.districts()...) {
		f.Options = append(f.Options, ui.Option{Value: code, Label: v.place(ctx, code)})
	}
	slices.SortFunc(f.Options, func(a, b ui.Option) int { return cmp.Compare(strings.ToLower(a.Label), strings.ToLower(b.Label)) })
	return f
}

// spotGauges is the help of one neighbourhood by provision, beside that of the municipality.
func spotGauges(ctx context.Context, v lab) gauges {
	g := gauges{Caption: text.T(ctx, "%s, by provision", v.place(ctx, v.spot())), LabelHead: text.T(ctx, "Provision"), ValueHead: text.T(ctx, "Households")}
	type line struct {
		code string
		threshold.Count
	}
	var all []line
	most := 0
	for _, code := range v.listed() {
		if v.only() != "" && v.only() != code {
			continue
		}
		l := line{code, v.cell(release.ByPlace, v.spot(), code)}
		most = max(most, l.Least)
		all = append(all, l)
	}
	largest(all, func(l line) threshold.Count { return l.Count })
	for _, l := range all {
		row := gauge{Label: v.provision(l.code), Link: v.here(ctx, provisionsPath, "voorziening", l.code), Text: countWords(ctx, l.Count), To: hundred(l.Least, most), Shown: l.Exact}
		whole := v.cell(release.ByPlace, release.Total, l.code)
		if l.Exact && whole.Exact && v.addresses(v.spot()) > 0 {
			row.Note = text.T(ctx, "%s; in the municipality %s", shareWords(ctx, l.Count, v.addresses(v.spot())), shareWords(ctx, whole, v.households()))
		}
		g.Rows = append(g.Rows, row)
	}
	return g
}

// provisionFan compares neighbourhoods by one provision.
func (v lab) provisionFan(ctx context.Context) fan {
	return v.compare(ctx, text.T(ctx, "%s, by neighbourhood", v.provision(v.only())), v.neighbourhoods(""),
		func(place string) threshold.Count { return v.cell(release.ByPlace, place, v.only()) })
}
