package community

import (
	"slices"
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/access"
)

// The region and who works with cases have no look into the conversations of neighbours.
func TestOnlyTheTwoSidesAndBrokersReadConversations(t *testing.T) {
	for _, r := range Rules {
		if r.Action != "market.read_for" && r.Action != "market.read_own" && r.Action != "market.write_for" {
			continue
		}
		for _, role := range []access.Role{access.RoleRegionalCoordinator, access.RoleAnalyst, access.RoleAlderman, access.RoleProvider, access.RoleVisitor} {
			if slices.Contains(r.Roles, role) {
				t.Errorf("%s may %s", role, r.Action)
			}
		}
		if r.When == access.Anyone && !slices.Equal(r.Roles, brokers) {
			t.Errorf("%s without being a side of it: %v", r.Action, r.Roles)
		}
	}
}

func TestEveryRuleSaysWhy(t *testing.T) {
	for _, r := range Rules {
		if r.Name == "" || r.Purpose == "" || r.Ground == "" {
			t.Errorf("%s says not why", r.Action)
		}
	}
}
