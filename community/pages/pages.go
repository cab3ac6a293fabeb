// Package pages is the website of the community wing: the home of a municipality, the compass, the neighbourhood
// market with the brokers' desk, the social map, and the neighbourhood houses.
package pages

import (
	_ "codeberg.org/samenkracht/samenkracht/community" // the Dutch of this wing
	"codeberg.org/samenkracht/samenkracht/community/market"
	"codeberg.org/samenkracht/samenkracht/community/places"
	"codeberg.org/samenkracht/samenkracht/community/socialmap"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// Pages serves the community wing.
type Pages struct {
	Market    *market.Market
	SocialMap *socialmap.SocialMap
	Places    *places.Places

	mux *web.Mux
}

// Nav is what the wing adds to the main menu.
var Nav = []web.NavItem{
	{Label: "Where can I go?", Path: "/kompas", Roles: everybody},
	{Label: "Neighbourhood market", Path: "/buurt", Roles: everybody},
	{Label: "Activities", Path: "/huizen", Roles: everybody},
	{Label: "Social map", Path: "/wijzer", Roles: everybody},
	{Label: "Broker's desk", Path: "/buurt/makelaar", Roles: []access.Role{access.RoleBroker}},
}

var everybody = []access.Role{access.RoleVisitor, access.RoleResident, access.RoleInformalCarer, access.RoleBroker}

// Routes adds the pages to mux.
func (p *Pages) Routes(mux *web.Mux) {
	p.mux = mux
	mux.Handle("GET /{$}", p.home)
	mux.Handle("GET /zoeken", p.search)
	mux.Handle("GET /kompas", p.doors)
	mux.Handle("GET /kompas/{deur}", p.compass)

	mux.Handle("GET /buurt", p.market)
	mux.Handle("POST /buurt", p.filterMarket)
	mux.Handle("GET /buurt/advertenties/{id}", p.ad)
	mux.Handle("POST /buurt/advertenties/{id}/reacties", p.answer)
	mux.Handle("GET /buurt/vragen/nieuw", p.newAsk)
	mux.Handle("POST /buurt/vragen", p.placeAsk)
	mux.Handle("GET /buurt/aanbod/nieuw", p.newOffer)
	mux.Handle("POST /buurt/aanbod", p.placeOffer)

	mux.Handle("GET /buurt/mijn", p.own)
	mux.Handle("GET /buurt/mijn/{id}/intrekking", p.askWithdraw)
	mux.Handle("POST /buurt/mijn/{id}/intrekking", p.withdraw)
	mux.Handle("POST /buurt/mijn/{id}/verlenging", p.renew)
	mux.Handle("GET /buurt/gesprekken/{id}", p.conversation)
	mux.Handle("POST /buurt/gesprekken/{id}/berichten", p.reply)
	mux.Handle("POST /buurt/gesprekken/{id}/afspraak", p.agree)

	mux.Handle("GET /buurt/makelaar", p.desk)
	mux.Handle("GET /buurt/makelaar/advertenties/{id}", p.deskAd)
	mux.Handle("POST /buurt/makelaar/advertenties/{id}/overname", p.take)
	mux.Handle("POST /buurt/makelaar/advertenties/{id}/koppeling", p.match)
	mux.Handle("POST /buurt/makelaar/advertenties/{id}/sluiting", p.close)

	mux.Handle("GET /wijzer", p.socialMap)
	mux.Handle("GET /wijzer/{id}", p.entry)
	mux.Handle("GET /huizen", p.houses)
	mux.Handle("GET /huizen/{id}", p.house)
}
