package pages

import (
	"net/http"
	"net/url"

	"codeberg.org/samenkracht/samenkracht/casework/plan"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
)

// planEdit is a page with one form of the plan, which goes back to the plan.
func (p *Pages) planEdit(w http.ResponseWriter, r *http.Request, actor access.Actor, said string, build func(d planDesk) editPage, do func(d planDesk, f *form) error) error {
	f := read(r, nil)
	var d planDesk
	page := func() (editPage, error) {
		var err error
		if d, err = p.runningDesk(r, actor); err != nil {
			return editPage{}, err
		}
		out := build(d)
		f.first(out.Now)
		ctx := r.Context()
		out.Head.Crumbs, out.Action = d.crumbs(ctx, true), ui.Path(ctx, r.URL.Path)
		if out.Cancel == "" {
			out.Cancel = ui.Path(ctx, "/team/huishoudens/%s/plan", d.File.Household.ID)
		}
		return out, nil
	}
	id := r.PathValue("id")
	return p.edit(w, r, f, page, func() error { return do(d, f) }, said, "/team/huishoudens/%s/plan", id)
}

func (p *Pages) planWish(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	ctx := r.Context()
	return p.planEdit(w, r, actor, "What the resident wants is written down.", func(d planDesk) editPage {
		return editPage{
			Head:    ui.Head{Title: text.T(ctx, "What does the resident want?"), Label: text.T(ctx, "The plan begins here")},
			Version: version(d.Whole.Plan.Version), Button: text.T(ctx, "Save"), Now: url.Values{"wish": {d.Whole.Plan.Report.Wish}},
			Inputs: []input{{Field: ui.Field{Name: "wish", Label: text.T(ctx, "In the resident's own words"), Rows: 6, Large: true,
				Hint: text.T(ctx, "Write it down as it was said. No solutions yet, and no words of our own.")}}},
		}
	}, func(d planDesk, f *form) error {
		return p.Plans.WriteWish(ctx, actor, d.Whole.Plan.ID, f.number("version"), f.text("wish"))
	})
}

func (p *Pages) planReport(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	ctx := r.Context()
	return p.planEdit(w, r, actor, "The report of the conversation is saved.", func(d planDesk) editPage {
		report := d.Whole.Plan.Report
		return editPage{
			Head:    ui.Head{Title: text.T(ctx, "Report of the conversation")},
			Version: version(d.Whole.Plan.Version), Button: text.T(ctx, "Save"), Before: planGuide(report.Wish),
			Now: url.Values{"behind_question": {report.BehindQuestion}, "strengths": {report.Strengths}, "circle": {report.Circle}, "carers": {report.Carers},
				"held_on": {typed(report.HeldOn)}, "present": {report.Present}},
			Inputs: []input{
				{Field: ui.Field{Name: "held_on", Label: text.T(ctx, "Day of the conversation")}, As: asDate},
				{Field: ui.Field{Name: "present", Label: text.T(ctx, "Who were there")}},
				{Field: ui.Field{Name: "behind_question", Label: text.T(ctx, "What lies behind the question"), Rows: 4,
					Hint: text.T(ctx, "Ask on: what would be different then? What worries you most? What did you try yourself?")}},
				{Field: ui.Field{Name: "strengths", Label: text.T(ctx, "What goes well"), Rows: 3, Hint: text.T(ctx, "What can the resident do, and what gives joy?")}},
				{Field: ui.Field{Name: "circle", Label: text.T(ctx, "Who is around"), Rows: 3, Optional: true, Hint: text.T(ctx, "Family, friends, neighbours, a club. Who could come a little nearer?")}},
				{Field: ui.Field{Name: "carers", Label: text.T(ctx, "What the informal carer needs"), Rows: 3, Optional: true, Hint: text.T(ctx, "Ask the carer too. Can the carer keep it up?")}},
			},
		}
	}, func(d planDesk, f *form) error {
		report := plan.Report{BehindQuestion: f.text("behind_question"), Strengths: f.text("strengths"), Circle: f.text("circle"), Carers: f.text("carers"),
			HeldOn: f.date("held_on"), Present: f.text("present")}
		if f.bad() {
			return nil
		}
		return p.Plans.WriteReport(ctx, actor, d.Whole.Plan.ID, f.number("version"), report)
	})
}

func (p *Pages) planDomain(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	ctx := r.Context()
	domain, ok := plan.DomainBySlug(r.PathValue("leefgebied"))
	if !ok {
		return fault.NotFound
	}
	id := p.web.FormID(r)
	return p.planEdit(w, r, actor, "The score is saved.", func(d planDesk) editPage {
		levels, own := levelOptions(r, domain), levelOptions(r, domain)
		now := url.Values{"scored_on": {typed(d.Today)}}
		if one := d.File.Present(); len(one) == 1 {
			now.Set("resident", one[0].ID.String())
		}
		return editPage{
			Head:  ui.Head{Title: words(ctx, domain.Name), Label: text.T(ctx, "Part of life"), Intro: words(ctx, domain.About)},
			NewID: id.String(), Button: text.T(ctx, "Save"), Now: now, After: scoreHistory(d, domain),
			Inputs: []input{
				{Field: ui.Field{Name: "resident", Label: text.T(ctx, "Who is this about?"), Options: d.who()}},
				{Field: ui.Field{Name: "own_level", Label: text.T(ctx, "Which sentence does the resident choose?"), Options: own, Optional: true}},
				{Field: ui.Field{Name: "level", Label: text.T(ctx, "Which sentence do you choose?"), Options: levels}},
				{Field: ui.Field{Name: "reason", Label: text.T(ctx, "What is this based on?"), Rows: 3}},
				{Field: ui.Field{Name: "scored_on", Label: text.T(ctx, "Day of the conversation")}, As: asDate},
			},
		}
	}, func(d planDesk, f *form) error {
		s := plan.LifeDomainScore{ID: id, PlanID: d.Whole.Plan.ID, ResidentID: f.id("resident"), Domain: domain.Key, Level: plan.Level(f.number("level")),
			OwnLevel: plan.Level(f.number("own_level")), ScoredOn: f.date("scored_on"), Reason: f.text("reason")}
		if f.bad() {
			return nil
		}
		return p.Plans.Score(ctx, actor, s)
	})
}

// levelOptions are the five sentences of a life domain, the best one first.
func levelOptions(r *http.Request, d plan.LifeDomainInfo) []ui.Option {
	var out []ui.Option
	for l := plan.GoingWell; l >= plan.Stuck; l-- {
		out = append(out, ui.Option{Value: version(int64(l)), Label: text.T(r.Context(), d.Says(l)), Hint: text.T(r.Context(), l.Name())})
	}
	return out
}

// scoresIn lists the scores in one life domain, the newest first.
func (d planDesk) scoresIn(domain plan.LifeDomain) []plan.LifeDomainScore {
	var out []plan.LifeDomainScore
	for _, s := range d.Whole.Scores {
		if s.Domain == domain {
			out = append([]plan.LifeDomainScore{s}, out...)
		}
	}
	return out
}
