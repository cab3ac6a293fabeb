package demo

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"codeberg.org/samenkracht/samenkracht/app/demo/content"
	"codeberg.org/samenkracht/samenkracht/app/demo/past"
	"codeberg.org/samenkracht/samenkracht/community/market"
	"codeberg.org/samenkracht/samenkracht/community/places"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
)

// How much of the neighbourhood is there before the first page, in each town.
const (
	firstAds     = 5
	firstEntries = 3
)

// community fills the zeroth line: the houses with what there is to do, the social map and the market. First is
// only what is seen on the first pages.
func (f *Filler) community(ctx context.Context, first bool) error {
	for i, h := range content.Houses {
		if p, here := f.towns[h.Town]; here {
			if err := f.house(ctx, p, i, h, first); err != nil {
				return err
			}
		}
	}
	if err := f.Once(ctx, "map of the region", f.regionalMap); err != nil {
		return err
	}
	ads := f.ads()
	for _, t := range f.size.towns() {
		p := f.towns[t.slug]
		some := content.Local
		if first {
			some = some[:firstEntries]
		}
		for i, e := range some {
			if err := f.Once(ctx, fmt.Sprintf("map %s %d", t.slug, i), func(ctx context.Context) error { return f.entry(ctx, p, e) }); err != nil {
				return err
			}
		}
		for i, a := range ads[t.slug] {
			if first && i == firstAds {
				break
			}
			if err := f.Once(ctx, fmt.Sprintf("ad %s %d", t.slug, i), func(ctx context.Context) error { return f.ad(ctx, p, a) }); err != nil {
				return err
			}
		}
	}
	return nil
}

// house sets up a neighbourhood house with its week, the nth of the region.
func (f *Filler) house(ctx context.Context, p *place, nth int, h content.House, first bool) error {
	hood := p.hood(h.Neighbourhood)
	house := places.House{Name: h.Name, About: h.About, Address: fmt.Sprintf("%s %d, %s", content.Streets[nth%len(content.Streets)], 10+nth, p.city()), Place: hood.Name,
		Lat: hood.Lat, Lon: hood.Lon, Phone: fmt.Sprintf("074 000 03 %02d", nth+1)}
	for day := 1; day <= 5; day++ {
		house.Hours = append(house.Hours, places.Opening{Weekday: day, Starts: places.At(9, 0), Ends: places.At(17, 0)})
		if h.Evenings && day%2 == 0 {
			house.Hours = append(house.Hours, places.Opening{Weekday: day, Starts: places.At(19, 0), Ends: places.At(22, 0)})
		}
	}
	if nth%3 == 0 {
		house.Hours = append(house.Hours, places.Opening{Weekday: 6, Starts: places.At(10, 0), Ends: places.At(15, 0)})
	}
	week := f.week(nth)
	err := f.Once(ctx, "house "+h.Name, func(ctx context.Context) (err error) {
		f.At(380)
		if house, err = f.App.Places.KeepHouse(ctx, system(p.id), house); err != nil {
			return err
		}
		return f.activities(ctx, p, house, week[:2])
	})
	if err != nil || first {
		return err
	}
	return f.Once(ctx, "week of "+h.Name, func(ctx context.Context) error {
		f.At(370)
		all, err := f.App.Places.Near(ctx, p.id, places.Search{Around: house.Point(), Limit: 100})
		for _, there := range all {
			if err == nil && there.Name == h.Name {
				err = f.activities(ctx, p, there, week[2:])
			}
		}
		return err
	})
}

// houseActivities is how many there are in the week of a house. Two houses in three have one more, and as many a
// group of people in the same situation.
const houseActivities = 6

// week chooses what there is to do in the nth house, so that no two houses have the same.
func (f *Filler) week(nth int) []content.Activity {
	many := houseActivities
	if nth%3 > 0 {
		many++
	}
	var out []content.Activity
	for i := range many {
		kind := content.Week[i%len(content.Week)]
		if i == houseActivities-1 && nth%2 == 0 {
			kind = content.Week[len(content.Week)-1]
		}
		choices := content.Activities[kind]
		out = append(out, choices[(nth+i)%len(choices)])
	}
	if nth%3 > 0 {
		out = append(out, content.SelfHelp[(nth-nth/3-1)%len(content.SelfHelp)])
	}
	return out
}

func (f *Filler) activities(ctx context.Context, p *place, h places.House, all []content.Activity) error {
	for i, a := range all {
		starts := places.Clock(a.Hour)
		n := places.Activity{HouseID: h.ID, Kind: a.Kind, Name: a.Name, About: a.About, ForWhom: a.ForWhom, RunBy: a.RunBy, Weekday: 1 + (len(h.Name)+2*i)%5,
			Every: a.Every, Starts: starts, Ends: starts + places.Clock(a.Minutes), Price: a.Price, FromDay: f.Day(360)}
		if _, err := f.App.Places.KeepActivity(ctx, system(p.id), n); err != nil {
			return err
		}
	}
	return nil
}

