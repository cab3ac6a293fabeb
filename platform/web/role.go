package web

import "codeberg.org/samenkracht/samenkracht/platform/access"

var roleNames = map[access.Role]string{
	access.RoleVisitor:             "Visitor",
	access.RoleResident:            "Resident",
	access.RoleInformalCarer:       "Informal carer",
	access.RoleBroker:              "Social broker",
	access.RoleGeneralist:          "Generalist",
	access.RoleTeamLead:            "Team lead",
	access.RoleLegalOfficer:        "Legal officer",
	access.RoleContractManager:     "Contract manager",
	access.RoleProvider:            "Provider",
	access.RoleController:          "Controller",
	access.RoleAnalyst:             "Analyst",
	access.RolePrivacyOfficer:      "Privacy officer",
	access.RoleAlderman:            "Alderman",
	access.RoleCouncilMember:       "Council member",
	access.RoleRegionalCoordinator: "Regional coordinator",
	access.RoleAdministrator:       "Administrator",
	access.RoleSystem:              "The system",
}

// RoleName is a role for people, an English sentence.
func RoleName(r access.Role) string { return roleNames[r] }
