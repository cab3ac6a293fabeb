package pages

import (
	"context"
	"net/http"

	"github.com/a-h/templ"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

// ref is how people call what a worklist line is about, and its legal end.
type ref struct {
	Number string
	Legal  law.Date
}

// refs gathers from every noun how people call the things with these ids. It adds no personal data.
func (p *Pages) refs(ctx context.Context, actor access.Actor, ids []db.ID) (map[db.ID]ref, error) {
	out := map[db.ID]ref{}
	questions, err := p.Intake.Numbers(ctx, actor, ids)
	if err != nil {
		return nil, err
	}
	for _, r := range questions {
		out[r.ID] = ref{r.Number, r.Due}
	}
	homes, err := p.Households.Numbers(ctx, actor, ids)
	for _, r := range homes {
		out[r.ID] = ref{Number: r.Number}
	}
	return out, err
}

// worklistPage is what must be done, what is late first.
type worklistPage struct {
	Table  ui.TableData
	Filter string // "", "mij" or "team"
	Late   int
	Team   bool // the reader may see the households of a team
	More   templ.SafeURL
}

func (p *Pages) worklist(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	ctx, q := r.Context(), r.URL.Query()
	page := worklistPage{Filter: q.Get("voor"), Team: p.Households.MayList(actor)}
	s := worklist.Search{Whose: worklistParts[page.Filter]}
	s.AfterID, _ = db.ParseID(q.Get("na")) // what is no id is the first page
	_ = s.AfterDue.UnmarshalText([]byte(q.Get("dag")))
	lines, err := p.List.Open(ctx, actor, s)
	if err != nil {
		return err
	}
	if page.Late, err = p.List.Late(ctx, actor, s.Whose); err != nil {
		return err
	}
	if len(lines) == worklist.Page {
		last := lines[len(lines)-1]
		page.More = ui.Path(ctx, "/team/werkvoorraad?voor=%s&dag=%s&na=%s", page.Filter, last.Due.String(), last.ID)
	}
	ids := make([]db.ID, len(lines))
	for i, l := range lines {
		ids[i] = l.ObjectID
	}
	refs, err := p.refs(ctx, actor, ids)
	if err != nil {
		return err
	}
	page.Table = ui.TableData{Caption: text.T(ctx, "What must be done"), HideCaption: true, Columns: []ui.Column{
		{Label: text.T(ctx, "What")}, {Label: text.T(ctx, "Number")}, {Label: text.T(ctx, "When")}, {Label: text.T(ctx, "Legal end date")}, {Label: text.T(ctx, "For whom")}}}
	for _, l := range lines {
		page.Table.Rows = append(page.Table.Rows, p.lineRow(ctx, l, refs[l.ObjectID], l.AccountID == actor.Account))
	}
	return web.Page(w, r, http.StatusOK, worklistShown(page))
}

func (p *Pages) lineRow(ctx context.Context, l worklist.Line, of ref, mine bool) ui.Row {
	what := ui.Cell{Body: lineTitle(text.T(ctx, l.Title), of.Number, ui.Path(ctx, l.Link))}
	if l.Note != "" {
		what.Note = text.T(ctx, l.Note)
	}
	when := ui.Cell{Text: text.T(ctx, "Not before a certain day")}
	if !l.Due.IsZero() {
		when = ui.Cell{Text: text.Until(ctx, p.today(), l.Due), Note: text.Date(ctx, l.Due)}
		if l.Late(p.today()) {
			when.Tag = ui.Tag{Tone: ui.Danger, Text: text.T(ctx, "Too late")}
		}
	}
	legal := of.Legal
	if legal.IsZero() && l.Rule != "" {
		legal = l.Due
	}
	who := text.T(ctx, "The team")
	if mine {
		who = text.T(ctx, "Me")
	}
	return ui.Row{Cells: []ui.Cell{what, {Text: of.Number}, when, {Text: text.Date(ctx, legal)}, {Text: who}}}
}

// worklistParts are the parts of the worklist by the word in the address.
var worklistParts = map[string]worklist.Whose{"mij": worklist.Mine, "team": worklist.Team}

// worklistFilters are the parts of the worklist, as the address and the reader name them.
var worklistFilters = []struct{ word, name string }{{"", "Everything"}, {"mij", "For me"}, {"team", "For the team"}}

// now marks the link of the page that is shown.
func now(is bool) templ.Attributes {
	if !is {
		return nil
	}
	return templ.Attributes{"aria-current": "page"}
}
