package pages

import (
	"context"
	"strconv"

	"github.com/a-h/templ"

	"codeberg.org/samenkracht/samenkracht/platform/text"
)

// gauges is a bar chart that is a table: each bar stands in the row of its value.
type gauges struct {
	Caption, LabelHead, ValueHead string
	HideCaption                   bool
	Rows                          []gauge
}

// gauge is one bar, from one place to another in hundredths of the axis, and a mark for the mean. What is not shown
// has words only.
type gauge struct {
	Label, Text, Note string
	Link              templ.SafeURL
	From, To, Mean    float64
	Shown             bool
}

func hundredthsOf(x float64) string { return strconv.FormatFloat(min(max(x, 0), 100), 'f', 1, 64) }

func (g gauge) from() string  { return hundredthsOf(min(g.From, g.To)) }
func (g gauge) width() string { return hundredthsOf(max(g.From, g.To) - min(g.From, g.To)) }
func (g gauge) mean() string  { return hundredthsOf(max(g.Mean-0.4, 0)) }

// A bar around a mean is thinner than its track, so that the mean is seen.
func (g gauge) top() string {
	if g.Mean > 0 {
		return "2"
	}
	return "0"
}

func (g gauge) height() string {
	if g.Mean > 0 {
		return "6"
	}
	return "10"
}

// fan (waaier) is how far places lie apart in a share of their households.
type fan struct {
	Title string
	Mean  float64
	Rows  []fanRow // the largest share first
	Away  []fanRow // places of which the share is not shown
}

// fanRow is a place of a fan.
type fanRow struct {
	Code, Name  string
	N           int
	Share, More float64 // of its households; more than the mean
}

// top is the largest share of the picture.
func (f fan) top() float64 {
	top := f.Mean
	for _, row := range f.Rows {
		top = max(top, row.Share)
	}
	return top
}

// y is how high a share stands in the picture.
func (f fan) y(share float64) string {
	top := f.top()
	if top <= 0 {
		top = 1
	}
	return strconv.FormatFloat(172-164*share/top, 'f', 1, 64)
}

// sentence is the message of the fan.
func (f fan) sentence(ctx context.Context) string {
	if len(f.Rows) == 0 {
		return text.T(ctx, "No place shows enough to compare.")
	}
	high, low := f.Rows[0], f.Rows[len(f.Rows)-1]
	words := text.T(ctx, "The mean of the municipality is %s.", text.Percent(ctx, f.Mean))
	if len(f.Rows) > 1 {
		words += " " + text.T(ctx, "%s is highest with %s, and %s lowest with %s.", high.Name, text.Percent(ctx, high.Share), low.Name, text.Percent(ctx, low.Share))
	}
	if len(f.Away) > 0 {
		words += " " + text.N(ctx, len(f.Away), "Of %d place the share is not shown.", "Of %d places the share is not shown.")
	}
	return words
}

// gauges is the fan as a chart that is a table, each place beside the mean.
func (f fan) gauges(ctx context.Context, head string, link func(code string) templ.SafeURL) gauges {
	g := gauges{Caption: f.Title, LabelHead: head, ValueHead: text.T(ctx, "Share of households")}
	top := max(f.top(), 0.0001)
	for _, row := range f.Rows {
		g.Rows = append(g.Rows, gauge{Label: row.Name, Link: link(row.Code), Text: text.Percent(ctx, row.Share), Note: moreWords(ctx, row),
			From: 100 * f.Mean / top, To: 100 * row.Share / top, Mean: 100 * f.Mean / top, Shown: true})
	}
	for _, row := range f.Away {
		g.Rows = append(g.Rows, gauge{Label: row.Name, Link: link(row.Code), Text: text.T(ctx, "not shown")})
	}
	return g
}

// moreWords says how a place lies beside the mean.
func moreWords(ctx context.Context, row fanRow) string {
	points := text.Number(ctx, float64(int(row.More*1000+0.5))/10)
	switch {
	case row.More >= 0.0005:
		return text.T(ctx, "%s; %s points above the mean", text.N(ctx, row.N, "%d household", "%d households"), points)
	case row.More <= -0.0005:
		return text.T(ctx, "%s; %s points below the mean", text.N(ctx, row.N, "%d household", "%d households"), text.Number(ctx, float64(int(-row.More*1000+0.5))/10))
	}
	return text.T(ctx, "%s; as the mean", text.N(ctx, row.N, "%d household", "%d households"))
}
