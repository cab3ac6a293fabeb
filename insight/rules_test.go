package insight

import (
	"os"
	"slices"
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/text"
)

// The region sees no cases and no sentences; the council sees figures and no sentences.
func TestWhoReadsWhat(t *testing.T) {
	for _, r := range Rules {
		if slices.Contains(r.Roles, access.RoleRegionalCoordinator) || slices.Contains(r.Roles, access.RoleVisitor) || slices.Contains(r.Roles, access.RoleProvider) {
			t.Errorf("%s: %v", r.Action, r.Roles)
		}
		if r.Action == "experience.read_sentences" && slices.Contains(r.Roles, access.RoleCouncilMember) {
			t.Error("the council reads what residents wrote")
		}
		if r.Name == "" || r.Purpose == "" || r.Ground == "" {
			t.Errorf("%s says not why", r.Action)
		}
		if !text.Has(r.Name) || !text.Has(r.Purpose) {
			t.Errorf("%s has no Dutch", r.Action)
		}
	}
}

func TestDutchIsPlain(t *testing.T) {
	raw, err := os.ReadFile("nl.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, remark := range text.LintFile(raw) {
		t.Error(remark)
	}
}
