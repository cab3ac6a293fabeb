package pages

import (
	"context"
	"net/http"

	"github.com/a-h/templ"

	"codeberg.org/samenkracht/samenkracht/community/market"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// ownView is what somebody has on the market.
type ownView struct {
	Today    law.Date
	Ads      []market.Ad
	Answers  map[db.ID][]market.Answer // on own ads
	Answered []market.Answer           // on ads of others
}

func (p *Pages) own(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	own, err := p.Market.Own(r.Context(), actor)
	if err != nil {
		return err
	}
	v := ownView{Today: p.Market.Today(), Ads: own.Ads, Answers: map[db.ID][]market.Answer{}}
	for _, a := range own.Answers {
		if a.AnswererID == actor.Account {
			v.Answered = append(v.Answered, a)
		} else {
			v.Answers[a.AdID] = append(v.Answers[a.AdID], a)
		}
	}
	return web.Page(w, r, http.StatusOK, ownPage(v))
}

var stateNames = map[market.State]string{
	market.Open: "On the market", market.Matched: "You found each other", market.Withdrawn: "Withdrawn", market.Expired: "The last day has passed", market.Closed: "Ended",
}

// stateTag is where an ad or a conversation stands, in a badge.
func stateTag(ctx context.Context, s market.State) ui.Tag {
	tone := ui.Neutral
	switch s {
	case market.Open:
		tone = ui.Info
	case market.Matched:
		tone = ui.OK
	}
	return ui.Tag{Tone: tone, Text: say(ctx, stateNames[s])}
}

// renewable reports whether new weeks make sense: near the end, or just after it.
func (v ownView) renewable(a market.Ad) bool {
	_, err := a.Renew(v.Today)
	return err == nil && a.Until.Sub(v.Today) <= 14
}

// line says in a few words what an own ad is, and until when it stays.
func (v ownView) line(ctx context.Context, a market.Ad) string {
	words := kindName(ctx, a.Kind) + ", " + say(ctx, a.Category.Name())
	if a.State == market.Open {
		words += ". " + text.T(ctx, "Stays until %s", text.Date(ctx, a.Until))
	}
	return words
}

// answerCards are conversations in a list. What is new stands out.
func answerCards(ctx context.Context, all []market.Answer, side market.Side, today law.Date) []ui.Card {
	cards := make([]ui.Card, len(all))
	for i, a := range all {
		c := ui.Card{Title: a.AdTitle, Link: ui.Path(ctx, "/buurt/gesprekken/%s", a.ID), Kind: text.T(ctx, "Conversation"), Icon: "chat",
			Facts: []string{text.Ago(ctx, today, law.DateOf(a.LastAt))}}
		if side == market.Answerer && a.AnswererNew || side == market.Placer && a.PlacerNew {
			c.Badges = append(c.Badges, ui.Tag{Tone: ui.Warning, Text: text.T(ctx, "New message")})
		}
		if a.State != market.Open {
			c.Badges = append(c.Badges, stateTag(ctx, a.State))
		}
		cards[i] = c
	}
	return cards
}

func (p *Pages) askWithdraw(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	id, err := web.ID(r, "id")
	if err != nil {
		return err
	}
	a, err := p.Market.AdOf(r.Context(), actor, id)
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, withdrawPage(a, ownLink(r.Context(), actor)))
}

func (p *Pages) withdraw(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	id, err := web.ID(r, "id")
	if err != nil {
		return err
	}
	if err := p.Market.Withdraw(r.Context(), actor, id); err != nil {
		return err
	}
	p.mux.Say(r.Context(), "It is off the market. Who answered hears that it has ended.")
	return web.Redirect(w, r, ownPath(actor))
}

func (p *Pages) renew(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	id, err := web.ID(r, "id")
	if err != nil {
		return err
	}
	if err := p.Market.Renew(r.Context(), actor, id); err != nil {
		return err
	}
	p.mux.Say(r.Context(), "It stays on the market for 8 more weeks.")
	return web.Redirect(w, r, ownPath(actor))
}

// ownPath is where somebody finds back what they were busy with: the own ads, or the desk for a broker.
func ownPath(actor access.Actor) string {
	if actor.Role == access.RoleBroker {
		return "/buurt/makelaar"
	}
	return "/buurt/mijn"
}

func ownLink(ctx context.Context, actor access.Actor) templ.SafeURL {
	return ui.Path(ctx, ownPath(actor))
}
