package pages

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strconv"
	"strings"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/release"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/threshold"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
)

// exactly is a number that is shown.
func exactly(n int) threshold.Count { return threshold.Count{Least: n, Most: n, Exact: true} }

// cell is a cell of a table as a count.
func (f *folder) cell(table string, codes ...string) threshold.Count {
	if n, shown := f.sheet(table).Cell(codes...); shown {
		return exactly(n)
	}
	return threshold.Count{Most: threshold.Unbounded}
}

// countWords is a count in words: hidden ones look the same everywhere.
func countWords(ctx context.Context, c threshold.Count) string {
	if c.Exact {
		return text.Number(ctx, c.Least)
	}
	return text.T(ctx, "not shown")
}

// boundWords is a count in words, with the numbers that it lies between when these lie far enough apart.
func boundWords(ctx context.Context, c threshold.Count, smallest int) string {
	if !c.Exact && c.Bounded(smallest) {
		return text.T(ctx, "at least %s and at most %s", text.Number(ctx, c.Least), text.Number(ctx, c.Most))
	}
	return countWords(ctx, c)
}

// households is a count of households in words.
func householdWords(ctx context.Context, c threshold.Count) string {
	if c.Exact {
		return text.N(ctx, c.Least, "%d household", "%d households")
	}
	return countWords(ctx, c)
}

// perHundred is a share that can be pictured: 3 of every 100, or 4 of every 1,000 when it is small.
func perHundred(ctx context.Context, n, of int) string {
	if of <= 0 {
		return text.T(ctx, "not known")
	}
	base := 100
	if n > 0 && n*100 < of {
		base = 1000
	}
	part := int(math.Round(float64(n) * float64(base) / float64(of)))
	return text.T(ctx, "%s of every %s", text.Number(ctx, part), text.Number(ctx, base))
}

// share is what part one count is of another, when both are shown.
func shareWords(ctx context.Context, c threshold.Count, of int) string {
	if !c.Exact {
		return text.T(ctx, "not shown")
	}
	if of <= 0 {
		return text.T(ctx, "not known")
	}
	return text.Percent(ctx, float64(c.Least)/float64(of))
}

// households is how many households there are, those without help included: as many as there are addresses.
func (f *folder) households() (n int) {
	for _, addresses := range f.Addresses {
		n += addresses
	}
	return max(n, f.helped().Least)
}

// helped is how many households have at least one provision.
func (f *folder) helped() threshold.Count { return f.cell(release.ByProvisions, release.Total) }

// many and more are one where counts are small: the code has those above below it.
const many = 5

// numbers are the codes of so many and more, as ByProvisions and ByOrganisations have them.
func numbers(from int) (all []string) {
	for n := from; n < many; n++ {
		all = append(all, strconv.Itoa(n))
	}
	return append(all, strconv.Itoa(many)+"+")
}

// highest are the codes below the last of these.
var highest = []string{"5", "6", "7", "8", "9", "10+"}

// stacked is how many households have so many provisions or more.
func (f *folder) stacked(from int) threshold.Count {
	if c := f.sheet(release.ByProvisions).Sum(numbers(from)...); c.Exact {
		return c
	}
	return threshold.Threshold{From: from}.Count(f.sheet(release.Stacking), release.Total)
}

// between is how many households have 2 to 4 provisions.
func (f *folder) between() threshold.Count {
	s := f.sheet(release.ByProvisions)
	if c := s.Sum("2", "3", "4"); c.Exact {
		return c
	}
	two, more := f.cell(release.Stacking, release.Total, "2", release.Total), f.cell(release.Stacking, release.Total, "3-4", release.Total)
	if two.Exact && more.Exact {
		return exactly(two.Least + more.Least)
	}
	return threshold.Count{Most: threshold.Unbounded}
}

// few is how many households have one provision or none: those without are the addresses that are not in the table.
func (f *folder) few() threshold.Count {
	one, helped := f.cell(release.ByProvisions, "1"), f.helped()
	if !one.Exact || !helped.Exact {
		return threshold.Count{Most: threshold.Unbounded}
	}
	return exactly(f.households() - helped.Least + one.Least)
}

// addresses is how many households a neighbourhood, a district or the municipality has; 0 when that is not known.
func (f *folder) addresses(code string) (n int) {
	if code == release.Total {
		return f.households()
	}
	if n = f.Addresses[code]; n > 0 {
		return n
	}
	for neighbourhood, district := range f.Districts {
		if district == code {
			n += f.Addresses[neighbourhood]
		}
	}
	return n
}

