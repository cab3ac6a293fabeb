package web_test

import (
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/seal"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// site is a server with one municipality, one worker and a few routes.
type site struct {
	t        *testing.T
	d        *db.DB
	accounts *account.Accounts
	mux      *web.Mux
	server   *httptest.Server
	client   *http.Client
}

func newSite(t *testing.T, d *db.DB, change ...func(*web.Config)) *site {
	t.Helper()
	ctx := t.Context()
	master, err := seal.LoadOrMakeMaster("file:" + filepath.Join(t.TempDir(), "master.key"))
	if err != nil {
		t.Fatal(err)
	}
	gate := access.New(d, slices.Concat(tenant.Rules, account.Rules))
	tenants, accounts := tenant.New(d, gate), account.New(d, gate, seal.New(master))
	for id, host := range map[db.ID]string{1: "", 2: "borne.example.nl"} {
		slug := map[db.ID]string{1: "almelo", 2: "borne"}[id]
		err := tenants.Add(ctx, access.System(id, "test"), tenant.Tenant{ID: id, Kind: tenant.Municipality, Slug: slug, Host: host, Name: "Gemeente " + slug,
			Settings: map[string]string{tenant.Brand: "#004488", tenant.Phone: "14 0546"}})
		if err != nil {
			t.Fatal(err)
		}
	}
	_, err = accounts.Add(ctx, access.System(1, "test"), account.NewAccount{Account: account.Account{ID: 50, Name: "Sanne"}, Grants: []account.Grant{{ID: 60, Role: access.RoleGeneralist}}})
	if err != nil {
		t.Fatal(err)
	}
	c := web.Config{DB: d, Tenants: tenants, Accounts: accounts}
	for _, f := range change {
		f(&c)
	}
	s := &site{t: t, d: d, accounts: accounts, mux: web.New(c)}
	s.routes()
	s.server = httptest.NewServer(s.mux.Server())
	t.Cleanup(s.server.Close)
	s.client = newVisitor()
	return s
}

// newVisitor is a browser with cookies of its own that follows no redirects.
func newVisitor() *http.Client {
	jar, _ := cookiejar.New(nil)
	return &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

func (s *site) routes() {
	text := func(words string) templ.Component {
		return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			_, err := io.WriteString(w, words+" "+string(ui.Path(ctx, "/buurt"))+" "+ui.SiteOf(ctx).User)
			return err
		})
	}
	s.mux.Handle("GET /{$}", func(w http.ResponseWriter, r *http.Request, a access.Actor) error {
		return web.Page(w, r, http.StatusOK, text("home of "+ui.SiteOf(r.Context()).Name))
	})
	s.mux.Handle("POST /in", func(w http.ResponseWriter, r *http.Request, a access.Actor) error {
		if err := s.mux.SignIn(r.Context(), 1, 50, 60); err != nil {
			return err
		}
		return web.Redirect(w, r, "/team")
	})
	for pattern, err := range map[string]error{"POST /conflict": fault.Refuse(fault.Conflict, "Take the next one."), "POST /away": fault.Unavailable, "GET /panic": nil} {
		s.mux.Handle(pattern, func(w http.ResponseWriter, r *http.Request, _ access.Actor) error {
			if err == nil {
				panic("oh")
			}
			return err
		})
	}
	team := func(w http.ResponseWriter, r *http.Request, a access.Actor) error {
		if a.Role != access.RoleGeneralist {
			return fault.Denied
		}
		return web.Page(w, r, http.StatusOK, text("team"))
	}
	s.mux.Handle("GET /team", team)
	s.mux.Handle("POST /team", team)
}

func (s *site) do(method, path string, form url.Values, change ...func(*http.Request)) (*http.Response, string) {
	s.t.Helper()
	r, err := http.NewRequest(method, s.server.URL+path, strings.NewReader(form.Encode()))
	if err != nil {
		s.t.Fatal(err)
	}
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for _, c := range change {
		c(r)
	}
	resp, err := s.client.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return resp, string(body)
}

