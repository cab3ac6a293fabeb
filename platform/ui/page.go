package ui

import (
	"context"
	"strings"

	"github.com/a-h/templ"

	"codeberg.org/samenkracht/samenkracht/platform/text"
)

// Head is what one page says of itself.
type Head struct {
	Title     string        // of the window and of the one h1
	Intro     string        // lead paragraph under the h1
	Label     string        // small line above the h1, such as "Stap 2 van 4" or the kind of thing
	Crumbs    []Crumb       // the way to this page, without the page itself; the home page is put in front
	Back      templ.SafeURL // "Terug" link above the h1, for forms in steps
	Fields    []Field       // those with an error are listed above the h1, and the title says "Fout:"
	Problem   string        // an error that is not about one field: an English sentence, such as fault.Sentence gives
	Wide      bool          // the page may be as wide as the screen, for tables and worklists
	NoHeading bool          // the page writes its own h1, as Hero does
	Plain     bool          // no navigation, breadcrumb and footer links: for letters and print
}

// Crumb is one step of the way to a page.
type Crumb struct {
	Label string
	Link  templ.SafeURL
}

func (h Head) failed() bool { return h.Problem != "" || AnyWrong(h.Fields) }

func (h Head) windowTitle(ctx context.Context) string {
	title := h.Title
	if h.failed() {
		title = text.T(ctx, "Error: %s", title)
	}
	if name := SiteOf(ctx).Name; name != "" {
		title += " - " + name
	}
	return title
}

// description tells search engines what the page is about.
func (h Head) description(ctx context.Context) string {
	if h.Intro != "" {
		return h.Intro
	}
	return text.T(ctx, "%s: help near you, from a neighbour or from your municipality.", h.Title)
}

func (h Head) mainClass() string {
	if h.Wide {
		return "sk-main sk-main--wide"
	}
	return "sk-main"
}

func otherLanguage(ctx context.Context) (lang, label string) {
	if text.Lang(ctx) == text.En {
		return text.Nl, "Nederlands"
	}
	return text.En, "English"
}

func switchLabel(ctx context.Context) string {
	_, label := otherLanguage(ctx)
	return label
}

func switchAttributes(ctx context.Context) templ.Attributes {
	lang, _ := otherLanguage(ctx)
	return templ.Attributes{"lang": lang, "hreflang": lang}
}

// telephone is the link that dials a number as people write it.
func telephone(phone string) templ.SafeURL {
	return templ.SafeURL("tel:" + strings.ReplaceAll(phone, " ", ""))
}

func currentAttributes(current bool) templ.Attributes {
	if !current {
		return nil
	}
	return templ.Attributes{"aria-current": "page"}
}
