package pages

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"codeberg.org/samenkracht/samenkracht/care/allocation"
	"codeberg.org/samenkracht/samenkracht/casework/decision"
	"codeberg.org/samenkracht/samenkracht/casework/decision/provision"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// decisionRoutes are the applications and decisions on the desk of the team, and the letters of the resident.
func (p *Pages) decisionRoutes(mux *web.Mux) {
	base := "/team/besluiten/{id}"
	mux.Handle("GET /team/huishoudens/{id}/aanvraag", p.apply)
	mux.Handle("POST /team/huishoudens/{id}/aanvraag", p.apply)
	mux.Handle("GET /team/besluiten", p.decisions)
	mux.Handle("GET "+base, p.decision)
	for address, page := range map[string]web.Handler{
		"/voorstel": p.propose, "/motivering": p.reason, "/aanbieder": p.chooseProvider, "/voorlegging": p.offerDecision, "/terugname": p.takeBack,
		"/ondertekening": p.sign, "/terugzending": p.sendBack, "/opschorting": p.suspend, "/hervatting": p.resume, "/verdaging": p.extend, "/intrekking": p.withdrawApplication,
	} {
		mux.Handle("GET "+base+address, page)
		mux.Handle("POST "+base+address, page)
	}
	p.letterRoutes(mux)
}

// decisionDesk is a decision as the team works on it.
type decisionDesk struct {
	decision.Reading
	Works  bool // the actor may prepare it
	Maker  account.Account
	Signer account.Account
	Today  law.Date
}

// unsent reports whether the decision was signed and its letter still has to go by post.
func (d decisionDesk) unsent() bool {
	return d.Decision.State == decision.Signed && d.Decision.AnnouncedOn.IsZero()
}

func (p *Pages) decisionDesk(r *http.Request, actor access.Actor) (d decisionDesk, err error) {
	id, err := web.ID(r, "id")
	if err != nil {
		return d, err
	}
	if d.Reading, err = p.Decisions.Read(r.Context(), actor, id); err != nil {
		return d, err
	}
	d.Works, d.Today = actor.Role == access.RoleGeneralist, p.today()
	if d.Maker, err = p.colleague(r.Context(), actor, d.Decision.MakerID); err != nil {
		return d, err
	}
	d.Signer, err = p.colleague(r.Context(), actor, d.Decision.SignerID)
	return d, err
}

func (d decisionDesk) crumbs(ctx context.Context, below bool) []ui.Crumb {
	out := []ui.Crumb{{Label: text.T(ctx, "Decisions"), Link: ui.Path(ctx, "/team/besluiten")}}
	if below {
		out = append(out, ui.Crumb{Label: d.Decision.Number, Link: ui.Path(ctx, "/team/besluiten/%s", d.Decision.ID)})
	}
	return out
}

func (p *Pages) apply(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	ctx, id, f := r.Context(), p.web.FormID(r), read(r, nil)
	d, err := p.runningDesk(r, actor)
	if err != nil {
		return err
	}
	f.first(applyValues(d))
	if sent(r) {
		a := decision.Application{ID: id, HouseholdID: d.File.Household.ID, ResidentID: f.id("resident"), PlanID: d.Whole.Plan.ID, GoalID: f.id("goal"), Law: decision.Wmo,
			Source: decision.Source(f.text("source")), ReceivedOn: f.date("received_on"), ApplicationText: decision.ApplicationText{Asked: f.text("asked")}}
		if !f.bad() {
			made, err := p.Decisions.Apply(ctx, actor, a)
			if err == nil {
				p.web.Say(ctx, "The application is saved. The clock has begun.")
				return web.Redirect(w, r, "/team/besluiten/%s", made.Decision.ID)
			}
			if !f.refused(err) {
				return err
			}
		}
	}
	page := applyPage(ctx, d)
	page.Action, page.NewID = ui.Path(ctx, r.URL.Path), id.String()
	return p.shown(w, r, f, page)
}

// applyValues is what stands in the form for an application at first.
func applyValues(d planDesk) url.Values {
	now := url.Values{"received_on": {typed(d.Today)}, "source": {string(decision.SignedReport)}}
	custom := d.Whole.CustomSteps()
	if len(custom) != 1 {
		return now
	}
	now.Set("goal", custom[0].Goal.ID.String())
	now.Set("asked", custom[0].Step.Tried)
	if custom[0].Goal.ResidentID != 0 {
		now.Set("resident", custom[0].Goal.ResidentID.String())
	}
	return now
}

