package pages

import (
	"net/http"
	"strings"

	"codeberg.org/samenkracht/samenkracht/community/board"
	"codeberg.org/samenkracht/samenkracht/community/compass"
	"codeberg.org/samenkracht/samenkracht/community/near"
	"codeberg.org/samenkracht/samenkracht/community/socialmap"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// searchView is what was found for some words. The words are shown back and are not kept.
type searchView struct {
	Today   law.Date
	Words   string
	Urgent  bool
	Doors   []compass.Door
	Entries []socialmap.Entry
	Ads     []board.Published
}

func (v searchView) empty() bool { return len(v.Doors)+len(v.Entries)+len(v.Ads) == 0 }

const (
	searchDoors   = 3
	searchEntries = 6
	searchAds     = 6
	maxSearch     = 200
)

func (p *Pages) search(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	ctx := r.Context()
	v := searchView{Today: p.Market.Today(), Words: short(strings.TrimSpace(r.URL.Query().Get("zoek")), maxSearch)}
	if v.Words == "" {
		return web.Page(w, r, http.StatusOK, searchPage(v))
	}
	from, err := p.start(r, actor.Tenant)
	if err != nil {
		return err
	}
	v.Urgent = compass.Urgent(v.Words)
	found := compass.Find(v.Words)
	v.Doors = found[:min(len(found), searchDoors)]
	if v.Entries, err = p.SocialMap.Near(ctx, actor.Tenant, socialmap.Search{Around: from.Point, Words: v.Words, Limit: searchEntries}); err != nil {
		return err
	}
	page, err := p.Market.Browse(ctx, actor.Tenant, board.Search{Around: from.Point, Within: near.Region, Words: v.Words, Limit: searchAds})
	if err != nil {
		return err
	}
	v.Ads = page.Ads
	return web.Page(w, r, http.StatusOK, searchPage(v))
}
