// Package community is the zeroth line (nuldelijn): what residents do themselves and for each other. A compass
// shows where to go with a question, a market brings neighbours together, a social map and the neighbourhood
// houses say what there is nearby. Nothing here needs a decision, and most of it needs no account.
package community

import (
	"embed"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/text"
)

//go:embed nl.json
var dutch embed.FS

func init() { text.Add(dutch) }

var (
	neighbours = []access.Role{access.RoleResident, access.RoleInformalCarer}
	brokers    = []access.Role{access.RoleBroker}
	helpers    = []access.Role{access.RoleBroker, access.RoleGeneralist, access.RoleTeamLead}
	system     = []access.Role{access.RoleSystem}
	keepers    = []access.Role{access.RoleBroker, access.RoleAdministrator, access.RoleSystem}
)

// The grounds of the zeroth line: what somebody asks of the market is done for that person.
const (
	agreement  = "AVG art. 6 lid 1 b"
	publicTask = "Wmo 2015 art. 2.1.2"
)

// Rules says who may do what on the market, the social map and in the neighbourhood houses. What is published
// anybody may read, without a rule.
var Rules = []access.Rule{
	{Action: "market.place", Name: "Place an ask or an offer", Roles: neighbours, When: access.Anyone,
		Purpose: "Find or give help nearby", Ground: agreement},
	{Action: "market.place_for", Name: "Place an ask or an offer for somebody", Roles: helpers, When: access.Anyone,
		Purpose: "Help who cannot place it alone", Ground: agreement},
	{Action: "market.answer", Name: "Answer an ask or an offer", Roles: append(brokers, neighbours...), When: access.Anyone,
		Purpose: "Find or give help nearby", Ground: agreement},
	{Action: "market.read_own", Name: "Read your own ads and conversations", Roles: append(helpers, neighbours...), When: access.Own,
		Purpose: "Find or give help nearby", Ground: agreement},
	{Action: "market.write_own", Name: "Answer, renew and withdraw what is yours", Roles: append(helpers, neighbours...), When: access.Own,
		Purpose: "Find or give help nearby", Ground: agreement},
	{Action: "market.desk", Name: "See what neighbours ask and offer", Roles: brokers, When: access.Anyone,
		Purpose: "See who waits for an answer", Ground: publicTask},
	{Action: "market.read_for", Name: "Read a conversation for somebody who is anonymous", Roles: brokers, When: access.Anyone,
		Purpose: "Answer for who wants to stay unknown or cannot do it alone", Ground: agreement},
	{Action: "market.write_for", Name: "Answer for somebody who is anonymous", Roles: brokers, When: access.Anyone,
		Purpose: "Answer for who wants to stay unknown or cannot do it alone", Ground: agreement},
	{Action: "market.handle", Name: "Take, match or close an ad", Roles: brokers, When: access.Anyone,
		Purpose: "Bring neighbours together and keep the market safe", Ground: publicTask},
	{Action: "market.deliver", Name: "Bring a message to the other municipality", Roles: system, When: access.Anyone,
		Purpose: "Let neighbours of two municipalities reach each other", Ground: agreement},
	{Action: "market.sweep", Name: "End what is over and forget what was kept long enough", Roles: system, When: access.Anyone,
		Purpose: "Keep nothing longer than needed", Ground: "AVG art. 5 lid 1 e"},
	{Action: "socialmap.keep", Name: "Keep the social map up to date", Roles: keepers, When: access.Anyone,
		Purpose: "Show what there is nearby", Ground: publicTask},
	{Action: "places.keep", Name: "Keep the neighbourhood houses up to date", Roles: keepers, When: access.Anyone,
		Purpose: "Show what there is nearby", Ground: publicTask},
}
