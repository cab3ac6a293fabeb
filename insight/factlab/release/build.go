package release

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"codeberg.org/samenkracht/samenkracht/insight/disclosure"
	"codeberg.org/samenkracht/samenkracht/insight/disclosure/file"
	"codeberg.org/samenkracht/samenkracht/insight/disclosure/table"
	"codeberg.org/samenkracht/samenkracht/insight/factlab"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/join"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
)

// Unsafe is why no release could be made of tables that hold against the attack.
type Unsafe struct{ Reason string }

func (u *Unsafe) Error() string { return u.Reason }

// build makes the content of a release: it protects the tables of a round, all together, against outsiders, against
// every organisation that takes part, and against who has the releases that were published before.
func build(t join.Tally, earlier []Content, hub wire.Key) (Content, error) {
	all, err := drafts(t)
	if err != nil {
		return Content{}, err
	}
	terms := t.Round.Terms
	rule := disclosure.Standard
	rule.Minimum, rule.Sensitive, rule.Organisations = int64(terms.Minimum), int64(terms.Sensitive), int64(terms.Organisations)
	var safe []disclosure.Draft
	for _, d := range all {
		safe = append(safe, d.ready(t, earlier))
	}
	releases, report, err := disclosure.Protect(rule, safe...)
	var open *disclosure.Unsafe
	if errors.As(err, &open) {
		return Content{}, &Unsafe{Reason: open.Error()}
	}
	if err != nil {
		return Content{}, err
	}
	c := about(t, hub)
	for i, r := range releases {
		made, err := shown(r, all[i], rule)
		if err != nil {
			return c, err
		}
		c.Tables = append(c.Tables, made)
		if r.Name != ByPlace {
			continue
		}
		meet, told, err := newPairs(t, r, all[i]).protect(rule, all[i])
		if err != nil {
			return c, err
		}
		if meet.Name != "" {
			c.Tables, report = append(c.Tables, meet), both(report, told)
		}
	}
	c.Report, err = json.Marshal(report)
	return c, err
}

// both is the report on tables and on pairs, which are attacked apart: pairs do not move what tables share with them.
func both(a, b disclosure.Report) disclosure.Report {
	a.Tables = append(a.Tables, b.Tables...)
	a.Attack.Attacked += b.Attack.Attacked
	a.Attack.Insiders = max(a.Attack.Insiders, b.Attack.Insiders)
	return a
}

// ready is the draft as the disclosure control takes it.
func (d *draft) ready(t join.Tally, earlier []Content) disclosure.Draft {
	out := disclosure.Draft{Table: d.Table, Counted: d.counted, Sensitive: d.sensitive, Worth: d.worth(), Organisations: make([]int64, len(d.Values))}
	for o, part := range d.parts {
		if !slices.ContainsFunc(part, func(n int64) bool { return n > 0 }) {
			continue // who delivered nothing here knows nothing more than others
		}
		out.Own = append(out.Own, disclosure.Own{Name: t.Words.Organisations[o].Name, Counts: d.own(o)})
		for cell, n := range part {
			out.Organisations[cell] += min(n, 1)
		}
	}
	for _, c := range earlier {
		if before, ok := c.Table(d.Name); ok && sameMonth(c, t.Round) {
			out.Earlier = d.earlier(before)
			break // the last one; those before it were weighed when it was made
		}
	}
	return out
}

// worth makes the margins of a table of households dear, which are the first that readers ask for.
func (d *draft) worth() func(codes []string) float64 {
	if d.counted != households {
		return nil
	}
	return func(codes []string) float64 {
		totals := 0
		for _, code := range codes {
			if code == Total {
				totals++
			}
		}
		switch len(codes) - totals {
		case 0:
			return 1000
		case 1:
			return 30
		}
		return 1
	}
}

// sameMonth reports whether an earlier release is about the very month that is counted now: then a difference tells of
// who came late. Between months households come and go anyway.
func sameMonth(c Content, r factlab.Round) bool { return c.Round.Month == r.Month }

// earlier are the counts of an earlier table by cell: -1 where they were hidden.
func (d *draft) earlier(before Table) []int64 {
	known := map[string]int64{}
	for _, row := range before.Rows {
		n, err := strconv.ParseInt(row[len(row)-1], 10, 64)
		if err != nil {
			n = -1
		}
		known[strings.Join(row[:len(row)-1], "\x00")] = n
	}
	out := make([]int64, len(d.Values))
	for cell := range out {
		out[cell] = known[strings.Join(d.Codes(cell), "\x00")]
	}
	return out
}

