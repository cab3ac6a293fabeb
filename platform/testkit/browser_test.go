package testkit_test

import (
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

const css = `
* { box-sizing: border-box }
body { font: 18px/1.5 sans-serif; margin: 0; padding: 1rem; overflow-wrap: anywhere; color: #111; background: #fff }
a, button, input, select, textarea, summary { min-height: 44px; min-width: 44px }
a { color: #00408a }
nav a { display: inline-block; padding: .6rem }
:focus-visible { outline: 3px solid #00408a; outline-offset: 2px }
label, legend { display: block }
fieldset label { min-height: 44px }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #111 } a, :focus-visible { color: #9cf; outline-color: #9cf } }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
.cut { overflow: hidden; height: 1.5em; white-space: nowrap; width: 17em }
.wide { width: 700px } .tiny { display: inline-block; width: 10px; height: 10px; min-width: 0; min-height: 0; padding: 0 }
.noring:focus-visible { outline: none } .pale { color: #ccc }
`

const js = `
document.getElementById('key')?.addEventListener('click', async () => {
  const bytes = new Uint8Array(16);
  const key = await navigator.credentials.create({ publicKey: { challenge: bytes, rp: { name: 'Test' }, user: { id: bytes, name: 'x', displayName: 'x' },
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }], authenticatorSelection: { residentKey: 'required', userVerification: 'required' } } });
  const again = await navigator.credentials.get({ publicKey: { challenge: bytes, userVerification: 'required' } });
  document.getElementById('news').textContent = again.id === key.id ? 'The key fits' : 'Another key';
});
document.getElementById('trap')?.addEventListener('keydown', (e) => e.preventDefault());
document.getElementById('more')?.addEventListener('click', async () => {
  const res = await fetch('/later');
  document.getElementById('news').textContent = await res.text();
});
`

// page is a good page around a body.
func page(title, body string) string {
	return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>` +
		title + `</title><link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/site.css"><script src="/site.js" defer></script></head><body>` +
		`<header><nav aria-label="Main"><a href="/">Home</a> <a href="/ask">Ask for help</a></nav></header>` +
		`<main id="main"><h1>` + title + `</h1>` + body + `</main><footer><p>Made up for a test</p></footer></body></html>`
}

const askForm = `<form method="post" enctype="multipart/form-data">
<label for="what">What do you need?</label><input id="what" name="what" value="%s">
<label for="why">Tell more <small>(not required)</small></label><textarea id="why" name="why"></textarea>
<label for="day">Which day?</label><input id="day" name="day" type="date">
<fieldset><legend>When?</legend><label><input type="radio" name="when" value="now"> Today</label><label><input type="radio" name="when" value="later"> Later</label></fieldset>
<fieldset><legend>How often?</legend><label><input type="radio" name="often" value="once"> Once</label><label><input type="radio" name="often" value="later"> Later</label></fieldset>
<label><input type="checkbox" name="car"> I have a car</label>
<label for="place">Place</label><select id="place" name="place"><option>Almelo</option><option value="h">Hengelo (Ov.)</option></select>
<label for="file">Photo</label><input id="file" name="file" type="file">
<button>Send</button></form>`

func site(t *testing.T) *httptest.Server {
	posts := 0
	mux := http.NewServeMux()
	show := func(w http.ResponseWriter, status int, text string) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'")
		w.WriteHeader(status)
		fmt.Fprint(w, text)
	}
	file := func(path, kind, text string) {
		mux.HandleFunc("GET "+path, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", kind)
			fmt.Fprint(w, text)
		})
	}
	mux.HandleFunc("GET /hallo", func(w http.ResponseWriter, r *http.Request) {
		show(w, 200, strings.Replace(page("Hallo", `<p>1 dag geleden</p><p><a href="/item?admin">Beheerder</a></p>`), `lang="en"`, `lang="nl"`, 1))
	})
	file("/site.css", "text/css", css)
	file("/site.js", "text/javascript", js)
	file("/icon.svg", "image/svg+xml", `<svg xmlns="http://www.w3.org/2000/svg"/>`)
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		known := ""
		if _, err := r.Cookie("asked"); err == nil {
			known = "<p>You asked before</p>"
		}
		show(w, 200, page("Welcome", known+`<p>Hello from `+r.Header.Get("Accept-Language")+`</p><p><button id="more" type="button">More news</button> <button id="key" type="button">Make a passkey</button></p><p id="news" role="status"></p>
<noscript><p>There are no scripts</p></noscript>
<ul><li>Lamp <a href="/item?lamp">Look at it</a></li><li>Bike <a href="/item?bike">Look at it</a></li></ul>
<table><caption>Distances</caption><tr><th scope="col">Place</th><th scope="col">km</th></tr><tr><td>Almelo</td><td>4</td></tr></table>`))
	})
	mux.HandleFunc("GET /later", func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(50 * time.Millisecond)
		fmt.Fprint(w, "The house is open")
	})
	mux.HandleFunc("GET /letter", func(w http.ResponseWriter, r *http.Request) {
		if _, err := r.Cookie("asked"); err != nil {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		w.Header().Set("Content-Type", "application/pdf")
		w.Header().Set("Content-Disposition", `attachment; filename="letter.pdf"`)
		fmt.Fprint(w, "%PDF")
	})
	mux.HandleFunc("GET /item", func(w http.ResponseWriter, r *http.Request) {
		show(w, 200, page("Item "+r.URL.RawQuery, "<p>Here</p>"))
	})
	mux.HandleFunc("GET /ask", func(w http.ResponseWriter, r *http.Request) {
		show(w, 200, page("Ask for help", fmt.Sprintf(askForm, "")))
	})
	mux.HandleFunc("POST /ask", func(w http.ResponseWriter, r *http.Request) {
		posts++
		if err := r.ParseMultipartForm(1 << 20); err != nil {
			t.Error(err)
		}
		if strings.TrimSpace(r.FormValue("what")) == "" {
			show(w, 400, page("Ask for help", `<p id="wrong" tabindex="-1">Say what you need</p>`+fmt.Sprintf(askForm, "")))
			return
		}
		time.Sleep(20 * time.Millisecond)
		http.SetCookie(w, &http.Cookie{Name: "asked", Value: "yes", Path: "/"})
		attached := "nothing"
		if files := r.MultipartForm.File["file"]; len(files) > 0 {
			attached = files[0].Filename
		}
		http.Redirect(w, r, "/asked?"+attached+"&"+r.Form.Encode(), http.StatusSeeOther)
	})
	mux.HandleFunc("GET /asked", func(w http.ResponseWriter, r *http.Request) {
		show(w, 200, page("Thank you", fmt.Sprintf(`<p>We got: %s</p><p>%d times</p>`, html.EscapeString(r.URL.Query().Encode()), posts)))
	})
	mux.HandleFunc("GET /bad/{n}", func(w http.ResponseWriter, r *http.Request) { show(w, 200, badPages[r.PathValue("n")].page) })
	mux.HandleFunc("GET /broken", func(w http.ResponseWriter, r *http.Request) { show(w, 500, page("Broken", "")) })
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server
}

