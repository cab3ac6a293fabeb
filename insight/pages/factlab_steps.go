package pages

import (
	"context"
	"slices"
	"strconv"

	"codeberg.org/samenkracht/samenkracht/insight/factlab"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/release"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
)

// leadStep is one step of a round, with where it is done.
type leadStep struct {
	Label, Text, Link string
	Below             string // the address below the round
	Icon              string
	Done, Later       bool // Later: it cannot be done yet
	Aside             bool // it can be done, and is never the next step
	Now               bool
	Next              string // what to do now, when it is the next step
}

// steps are the steps of a round in their order; the first that is not done is the next one.
func (v roundView) steps(ctx context.Context) []leadStep {
	all := []leadStep{v.termsStep(ctx), v.papersStep(ctx), v.keysStep(ctx), v.countsStep(ctx), v.participantsStep(ctx), v.openStep(ctx),
		v.deliveriesStep(ctx), v.joinStep(ctx), v.releaseStep(ctx), v.destroyStep(ctx)}
	first := 0
	if v.State == factlab.Destroyed { // what was not done before will not be done any more
		first = len(all) - 1
	}
	for i := first; i < len(all); i++ {
		if !all[i].Done && !all[i].Later && !all[i].Aside {
			all[i].Now = true
			break
		}
	}
	return all
}

// next is the step that the lead does now; not ok when all is done.
func (v roundView) next(ctx context.Context) (leadStep, bool) {
	all := v.steps(ctx)
	i := slices.IndexFunc(all, func(s leadStep) bool { return s.Now })
	if i < 0 {
		return leadStep{}, false
	}
	return all[i], true
}

func (v roundView) rungs(ctx context.Context) []ui.Rung {
	var out []ui.Rung
	for _, s := range v.steps(ctx) {
		r := ui.Rung{Label: s.Label, Text: s.Text, Icon: s.Icon, State: ui.StepAhead, Body: linkTo(s.Link, v.path(ctx, s.Below))}
		switch {
		case s.Done:
			r.State, r.Icon = ui.StepDone, "check"
		case s.Now:
			r.State = ui.StepNow
		}
		if s.Later || s.Link == "" {
			r.Body = nil
		}
		out = append(out, r)
	}
	return out
}

func (v roundView) termsStep(ctx context.Context) leadStep {
	return leadStep{Label: text.T(ctx, "What is agreed"), Below: "/afspraken", Link: text.T(ctx, "To what is agreed"), Icon: "scale", Done: true,
		Text: text.T(ctx, "We count %s, with %s.", monthWords(ctx, v.Month), text.N(ctx, len(v.Terms.Provisions), "%d provision", "%d provisions"))}
}

// filed reports whether a document of a kind is filed.
func (v roundView) filed(kind factlab.DocumentKind) bool {
	return slices.ContainsFunc(v.Documents, func(d factlab.Document) bool { return d.What == kind })
}

func (v roundView) papersStep(ctx context.Context) leadStep {
	s := leadStep{Label: text.T(ctx, "Documents"), Below: "/documenten", Link: text.T(ctx, "To the documents"), Icon: "letter",
		Text: text.N(ctx, len(v.Documents), "%d document is filed.", "%d documents are filed."),
		Next: text.T(ctx, "File the DPIA and the legal ground. The privacy officer can do that too.")}
	s.Aside = !v.preparing() // it is good to have, and holds nothing up any more
	if len(v.Documents) == 0 {
		s.Text = text.T(ctx, "No document is filed yet.")
	}
	switch {
	case !v.filed(factlab.ImpactAssessment):
		s.Text += " " + text.T(ctx, "The DPIA is missing.")
	case !v.filed(factlab.LegalGround):
		s.Text += " " + text.T(ctx, "The legal ground is missing.")
	default:
		s.Done = true
	}
	return s
}

func (v roundView) keysStep(ctx context.Context) leadStep {
	s := leadStep{Label: text.T(ctx, "Key holders"), Below: "/sleutelhouders", Link: text.T(ctx, "To the key holders"), Icon: "lock",
		Text: text.T(ctx, "The card of the key holder is missing."), Next: text.T(ctx, "Ask the key holder for its card, and add it here.")}
	if k := v.Terms.KeyHolders; len(k.Holders) > 0 {
		s.Done, s.Text = true, text.N(ctx, len(k.Holders), "%d key holder keeps the key.", "%d key holders keep the key together.")
	}
	return s
}

