package pages

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"codeberg.org/samenkracht/samenkracht/care/allocation"
	"codeberg.org/samenkracht/samenkracht/casework/decision"
	"codeberg.org/samenkracht/samenkracht/casework/decision/letter"
	"codeberg.org/samenkracht/samenkracht/casework/decision/provision"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

func (p *Pages) offerDecision(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	ctx := r.Context()
	return p.decisionEdit(w, r, actor, "The decision waits for a signature.", func(d decisionDesk) (editPage, error) {
		l, err := p.Letters.Preview(ctx, actor, d.Decision.ID)
		return editPage{Head: ui.Head{Title: text.T(ctx, "Offer for signature"), Intro: text.T(ctx, "Somebody else with the mandate reads it and signs. This is the letter:")},
			Button: text.T(ctx, "Offer for signature"), Before: letterPreview(l)}, err
	}, func(d decisionDesk, f *form) error {
		return p.Decisions.Offer(ctx, actor, d.Decision.ID, f.number("version"))
	})
}

func (p *Pages) takeBack(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	ctx := r.Context()
	return p.decisionEdit(w, r, actor, "You can change the decision again.", func(decisionDesk) (editPage, error) {
		return editPage{Head: ui.Head{Title: text.T(ctx, "Take back to change it")}, Button: text.T(ctx, "Take back")}, nil
	}, func(d decisionDesk, f *form) error {
		return p.Decisions.TakeBack(ctx, actor, d.Decision.ID, f.number("version"))
	})
}

func (p *Pages) sign(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	ctx := r.Context()
	return p.decisionEdit(w, r, actor, "Signed. The letter is made and the order is on its way.", func(d decisionDesk) (editPage, error) {
		l, err := p.Letters.Preview(ctx, actor, d.Decision.ID)
		return editPage{Head: ui.Head{Title: text.T(ctx, "Read the letter and sign"), Intro: text.T(ctx, "After your signature nothing can be changed any more. The resident gets the letter, and the provider the order.")},
			Button: text.T(ctx, "Sign the decision"), Before: letterPreview(l)}, err
	}, func(d decisionDesk, f *form) error {
		return p.Decisions.Sign(ctx, actor, d.Decision.ID, f.number("version"))
	})
}

func (p *Pages) sendBack(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	ctx, f := r.Context(), read(r, nil)
	d, page := p.decisionForm(r, actor, f, func(decisionDesk) (editPage, error) {
		return editPage{Head: ui.Head{Title: text.T(ctx, "Send back")}, Button: text.T(ctx, "Send back"),
			Inputs: []input{{Field: ui.Field{Name: "why", Label: text.T(ctx, "What should change?"), Rows: 4}}}}, nil
	})
	return p.edit(w, r, f, page, func() error {
		return p.Decisions.SendBack(ctx, actor, d.Decision.ID, f.number("version"), f.text("why"))
	}, "The decision went back.", "/team/besluiten") // a signer reads it again when it waits again
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
	Letter letter.Letter
	PDF    templ.SafeURL // empty while it is not printed
	Post   templ.SafeURL // for a worker: to note that it went by post
	Worker bool
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
	l, printed, err := p.Letters.Read(r.Context(), actor, id)
	if err != nil {
		return err
	}
	page := letterPage{Letter: l, Worker: worker(actor.Role)}
	base := "/mijn/brieven/%s"
	if page.Worker {
		base, page.Post = "/team/brieven/%s", ui.Path(r.Context(), "/team/besluiten/%s/verzending", l.DecisionID)
	}
	if printed {
		page.PDF = ui.Path(r.Context(), base+".pdf", id)
	}
	return web.Page(w, r, http.StatusOK, letterShown(page))
}

func letterBack(ctx context.Context, p letterPage) templ.SafeURL {
	if p.Worker {
		return ui.Path(ctx, "/team/besluiten/%s", p.Letter.DecisionID)
	}
	return ui.Path(ctx, "/mijn/brieven")
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

// decisionSource is what the overview of a household shows of applications, decisions and orders.
func (p *Pages) decisionSource(ctx context.Context, actor access.Actor, householdID db.ID) ([]part, error) {
	all, err := p.Decisions.Standings(ctx, actor, householdID)
	var out []part
	for _, s := range all {
		d := s.Decision
		x := part{Sort: sortLetter, Title: text.T(ctx, "Application %s", d.Number), State: text.T(ctx, d.State.Name()), Tone: ui.Info, On: s.Application.ReceivedOn, Reach: stageInquiry}
		if worker(actor.Role) {
			x.Link = ui.Path(ctx, "/team/besluiten/%s", d.ID)
		}
		switch d.State {
		case decision.Signed:
			x.State, x.Tone, x.Reach, x.On = text.T(ctx, d.Verdict.Name()), ui.OK, stageDecided, d.AnnouncedOn
			x.Next = text.T(ctx, "Objection possible until %s", text.Date(ctx, d.ObjectionUntil))
			if !worker(actor.Role) {
				x.Link = ui.Path(ctx, "/mijn/brieven")
			}
		case decision.Withdrawn:
			x.Closed, x.Tone = true, ui.Neutral
		default:
			x.Ends, x.Late = s.Application.Due, s.Application.Term.Late(p.today())
			if s.Application.Term.Stopped() {
				x.Next = text.T(ctx, "The clock stands still")
			}
		}
		out = append(out, x)
		for _, o := range s.Orders {
			out = append(out, orderPart(ctx, o))
		}
	}
	return out, err
}

func orderPart(ctx context.Context, o allocation.Allocation) part {
	c, _ := provision.CategoryOf(o.Category)
	x := part{Sort: sortOrder, Title: words(ctx, c.Name), State: text.T(ctx, orderName(o.State)), Tone: ui.Info, On: law.DateOf(o.OrderedAt), Reach: stageOrdered}
	if !o.ToDay.IsZero() {
		x.Next = text.T(ctx, "Until %s", text.Date(ctx, o.ToDay))
	}
	switch o.State {
	case allocation.Started:
		x.Tone, x.On, x.Reach = ui.OK, o.StartedOn, stageStarted
	case allocation.Stopped:
		x.Tone, x.On, x.Next, x.Reach, x.Closed = ui.Neutral, o.StoppedOn, "", stageStarted, true
	case allocation.Refused:
		x.Tone, x.Next = ui.Warning, text.T(ctx, "Another provider is looked for")
	}
	return x
}
