package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// cookie is the session cookie that the visitor holds.
func (s *site) cookie() *http.Cookie {
	u, _ := url.Parse(s.server.URL)
	for _, c := range s.client.Jar.Cookies(u) {
		return c
	}
	return nil
}

// with sends one cookie and no other.
func with(c *http.Cookie) func(*http.Request) {
	return func(r *http.Request) { r.Header.Set("Cookie", c.Name+"="+c.Value) }
}

func (s *site) out() {
	s.mux.Handle("POST /uit", func(w http.ResponseWriter, r *http.Request, _ access.Actor) error {
		if err := s.mux.SignOut(r.Context()); err != nil {
			return err
		}
		return web.Redirect(w, r, "/")
	})
}

// signedIn reports whether a cookie opens the door of the team.
func (s *site) signedIn(c *http.Cookie) bool {
	s.t.Helper()
	stranger := s.client
	s.client = newVisitor()
	resp, _ := s.do("GET", "/almelo/team", nil, with(c))
	s.client = stranger
	return resp.StatusCode == 200
}

// Nobody can plant a session for somebody else to sign in with, and what a session held is gone at sign-in.
func TestSessionIsNotPlanted(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		s.mux.Handle("GET /bewaar", func(w http.ResponseWriter, r *http.Request, _ access.Actor) error {
			s.mux.Keep(r.Context(), "word", "of a stranger")
			return web.Redirect(w, r, "/")
		})
		var kept string
		s.mux.Handle("GET /bewaard", func(w http.ResponseWriter, r *http.Request, _ access.Actor) error {
			kept = s.mux.Kept(r.Context(), "word")
			return web.Redirect(w, r, "/")
		})
		s.do("GET", "/almelo/bewaar", nil)
		planted := s.cookie()
		made := &http.Cookie{Name: planted.Name, Value: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}
		s.do("POST", "/almelo/in", nil)
		if own := s.cookie(); own.Value == planted.Value || !s.signedIn(own) || s.signedIn(planted) {
			t.Error("the session of before sign-in is the one of after it")
		}
		if s.do("GET", "/almelo/bewaard", nil); kept != "" {
			t.Errorf("kept %q from before", kept)
		}
		s.client = newVisitor()
		s.do("POST", "/almelo/in", nil, with(made))
		if own := s.cookie(); own.Value == made.Value || s.signedIn(made) {
			t.Error("a token that somebody thought up became a session")
		}
	})
}

// Who signs out is out: with the same cookie, in another tab, and when that tab was still loading.
func TestSignOut(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		s.out()
		started, release := make(chan bool), make(chan bool)
		s.mux.Handle("GET /traag", func(w http.ResponseWriter, r *http.Request, _ access.Actor) error {
			started <- true
			<-release
			return web.Redirect(w, r, "/team")
		})
		s.do("POST", "/almelo/in", nil)
		stolen := s.cookie()
		late := make(chan bool)
		go func() {
			defer close(late)
			r := httptest.NewRequest("GET", "/almelo/traag", nil)
			with(stolen)(r)
			s.mux.Server().ServeHTTP(httptest.NewRecorder(), r)
		}()
		<-started
		resp, _ := s.do("POST", "/almelo/uit", nil)
		if c := resp.Cookies(); len(c) != 1 || c[0].MaxAge >= 0 {
			t.Errorf("the cookie stays: %v", c)
		}
		release <- true
		<-late
		if s.signedIn(stolen) {
			t.Error("the session came back to life")
		}
	})
}

// A role that ends, ends the session that uses it; and a session opens one municipality only.
func TestSessionEndsWithTheRole(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		s.do("POST", "/almelo/in", nil)
		if resp, _ := s.do("GET", "/borne/team", nil); resp.StatusCode != 303 {
			t.Errorf("at another municipality: %d", resp.StatusCode)
		}
		if resp, body := s.do("GET", "/borne", nil); resp.StatusCode != 200 || strings.Contains(body, "Sanne") {
			t.Errorf("another municipality knows who comes: %s", body)
		}
		if !s.signedIn(s.cookie()) {
			t.Fatal("and at the own one they are gone")
		}
		if err := s.accounts.EndRole(t.Context(), access.System(1, "test"), 60, law.DateOf(d.Now()).Add(-1)); err != nil {
			t.Fatal(err)
		}
		if s.signedIn(s.cookie()) {
			t.Error("the role has ended and the door is open")
		}
	})
}

// Over https the cookie cannot be set or read by anything but this host over https.
func TestSecureCookie(t *testing.T) {
	s := newSite(t, testkit.SQLite(t), func(c *web.Config) { c.Secure = true })
	resp, _ := s.do("POST", "/almelo/in", nil)
	c := resp.Cookies()
	if len(c) != 1 || c[0].Name != "__Host-sessie" || !c[0].Secure || !c[0].HttpOnly || c[0].Path != "/" || c[0].Domain != "" || c[0].MaxAge != 0 || !c[0].Expires.IsZero() {
		t.Errorf("%+v", c)
	}
	if resp.Header.Get("Strict-Transport-Security") == "" {
		t.Error("browsers may come back without https")
	}
}
