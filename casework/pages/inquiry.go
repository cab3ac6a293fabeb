package pages

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"github.com/a-h/templ"

	"codeberg.org/samenkracht/samenkracht/casework/intake"
	"codeberg.org/samenkracht/samenkracht/casework/intake/inquiry"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// inquiryPage is an inquiry on the desk of the contact person, with its small forms.
type inquiryPage struct {
	Head                                   ui.Head
	File                                   intake.File
	Today                                  law.Date
	Support, Plan, Identity, Explained, To ui.Field
	Outcome, Report                        ui.Field
}

func (p *Pages) inquiryPage(r *http.Request, actor access.Actor, f *form) (page inquiryPage, err error) {
	id, err := web.ID(r, "id")
	if err != nil {
		return page, err
	}
	ctx := r.Context()
	if page.File, err = p.Intake.ReadInquiry(ctx, actor, id); err != nil {
		return page, err
	}
	i, n := page.File.Inquiry, page.File.Notice
	f.first(url.Values{"answer": {string(n.SupportAnswer)}, "plan": {string(n.PlanAnswer)}, "identity": {typed(i.IdentityOn)}, "explained": {typed(i.ExplainedOn)}})
	page.Today = p.today()
	page.Support = f.field(ui.Field{Name: "answer", Label: text.T(ctx, "What did the resident say about free client support?"), Options: options(ctx, inquiry.SupportAnswers)})
	page.Plan = f.field(ui.Field{Name: "plan", Label: text.T(ctx, "Did the resident make a plan?"), Options: options(ctx, []inquiry.PlanAnswer{inquiry.PlanCame, inquiry.PlanNone})})
	page.Identity = f.field(ui.Field{Name: "identity", Label: text.T(ctx, "Identity document seen on"), Optional: true})
	page.Explained = f.field(ui.Field{Name: "explained", Label: text.T(ctx, "Own contribution and personal budget explained on"), Optional: true})
	page.To = f.field(ui.Field{Name: "to", Label: text.T(ctx, "New last day"), Hint: text.T(ctx, "Only when the resident agrees.")})
	page.Outcome = f.field(ui.Field{Name: "outcome", Label: text.T(ctx, "How did the inquiry end?"), Options: options(ctx, inquiry.Outcomes)})
	page.Report = f.field(ui.Field{Name: "report", Label: text.T(ctx, "Report to the resident"), Rows: 12, MaxLength: 20000, Optional: true,
		Hint: text.T(ctx, "What is needed, what the resident and the people around can do, and what you agreed. When you go on with a plan, the plan is the report.")})
	page.Head = ui.Head{Title: text.T(ctx, "Inquiry for question %s", page.File.Question.Number), Crumbs: append(deskCrumbs(ctx),
		ui.Crumb{Label: text.T(ctx, "Household"), Link: ui.Path(ctx, "/team/huishoudens/%s", i.HouseholdID)})}
	return page, nil
}

func (p *Pages) inquiry(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	return p.showInquiry(w, r, actor, read(r, nil))
}

func (p *Pages) showInquiry(w http.ResponseWriter, r *http.Request, actor access.Actor, f *form) error {
	page, err := p.inquiryPage(r, actor, f)
	if err != nil {
		return err
	}
	page.Head.Fields = []ui.Field{page.Support, page.Plan, page.Identity, page.Explained}
	page.Head.Problem = f.leftover(page.Head.Fields...)
	return web.Page(w, r, f.status, inquiryShown(page))
}

// inquiryStep does one small form of the inquiry and returns to it.
func (p *Pages) inquiryStep(w http.ResponseWriter, r *http.Request, actor access.Actor, do func(ctx context.Context, f *form, page inquiryPage) error) error {
	f := read(r, nil)
	page, err := p.inquiryPage(r, actor, f)
	if err != nil {
		return err
	}
	if err = do(r.Context(), f, page); err == nil && !f.bad() {
		return web.Redirect(w, r, "/team/onderzoeken/%s", page.File.Inquiry.ID)
	}
	if err != nil && !f.refused(err) {
		return err
	}
	return p.showInquiry(w, r, actor, f)
}

