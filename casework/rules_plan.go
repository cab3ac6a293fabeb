package casework

import "codeberg.org/samenkracht/samenkracht/platform/access"

const (
	inquiryGround = "Wmo 2015 art. 2.3.2"
	ownGround     = "AVG art. 15"
)

// planRules says who works on the plan of a household. Colleagues of the team may stand in for the contact
// person; the people of the household read and answer.
var planRules = []access.Rule{
	{Action: "plan.read", Name: "Read the plan of a household", When: access.OwnTeam,
		Roles:   []access.Role{access.RoleGeneralist, access.RoleTeamLead},
		Purpose: "Help the household by one plan", Ground: inquiryGround},
	{Action: "plan.read", Name: "Read the plan of a household", When: access.IsContact,
		Roles:   []access.Role{access.RoleGeneralist},
		Purpose: "Help the household by one plan", Ground: inquiryGround},
	{Action: "plan.read", Name: "Read the plan of a household in an emergency", When: access.Anyone, Break: true,
		Roles:   []access.Role{access.RoleTeamLead},
		Purpose: "Prevent harm when nobody of the team can be reached", Ground: "AVG art. 6"},
	{Action: "plan.write", Name: "Write the plan of a household", When: access.OwnTeam,
		Roles:   []access.Role{access.RoleGeneralist},
		Purpose: "Find out together what is needed", Ground: inquiryGround},
	{Action: "plan.write", Name: "Write the plan of a household", When: access.IsContact,
		Roles:   []access.Role{access.RoleGeneralist},
		Purpose: "Find out together what is needed", Ground: inquiryGround},
	{Action: "plan.share", Name: "Share, reopen or close the plan", When: access.OwnTeam,
		Roles:   []access.Role{access.RoleGeneralist},
		Purpose: "Give the resident the report of the inquiry", Ground: inquiryGround},
	{Action: "plan.share", Name: "Share, reopen or close the plan", When: access.IsContact,
		Roles:   []access.Role{access.RoleGeneralist},
		Purpose: "Give the resident the report of the inquiry", Ground: inquiryGround},
	{Action: "plan.write_answer", Name: "Write down what the resident thinks of the plan", When: access.IsContact,
		Roles:   []access.Role{access.RoleGeneralist},
		Purpose: "Keep what was said or signed at the table", Ground: inquiryGround},
	{Action: "plan.read_own", Name: "Read your own plan", When: access.Member,
		Roles:   []access.Role{access.RoleResident, access.RoleInformalCarer},
		Purpose: "Know what stands in your plan", Ground: ownGround},
	{Action: "plan.read_own", Name: "Read the plan of somebody who let you in", When: access.Consented,
		Roles:   []access.Role{access.RoleResident, access.RoleInformalCarer},
		Purpose: "Stand beside somebody who asked you to", Ground: "AVG art. 7"},
	{Action: "plan.answer", Name: "Add to your own plan, and say whether you agree", When: access.Member,
		Roles:   []access.Role{access.RoleResident, access.RoleInformalCarer},
		Purpose: "Have the last word about your own plan", Ground: inquiryGround},
}
