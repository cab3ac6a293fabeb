package pages

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"codeberg.org/samenkracht/samenkracht/casework/plan"
	"codeberg.org/samenkracht/samenkracht/casework/plan/ladder"
	"codeberg.org/samenkracht/samenkracht/community/board"
	"codeberg.org/samenkracht/samenkracht/community/market"
	"codeberg.org/samenkracht/samenkracht/community/socialmap"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

func ignoreGone(err error) error {
	if errors.Is(err, fault.NotFound) {
		return nil
	}
	return err
}

// stepFacts are a step in words, with what is linked to it.
func (g goalPage) stepFacts(ctx context.Context, s ladder.Step) []ui.Fact {
	var facts []ui.Fact
	add := func(name, value string) {
		if value != "" {
			facts = append(facts, ui.Fact{Name: text.T(ctx, name), Value: value})
		}
	}
	if s.Rung == ladder.CustomProvision {
		add("What support is needed", s.Tried)
	} else {
		add("What was tried", s.Tried)
	}
	if s.Tried != "" {
		add("Who does it", doer(ctx, s))
	}
	add("Why it goes further down", s.Reason)
	if a, ok := g.Asks[s.Rung]; ok {
		facts = append(facts, ui.Fact{Name: text.T(ctx, "Asked on the market"), Value: a.Title, Link: ui.Path(ctx, "/buurt/advertenties/%s", a.ID)})
	}
	if e, ok := g.Places[s.Rung]; ok && e.Name != "" {
		facts = append(facts, ui.Fact{Name: text.T(ctx, "Place"), Value: e.Name})
	}
	return facts
}

// goalEdit is a page with one form about a goal, which goes back to the goal.
func (p *Pages) goalEdit(w http.ResponseWriter, r *http.Request, actor access.Actor, said string, build func(d planDesk, g plan.Goal) editPage, do func(d planDesk, g plan.Goal, f *form) error) error {
	f := read(r, nil)
	var d planDesk
	var g plan.Goal
	page := func() (editPage, error) {
		var err error
		if d, err = p.runningDesk(r, actor); err != nil {
			return editPage{}, err
		}
		if g, err = goalOf(r, d); err != nil {
			return editPage{}, err
		}
		out := build(d, g)
		f.first(out.Now)
		ctx := r.Context()
		out.Head.Crumbs = append(d.crumbs(ctx, true), ui.Crumb{Label: text.T(ctx, "Goal"), Link: goalPath(ctx, d, g.ID)})
		out.Action, out.Cancel = ui.Path(ctx, r.URL.Path), goalPath(ctx, d, g.ID)
		return out, nil
	}
	return p.edit(w, r, f, page, func() error { return do(d, g, f) }, said, "/team/huishoudens/%s/plan/doelen/%s", r.PathValue("id"), r.PathValue("doel"))
}

func (p *Pages) planStep(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	ctx, id := r.Context(), p.web.FormID(r)
	rung, ok := ladder.RungBySlug(r.PathValue("trede"))
	if !ok {
		return fault.NotFound
	}
	return p.goalEdit(w, r, actor, "The step is saved.", func(d planDesk, g plan.Goal) editPage {
		s, there := d.Whole.Ladder(g.ID).On(rung)
		now := url.Values{"doer": {string(ladder.ByResident)}}
		if rung == ladder.CustomProvision {
			now.Set("doer", string(ladder.ByProvider))
		}
		if there {
			now = url.Values{"tried": {s.Tried}, "doer": {string(s.Doer)}, "doer_name": {s.DoerName}, "outcome": {string(s.Outcome)}, "reason": {s.Reason}}
		}
		return editPage{
			Head:  ui.Head{Title: words(ctx, rung.Info().Name), Label: text.T(ctx, "For the goal: %s", g.Wish), Intro: words(ctx, rung.Info().Asks)},
			NewID: id.String(), Version: version(s.Version), Button: text.T(ctx, "Save"), Now: now, Inputs: stepInputs(ctx, rung),
		}
	}, func(d planDesk, g plan.Goal, f *form) error {
		return p.Plans.WriteStep(ctx, actor, ladder.Step{ID: id, PlanID: g.PlanID, GoalID: g.ID, Rung: rung, Version: f.number("version"),
			Outcome: ladder.Outcome(f.text("outcome")), Doer: ladder.Doer(f.text("doer")),
			StepText: ladder.StepText{Tried: f.text("tried"), DoerName: f.text("doer_name"), Reason: f.text("reason")}})
	})
}

