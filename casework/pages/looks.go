package pages

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/household/consent"
	"codeberg.org/samenkracht/samenkracht/casework/intake"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// looksPage is who looked at the resident's file, when and why.
type looksPage struct {
	Table ui.TableData
	Older templ.SafeURL
}

func (p *Pages) looks(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	if err := signedIn(actor); err != nil {
		return err
	}
	ctx := r.Context()
	before, _ := db.ParseID(r.URL.Query().Get("voor")) // what is no id is the newest page
	entries, err := p.lookEntries(ctx, actor, before)
	if err != nil {
		return err
	}
	page := looksPage{Table: ui.TableData{Caption: text.T(ctx, "Who looked at my file"), HideCaption: true, Columns: []ui.Column{
		{Label: text.T(ctx, "When")}, {Label: text.T(ctx, "Who")}, {Label: text.T(ctx, "What")}, {Label: text.T(ctx, "Why")}, {Label: text.T(ctx, "This is allowed because")}}}}
	if len(entries) > access.Looks {
		entries = entries[:access.Looks]
	}
	if len(entries) == access.Looks {
		page.Older = ui.Path(ctx, "/mijn/inzage?voor=%s", entries[len(entries)-1].ID)
	}
	for _, visit := range visits(entries) {
		if visit[0].ActorID == actor.Account { // your own visits are no news
			continue
		}
		row, err := p.lookRow(ctx, actor, visit)
		if err != nil {
			return err
		}
		page.Table.Rows = append(page.Table.Rows, row)
	}
	return web.Page(w, r, http.StatusOK, looksShown(page))
}

// lookEntries gathers the lines about the resident, and about questions from before there was a household.
func (p *Pages) lookEntries(ctx context.Context, actor access.Actor, before db.ID) ([]access.Entry, error) {
	own, err := p.Households.Mine(ctx, actor)
	if err != nil {
		return nil, err
	}
	all, err := p.Intake.Looks(ctx, actor)
	if err != nil {
		return nil, err
	}
	if before != 0 {
		all = slices.DeleteFunc(all, func(e access.Entry) bool { return e.ID >= before })
	}
	for _, o := range own {
		if o.Reader {
			continue
		}
		some, err := p.Households.Looks(ctx, actor, o.Resident.ID, before)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	slices.SortFunc(all, func(a, b access.Entry) int { return b.At.Compare(a.At) })
	return all, nil
}

// visits puts the lines together that one request wrote: to the resident that is one look.
func visits(entries []access.Entry) [][]access.Entry {
	var out [][]access.Entry
	for _, e := range entries {
		if n := len(out); n > 0 && e.Trace != "" && out[n-1][0].Trace == e.Trace && out[n-1][0].Outcome == e.Outcome {
			out[n-1] = append(out[n-1], e)
			continue
		}
		out = append(out, []access.Entry{e})
	}
	return out
}

// different joins what say says of each line, each thing once.
func different(visit []access.Entry, say func(access.Entry) string) string {
	var out []string
	for _, e := range slices.Backward(visit) { // the newest line comes first
		if words := say(e); words != "" && !slices.Contains(out, words) {
			out = append(out, words)
		}
	}
	return strings.Join(out, "; ")
}

func (p *Pages) lookRow(ctx context.Context, actor access.Actor, visit []access.Entry) (ui.Row, error) {
	e := visit[0]
	who, err := p.colleague(ctx, actor, e.ActorID)
	if err != nil {
		return ui.Row{}, err
	}
	name := ui.Cell{Text: who.Name, Note: text.T(ctx, web.RoleName(e.Role))}
	if e.ActorID == 0 {
		name = ui.Cell{Text: name.Note}
	}
	if e.ActorID == 0 && e.Role == access.RoleSystem {
		name = ui.Cell{Text: text.T(ctx, "The system"), Note: e.Job}
	}
	what := ui.Cell{Text: different(visit, func(e access.Entry) string { return text.T(ctx, p.actionName(e)) })}
	if e.Outcome == access.Refused {
		what.Tag = ui.Tag{Tone: ui.Warning, Text: text.T(ctx, "Was refused")}
	}
	why := ui.Cell{Text: different(visit, func(e access.Entry) string { return text.T(ctx, e.Purpose) })}
	if e.Reason != "" {
		why.Note = text.T(ctx, "In an emergency: %s", e.Reason)
	}
	allowed := ui.Cell{Text: different(visit, func(e access.Entry) string { return text.T(ctx, plainGround(e.Ground)) }),
		Note: different(visit, func(e access.Entry) string { return e.Ground })}
	return ui.Row{Cells: []ui.Cell{{Text: text.Date(ctx, law.DateOf(e.At)), Note: text.Time(ctx, e.At)}, name, what, why, allowed}}, nil
}

// actionName is what was done, in the words of the rule that allowed it.
func (p *Pages) actionName(e access.Entry) string {
	rules := p.Gate.Rules()
	i := slices.IndexFunc(rules, func(r access.Rule) bool {
		return r.Action == e.Action && (slices.Contains(r.Roles, e.Role) || e.Outcome == access.Refused)
	})
	if i < 0 {
		return "Something that nobody may do"
	}
	name := rules[i].Name
	return name
}

// grounds say in plain words what an article allows.
var plainGrounds = []struct{ begins, means string }{
	{"Wmo 2015 art. 5.3.3", "You said yes"},
	{"Wmo 2015 art. 5.2.9", "The law lets us use your number to find the right file"},
	{"Wmo 2015", "The law says that we help you, and that we need this for it"},
	{"Jeugdwet", "The law says that we help young people, and that we need this for it"},
	{"Awb", "The law says how we take a decision"},
	{"AVG art. 15", "You may see your own data"},
	{"AVG art. 7", "You decide about your consent"},
	{"AVG art. 6 lid 1 b", "You asked for it"},
	{"AVG art. 6", "Somebody could be in danger"},
	{"AVG art. 32", "We must keep your data safe"},
}

func plainGround(ground string) string {
	for _, g := range plainGrounds {
		if strings.HasPrefix(ground, g.begins) {
			return g.means
		}
	}
	return ""
}

// consentsPage is what a resident agreed to.
type consentsPage struct{ Now, Past []household.Consent }

func (p *Pages) ownConsents(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	if err := signedIn(actor); err != nil {
		return err
	}
	own, err := p.Households.Mine(r.Context(), actor)
	if err != nil {
		return err
	}
	var page consentsPage
	for _, o := range own {
		for _, c := range o.Consents {
			if c.WithdrawnAt == nil && (c.ToDay.IsZero() || !c.ToDay.Before(p.today())) {
				page.Now = append(page.Now, c)
			} else {
				page.Past = append(page.Past, c)
			}
		}
	}
	return web.Page(w, r, http.StatusOK, ownConsentsShown(page))
}

func (p *Pages) withdrawConsent(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	if err := signedIn(actor); err != nil {
		return err
	}
	id, err := web.ID(r, "id")
	if err != nil {
		return err
	}
	if sent(r) {
		if _, err := p.Households.WithdrawConsent(r.Context(), actor, id); err != nil {
			return err
		}
		p.web.Say(r.Context(), "Your consent is withdrawn. From now on we do not share this any more.")
		return web.Redirect(w, r, "/mijn/toestemmingen")
	}
	own, err := p.Households.Mine(r.Context(), actor)
	if err != nil {
		return err
	}
	for _, o := range own {
		if i := slices.IndexFunc(o.Consents, func(c household.Consent) bool { return c.ID == id }); i >= 0 {
			return web.Page(w, r, http.StatusOK, withdrawConsentPage(o.Consents[i]))
		}
	}
	return web.Redirect(w, r, "/mijn/toestemmingen")
}

// consentFacts are the parts of a consent, for who gave it and for who wrote it down.
func consentFacts(ctx context.Context, c household.Consent) []ui.Fact {
	until := text.Date(ctx, c.ToDay)
	if c.ToDay.IsZero() {
		until = text.T(ctx, "Until you withdraw it")
	}
	if c.WithdrawnAt != nil {
		until = text.T(ctx, "Withdrawn on %s", text.Date(ctx, law.DateOf(*c.WithdrawnAt)))
	}
	return []ui.Fact{{Name: text.T(ctx, "What for"), Value: text.T(ctx, c.Purpose.Name())}, {Name: text.T(ctx, "Who gets to see it"), Value: recipient(ctx, c)},
		{Name: text.T(ctx, "Which data"), Value: fieldNames(ctx, c.Fields)}, {Name: text.T(ctx, "Why this is allowed"), Value: text.T(ctx, c.Ground.Name())},
		{Name: text.T(ctx, "From"), Value: text.Date(ctx, c.FromDay)}, {Name: text.T(ctx, "Until"), Value: until}}
}

func recipient(ctx context.Context, c household.Consent) string {
	if c.Purpose == consent.OwnPage {
		return text.T(ctx, "You")
	}
	return c.Recipient
}

func fieldNames(ctx context.Context, fields household.Fields) string {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = text.T(ctx, f.Name())
	}
	return strings.Join(names, ", ")
}

