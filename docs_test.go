package samenkracht

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	requirementRow = regexp.MustCompile(`(?m)^\| (R-\d{3}) \| (.+?) \| (.+?) \|$`)
	livesAt        = regexp.MustCompile("`([^`]+)`")
)

// Every requirement that is said to work names a place that exists, and every place is named in backquotes.
func TestRequirementsLiveSomewhere(t *testing.T) {
	text, err := os.ReadFile("docs/requirements.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := requirementRow.FindAllStringSubmatch(string(text), -1)
	if len(rows) < 20 {
		t.Fatalf("only %d requirements are listed", len(rows))
	}
	known := requirementIDs(t)
	seen := map[string]bool{}
	for _, row := range rows {
		id, places := row[1], livesAt.FindAllStringSubmatch(row[3], -1)
		if seen[id] {
			t.Errorf("%s is listed twice", id)
		}
		seen[id] = true
		if known != nil && !known[id] {
			t.Errorf("%s is no requirement", id)
		}
		if len(places) == 0 {
			t.Errorf("%s names no place", id)
		}
		for _, place := range places {
			if _, err := os.Stat(filepath.FromSlash(place[1])); err != nil {
				t.Errorf("%s: %v", id, err)
			}
		}
	}
}

// requirementIDs are the ids in the list beside the repository; nil where that is absent, outside CI.
func requirementIDs(t *testing.T) map[string]bool {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "shared", "design", "requirements.tsv"))
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Logf("the list of requirements is not beside the repository, so the ids are not checked: %v", err)
		return nil
	}
	ids := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		id, _, _ := strings.Cut(line, "\t")
		ids[id] = true
	}
	return ids
}
