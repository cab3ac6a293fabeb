package stories

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/app/apptest"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

// TestEveryPageIsRight goes along every link that somebody can find, as one person of each role: in both languages, at
// a desk and on a telephone, in the light and in the dark, in the colours of two municipalities, of a provider and of the
// region. Each page is checked as it opens.
func TestEveryPageIsRight(t *testing.T) {
	region := apptest.Start(t)
	for _, walk := range []struct {
		how   testkit.Options
		home  string
		towns []string
	}{
		{testkit.Options{}, "/%s", []string{"almelo", "de-schone-stee", "noabers"}},
		{testkit.Options{Lang: "en"}, "/%s/en", []string{"borne"}},
		{testkit.Options{Phone: true, Dark: true}, "/%s", []string{"borne"}},
		{testkit.Options{Phone: true, Dark: true, Lang: "en"}, "/%s/en", []string{"almelo", "de-schone-stee", "noabers"}},
	} {
		t.Run(walk.how.String(), func(t *testing.T) {
			seen := map[string]bool{}
			for _, slug := range walk.towns {
				home := strings.ReplaceAll(walk.home, "%s", slug)
				names := people(t, region, slug)
				for _, role := range slices.Sorted(maps.Keys(names)) {
					name := names[role]
					w := walker{t, testkit.Browser(t, region.URL, walk.how), home, seen}
					if w.tab.Visit(home); name != "" {
						w.tab.Visit(home + "/inloggen").Press(name).Visit(home)
					}
					t.Logf("%s, %s: %d pages", slug, role, w.walk())
				}
			}
			if len(seen) < 40 {
				t.Errorf("found only %d pages", len(seen))
			}
		})
	}
}

// people are one name of each role at an organisation, and nobody's: a visitor.
func people(t *testing.T, region *apptest.Region, slug string) map[access.Role]string {
	t.Helper()
	one, err := region.Tenants.BySlug(t.Context(), slug)
	if err != nil {
		t.Fatal(err)
	}
	choices, err := region.Accounts.Personas(t.Context(), one.ID)
	if err != nil {
		t.Fatal(err)
	}
	out := map[access.Role]string{access.RoleVisitor: ""}
	for _, c := range choices {
		if _, known := out[c.Grant.Role]; !known {
			out[c.Grant.Role] = c.Name
		}
	}
	return out
}

// walker goes from page to page within one organisation. One page of each kind of address will do for all.
type walker struct {
	t    *testing.T
	tab  *testkit.Tab
	home string
	seen map[string]bool
}

var number = regexp.MustCompile(`/[0-9]{4,}`)

// kind is an address without its numbers and what is searched for.
func (w walker) kind(address string) string {
	path, _, _ := strings.Cut(address, "?")
	return number.ReplaceAllString(strings.TrimPrefix(path, w.home), "/N")
}

func (w walker) walk() (pages int) {
	queue := w.tab.Links()
	for len(queue) > 0 {
		next := queue[0]
		queue = queue[1:]
		kind := w.kind(next)
		if w.seen[kind] || next != w.home && !strings.HasPrefix(next, w.home+"/") || w.home == strings.TrimSuffix(next, "/en") {
			continue
		}
		w.seen[kind] = true
		if status := w.tab.Visit(next).Status(); status >= 400 {
			w.t.Errorf("a link leads to %s, which answers %d", next, status)
		}
		pages++
		queue = append(queue, w.tab.Links()...)
	}
	return pages
}
