package pages

import (
	"context"
	"fmt"

	"github.com/a-h/templ"

	"codeberg.org/samenkracht/samenkracht/insight/experience"
	"codeberg.org/samenkracht/samenkracht/insight/steering"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
)

// lineNames are the lines for people, the zeroth first.
var lineNames = [3]string{"Zeroth line: alone or together", "First line: help of the team", "Second line: help of a provider"}

// value is a figure in words.
func value(ctx context.Context, f steering.Figure) string {
	switch f.State {
	case steering.Small:
		return text.T(ctx, "not shown")
	case steering.Unknown:
		return text.T(ctx, "not known")
	}
	n := int(f.Value)
	switch f.Kind {
	case steering.Residents:
		return text.N(ctx, n, "about %d resident", "about %d residents")
	case steering.Questions:
		return text.N(ctx, n, "about %d time", "about %d times")
	case steering.Days:
		return text.N(ctx, n, "%d day", "%d days")
	case steering.Mark:
		return text.Number(ctx, f.Value)
	}
	percent := text.Percent(ctx, f.Value/100)
	switch f.Bound {
	case steering.AtLeast:
		return text.T(ctx, "at least %s", percent)
	case steering.AtMost:
		return text.T(ctx, "at most %s", percent)
	}
	return percent
}

// basis is on how much a figure rests.
func basis(ctx context.Context, f steering.Figure) string {
	switch {
	case f.Of == 0:
		return ""
	case f.Kind == steering.Mark:
		return text.N(ctx, f.Of, "about %d answer", "about %d answers")
	}
	return text.N(ctx, f.Of, "about %d decision", "about %d decisions")
}

// answers is on how many answers a figure rests, or that this is not shown.
func answers(ctx context.Context, f steering.Figure) string {
	if f.State != steering.Shown {
		return text.T(ctx, "not shown")
	}
	return basis(ctx, f)
}

// period is when a figure is about.
func period(ctx context.Context, f steering.Figure) string {
	if f.From.IsZero() {
		return text.Date(ctx, f.To)
	}
	return text.T(ctx, "From %s to %s", text.Date(ctx, f.From), text.Date(ctx, f.To))
}

func figureLink(ctx context.Context, f steering.Figure) templ.SafeURL {
	return ui.Path(ctx, "/inzicht/cijfers/%s", f.Name)
}

// share is what part of all residents a line has, from the rounded number.
func share(ctx context.Context, r steering.CouncilReport, f steering.Figure) string {
	if f.State != steering.Shown || r.Residents == 0 {
		return text.T(ctx, "not shown")
	}
	return text.Percent(ctx, min(f.Value/float64(r.Residents), 1))
}

// pyramid is the layers, the second line on top.
func pyramid(ctx context.Context, r steering.CouncilReport) []ui.Layer {
	var out []ui.Layer
	for line := len(r.People) - 1; line >= 0; line-- {
		f := r.People[line]
		out = append(out, ui.Layer{Label: text.T(ctx, lineNames[line]), Text: value(ctx, f), Link: figureLink(ctx, f),
			Note: text.T(ctx, "%s; reference %s", share(ctx, r, f), hundredths(ctx, r.Norm.People[line]))})
	}
	return out
}

func hundredths(ctx context.Context, n int) string { return text.Percent(ctx, float64(n)/100) }

// reference is the table of what is measured beside what it is compared with.
func reference(ctx context.Context, r steering.CouncilReport) ui.TableData {
	t := ui.TableData{Caption: text.T(ctx, "Residents by line, beside the reference"), Columns: []ui.Column{{Label: text.T(ctx, "Line")},
		{Label: text.T(ctx, "Residents"), Numeric: true}, {Label: text.T(ctx, "Share of residents"), Numeric: true},
		{Label: text.T(ctx, "Reference for residents"), Numeric: true}, {Label: text.T(ctx, "Reference for money"), Numeric: true}}}
	for line, f := range r.People {
		t.Rows = append(t.Rows, ui.Row{Cells: []ui.Cell{{Text: text.T(ctx, lineNames[line]), Link: figureLink(ctx, f)}, {Text: value(ctx, f)},
			{Text: share(ctx, r, f)}, {Text: hundredths(ctx, r.Norm.People[line])}, {Text: hundredths(ctx, r.Norm.Money[line])}}})
	}
	return t
}

// aboutReference says where the reference comes from, and what is odd about it.
func aboutReference(ctx context.Context, n steering.Norm) string {
	words := text.T(ctx, n.Origin) + ". "
	if !n.From.IsZero() {
		words = text.T(ctx, "%s, of %s.", text.T(ctx, n.Origin), text.Month(ctx, n.From)) + " "
	}
	words += text.T(ctx, "It is something to compare with. It is no target.")
	if n.Money.Sum() != 100 {
		words += " " + text.T(ctx, "The shares of money are %s together.", hundredths(ctx, n.Money.Sum()))
	}
	return words + " " + text.T(ctx, "What the lines really cost is not measured here yet.")
}

// otherReference names the second reference of the field.
func otherReference(ctx context.Context) string {
	n := steering.Amaryllis
	return text.T(ctx, n.Origin) + ": " + text.T(ctx, "%s, %s and %s.", hundredths(ctx, n.People[0]), hundredths(ctx, n.People[1]), hundredths(ctx, n.People[2]))
}

// solved is the bars of what was solved where.
func solved(ctx context.Context, r steering.CouncilReport) ui.Bars {
	b := ui.Bars{Caption: text.T(ctx, "Solved by line") + ". " + period(ctx, r.Solved[0]), LabelHead: text.T(ctx, "Line"), ValueHead: text.T(ctx, "Solved")}
	for line, f := range r.Solved {
		b.Bars = append(b.Bars, ui.Bar{Label: text.T(ctx, lineNames[line]), Value: f.Value, Text: value(ctx, f), Link: figureLink(ctx, f), Hidden: f.State != steering.Shown})
	}
	return b
}

