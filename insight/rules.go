// Package insight is steering (sturen): figures about what happens in the other wings, without anybody's data,
// and what residents say of the steps they went through. It reads from the other wings and writes to none.
//
// This root holds what the wing says of itself: who may do what, and its words in Dutch.
package insight

import (
	"embed"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/text"
)

//go:embed nl.json
var words embed.FS

func init() { text.Add(words) }

const (
	askGround    = "Wmo 2015 art. 2.5.1"
	figureGround = "Wmo 2015 art. 2.5.3"
	factGround   = "AVG art. 6" // the ground of a round itself is agreed with it
)

var (
	residents = []access.Role{access.RoleResident, access.RoleInformalCarer}

	// steering looks at figures about the whole municipality.
	steering = []access.Role{access.RoleCouncilMember, access.RoleAlderman, access.RoleAnalyst, access.RoleController, access.RoleTeamLead}

	// judging looks at what residents say of teams and providers.
	judging = []access.Role{access.RoleCouncilMember, access.RoleAlderman, access.RoleAnalyst, access.RoleController, access.RoleTeamLead,
		access.RoleContractManager, access.RolePrivacyOfficer}

	// factlab follows a round of the Factlab; the analyst leads it.
	factlab = []access.Role{access.RoleAnalyst, access.RolePrivacyOfficer}
)

// Rules says who may do what in insight, why, and on which ground. Nobody here sees anything of one person.
var Rules = []access.Rule{
	{Action: "figures.read", Name: "Read the figures of the municipality", Roles: steering, When: access.Anyone,
		Purpose: "Steer on what works, without looking at persons", Ground: figureGround},
	{Action: "experience.ask", Name: "Get a question about a step", Roles: residents, When: access.Own,
		Purpose: "Know how residents find our help", Ground: askGround},
	{Action: "experience.answer", Name: "Answer the question about a step, or skip it", Roles: residents, When: access.Own,
		Purpose: "Know how residents find our help", Ground: askGround},
	{Action: "experience.read", Name: "Read what marks residents give", Roles: judging, When: access.Anyone,
		Purpose: "Do better what residents find lacking", Ground: askGround},
	{Action: "experience.read_sentences", Name: "Read what residents wrote about the own team", Roles: []access.Role{access.RoleTeamLead}, When: access.OwnTeam,
		Purpose: "Do better what residents find lacking", Ground: askGround},
	{Action: "experience.read_sentences", Name: "Check what residents wrote for personal data", Roles: []access.Role{access.RolePrivacyOfficer}, When: access.Anyone,
		Purpose: "Keep what is anonymous anonymous", Ground: "AVG art. 25"},
	{Action: "factlab.read", Name: "Follow a round of the Factlab", Roles: factlab, When: access.Anyone,
		Purpose: "Learn how help stacks up, without showing an address to anyone", Ground: factGround},
	{Action: "factlab.lead", Name: "Lead a round of the Factlab", Roles: []access.Role{access.RoleAnalyst}, When: access.Anyone,
		Purpose: "Learn how help stacks up, without showing an address to anyone", Ground: factGround},
	{Action: "factlab.file", Name: "File a document with a round of the Factlab", Roles: factlab, When: access.Anyone,
		Purpose: "Account for what is done with data", Ground: "AVG art. 5 lid 2"},
	{Action: "factlab.receive", Name: "Take in a delivery of an organisation", Roles: []access.Role{access.RoleSystem}, When: access.Anyone,
		Purpose: "Learn how help stacks up, without showing an address to anyone", Ground: factGround},
	{Action: "factlab.remind", Name: "Remind an organisation of its delivery", Roles: []access.Role{access.RoleSystem}, When: access.Anyone,
		Purpose: "Learn how help stacks up, without showing an address to anyone", Ground: factGround},
	{Action: "factlab.join", Name: "Join and count what was delivered", Roles: []access.Role{access.RoleSystem}, When: access.Anyone,
		Purpose: "Learn how help stacks up, without showing an address to anyone", Ground: factGround},
	{Action: "factlab.propose", Name: "Have a release of tables made", Roles: []access.Role{access.RoleAnalyst}, When: access.Anyone,
		Purpose: "Show only what tells of nobody", Ground: "AVG art. 25"},
	{Action: "factlab.approve", Name: "Approve a release that somebody else had made", Roles: factlab, When: access.Mandated,
		Purpose: "Show only what tells of nobody", Ground: "AVG art. 25"},
	{Action: "factlab.export", Name: "Take the lines of a round to a protected environment", Roles: []access.Role{access.RoleAnalyst}, When: access.Anyone,
		Purpose: "Analyse within the purpose of the round", Ground: factGround},
	{Action: "experience.sweep", Name: "Forget who was asked, and old sentences", Roles: []access.Role{access.RoleSystem}, When: access.Anyone,
		Purpose: "Keep nothing longer than needed", Ground: "AVG art. 5 lid 1 e"},
}