func ownCrumbs(ctx context.Context) []ui.Crumb {
	return []ui.Crumb{{Label: text.T(ctx, "My page"), Link: ui.Path(ctx, "/mijn")}}
}

func ownTitle(ctx context.Context, h ownHome) string {
	switch {
	case h.Own.Reader:
		return text.T(ctx, "You read along with %s", h.Own.Resident.FullName())
	case h.Own.Gone:
		return text.T(ctx, "The household where you lived, number %s", h.Own.Number)
	}
	return text.T(ctx, "Your household, number %s", h.Own.Number)
}

// goneWords says what is left to read of a household that somebody left.
func goneWords(ctx context.Context, h ownHome) string {
	if h.Own.Reader {
		return text.T(ctx, "%s does not live in this household any more. You can still read what you were let in to.", h.Own.Resident.FullName())
	}
	return text.T(ctx, "You do not live in this household any more. You can still read what is about you.")
}

// reachable is the number to call: that of the contact person, or else of the team.
func reachable(h ownHome) string {
	if h.Contact.Phone != "" {
		return h.Contact.Phone
	}
	return h.Team.Phone
}

func dial(phone string) templ.SafeURL {
	return templ.SafeURL("tel:" + strings.ReplaceAll(phone, " ", ""))
}

func closedOn(ctx context.Context, f intake.File) string {
	if f.Inquiry.ClosedAt == nil {
		return ""
	}
	return text.Date(ctx, law.DateOf(*f.Inquiry.ClosedAt))
}

// paragraphs are what somebody wrote, taken apart at empty lines.
func paragraphs(words string) []string {
	var out []string
	for _, p := range strings.Split(strings.ReplaceAll(words, "\r\n", "\n"), "\n\n") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}