// districts are the codes of the districts with more than one neighbourhood to tell apart.
func (f *folder) districts() []string {
	seen := map[string]bool{}
	for neighbourhood, district := range f.Districts {
		if district != "" && district != neighbourhood {
			seen[district] = true
		}
	}
	return sortedKeys(seen)
}

// neighbourhoods are the codes of the neighbourhoods of a district; all of them for "".
func (f *folder) neighbourhoods(district string) []string {
	seen := map[string]bool{}
	for code := range f.Addresses {
		if district == "" || f.Districts[code] == district {
			seen[code] = true
		}
	}
	return sortedKeys(seen)
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// place is the name of a neighbourhood, a district or the municipality.
func (v lab) place(ctx context.Context, code string) string {
	if code == release.Total {
		return text.T(ctx, "The whole municipality")
	}
	if name := cmp.Or(v.Names[code], v.Places[code]); name != "" {
		return name
	}
	if _, leaf := v.Districts[code]; !leaf && slices.Contains(v.districts(), code) {
		return text.T(ctx, "District %s", code)
	}
	return code
}

// provision is the name of a provision, or of a domain, by its code.
func (f *folder) provision(code string) string {
	for _, p := range f.Provisions {
		if p.Code == code {
			return p.Name
		}
	}
	for _, d := range f.Domains {
		if d.Code == code {
			return d.Name
		}
	}
	return code
}

// domainSet is a set of domains in words: the names, joined.
func (f *folder) domainSet(ctx context.Context, set string) string {
	var names []string
	for _, code := range strings.Split(set, "+") {
		names = append(names, f.provision(code))
	}
	return joined(ctx, names)
}

// joined puts names into one phrase: a, b and c.
func joined(ctx context.Context, names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return text.T(ctx, "%s and %s", strings.Join(names[:len(names)-1], ", "), names[len(names)-1])
}

// largest puts the largest counts first; what is not shown comes last.
func largest[T any](all []T, count func(T) threshold.Count) {
	slices.SortStableFunc(all, func(a, b T) int { return cmp.Compare(rank(count(b)), rank(count(a))) })
}

func rank(c threshold.Count) int {
	if !c.Exact {
		return -1
	}
	return c.Least
}

// whyHidden is the one explanation of what is not shown.
func whyHidden(ctx context.Context, f *folder) string {
	words := text.T(ctx, "A number smaller than %d is not shown. Or it is larger, but then a smaller one could be calculated from it. We do not say which of the two.", f.Minimum)
	if f.Sensitive > f.Minimum {
		words += " " + text.T(ctx, "In sensitive domains we show no number smaller than %d.", f.Sensitive)
	}
	return words
}

// behind is what stands behind the figures of a table.
func (v lab) behind(ctx context.Context, table, means, how string) []ui.Fact {
	t := v.sheet(table).Table
	out := []ui.Fact{{Name: text.T(ctx, "What it means"), Value: means}, {Name: text.T(ctx, "How it is calculated"), Value: how},
		{Name: text.T(ctx, "About"), Value: monthWords(ctx, v.Round.Month)},
		{Name: text.T(ctx, "Source"), Value: text.N(ctx, len(v.Round.Participants), "%d organisation took part", "%d organisations took part"), Link: v.release(ctx)}}
	if v.Of.DecidedAt != nil {
		out = append(out, ui.Fact{Name: text.T(ctx, "Published"), Value: text.Date(ctx, *v.Of.DecidedAt)})
	}
	if len(t.Rows) > 0 {
		out = append(out, ui.Fact{Name: text.T(ctx, "What is hidden"), Value: hiddenWords(ctx, t) + " " + whyHidden(ctx, v.folder)},
			ui.Fact{Name: text.T(ctx, "The numbers as a file"), Value: text.T(ctx, "Save the table as CSV"), Link: v.file(ctx, t.Name+".csv")})
	}
	return out
}

func hiddenWords(ctx context.Context, t release.Table) string {
	if n := t.Hidden(); n > 0 {
		return text.T(ctx, "%s of %s numbers are not shown.", text.Number(ctx, n), text.Number(ctx, len(t.Rows)))
	}
	return text.T(ctx, "All numbers are shown.")
}