func applyPage(ctx context.Context, d planDesk) editPage {
	page := editPage{
		Head: ui.Head{Title: text.T(ctx, "Write down an application"), Crumbs: d.crumbs(ctx, true),
			Intro: text.T(ctx, "From the day it came in we have %s to decide.", ui.Term(ctx, "wmo.decision", d.Today))},
		Button: text.T(ctx, "Save the application"), Cancel: ui.Path(ctx, "/team/huishoudens/%s/plan", d.File.Household.ID),
	}
	var goals []ui.Option
	for _, c := range d.Whole.CustomSteps() {
		goals = append(goals, ui.Option{Value: c.Goal.ID.String(), Label: c.Goal.Wish, Hint: c.Step.Tried})
	}
	if len(goals) > 0 {
		page.Inputs = []input{{Field: ui.Field{Name: "goal", Label: text.T(ctx, "For which goal?"), Options: goals}}}
	} else {
		page.Before = ui.Message(ui.Warning, text.T(ctx, "No goal in the plan needs help made to measure. Walk the ladder first."))
	}
	page.Inputs = append(page.Inputs,
		input{Field: ui.Field{Name: "resident", Label: text.T(ctx, "Who is this about?"), Options: d.who()}},
		input{Field: ui.Field{Name: "asked", Label: text.T(ctx, "What does the resident ask for?"), Rows: 4}},
		input{Field: ui.Field{Name: "source", Label: text.T(ctx, "How did it come in?"), Options: options(ctx, decision.Sources)}},
		input{Field: ui.Field{Name: "received_on", Label: text.T(ctx, "When did it come in?")}, As: asDate})
	return page
}

func (p *Pages) decisions(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	toSign, inHand, err := p.Decisions.Waiting(r.Context(), actor)
	if err != nil {
		return err
	}
	inHand = slices.DeleteFunc(inHand, func(x decision.Waiting) bool {
		return x.State == decision.ToSign && actor.Role != access.RoleGeneralist
	})
	return web.Page(w, r, http.StatusOK, decisionsShown(decisionList(r.Context(), text.T(r.Context(), "To sign"), toSign, p.today()),
		decisionList(r.Context(), text.T(r.Context(), "In hand"), inHand, p.today()), actor.Role != access.RoleGeneralist))
}

// decisionList is a list without names: the number says which one it is.
func decisionList(ctx context.Context, caption string, all []decision.Waiting, today law.Date) ui.TableData {
	t := ui.TableData{Caption: caption, Columns: []ui.Column{{Label: text.T(ctx, "Number")}, {Label: text.T(ctx, "What is proposed")}, {Label: text.T(ctx, "Support")},
		{Label: text.T(ctx, "Cost a year"), Numeric: true}, {Label: text.T(ctx, "Decide before")}}}
	for _, x := range all {
		c, _ := provision.CategoryOf(x.Category)
		due := ui.Cell{Text: text.Date(ctx, x.Due), Note: text.Until(ctx, today, x.Due)}
		if x.Due.IsZero() {
			due = ui.Cell{Text: text.T(ctx, "The clock stands still")}
		} else if x.Due.Before(today) {
			due.Tag = ui.Tag{Tone: ui.Danger, Text: text.T(ctx, "Late")}
		}
		verdict := text.T(ctx, x.State.Name())
		if x.Verdict != "" {
			verdict = text.T(ctx, x.Verdict.Name())
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []ui.Cell{{Text: x.Number, Link: ui.Path(ctx, "/team/besluiten/%s", x.ID)}, {Text: verdict}, {Text: words(ctx, c.Name)},
			{Text: text.Money(ctx, x.YearCents)}, due}})
	}
	return t
}

func (p *Pages) decision(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	d, err := p.decisionDesk(r, actor)
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, decisionShown(d))
}

// facts are the application and its clock.
func (d decisionDesk) facts(ctx context.Context) []ui.Fact {
	a := d.Application
	facts := []ui.Fact{
		{Name: text.T(ctx, "For whom"), Value: d.Resident.FullName()},
		{Name: text.T(ctx, "Goal"), Value: d.Goal.Wish, Link: ui.Path(ctx, "/team/huishoudens/%s/plan", a.HouseholdID)},
		{Name: text.T(ctx, "What was asked"), Value: a.Asked},
		{Name: text.T(ctx, "Came in"), Value: text.Date(ctx, a.ReceivedOn) + ", " + strings.ToLower(text.T(ctx, a.Source.Name()))},
		{Name: text.T(ctx, "How it stands"), Value: text.T(ctx, d.Decision.State.Name())},
	}
	if d.Decision.State == decision.Preparing || d.Decision.State == decision.ToSign {
		facts = append(facts, dueFact(ctx, text.T(ctx, "Decide before"), d.Today, a.Due))
		if to := a.Term.Extension.To; !to.IsZero() {
			facts = append(facts, ui.Fact{Name: text.T(ctx, "Promised to the resident"), Value: text.Date(ctx, to)})
		}
	}
	if d.Decision.State == decision.Signed {
		facts = append(facts, ui.Fact{Name: text.T(ctx, "Decided on"), Value: text.Date(ctx, law.DateOf(*d.Decision.SignedAt))}, ui.Fact{Name: text.T(ctx, "Signed by"), Value: d.Signer.Name})
	}
	if !d.Decision.AnnouncedOn.IsZero() {
		facts = append(facts, ui.Fact{Name: text.T(ctx, "Sent to the resident on"), Value: text.Date(ctx, d.Decision.AnnouncedOn)},
			ui.Fact{Name: text.T(ctx, "Objection possible until"), Value: text.Date(ctx, d.Decision.ObjectionUntil)})
	}
	return facts
}

