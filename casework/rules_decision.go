package casework

import (
	"slices"

	"codeberg.org/samenkracht/samenkracht/platform/access"
)

const (
	decisionGround = "Wmo 2015 art. 2.3.5"
	letterGround   = "Awb art. 3:41"
)

// signers may sign, each up to the amount of the own mandate and never what they prepared themselves.
var signers = []access.Role{access.RoleTeamLead, access.RoleLegalOfficer}

// decisionRules says who prepares and takes decisions, and who reads the letters.
var decisionRules = slices.Concat(
	ours("decision.apply", "Write down an application", "Decide on what the resident asks", decisionGround),
	ours("decision.read", "Read an application and its decision", "Decide on what the resident asks", decisionGround),
	ours("decision.prepare", "Prepare a decision", "Decide on what the resident asks", decisionGround),
	ours("decision.stop_clock", "Stop or extend the legal term", "Tell the resident when the decision comes", "Awb art. 4:14"),
	[]access.Rule{
		{Action: "decision.apply", Name: "Apply for help made to measure", Roles: residents, When: access.Member,
			Purpose: "Ask for a decision", Ground: decisionGround},
		{Action: "decision.read", Name: "Read a decision that waits for a signature, within the mandate", Roles: signers, When: access.Mandated,
			Purpose: "Decide on what the resident asks", Ground: decisionGround},
		{Action: "decision.read", Name: "Read a decision that you signed", Roles: signers, When: access.Own,
			Purpose: "Answer for what you decided", Ground: decisionGround},
		{Action: "decision.read", Name: "Read a decision of the own team", Roles: signers, When: access.OwnTeam,
			Purpose: "Advise a colleague and guard the quality", Ground: decisionGround},
		{Action: "decision.list", Name: "List the decisions that wait", Roles: append(slices.Clone(signers), generalists...), When: access.Anyone,
			Purpose: "Decide in time", Ground: decisionGround},
		{Action: "decision.sign", Name: "Sign a decision, within the mandate", Roles: signers, When: access.Mandated,
			Purpose: "Decide on what the resident asks", Ground: decisionGround},
		{Action: "decision.send_back", Name: "Send a decision back to who prepared it", Roles: signers, When: access.Anyone,
			Purpose: "Decide with care", Ground: decisionGround},
		{Action: "decision.read_own", Name: "See how your application stands", Roles: residents, When: access.Member,
			Purpose: "Know how your application stands", Ground: ownFileGround},
		{Action: "decision.read_own", Name: "See the application of somebody who let you in", Roles: residents, When: access.Consented,
			Purpose: "Stand beside somebody who asked you to", Ground: consentGround},
		{Action: "decision.read_letter", Name: "Read your own letters", Roles: residents, When: access.Member,
			Purpose: "Announce the decision to who it is for", Ground: letterGround},
		{Action: "decision.read_letter", Name: "Read the letters of somebody who let you in", Roles: residents, When: access.Consented,
			Purpose: "Stand beside somebody who asked you to", Ground: consentGround},
	},
	ours("decision.read_letter", "Read the letter of a decision", "Explain the decision, or post it", letterGround),
)
