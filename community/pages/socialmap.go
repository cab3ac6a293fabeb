package pages

import (
	"context"
	"net/http"
	"strings"

	"codeberg.org/samenkracht/samenkracht/community/socialmap"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// socialMapView is the social map, or a part of it.
type socialMapView struct {
	Theme   socialmap.Theme
	Words   string
	Free    bool
	Entries []socialmap.Entry
}

func (p *Pages) socialMap(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	q := r.URL.Query()
	v := socialMapView{Theme: socialmap.ParseTheme(q.Get("thema")), Words: short(strings.TrimSpace(q.Get("zoek")), maxSearch), Free: q.Get("vrij") != ""}
	from, err := p.start(r, actor.Tenant)
	if err != nil {
		return err
	}
	look := socialmap.Search{Around: from.Point, Words: v.Words, Free: v.Free, Limit: 30}
	if v.Theme != "" {
		look.Themes = []socialmap.Theme{v.Theme}
	}
	if v.Entries, err = p.SocialMap.Near(r.Context(), actor.Tenant, look); err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, socialMapPage(v))
}

// themeField chooses a theme of the social map.
func (v socialMapView) themeField(ctx context.Context) ui.Field {
	f := ui.Field{Name: "thema", Label: text.T(ctx, "What is it about?"), Value: v.Theme.Slug(), Optional: true}
	for _, t := range socialmap.Themes {
		f.Options = append(f.Options, ui.Option{Value: t.Slug(), Label: say(ctx, t.Name())})
	}
	return f
}

func (v socialMapView) freeField(ctx context.Context) ui.Field {
	f := ui.Field{Name: "vrij", Label: text.T(ctx, "Only where I need no referral")}
	if v.Free {
		f.Value = "ja"
	}
	return f
}

// entryView is one entry of the social map.
type entryView struct {
	socialmap.Entry
	Today law.Date
}

func (p *Pages) entry(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	id, err := web.ID(r, "id")
	if err != nil {
		return err
	}
	e, err := p.SocialMap.EntryByID(r.Context(), actor.Tenant, id)
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, entryPage(entryView{e, p.Market.Today()}))
}

// facts are where, when, what it costs and who may come.
func (v entryView) facts(ctx context.Context) []ui.Fact {
	var facts []ui.Fact
	add := func(f ui.Fact) {
		if f.Value != "" {
			facts = append(facts, f)
		}
	}
	add(ui.Fact{Name: text.T(ctx, "Where"), Value: strings.Join(present(v.Address, v.Place), ", ")})
	add(ui.Fact{Name: text.T(ctx, "When"), Value: v.Hours})
	add(ui.Fact{Name: text.T(ctx, "Phone"), Value: v.Phone, Body: phone(v.Phone)})
	cost := "Ask what it costs"
	if v.Free {
		cost = "Free"
	}
	add(ui.Fact{Name: text.T(ctx, "What it costs"), Value: say(ctx, cost)})
	may := "You need a decision or a referral"
	if v.FreeAccess {
		may = "Everybody: you need no decision or referral"
	}
	add(ui.Fact{Name: text.T(ctx, "Who may come"), Value: say(ctx, may)})
	add(ui.Fact{Name: text.T(ctx, "Checked on"), Value: text.Date(ctx, v.Assured) + byOwner(ctx, v.Owner)})
	return facts
}

func byOwner(ctx context.Context, owner string) string {
	if owner == "" {
		return ""
	}
	return " " + text.T(ctx, "by %s", owner)
}
