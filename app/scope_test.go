package app_test

import (
	"slices"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
)

// A list shows exactly what the gate would open, by the rules of the product: no rule of a list asks for what a list
// cannot ask for.
func TestListsShowWhatTheGateOpens(t *testing.T) {
	_, a := installation(t)
	defer a.Close(t.Context())
	objects := []access.Object{{}, {Owner: 10}, {Team: 20}, {Contact: 10}, {Owner: 11, Team: 20}, {Team: 21, Contact: 10}, {Members: []db.ID{11}, Parties: []db.ID{10}, Maker: 11}}
	lists := 0
	for _, rule := range a.Gate.Rules() {
		if !strings.HasSuffix(rule.Action, ".list") {
			continue
		}
		lists++
		for _, role := range access.Roles {
			for _, actor := range []access.Actor{{Role: role}, {Account: 10, Role: role}, {Account: 10, Team: 20, Mandate: 5000_00, Role: role}} {
				scope := a.Gate.Scope(actor, rule.Action)
				for _, o := range objects {
					if shows, opens := scope.Shows(o), a.Gate.May(actor, rule.Action, o); shows != opens {
						t.Errorf("%s by %+v of %+v: the list says %v, the gate %v", rule.Action, actor, o, shows, opens)
					}
				}
			}
		}
	}
	if lists < 4 {
		t.Errorf("only %d rules about lists", lists)
	}
}

// Every rule says for whom, why and on which ground, and nothing is opened for somebody who has not signed in but
// what is meant for everybody.
func TestRulesAreWhole(t *testing.T) {
	_, a := installation(t)
	defer a.Close(t.Context())
	open := []string{"reaction.send", "account.sign_in"}
	for _, r := range a.Gate.Rules() {
		if r.Action == "" || r.Name == "" || r.Purpose == "" || r.Ground == "" || len(r.Roles) == 0 || r.When == "" {
			t.Errorf("%+v", r)
		}
		if r.Break && slices.Contains(r.Roles, access.RoleVisitor) {
			t.Errorf("a visitor breaks the glass: %s", r.Action)
		}
		if slices.Contains(r.Roles, access.RoleVisitor) && (strings.HasSuffix(r.Action, ".list") || strings.HasPrefix(r.Action, "household.")) && !slices.Contains(open, r.Action) {
			t.Errorf("a visitor may %s", r.Action)
		}
		if _, ok := access.Decide(a.Gate.Rules(), access.Actor{Tenant: 1}, r.Action, access.Object{}); ok {
			t.Errorf("nobody at all may %s", r.Action)
		}
	}
}
