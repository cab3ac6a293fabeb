package pages

import (
	"cmp"
	"context"
	"slices"

	"github.com/a-h/templ"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/release"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/threshold"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
)

// measures are what neighbourhoods are compared by.
var measures = []measure{
	{Word: "3", Called: "3 or more provisions", Counted: "Households with 3 or more provisions", code: "3+"},
	{Word: "5", Called: "5 or more provisions", Counted: "Households with 5 or more provisions", code: "5+"},
	{Word: "1", Called: "With help", Counted: "Households with help", code: release.Total},
}

// measure is a group of households, by a code of the column provisions.
type measure struct{ Word, Called, Counted, code string }

// choice is what a visitor asked for with a name in the query, or the first of the words that are possible.
func (v lab) choice(name string, possible ...string) string {
	if asked := v.Request.FormValue(name); slices.Contains(possible, asked) {
		return asked
	}
	return possible[0]
}

// measure is the measure that is looked at.
func (v lab) measure() int {
	word := v.choice("maat", "3", "5", "1")
	for i, m := range measures {
		if m.Word == word {
			return i
		}
	}
	return 0
}

// district is the district that is looked at; empty for all.
func (v lab) district() string { return v.choice("wijk", append([]string{""}, v.districts()...)...) }

// placeFields are the questions of the page.
func (v lab) placeFields(ctx context.Context) []ui.Field {
	m := ui.Field{Name: "maat", Label: text.T(ctx, "Which households?"), Value: measures[v.measure()].Word}
	for _, option := range measures {
		m.Options = append(m.Options, ui.Option{Value: option.Word, Label: text.T(ctx, option.Called)})
	}
	fields := []ui.Field{m}
	if districts := v.districts(); len(districts) > 1 {
		f := ui.Field{Name: "wijk", Label: text.T(ctx, "Which district?"), Value: v.district(), Options: []ui.Option{{Label: text.T(ctx, "The whole municipality")}}}
		for _, code := range districts {
			f.Options = append(f.Options, ui.Option{Value: code, Label: v.place(ctx, code)})
		}
		fields = append(fields, f)
	}
	return fields
}

// fan compares places by a measure.
func (v lab) fan(ctx context.Context, title string, codes []string) fan {
	code := measures[v.measure()].code
	return v.compare(ctx, title, codes, func(place string) threshold.Count { return v.cell(release.Stacking, place, code, release.Total) })
}

// compare lays places beside each other and beside the municipality, by the share of households that count says.
func (v lab) compare(ctx context.Context, title string, codes []string, count func(place string) threshold.Count) fan {
	f := fan{Title: title}
	if all := count(release.Total); all.Exact && v.households() > 0 {
		f.Mean = float64(all.Least) / float64(v.households())
	}
	for _, place := range codes {
		c, of := count(place), v.addresses(place)
		row := fanRow{Code: place, Name: v.place(ctx, place)}
		if !c.Exact || of == 0 {
			f.Away = append(f.Away, row)
			continue
		}
		row.N, row.Share = c.Least, float64(c.Least)/float64(of)
		row.More = row.Share - f.Mean
		f.Rows = append(f.Rows, row)
	}
	slices.SortStableFunc(f.Rows, func(a, b fanRow) int { return cmp.Compare(b.Share, a.Share) })
	slices.SortStableFunc(f.Away, func(a, b fanRow) int { return cmp.Compare(a.Name, b.Name) })
	return f
}

// districtFan compares the districts.
func (v lab) districtFan(ctx context.Context) fan {
	return v.fan(ctx, text.T(ctx, "%s, by district", text.T(ctx, measures[v.measure()].Counted)), v.districts())
}

// neighbourhoodFan compares the neighbourhoods, of one district when that is asked.
func (v lab) neighbourhoodFan(ctx context.Context) fan {
	return v.fan(ctx, text.T(ctx, "%s, by neighbourhood", text.T(ctx, measures[v.measure()].Counted)), v.neighbourhoods(v.district()))
}

// inDistrict and inPlace lead from a place to what is known of it.
func (v lab) inDistrict(ctx context.Context) func(string) templ.SafeURL {
	return func(code string) templ.SafeURL {
		return v.here(ctx, placesPath, "maat", measures[v.measure()].Word, "wijk", code)
	}
}

func (v lab) inPlace(ctx context.Context) func(string) templ.SafeURL {
	return func(code string) templ.SafeURL { return v.here(ctx, provisionsPath, "buurt", code) }
}

// placeTable is all numbers of places, one row each.
func placeTable(ctx context.Context, v lab) ui.TableData {
	t := ui.TableData{Caption: text.T(ctx, "Households with help, by neighbourhood"), Wide: true, Columns: []ui.Column{{Label: text.T(ctx, "Place")},
		{Label: text.T(ctx, "Households"), Numeric: true}, {Label: text.T(ctx, "With help"), Numeric: true},
		{Label: text.T(ctx, "3 or more provisions"), Numeric: true}, {Label: text.T(ctx, "5 or more provisions"), Numeric: true}}}
	row := func(code string) ui.Row {
		return ui.Row{Cells: ui.Words(v.place(ctx, code), text.Number(ctx, v.addresses(code)), countWords(ctx, v.cell(release.Stacking, code, release.Total, release.Total)),
			countWords(ctx, v.cell(release.Stacking, code, "3+", release.Total)), countWords(ctx, v.cell(release.Stacking, code, "5+", release.Total)))}
	}
	for _, code := range v.neighbourhoods(v.district()) {
		t.Rows = append(t.Rows, row(code))
	}
	if v.district() == "" {
		for _, code := range v.districts() {
			t.Rows = append(t.Rows, row(code))
		}
	}
	t.Foot = row(release.Total).Cells
	return t
}

// typeCodes are the household types of the release, when a registry took part.
func (f *folder) typeCodes() []string {
	seen := map[string]bool{}
	for _, row := range f.sheet(release.ByType).Table.Rows {
		if row[0] != release.Total {
			seen[row[0]] = true
		}
	}
	return sortedKeys(seen)
}

// typeName is a household type in words; the hub does not know the type of every address.
func typeName(ctx context.Context, code string) string {
	if code == "unknown" {
		return text.T(ctx, "Not known")
	}
	return code
}

// typeGauges compares household types: of those with help, which part has so many provisions.
func typeGauges(ctx context.Context, v lab) gauges {
	m := measures[v.measure()]
	g := gauges{Caption: text.T(ctx, "%s, by household type", text.T(ctx, m.Counted)), LabelHead: text.T(ctx, "Household type"), ValueHead: text.T(ctx, "Households")}
	type typed struct {
		name        string
		count, with threshold.Count
	}
	var all []typed
	most := 0
	for _, name := range v.typeCodes() {
		c := typed{name, v.cell(release.ByType, name, m.code, release.Total), v.cell(release.ByType, name, release.Total, release.Total)}
		most = max(most, c.count.Least)
		all = append(all, c)
	}
	largest(all, func(c typed) threshold.Count { return c.count })
	for _, c := range all {
		row := gauge{Label: typeName(ctx, c.name), Text: countWords(ctx, c.count), To: hundred(c.count.Least, most), Shown: c.count.Exact}
		if c.count.Exact && c.with.Exact && c.with.Least > 0 && m.code != release.Total {
			row.Note = text.T(ctx, "%s with help", perHundred(ctx, c.count.Least, c.with.Least))
		}
		g.Rows = append(g.Rows, row)
	}
	return g
}
