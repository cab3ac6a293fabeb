// Package casework is the first line (eerstelijn): households and their questions, the teams that help them,
// one plan and one contact person for each, and the decisions.
//
// This root holds what the wing says of itself: who may do what, and its words in Dutch.
package casework

import (
	"embed"
	"slices"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/text"
)

//go:embed nl.json
var words embed.FS

func init() { text.Add(words) }

// Rules says who may do what in casework, why, and on which ground.
var Rules = slices.Concat(householdRules, teamRules, intakeRules, planRules, decisionRules)

// Who reads and works. A leader sees what the team does; the file of a household is opened by who helps it.
var (
	residents   = []access.Role{access.RoleResident, access.RoleInformalCarer}
	generalists = []access.Role{access.RoleGeneralist}
	teams       = []access.Role{access.RoleGeneralist, access.RoleTeamLead}
)

const (
	noticeGround  = "Wmo 2015 art. 2.3.2"
	fileGround    = "Wmo 2015 art. 5.1.1"
	numberGround  = "Wmo 2015 art. 5.2.9"
	consentGround = "Wmo 2015 art. 5.3.3"
	serviceGround = "Wmo 2015 art. 2.1.1"
	ownFileGround = "AVG art. 15"
)

// ours makes the two rules by which a team works: everybody of the team, and the contact person from wherever.
func ours(action, name, purpose, ground string) []access.Rule {
	return []access.Rule{
		{Action: action, Name: name, Roles: generalists, When: access.OwnTeam, Purpose: purpose, Ground: ground},
		{Action: action, Name: name, Roles: generalists, When: access.IsContact, Purpose: purpose, Ground: ground},
	}
}

var householdRules = slices.Concat(
	ours("household.open", "Open a household", "Help the household by one plan and one contact person", noticeGround),
	ours("household.read", "Open the file of a household", "Help the household", fileGround),
	ours("household.change_residents", "Change who belongs to a household", "Know who is helped", fileGround),
	ours("household.change_relations", "Change who is around a household", "See what the people around can do", noticeGround),
	ours("household.record_contact", "Write down a contact moment", "Know what was agreed", fileGround),
	ours("household.record_consent", "Write down what a resident agrees to", "Share no more than the resident allows", consentGround),
	ours("household.withdraw_consent", "End a consent", "Stop sharing when the resident says so", consentGround),
	ours("household.move", "Move a household", "Let the right team or municipality help", serviceGround),
	ours("household.close", "Close a household", "Stop when no help is needed any more", fileGround),
	ours("household.list", "List the households of the team", "Divide the work", serviceGround),
	ours("household.read_secret_address", "Open a secret address", "Visit somebody whose address is secret", fileGround),
	[]access.Rule{
		{Action: "household.open", Name: "Open a household", Roles: []access.Role{access.RoleSystem}, When: access.Anyone,
			Purpose: "Take over a household from another system", Ground: fileGround},
		{Action: "household.read", Name: "Open the file of a household of the own team", Roles: []access.Role{access.RoleTeamLead}, When: access.OwnTeam,
			Purpose: "Advise a colleague and guard the quality", Ground: fileGround},
		{Action: "household.read", Name: "Open the file of a household in an emergency", Roles: teams, When: access.Anyone, Break: true,
			Purpose: "Prevent harm when nobody of the team can be reached", Ground: "AVG art. 6"},
		{Action: "household.list", Name: "List the households of the team", Roles: []access.Role{access.RoleTeamLead}, When: access.OwnTeam,
			Purpose: "Divide the work", Ground: serviceGround},
		{Action: "household.search", Name: "Look for a household by its number or citizen service number", Roles: teams, When: access.Anyone,
			Purpose: "Find the one household that a question belongs to", Ground: numberGround},
		{Action: "household.read_own", Name: "See your own file", Roles: residents, When: access.Own,
			Purpose: "Know what we know of you", Ground: ownFileGround},
		{Action: "household.read_own", Name: "See the file of somebody who let you in", Roles: residents, When: access.Consented,
			Purpose: "Stand beside somebody who asked you to", Ground: consentGround},
		{Action: "household.read_log", Name: "See who looked at your file", Roles: residents, When: access.Own,
			Purpose: "Know who looked at your file, and why", Ground: ownFileGround},
		{Action: "household.withdraw_consent", Name: "Withdraw your consent", Roles: residents, When: access.Own,
			Purpose: "Decide about your own data", Ground: "AVG art. 7"},
	},
)