// proposal is what is proposed, or was decided.
func (d decisionDesk) proposal(ctx context.Context) []ui.Fact {
	x := d.Decision
	if x.Verdict == "" {
		return nil
	}
	facts := []ui.Fact{{Name: text.T(ctx, "Verdict"), Value: text.T(ctx, x.Verdict.Name())}}
	if x.Grants() {
		c, _ := provision.CategoryOf(x.Category)
		facts = append(facts, ui.Fact{Name: text.T(ctx, "Support"), Value: words(ctx, c.Name) + " (" + x.Code + ")"}, ui.Fact{Name: text.T(ctx, "How much"), Value: x.Provision().Amount(ctx)},
			ui.Fact{Name: text.T(ctx, "Period"), Value: text.T(ctx, "%s until and with %s", text.Date(ctx, x.FromDay), text.Date(ctx, x.ToDay))},
			ui.Fact{Name: text.T(ctx, "Own contribution"), Value: contribution(ctx, x)})
	}
	if x.Less != "" {
		facts = append(facts, ui.Fact{Name: text.T(ctx, "Why less than was asked"), Value: x.Less})
	}
	return facts
}

// contribution is what the resident pays, with the amount when there is one.
func contribution(ctx context.Context, x decision.FormalDecision) string {
	if x.MonthCents == 0 {
		return text.T(ctx, x.Contribution.Name())
	}
	return text.T(ctx, x.Contribution.Name()) + ": " + text.Money(ctx, x.MonthCents)
}

// provider is what the resident chose.
func (d decisionDesk) provider(ctx context.Context) []ui.Fact {
	x := d.Decision
	return []ui.Fact{{Name: text.T(ctx, "Provider"), Value: x.ProviderName}, {Name: text.T(ctx, "Why this one"), Value: x.Choice},
		{Name: text.T(ctx, "Rate"), Value: text.Money(ctx, x.RateCents) + " " + text.T(ctx, provision.PerUnit(x.RateUnit))},
		{Name: text.T(ctx, "Cost a year"), Value: text.Money(ctx, x.YearCents)}}
}

// orderName is where an order stands, in words.
func orderName(s allocation.State) string {
	return map[allocation.State]string{allocation.Ordered: "Ordered", allocation.Accepted: "Accepted", allocation.Refused: "Not accepted",
		allocation.Started: "Begun", allocation.Stopped: "Ended"}[s]
}

// decisionEdit is a page with one form about a decision, which goes back to the decision.
func (p *Pages) decisionEdit(w http.ResponseWriter, r *http.Request, actor access.Actor, said string, build func(d decisionDesk) (editPage, error), do func(d decisionDesk, f *form) error) error {
	f := read(r, nil)
	d, page := p.decisionForm(r, actor, f, build)
	return p.edit(w, r, f, page, func() error { return do(*d, f) }, said, "/team/besluiten/%s", r.PathValue("id"))
}

// decisionForm makes the page of a form about a decision. The decision is there once the page is made.
func (p *Pages) decisionForm(r *http.Request, actor access.Actor, f *form, build func(d decisionDesk) (editPage, error)) (*decisionDesk, func() (editPage, error)) {
	d := new(decisionDesk)
	return d, func() (editPage, error) {
		var err error
		if *d, err = p.decisionDesk(r, actor); err != nil {
			return editPage{}, err
		}
		out, err := build(*d)
		f.first(out.Now)
		ctx := r.Context()
		out.Head.Crumbs, out.Head.Label = d.crumbs(ctx, true), d.Decision.Number
		out.Action, out.Cancel = ui.Path(ctx, r.URL.Path), ui.Path(ctx, "/team/besluiten/%s", d.Decision.ID)
		if out.Version == "" {
			out.Version = version(d.Decision.Version)
		}
		return out, err
	}
}
