package pages

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"

	"codeberg.org/samenkracht/samenkracht/insight/disclosure"
	"codeberg.org/samenkracht/samenkracht/insight/factlab"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/release"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// releaseNames are how far a release is, in words.
var releaseNames = map[release.State]string{
	release.Making:    "Being made",
	release.Failed:    "Not safe, so not made",
	release.Proposed:  "Waits for a colleague",
	release.Approved:  "Approved",
	release.Refused:   "Refused",
	release.Withdrawn: "Withdrawn",
}

var releaseTones = map[release.State]ui.Tone{release.Making: ui.Info, release.Failed: ui.Danger, release.Proposed: ui.Info, release.Approved: ui.OK,
	release.Refused: ui.Warning, release.Withdrawn: ui.Warning}

// tableNames are the tables of a release, in words.
var tableNames = map[string]string{
	release.ByProvisions:    "Households by number of provisions",
	release.ByOrganisations: "Households by number of organisations",
	release.ByDomains:       "Households by set of domains",
	release.ByPair:          "Households with two provisions",
	release.ByPlace:         "Neighbourhood by provision",
	release.ByPlaceClass:    "Neighbourhood by number of provisions",
	release.ByPlaceDomains:  "Neighbourhood by number of domains",
	release.ByClassDomains:  "Number of provisions by number of domains",
	release.Stacking:        "Neighbourhood by number of provisions and domains",
	release.ByType:          "Household type by number of provisions and domains",
}

// releasesView is the releases of a round, with the button for another one.
type releasesView struct {
	roundView
	NewID   db.ID
	MayMake bool
	Problem string
}

func (p *Pages) releases(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	v, err := p.releasesView(r, actor)
	if err != nil {
		return err
	}
	v.NewID = p.mux.NewID()
	return web.Page(w, r, http.StatusOK, releasesPage(v))
}

func (p *Pages) releasesView(r *http.Request, actor access.Actor) (v releasesView, err error) {
	if v.roundView, err = p.wholeRound(r, actor); err != nil {
		return v, err
	}
	undecided := slices.ContainsFunc(v.Releases, func(of release.Release) bool { return of.State == release.Making || of.State == release.Proposed })
	v.MayMake = v.State == factlab.Joined && !undecided && p.Factlab.Gate.May(actor, "factlab.propose", factlab.Object(v.ID))
	return v, nil
}

func (p *Pages) propose(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	v, err := p.releasesView(r, actor)
	if err != nil {
		return err
	}
	q := ask(r)
	v.NewID = p.mux.FormID(r)
	if _, err = p.Releases.Propose(r.Context(), actor, ui.SiteOf(r.Context()).User, v.ID, v.NewID); err == nil {
		p.mux.Say(r.Context(), "The release is being made. That can take some minutes.")
		return web.Redirect(w, r, rounds+"/%s/uitgaven/%s", v.ID, v.NewID)
	}
	if v.Problem, err = q.refused(err); err != nil {
		return err
	}
	return web.Page(w, r, q.status(v.Problem), releasesPage(v))
}

func releasesTable(ctx context.Context, v roundView) ui.TableData {
	t := ui.TableData{Caption: text.T(ctx, "Releases"), HideCaption: true, Columns: []ui.Column{{Label: text.T(ctx, "Release")},
		{Label: text.T(ctx, "Where it stands")}, {Label: text.T(ctx, "Made by")}, {Label: text.T(ctx, "Decided by")}}}
	for i, of := range v.Releases {
		cells := []ui.Cell{{Text: text.T(ctx, "Release %s", number(len(v.Releases)-i)), Link: v.path(ctx, "/uitgaven/"+of.ID.String()), Note: text.DateTime(ctx, of.BegunAt)},
			{Tag: ui.Tag{Tone: releaseTones[of.State], Text: text.T(ctx, releaseNames[of.State])}}, {Text: of.Maker}, {Text: of.Approver}}
		if of.DecidedAt != nil {
			cells[3].Note = text.DateTime(ctx, *of.DecidedAt)
		}
		t.Rows = append(t.Rows, ui.Row{Cells: cells})
	}
	return t
}