var teamRules = []access.Rule{
	{Action: "team.set_up", Name: "Set up a team", Roles: []access.Role{access.RoleAdministrator, access.RoleSystem}, When: access.Anyone,
		Purpose: "Know which team helps where", Ground: serviceGround},
	{Action: "team.read", Name: "See who works in the team", Roles: teams, When: access.OwnTeam,
		Purpose: "Divide the work", Ground: serviceGround},
	{Action: "team.hand_over", Name: "Make somebody else the contact person", Roles: generalists, When: access.IsContact,
		Purpose: "Always have one contact person", Ground: serviceGround},
	{Action: "team.hand_over", Name: "Make somebody else the contact person", Roles: []access.Role{access.RoleTeamLead}, When: access.OwnTeam,
		Purpose: "Always have one contact person", Ground: serviceGround},
	{Action: "team.take_over", Name: "Become the contact person of a household that moved here", Roles: generalists, When: access.OwnTeam,
		Purpose: "Always have one contact person", Ground: serviceGround},
	{Action: "team.read_handovers", Name: "See who was the contact person", Roles: teams, When: access.OwnTeam,
		Purpose: "Help the household", Ground: fileGround},
	{Action: "team.read_handovers", Name: "See who was the contact person", Roles: generalists, When: access.IsContact,
		Purpose: "Help the household", Ground: fileGround},
	{Action: "team.read_handovers", Name: "See who was your contact person", Roles: residents, When: access.Member,
		Purpose: "Know who helps you", Ground: ownFileGround},
	{Action: "team.read_handovers", Name: "See who was the contact person of somebody who let you in", Roles: residents, When: access.Consented,
		Purpose: "Stand beside somebody who asked you to", Ground: consentGround},
}

var intakeRules = slices.Concat(
	ours("intake.read", "Read a question", "Decide who takes the question", noticeGround),
	ours("intake.take", "Take a question", "Answer the question, as the one contact person", noticeGround),
	ours("intake.withdraw", "Withdraw a question at the resident's request", "Stop when the resident says so", noticeGround),
	ours("intake.read_inquiry", "Read the inquiry", "Find out together what is needed", noticeGround),
	ours("intake.write_inquiry", "Write the inquiry", "Find out together what is needed", noticeGround),
	[]access.Rule{
		{Action: "intake.ask", Name: "Ask the team a question", When: access.Anyone,
			Roles:   []access.Role{access.RoleVisitor, access.RoleResident, access.RoleInformalCarer},
			Purpose: "Send the question to the team of the neighbourhood", Ground: noticeGround},
		{Action: "intake.ask", Name: "Write down a question for somebody", When: access.Anyone,
			Roles:   []access.Role{access.RoleBroker, access.RoleGeneralist, access.RoleTeamLead},
			Purpose: "Send the question to the team of the neighbourhood", Ground: noticeGround},
		{Action: "intake.read_receipt", Name: "See that a question came in", When: access.Anyone,
			Roles:   []access.Role{access.RoleVisitor, access.RoleResident, access.RoleInformalCarer, access.RoleBroker, access.RoleGeneralist, access.RoleTeamLead},
			Purpose: "Confirm that the question came in", Ground: noticeGround},
		{Action: "intake.read", Name: "Read a question", Roles: []access.Role{access.RoleTeamLead}, When: access.OwnTeam,
			Purpose: "Decide who takes the question", Ground: noticeGround},
		{Action: "intake.read_inquiry", Name: "Read the inquiry", Roles: []access.Role{access.RoleTeamLead}, When: access.OwnTeam,
			Purpose: "Judge what a decision rests on", Ground: noticeGround},
		{Action: "intake.list", Name: "List the questions that wait", Roles: teams, When: access.OwnTeam,
			Purpose: "Answer questions in time", Ground: noticeGround},
		{Action: "intake.read_own", Name: "See your own question", Roles: residents, When: access.Own,
			Purpose: "Know how your question stands", Ground: ownFileGround},
		{Action: "intake.read_own", Name: "See the question of your household", Roles: residents, When: access.Member,
			Purpose: "Know how your question stands", Ground: ownFileGround},
		{Action: "intake.read_own", Name: "See the question of somebody who let you in", Roles: residents, When: access.Consented,
			Purpose: "Stand beside somebody who asked you to", Ground: consentGround},
		{Action: "intake.withdraw", Name: "Withdraw your question", Roles: residents, When: access.Own,
			Purpose: "Decide about your own question", Ground: noticeGround},
	},
)