// cards are the other figures.
func cards(ctx context.Context, r steering.CouncilReport) []ui.Card {
	var out []ui.Card
	for _, f := range r.Others {
		c := ui.Card{Title: text.T(ctx, f.Title), Link: figureLink(ctx, f), Kind: period(ctx, f), Text: value(ctx, f)}
		if b := basis(ctx, f); b != "" {
			c.Facts = []string{b}
		}
		out = append(out, c)
	}
	return out
}

// how says how numbers are protected.
func how(ctx context.Context, f steering.Figure) string {
	words := text.T(ctx, "We show no group of fewer than %d.", f.Minimum)
	if f.Rounding > 1 {
		words += " " + text.T(ctx, "We round other numbers to %d.", f.Rounding)
	}
	return words
}

// hidden says why a figure is not shown; empty when it is.
func hidden(ctx context.Context, f steering.Figure) string {
	switch f.State {
	case steering.Small:
		return text.T(ctx, "The number is smaller than %d. Or it is larger, but then a smaller number could be calculated from it. We do not say which of the two.", f.Minimum)
	case steering.Unknown:
		return text.T(ctx, "We do not know how many people live in each neighbourhood.")
	}
	if f.Bound != steering.Exact {
		return text.T(ctx, "The exact part would tell of a group smaller than %d. That is why we only give a limit.", f.Minimum)
	}
	return ""
}

// facts are what stands behind a figure.
func facts(ctx context.Context, f steering.Figure) []ui.Fact {
	out := []ui.Fact{{Name: text.T(ctx, "Figure"), Value: value(ctx, f)}}
	if b := basis(ctx, f); b != "" {
		out = append(out, ui.Fact{Name: text.T(ctx, "Rests on"), Value: b})
	}
	return append(out, ui.Fact{Name: text.T(ctx, "What it means"), Value: text.T(ctx, f.Means)},
		ui.Fact{Name: text.T(ctx, "How it is calculated"), Value: text.T(ctx, f.How)},
		ui.Fact{Name: text.T(ctx, "About"), Value: period(ctx, f)},
		ui.Fact{Name: text.T(ctx, "Measured"), Value: text.DateTime(ctx, f.At)},
		ui.Fact{Name: text.T(ctx, "How we protect residents"), Value: how(ctx, f)})
}

// sources is the table of where the numbers come from.
func sources(ctx context.Context, f steering.Figure) ui.TableData {
	t := ui.TableData{Caption: text.T(ctx, "Where the numbers stand"), HideCaption: true,
		Columns: []ui.Column{{Label: text.T(ctx, "What")}, {Label: text.T(ctx, "Table")}, {Label: text.T(ctx, "Query")}}}
	for _, s := range f.Sources {
		t.Rows = append(t.Rows, ui.Row{Cells: ui.Words(text.T(ctx, s.What), s.Table, s.Query)})
	}
	return t
}

// judgementView is what residents say, for somebody who may read more of it or not.
type judgementView struct {
	steering.ExperienceReport
	Actor access.Actor
}

// readable is the address of the sentences about a team or provider; empty for who may not read them.
func (v judgementView) readable(ctx context.Context, e steering.ExperienceScore) templ.SafeURL {
	own := v.Actor.Role == access.RoleTeamLead && e.ID == v.Actor.Team
	if e.ID == 0 || e.State != steering.Shown || !own && v.Actor.Role != access.RolePrivacyOfficer {
		return ""
	}
	return ui.Path(ctx, "/inzicht/ervaring/%s", e.ID)
}

// ownTeam is the team whose sentences the actor may read; zero when there is none.
func (v judgementView) ownTeam() db.ID {
	if v.Actor.Role != access.RoleTeamLead {
		return 0
	}
	return v.Actor.Team
}

// marks is a table of scores.
func (v judgementView) marks(ctx context.Context, caption, head string, all []steering.ExperienceScore) ui.TableData {
	t := ui.TableData{Caption: caption, HideCaption: true,
		Columns: []ui.Column{{Label: head}, {Label: text.T(ctx, "Mean mark"), Numeric: true}, {Label: text.T(ctx, "Number of answers"), Numeric: true}}}
	for _, e := range all {
		name := e.Name
		switch {
		case e.Step != "":
			name = text.T(ctx, e.Step.Name())
		case name == "":
			name = text.T(ctx, "No longer here")
		}
		mark, answers := text.T(ctx, "not shown"), text.T(ctx, "not shown")
		switch e.State {
		case steering.Unknown:
			mark, answers = text.T(ctx, "no answers yet"), "0"
		case steering.Shown:
			mark, answers = text.Number(ctx, e.Mean), text.T(ctx, "about %s", text.Number(ctx, e.Answers))
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []ui.Cell{{Text: name, Link: v.readable(ctx, e)}, {Text: mark}, {Text: answers}}})
	}
	return t
}

// asked says which step a question is about.
func asked(ctx context.Context, q experience.Question) string {
	return text.T(ctx, "It is about %s.", text.LongDate(ctx, q.On))
}

// scale are the marks from 10 to 1 that a resident chooses from.
func scale(ctx context.Context) []ui.Option {
	var out []ui.Option
	for n := 10; n >= 1; n-- {
		o := ui.Option{Value: fmt.Sprint(n), Label: fmt.Sprint(n)}
		switch n {
		case 10:
			o.Label = text.T(ctx, "10, very good")
		case 1:
			o.Label = text.T(ctx, "1, very bad")
		}
		out = append(out, o)
	}
	return out
}
