package pages

import (
	"context"
	"net/http"
	"net/url"

	"github.com/a-h/templ"

	"codeberg.org/samenkracht/samenkracht/casework/plan"
	"codeberg.org/samenkracht/samenkracht/casework/plan/ladder"
	"codeberg.org/samenkracht/samenkracht/community/market"
	"codeberg.org/samenkracht/samenkracht/community/socialmap"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

func (p *Pages) addGoal(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	ctx, id := r.Context(), p.web.FormID(r)
	return p.planEdit(w, r, actor, "The goal is added. Walk the ladder now.", func(d planDesk) editPage {
		return editPage{
			Head:  ui.Head{Title: text.T(ctx, "A new goal"), Intro: text.T(ctx, "What should be different? Let the resident say it.")},
			NewID: id.String(), Button: text.T(ctx, "Add the goal"), Inputs: goalInputs(ctx, d, false),
		}
	}, func(d planDesk, f *form) error {
		g := f.goal(plan.Goal{ID: id, PlanID: d.Whole.Plan.ID})
		if f.bad() {
			return nil
		}
		return p.Plans.AddGoal(ctx, actor, g)
	})
}

// goalOf finds the goal of the address in the plan.
func goalOf(r *http.Request, d planDesk) (plan.Goal, error) {
	id, err := web.ID(r, "doel")
	if err != nil {
		return plan.Goal{}, err
	}
	return d.Whole.Goal(id)
}

func (p *Pages) changeGoal(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	ctx := r.Context()
	return p.planEdit(w, r, actor, "The goal is saved.", func(d planDesk) editPage {
		g, _ := goalOf(r, d) // a goal that is not there is refused by the use case
		return editPage{
			Head:    ui.Head{Title: text.T(ctx, "Change the goal")},
			Version: version(g.Version), Button: text.T(ctx, "Save"), Inputs: goalInputs(ctx, d, true), Cancel: goalPath(ctx, d, g.ID),
			Now: url.Values{"wish": {g.Wish}, "need": {g.Need}, "result": {g.Result}, "resident": {residentValue(g.ResidentID)}, "domain": {string(g.Domain)},
				"worded_by": {string(g.WordedBy)}, "reach_by": {typed(g.ReachBy)}, "state": {string(g.State)}, "ended": {g.Ended}},
		}
	}, func(d planDesk, f *form) error {
		was, err := goalOf(r, d)
		if err != nil {
			return err
		}
		g := f.goal(plan.Goal{ID: was.ID, PlanID: was.PlanID, Version: f.number("version"), State: plan.GoalState(f.text("state")), GoalText: plan.GoalText{Ended: f.text("ended")}})
		if f.bad() {
			return nil
		}
		return p.Plans.ChangeGoal(ctx, actor, g)
	})
}

// everybody is the choice for a goal of the whole household.
const everybody = "everybody"

func residentValue(id db.ID) string {
	if id == 0 {
		return everybody
	}
	return id.String()
}

// goal reads a goal from a form.
func (f *form) goal(g plan.Goal) plan.Goal {
	g.ResidentID, g.Domain, g.WordedBy, g.ReachBy = f.id("resident"), plan.LifeDomain(f.text("domain")), plan.Wording(f.text("worded_by")), f.date("reach_by")
	g.Wish, g.Need, g.Result = f.text("wish"), f.text("need"), f.text("result")
	return g
}

func goalInputs(ctx context.Context, d planDesk, ends bool) []input {
	var domains []ui.Option
	for _, x := range plan.Domains {
		domains = append(domains, ui.Option{Value: string(x.Key), Label: words(ctx, x.Name)})
	}
	all := []input{
		{Field: ui.Field{Name: "wish", Label: text.T(ctx, "The goal, in the words of the resident"), Rows: 3, Large: true}},
		{Field: ui.Field{Name: "worded_by", Label: text.T(ctx, "Who found the words for this goal?"), Options: options(ctx, plan.Wordings),
			Hint: text.T(ctx, "Is it a goal of ours? Then ask the resident to say it again.")}},
		{Field: ui.Field{Name: "resident", Label: text.T(ctx, "Whose goal is it?"), Options: append(d.who(), ui.Option{Value: everybody, Label: text.T(ctx, "Everybody together")})}},
		{Field: ui.Field{Name: "domain", Label: text.T(ctx, "Part of life"), Options: domains}},
		{Field: ui.Field{Name: "need", Label: text.T(ctx, "What is needed"), Rows: 3, Optional: true, Hint: text.T(ctx, "What must be there, whoever gives it? No name of a product or provider yet.")}},
		{Field: ui.Field{Name: "result", Label: text.T(ctx, "You see it when"), Rows: 3, Optional: true, Hint: text.T(ctx, "What can everybody see when the goal is reached?")}},
		{Field: ui.Field{Name: "reach_by", Label: text.T(ctx, "Reach it before"), Optional: true}, As: asDate},
	}
	if ends {
		all = append(all, input{Field: ui.Field{Name: "state", Label: text.T(ctx, "How does it stand?"), Options: options(ctx, []plan.GoalState{plan.GoalOpen, plan.GoalReached, plan.GoalLetGo})}},
			input{Field: ui.Field{Name: "ended", Label: text.T(ctx, "How did it end?"), Rows: 2, Optional: true}})
	}
	return all
}

func goalPath(ctx context.Context, d planDesk, goal db.ID) templ.SafeURL {
	return ui.Path(ctx, "/team/huishoudens/%s/plan/doelen/%s", d.File.Household.ID, goal)
}

// goalPage is one goal with its ladder.
type goalPage struct {
	planDesk
	Goal   plan.Goal
	Ladder ladder.Ladder
	Asks   map[ladder.Rung]market.Ask
	Places map[ladder.Rung]socialmap.Entry
}

func (p *Pages) goal(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	d, err := p.runningDesk(r, actor)
	if err != nil {
		return err
	}
	page := goalPage{planDesk: d, Asks: map[ladder.Rung]market.Ask{}, Places: map[ladder.Rung]socialmap.Entry{}}
	if page.Goal, err = goalOf(r, d); err != nil {
		return err
	}
	page.Ladder = d.Whole.Ladder(page.Goal.ID)
	err = p.view(r.Context(), actor, func(tx *db.Tx) error {
		for _, s := range page.Ladder {
			if s.AskID != 0 {
				if page.Asks[s.Rung], err = p.Plans.Market.AskByIDTx(r.Context(), tx, s.AskID); err != nil {
					return err
				}
			}
			if s.EntryID == 0 {
				continue
			}
			e, err := p.Plans.SocialMap.EntryByIDTx(r.Context(), tx, s.EntryID)
			if ignoreGone(err) != nil {
				return err
			}
			page.Places[s.Rung] = e
		}
		return nil
	})
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, goalShown(page))
}

