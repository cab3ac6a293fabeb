// Package ui is the look: pages, forms and lists as templ components with NL Design System classes.
//
// Every string that a component takes is shown as it is, so the caller says it in the language of the
// reader (text.T); only Field.Error is an English sentence of the rules and is translated here.
package ui

import (
	"context"
	"fmt"
	"net/url"
	"reflect"
	"strings"

	"github.com/a-h/templ"

	"codeberg.org/samenkracht/samenkracht/platform/text"
)

// Site is what every page knows about the municipality, the reader and the request.
type Site struct {
	Base           string // path prefix of the municipality: "/almelo", or "" with a host name of its own
	Lang           string // "nl" or "en"
	Slug           string // "almelo"
	Name           string // "Gemeente Almelo": the wordmark sets its first word small when it is Gemeente or Regio
	Phone          string // "14 0546"
	ThemeHref      string // "/thema/almelo.css?v=hash"
	Nav            []NavItem
	User           string // name of who is signed in
	Role           string // the role in words, as the reader says it
	SignedIn       bool
	DemoMode       bool
	Filling        Filling // of the demonstration
	Notice         string  // one-off message, such as "Your request is placed"
	Path           string  // path and query of this page, without Base and language
	TimeoutSeconds int     // idle time after which the session ends; 0 is never
}

// Filling is how far a demonstration has been filled, in households.
type Filling struct{ Done, Total int }

func (f Filling) busy() bool { return f.Done < f.Total }

// NavItem is a link of the main navigation. Path has no Base and no language.
type NavItem struct {
	Label string
	Path  string
}

type siteKey struct{}

// WithSite puts the site and its language into the context of a request.
func WithSite(ctx context.Context, s Site) context.Context {
	return context.WithValue(text.WithLang(ctx, s.Lang), siteKey{}, s)
}

// SiteOf is the site of the request.
func SiteOf(ctx context.Context) Site {
	s, _ := ctx.Value(siteKey{}).(Site)
	return s
}

// Path is an address of the product inside this municipality and language. String
// arguments are escaped, so they fit in a path as well as in a query.
func Path(ctx context.Context, format string, args ...any) templ.SafeURL {
	for i, a := range args {
		args[i] = escaped(a)
	}
	if len(args) > 0 {
		format = fmt.Sprintf(format, args...)
	}
	return address(ctx, text.Lang(ctx), format)
}

// SwitchPath is the address of this page in the other language.
func SwitchPath(ctx context.Context) templ.SafeURL {
	other := text.En
	if text.Lang(ctx) == text.En {
		other = text.Nl
	}
	return address(ctx, other, SiteOf(ctx).Path)
}

func address(ctx context.Context, lang, path string) templ.SafeURL {
	prefix := SiteOf(ctx).Base
	if lang == text.En {
		prefix += "/en"
	}
	if path == "/" && prefix != "" {
		path = ""
	}
	if prefix+path == "" {
		path = "/"
	}
	return templ.SafeURL(prefix + path)
}

// escaped makes words safe inside an address and leaves numbers alone.
func escaped(a any) any {
	switch reflect.ValueOf(a).Kind() {
	case reflect.String:
		return strings.ReplaceAll(url.QueryEscape(fmt.Sprint(a)), "+", "%20")
	case reflect.Int, reflect.Int64, reflect.Int32, reflect.Uint64, reflect.Uint32, reflect.Float64, reflect.Bool:
		return a
	default:
		return strings.ReplaceAll(url.QueryEscape(fmt.Sprint(a)), "+", "%20")
	}
}

// current reports whether the navigation item leads to the part of the site where the reader is: of two that
// could, the closest one does.
func (s Site) current(item NavItem) bool {
	if !s.under(item) {
		return false
	}
	for _, other := range s.Nav {
		if len(other.Path) > len(item.Path) && s.under(other) {
			return false
		}
	}
	return true
}

func (s Site) under(item NavItem) bool {
	path, _, _ := strings.Cut(s.Path, "?")
	return path == item.Path || item.Path != "/" && strings.HasPrefix(path, item.Path+"/")
}

// wordmark splits the name for the header: the kind of body small, its own name large.
func (s Site) wordmark() (above, name string) {
	first, rest, ok := strings.Cut(s.Name, " ")
	if ok && (first == "Gemeente" || first == "Regio") {
		return first, rest
	}
	return "", s.Name
}
