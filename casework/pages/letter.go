package pages

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"codeberg.org/samenkracht/samenkracht/casework/decision/letter"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// letterRoutes are the letters of the resident, and on the desk of the team how they go by post.
func (p *Pages) letterRoutes(mux *web.Mux) {
	base := "/team/besluiten/{id}"
	mux.Handle("GET "+base+"/brief", p.decisionLetter)
	mux.Handle("GET "+base+"/postdag", p.postDay)
	mux.Handle("POST "+base+"/postdag", p.postDay)
	mux.Handle("POST "+base+"/verzending", p.posted)
	mux.Handle("GET "+base+"/termijnbericht", p.term)
	mux.Handle("POST "+base+"/termijnbericht", p.termPosted)
	mux.Handle("GET /team/brieven/{brief}", p.letter)
	mux.Handle("GET /mijn/brieven", p.letters)
	mux.Handle("GET /mijn/brieven/{brief}", p.letter)
	mux.Handle("GET /mijn/besluiten/{id}/termijnbericht", p.term)
}

func (p *Pages) letters(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	if err := signedIn(actor); err != nil {
		return err
	}
	all, err := p.Letters.Mine(r.Context(), actor)
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, lettersShown(all))
}

// letterPage is a letter on the screen.
type letterPage struct {
	letter.LetterText
	Back   templ.SafeURL
	PDF    templ.SafeURL // empty while it is not printed
	Post   templ.SafeURL // for a worker: to note that it went by post; empty when it does not have to
	Posted string        // the button for that
	Again  templ.SafeURL // to make the letter for another day
}

// letter shows a letter: the page itself, or with .pdf behind its number the letter as it was printed.
func (p *Pages) letter(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	if err := signedIn(actor); err != nil && !worker(actor.Role) {
		return err
	}
	name, asPDF := strings.CutSuffix(r.PathValue("brief"), ".pdf")
	id, err := db.ParseID(name)
	if err != nil {
		return err
	}
	if asPDF {
		return p.letterPDF(w, r, actor, id)
	}
	l, printed, err := p.Letters.Read(r.Context(), actor, id)
	if err != nil {
		return err
	}
	ctx := r.Context()
	page := letterPage{LetterText: l.LetterText, Back: ui.Path(ctx, "/mijn/brieven")}
	base := "/mijn/brieven/%s"
	if worker(actor.Role) {
		base, page.Back = "/team/brieven/%s", ui.Path(ctx, "/team/besluiten/%s", l.DecisionID)
	}
	if l.ToPost {
		page.Post, page.Again = ui.Path(ctx, "/team/besluiten/%s/verzending", l.DecisionID), ui.Path(ctx, "/team/besluiten/%s/postdag", l.DecisionID)
		page.Posted = text.T(ctx, "The letter went by post on %s", text.Date(ctx, l.MadeOn))
	}
	if printed {
		page.PDF = ui.Path(ctx, base+".pdf", id)
	}
	return web.Page(w, r, http.StatusOK, letterShown(page))
}

func (p *Pages) letterPDF(w http.ResponseWriter, r *http.Request, actor access.Actor, id db.ID) error {
	pdf, l, err := p.Letters.PDF(r.Context(), actor, id)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/pdf")
	w.Header().Set("Content-Disposition", `inline; filename="`+l.Number+`.pdf"`)
	w.Header().Set("Content-Length", strconv.Itoa(len(pdf)))
	_, _ = w.Write(pdf) // a reader who went away is no error
	return nil
}

func letterCards(ctx context.Context, all []letter.Letter) []ui.Card {
	var out []ui.Card
	for _, l := range all {
		c := ui.Card{Title: l.Subject, Link: ui.Path(ctx, "/mijn/brieven/%s", l.ID), Kind: l.Number, Icon: "letter", Facts: []string{text.Date(ctx, l.MadeOn)}}
		if l.FirstReadAt == nil {
			c.Badges = []ui.Tag{{Tone: ui.Info, Text: text.T(ctx, "New")}}
		}
		out = append(out, c)
	}
	return out
}

// decisionLetter leads to the letter of a decision in the language of the reader, or to the question on which day it
// goes by post.
func (p *Pages) decisionLetter(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	d, err := p.decisionDesk(r, actor)
	if err != nil {
		return err
	}
	l, err := p.Letters.OfDecision(r.Context(), actor, d.Decision.ID, text.Lang(r.Context()))
	if errors.Is(err, fault.NotFound) && d.unsent() {
		return web.Redirect(w, r, "/team/besluiten/%s/postdag", d.Decision.ID)
	}
	if err != nil {
		return err
	}
	return web.Redirect(w, r, "/team/brieven/%s", l.ID)
}

// postDay asks on which day the letter goes by post, and makes it.
func (p *Pages) postDay(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	ctx, f := r.Context(), read(r, nil)
	d, page := p.decisionForm(r, actor, f, func(d decisionDesk) (editPage, error) {
		var days []ui.Option
		for _, day := range letter.PostDays(d.Today) {
			days = append(days, ui.Option{Value: day.String(), Label: text.LongDate(ctx, day)})
		}
		return editPage{Head: ui.Head{Title: text.T(ctx, "On which day does the letter go by post?"),
			Intro: text.T(ctx, "This day stands in the letter. The time to object begins on the day after.")},
			Button: text.T(ctx, "Make the letter"), Now: url.Values{"on": {d.Today.String()}},
			Inputs: []input{{Field: ui.Field{Name: "on", Label: text.T(ctx, "Day of posting"), Options: days}}}}, nil
	})
	return p.edit(w, r, f, page, func() error {
		on, err := law.ParseDate(f.text("on"))
		if err != nil {
			on = law.Date{} // which is no day to post on
		}
		return p.Letters.PostOn(ctx, actor, d.Decision.ID, on)
	}, "", "/team/besluiten/%s/brief", r.PathValue("id"))
}

func (p *Pages) posted(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	id, err := web.ID(r, "id")
	if err != nil {
		return err
	}
	if err := p.Letters.Posted(r.Context(), actor, id); err != nil {
		return err
	}
	p.web.Say(r.Context(), "It is written down that the letter went by post.")
	return web.Redirect(w, r, "/team/besluiten/%s", id)
}

// term shows the message about the term of an application, for the resident or to be printed.
func (p *Pages) term(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	if err := signedIn(actor); err != nil && !worker(actor.Role) {
		return err
	}
	id, err := web.ID(r, "id")
	if err != nil {
		return err
	}
	l, toPost, err := p.Letters.Term(r.Context(), actor, id)
	if err != nil {
		return err
	}
	ctx := r.Context()
	page := letterPage{LetterText: l, Back: ui.Path(ctx, "/mijn")}
	if worker(actor.Role) {
		page.Back = ui.Path(ctx, "/team/besluiten/%s", id)
		if toPost {
			page.Post, page.Posted = ui.Path(ctx, "/team/besluiten/%s/termijnbericht", id), text.T(ctx, "The message went by post")
		}
	}
	return web.Page(w, r, http.StatusOK, letterShown(page))
}

func (p *Pages) termPosted(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	id, err := web.ID(r, "id")
	if err != nil {
		return err
	}
	if err := p.Letters.TermPosted(r.Context(), actor, id); err != nil {
		return err
	}
	p.web.Say(r.Context(), "It is written down that the message went by post.")
	return web.Redirect(w, r, "/team/besluiten/%s", id)
}
