package app_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/app"
	"codeberg.org/samenkracht/samenkracht/app/demo"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
)

// tinyRegion is the product with the smallest demonstration.
func tinyRegion(t *testing.T) *app.App {
	t.Helper()
	dir := t.TempDir()
	c := app.Config{Database: "sqlite:" + filepath.Join(dir, "x.db"), Data: dir, Demo: true}
	f, err := demo.Open(t.Context(), c, demo.Tiny, func(ui.Filling) {})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(f.SetUp(t.Context()), f.Close(t.Context())); err != nil {
		t.Fatal(err)
	}
	a, err := app.New(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close(t.Context()) })
	return a
}

// as signs somebody with a role in and returns the cookie; nil for a visitor.
func as(t *testing.T, a *app.App, slug string, c account.Choice) *http.Cookie {
	t.Helper()
	form := url.Values{"account": {c.ID.String()}, "rol": {c.Grant.ID.String()}}
	r := httptest.NewRequest("POST", "/"+slug+"/inloggen/demo", strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	a.ServeHTTP(w, r)
	if len(w.Result().Cookies()) != 1 {
		t.Fatalf("sign in as %s: %d", c.Grant.Role, w.Code)
	}
	return w.Result().Cookies()[0]
}

var wildcard = regexp.MustCompile(`\{[a-z]+(\.\.\.)?\}`)

// roles are one person of each role at an organisation, and a visitor.
func roles(t *testing.T, a *app.App, slug string) map[access.Role]*http.Cookie {
	t.Helper()
	one, err := a.Tenants.BySlug(t.Context(), slug)
	if err != nil {
		t.Fatal(err)
	}
	people, err := a.Accounts.Personas(t.Context(), one.ID)
	if err != nil {
		t.Fatal(err)
	}
	out := map[access.Role]*http.Cookie{access.RoleVisitor: nil}
	for _, p := range people {
		if _, known := out[p.Grant.Role]; !known {
			out[p.Grant.Role] = as(t, a, slug, p)
		}
	}
	return out
}

// No address fails for anybody, whatever they fill in for its numbers, in either language; and what is sent
// empty is answered with a sentence.
func TestEveryRouteForEveryRole(t *testing.T) {
	a := tinyRegion(t)
	for role, cookie := range roles(t, a, "almelo") {
		for _, pattern := range a.Patterns() {
			method, path, _ := strings.Cut(pattern, " ")
			if path == "/uitloggen" {
				continue
			}
			path = strings.ReplaceAll(path, "{$}", "")
			for _, id := range []string{"1", "x"} {
				for _, lang := range []string{"", "/en"} {
					r := httptest.NewRequest(method, "/almelo"+lang+wildcard.ReplaceAllString(path, id), nil)
					if method == "POST" {
						r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
					}
					if cookie != nil {
						r.AddCookie(cookie)
					}
					w := httptest.NewRecorder()
					a.ServeHTTP(w, r)
					if w.Code >= 500 || w.Code == http.StatusMethodNotAllowed {
						t.Errorf("%s: %s %s: %d", role, method, r.URL, w.Code)
					}
				}
			}
		}
	}
}

// No client process runs through the region: who works there opens no case of a municipality, at its own
// address or at that of the municipality.
func TestTheRegionSeesNoCases(t *testing.T) {
	a := tinyRegion(t)
	for role, cookie := range roles(t, a, "noabers") {
		for _, slug := range []string{"noabers", "almelo"} {
			for _, path := range []string{"/team/huishoudens", "/team/huishoudens/1", "/team/hulpvragen/1", "/team/besluiten", "/mijn"} {
				r := httptest.NewRequest("GET", "/"+slug+path, nil)
				if cookie != nil {
					r.AddCookie(cookie)
				}
				w := httptest.NewRecorder()
				a.ServeHTTP(w, r)
				if w.Code == http.StatusOK {
					t.Errorf("%s opens %s: %d", role, r.URL, w.Code)
				}
			}
		}
	}
	for _, rule := range a.Gate.Rules() {
		for _, role := range rule.Roles {
			wing, _, _ := strings.Cut(rule.Action, ".")
			if role == access.RoleRegionalCoordinator && strings.Contains(" household team intake question notice inquiry plan decision letter allocation ", " "+wing+" ") {
				t.Errorf("a rule lets the region do %s", rule.Action)
			}
		}
	}
}

func TestEveryPageShowsHowFarTheDemonstrationIsFilled(t *testing.T) {
	a := tinyRegion(t)
	words := func(path string) string {
		w := httptest.NewRecorder()
		a.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		return w.Body.String()
	}
	for _, path := range []string{"/", "/almelo", "/almelo/buurt"} {
		a.Filled(ui.Filling{Done: 3, Total: 40})
		if !strings.Contains(words(path), "3 van 40 huishoudens") {
			t.Errorf("%s does not show that households are still coming", path)
		}
		a.Filled(ui.Filling{Done: 40, Total: 40})
		if strings.Contains(words(path), "40 huishoudens") {
			t.Errorf("%s shows the bar after the last household", path)
		}
	}
}

// A team lead opens the households of the own team, as the generalists do.
func TestATeamLeadOpensAHouseholdOfTheTeam(t *testing.T) {
	a := tinyRegion(t)
	all := roles(t, a, "almelo")
	get := func(path string) (int, string) {
		r := httptest.NewRequest("GET", path, nil)
		r.AddCookie(all[access.RoleTeamLead])
		w := httptest.NewRecorder()
		a.ServeHTTP(w, r)
		return w.Code, w.Body.String()
	}
	code, list := get("/almelo/team/huishoudens")
	homes := regexp.MustCompile(`/almelo/team/huishoudens/[0-9]+`).FindAllString(list, -1)
	if code != http.StatusOK || len(homes) == 0 {
		t.Fatalf("the list: %d with %d households", code, len(homes))
	}
	for _, home := range homes {
		if code, _ := get(home); code != http.StatusOK {
			t.Errorf("%s: %d", home, code)
		}
	}
}
