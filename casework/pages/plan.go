package pages

import (
	"context"
	"errors"
	"net/http"

	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/plan"
	"codeberg.org/samenkracht/samenkracht/casework/plan/coach"
	"codeberg.org/samenkracht/samenkracht/casework/plan/ladder"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// planRoutes are the plan of a household on the desk of the team, and the resident's own.
func (p *Pages) planRoutes(mux *web.Mux) {
	base := "/team/huishoudens/{id}/plan"
	mux.Handle("GET "+base, p.plan)
	mux.Handle("POST "+base, p.startPlan)
	for address, page := range map[string]web.Handler{
		"/wens": p.planWish, "/gesprek": p.planReport, "/leefgebieden/{leefgebied}": p.planDomain,
		"/doelen/nieuw": p.addGoal, "/doelen/{doel}/wijziging": p.changeGoal, "/doelen/{doel}/treden/{trede}": p.planStep,
		"/doelen/{doel}/oproep": p.planAsk, "/doelen/{doel}/treden/{trede}/plek": p.planPlace,
		"/deling": p.sharePlan, "/heropening": p.reopenPlan, "/afsluiting": p.closePlan, "/akkoord": p.answerAtTable,
	} {
		mux.Handle("GET "+base+address, page)
		mux.Handle("POST "+base+address, page)
	}
	mux.Handle("GET "+base+"/doelen/{doel}", p.goal)
	mux.Handle("GET "+base+"/afdruk", p.printPlan)
	mux.Handle("POST "+base+"/kennisneming", p.planNoted)
	mux.Handle("GET /mijn/plan", p.ownPlan)
	mux.Handle("POST /mijn/plan/aanvulling", p.addToPlan)
	mux.Handle("GET /mijn/plan/akkoord", p.agree)
	mux.Handle("POST /mijn/plan/akkoord", p.agree)
	mux.Handle("GET /mijn/plan/bedenking", p.disagree)
	mux.Handle("POST /mijn/plan/bedenking", p.disagree)
}

// planDesk is the plan of a household as the team works on it.
type planDesk struct {
	File  household.Dossier
	Whole plan.Whole
	There bool // there is a running plan
	Works bool // the actor may change it
	Today law.Date
}

func (p *Pages) planDesk(r *http.Request, actor access.Actor) (d planDesk, err error) {
	id, err := web.ID(r, "id")
	if err != nil {
		return d, err
	}
	if d.File, err = p.Households.Read(r.Context(), actor, id); err != nil {
		return d, err
	}
	d.Whole, err = p.Plans.Running(r.Context(), actor, id)
	d.There = err == nil
	d.Works = actor.Role == access.RoleGeneralist
	d.Today = p.today()
	if errors.Is(err, fault.NotFound) {
		err = nil
	}
	return d, err
}

// runningDesk is planDesk for the pages that need a plan.
func (p *Pages) runningDesk(r *http.Request, actor access.Actor) (planDesk, error) {
	d, err := p.planDesk(r, actor)
	if err == nil && !d.There {
		err = fault.NotFound
	}
	return d, err
}

// crumbs lead to the plan.
func (d planDesk) crumbs(ctx context.Context, below bool) []ui.Crumb {
	out := append(deskCrumbs(ctx), ui.Crumb{Label: text.T(ctx, "Household %s", d.File.Number), Link: ui.Path(ctx, "/team/huishoudens/%s", d.File.Household.ID)})
	if below {
		out = append(out, ui.Crumb{Label: text.T(ctx, "The plan"), Link: ui.Path(ctx, "/team/huishoudens/%s/plan", d.File.Household.ID)})
	}
	return out
}

// name is a resident of the household; nobody stands for all of them.
func (d planDesk) name(ctx context.Context, id db.ID) string {
	if r, ok := d.File.Resident(id); ok {
		return r.FullName()
	}
	return text.T(ctx, "everybody together")
}

// who lists the residents to choose from.
func (d planDesk) who() []ui.Option {
	var out []ui.Option
	for _, r := range d.File.Present() {
		out = append(out, ui.Option{Value: r.ID.String(), Label: r.FullName()})
	}
	return out
}

func (p *Pages) plan(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	d, err := p.planDesk(r, actor)
	if err != nil {
		return err
	}
	if !d.There {
		earlier, err := p.Plans.Earlier(r.Context(), actor, d.File.Household.ID)
		if err != nil {
			return err
		}
		return web.Page(w, r, http.StatusOK, noPlanShown(d, earlier, p.web.NewID().String()))
	}
	return web.Page(w, r, http.StatusOK, planShown(d))
}

func (p *Pages) startPlan(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	id, err := web.ID(r, "id")
	if err != nil {
		return err
	}
	if _, err := p.Plans.Start(r.Context(), actor, p.web.FormID(r), id); err != nil {
		return err
	}
	return web.Redirect(w, r, "/team/huishoudens/%s/plan/wens", id)
}

func (p *Pages) planNoted(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	d, err := p.runningDesk(r, actor)
	if err != nil {
		return err
	}
	if err := p.Plans.Noted(r.Context(), actor, d.Whole.Plan.ID); err != nil {
		return err
	}
	return web.Redirect(w, r, "/team/huishoudens/%s/plan", d.File.Household.ID)
}

func (p *Pages) printPlan(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	d, err := p.runningDesk(r, actor)
	if err != nil {
		return err
	}
	contact, err := p.colleague(r.Context(), actor, d.File.ContactID)
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, planPrinted(d, contact))
}

