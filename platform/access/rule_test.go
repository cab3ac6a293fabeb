package access

import (
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/db"
)

var testRules = []Rule{
	{Action: "plan.read", Roles: []Role{RoleResident}, When: Own},
	{Action: "plan.read", Roles: []Role{RoleGeneralist}, When: OwnTeam},
	{Action: "plan.read", Roles: []Role{RoleGeneralist}, When: IsContact},
	{Action: "plan.read", Roles: []Role{RoleLegalOfficer}, When: Anyone, Break: true},
	{Action: "decision.grant", Roles: []Role{RoleTeamLead}, When: Mandated},
	{Action: "plan.advise", Roles: []Role{RoleProvider}, When: Consented},
}

func TestDecide(t *testing.T) {
	o := Object{Kind: "plan", ID: 1, Owner: 10, Team: 20, Contact: 30, Maker: 40, Parties: []db.ID{50}, Amount: 1000_00}
	tests := []struct {
		name   string
		action string
		actor  Actor
		want   bool
	}{
		{"the resident it belongs to", "plan.read", Actor{Account: 10, Role: RoleResident}, true},
		{"another resident", "plan.read", Actor{Account: 11, Role: RoleResident}, false},
		{"a visitor", "plan.read", Actor{Role: RoleVisitor}, false},
		{"a generalist of the team", "plan.read", Actor{Account: 1, Team: 20, Role: RoleGeneralist}, true},
		{"the contact person, from another team", "plan.read", Actor{Account: 30, Team: 21, Role: RoleGeneralist}, true},
		{"a generalist of another team", "plan.read", Actor{Account: 1, Team: 21, Role: RoleGeneralist}, false},
		{"a generalist without a team", "plan.read", Actor{Account: 1, Role: RoleGeneralist}, false},
		{"the region", "plan.read", Actor{Account: 1, Role: RoleRegionalCoordinator}, false},
		{"behind the glass, unbroken", "plan.read", Actor{Account: 1, Role: RoleLegalOfficer}, false},
		{"behind the glass, with a reason", "plan.read", Actor{Account: 1, Role: RoleLegalOfficer, Reason: "fire"}, true},
		{"a mandate that is enough", "decision.grant", Actor{Account: 1, Role: RoleTeamLead, Mandate: 1000_00}, true},
		{"a mandate that is too small", "decision.grant", Actor{Account: 1, Role: RoleTeamLead, Mandate: 999_99}, false},
		{"own work, with a mandate", "decision.grant", Actor{Account: 40, Role: RoleTeamLead, Mandate: 5000_00}, false},
		{"let in by consent", "plan.advise", Actor{Account: 50, Role: RoleProvider}, true},
		{"not let in", "plan.advise", Actor{Account: 51, Role: RoleProvider}, false},
		{"an action without a rule", "plan.burn", Actor{Account: 10, Role: RoleResident}, false},
	}
	for _, tt := range tests {
		if _, got := Decide(testRules, tt.actor, tt.action, o); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
	if _, ok := Decide(testRules, Actor{Role: RoleResident}, "plan.read", Object{}); ok {
		t.Error("nobody's thing belongs to nobody")
	}
}

// Nobody serves the household that they belong to, nor what they are barred from, not even in an emergency.
func TestOwnMatters(t *testing.T) {
	o := Object{Kind: "plan", Owner: 10, Team: 20, Members: []db.ID{10, 11}, Former: []db.ID{13}, Barred: []db.ID{12}}
	rules := append([]Rule{{Action: "plan.read", Roles: []Role{RoleResident}, When: Member}}, testRules...)
	tests := []struct {
		name  string
		actor Actor
		want  bool
	}{
		{"a resident at home", Actor{Account: 11, Role: RoleResident}, true},
		{"a colleague", Actor{Account: 1, Team: 20, Role: RoleGeneralist}, true},
		{"the same person, at work", Actor{Account: 11, Team: 20, Role: RoleGeneralist}, false},
		{"at work, in an emergency", Actor{Account: 11, Role: RoleLegalOfficer, Reason: "fire"}, false},
		{"who left, at home", Actor{Account: 13, Role: RoleResident}, false},
		{"who left, at work", Actor{Account: 13, Team: 20, Role: RoleGeneralist}, false},
		{"who left, at work, in an emergency", Actor{Account: 13, Role: RoleLegalOfficer, Reason: "fire"}, false},
		{"the sister, at work", Actor{Account: 12, Team: 20, Role: RoleGeneralist}, false},
		{"a job", Actor{Role: RoleGeneralist, Team: 20}, true},
	}
	for _, tt := range tests {
		if _, got := Decide(rules, tt.actor, "plan.read", o); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
	if _, ok := Decide(testRules, Actor{Account: 1, Role: RoleTeamLead, Mandate: 5000_00}, "decision.grant", Object{Amount: 1}); ok {
		t.Error("four eyes, where nobody is known to have made it")
	}
	if _, ok := Decide(testRules, Actor{Account: 1, Role: RoleLegalOfficer, Reason: " "}, "plan.read", o); ok {
		t.Error("the glass broke for a reason of nothing")
	}
}

// A list shows a row exactly when the gate would let the actor open it.
func TestScopeIsTheGate(t *testing.T) {
	objects := []Object{{}, {Owner: 10}, {Team: 20}, {Contact: 30}, {Owner: 10, Team: 21}, {Team: 20, Contact: 31}}
	actors := []Actor{{}, {Account: 10, Role: RoleResident}, {Account: 30, Team: 20, Role: RoleGeneralist}, {Account: 31, Role: RoleGeneralist},
		{Account: 10, Role: RoleLegalOfficer}}
	for _, a := range actors {
		scope := ScopeOf(testRules, a, "plan.read")
		for _, o := range objects {
			if _, want := Decide(testRules, a, "plan.read", o); scope.Shows(o) != want {
				t.Errorf("%+v %+v: the list says %v, the gate %v", a, o, scope.Shows(o), want)
			}
		}
	}
}
