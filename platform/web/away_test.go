package web_test

import (
	"net/url"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

// While the database is away people keep what they typed, in the colours of their municipality; when it is back
// they go on, still signed in.
func TestDatabaseAway(t *testing.T) {
	server := testkit.PostgresServer(t)
	d, err := db.Open(t.Context(), server.Serving)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	s := newSite(t, d)
	s.do("POST", "/almelo/in", nil)
	server.Stop()
	form := url.Values{"words": {"A long story that must not be lost"}}
	for _, path := range []string{"/almelo/team", "/almelo/in", "/almelo/en/team"} {
		resp, body := s.do("POST", path, form)
		for _, want := range []string{form.Get("words"), `action="` + path + `"`, "/thema/almelo.css", "Gemeente"} {
			if resp.StatusCode != 503 || !strings.Contains(body, want) {
				t.Errorf("%s: %d, want 503 with %q\n%s", path, resp.StatusCode, want, body)
			}
		}
	}
	if resp, _ := s.do("GET", "/static/app.css", nil); resp.StatusCode != 200 {
		t.Errorf("the style of that page: %d", resp.StatusCode)
	}
	if resp, _ := s.do("GET", "/gezond", nil); resp.StatusCode != 503 {
		t.Errorf("is it well? %d", resp.StatusCode)
	}
	if resp, body := s.do("GET", "/", nil, onHost("borne.example.nl"), with(s.cookie())); resp.StatusCode != 503 || !strings.Contains(body, "/thema/borne.css") {
		t.Errorf("with the cookie, at another municipality: %d %s", resp.StatusCode, body)
	}
	server.Start()
	if resp, body := s.do("POST", "/almelo/team", form); resp.StatusCode != 200 || !strings.Contains(body, "Sanne") {
		t.Errorf("back again: %d %s", resp.StatusCode, body)
	}
}