// releaseForm is one release, and the questions about it.
type releaseForm struct {
	roundView
	Of      release.Release
	Content release.Content
	Read    bool // there is a content, and it can be read
	Genuine bool // signed by the hub
	MayNow  bool // the actor may decide
	Choice  ui.Field
	Note    ui.Field
	Problem string
}

func (f releaseForm) fields() []ui.Field { return []ui.Field{f.Choice, f.Note} }

// own reports whether the actor had the release made.
func (f releaseForm) own() bool { return f.Of.MakerID == f.Actor.Account }

// releaseForm reads the release in the address.
func (p *Pages) releaseForm(r *http.Request, actor access.Actor) (f releaseForm, err error) {
	if f.roundView, err = p.roundOf(r, actor); err != nil {
		return f, err
	}
	id, err := web.ID(r, "uitgave")
	if err != nil {
		return f, err
	}
	if f.Of, err = p.Releases.One(r.Context(), actor, id); err != nil {
		return f, err
	}
	if f.Of.RoundID != f.ID {
		return f, fmt.Errorf("release: %w", fault.NotFound)
	}
	if len(f.Of.Content) > 0 {
		if f.Content, err = f.Of.Read(); err != nil {
			return f, err
		}
		f.Read, f.Genuine = true, f.Of.Verify(p.Factlab.Identity.Key())
	}
	f.MayNow = p.Releases.MayDecide(actor, f.Of)
	f.ask(r.Context())
	return f, nil
}

func (f *releaseForm) ask(ctx context.Context) {
	f.Choice = ui.Field{Name: "choice", Label: text.T(ctx, "What do you decide?"), Options: []ui.Option{
		{Value: string(release.Approved), Label: text.T(ctx, "I approve"), Hint: text.T(ctx, "From now on everybody can see these tables.")},
		{Value: string(release.Refused), Label: text.T(ctx, "I refuse"), Hint: text.T(ctx, "Nobody will see these tables. Another release can be made.")}}}
	f.Note = ui.Field{Name: "note", Label: text.T(ctx, "Why?"), Rows: 3, Hint: text.T(ctx, "Needed when you refuse. It stays with the release.")}
	if f.Of.State == release.Approved {
		f.Choice = ui.Field{Name: "choice"}
		f.Note.Label, f.Note.Hint = text.T(ctx, "Why do you withdraw it?"), text.T(ctx, "It stays with the release. Who downloaded it before still has it.")
	}
}

func (p *Pages) releaseOf(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	f, err := p.releaseForm(r, actor)
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, releasePage(f))
}

func (p *Pages) decide(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	f, err := p.releaseForm(r, actor)
	if err != nil {
		return err
	}
	q := ask(r)
	state := release.State(q.text("choice"))
	if state == f.Of.State && f.Of.ApproverID == actor.Account { // the button was pressed twice
		return p.back(w, r, f.roundView, "/uitgaven/"+f.Of.ID.String())
	}
	if state != release.Approved && state != release.Refused && state != release.Withdrawn {
		q.wrong.Say("choice", "Choose what you decide.")
	} else if err = p.Releases.Decide(r.Context(), actor, ui.SiteOf(r.Context()).User, f.Of.ID, state, q.text("note")); err == nil {
		p.mux.Say(r.Context(), "Your decision is noted.")
		return p.back(w, r, f.roundView, "/uitgaven/"+f.Of.ID.String())
	} else if f.Problem, err = q.refused(err); err != nil {
		return err
	}
	f.Choice, f.Note = q.filled([]ui.Field{f.Choice})[0], q.filled([]ui.Field{f.Note})[0]
	return web.Page(w, r, q.status(f.Problem), releasePage(f))
}