// ladder is the ladder as the page shows it: what was found, and what can be written now.
func (g goalPage) ladder(ctx context.Context) []ui.Rung {
	var out []ui.Rung
	for _, info := range ladder.Rungs {
		s, there := g.Ladder.On(info.Rung)
		rung := ui.Rung{Label: words(ctx, info.Name), Text: words(ctx, info.Asks), State: ui.StepAhead, Icon: rungIcons[info.Rung], Body: rungShown(g, info, s, there)}
		switch {
		case there && s.Outcome != ladder.Trying:
			rung.State, rung.Text = ui.StepDone, text.T(ctx, s.Outcome.Name())
			if s.Rung == ladder.CustomProvision {
				rung.Text = text.T(ctx, "This is what is needed")
			}
		case g.Ladder.MayWrite(g.Goal.Ready(), info.Rung) == nil:
			rung.State = ui.StepNow
			if there {
				rung.Text = text.T(ctx, s.Outcome.Name())
			}
		}
		out = append(out, rung)
	}
	return out
}

var rungIcons = map[ladder.Rung]string{ladder.OwnStrength: "person", ladder.CustomaryHelp: "house", ladder.Network: "people", ladder.Community: "hand",
	ladder.PriorProvision: "scale", ladder.GeneralProvision: "place", ladder.CollectiveProvision: "car", ladder.CustomProvision: "heart"}

// mayWrite reports whether a rung may be written now.
func (g goalPage) mayWrite(r ladder.Rung) bool {
	return g.Works && g.Whole.Plan.State == plan.Draft && g.Goal.State == plan.GoalOpen && g.Ladder.MayWrite(g.Goal.Ready(), r) == nil
}
