package casework

import (
	"slices"

	"codeberg.org/samenkracht/samenkracht/platform/access"
)

// planRules says who works on the plan of a household. Colleagues of the team may stand in for the contact
// person; the people of the household read and answer.
var planRules = slices.Concat(
	ours("plan.read", "Read the plan of a household", "Help the household by one plan", noticeGround),
	ours("plan.write", "Write the plan of a household", "Find out together what is needed", noticeGround),
	ours("plan.share", "Share, reopen or close the plan", "Give the resident the report of the inquiry", noticeGround),
	ours("plan.write_answer", "Write down what the resident thinks of the plan", "Keep what was said or signed at the table", noticeGround),
	[]access.Rule{
		{Action: "plan.read", Name: "Read the plan of a household of the own team", Roles: []access.Role{access.RoleTeamLead}, When: access.OwnTeam,
			Purpose: "Advise a colleague and guard the quality", Ground: fileGround},
		{Action: "plan.read", Name: "Read the plan of a household in an emergency", Roles: teams, When: access.Anyone, Break: true,
			Purpose: "Prevent harm when nobody of the team can be reached", Ground: "AVG art. 6"},
		{Action: "plan.read_own", Name: "Read your own plan", Roles: residents, When: access.Member,
			Purpose: "Know what stands in your plan", Ground: ownFileGround},
		{Action: "plan.read_own", Name: "Read the plan of somebody who let you in", Roles: residents, When: access.Consented,
			Purpose: "Stand beside somebody who asked you to", Ground: consentGround},
		{Action: "plan.answer", Name: "Add to your own plan, and say whether you agree", Roles: residents, When: access.Member,
			Purpose: "Have the last word about your own plan", Ground: noticeGround},
	},
)
