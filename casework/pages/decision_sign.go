package pages

import (
	"context"
	"net/http"

	"codeberg.org/samenkracht/samenkracht/care/allocation"
	"codeberg.org/samenkracht/samenkracht/casework/decision"
	"codeberg.org/samenkracht/samenkracht/casework/decision/provision"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
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
			if d.AnnouncedOn.IsZero() {
				x.Next = text.T(ctx, "The letter comes by post")
				break
			}
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
			if s.Application.Term.Changed() && !worker(actor.Role) {
				x.Link = ui.Path(ctx, "/mijn/besluiten/%s/termijnbericht", d.ID)
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
