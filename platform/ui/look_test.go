package ui_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/testkit"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"github.com/a-h/templ"
)

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; " +
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// gallery serves the gallery in the house style that the first part of the path names.
func gallery(t *testing.T) string {
	themes := map[string]string{"blauw": "#00529b", "geel": "#f5a100 sharp gables", "rood": "#d6002a light round waves"}
	mux := http.NewServeMux()
	mux.Handle("/static/", ui.Static())
	mux.HandleFunc("/thema/{town}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/css")
		_, _ = w.Write(ui.ThemeCSS(themes[r.PathValue("town")]))
	})
	mux.HandleFunc("/stad/{town}", func(w http.ResponseWriter, r *http.Request) {
		town := r.PathValue("town")
		site := ui.Site{Base: "/stad/" + town, Lang: "en", Name: "Gemeente Voorbeeld", Phone: "14 0546", ThemeHref: "/thema/" + town, Path: "/",
			Nav: []ui.NavItem{{Label: "Neighbourhood", Path: "/"}, {Label: "Activities", Path: "/activiteiten"}}, SignedIn: true, User: "Anna de Wit",
			Role: "resident", Notice: "Your request is placed.", TimeoutSeconds: 900, DemoMode: true}
		w.Header().Set("Content-Security-Policy", policy)
		_ = ui.Gallery().Render(ui.WithSite(r.Context(), site), w)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

func TestEverybodyCanUseEveryComponent(t *testing.T) {
	address := gallery(t)
	for _, tt := range []struct {
		town string
		testkit.Options
	}{
		{"blauw", testkit.Options{Lang: "en"}},
		{"rood", testkit.Options{Lang: "en", Phone: true, NoScript: true}},
		{"geel", testkit.Options{Lang: "en", Dark: true}},
	} {
		t.Run(tt.String(), func(t *testing.T) {
			testkit.Browser(t, address, tt.Options).Visit("/stad/" + tt.town).See("Every component of the pages")
		})
	}
}

// What a reader with scripts gets besides: the errors have the focus, and one tab shows at a time.
func TestScriptHelps(t *testing.T) {
	b := testkit.Browser(t, gallery(t), testkit.Options{Lang: "en"}).Visit("/stad/blauw")
	if focused := b.Focused(); !strings.Contains(focused, "This is not right yet") {
		t.Errorf("the errors must have the focus, not %q", focused)
	}
	b.See("Cook for myself again.").DontSee("My sister comes on Sunday.")
	b.Press("People").See("My sister comes on Sunday.").DontSee("Cook for myself again.")
	b = testkit.Browser(t, gallery(t), testkit.Options{Lang: "en", NoScript: true}).Visit("/stad/blauw")
	b.See("Cook for myself again.").See("My sister comes on Sunday.").DontSee("Print this page")
}

var ownClass = regexp.MustCompile(`sk-[a-z0-9_-]*[a-z0-9]`)

// The style sheets and the components name the same classes of our own.
func TestNoClassWithoutARuleAndNoRuleWithoutAClass(t *testing.T) {
	ruled, named, elsewhere := map[string]bool{}, map[string]bool{}, map[string]bool{}
	collect(t, ruled, regexp.MustCompile(`\.sk-[a-z0-9_-]+`), "css/*.css")
	quoted := regexp.MustCompile(`["' .]sk-[a-z0-9_-]+`)
	for _, pattern := range []string{"*.templ", "*.go", "js/*.js"} {
		collect(t, named, quoted, pattern)
	}
	for _, pattern := range []string{"../../app/*.templ", "../../*/pages/*.templ", "../web/*.templ", "../../casework/decision/letter/*.templ"} {
		collect(t, elsewhere, quoted, pattern)
	}
	for class := range ruled {
		if !named[class] && !elsewhere[class] {
			t.Errorf("no component has %s", class)
		}
	}
	for _, used := range []map[string]bool{named, elsewhere} {
		for class := range used {
			if !ruled[class] {
				t.Errorf("no style sheet has %s", class)
			}
		}
	}
}

func collect(t *testing.T, into map[string]bool, find *regexp.Regexp, pattern string) {
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: %v %v", pattern, files, err)
	}
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		content, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range find.FindAllString(string(content), -1) {
			into[ownClass.FindString(found)] = true
		}
	}
}

// Before a session ends a dialog asks who is still there. What was typed stays, whether the reader stays in time or not.
func TestTheWarningKeepsWhatWasTyped(t *testing.T) {
	ended := false
	mux := http.NewServeMux()
	mux.Handle("/static/", ui.Static())
	mux.HandleFunc("POST /almelo/en/sessie", func(w http.ResponseWriter, _ *http.Request) {
		if ended {
			w.WriteHeader(http.StatusForbidden)
		}
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		site := ui.Site{Lang: "en", Slug: "almelo", Base: "/almelo", Name: "Gemeente Almelo", Path: "/", SignedIn: true, User: "Anna de Wit", TimeoutSeconds: 125}
		field := ui.TextField(ui.Field{Name: "words", Label: "Your story"})
		ctx := templ.WithChildren(ui.WithSite(r.Context(), site), field)
		if err := ui.Page(ui.Head{Title: "A question"}).Render(ctx, w); err != nil {
			t.Error(err)
		}
	})
	server := httptest.NewServer(mux)
	defer server.Close()
	b := testkit.Browser(t, server.URL, testkit.Options{Lang: "en"}).Visit("/").Fill("Your story", "My sister falls often.")
	b.See("Are you still there?").Press("Stay signed in").DontSee("Are you still there?")
	ended = true
	b.See("Are you still there?").Press("Stay signed in").See("You are signed out. You can still send this form. Then we ask you to sign in first, and keep what you typed.")
	b.DontSee("Are you still there?")
	if got := b.Value("Your story"); got != "My sister falls often." {
		t.Errorf("what was typed became %q", got)
	}
}
