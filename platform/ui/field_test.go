package ui

import (
	"context"
	"regexp"
	"strings"
	"testing"

	"github.com/a-h/templ"
)

func render(t *testing.T, ctx context.Context, c templ.Component) string {
	t.Helper()
	var b strings.Builder
	if err := c.Render(ctx, &b); err != nil {
		t.Fatal(err)
	}
	return regexp.MustCompile(`\s+`).ReplaceAllString(b.String(), " ")
}

func almelo(lang string) context.Context {
	return WithSite(context.Background(), Site{Base: "/almelo", Lang: lang, Name: "Gemeente Almelo", Phone: "14 0546", Path: "/buurt?zoek=a"})
}

func TestFieldStates(t *testing.T) {
	plain := Field{Name: "mail", Label: "E-mail", Type: "email", Autocomplete: "email", Value: `a"b`}
	hinted, optional := plain, plain
	hinted.Hint = "We write to you here."
	wrong := hinted.Wrong(map[string]string{"mail": "Choose from the list", "other": "no"})
	optional.Optional = true
	for _, tt := range []struct {
		name  string
		field Field
		has   []string
		lacks []string
	}{
		{"plain", plain, []string{`for="mail"`, `id="mail" name="mail" type="email" value="a&#34;b"`, `autocomplete="email"`},
			[]string{"aria-", "verplicht", "invalid"}},
		{"hint", hinted, []string{`id="mail-hint">We write to you here.`, `aria-describedby="mail-hint"`}, []string{"aria-invalid"}},
		{"error", wrong, []string{`aria-describedby="mail-hint mail-error"`, `aria-invalid="true"`,
			`id="mail-error"><span class="sk-hidden">Fout:</span> Kies uit de lijst`, "utrecht-form-field--invalid"}, nil},
		{"optional", optional, []string{"(niet verplicht)"}, nil},
	} {
		html := render(t, almelo("nl"), TextField(tt.field))
		for _, want := range tt.has {
			if !strings.Contains(html, want) {
				t.Errorf("%s: no %q in %s", tt.name, want, html)
			}
		}
		for _, not := range tt.lacks {
			if strings.Contains(html, not) {
				t.Errorf("%s: has %q in %s", tt.name, not, html)
			}
		}
	}
	html := render(t, almelo("nl"), TextArea(wrong))
	order := []string{"<label", "mail-hint\">", "mail-error\">", "<textarea"}
	for i := 1; i < len(order); i++ {
		if strings.Index(html, order[i-1]) > strings.Index(html, order[i]) {
			t.Errorf("%s must stand above %s: %s", order[i-1], order[i], html)
		}
	}
}

func TestChoiceStates(t *testing.T) {
	f := Field{Name: "with", Label: "Who?", Value: "partner", Error: "Choose one", Options: galleryOptions(3)}
	html := render(t, almelo("en"), Choices(f))
	for _, want := range []string{`role="radiogroup"`, `aria-invalid="true"`, `aria-describedby="with-error"`, `id="with" type="radio" name="with" value="alone"`,
		`id="with-partner" type="radio" name="with" value="partner" checked`, `aria-describedby="with-partner-about"`, "Error:"} {
		if !strings.Contains(html, want) {
			t.Errorf("no %q in %s", want, html)
		}
	}
	if strings.Count(html, " checked") != 1 {
		t.Errorf("one must be chosen: %s", html)
	}
	f.Options = galleryOptions(9)
	html = render(t, almelo("en"), Choices(f))
	if !strings.Contains(html, `<option value="partner" selected>`) || strings.Contains(html, `<option value="">`) {
		t.Errorf("more than seven must be a list with the chosen one: %s", html)
	}
	f.Value = ""
	if html = render(t, almelo("nl"), Select(f)); !strings.Contains(html, `<option value="">Kies uit de lijst</option>`) {
		t.Errorf("nothing chosen yet: %s", html)
	}
	boxes := Field{Name: "when", Label: "When?", Values: []string{"alone", "children"}, Options: galleryOptions(4)}
	if html = render(t, almelo("nl"), Checkboxes(boxes)); strings.Count(html, " checked") != 2 {
		t.Errorf("two must be ticked: %s", html)
	}
	if html = render(t, almelo("nl"), Checkbox(Field{Name: "agree", Label: "Yes", Value: "ja"})); !strings.Contains(html, " checked") {
		t.Errorf("must be ticked: %s", html)
	}
}

func TestErrorsStandAboveTheHeading(t *testing.T) {
	fields := []Field{{Name: "title", Error: "Search"}, {Name: "more"}, {Name: "kind", ID: "kind-2", Error: "Next"}}
	html := render(t, almelo("nl"), Page(Head{Title: "Hulp vragen", Fields: fields}))
	for _, want := range []string{"<title>Fout: Hulp vragen - Gemeente Almelo</title>", `href="#title">Zoeken</a>`, `href="#kind-2">Volgende</a>`, `role="alert"`} {
		if !strings.Contains(html, want) {
			t.Errorf("no %q in %s", want, html)
		}
	}
	if strings.Index(html, `id="fouten"`) > strings.Index(html, "<h1") || strings.Contains(html, `href="#more"`) {
		t.Errorf("the errors must stand above the heading, and no others: %s", html)
	}
	html = render(t, almelo("en"), Page(Head{Title: "Ask for help", Problem: "A colleague changed this plan."}))
	if !strings.Contains(html, "<title>Error: Ask for help") || !strings.Contains(html, "A colleague changed this plan.") {
		t.Errorf("a problem of the whole form: %s", html)
	}
	html = render(t, almelo("nl"), Page(Head{Title: "Hulp vragen", Fields: fields[1:2]}))
	if strings.Contains(html, "Fout:") || strings.Contains(html, "fouten") {
		t.Errorf("nothing is wrong here: %s", html)
	}
}
