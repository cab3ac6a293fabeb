package pages

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/release"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/threshold"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
)

// thresholdAsk is the question of the threshold page, as it was typed and as it is understood.
type thresholdAsk struct {
	threshold.Threshold
	Team  int // households that one team can help
	typed map[string]string
	wrong fault.Invalid
}

// The names of the questions and what they are when nobody asked yet.
var thresholdDefaults = map[string]string{"vanaf": "3", "gewicht": "0", "domeinen": "0", "team": "50"}

const mostTeam = 10_000

// asked reads the question of the page.
func (v lab) asked() thresholdAsk {
	q := thresholdAsk{typed: map[string]string{}, wrong: fault.Invalid{}}
	for name, usual := range thresholdDefaults {
		q.typed[name] = usual
		if v.Request.Form.Has(name) {
			q.typed[name] = strings.TrimSpace(v.Request.FormValue(name))
		}
	}
	q.From = q.choice("vanaf", 0, 1, 2, 3, 4, 5)
	q.Weight = q.choice("gewicht", 0, 1, 2)
	q.Domains = q.choice("domeinen", 0, 2, 3)
	n, err := strconv.Atoi(strings.NewReplacer(".", "", " ", "").Replace(q.typed["team"]))
	if err != nil || n < 1 || n > mostTeam {
		q.wrong["team"] = "Fill in a whole number from 1 to 10,000"
	}
	q.Team = n
	if len(q.wrong) == 0 && q.From == 0 && q.Domains == 0 {
		q.wrong["vanaf"] = "Choose a number of provisions, or a number of domains"
	}
	return q
}

// choice reads one of a few numbers.
func (q thresholdAsk) choice(name string, possible ...int) int {
	n, err := strconv.Atoi(q.typed[name])
	if err != nil || !slices.Contains(possible, n) {
		q.wrong[name] = "Choose one of the answers"
		return possible[0]
	}
	return n
}

// fields are the questions of the page.
func (q thresholdAsk) fields(ctx context.Context) []ui.Field {
	from := ui.Field{Name: "vanaf", Label: text.T(ctx, "From how many provisions do we call a household vulnerable?"),
		Options: []ui.Option{{Value: "0", Label: text.T(ctx, "The number does not matter")}}}
	for n := 1; n <= 5; n++ {
		from.Options = append(from.Options, ui.Option{Value: strconv.Itoa(n), Label: text.N(ctx, n, "From %d provision", "From %d provisions")})
	}
	weight := ui.Field{Name: "gewicht", Label: text.T(ctx, "How much does each further domain add?"), Hint: text.T(ctx, "With 1, a household with 2 provisions in 2 domains counts as 3."),
		Options: []ui.Option{{Value: "0", Label: text.T(ctx, "Nothing")}, {Value: "1", Label: text.T(ctx, "As much as 1 provision")}, {Value: "2", Label: text.T(ctx, "As much as 2 provisions")}}}
	domains := ui.Field{Name: "domeinen", Label: text.T(ctx, "And also from how many domains, whatever the number of provisions?"),
		Options: []ui.Option{{Value: "0", Label: text.T(ctx, "The number of domains does not matter")}, {Value: "2", Label: text.T(ctx, "From 2 domains")}, {Value: "3", Label: text.T(ctx, "From 3 domains")}}}
	team := ui.Field{Name: "team", Label: text.T(ctx, "How many of these households can one team help?"), Inputmode: "numeric", Width: 8}
	fields := []ui.Field{from, weight, domains, team}
	for i := range fields {
		fields[i].Value = q.typed[fields[i].Name]
		fields[i] = fields[i].Wrong(q.wrong)
	}
	return fields
}

// words are the threshold in one sentence.
func (q thresholdAsk) words(ctx context.Context) string {
	var parts []string
	if q.From > 0 {
		parts = append(parts, text.N(ctx, q.From, "from %d provision", "from %d provisions"))
	}
	if q.Domains > 0 {
		parts = append(parts, text.N(ctx, q.Domains, "from %d domain", "from %d domains"))
	}
	when := strings.Join(parts, "")
	if len(parts) == 2 {
		when = text.T(ctx, "%s, or %s", parts[0], parts[1])
	}
	words := text.T(ctx, "Vulnerable is a household %s.", when)
	if q.From > 0 && q.Weight > 0 {
		words += " " + text.N(ctx, q.Weight, "Each further domain counts as %d provision more.", "Each further domain counts as %d provisions more.")
	}
	return words
}