// releaseFacts are who did what with the release.
func (f releaseForm) releaseFacts(ctx context.Context) []ui.Fact {
	of := f.Of
	out := []ui.Fact{{Name: text.T(ctx, "Where it stands"), Body: ui.Badge(releaseTones[of.State], text.T(ctx, releaseNames[of.State]))},
		{Name: text.T(ctx, "Made by"), Value: text.T(ctx, "%s, on %s", of.Maker, text.DateTime(ctx, of.BegunAt))}}
	if of.DecidedAt != nil {
		out = append(out, ui.Fact{Name: text.T(ctx, "Decided by"), Value: text.T(ctx, "%s, on %s", of.Approver, text.DateTime(ctx, *of.DecidedAt))})
	}
	if of.Note != "" {
		note := of.Note
		if of.State == release.Failed {
			note = failed(ctx, note)
		}
		out = append(out, ui.Fact{Name: text.T(ctx, "Reason"), Value: note})
	}
	if !f.Read {
		return out
	}
	c := f.Content
	return append(out, ui.Fact{Name: text.T(ctx, "Organisations that delivered"), Value: text.Number(ctx, len(c.Round.Participants))},
		ui.Fact{Name: text.T(ctx, "Lines"), Value: text.T(ctx, "%s, of which %s in the month that is counted", text.Number(ctx, int64(c.Quality.Lines)), text.Number(ctx, int64(c.Quality.Active)))},
		ui.Fact{Name: text.T(ctx, "Smallest group that is shown"), Value: text.N(ctx, c.Minimum, "%d household", "%d households")},
		ui.Fact{Name: text.T(ctx, "Signature"), Body: checked(f.Genuine, text.T(ctx, "Signed by the body that joins."))})
}

// failed says why no release was made. What the protection says of its own work is for who reads the log.
func failed(ctx context.Context, note string) string {
	if text.Has(note) {
		return text.T(ctx, note)
	}
	return text.T(ctx, "These tables cannot be protected well enough, so nothing of them is shown. Ask the technical manager for help.")
}

// contentTable sums the tables of a release up: of each how much is hidden, and what part of its count is shown.
func (f releaseForm) contentTable(ctx context.Context) ui.TableData {
	t := ui.TableData{Caption: text.T(ctx, "Tables"), HideCaption: true, Columns: []ui.Column{{Label: text.T(ctx, "Table")}, {Label: text.T(ctx, "Cells"), Numeric: true},
		{Label: text.T(ctx, "Hidden"), Numeric: true}, {Label: text.T(ctx, "Shown"), Numeric: true}}}
	told := map[string]disclosure.TableReport{}
	if r, ok := f.report(); ok {
		for _, one := range r.Tables {
			told[one.Name] = one
		}
	}
	for _, one := range f.Content.Tables {
		cells := ui.Words(tableName(ctx, one.Name), text.Number(ctx, len(one.Rows)), text.Number(ctx, one.Hidden()), text.T(ctx, "not known"))
		if r, ok := told[one.Name]; ok {
			cells = ui.Words(tableName(ctx, one.Name), text.Number(ctx, r.Cells), text.Number(ctx, r.Hidden), text.Percent(ctx, r.Shown))
		}
		t.Rows = append(t.Rows, ui.Row{Cells: cells})
	}
	return t
}

func tableName(ctx context.Context, name string) string {
	if words := tableNames[name]; words != "" {
		return text.T(ctx, words)
	}
	return name
}

// report reads what is told of the protection and of our own attack; not ok when nothing is.
func (f releaseForm) report() (r disclosure.Report, ok bool) {
	ok = len(f.Content.Report) > 0 && json.Unmarshal(f.Content.Report, &r) == nil && r.Method != ""
	return r, ok
}

// safe reports whether the attack failed altogether, also by its own sums.
func safe(r disclosure.Report) bool {
	a := r.Attack
	return r.Safe() && a.Exact+a.Below+a.UnderProtected+a.NotReached == 0
}

// attackFacts say what the attack found, in words.
func attackFacts(ctx context.Context, a disclosure.Attack) []ui.Fact {
	return []ui.Fact{{Name: text.T(ctx, "Hidden numbers that can be calculated exactly"), Value: text.Number(ctx, a.Exact)},
		{Name: text.T(ctx, "Hidden numbers that are surely too small"), Value: text.Number(ctx, a.Below)},
		{Name: text.T(ctx, "Hidden numbers that can be guessed too well"), Value: text.Number(ctx, a.UnderProtected)},
		{Name: text.T(ctx, "Numbers that the attack did not get to"), Value: text.Number(ctx, a.NotReached)},
		{Name: text.T(ctx, "Organisations that attacked with their own list"), Value: text.Number(ctx, a.Insiders)}}
}

func decisionTitle(ctx context.Context, f releaseForm) string {
	if f.Of.State == release.Approved {
		return text.T(ctx, "Withdraw this release")
	}
	return text.T(ctx, "Your decision")
}