func stepInputs(ctx context.Context, r ladder.Rung) []input {
	tried := ui.Field{Name: "tried", Label: text.T(ctx, "What was discussed or tried?"), Rows: 4}
	if r == ladder.CustomProvision {
		tried.Label, tried.Hint = text.T(ctx, "What support is needed?"), text.T(ctx, "How much and how often, and what somebody must be able to do. The choice of a provider comes later.")
	}
	all := []input{{Field: tried},
		{Field: ui.Field{Name: "doer", Label: text.T(ctx, "Who does this?"), Options: options(ctx, ladder.Doers)}},
		{Field: ui.Field{Name: "doer_name", Label: text.T(ctx, "Name"), Optional: true, Hint: text.T(ctx, "Only when it is somebody else than the resident.")}}}
	if r == ladder.CustomProvision {
		return all
	}
	return append(all,
		input{Field: ui.Field{Name: "outcome", Label: text.T(ctx, "What came of it?"), Options: options(ctx, ladder.Outcomes)}},
		input{Field: ui.Field{Name: "reason", Label: text.T(ctx, "Why does it go one step further down?"), Rows: 3, Optional: true,
			Hint: text.T(ctx, "Needed when this is not enough. The reason stands in the decision too.")}})
}

func (p *Pages) planAsk(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	ctx, id := r.Context(), p.web.FormID(r)
	return p.goalEdit(w, r, actor, "The ask is on the market. The broker tells you who answers.", func(d planDesk, g plan.Goal) editPage {
		var categories []ui.Option
		for _, c := range market.Categories {
			categories = append(categories, ui.Option{Value: c.Slug(), Label: text.T(ctx, c.Name())})
		}
		return editPage{
			Head: ui.Head{Title: text.T(ctx, "Ask the neighbours"), Label: text.T(ctx, "For the goal: %s", g.Wish),
				Intro: text.T(ctx, "Everybody can read this. Do not write who it is for. Only the neighbourhood is shown.")},
			NewID: id.String(), Button: text.T(ctx, "Place the ask"),
			Inputs: []input{
				{Field: ui.Field{Name: "category", Label: text.T(ctx, "What is it about?"), Options: categories}},
				{Field: ui.Field{Name: "title", Label: text.T(ctx, "In a few words"), MaxLength: market.MaxTitle}},
				{Field: ui.Field{Name: "details", Label: text.T(ctx, "Tell a little more"), Rows: 4, Optional: true, MaxLength: market.MaxDetails}},
			},
		}
	}, func(d planDesk, g plan.Goal, f *form) error {
		_, err := p.Plans.AskNeighbours(ctx, actor, g.PlanID, g.ID, market.NewAsk{ID: id, Category: board.ParseCategory(f.text("category")), Title: f.text("title"), Details: f.text("details")})
		return err
	})
}

// placePage is the choice of a place from the social map.
type placePage struct {
	goalPage
	Rung   ladder.Info
	Search string
	Found  []socialmap.Entry
}

func (p *Pages) planPlace(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	rung, ok := ladder.RungBySlug(r.PathValue("trede"))
	if !ok {
		return fault.NotFound
	}
	d, err := p.runningDesk(r, actor)
	if err != nil {
		return err
	}
	page := placePage{goalPage: goalPage{planDesk: d}, Rung: rung.Info(), Search: r.URL.Query().Get("zoek")}
	if page.Goal, err = goalOf(r, d); err != nil {
		return err
	}
	if sent(r) {
		if err := p.Plans.LinkPlace(r.Context(), actor, page.Goal.PlanID, page.Goal.ID, rung, read(r, nil).id("entry")); err != nil {
			return err
		}
		return web.Redirect(w, r, "/team/huishoudens/%s/plan/doelen/%s", d.File.Household.ID, page.Goal.ID)
	}
	if page.Search != "" {
		if page.Found, err = p.Plans.SocialMap.Near(r.Context(), actor.Tenant, socialmap.Search{Words: page.Search}); err != nil {
			return err
		}
	}
	return web.Page(w, r, http.StatusOK, placeShown(page))
}
