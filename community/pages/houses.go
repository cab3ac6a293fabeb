package pages

import (
	"context"
	"net/http"

	"codeberg.org/samenkracht/samenkracht/community/places"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// housesView is the houses nearby and what there is to do.
type housesView struct {
	Today  law.Date
	Kind   places.ActivityKind
	Agenda []places.Coming
	Houses []places.House
}

func (p *Pages) houses(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	ctx := r.Context()
	from, err := p.start(r, actor.Tenant)
	if err != nil {
		return err
	}
	v := housesView{Today: p.Market.Today(), Kind: places.ParseActivityKind(r.URL.Query().Get("soort"))}
	if v.Agenda, err = p.Places.Next(ctx, actor.Tenant, places.Search{Around: from.Point, Kind: v.Kind, Limit: 20}); err != nil {
		return err
	}
	if v.Houses, err = p.Places.Near(ctx, actor.Tenant, places.Search{Around: from.Point, Limit: 12}); err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, housesPage(v))
}

// kindField chooses a kind of activity.
func (v housesView) kindField(ctx context.Context) ui.Field {
	f := ui.Field{Name: "soort", Label: text.T(ctx, "What do you like?"), Value: v.Kind.Slug(), Optional: true}
	for _, k := range places.ActivityKinds {
		f.Options = append(f.Options, ui.Option{Value: k.Slug(), Label: say(ctx, k.Name())})
	}
	return f
}

// houseCards are houses in a list.
func houseCards(ctx context.Context, all []places.House) []ui.Card {
	cards := make([]ui.Card, len(all))
	for i, h := range all {
		cards[i] = ui.Card{Title: h.Name, Link: ui.Path(ctx, "/huizen/%s", h.ID), Text: short(h.About, 120), Icon: "house", Facts: present(h.Address, h.Place, distance(ctx, h.Km))}
	}
	return cards
}

// houseView is one house with its agenda.
type houseView struct {
	places.House
	Today  law.Date
	Agenda []places.Coming
}

func (p *Pages) house(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	id, err := web.ID(r, "id")
	if err != nil {
		return err
	}
	v := houseView{Today: p.Market.Today()}
	if v.House, v.Agenda, err = p.Places.House(r.Context(), actor.Tenant, id); err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, housePage(v))
}

// facts are where the house is and how to reach it.
func (v houseView) facts(ctx context.Context) []ui.Fact {
	facts := []ui.Fact{{Name: text.T(ctx, "Where"), Value: v.Address + ", " + v.Place}}
	if v.Phone != "" {
		facts = append(facts, ui.Fact{Name: text.T(ctx, "Phone"), Body: phone(v.Phone)})
	}
	return append(facts, ui.Fact{Name: text.T(ctx, "Who may come"), Value: text.T(ctx, "Everybody. You may just walk in.")})
}

// openings are when the house is open, by day of the week.
func (v houseView) openings(ctx context.Context) []ui.Fact {
	var facts []ui.Fact
	for _, o := range v.Hours {
		facts = append(facts, ui.Fact{Name: weekday(ctx, o.Weekday), Value: text.T(ctx, "%s to %s", clock(ctx, o.Starts), clock(ctx, o.Ends))})
	}
	return facts
}

// activityFacts are when an activity is, for whom and what it costs.
func (v houseView) activityFacts(ctx context.Context, c places.Coming) []ui.Fact {
	when := onDay(ctx, v.Today, c.Day) + ", " + hours(ctx, c.Activity)
	switch {
	case c.Weekday == 0:
	case c.Every > 1:
		when += ". " + text.T(ctx, "Every %d weeks on %s", c.Every, weekday(ctx, c.Weekday))
	default:
		when += ". " + text.T(ctx, "Every week on %s", weekday(ctx, c.Weekday))
	}
	facts := []ui.Fact{{Name: text.T(ctx, "When"), Value: when}, {Name: text.T(ctx, "What it costs"), Value: price(ctx, c.Price)}}
	for _, f := range []ui.Fact{{Name: text.T(ctx, "For whom"), Value: c.ForWhom}, {Name: text.T(ctx, "Who does it"), Value: c.RunBy}} {
		if f.Value != "" {
			facts = append(facts, f)
		}
	}
	return facts
}