// hood is a neighbourhood by its place in the list of the town, which the database orders by name.
func (p *place) hood(nth int) tenant.Neighbourhood {
	return p.neighbourhoods[slices.IndexFunc(p.neighbourhoods, func(n tenant.Neighbourhood) bool { return n.Name == p.places[nth] })]
}

// regionalMap keeps the help for the whole country and the whole region; the region sees to it.
func (f *Filler) regionalMap(ctx context.Context) error {
	region, err := f.App.Tenants.BySlug(ctx, regionSlug)
	if err != nil {
		return err
	}
	for i, e := range append(content.National, content.Regional...) {
		f.At(30 + i)
		n := e.OnMap()
		n.Owner = regionName
		if _, err := f.App.SocialMap.Keep(ctx, system(region.ID), n); err != nil {
			return err
		}
	}
	return nil
}

// entry keeps an organisation of a town on the social map.
func (f *Filler) entry(ctx context.Context, p *place, e content.Entry) error {
	f.At(20 + f.Rand.IntN(340))
	n := e.OnMap()
	hood := p.hood(f.Rand.IntN(len(p.places)))
	n.Name = strings.NewReplacer("{stad}", p.city(), "{wijk}", hood.Name).Replace(n.Name)
	n.Place, n.Lat, n.Lon = hood.Name, hood.Lat, hood.Lon
	n.Address = fmt.Sprintf("%s %d, %s", content.Pick(f.Rand, content.Streets), 1+f.Rand.IntN(90), p.city())
	n.Phone = fmt.Sprintf("074 000 %02d %02d", 10+f.Rand.IntN(80), f.Rand.IntN(100))
	if e.Website != "" {
		n.Website = content.Site(n.Name)
	}
	n.Owner = n.Name
	_, err := f.App.SocialMap.Keep(ctx, system(p.id), n)
	return err
}

// ads divides the ads over the towns by their residents.
func (f *Filler) ads() map[string][]content.Placed {
	towns, total := f.size.towns(), 0
	for _, t := range towns {
		total += t.residents
	}
	_, ads := f.size.many()
	deal, out, share := content.NewDeal(past.Seed), map[string][]content.Placed{}, map[string]float64{}
	for range ads {
		next := 0
		for i, t := range towns { // the town that is furthest behind comes next
			if share[t.slug] += float64(t.residents) / float64(total); share[t.slug] > share[towns[next].slug] {
				next = i
			}
		}
		slug := towns[next].slug
		share[slug]--
		out[slug] = append(out[slug], deal.Next(next+len(out[slug])))
	}
	return out
}

// ad places an ad, and lets others answer it.
func (f *Filler) ad(ctx context.Context, p *place, a content.Placed) error {
	owner := content.Pick(f.Rand, p.neighbours)
	hood := f.Rand.IntN(len(p.places))
	n := market.NewAd{Category: a.Category, Title: a.Title, Details: a.Details, Postcode: postcode(p.town, hood, hood).Compact(), Anonymous: a.Anonymous, Urgent: a.Urgent}
	if a.ForCaller {
		owner = p.actors[access.RoleBroker]
		n.For = &market.Behalf{Name: content.FullName(f.Rand), Phone: content.Phone(f.Rand.IntN(10_000)).Reveal(), Note: "Liever bellen in de ochtend."}
	}
	f.At(a.Days)
	id, err := f.place(ctx, owner, a.Kind, n)
	for day := a.Days; err == nil && a.Answers > 0; a.Answers-- {
		from := p
		if !a.Found && f.Rand.IntN(5) == 0 { // help does not stop at the border
			from = f.towns[content.Pick(f.Rand, f.size.towns()).slug]
		}
		who := content.Pick(f.Rand, from.neighbours)
		if who == owner {
			continue
		}
		day = max(1, day-1-f.Rand.IntN(2))
		f.At(day)
		var answer market.Answer
		if answer, err = f.App.Market.Answer(ctx, who, market.NewAnswer{AdID: id, Words: content.Pick(f.Rand, content.Answers[a.Kind])}); err != nil || !a.Found {
			continue
		}
		if a.Anonymous {
			owner = p.actors[access.RoleBroker]
		}
		f.At(max(1, day-1))
		return f.App.Market.Agree(ctx, owner, market.NewAgreement{AnswerID: answer.ID, Words: content.Pick(f.Rand, content.Agreements)})
	}
	return err
}

// place puts an ad on the market and returns its id.
func (f *Filler) place(ctx context.Context, by access.Actor, kind market.Kind, n market.NewAd) (db.ID, error) {
	if kind == market.KindAsk {
		a, err := f.App.Market.PlaceAsk(ctx, by, n)
		return a.ID, err
	}
	o, err := f.App.Market.PlaceOffer(ctx, by, n)
	return o.ID, err
}