// progress is how far the plan is, from the wish to the agreement.
func (d planDesk) progress(ctx context.Context) []ui.Step {
	at := 0
	report, state := d.Whole.Plan.Report, d.Whole.Plan.State
	switch {
	case state == plan.Agreed:
		at = 5
	case state == plan.Shared:
		at = 3
	case !report.HeldOn.IsZero():
		at = 2
	case report.Wish != "":
		at = 1
	}
	var out []ui.Step
	for i, label := range []string{"What the resident wants", "The conversation", "Goals", "The resident reads the plan", "Agreed"} {
		s := ui.Step{Label: text.T(ctx, label), State: ui.StepAhead}
		if i < at {
			s.State = ui.StepDone
		} else if i == at {
			s.State = ui.StepNow
		}
		out = append(out, s)
	}
	return out
}

// domains is the table of life domains with the newest score of each resident.
func (d planDesk) domains(ctx context.Context) ui.TableData {
	t := ui.TableData{Caption: text.T(ctx, "How life goes"), HideCaption: true, Columns: []ui.Column{{Label: text.T(ctx, "Part of life")},
		{Label: text.T(ctx, "How it goes")}, {Label: text.T(ctx, "What the resident thinks")}, {Label: text.T(ctx, "Scored on")}}}
	latest := plan.Latest(d.Whole.Scores)
	for _, x := range plan.Domains {
		name := ui.Cell{Text: words(ctx, x.Name), Note: words(ctx, x.About)}
		if d.Works && d.Whole.Plan.State == plan.Draft {
			name.Link = ui.Path(ctx, "/team/huishoudens/%s/plan/leefgebieden/%s", d.File.Household.ID, x.Slug)
		}
		there := false
		for _, s := range latest {
			if s.Domain == x.Key {
				there = true
				t.Rows = append(t.Rows, ui.Row{Cells: []ui.Cell{name, {Text: text.T(ctx, s.Level.Name()), Tag: levelTag(ctx, s.Level), Note: d.name(ctx, s.ResidentID)},
					{Text: text.T(ctx, s.OwnLevel.Name())}, {Text: text.Date(ctx, s.ScoredOn)}}})
			}
		}
		if !there {
			t.Rows = append(t.Rows, ui.Row{Cells: []ui.Cell{name, {Text: text.T(ctx, plan.Level(0).Name())}, {}, {}}})
		}
	}
	return t
}

// levelTag is the number of a level, in a tone.
func levelTag(ctx context.Context, l plan.Level) ui.Tag {
	tones := map[plan.Level]ui.Tone{plan.Stuck: ui.Danger, plan.Failing: ui.Warning, plan.WithHelp: ui.Info, plan.Mostly: ui.OK, plan.GoingWell: ui.OK}
	return ui.Tag{Tone: tones[l], Text: text.T(ctx, "%d of 5", int(l))}
}

// goalCards are the goals, each with how far its ladder is.
func (d planDesk) goalCards(ctx context.Context) []ui.Card {
	var out []ui.Card
	for _, g := range d.Whole.Goals {
		out = append(out, ui.Card{Title: g.Wish, Link: ui.Path(ctx, "/team/huishoudens/%s/plan/doelen/%s", d.File.Household.ID, g.ID),
			Text: ladderText(ctx, g, d.Whole.Ladder(g.ID)), Kind: d.name(ctx, g.ResidentID), Badges: []ui.Tag{goalTag(ctx, g)}})
	}
	return out
}

func goalTag(ctx context.Context, g plan.Goal) ui.Tag {
	tones := map[plan.GoalState]ui.Tone{plan.GoalOpen: ui.Info, plan.GoalReached: ui.OK, plan.GoalLetGo: ui.Neutral}
	return ui.Tag{Tone: tones[g.State], Text: text.T(ctx, g.State.Name())}
}

// ladderText says where the walk down the ladder stands.
func ladderText(ctx context.Context, g plan.Goal, l ladder.Ladder) string {
	if g.State != plan.GoalOpen {
		return g.Ended
	}
	if r, ok := l.Met(); ok {
		return text.T(ctx, "Answer found: %s", words(ctx, r.Info().Name))
	}
	if r, ok := l.Next(); ok {
		return text.T(ctx, "Now on the ladder: %s", words(ctx, r.Info().Name))
	}
	return text.T(ctx, "The ladder is walked to the end.")
}

// said are the remarks and answers of the residents, the newest first.
func (d planDesk) said(ctx context.Context) []ui.Event {
	var out []ui.Event
	for _, a := range d.Whole.Answers {
		e := ui.Event{When: text.DateTime(ctx, a.AnsweredAt), Title: text.T(ctx, "Agrees with the plan"), Text: a.Reason, Who: a.Who, Icon: "check"}
		if !a.Agrees {
			e.Title, e.Icon = text.T(ctx, "Does not agree with the plan"), "warning"
		}
		out = append([]ui.Event{e}, out...)
	}
	for _, m := range d.Whole.Remarks {
		out = append([]ui.Event{{When: text.DateTime(ctx, m.MadeAt), Title: text.T(ctx, "Added to the plan"), Text: m.Words, Icon: "chat"}}, out...)
	}
	return out
}

// danger picks out the prompt that cannot wait.
func danger(all []coach.Prompt) (now bool, rest []coach.Prompt) {
	for _, x := range all {
		if x == coach.AskSafety {
			now = true
		} else {
			rest = append(rest, x)
		}
	}
	return now, rest
}

// ownShare says how much of what helps is done by the resident and the people near.
func (d planDesk) ownShare(ctx context.Context) string {
	own, all := ladder.OwnShare(d.Whole.Steps)
	if all == 0 {
		return ""
	}
	return text.N(ctx, all, "%d thing helps in this plan. Of these the resident and the people near do %d.", "%d things help in this plan. Of these the resident and the people near do %d.", own)
}
