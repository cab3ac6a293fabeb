package app_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ory/fosite/token/jwt"

	"codeberg.org/samenkracht/samenkracht/app"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
)

// Each thing that a token says is held against what was asked.
func TestTokens(t *testing.T) {
	high := func(s *app.Service) { s.Levels = []string{"substantial", "high"} }
	again := func(s *app.Service) { s.AskAgain = true }
	tests := []struct {
		name    string
		service func(*app.Service)
		change  func(c *jwt.IDTokenClaims)
		status  int
	}{
		{"as it should be", nil, nil, 200},
		{"of another issuer", nil, func(c *jwt.IDTokenClaims) { c.Issuer = "https://evil.example" }, 403},
		{"expired", nil, func(c *jwt.IDTokenClaims) { c.ExpiresAt = time.Now().Add(-time.Hour) }, 403},
		{"for others too", nil, func(c *jwt.IDTokenClaims) { c.Audience = []string{"another"} }, 403},
		{"for others too, and made for us", nil, func(c *jwt.IDTokenClaims) {
			c.Audience, c.Extra["azp"] = []string{"another"}, "samenkracht"
		}, 200},
		{"made for another", nil, func(c *jwt.IDTokenClaims) { c.Extra["azp"] = "another" }, 403},
		{"without a level", high, nil, 403},
		{"of too low a level", high, func(c *jwt.IDTokenClaims) { c.AuthenticationContextClassReference = "low" }, 403},
		{"of a level that is enough", high, func(c *jwt.IDTokenClaims) { c.AuthenticationContextClassReference = "high" }, 200},
		{"asked again", again, nil, 200},
		{"asked an hour ago", again, func(c *jwt.IDTokenClaims) {
			c.RequestedAt, c.AuthTime = time.Now().Add(-2*time.Hour), time.Now().Add(-time.Hour)
		}, 409},
	}
	for _, tt := range tests {
		_, server, digid := signInSite(t, func(s *app.Service) {
			if tt.service != nil {
				tt.service(s)
			}
		})
		digid.change = tt.change
		client := newClient()
		visit(t, client, server.URL+"/almelo/inloggen/digid?naar=%2Fprivacy")
		resp, body := visit(t, client, server.URL+"/almelo/contact")
		if in := strings.Contains(body, "Anna Bakker"); resp.StatusCode != 200 || in != (tt.status == 200) {
			t.Errorf("a token %s: signed in %v", tt.name, in)
		}
		if tt.service != nil && digid.asked.Get("acr_values")+digid.asked.Get("prompt") == "" {
			t.Errorf("a token %s: the service was not asked for it: %v", tt.name, digid.asked)
		}
	}
}

// A service changes its key from one day to the next, and people sign in on both.
func TestKeyRotation(t *testing.T) {
	_, server, digid := signInSite(t)
	for range 2 {
		client := newClient()
		visit(t, client, server.URL+"/almelo/inloggen/digid")
		if _, body := visit(t, client, server.URL+"/almelo/contact"); !strings.Contains(body, "Anna Bakker") {
			t.Errorf("with key %q nobody is signed in", digid.keyID)
		}
		digid.rotate(t)
	}
}

// The door of residents opens no desk, whoever comes through it, and what was begun at one service does not end at
// another.
func TestDoorsAreKeptApart(t *testing.T) {
	a, server, digid := signInSite(t)
	_, err := a.Accounts.Add(t.Context(), access.System(1, "test"), account.NewAccount{Account: account.Account{Name: "Gijs"},
		Identity: account.Identity{Issuer: digid.URL, Subject: "gijs"}, Grants: []account.Grant{{Role: access.RoleAdministrator}, {Role: access.RoleTeamLead}}})
	if err != nil {
		t.Fatal(err)
	}
	digid.subject = "gijs"
	client := newClient()
	visit(t, client, server.URL+"/almelo/inloggen/digid")
	if resp, body := visit(t, client, server.URL+"/almelo/beheer"); strings.Contains(body, "Wie welke rol heeft") || !strings.HasPrefix(resp.Request.URL.Path, "/almelo/inloggen") {
		t.Errorf("%s: %s", resp.Request.URL, body)
	}
	client = newClient()
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	resp, _ := visit(t, client, server.URL+"/almelo/inloggen/digid")
	sent, err := resp.Location()
	if err != nil {
		t.Fatal(err)
	}
	if resp, _ := visit(t, client, server.URL+"/almelo/inloggen/medewerker/terug?code=x&state="+sent.Query().Get("state")); resp.StatusCode != 409 {
		t.Errorf("begun at one service, ended at another: %d", resp.StatusCode)
	}
}