func (p *Pages) inquirySupport(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	return p.inquiryStep(w, r, actor, func(ctx context.Context, f *form, page inquiryPage) error {
		_, err := p.Intake.AnswerSupport(ctx, actor, page.File.Inquiry.ID, f.number("version"), inquiry.SupportAnswer(f.text("answer")))
		return err
	})
}

func (p *Pages) inquiryPlan(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	return p.inquiryStep(w, r, actor, func(ctx context.Context, f *form, page inquiryPage) error {
		_, err := p.Intake.AnswerPlan(ctx, actor, page.File.Inquiry.ID, f.number("version"), inquiry.PlanAnswer(f.text("plan")))
		return err
	})
}

func (p *Pages) inquiryCheck(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	return p.inquiryStep(w, r, actor, func(ctx context.Context, f *form, page inquiryPage) error {
		identity, explained := f.date("identity"), f.date("explained")
		if f.bad() {
			return nil
		}
		_, err := p.Intake.Check(ctx, actor, page.File.Inquiry.ID, f.number("version"), identity, explained)
		return err
	})
}

func (p *Pages) inquiryTime(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	return p.inquiryForm(w, r, actor, inquiryTimePage, func(page *inquiryPage) []ui.Field { return []ui.Field{page.To} },
		func(ctx context.Context, f *form, page inquiryPage) error {
			to := f.date("to")
			if f.bad() {
				return nil
			}
			_, err := p.Intake.MoreTime(ctx, actor, page.File.Inquiry.ID, f.number("version"), to)
			return err
		})
}

func (p *Pages) inquiryClose(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	return p.inquiryForm(w, r, actor, inquiryClosePage, func(page *inquiryPage) []ui.Field { return []ui.Field{page.Outcome, page.Report} },
		func(ctx context.Context, f *form, page inquiryPage) error {
			_, err := p.Intake.Close(ctx, actor, page.File.Inquiry.ID, f.number("version"), inquiry.Outcome(f.text("outcome")), f.text("report"))
			return err
		})
}

// inquiryForm is a page of its own for one form of the inquiry.
func (p *Pages) inquiryForm(w http.ResponseWriter, r *http.Request, actor access.Actor, show func(inquiryPage) templ.Component,
	fields func(*inquiryPage) []ui.Field, do func(ctx context.Context, f *form, page inquiryPage) error) error {
	f := read(r, nil)
	page, err := p.inquiryPage(r, actor, f)
	if err != nil {
		return err
	}
	if sent(r) {
		if err = do(r.Context(), f, page); err == nil && !f.bad() {
			return web.Redirect(w, r, "/team/onderzoeken/%s", page.File.Inquiry.ID)
		}
		if err != nil && !f.refused(err) {
			return err
		}
		if page, err = p.inquiryPage(r, actor, f); err != nil {
			return err
		}
	}
	page.Head.Fields = fields(&page)
	page.Head.Problem = f.leftover(page.Head.Fields...)
	return web.Page(w, r, f.status, show(page))
}

func version(v int64) string { return strconv.FormatInt(v, 10) }

func inquiryFacts(ctx context.Context, p inquiryPage) []ui.Fact {
	i, n := p.File.Inquiry, p.File.Notice
	facts := []ui.Fact{{Name: text.T(ctx, "Notice on"), Value: text.Date(ctx, n.NoticedOn)}, {Name: text.T(ctx, "Receipt confirmed on"), Value: text.Date(ctx, n.ReceiptOn)}}
	if i.State == inquiry.Runs {
		return append(facts, dueFact(ctx, text.T(ctx, "Ready on, at the latest"), p.Today, i.Due))
	}
	return append(facts, ui.Fact{Name: text.T(ctx, "Outcome"), Value: text.T(ctx, i.Outcome.Name())}, ui.Fact{Name: text.T(ctx, "We were ready on"), Value: closedOn(ctx, p.File)})
}

// inquiryHead is the head of a page for one form of the inquiry.
func inquiryHead(ctx context.Context, p inquiryPage, title string) ui.Head {
	h := p.Head
	h.Title, h.Label = title, p.Head.Title
	h.Crumbs = append(h.Crumbs, ui.Crumb{Label: text.T(ctx, "Inquiry"), Link: ui.Path(ctx, "/team/onderzoeken/%s", p.File.Inquiry.ID)})
	return h
}
