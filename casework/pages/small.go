package pages

import (
	"net/http"

	"github.com/a-h/templ"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// control is how a field is asked.
type control int

const (
	askLine  control = iota // one line of text
	askLines                // more lines
	askDay                  // a date
	askOne                  // one of some choices
	askSome                 // any number of choices
	askTick                 // one yes
)

// asked is a field with how it is asked.
type asked struct {
	ui.Field
	As control
}

// smallForm is a page with one form on it and nothing else to decide.
type smallForm struct {
	Head    ui.Head
	Note    string
	Facts   []ui.Fact
	Action  templ.SafeURL
	NewID   db.ID
	Version int64
	Hidden  [][2]string
	Fields  []asked
	Button  string
	Danger  bool
	Cancel  templ.SafeURL
	Extra   templ.Component // below the form
}

// small shows a small form, and after it was sent does what it asks for and goes on to an address. What is wrong
// stands beside what was typed.
func (p *Pages) small(w http.ResponseWriter, r *http.Request, f *form, build func() smallForm, do func() error, to string, args ...any) error {
	if sent(r) {
		err := do()
		if err == nil && !f.bad() {
			return web.Redirect(w, r, to, args...)
		}
		if err != nil && !f.refused(err) {
			return err
		}
	}
	page := build()
	for _, x := range page.Fields {
		page.Head.Fields = append(page.Head.Fields, x.Field)
	}
	page.Head.Problem = f.leftover(page.Head.Fields...)
	return web.Page(w, r, f.status, smallFormShown(page))
}

func (f *form) line(x ui.Field) asked  { return asked{f.field(x), askLine} }
func (f *form) lines(x ui.Field) asked { return asked{f.field(x), askLines} }
func (f *form) day(x ui.Field) asked   { return asked{f.field(x), askDay} }
func (f *form) one(x ui.Field) asked   { return asked{f.field(x), askOne} }
func (f *form) some(x ui.Field) asked  { return asked{f.boxes(x), askSome} }
func (f *form) tick(x ui.Field) asked  { return asked{f.field(x), askTick} }
