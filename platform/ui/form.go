package ui

import (
	"context"

	"github.com/a-h/templ"

	"codeberg.org/samenkracht/samenkracht/platform/text"
)

// FormHead says where a form goes. Every form is sent with POST.
type FormHead struct {
	Action templ.SafeURL
	NewID  string // the id that the new thing gets; carried in the hidden field "id" against a double click
	Upload bool   // the form carries files
}

// Search is a form that looks for something: it is sent with GET and can be kept as an address.
type Search struct {
	Action       templ.SafeURL
	Name         string // of the box; "zoek" when empty
	Label, Value string
	Hint         string
	Button       string // "Zoeken" when empty
}

func (s Search) name() string {
	if s.Name == "" {
		return "zoek"
	}
	return s.Name
}

// Confirmation asks whether something that cannot be undone must really happen.
type Confirmation struct {
	Action       templ.SafeURL
	Text         string
	Button       string
	Danger       bool
	Cancel       templ.SafeURL
	CancelButton string
}

func (f FormHead) enctype() string {
	if f.Upload {
		return "multipart/form-data"
	}
	return "application/x-www-form-urlencoded"
}

func (s Search) attributes() templ.Attributes {
	a := templ.Attributes{}
	if s.Hint != "" {
		a["aria-describedby"] = s.name() + "-hint"
	}
	return a
}

func (s Search) button(ctx context.Context) string {
	if s.Button == "" {
		return text.T(ctx, "Search")
	}
	return s.Button
}

func (c Confirmation) cancel(ctx context.Context) string {
	if c.CancelButton == "" {
		return text.T(ctx, "No, go back")
	}
	return c.CancelButton
}
