package web_test

import (
	"bytes"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

func onHost(name string) func(*http.Request) { return func(r *http.Request) { r.Host = name } }

// Whatever the form of a path, it leads to a page of the same municipality or to none, and never to another site.
func TestPaths(t *testing.T) {
	s := newSite(t, testkit.SQLite(t))
	borne := onHost("borne.example.nl")
	tests := []struct {
		path   string
		change []func(*http.Request)
		status int
		to     string
	}{
		{"/almelo//team", nil, 308, "/almelo/team"},
		{"//evil.example/x", nil, 308, "/evil.example/x"},
		{"//evil.example/%2e%2e", []func(*http.Request){borne}, 308, "/"},
		{"/en//evil.example", []func(*http.Request){borne}, 308, "/en/evil.example"},
		{"/almelo/en/../../borne?a=b", nil, 308, "/borne?a=b"},
		{"/almelo/%2e%2e/borne", nil, 308, "/borne"},
		{"/almelo%2Fteam", nil, 303, "/almelo/inloggen?naar=%2Fteam"},
		{"/almelo/%5Cevil.example", nil, 404, ""},
		{"/en/%5Cevil.example", []func(*http.Request){borne}, 404, ""},
		{"/%5Cevil.example", []func(*http.Request){borne}, 404, ""},
		{"/almelo/%00", nil, 404, ""},
		{"/almelo/%09/evil.example", nil, 404, ""},
		{"/almelo/en/en", nil, 404, ""},
		{"/almelo/almelo", nil, 404, ""},
		{"/english", nil, 404, ""},
		{"/almelo/static/app.css", nil, 404, ""},
	}
	for _, tt := range tests {
		resp, body := s.do("GET", tt.path, nil, tt.change...)
		if resp.StatusCode != tt.status || resp.Header.Get("Location") != tt.to {
			t.Errorf("%s: %d to %q; want %d to %q", tt.path, resp.StatusCode, resp.Header.Get("Location"), tt.status, tt.to)
		}
		for _, out := range []string{`href="//`, `href="/\`, `href="\`, `action="//`, `action="/\`, `href="glish`} {
			if strings.Contains(body, out) {
				t.Errorf("%s: the page leads elsewhere: %s", tt.path, body)
			}
		}
	}
	if resp, _ := s.do("POST", "/almelo//team", url.Values{"a": {"b"}}); resp.StatusCode != 404 {
		t.Errorf("what was sent to another form of an address: %d", resp.StatusCode)
	}
}

func TestLocal(t *testing.T) {
	for _, fine := range []string{"/", "/buurt", "/buurt/vragen?soort=1&x=%2F", "/a/"} {
		if web.Local(fine) != fine {
			t.Errorf("%q is of the own site", fine)
		}
	}
	for _, wrong := range []string{"", "buurt", "//evil.example", "/\\evil.example", "/\t/evil.example", "/\n/evil.example", "\\\\evil", "https://evil.example", "/../borne", "/a//b",
		"/a\\b", "javascript:alert(1)", " /a", "/%zz"} {
		if got := web.Local(wrong); got != "" {
			t.Errorf("%q leads to %q", wrong, got)
		}
	}
}

// An installation that knows its own name answers to no other.
func TestHostNames(t *testing.T) {
	s := newSite(t, testkit.SQLite(t), func(c *web.Config) { c.Host = "samenkracht.example.nl" })
	for host, want := range map[string]int{"samenkracht.example.nl": 200, "SAMENKRACHT.example.nl:8443": 200, "samenkracht.example.nl.": 200, "localhost:8080": 200,
		"127.0.0.1:80": 200, "[::1]:80": 200, "evil.example": 421, "samenkracht.example.nl.evil.example": 421, "": 200} {
		if resp, _ := s.do("GET", "/almelo", nil, onHost(host)); resp.StatusCode != want {
			t.Errorf("%q: %d, want %d", host, resp.StatusCode, want)
		}
	}
	if resp, body := s.do("GET", "/", nil, onHost("Borne.example.nl.")); resp.StatusCode != 200 || !strings.Contains(body, "Gemeente borne") {
		t.Errorf("a municipality's own name: %d", resp.StatusCode)
	}
	if resp, _ := s.do("GET", "/gezond", nil, onHost("10.0.0.7")); resp.StatusCode != 200 {
		t.Errorf("the machine that asks whether we are well: %d", resp.StatusCode)
	}
}

func TestNothingIsKeptBySharedMachines(t *testing.T) {
	s := newSite(t, testkit.SQLite(t))
	for path, want := range map[string]string{"/almelo": "private, no-cache", "/almelo/nergens": "no-store", "/almelo/team": "no-store", "/nergens": "no-store",
		"/gezond": "no-store", "/thema/almelo.css": "no-cache", "/static/app.css": "public, max-age=31536000, immutable"} {
		if resp, _ := s.do("GET", path, nil); resp.Header.Get("Cache-Control") != want {
			t.Errorf("%s: %q", path, resp.Header.Get("Cache-Control"))
		}
	}
	if resp, _ := s.do("POST", "/almelo/in", nil); resp.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("signing in: %q", resp.Header.Get("Cache-Control"))
	}
}