func TestMunicipalityAndLanguage(t *testing.T) {
	s := newSite(t, testkit.SQLite(t))
	host := func(r *http.Request) { r.Host = "borne.example.nl" }
	tests := []struct {
		path   string
		change []func(*http.Request)
		status int
		want   string
	}{
		{"/almelo", nil, 200, "home of Gemeente almelo /almelo/buurt"},
		{"/almelo/", nil, 200, "/almelo/buurt"},
		{"/almelo/en", nil, 200, "/almelo/en/buurt"},
		{"/almelo/en/", nil, 200, "/almelo/en/buurt"},
		{"/", []func(*http.Request){host}, 200, "home of Gemeente borne /buurt"},
		{"/en", []func(*http.Request){host}, 200, "/en/buurt"},
		{"/nergens", nil, 404, "Wij vinden deze pagina niet"},
		{"/almelo/nergens", nil, 404, "Wij vinden deze pagina niet"},
		{"/almelo/en/nergens", nil, 404, "We cannot find this page"},
		{"/gezond", nil, 200, "ok"},
		{"/thema/almelo.css", nil, 200, ":root"},
	}
	for _, tt := range tests {
		resp, body := s.do("GET", tt.path, nil, tt.change...)
		if resp.StatusCode != tt.status || !strings.Contains(body, tt.want) {
			t.Errorf("%s: %d %s; want %d with %q", tt.path, resp.StatusCode, body, tt.status, tt.want)
		}
		if csp := resp.Header.Get("Content-Security-Policy"); csp != web.ContentPolicy || strings.Contains(csp, "unsafe") {
			t.Errorf("%s: policy %q", tt.path, csp)
		}
		if len(resp.Cookies()) > 0 {
			t.Errorf("%s: a cookie before anybody asked", tt.path)
		}
	}
}

func TestSession(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		if resp, _ := s.do("GET", "/almelo/team", nil); resp.StatusCode != 303 || resp.Header.Get("Location") != "/almelo/inloggen?naar=%2Fteam" {
			t.Errorf("a visitor is asked to sign in: %d %s", resp.StatusCode, resp.Header.Get("Location"))
		}
		resp, _ := s.do("POST", "/almelo/in", nil)
		if resp.StatusCode != 303 || len(resp.Cookies()) != 1 || !resp.Cookies()[0].HttpOnly || resp.Cookies()[0].SameSite != http.SameSiteLaxMode {
			t.Fatalf("sign in: %d %v", resp.StatusCode, resp.Cookies())
		}
		if resp, body := s.do("GET", "/almelo/team", nil); resp.StatusCode != 200 || !strings.Contains(body, "Sanne") || resp.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("signed in: %d %s", resp.StatusCode, body)
		}
		var stored string
		if err := d.Pool().QueryRow(`SELECT token FROM web_session`).Scan(&stored); err != nil || strings.Contains(resp.Cookies()[0].Value, stored) {
			t.Errorf("the token is kept as it is: %v", err)
		}
		testkit.ClockOf(d).Advance(16 * time.Minute) // the database's clock: the session is not found any more
		form := url.Values{"words": {"A long story that must not be lost"}}
		resp, body := s.do("POST", "/almelo/team", form)
		if resp.StatusCode != 401 || !strings.Contains(body, "U bent uitgelogd") || strings.Count(body, form.Get("words")) != 2 || !strings.Contains(body, `action="/almelo/team"`) {
			t.Errorf("expired: %d %s", resp.StatusCode, body)
		}
	})
}

func TestErrorsKeepWhatWasTyped(t *testing.T) {
	s := newSite(t, testkit.SQLite(t))
	form := url.Values{"words": {"My whole story"}, "id": {"12"}}
	tests := []struct {
		path   string
		status int
		want   []string
	}{
		{"/almelo/en/conflict", 409, []string{"Take the next one.", "My whole story"}},
		{"/almelo/en/away", 503, []string{"Send again", `value="My whole story"`, `name="id" value="12"`}},
	}
	for _, tt := range tests {
		resp, body := s.do("POST", tt.path, form)
		for _, want := range tt.want {
			if resp.StatusCode != tt.status || !strings.Contains(body, want) {
				t.Errorf("%s: %d %s; want %d with %q", tt.path, resp.StatusCode, body, tt.status, want)
			}
		}
	}
	if resp, _ := s.do("GET", "/almelo/panic", nil); resp.StatusCode != 500 {
		t.Errorf("panic: %d", resp.StatusCode)
	}
}

func TestCrossOriginIsRefused(t *testing.T) {
	s := newSite(t, testkit.SQLite(t))
	for _, change := range []func(*http.Request){
		func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") },
		func(r *http.Request) { r.Header.Set("Origin", "https://evil.example") },
	} {
		if resp, _ := s.do("POST", "/almelo/in", nil, change); resp.StatusCode != 403 {
			t.Errorf("%d", resp.StatusCode)
		}
	}
}
