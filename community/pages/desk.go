package pages

import (
	"context"
	"errors"
	"net/http"

	"codeberg.org/samenkracht/samenkracht/community/market"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// deskView is the desk of the brokers.
type deskView struct {
	market.Desk
	Today law.Date
	Me    db.ID
}

func (p *Pages) desk(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	d, err := p.Market.Desk(r.Context(), actor)
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, deskPage(deskView{d, p.Market.Today(), actor.Account}))
}

// table lists ads for a broker.
func (v deskView) table(ctx context.Context, caption string, ads []market.Ad) ui.TableData {
	t := ui.TableData{Caption: caption, HideCaption: true, Columns: []ui.Column{{Label: text.T(ctx, "What")}, {Label: text.T(ctx, "Sort of help")},
		{Label: text.T(ctx, "Where")}, {Label: text.T(ctx, "Placed")}, {Label: text.T(ctx, "Answers")}}}
	for _, a := range ads {
		what := ui.Cell{Text: a.Title, Link: ui.Path(ctx, "/buurt/makelaar/advertenties/%s", a.ID), Note: kindName(ctx, a.Kind)}
		switch {
		case a.TakenBy == v.Me:
			what.Tag = ui.Tag{Tone: ui.OK, Text: text.T(ctx, "Taken by you")}
		case a.TakenBy != 0:
			what.Tag = ui.Tag{Tone: ui.Neutral, Text: text.T(ctx, "Taken by another broker")}
		case a.Urgent:
			what.Tag = ui.Tag{Tone: ui.Warning, Text: text.T(ctx, "Urgent")}
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []ui.Cell{what, {Text: say(ctx, a.Category.Name())}, {Text: a.Place},
			{Text: text.Ago(ctx, v.Today, law.DateOf(a.PlacedAt))}, {Text: text.Number(ctx, a.Answers)}}})
	}
	return t
}

// deskAdView is one ad at the desk, with what a broker can do.
type deskAdView struct {
	market.DeskAd
	Today   law.Date
	Me      db.ID
	MatchID string
	Offer   ui.Field
	Words   ui.Field
	Within  ui.Field
	Reason  ui.Field
}

func (v deskAdView) fields() []ui.Field { return []ui.Field{v.Offer, v.Words, v.Within, v.Reason} }

func (p *Pages) deskAd(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	v, err := p.deskAdView(r, actor, nil)
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, deskAdPage(v))
}

func (p *Pages) deskAdView(r *http.Request, actor access.Actor, wrong fault.Invalid) (v deskAdView, err error) {
	id, err := web.ID(r, "id")
	if err != nil {
		return v, err
	}
	ctx := r.Context()
	v = deskAdView{Today: p.Market.Today(), Me: actor.Account, MatchID: p.mux.FormID(r).String()}
	if v.DeskAd, err = p.Market.Open(ctx, actor, id); err != nil {
		return v, err
	}
	v.Offer = ui.Field{Name: "offer", Label: text.T(ctx, "Which offer fits?"), Value: r.PostFormValue("offer")}.Wrong(wrong)
	for _, o := range v.Fitting {
		v.Offer.Options = append(v.Offer.Options, ui.Option{Value: o.ID.String(), Label: o.Title, Hint: where(o) + ", " + distance(ctx, o.Km)})
	}
	v.Words = ui.Field{Name: "words", Label: text.T(ctx, "What do you ask?"), Rows: 4, Value: r.PostFormValue("words"),
		Hint: text.T(ctx, "Who offers reads this. Write no name or address: these come when both want it.")}.Wrong(wrong)
	v.Within = ui.Field{Name: "within", Label: text.T(ctx, "I looked: a neighbour may do this"), Value: r.PostFormValue("within")}.Wrong(wrong)
	v.Reason = ui.Field{Name: "reason", Label: text.T(ctx, "Why do you end it?"), Value: r.PostFormValue("reason")}.Wrong(wrong)
	for _, why := range market.Reasons {
		v.Reason.Options = append(v.Reason.Options, ui.Option{Value: string(why), Label: say(ctx, why.Name())})
	}
	return v, nil
}

// facts are what a broker must know of the ad.
func (v deskAdView) facts(ctx context.Context) []ui.Fact {
	facts := []ui.Fact{
		{Name: text.T(ctx, "Where"), Value: v.Place},
		{Name: text.T(ctx, "Placed"), Value: text.Ago(ctx, v.Today, law.DateOf(v.PlacedAt))},
		{Name: text.T(ctx, "Stays until"), Value: text.Date(ctx, v.Until)},
		{Name: text.T(ctx, "Answers"), Value: text.Number(ctx, v.DeskAd.Ad.Answers)},
	}
	for _, f := range []ui.Fact{{Name: text.T(ctx, "For whom"), Value: v.For.Name}, {Name: text.T(ctx, "Phone"), Value: v.For.Phone}, {Name: text.T(ctx, "Note"), Value: v.For.Note}} {
		if f.Value != "" {
			facts = append(facts, f)
		}
	}
	switch {
	case v.Owner != "" && v.OwnerID != 0:
		facts = append(facts, ui.Fact{Name: text.T(ctx, "Whose it is (stays unknown to others)"), Value: v.Owner})
	case v.Owner != "":
		facts = append(facts, ui.Fact{Name: text.T(ctx, "Placed by"), Value: v.Owner})
	}
	return facts
}

func (p *Pages) take(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	id, err := web.ID(r, "id")
	if err != nil {
		return err
	}
	if err := p.Market.Take(r.Context(), actor, id); err != nil {
		return err
	}
	p.mux.Say(r.Context(), "You look after this now.")
	return web.Redirect(w, r, "/buurt/makelaar/advertenties/%s", id)
}

func (p *Pages) match(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	id, err := web.ID(r, "id")
	if err != nil {
		return err
	}
	offer, err := db.ParseID(r.PostFormValue("offer"))
	if err != nil {
		offer = 0 // none chosen: the rules say so
	}
	_, err = p.Market.Match(r.Context(), actor, market.NewMatch{ID: p.mux.FormID(r), AskID: id, OfferID: offer, Words: r.PostFormValue("words"), Within: r.PostFormValue("within") != ""})
	return p.handled(w, r, actor, err, "You matched them. Who offers has your message.")
}

func (p *Pages) close(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	id, err := web.ID(r, "id")
	if err != nil {
		return err
	}
	return p.handled(w, r, actor, p.Market.Close(r.Context(), actor, id, market.Reason(r.PostFormValue("reason"))), "It has ended. Who placed it hears of it.")
}

// handled goes back to the desk, or shows the ad again with what is wrong.
func (p *Pages) handled(w http.ResponseWriter, r *http.Request, actor access.Actor, err error, sentence string) error {
	if wrong, ok := errors.AsType[fault.Invalid](err); ok {
		v, err := p.deskAdView(r, actor, wrong)
		if err != nil {
			return err
		}
		return web.Form(w, r, wrong, deskAdPage(v))
	}
	if err != nil {
		return err
	}
	p.mux.Say(r.Context(), sentence)
	return web.Redirect(w, r, "/buurt/makelaar")
}
