package pages

import (
	"context"
	"errors"
	"net/http"

	"codeberg.org/samenkracht/samenkracht/community/board"
	"codeberg.org/samenkracht/samenkracht/community/market"
	"codeberg.org/samenkracht/samenkracht/community/near"
	"codeberg.org/samenkracht/samenkracht/community/relay"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// adView is one ad, as everybody reads it, and what this reader can do with it.
type adView struct {
	Today    law.Date
	Ad       board.Published
	Own      bool  // it is the reader's
	Answer   db.ID // the conversation that the reader has about it
	May      bool  // answer it
	SignedIn bool
	NewID    string
	MailBack string // as of a new ad
	Words    ui.Field
}

func (p *Pages) ad(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	v, err := p.adView(r, actor)
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, adPage(v))
}

func (p *Pages) adView(r *http.Request, actor access.Actor) (v adView, err error) {
	ctx := r.Context()
	id, err := web.ID(r, "id")
	if err != nil {
		return v, err
	}
	v = adView{Today: p.Market.Today(), May: p.Market.May(actor, "market.answer"), SignedIn: actor.SignedIn(), NewID: p.mux.NewID().String()}
	if v.Ad, err = p.Market.Published(ctx, actor.Tenant, id); errors.Is(err, fault.NotFound) {
		return v, fault.Refuse(fault.NotFound, "This has ended. Look whether there is something else for you.")
	}
	if err != nil {
		return v, err
	}
	from, err := p.start(r, actor.Tenant)
	if err != nil {
		return v, err
	}
	if from.Point.Known() {
		v.Ad.Km = near.Km(from.Point, v.Ad.Point())
	}
	v.Words = wordsField(ctx, text.T(ctx, "Your message"), "")
	if v.Own, v.Answer, err = p.Market.Standing(ctx, actor, id); err != nil {
		return v, err
	}
	v.MailBack, err = p.mailBack(ctx, actor, "/buurt/advertenties/"+id.String())
	return v, err
}

// wordsField asks for a message in a conversation.
func wordsField(ctx context.Context, label, value string) ui.Field {
	return ui.Field{Name: "words", Label: label, Value: value, Rows: 5, MaxLength: relay.MaxWords, Hint: text.T(ctx, "Only the two of you read this. Your address stays hidden.")}
}

func (p *Pages) answer(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	id, err := web.ID(r, "id")
	if err != nil {
		return err
	}
	a, err := p.Market.Answer(r.Context(), actor, market.NewAnswer{ID: p.mux.FormID(r), AdID: id, Words: r.PostFormValue("words")})
	if wrong, ok := errors.AsType[fault.Invalid](err); ok {
		v, err := p.adView(r, actor)
		if err != nil {
			return err
		}
		v.NewID = r.PostFormValue("id")
		v.Words.Value = r.PostFormValue("words")
		v.Words = v.Words.Wrong(wrong)
		return web.Form(w, r, wrong, adPage(v))
	}
	if err != nil {
		return err
	}
	reached, err := p.Market.Reached(r.Context(), actor)
	if err != nil {
		return err
	}
	if reached {
		p.mux.Say(r.Context(), "Your message is sent. You get an e-mail when there is an answer.")
	} else {
		p.mux.Say(r.Context(), "Your message is sent. Look here now and then whether there is an answer.")
	}
	return web.Redirect(w, r, "/buurt/gesprekken/%s", a.ID)
}

// facts are where the ad is and until when.
func (v adView) facts(ctx context.Context) []ui.Fact {
	place := where(v.Ad)
	if km := distance(ctx, v.Ad.Km); km != "" {
		place += ", " + km
	}
	return []ui.Fact{
		{Name: text.T(ctx, "Where"), Value: place},
		{Name: text.T(ctx, "Placed"), Value: text.Ago(ctx, v.Today, law.DateOf(v.Ad.PlacedAt))},
		{Name: text.T(ctx, "Stays until"), Value: text.Date(ctx, v.Ad.Until)},
		{Name: text.T(ctx, "What it costs"), Value: text.T(ctx, "Nothing. Neighbours do not pay each other.")},
	}
}

func answerTitle(ctx context.Context, a board.Published) string {
	if a.Kind == board.KindAsk {
		return text.T(ctx, "I can help")
	}
	return text.T(ctx, "I would like this")
}
