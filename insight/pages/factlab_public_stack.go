package pages

import (
	"context"
	"strconv"
	"strings"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/release"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/threshold"
	"codeberg.org/samenkracht/samenkracht/insight/steering"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
)

// headline is the stacking of help in a few sentences.
func (v lab) headline(ctx context.Context) []string {
	all, helped := v.households(), v.helped()
	var out []string
	if helped.Exact {
		out = append(out, text.T(ctx, "%s of the %s households get help.", text.Number(ctx, helped.Least), text.Number(ctx, all)))
	}
	if five := v.stacked(5); five.Exact {
		out = append(out, text.T(ctx, "%s households get 5 or more provisions.", perHundred(ctx, five.Least, all)))
	}
	if meet := v.meeting(); meet.Exact {
		out = append(out, text.N(ctx, meet.Least, "In %d household two or more domains meet.", "In %d households two or more domains meet."))
	}
	return out
}

// meeting is in how many households two or more domains meet.
func (f *folder) meeting() threshold.Count {
	return threshold.Threshold{Domains: 2}.Count(f.sheet(release.Stacking), release.Total)
}

// helpers is how many households have two or more organisations.
func (f *folder) helpers() threshold.Count {
	return f.sheet(release.ByOrganisations).Sum(numbers(2)...)
}

// layers are the layers of the pyramid, the bottom first.
func (f *folder) layers() [3]threshold.Count {
	return [3]threshold.Count{f.few(), f.between(), f.stacked(many)}
}

var layerNames = [3]string{"0 or 1 provision", "2 to 4 provisions", "5 or more provisions"}

// labPyramid is the pyramid of households, the top first.
func labPyramid(ctx context.Context, v lab) []ui.Layer {
	var out []ui.Layer
	counts := v.layers()
	for i := len(counts) - 1; i >= 0; i-- {
		l := ui.Layer{Label: text.T(ctx, layerNames[i]), Text: shareWords(ctx, counts[i], v.households()), Note: text.T(ctx, "reference %s", hundredths(ctx, v.Norm.People[i]))}
		if counts[i].Exact {
			l.Note = text.T(ctx, "%s; reference %s", householdWords(ctx, counts[i]), hundredths(ctx, v.Norm.People[i]))
		}
		out = append(out, l)
	}
	return out
}

// labReference is the table of the pyramid beside both references.
func labReference(ctx context.Context, v lab) ui.TableData {
	t := ui.TableData{Caption: text.T(ctx, "Households by number of provisions, beside the references"), Columns: []ui.Column{{Label: text.T(ctx, "Provisions")},
		{Label: text.T(ctx, "Households"), Numeric: true}, {Label: text.T(ctx, "Share of households"), Numeric: true},
		{Label: text.T(ctx, "Reference"), Numeric: true}, {Label: text.T(ctx, "Second reference"), Numeric: true}}}
	for i, c := range v.layers() {
		t.Rows = append(t.Rows, ui.Row{Cells: ui.Words(text.T(ctx, layerNames[i]), countWords(ctx, c), shareWords(ctx, c, v.households()),
			hundredths(ctx, v.Norm.People[i]), hundredths(ctx, steering.Amaryllis.People[i]))})
	}
	return t
}

// byNumber is the chart of households by a number of something; those with none stand in the table of the pyramid.
func byNumber(ctx context.Context, v lab, table, caption, head, single, several string) gauges {
	g := gauges{Caption: caption, LabelHead: head, ValueHead: text.T(ctx, "Households")}
	codes, most := v.inFull(table), 0
	for _, code := range codes {
		most = max(most, v.cell(table, code).Least)
	}
	for _, code := range codes {
		c := v.cell(table, code)
		if c.Exact && c.Least == 0 {
			continue
		}
		n, err := strconv.Atoi(strings.TrimSuffix(code, "+"))
		if err != nil {
			continue
		}
		label := text.N(ctx, n, single, several)
		if strings.HasSuffix(code, "+") {
			label = text.T(ctx, "%s or more", label)
		}
		g.Rows = append(g.Rows, gauge{Label: label, Text: countWords(ctx, c), To: hundred(c.Least, most), Shown: c.Exact})
	}
	return g
}

// inFull are the codes of a table of numbers: each number when the highest are all shown, else these together.
func (f *folder) inFull(table string) []string {
	for _, code := range highest {
		if !f.cell(table, code).Exact {
			return numbers(1)
		}
	}
	codes := numbers(1)
	return append(codes[:len(codes)-1], highest...)
}

// hundred is a number in hundredths of another, for the length of a bar.
func hundred(n, of int) float64 {
	if of <= 0 {
		return 0
	}
	return 100 * float64(n) / float64(of)
}

// oneSentence says of those with help which part has one of something only.
func oneSentence(ctx context.Context, f *folder, table, sentence string) string {
	one, helped := f.cell(table, "1"), f.helped()
	if !one.Exact || !helped.Exact || helped.Least == 0 {
		return ""
	}
	return text.T(ctx, sentence, perHundred(ctx, one.Least, helped.Least))
}

