package ui

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

type number int64

func (n number) String() string { return fmt.Sprintf("%d", int64(n)) }

func TestPath(t *testing.T) {
	bare := func(lang string) context.Context { return WithSite(context.Background(), Site{Lang: lang, Path: "/"}) }
	for _, tt := range []struct{ got, want any }{
		{Path(almelo("nl"), "/buurt/vragen/%s", number(7)), "/almelo/buurt/vragen/7"},
		{Path(almelo("en"), "/buurt/vragen/%d", number(7)), "/almelo/en/buurt/vragen/7"},
		{Path(almelo("nl"), "/buurt?zoek=%s&na=%d", "a&b c/é+", 3), "/almelo/buurt?zoek=a%26b%20c%2F%C3%A9%2B&na=3"},
		{Path(almelo("nl"), "/"), "/almelo"},
		{Path(almelo("en"), "/"), "/almelo/en"},
		{Path(bare("nl"), "/"), "/"},
		{Path(bare("en"), "/"), "/en"},
		{Path(bare("nl"), "/100%"), "/100%"},
		{SwitchPath(almelo("nl")), "/almelo/en/buurt?zoek=a"},
		{SwitchPath(almelo("en")), "/almelo/buurt?zoek=a"},
		{SwitchPath(bare("nl")), "/en"},
	} {
		if fmt.Sprint(tt.got) != tt.want {
			t.Errorf("got %v, want %v", tt.got, tt.want)
		}
	}
}

func TestPageFrame(t *testing.T) {
	ctx := WithSite(context.Background(), Site{
		Base: "/almelo", Slug: "almelo", Lang: "nl", Name: "Gemeente Almelo", Phone: "14 0546", ThemeHref: "/thema/almelo.css?v=1", Path: "/buurt/vragen",
		Nav: []NavItem{{"Buurt", "/buurt"}, {"Mijn hulp", "/mijn"}}, SignedIn: true, User: "Anna de Wit", Role: "inwoner",
		Notice: "Uw vraag is geplaatst.", TimeoutSeconds: 900, DemoMode: true,
	})
	html := render(t, ctx, Page(Head{Title: "Vragen", Crumbs: []Crumb{{"Buurt", Path(ctx, "/buurt")}}}))
	for _, want := range []string{
		`<html lang="nl">`, `href="#inhoud"`, `<main id="inhoud"`, `href="/thema/almelo.css?v=1"`, ">Gemeente<", ">Almelo<",
		`href="/almelo/buurt" aria-current="page"`, `href="/almelo/en/buurt/vragen" hreflang="en" lang="en">English`,
		`method="post" action="/almelo/uitloggen"`, "Anna de Wit", "inwoner", `role="status"`, "Uw vraag is geplaatst.",
		`data-timeout="900" data-renew="/almelo/sessie"`, `href="tel:140546"`, `href="/almelo/toegankelijkheid"`, "verzonnen", "Fout:",
	} {
		if strings.Contains(html, want) == (want == "Fout:") {
			t.Errorf("%q is not right in %s", want, html)
		}
	}
	if strings.Count(html, "aria-current") != 1 || strings.Count(html, "<h1") != 1 || strings.Contains(html, " style=") {
		t.Errorf("one current page, one h1, no styles: %s", html)
	}
	html = render(t, ctx, Page(Head{Title: "Brief", NoHeading: true, Plain: true}))
	if strings.Contains(html, "<h1") || strings.Contains(html, "<nav") || strings.Contains(html, "<footer") {
		t.Errorf("a letter has no menu and no footer: %s", html)
	}
}

func TestStatic(t *testing.T) {
	names := append(fonts(), Asset("app.css"), Asset("app.js"), Asset("icon.svg"))
	if len(names) != 5 {
		t.Errorf("assets: %q", names)
	}
	for _, address := range names {
		w := httptest.NewRecorder()
		Static().ServeHTTP(w, httptest.NewRequest("GET", address, nil))
		if w.Code != http.StatusOK || !strings.Contains(w.Header().Get("Cache-Control"), "immutable") {
			t.Errorf("%s: %d %v", address, w.Code, w.Header())
		}
	}
	if address := Asset("app.css"); !strings.HasPrefix(address, "/static/app.css?v=") || len(address) < 25 {
		t.Errorf("address without a hash: %s", address)
	}
}

// Of two parts of the site that could be meant, the closest one is marked.
func TestCurrentIsTheClosest(t *testing.T) {
	market, desk := NavItem{Label: "Market", Path: "/buurt"}, NavItem{Label: "Desk", Path: "/buurt/makelaar"}
	for path, want := range map[string][2]bool{"/buurt": {true, false}, "/buurt/advertenties/1": {true, false}, "/buurt/makelaar?x=1": {false, true}, "/buurten": {false, false}} {
		s := Site{Path: path, Nav: []NavItem{market, desk}}
		if got := [2]bool{s.current(market), s.current(desk)}; got != want {
			t.Errorf("%s: %v, want %v", path, got, want)
		}
	}
}
