// Package care is the second line (tweedelijn): what a municipality has contracted, ordered from providers and
// received. This root says who may do what in the wing.
package care

import (
	"embed"
	"slices"

	"codeberg.org/samenkracht/samenkracht/care/contract"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/regel"
	"codeberg.org/samenkracht/samenkracht/care/provider"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/text"
)

//go:embed nl.json
var words embed.FS

func init() {
	text.Add(words)
	text.AddPairs(returnCodes())
}

// returnCodes are what the return codes of the message standard mean, in English and Dutch.
func returnCodes() map[string]string {
	out := map[string]string{}
	unknown, en := regel.Uitleg("")
	out[en] = unknown
	for _, c := range regel.Retourcodes() {
		out[c.En] = c.Nl
	}
	return out
}

// Rules says who may do what in the second line.
var Rules = slices.Concat(contract.Rules, provider.Rules, []access.Rule{
	{Action: "allocation.order", Name: "Order support from a provider", When: access.Anyone, Roles: []access.Role{access.RoleTeamLead, access.RoleLegalOfficer},
		Purpose: "Carry out a decision", Ground: "Wmo 2015 art. 2.3.5"},
	{Action: "assignment.read", Name: "Read the orders that came in", When: access.Anyone, Roles: []access.Role{access.RoleProvider, access.RoleSystem},
		Purpose: "Deliver the support that was ordered", Ground: "Wmo 2015 art. 5.1.2"},
	{Action: "assignment.answer", Name: "Accept, refuse, start or stop an order", When: access.Anyone, Roles: []access.Role{access.RoleProvider, access.RoleSystem},
		Purpose: "Deliver the support that was ordered", Ground: "Wmo 2015 art. 5.1.2"},
	{Action: "exchange.deliver", Name: "Send a message to another organisation", When: access.Anyone, Roles: []access.Role{access.RoleSystem},
		Purpose: "Order, start and stop support", Ground: "Wmo 2015 art. 5.1.1"},
	{Action: "exchange.receive", Name: "Take in a message of another organisation", When: access.Anyone, Roles: []access.Role{access.RoleSystem},
		Purpose: "Order, start and stop support", Ground: "Wmo 2015 art. 5.1.1"},
	{Action: "exchange.read", Name: "Read which messages went out and came in", When: access.Anyone, Roles: []access.Role{access.RoleContractManager, access.RoleProvider,
		access.RoleAdministrator}, Purpose: "See that messages arrive in time", Ground: "Wmo 2015 art. 2.6.7a"},
})