// The figures of the Stapelingsmonitor that were published of Zoetermeer in 2017, for every 1,000 residents.
const severalProvisions, severalLaws = 57, 9

// beside is the table of our figures beside published ones. They count households, and ours are of another place.
func beside(ctx context.Context, v lab) ui.TableData {
	t := ui.TableData{Caption: text.T(ctx, "Beside the published figures on stacking"), HideCaption: true, Columns: []ui.Column{{Label: text.T(ctx, "Figure")},
		{Label: text.T(ctx, "Here, of every 1,000 households"), Numeric: true}, {Label: text.T(ctx, "Zoetermeer 2017, of every 1,000 residents"), Numeric: true}}}
	thousand := func(c threshold.Count) string {
		if !c.Exact || v.households() == 0 {
			return text.T(ctx, "not shown")
		}
		return text.Number(ctx, int(float64(c.Least)*1000/float64(v.households())+0.5))
	}
	t.Rows = append(t.Rows, ui.Row{Cells: ui.Words(text.T(ctx, "Two or more provisions"), thousand(v.stacked(2)), text.Number(ctx, severalProvisions))},
		ui.Row{Cells: ui.Words(text.T(ctx, "More than one domain (law)"), thousand(v.meeting()), text.Number(ctx, severalLaws))})
	return t
}

// change is the table of what became of figures since the round before: only what both rounds show.
func change(ctx context.Context, v lab) ui.TableData {
	t := ui.TableData{Caption: text.T(ctx, "From %s to %s", monthWords(ctx, v.Before.Round.Month), monthWords(ctx, v.Round.Month)),
		Columns: []ui.Column{{Label: text.T(ctx, "Figure")}, {Label: text.T(ctx, "Before"), Numeric: true}, {Label: text.T(ctx, "Now"), Numeric: true},
			{Label: text.T(ctx, "Difference"), Numeric: true}, {Label: text.T(ctx, "Share before"), Numeric: true}, {Label: text.T(ctx, "Share now"), Numeric: true}}}
	for _, m := range measured {
		before, now := m.count(v.Before), m.count(v.folder)
		if !before.Exact || !now.Exact {
			continue
		}
		t.Rows = append(t.Rows, ui.Row{Cells: ui.Words(text.T(ctx, m.Called), countWords(ctx, before), countWords(ctx, now), signed(ctx, now.Least-before.Least),
			shareWords(ctx, before, v.Before.households()), shareWords(ctx, now, v.households()))})
	}
	return t
}

// measured are the figures that are followed from round to round.
var measured = []struct {
	Called string
	count  func(*folder) threshold.Count
}{
	{Called: "With help", count: (*folder).helped},
	{Called: "3 or more provisions", count: func(f *folder) threshold.Count { return f.stacked(3) }},
	{Called: "5 or more provisions", count: func(f *folder) threshold.Count { return f.stacked(5) }},
	{Called: "Two or more organisations", count: (*folder).helpers},
	{Called: "Two or more domains", count: (*folder).meeting},
}

func signed(ctx context.Context, n int) string {
	if n > 0 {
		return "+" + text.Number(ctx, n)
	}
	return text.Number(ctx, n)
}

// changeSentence says what became of the households with 5 or more provisions.
func changeSentence(ctx context.Context, v lab) string {
	before, now := v.Before.stacked(5), v.stacked(5)
	month := monthWords(ctx, v.Before.Round.Month)
	switch {
	case !before.Exact || !now.Exact:
		return text.T(ctx, "Both rounds show too little to compare the top.")
	case now.Least == before.Least:
		return text.T(ctx, "As many households as in %s get 5 or more provisions.", month)
	case now.Least > before.Least:
		return text.T(ctx, "%s with 5 or more provisions than in %s.", text.N(ctx, now.Least-before.Least, "%d household more", "%d households more"), month)
	}
	return text.T(ctx, "%s with 5 or more provisions than in %s.", text.N(ctx, before.Least-now.Least, "%d household fewer", "%d households fewer"), month)
}

// otherRound warns when not the same organisations took part.
func otherRound(ctx context.Context, v lab) string {
	before, now := len(v.Before.Round.Participants), len(v.Round.Participants)
	if before == now {
		return text.T(ctx, "As many organisations took part in both rounds.")
	}
	return text.T(ctx, "Then %d organisations took part, and now %d. A difference may come from that.", before, now)
}

// aboutLabReference says whose the references are.
func aboutLabReference(ctx context.Context, v lab) string {
	return text.T(ctx, v.Norm.Origin) + ". " + text.T(ctx, "The second one is that of the Amaryllis group in Leeuwarden. They speak of lines of help, and not of a number of provisions. They are something to compare with, no target.")
}