// What is too large or broken is said, and not taken for a form without answers.
func TestBodies(t *testing.T) {
	s := newSite(t, testkit.SQLite(t))
	reached := false
	s.mux.Handle("POST /lees", func(w http.ResponseWriter, r *http.Request, _ access.Actor) error {
		reached = true
		return web.Redirect(w, r, "/")
	})
	var files bytes.Buffer
	form := multipart.NewWriter(&files)
	part, err := form.CreateFormFile("bestand", "x.pdf")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = part.Write(make([]byte, 13<<20))
	_ = form.Close()
	const fields = "application/x-www-form-urlencoded"
	tests := []struct {
		name, kind, body string
		status           int
	}{
		{"a form", fields, "a=b", 303},
		{"nothing", "", "", 303},
		{"a form of 2 MB", fields, "a=" + strings.Repeat("b", 2<<20), 413},
		{"files of 13 MB", form.FormDataContentType(), files.String(), 413},
		{"half a character", fields, "a=%zz", 400},
		{"a character that no database keeps", fields, "a=b%00c", 400},
		{"half of the files", form.FormDataContentType(), files.String()[:1000], 400},
		{"a kind that is none", "/;x", "a=b", 400},
	}
	for _, tt := range tests {
		reached = false
		resp, err := s.client.Post(s.server.URL+"/almelo/lees", tt.kind, strings.NewReader(tt.body))
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != tt.status || reached != (tt.status == 303) {
			t.Errorf("%s: %d, the handler saw it: %v", tt.name, resp.StatusCode, reached)
		}
	}
}

// listen collects what is logged while f runs.
func listen(f func()) string {
	var log bytes.Buffer
	old := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&log, nil)))
	defer slog.SetDefault(old)
	f()
	return log.String()
}

// A panic loses nothing of what was typed, and tells the log where it was but not what it was about.
func TestPanic(t *testing.T) {
	s := newSite(t, testkit.SQLite(t))
	s.mux.Handle("POST /ramp", func(http.ResponseWriter, *http.Request, access.Actor) error {
		panic("Truus Bakker, 999900006")
	})
	s.mux.Handle("GET /half", func(w http.ResponseWriter, _ *http.Request, _ access.Actor) error {
		_, _ = w.Write(bytes.Repeat([]byte("half of it "), 10_000))
		panic("oh")
	})
	log := listen(func() {
		resp, body := s.do("POST", "/almelo/ramp", url.Values{"words": {"My whole story"}})
		if resp.StatusCode != 500 || !strings.Contains(body, "My whole story") || !strings.Contains(body, "Er ging iets mis") {
			t.Errorf("%d %s", resp.StatusCode, body)
		}
		resp, err := s.client.Get(s.server.URL + "/almelo/half")
		if err == nil {
			_, err = bytes.NewBuffer(nil).ReadFrom(resp.Body)
			resp.Body.Close()
		}
		if err == nil {
			t.Error("half a page was taken for a whole one")
		}
	})
	if strings.Contains(log, "Truus") || strings.Contains(log, "999900006") || !strings.Contains(log, "safe_test.go") {
		t.Errorf("the log says: %s", log)
	}
}

// Who does something too often waits, and keeps what was typed. Others do not wait for them.
func TestLimit(t *testing.T) {
	s := newSite(t, testkit.SQLite(t), func(c *web.Config) {
		c.Proxies = 1
		c.Limits = map[string]web.Limit{"POST /vraag": {Burst: 2, Every: time.Hour}}
	})
	s.mux.Handle("POST /vraag", func(w http.ResponseWriter, r *http.Request, _ access.Actor) error { return web.Redirect(w, r, "/") })
	from := func(addresses string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set("X-Forwarded-For", addresses) }
	}
	form := url.Values{"words": {"My whole story"}}
	for i, tt := range []struct {
		from   string
		status int
	}{
		{"198.51.100.7", 303}, {"203.0.113.9, 198.51.100.7", 303}, {"198.51.100.7", 429}, {"1.2.3.4,198.51.100.7", 429}, {"198.51.100.8", 303},
		{"2001:db8:1:2::1", 303}, {"2001:db8:1:2::2", 303}, {"2001:db8:1:2:ffff::3", 429}, {"2001:db8:1:3::1", 303}, {"::ffff:198.51.100.7", 429},
	} {
		resp, body := s.do("POST", "/almelo/vraag", form, from(tt.from))
		if resp.StatusCode != tt.status || tt.status == 429 && (!strings.Contains(body, `value="My whole story"`) || resp.Header.Get("Retry-After") == "") {
			t.Errorf("%d from %s: %d, want %d\n%s", i, tt.from, resp.StatusCode, tt.status, body)
		}
	}
	s.do("POST", "/almelo/in", nil)
	for i, want := range []int{303, 303, 429} {
		if resp, _ := s.do("POST", "/almelo/vraag", form, from("198.51.100.7")); resp.StatusCode != want {
			t.Errorf("signed in, %d: %d, want %d", i, resp.StatusCode, want)
		}
	}
}

// A request is what its method says, and only pages of the own site send forms.
func TestForgery(t *testing.T) {
	s := newSite(t, testkit.SQLite(t))
	header := func(name, value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(name, value) }
	}
	for _, change := range []func(*http.Request){header("Sec-Fetch-Site", "same-site"), header("Origin", "null"), header("Origin", "http://127.0.0.1.evil.example")} {
		if resp, body := s.do("POST", "/almelo/in", url.Values{"words": {"of a stranger"}}, change); resp.StatusCode != 403 || strings.Contains(body, "stranger") {
			t.Errorf("%d %s", resp.StatusCode, body)
		}
	}
	for _, name := range []string{"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"} {
		if resp, _ := s.do("GET", "/almelo/in?_method=POST", nil, header(name, "POST")); resp.StatusCode != 404 {
			t.Errorf("%s: %d", name, resp.StatusCode)
		}
	}
}