func (v roundView) countsStep(ctx context.Context) leadStep {
	s := leadStep{Label: text.T(ctx, "Number of addresses"), Below: "/adressen", Link: text.T(ctx, "To the number of addresses"), Icon: "house",
		Text: text.T(ctx, "The public number of addresses for each neighbourhood is missing."),
		Next: text.T(ctx, "Add the public number of addresses for each neighbourhood.")}
	if len(v.Places) > 0 {
		s.Done, s.Text = true, text.N(ctx, len(v.Places), "%d neighbourhood is known.", "%d neighbourhoods are known.")
	}
	return s
}

// enough is how many organisations must take part at least.
func (v roundView) enough() int { return max(2, v.Terms.Organisations) }

func (v roundView) participantsStep(ctx context.Context) leadStep {
	s := leadStep{Label: text.T(ctx, "Organisations"), Below: "/deelnemers", Link: text.T(ctx, "To the organisations"), Icon: "people",
		Text: v.joiningWords(ctx), Done: v.Joining() >= v.enough(),
		Next: text.T(ctx, "Invite organisations and note what they answer. At least %s must take part.", text.Number(ctx, v.enough()))}
	return s
}

// joiningWords counts what the organisations answered.
func (v roundView) joiningWords(ctx context.Context) string {
	joining, declined := v.Joining(), 0
	if len(v.Participants) == 0 {
		return text.T(ctx, "No organisation was invited yet.")
	}
	for _, one := range v.Participants {
		if one.State == factlab.Declines {
			declined++
		}
	}
	words := text.N(ctx, joining, "%d organisation takes part.", "%d organisations take part.")
	if declined > 0 {
		words += " " + text.N(ctx, declined, "%d does not.", "%d do not.")
	}
	if waiting := len(v.Participants) - joining - declined; waiting > 0 {
		words += " " + text.N(ctx, waiting, "%d did not answer yet.", "%d have not answered yet.")
	}
	return words
}

// ready reports whether all is there that a round needs before it is opened.
func (v roundView) ready() bool {
	return len(v.Terms.KeyHolders.Holders) > 0 && len(v.Places) > 0 && v.Joining() >= v.enough() && !v.Deadline.Before(v.Today)
}

func (v roundView) openStep(ctx context.Context) leadStep {
	s := leadStep{Label: text.T(ctx, "Opened"), Below: "/opening", Link: text.T(ctx, "To the opening"), Icon: "calendar", Done: !v.preparing(), Later: !v.ready(),
		Text: text.T(ctx, "Organisations can deliver until %s.", text.Date(ctx, v.Deadline)), Next: text.T(ctx, "Open the round. From then on organisations deliver.")}
	if v.OpenedAt != nil {
		s.Text = text.T(ctx, "Opened on %s. Organisations deliver until %s.", text.Date(ctx, *v.OpenedAt), text.Date(ctx, v.Deadline))
		s.Below, s.Link = "/overeenkomst", text.T(ctx, "To the agreement")
	}
	return s
}

func (v roundView) deliveriesStep(ctx context.Context) leadStep {
	s := leadStep{Label: text.T(ctx, "Deliveries"), Below: "/deelnemers", Link: text.T(ctx, "To what was delivered"), Icon: "mail", Later: v.preparing(),
		Text: text.T(ctx, "%s of %s organisations delivered.", text.Number(ctx, v.deliverers()), text.Number(ctx, v.Joining())),
		Next: text.T(ctx, "Wait for the deliveries. We remind organisations seven days before the last day.")}
	past := v.State == factlab.Open && v.Deadline.Before(v.Today)
	s.Done = !v.preparing() && (v.State != factlab.Open || past || v.deliverers() == v.Joining())
	if v.preparing() {
		s.Text = text.T(ctx, "Nothing was delivered yet.")
	}
	return s
}

func (v roundView) joinStep(ctx context.Context) leadStep {
	s := leadStep{Label: text.T(ctx, "Closed and joined"), Icon: "compass", Later: v.preparing(), Text: text.T(ctx, "The lines are joined household by household."),
		Done: v.State == factlab.Joined || v.JoinedAt != nil, Next: text.T(ctx, "Close the round. Then the program joins what was delivered.")}
	switch {
	case v.State == factlab.Open:
		s.Below, s.Link = "/sluiting", text.T(ctx, "To the closing")
	case v.State == factlab.Closed:
		s.Text = text.T(ctx, "%s of %s parts are joined.", text.Number(ctx, v.Done), text.Number(ctx, v.Terms.Buckets))
		s.Next = text.T(ctx, "Wait until all parts are joined. Look at this page again later.")
	case v.JoinedAt != nil:
		s.Text = text.T(ctx, "Joined on %s.", text.DateTime(ctx, *v.JoinedAt))
	}
	return s
}

