package access

import (
	"strings"

	"codeberg.org/samenkracht/samenkracht/platform/db"
)

// Role is the capacity in which somebody acts.
type Role string

// The roles of the field.
const (
	RoleVisitor             Role = "visitor" // not signed in
	RoleResident            Role = "resident"
	RoleInformalCarer       Role = "informal_carer"
	RoleBroker              Role = "broker"
	RoleGeneralist          Role = "generalist"
	RoleTeamLead            Role = "team_lead"
	RoleLegalOfficer        Role = "legal_officer"
	RoleContractManager     Role = "contract_manager"
	RoleProvider            Role = "provider"
	RoleController          Role = "controller"
	RoleAnalyst             Role = "analyst"
	RolePrivacyOfficer      Role = "privacy_officer"
	RoleAlderman            Role = "alderman"
	RoleCouncilMember       Role = "council_member"
	RoleRegionalCoordinator Role = "regional_coordinator"
	RoleAdministrator       Role = "administrator"
	RoleSystem              Role = "system" // a job, never a person
)

// Roles lists every role, in the order in which a person is shown them.
var Roles = []Role{RoleVisitor, RoleResident, RoleInformalCarer, RoleBroker, RoleGeneralist, RoleTeamLead, RoleLegalOfficer,
	RoleContractManager, RoleProvider, RoleController, RoleAnalyst, RolePrivacyOfficer, RoleAlderman, RoleCouncilMember,
	RoleRegionalCoordinator, RoleAdministrator, RoleSystem}

// Actor is who acts: one account in one role for one tenant.
type Actor struct {
	Account db.ID
	Tenant  db.ID
	Role    Role
	Team    db.ID  // the team of the role, when it is one of a team
	Mandate int64  // up to what amount the actor may decide, in cents a year
	Job     string // of the system actor: "samenkracht:<job>"
	Reason  string // why the glass is broken, in an emergency
	Trace   string // the request, to find its log lines together
}

// SignedIn reports whether the actor is a known person.
func (a Actor) SignedIn() bool { return a.Account != 0 }

// breaksGlass reports whether the actor gave a reason that can be read back.
func (a Actor) breaksGlass() bool { return strings.TrimSpace(a.Reason) != "" }

// System is the actor of a job. It never acts as a person.
func System(tenant db.ID, job string) Actor {
	return Actor{Tenant: tenant, Role: RoleSystem, Job: "samenkracht:" + job}
}

// Visitor is somebody who has not signed in.
func Visitor(tenant db.ID) Actor { return Actor{Tenant: tenant, Role: RoleVisitor} }
