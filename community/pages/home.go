package pages

import (
	"context"
	"net/http"

	"codeberg.org/samenkracht/samenkracht/community/board"
	"codeberg.org/samenkracht/samenkracht/community/compass"
	"codeberg.org/samenkracht/samenkracht/community/near"
	"codeberg.org/samenkracht/samenkracht/community/places"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// homeView is what the home of a municipality shows.
type homeView struct {
	Today law.Date
	Soon  []places.Coming
	Ads   []board.Published
	Join  bool // the reader may place one
}

// How much of the rest of the site the home shows.
const (
	homeActivities = 4
	homeAds        = 4
)

func (p *Pages) home(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	ctx := r.Context()
	from, err := p.start(r, actor.Tenant)
	if err != nil {
		return err
	}
	v := homeView{Today: p.Market.Today(), Join: p.mayPlace(actor)}
	if v.Soon, err = p.Places.Next(ctx, actor.Tenant, places.Search{Around: from.Point, Within: near.Town, Limit: homeActivities}); err != nil {
		return err
	}
	page, err := p.Market.Browse(ctx, actor.Tenant, board.Search{Around: from.Point, Within: near.Town, Limit: homeAds})
	if err != nil {
		return err
	}
	v.Ads = page.Ads
	return web.Page(w, r, http.StatusOK, homePage(v))
}

func (p *Pages) doors(w http.ResponseWriter, r *http.Request, _ access.Actor) error {
	return web.Page(w, r, http.StatusOK, doorsPage())
}

// doorCards are the doors of the compass.
func doorCards(ctx context.Context, doors []compass.Door) []ui.Card {
	cards := make([]ui.Card, len(doors))
	for i, d := range doors {
		cards[i] = ui.Card{Title: say(ctx, d.Title), Text: say(ctx, d.About), Icon: d.Icon, Link: ui.Path(ctx, "/kompas/%s", d.Code)}
	}
	return cards
}