func (v roundView) releaseStep(ctx context.Context) leadStep {
	s := leadStep{Label: text.T(ctx, "Release"), Below: "/uitgaven", Link: text.T(ctx, "To the releases"), Icon: "chart", Later: v.JoinedAt == nil,
		Text: text.T(ctx, "Tables that everybody may see, after two people agreed."), Next: text.T(ctx, "Have a release made. A colleague approves it.")}
	if len(v.Releases) > 0 {
		newest := v.Releases[0]
		s.Text = text.T(ctx, "The newest one: %s.", text.T(ctx, releaseNames[newest.State]))
		if newest.State == release.Proposed {
			s.Next = text.T(ctx, "Have a colleague look at the release, and approve or refuse it.")
		}
		s.Done = slices.ContainsFunc(v.Releases, func(of release.Release) bool { return of.State == release.Approved })
	}
	return s
}

func (v roundView) destroyStep(ctx context.Context) leadStep {
	s := leadStep{Label: text.T(ctx, "Destroyed"), Below: "/vernietiging", Link: text.T(ctx, "To the destruction"), Icon: "warning", Later: v.State != factlab.Joined,
		Text: text.T(ctx, "In the end every key and every line is destroyed."), Next: text.T(ctx, "Are all releases made? Then destroy the keys and the lines.")}
	if v.DestroyedAt != nil {
		s.Below, s.Link, s.Later = "/verklaringen", text.T(ctx, "To the records of destruction"), false
		s.Text = text.T(ctx, "The lines were destroyed on %s.", text.Date(ctx, *v.DestroyedAt)) + " " + v.keyWords(ctx)
		s.Done, s.Next = v.KeyGone(), text.T(ctx, "Ask the key holders for their record of destruction, and add it here.")
	}
	return s
}

// keyWords says whether the key is gone too.
func (v roundView) keyWords(ctx context.Context) string {
	if v.KeyGone() {
		return text.T(ctx, "The key can never be used again.")
	}
	return text.T(ctx, "The record of a key holder is still missing.")
}

// quality is what came in of each participant.
func (v roundView) quality(ctx context.Context) ui.TableData {
	t := ui.TableData{Caption: text.T(ctx, "What was delivered"), HideCaption: true, Columns: []ui.Column{{Label: text.T(ctx, "Organisation")},
		{Label: text.T(ctx, "Declared addresses"), Numeric: true}, {Label: text.T(ctx, "Delivered lines"), Numeric: true}, {Label: text.T(ctx, "Delivered on")}}}
	for _, one := range v.Participants {
		if one.State != factlab.Joins {
			continue
		}
		cells := []ui.Cell{{Text: one.Name}, {Text: text.Number(ctx, one.Declared)}, {Text: text.T(ctx, "not yet")}, {}}
		if d, ok := v.delivered(one.ID); ok {
			cells[2].Text, cells[3].Text = v.lines(ctx, d), text.DateTime(ctx, *d.CompletedAt)
		}
		t.Rows = append(t.Rows, ui.Row{Cells: cells})
	}
	return t
}

// facts are what the round is, in short.
func (v roundView) facts(ctx context.Context) []ui.Fact {
	return []ui.Fact{{Name: text.T(ctx, "Where it stands"), Body: ui.Badge(stateTones[v.State], text.T(ctx, stateNames[v.State]))},
		{Name: text.T(ctx, "Month that is counted"), Value: monthWords(ctx, v.Month)},
		{Name: text.T(ctx, "Last day"), Value: text.Date(ctx, v.Deadline)},
		{Name: text.T(ctx, "Purpose"), Value: v.Terms.Purpose},
		{Name: text.T(ctx, "Joined by"), Value: v.Terms.Body},
		{Name: text.T(ctx, "Number for the tools"), Value: v.Reference()}}
}

func (v roundView) joinedWords(ctx context.Context) string {
	return text.T(ctx, "%s of %s parts", strconv.Itoa(v.Done), strconv.Itoa(v.Terms.Buckets))
}
