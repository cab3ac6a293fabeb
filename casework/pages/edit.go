package pages

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// as is how a field is asked.
type as int

// The ways. By itself a field is choices when it has options, lines when it has rows, and one line otherwise.
const (
	asItself as = iota
	asDate
	asBox   // one yes
	asBoxes // any number of a few
)

// input is a field and how it is asked.
type input struct {
	ui.Field
	As as
}

// editPage is a page with one small form.
type editPage struct {
	Head    ui.Head
	Action  templ.SafeURL
	NewID   string
	Version string
	Hidden  [][2]string
	Inputs  []input
	Button  string
	Danger  bool // the button ends something
	Cancel  templ.SafeURL
	Before  templ.Component // above the form
	After   templ.Component // below it
	Now     url.Values      // what stands in the fields now
	Changed []ui.Fact       // what somebody else wrote in the meantime
}

// edit is the frame of a page with one form: it shows the form, or does what was asked and says so. What somebody
// else changed in the meantime is shown beside what was typed.
func (p *Pages) edit(w http.ResponseWriter, r *http.Request, f *form, build func() (editPage, error), do func() error, said, to string, args ...any) error {
	page, err := build()
	if err != nil {
		return err
	}
	if sent(r) {
		if err = do(); err == nil && !f.bad() {
			if said != "" {
				p.web.Say(r.Context(), said)
			}
			return web.Redirect(w, r, to, args...)
		}
		if err != nil && !f.refused(err) {
			return err
		}
		if page, err = build(); err != nil {
			return err
		}
	}
	return p.shown(w, r, f, page)
}

// shown writes the page, with what is wrong.
func (p *Pages) shown(w http.ResponseWriter, r *http.Request, f *form, page editPage) error {
	var fields []ui.Field
	for i, in := range page.Inputs {
		if in.As == asBoxes {
			page.Inputs[i].Field = f.boxes(in.Field)
		} else {
			page.Inputs[i].Field = f.field(in.Field)
		}
		fields = append(fields, page.Inputs[i].Field)
	}
	if f.status == http.StatusConflict {
		page.Changed = page.changed()
	}
	page.Head.Fields = fields
	page.Head.Problem = f.leftover(fields...)
	return web.Page(w, r, f.status, editShown(page))
}

// changed are the fields in which something else stands now than was typed.
func (p editPage) changed() []ui.Fact {
	var out []ui.Fact
	for _, in := range p.Inputs {
		now := strings.TrimSpace(p.Now.Get(in.Name))
		if now == "" || now == strings.TrimSpace(in.Value) {
			continue
		}
		for _, o := range in.Options {
			if o.Value == now {
				now = o.Label
			}
		}
		out = append(out, ui.Fact{Name: in.Label, Value: now})
	}
	return out
}

// words is a sentence that another package names, in the language of the reader.
func words(ctx context.Context, sentence string) string { return text.T(ctx, sentence) }
