package pages

import (
	"context"
	"errors"
	"net/http"

	"codeberg.org/samenkracht/samenkracht/casework/intake"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// questionPage is a question on the desk of the team.
type questionPage struct {
	Head     ui.Head
	Question intake.HelpQuestion
	Taker    account.Account
	Inquiry  db.ID
	Number   ui.Field // of the household that it belongs to
	Today    law.Date
	Withdraw bool // may be written down
}

func (p *Pages) question(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	return p.showQuestion(w, r, actor, read(r, nil))
}

func (p *Pages) showQuestion(w http.ResponseWriter, r *http.Request, actor access.Actor, f *form) error {
	page, err := p.questionPage(r, actor, f)
	if err != nil {
		return err
	}
	return web.Page(w, r, f.status, questionShown(page))
}

func (p *Pages) questionPage(r *http.Request, actor access.Actor, f *form) (page questionPage, err error) {
	id, err := web.ID(r, "id")
	if err != nil {
		return page, err
	}
	ctx := r.Context()
	if page.Question, err = p.Intake.Read(ctx, actor, id); err != nil {
		return page, err
	}
	q := page.Question
	page.Today = p.today()
	page.Withdraw = actor.Role == access.RoleGeneralist && (q.State == intake.Asked || q.State == intake.Taken)
	if page.Taker, err = p.colleague(ctx, actor, q.TakenBy); err != nil {
		return page, err
	}
	if q.HouseholdID != 0 {
		if page.Inquiry, err = p.Intake.InquiryOf(ctx, actor, id); err != nil {
			return page, err
		}
	}
	page.Number = f.field(ui.Field{Name: "household", Label: text.T(ctx, "Number of the household"), Optional: true, Width: 20,
		Hint: text.T(ctx, "Only when this household is known already, for example H-2026-00041. Otherwise we open a new one.")})
	page.Head = ui.Head{Title: text.T(ctx, "Question %s", q.Number), Crumbs: deskCrumbs(ctx), Fields: []ui.Field{page.Number}, Problem: f.leftover(page.Number)}
	return page, nil
}

func (p *Pages) takeQuestion(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	id, err := web.ID(r, "id")
	if err != nil {
		return err
	}
	f := read(r, nil)
	q, err := p.Intake.Take(r.Context(), actor, intake.Taking{QuestionID: id, Household: f.text("household")})
	if first, ok := errors.AsType[*intake.TakenError](err); ok {
		who, err := p.colleague(r.Context(), actor, first.By)
		if err != nil {
			return err
		}
		f.problem, f.status = text.T(r.Context(), "%s was first and took this question.", who.Name), http.StatusConflict
		return p.showQuestion(w, r, actor, f)
	}
	if err != nil {
		if f.refused(err) {
			return p.showQuestion(w, r, actor, f)
		}
		return err
	}
	p.web.Say(r.Context(), "You took the question. The household is open, and the inquiry has begun.")
	return web.Redirect(w, r, "/team/huishoudens/%s", q.HouseholdID)
}

func (p *Pages) withdrawFor(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	f := read(r, nil)
	page, err := p.questionPage(r, actor, f)
	if err != nil {
		return err
	}
	if !sent(r) {
		return web.Page(w, r, http.StatusOK, withdrawForPage(page))
	}
	if _, err := p.Intake.Withdraw(r.Context(), actor, page.Question.ID); err != nil {
		return err
	}
	p.web.Say(r.Context(), "The question is withdrawn.")
	return web.Redirect(w, r, "/team/werkvoorraad")
}

func (p *Pages) seen(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	id, err := web.ID(r, "id")
	if err != nil {
		return err
	}
	if err := p.Intake.Seen(r.Context(), actor, id); err != nil {
		return err
	}
	return web.Redirect(w, r, "/team/werkvoorraad")
}

func deskCrumbs(ctx context.Context) []ui.Crumb {
	return []ui.Crumb{{Label: text.T(ctx, "What must be done"), Link: ui.Path(ctx, "/team/werkvoorraad")}}
}

// questionFacts are who asks, for whom and how to reach them.
func questionFacts(ctx context.Context, q intake.HelpQuestion) []ui.Fact {
	facts := []ui.Fact{{Name: text.T(ctx, "Asked by"), Value: q.Name}, {Name: text.T(ctx, "For whom"), Value: text.T(ctx, q.ForWhom.Name())}}
	if q.ForWhom != intake.ForMyself {
		facts = append(facts, ui.Fact{Name: text.T(ctx, "Who needs help"), Value: q.ForName})
	}
	facts = append(facts, ui.Fact{Name: text.T(ctx, "Postcode"), Value: q.Postcode.Reveal()})
	if !q.Phone.IsZero() {
		facts = append(facts, ui.Fact{Name: text.T(ctx, "Phone number"), Value: q.Phone.Reveal(), Link: dial(q.Phone.International())})
	}
	if !q.Email.IsZero() {
		facts = append(facts, ui.Fact{Name: text.T(ctx, "E-mail address"), Value: q.Email.Reveal()})
	}
	return append(facts, ui.Fact{Name: text.T(ctx, "Wants to be reached"), Value: text.T(ctx, q.Preferred.Name())})
}

// dueFact is a last day in words, with how far it is.
func dueFact(ctx context.Context, name string, today, due law.Date) ui.Fact {
	if due.IsZero() {
		return ui.Fact{Name: name, Value: text.T(ctx, "The clock stands still")}
	}
	return ui.Fact{Name: name, Value: text.Date(ctx, due) + " (" + text.Until(ctx, today, due) + ")"}
}