// answer is the answer for the whole municipality, in one sentence.
func (v lab) answer(ctx context.Context, q thresholdAsk) string {
	c := q.Count(v.sheet(release.Stacking), release.Total)
	if !c.Exact {
		return text.T(ctx, "Vulnerable households: %s.", boundWords(ctx, c, v.Minimum))
	}
	return text.T(ctx, "%s of the %s households are vulnerable. That is %s.", text.Number(ctx, c.Least), text.Number(ctx, v.households()),
		perHundred(ctx, c.Least, v.households()))
}

// byPlace is the answer for each neighbourhood, with the teams that it asks for.
func (v lab) byPlace(ctx context.Context, q thresholdAsk) ui.TableData {
	t := ui.TableData{Caption: text.T(ctx, "Vulnerable households by neighbourhood"), HideCaption: true, Columns: []ui.Column{{Label: text.T(ctx, "Neighbourhood")},
		{Label: text.T(ctx, "Vulnerable households"), Numeric: true}, {Label: text.T(ctx, "Share of households"), Numeric: true}, {Label: text.T(ctx, "Teams, by estimate"), Numeric: true}}}
	type answer struct {
		code string
		threshold.Count
	}
	var all []answer
	for _, code := range v.neighbourhoods("") {
		all = append(all, answer{code, q.Count(v.sheet(release.Stacking), code)})
	}
	slices.SortStableFunc(all, func(a, b answer) int { return cmp.Compare(b.Least, a.Least) })
	for _, a := range all {
		t.Rows = append(t.Rows, ui.Row{Cells: ui.Words(v.place(ctx, a.code), boundWords(ctx, a.Count, v.Minimum), shareWords(ctx, a.Count, v.addresses(a.code)), v.teamWords(ctx, a.Count, q.Team))})
	}
	whole := q.Count(v.sheet(release.Stacking), release.Total)
	t.Foot = ui.Words(text.T(ctx, "The whole municipality"), boundWords(ctx, whole, v.Minimum), shareWords(ctx, whole, v.households()), v.teamWords(ctx, whole, q.Team))
	return t
}

// teamWords is how many teams are needed, to one decimal: a team may work in more than one neighbourhood.
func (v lab) teamWords(ctx context.Context, c threshold.Count, team int) string {
	if team < 1 || !c.Bounded(v.Minimum) {
		return text.T(ctx, "not shown")
	}
	tenth := func(n int) string { return text.Number(ctx, float64((n*10+team/2)/team)/10) }
	if c.Exact {
		return tenth(c.Least)
	}
	return text.T(ctx, "%s up to %s", tenth(c.Least), tenth(c.Most))
}

// teamSentence is how many whole teams the municipality needs.
func (v lab) teamSentence(ctx context.Context, q thresholdAsk) string {
	c := q.Count(v.sheet(release.Stacking), release.Total)
	if !c.Exact {
		return ""
	}
	least, _ := c.Teams(q.Team)
	return text.N(ctx, least, "That asks for %d team, when each can help %s of these households.", "That asks for %d teams, when each can help %s of these households.",
		text.Number(ctx, q.Team))
}

// byType is the answer for each household type.
func (v lab) byType(ctx context.Context, q thresholdAsk) ui.TableData {
	t := ui.TableData{Caption: text.T(ctx, "Vulnerable households by household type"), HideCaption: true, Columns: []ui.Column{{Label: text.T(ctx, "Household type")},
		{Label: text.T(ctx, "Vulnerable households"), Numeric: true}, {Label: text.T(ctx, "Share of those with help"), Numeric: true}}}
	for _, name := range v.typeCodes() {
		c, with := q.Count(v.sheet(release.ByType), name), v.cell(release.ByType, name, release.Total, release.Total)
		share := text.T(ctx, "not shown")
		if with.Exact {
			share = shareWords(ctx, c, with.Least)
		}
		t.Rows = append(t.Rows, ui.Row{Cells: ui.Words(typeName(ctx, name), boundWords(ctx, c, v.Minimum), share)})
	}
	return t
}
