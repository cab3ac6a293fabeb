package disclosure

import (
	"testing"

	"codeberg.org/samenkracht/samenkracht/insight/disclosure/disclosuretest"
	"codeberg.org/samenkracht/samenkracht/insight/disclosure/table"
)

// townTable counts households of the town by codes.
func townTable(tb testing.TB, columns []string, codes func(disclosuretest.Fact) []string, parents func(disclosuretest.Fact) []map[string]string) *table.Table {
	tb.Helper()
	facts, _ := disclosuretest.Town(tb)
	all := make([]map[string]string, len(columns))
	for d := range all {
		all[d] = map[string]string{}
	}
	for _, f := range facts {
		for d, m := range parents(f) {
			for code, parent := range m {
				all[d][code] = parent
			}
		}
	}
	var dimensions []table.Dimension
	for d, column := range columns {
		h, err := table.NewHierarchy("all", all[d])
		if err != nil {
			tb.Fatal(err)
		}
		dimensions = append(dimensions, table.Dimension{Column: column, Hierarchy: h})
	}
	t, err := table.New("town", dimensions...)
	if err != nil {
		tb.Fatal(err)
	}
	seen := map[[2]string]bool{}
	for _, f := range facts {
		nodes, key := make([]int, len(columns)), ""
		for d, code := range codes(f) {
			nodes[d], _ = t.Dimensions[d].Node(code)
			key += code + " "
		}
		if !seen[[2]string{f.Address, key}] {
			seen[[2]string{f.Address, key}] = true
			t.Values[t.Cell(nodes...)]++
		}
	}
	t.Sum()
	return t
}

func bench(b *testing.B, t *table.Table) {
	rule := Standard
	rule.Organisations = 1
	for b.Loop() {
		releases, report, err := Protect(rule, Draft{Table: t})
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(100*report.Tables[0].Shown, "%shown")
		b.ReportMetric(float64(report.Tables[0].Hidden), "hidden")
		if found, err := Audit(rule, releases, nil); err != nil || len(found.Findings) > 0 {
			b.Fatal(found.Exact, found.Below, found.NotReached, err)
		}
	}
}

func BenchmarkNeighbourhoodByProvision(b *testing.B) {
	bench(b, townTable(b, []string{"buurt", "provision"},
		func(f disclosuretest.Fact) []string { return []string{f.Neighbourhood, f.Provision} },
		func(f disclosuretest.Fact) []map[string]string {
			return []map[string]string{{f.Neighbourhood: f.District, f.District: ""}, {f.Provision: f.Domain, f.Domain: ""}}
		}))
}

// Some 29,260 cells, of which 12,271 are too small: it takes minutes.
func BenchmarkNeighbourhoodByProvisionByType(b *testing.B) {
	bench(b, townTable(b, []string{"buurt", "provision", "type"},
		func(f disclosuretest.Fact) []string { return []string{f.Neighbourhood, f.Provision, f.Type} },
		func(f disclosuretest.Fact) []map[string]string {
			return []map[string]string{{f.Neighbourhood: f.District, f.District: ""}, {f.Provision: f.Domain, f.Domain: ""}, {f.Type: ""}}
		}))
}
