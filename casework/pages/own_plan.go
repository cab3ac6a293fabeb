package pages

import (
	"context"
	"net/http"

	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/household/consent"
	"codeberg.org/samenkracht/samenkracht/casework/plan"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// ownPlan is a plan as the people of the household read it.
type ownPlan struct {
	Whole   plan.Whole
	Home    household.Own
	Contact account.Account
	NewID   string // of a remark
	Remark  ui.Field
}

// name says whose goal it is: the reader's own, or of somebody else in the house.
func (o ownPlan) name(ctx context.Context) func(db.ID) string {
	return func(id db.ID) string {
		switch id {
		case 0:
			return text.T(ctx, "everybody together")
		case o.Home.Resident.ID:
			return o.Home.Resident.FullName()
		}
		if o.Home.Reader {
			return text.T(ctx, "somebody who let you in")
		}
		return text.T(ctx, "somebody you live with")
	}
}

func (p *Pages) ownPlans(ctx context.Context, actor access.Actor, f *form) ([]ownPlan, error) {
	all, err := p.Plans.Mine(ctx, actor)
	if err != nil {
		return nil, err
	}
	homes, err := p.Households.Mine(ctx, actor)
	if err != nil {
		return nil, err
	}
	var out []ownPlan
	for _, w := range all {
		one := ownPlan{Whole: w, NewID: p.web.NewID().String()}
		for _, h := range homes {
			if h.Household.ID == w.Plan.HouseholdID && h.Sees(consent.Plan) {
				one.Home = h
				break // who lives there comes before who reads along
			}
		}
		if one.Contact, err = p.colleague(ctx, actor, one.Home.ContactID); err != nil {
			return nil, err
		}
		one.Remark = f.field(ui.Field{Name: "words", ID: "words-" + w.Plan.ID.String(), Label: text.T(ctx, "What do you want to add?"), Rows: 4})
		if f.id("plan") != w.Plan.ID {
			one.Remark.Value, one.Remark.Error = "", ""
		} else if f.text("id") != "" {
			one.NewID = f.text("id")
		}
		out = append(out, one)
	}
	return out, nil
}

func (p *Pages) ownPlan(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	return p.showOwnPlans(w, r, actor, read(r, nil))
}

func (p *Pages) showOwnPlans(w http.ResponseWriter, r *http.Request, actor access.Actor, f *form) error {
	if err := signedIn(actor); err != nil {
		return err
	}
	all, err := p.ownPlans(r.Context(), actor, f)
	if err != nil {
		return err
	}
	var fields []ui.Field
	for _, one := range all {
		fields = append(fields, one.Remark)
	}
	return web.Page(w, r, f.status, ownPlansShown(all, fields, f.problem))
}

func (p *Pages) addToPlan(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	f := read(r, nil)
	err := p.Plans.AddRemark(r.Context(), actor, plan.Remark{ID: p.web.FormID(r), PlanID: f.id("plan"), Words: f.text("words")})
	if err != nil {
		if f.refused(err) {
			return p.showOwnPlans(w, r, actor, f)
		}
		return err
	}
	p.web.Say(r.Context(), "Your words are added. Your contact person reads them.")
	return web.Redirect(w, r, "/mijn/plan")
}

// planOf finds the plan that a form is about among those of the reader. With one plan no form needs to say it.
func (p *Pages) planOf(ctx context.Context, actor access.Actor, id db.ID) (plan.Whole, error) {
	all, err := p.Plans.Mine(ctx, actor)
	if err != nil {
		return plan.Whole{}, err
	}
	for _, w := range all {
		if w.Plan.ID == id || id == 0 && len(all) == 1 {
			return w, nil
		}
	}
	return plan.Whole{}, fault.NotFound
}

// planParam is the plan that the address or the form names.
func planParam(r *http.Request, f *form) db.ID {
	if id := f.id("plan"); id != 0 {
		return id
	}
	id, err := db.ParseID(r.URL.Query().Get("plan"))
	if err != nil {
		return 0
	}
	return id
}

// ownAnswer is a page with one form by which a resident answers the plan.
func (p *Pages) ownAnswer(w http.ResponseWriter, r *http.Request, actor access.Actor, said string, build func(w plan.Whole, f *form) editPage, do func(w plan.Whole, f *form) error) error {
	if err := signedIn(actor); err != nil {
		return err
	}
	f, ctx := read(r, nil), r.Context()
	var whole plan.Whole
	page := func() (editPage, error) {
		var err error
		if whole, err = p.planOf(ctx, actor, planParam(r, f)); err != nil {
			return editPage{}, err
		}
		out := build(whole, f)
		out.Head.Crumbs = append(ownCrumbs(ctx), ui.Crumb{Label: text.T(ctx, "My plan"), Link: ui.Path(ctx, "/mijn/plan")})
		out.Action, out.Cancel, out.Version = ui.Path(ctx, r.URL.Path), ui.Path(ctx, "/mijn/plan"), version(whole.Plan.Version)
		out.Hidden = append(out.Hidden, [2]string{"plan", whole.Plan.ID.String()})
		return out, nil
	}
	return p.edit(w, r, f, page, func() error { return do(whole, f) }, said, "/mijn/plan")
}

func (p *Pages) agree(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	ctx, id := r.Context(), p.web.FormID(r)
	return p.ownAnswer(w, r, actor, "Thank you. Your contact person knows that you agree.", func(whole plan.Whole, f *form) editPage {
		page := editPage{Head: ui.Head{Title: text.T(ctx, "Do you agree with the plan?")}, NewID: id.String(), Button: text.T(ctx, "Yes, I agree")}
		var asks []ui.Option
		for _, c := range whole.CustomSteps() {
			asks = append(asks, ui.Option{Value: c.Goal.ID.String(), Label: c.Goal.Wish, Hint: c.Step.Tried})
			form := f.text("apply-" + c.Goal.ID.String())
			if form == "" {
				form = p.web.NewID().String()
			}
			page.Hidden = append(page.Hidden, [2]string{"apply-" + c.Goal.ID.String(), form})
		}
		if len(asks) > 0 {
			page.Inputs = []input{{Field: ui.Field{Name: "apply", Label: text.T(ctx, "For which goals do you ask help made to measure?"), Options: asks, Optional: true,
				Hint: text.T(ctx, "What you tick here is your application. You get our decision within %s.", ui.Term(ctx, "wmo.decision", p.today()))}, As: asBoxes}}
		}
		return page
	}, func(whole plan.Whole, f *form) error {
		ids := map[db.ID]db.ID{}
		for _, goal := range f.values["apply"] {
			if g, err := db.ParseID(goal); err == nil {
				ids[g] = f.id("apply-" + goal)
			}
		}
		return p.Decisions.AgreeAndApply(ctx, actor, f.number("version"), plan.Answer{ID: id, PlanID: whole.Plan.ID, Agrees: true, How: plan.OnScreen}, ids)
	})
}

func (p *Pages) disagree(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	ctx, id := r.Context(), p.web.FormID(r)
	return p.ownAnswer(w, r, actor, "Thank you. Your contact person talks with you about it.", func(plan.Whole, *form) editPage {
		return editPage{Head: ui.Head{Title: text.T(ctx, "What should be different?")}, NewID: id.String(), Button: text.T(ctx, "Send"),
			Inputs: []input{{Field: ui.Field{Name: "reason", Label: text.T(ctx, "Tell it in your own words"), Rows: 5, Hint: text.T(ctx, "Your contact person reads this and calls you.")}}}}
	}, func(whole plan.Whole, f *form) error {
		return p.Plans.Answer(ctx, actor, f.number("version"), plan.Answer{ID: id, PlanID: whole.Plan.ID, How: plan.OnScreen, AnswerText: plan.AnswerText{Reason: f.text("reason")}})
	})
}