// about says of what a release is.
func about(t join.Tally, hub wire.Key) Content {
	r := t.Round
	c := Content{Quality: Quality{Lines: t.Counts.Quality.Rows, Active: t.Counts.Quality.Active}, Domains: r.Terms.Domains, Provisions: r.Terms.Provisions,
		Types: r.Terms.Types, Districts: map[string]string{}, Names: map[string]string{}, Addresses: map[string]int{}, Organisations: r.Terms.Organisations,
		Minimum: r.Terms.Minimum, Sensitive: r.Terms.Sensitive, Hub: hub,
		Round: About{Reference: r.Reference(), Number: r.Number, Name: r.Name, Month: r.Month, Purpose: r.Terms.Purpose, Ground: r.Terms.Ground, Body: r.Terms.Body,
			Declined: t.Words.Declined}}
	if r.ClosedAt != nil {
		c.Round.Closed = *r.ClosedAt
	}
	for _, o := range t.Words.Organisations {
		c.Round.Participants = append(c.Round.Participants, o.Name)
	}
	slices.Sort(c.Round.Participants)
	for _, p := range t.Words.Places {
		c.Districts[p.Neighbourhood], c.Addresses[p.Neighbourhood] = p.District, p.Addresses
		for code, name := range map[string]string{p.Neighbourhood: p.Name, p.District: p.DistrictName} {
			if name != "" {
				c.Names[code] = name
			}
		}
	}
	return c
}

// shown is a protected table as it is published: its cells but for the zeros, each code that means the same as another
// one included, so that it can be read without knowing the hierarchy.
func shown(r disclosure.Release, d *draft, rule disclosure.Rule) (Table, error) {
	out := Table{Name: d.Name}
	spec := file.Spec{Name: d.Name, Value: counted, Minimum: rule.Minimum, Sensitive: file.Sensitive{Minimum: rule.Sensitive, Codes: d.codes(d.sensitive)},
		Fewest: rule.Organisations, Up: &rule.Up, Down: &rule.Down}
	for _, dim := range d.Dimensions {
		out.Columns = append(out.Columns, dim.Column)
		spec.Dimensions = append(spec.Dimensions, file.Dimension{Column: dim.Column, Total: Total, Groups: groups(dim)})
	}
	out.Columns = append(out.Columns, counted)
	each(d, func(codes []string, cell int) {
		if r.Values[cell] == 0 {
			return
		}
		n := ""
		if !r.Hidden[cell] {
			n = strconv.FormatInt(r.Values[cell], 10)
		}
		out.Rows = append(out.Rows, append(slices.Clone(codes), n))
	})
	slices.SortFunc(out.Rows, func(a, b []string) int { return slices.Compare(a[:len(a)-1], b[:len(b)-1]) })
	var err error
	if out.Spec, err = json.Marshal(spec); err != nil {
		return out, fmt.Errorf("spec of %s: %w", d.Name, err)
	}
	return out, nil
}

// counted is the column of the counts.
const counted = "n"

// groups are the codes of a dimension by what they belong to, for the spec; what belongs to nothing but the total is a
// group, with or without codes in it.
func groups(d table.Dimension) map[string][]string {
	out := map[string][]string{}
	for node, code := range d.Codes {
		switch parent := d.Parent[node]; {
		case parent > 0:
			out[d.Codes[parent]] = append(out[d.Codes[parent]], code)
		case parent == 0 && out[code] == nil:
			out[code] = []string{}
		}
	}
	return out
}

// codes are those of a draft that are sensitive.
func (d *draft) codes(sensitive func(codes []string) bool) (out []string) {
	if sensitive == nil {
		return nil
	}
	for _, dim := range d.Dimensions {
		for _, code := range dim.Codes {
			if sensitive([]string{code}) {
				out = append(out, code)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// each visits every combination of codes with its cell.
func each(d *draft, visit func(codes []string, cell int)) {
	codes, nodes := make([]string, len(d.Dimensions)), make([]int, len(d.Dimensions))
	var down func(dim int)
	down = func(dim int) {
		if dim == len(codes) {
			visit(codes, d.Cell(nodes...))
			return
		}
		for node, code := range d.Dimensions[dim].Codes {
			codes[dim], nodes[dim] = code, node
			down(dim + 1)
		}
	}
	down(0)
}