func TestStory(t *testing.T) {
	server := site(t)
	testkit.Ways(t, func(t *testing.T, o testkit.Options) {
		photo := filepath.Join(t.TempDir(), "lamp.txt")
		if err := os.WriteFile(photo, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
		b := testkit.Browser(t, server.URL, o)
		b.Visit("/").See("Welcome").See("Hello from nl").DontSee("Thank you")
		if o.NoScript {
			b.See("There are no scripts")
		} else {
			b.DontSee("There are no scripts").Press("More news").See("The house is open")
		}
		b.Press("Ask for help").Press("Send").See("Say what you need")
		if b.Status() != 400 || b.URL() != "/ask" {
			t.Errorf("status %d at %s", b.Status(), b.URL())
		}
		b.Fill("What do you need?", "a wrong word").Fill("What do you need?", "A lamp on the ceiling").Fill("Tell more", "two\nlines")
		b.Fill("Which day?", "2026-03-05").Choose("Today").Within("How often?").Choose("Later")
		b.Choose("I have a car").Pick("Place", "Hengelo (Ov.)").Attach("Photo", photo)
		if b.Value("Place") != "Hengelo (Ov.)" || b.Value("What do you need?") != "A lamp on the ceiling" || !b.Chosen("Today") || b.Chosen("Once") {
			t.Error("the fields do not hold what was filled in")
		}
		b.Press("Send").See("Thank you")
		for _, part := range []string{"lamp.txt", "what=A+lamp+on+the+ceiling", "when=now", "often=later", "car=on", "place=h", "day=2026-03-05", "why=two%0D%0Alines"} {
			b.See(part)
		}
		if b.Title() != "Thank you" {
			t.Errorf("title %q", b.Title())
		}
		b.Press("Home").Within("Bike").Press("Look at it").See("Item bike").Back().See("Welcome").Forward().See("Item bike").Reload().See("Item bike")
		if got := b.Visit("/").Table("Distances"); len(got) != 2 || got[1][0] != "Almelo" {
			t.Errorf("table %q", got)
		}
	})
}

func TestWordsInTheLanguageOfThePage(t *testing.T) {
	b := testkit.Browser(t, site(t).URL)
	b.Visit("/hallo").See("%d day ago", 1).DontSee("Administrator is not there").Press("Administrator").See("Item admin")
}

func TestKeysAlone(t *testing.T) {
	b := testkit.Browser(t, site(t).URL, testkit.Options{Phone: true, Dark: true})
	b.Visit("/ask").TabTo("What do you need?").Keys("A lamp", "Tab", "Because", "Shift+Tab")
	if b.Focused() != "What do you need?" {
		t.Errorf("focus is on %q", b.Focused())
	}
	b.TabTo("I have a car").Keys("Space").TabTo("Send").Keys("Enter").See("Thank you").See("what=A+lamp").See("car=on").See("why=Because").See("1 times")
}

func TestPressTwiceSendsTwice(t *testing.T) {
	b := testkit.Browser(t, site(t).URL)
	b.Visit("/ask").Fill("What do you need?", "x").PressTwice("Send").See("Thank you").See("2 times")
}

func TestVisitorsHaveTheirOwnCookies(t *testing.T) {
	server := site(t)
	a, b := testkit.Browser(t, server.URL), testkit.Browser(t, server.URL, testkit.Options{Lang: "en"})
	a.Visit("/ask")
	b.Visit("/").See("Hello from en")
	a.Fill("What do you need?", "x").Press("Send").See("Thank you").Press("Home").See("You asked before")
	b.Reload().DontSee("You asked before")
	if f := a.Fetch("/letter"); f.Status != 200 || f.Kind != "application/pdf" || f.Name != "letter.pdf" || string(f.Body) != "%PDF" {
		t.Errorf("fetched %+v", f)
	}
	if f := b.Fetch("/letter"); f.Status != http.StatusForbidden {
		t.Errorf("the other visitor fetched %+v", f)
	}
	b.Forget()
	a.Reload().See("You asked before").Forget().Reload().DontSee("You asked before")
	if picture := filepath.Join(t.TempDir(), "a.png"); a.Screenshot(picture) != nil {
		if info, err := os.Stat(picture); err != nil || info.Size() < 1000 {
			t.Errorf("picture: %v", err)
		}
	}
}

func TestPasskey(t *testing.T) {
	b := testkit.Browser(t, strings.Replace(site(t).URL, "127.0.0.1", "localhost", 1))
	b.Passkey().Visit("/").Press("Make a passkey").See("The key fits")
}

// recorder is a test that is meant to fail.
type recorder struct {
	testing.TB
	said   []string
	after  []func()
	failed bool
}

func (r *recorder) Helper()          {}
func (r *recorder) Failed() bool     { return r.failed }
func (r *recorder) Cleanup(f func()) { r.after = append(r.after, f) }
func (r *recorder) Errorf(f string, a ...any) {
	r.failed = true
	r.said = append(r.said, fmt.Sprintf(f, a...))
}
func (r *recorder) Fatalf(f string, a ...any) { r.Errorf(f, a...); panic(r) }
func (r *recorder) Fatal(a ...any)            { r.Fatalf("%s", fmt.Sprint(a...)) }

// end does what the test left to be done after it.
func (r *recorder) end() {
	for _, f := range r.after {
		f()
	}
}

// failing runs a story and returns what it fails with.
func failing(t *testing.T, story func(t testing.TB)) string {
	r := &recorder{TB: t}
	func() {
		defer func() {
			if p := recover(); p != nil && p != r {
				panic(p)
			}
		}()
		story(r)
	}()
	r.end()
	return strings.Join(r.said, "\n")
}

func TestStepsThatCannotBeDone(t *testing.T) {
	url := site(t).URL
	for _, c := range []struct {
		name  string
		story func(b *testkit.Tab)
		says  []string
	}{
		{"no such button", func(b *testkit.Tab) { b.Visit("/ask").Press("Pay") },
			[]string{`no button or link "Pay"`, `button "Send"`, `in nav: link "Home"`, `field "What do you need?"`, "at /ask"}},
		{"no such field", func(b *testkit.Tab) { b.Visit("/ask").Fill("Name", "x") }, []string{`no field "Name"`, `tick box "I have a car"`}},
		{"which one", func(b *testkit.Tab) { b.Visit("/").Press("Look at it") }, []string{`2 things`, "Within"}},
		{"no such option", func(b *testkit.Tab) { b.Visit("/ask").Pick("Place", "Borne") }, []string{"Hengelo (Ov.)"}},
		{"not to be seen", func(b *testkit.Tab) { b.Visit("/").See("Goodbye") }, []string{`no "Goodbye"`, "Welcome"}},
		{"to be seen", func(b *testkit.Tab) { b.Visit("/").DontSee("Welcome") }, []string{`there is "Welcome"`}},
		{"server error", func(b *testkit.Tab) { b.Visit("/broken") }, []string{"status 500"}},
		{"no history", func(b *testkit.Tab) { b.Forward() }, []string{"no such page in the history"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			said := failing(t, func(t testing.TB) { c.story(testkit.Browser(t, url, testkit.Options{NoScript: true})) })
			for _, want := range c.says {
				if !strings.Contains(said, want) {
					t.Errorf("does not say %q:\n%s", want, said)
				}
			}
		})
	}
}

// badPages are pages with one thing wrong each, and what the check must say of it.
var badPages = map[string]struct{ page, says string }{
	"two-h1":     {page("A", "<h1>B</h1>"), "2 h1"},
	"no-lang":    {strings.Replace(page("A", ""), ` lang="en"`, "", 1), `html lang is ""`},
	"no-title":   {strings.Replace(page("A", ""), "<title>A</title>", "", 1), "no title"},
	"no-main":    {strings.NewReplacer("<main id=\"main\">", "<div>", "</main>", "</div>").Replace(page("A", "")), "0 main"},
	"no-footer":  {strings.NewReplacer("<footer>", "<div>", "</footer>", "</div>").Replace(page("A", "")), "0 footer"},
	"same-id":    {page("A", `<p id="x">a</p><p id="x">b</p>`), `id "x" is there twice`},
	"no-label":   {page("A", `<form><input name="q"><button>Go</button></form>`), `input "q" has no label`},
	"hint-only":  {page("A", `<form><input name="q" placeholder="Search"><button>Go</button></form>`), `input "q" has no label`},
	"wide":       {page("A", `<p class="wide">far too wide</p>`), "pixels wide in a window of 320"},
	"clipped":    {page("A", `<p class="cut">Just as high as these words need</p>`), "is cut off when text is spaced out"},
	"small":      {page("A", `<button class="tiny">x</button>`), `button "x" is 10 by 10 pixels`},
	"no-ring":    {page("A", `<button class="noring">Press</button>`), `button "Press" shows no ring`},
	"skipped":    {page("A", `<div inert></div><a href="/" class="hidden" tabindex="-1">x</a><button tabindex="3">One</button><div role="button" tabindex="0">Two</div><a href="/item" tabindex="-1">never</a>`), "axe tabindex"},
	"trap":       {page("A", `<p><button id="trap">Trap</button></p><p><button>After</button></p>`), `button "Trap" does not let go of the Tab key`},
	"passed":     {page("A", `<p><button id="trap">Hold</button></p><hr><p><button>After</button></p>`), `the Tab key never comes at button "After"`},
	"pale":       {page("A", `<p class="pale">hard to read</p>`), "axe color-contrast"},
	"empty-link": {page("A", `<p><a href="/item"></a>.</p>`), "axe link-name"},
	"style":      {page("A", `<p style="color: red">x</p>`), "Content Security Policy"},
	"no-file":    {page("A", `<p><img src="/gone.png" alt="A lamp" width="50" height="50"></p>`), "status of 404"},
	"script":     {strings.Replace(page("A", ""), "</head>", `<script>alert(1)</script></head>`, 1), "Content Security Policy"},
}

func TestBadPages(t *testing.T) {
	url := site(t).URL
	for _, o := range []testkit.Options{{}, {NoScript: true}} {
		r := &recorder{TB: t}
		b := testkit.Browser(r, url, o)
		for name, bad := range badPages {
			if o.NoScript && (name == "script" || name == "trap" || name == "passed") {
				continue // these need a script to go wrong
			}
			r.said = nil
			b.Visit("/bad/" + name)
			if said := strings.Join(r.said, "\n"); !strings.Contains(said, bad.says) {
				t.Errorf("%s, %s: does not say %q:\n%s", name, o, bad.says, said)
			}
		}
		r.end()
	}
}
