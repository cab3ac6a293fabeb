package pages

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/household/consent"
	"codeberg.org/samenkracht/samenkracht/casework/intake"
	"codeberg.org/samenkracht/samenkracht/casework/team"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// minePage is the resident's own page.
type minePage struct {
	Waiting []waiting
	Homes   []ownHome
	Silent  bool // there is no e-mail address to tell that there is something to read
}

// waiting is a question that nobody has taken yet, or that ended before somebody did.
type waiting struct {
	Question intake.HelpQuestion
	Team     team.Team
}

// ownHome is one household as its resident sees it.
type ownHome struct {
	Own       household.Own
	Contact   account.Account
	Team      team.Team
	Steps     []ui.Step
	Parts     []part
	Changes   []ui.Event // of the contact person
	Questions []intake.HelpQuestion
}

// signedIn refuses who is not there as a resident.
func signedIn(actor access.Actor) error {
	if !actor.SignedIn() || worker(actor.Role) {
		return fmt.Errorf("own page: %w", fault.Denied)
	}
	return nil
}

func (p *Pages) mine(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	if err := signedIn(actor); err != nil {
		return err
	}
	ctx := r.Context()
	questions, err := p.Intake.Mine(ctx, actor)
	if err != nil {
		return err
	}
	own, err := p.Households.Mine(ctx, actor)
	if err != nil {
		return err
	}
	to, err := p.Accounts.OwnEmail(ctx, actor)
	if err != nil {
		return err
	}
	page := minePage{Silent: to.IsZero() && !slices.ContainsFunc(own, func(o household.Own) bool { return !o.Reader && !o.Resident.Email.IsZero() })}
	for _, o := range own {
		home, err := p.ownHome(ctx, actor, o, questions)
		if err != nil {
			return err
		}
		page.Homes = append(page.Homes, home)
	}
	for _, q := range questions {
		inHome := slices.ContainsFunc(own, func(o household.Own) bool { return o.ID == q.HouseholdID })
		if inHome && q.HouseholdID != 0 {
			continue
		}
		t, err := p.team(ctx, actor, q.TeamID)
		if err != nil {
			return err
		}
		page.Waiting = append(page.Waiting, waiting{q, t})
	}
	return web.Page(w, r, http.StatusOK, mineShown(page))
}

func (p *Pages) team(ctx context.Context, actor access.Actor, id db.ID) (t team.Team, err error) {
	err = p.view(ctx, actor, func(tx *db.Tx) error {
		t, err = team.ByIDTx(ctx, tx, id)
		return err
	})
	return t, err
}

func (p *Pages) ownHome(ctx context.Context, actor access.Actor, o household.Own, questions []intake.HelpQuestion) (h ownHome, err error) {
	h.Own = o
	if h.Parts, err = p.parts(ctx, actor, o.ID); err != nil {
		return h, err
	}
	h.Steps = steps(ctx, stageNames, max(stageAsked, furthest(h.Parts)))
	for _, q := range questions {
		if q.HouseholdID == o.ID {
			h.Questions = append(h.Questions, q)
		}
	}
	if !o.Sees(consent.Help) {
		return h, nil
	}
	if h.Contact, err = p.colleague(ctx, actor, o.ContactID); err != nil {
		return h, err
	}
	if h.Team, err = p.team(ctx, actor, o.TeamID); err != nil {
		return h, err
	}
	changes, err := p.Teams.Handovers(ctx, actor, o.ID)
	if err != nil {
		return h, err
	}
	h.Changes, err = p.handoverEvents(ctx, actor, changes)
	return h, err
}

// handoverEvents tells who was the contact person since when.
func (p *Pages) handoverEvents(ctx context.Context, actor access.Actor, all []team.Handover) ([]ui.Event, error) {
	var out []ui.Event
	for _, h := range all {
		who, err := p.colleague(ctx, actor, h.ToID)
		if err != nil {
			return nil, err
		}
		out = append(out, ui.Event{When: text.Date(ctx, law.DateOf(h.At)), Title: text.T(ctx, "%s became the contact person", who.Name),
			Text: text.T(ctx, h.Reason.Name()), Icon: "person"})
	}
	return out, nil
}

// badgeLength is up to how many characters a state fits in a badge beside its label on a small phone.
const badgeLength = 14

// partTable shows parts as a table.
func partTable(ctx context.Context, caption string, parts []part) ui.TableData {
	t := ui.TableData{Caption: caption, HideCaption: true, Columns: []ui.Column{{Label: text.T(ctx, "What")}, {Label: text.T(ctx, "How it stands")}, {Label: text.T(ctx, "What happens next")}}}
	for _, x := range parts {
		next := ui.Cell{Text: x.Next}
		if !x.Ends.IsZero() {
			next.Note = text.T(ctx, "On %s at the latest", text.Date(ctx, x.Ends))
			if x.Late {
				next.Tag = ui.Tag{Tone: ui.Danger, Text: text.T(ctx, "Too late")}
			}
		}
		state := ui.Cell{Tag: ui.Tag{Tone: x.Tone, Text: x.State}}
		if len([]rune(x.State)) > badgeLength {
			state = ui.Cell{Text: x.State}
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []ui.Cell{{Text: x.Title, Link: x.Link, Note: since(ctx, x.On)}, state, next}})
	}
	return t
}

func since(ctx context.Context, d law.Date) string {
	if d.IsZero() {
		return ""
	}
	return text.Date(ctx, d)
}

// ownQuestionPage is a question as who asked it reads it back.
type ownQuestionPage struct {
	Question intake.HelpQuestion
	Team     team.Team
	May      bool // be withdrawn
}

func (p *Pages) ownQuestionPage(r *http.Request, actor access.Actor) (page ownQuestionPage, err error) {
	id, err := web.ID(r, "id")
	if err != nil {
		return page, err
	}
	if page.Question, err = p.Intake.ReadOwn(r.Context(), actor, id); err != nil {
		return page, err
	}
	page.May = page.Question.OwnerID == actor.Account && (page.Question.State == intake.Asked || page.Question.State == intake.Taken)
	page.Team, err = p.team(r.Context(), actor, page.Question.TeamID)
	return page, err
}

func (p *Pages) ownQuestion(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	page, err := p.ownQuestionPage(r, actor)
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, ownQuestionShown(page))
}

func (p *Pages) withdrawQuestion(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	page, err := p.ownQuestionPage(r, actor)
	if err != nil {
		return err
	}
	if !sent(r) {
		return web.Page(w, r, http.StatusOK, withdrawQuestionPage(page))
	}
	if _, err := p.Intake.Withdraw(r.Context(), actor, page.Question.ID); err != nil {
		return err
	}
	p.web.Say(r.Context(), "Your question is withdrawn.")
	return web.Redirect(w, r, "/mijn")
}

func (p *Pages) ownInquiry(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	id, err := web.ID(r, "id")
	if err != nil {
		return err
	}
	f, err := p.Intake.ReadOwnInquiry(r.Context(), actor, id)
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, ownInquiryShown(f))
}