// A name of the service is cut to what fits, and two tabs at once make one resident.
func TestFirstSignIn(t *testing.T) {
	a, server, digid := signInSite(t)
	digid.name = "  Anna\x00 " + strings.Repeat("van der ", 30)
	var tabs sync.WaitGroup
	for range 4 {
		tabs.Go(func() {
			if resp, body := visit(t, newClient(), server.URL+"/almelo/inloggen/digid?naar=%2Fprivacy"); resp.StatusCode != 200 || !strings.Contains(body, "Anna van der") {
				t.Errorf("%d", resp.StatusCode)
			}
		})
	}
	tabs.Wait()
	err := a.DB.View(t.Context(), 1, func(tx *db.Tx) error {
		people, err := account.WithRoleTx(t.Context(), tx, access.RoleResident, 0)
		if len(people) != 1 || len([]rune(people[0].Name)) > 80 {
			t.Errorf("%+v", people)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// Where the service sends people back to is not what the request says of itself.
func TestCallback(t *testing.T) {
	dir := t.TempDir()
	service := newSignInService(t, "https://samenkracht.example.nl/almelo/inloggen/digid/terug")
	base := app.Config{Database: "sqlite:" + filepath.Join(dir, "x.db"), Data: dir, Secure: true, Services: []app.Service{
		{Tenant: "almelo", Slug: "digid", Name: "DigiD", Issuer: service.URL, ClientID: "samenkracht", Residents: true},
		{Tenant: "borne", Slug: "digid", Name: "DigiD", Issuer: service.URL, ClientID: "samenkracht", Residents: true}}}
	for address, tests := range map[string][]struct {
		host, path string
		status     int
		back       string
	}{
		"https://samenkracht.example.nl/": {
			{"samenkracht.example.nl", "/almelo/inloggen/digid", 303, "https://samenkracht.example.nl/almelo/inloggen/digid/terug"},
			{"samenkracht.example.nl", "/almelo/en/inloggen/digid", 303, "https://samenkracht.example.nl/almelo/inloggen/digid/terug"},
			{"localhost", "/almelo/inloggen/digid", 303, "https://samenkracht.example.nl/almelo/inloggen/digid/terug"},
			{"evil.example", "/almelo/inloggen/digid", 421, ""},
			{"borne.example.nl:1234", "/inloggen/digid", 303, "https://borne.example.nl/inloggen/digid/terug"},
		},
		"": {
			{"evil.example", "/almelo/inloggen/digid", 503, ""},
			{"localhost:8080", "/almelo/inloggen/digid", 303, "https://localhost:8080/almelo/inloggen/digid/terug"},
			{"borne.example.nl", "/inloggen/digid", 303, "https://borne.example.nl/inloggen/digid/terug"},
		},
	} {
		c := base
		c.Address = address
		a, err := app.New(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		for id, one := range map[db.ID]tenant.Tenant{1: {Slug: "almelo"}, 2: {Slug: "borne", Host: "borne.example.nl"}} {
			one.ID, one.Kind, one.Name = id, tenant.Municipality, "Gemeente "+one.Slug
			if err := a.Tenants.Add(t.Context(), access.System(id, "test"), one); err != nil && !errors.Is(err, fault.Conflict) {
				t.Fatal(err)
			}
		}
		for _, tt := range tests {
			r := httptest.NewRequest("GET", "http://"+tt.host+tt.path, nil)
			w := httptest.NewRecorder()
			a.ServeHTTP(w, r)
			to, _ := w.Result().Location()
			back := ""
			if to != nil {
				back = to.Query().Get("redirect_uri")
			}
			if w.Code != tt.status || back != tt.back {
				t.Errorf("%q at %s%s: %d back to %q; want %d, %q", address, tt.host, tt.path, w.Code, back, tt.status, tt.back)
			}
		}
		if err := a.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

func TestServiceValidate(t *testing.T) {
	fine := app.Service{Tenant: "almelo", Slug: "digid", Name: "DigiD", Issuer: "https://digid.example.nl", ClientID: "x"}
	if err := fine.Validate(); err != nil {
		t.Error(err)
	}
	for name, change := range map[string]func(*app.Service){
		"no https":     func(s *app.Service) { s.Issuer = "http://digid.example.nl" },
		"no address":   func(s *app.Service) { s.Issuer = "digid" },
		"a query":      func(s *app.Service) { s.Issuer += "?a=b" },
		"a taken slug": func(s *app.Service) { s.Slug = "rol" },
		"an odd slug":  func(s *app.Service) { s.Slug = "a/b" },
		"no client":    func(s *app.Service) { s.ClientID = "" },
		"no tenant":    func(s *app.Service) { s.Tenant = "" },
	} {
		wrong := fine
		change(&wrong)
		if wrong.Validate() == nil {
			t.Errorf("%s is fine", name)
		}
	}
	for _, address := range []string{"samenkracht.example.nl", "https://samenkracht.example.nl/pad", "ftp://x", "https://a:b@x"} {
		if _, err := app.New(t.Context(), app.Config{Database: "sqlite:" + filepath.Join(t.TempDir(), "x.db"), Data: t.TempDir(), Address: address}); err == nil {
			t.Errorf("%s is an address", address)
		}
	}
}
