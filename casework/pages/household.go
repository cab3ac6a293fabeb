package pages

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/a-h/templ"

	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/household/consent"
	"codeberg.org/samenkracht/samenkracht/casework/household/relation"
	"codeberg.org/samenkracht/samenkracht/casework/team"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// householdsPage is the search for a household and the list of those that the team serves.
type householdsPage struct {
	Head  ui.Head
	What  ui.Field
	Table ui.TableData
	More  templ.SafeURL
}

func (p *Pages) households(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	return p.showHouseholds(w, r, actor, read(r, nil))
}

// pageSize is how many households a page of the list has.
const pageSize = 50

func (p *Pages) showHouseholds(w http.ResponseWriter, r *http.Request, actor access.Actor, f *form) error {
	ctx := r.Context()
	after, _ := db.ParseID(r.URL.Query().Get("na")) // what is no id is the first page
	served, err := p.Households.Served(ctx, actor, after)
	if err != nil {
		return err
	}
	page := householdsPage{What: f.field(ui.Field{Name: "what", Label: text.T(ctx, "Household number or citizen service number"), Width: 20,
		Hint: text.T(ctx, "For example H-2026-00041, or 9 digits."), Autocomplete: "off"})}
	page.Head = ui.Head{Title: text.T(ctx, "Households"), Crumbs: deskCrumbs(ctx), Fields: []ui.Field{page.What}, Wide: true}
	page.Table = ui.TableData{Caption: text.T(ctx, "Households of the team"), HideCaption: true,
		Columns: []ui.Column{{Label: text.T(ctx, "Number")}, {Label: text.T(ctx, "Contact person")}, {Label: text.T(ctx, "Since")}}}
	names := map[db.ID]string{}
	for _, h := range served {
		if _, known := names[h.ContactID]; !known {
			who, err := p.colleague(ctx, actor, h.ContactID)
			if err != nil {
				return err
			}
			names[h.ContactID] = who.Name
		}
		page.Table.Rows = append(page.Table.Rows, ui.Row{Cells: []ui.Cell{{Text: h.Number, Link: ui.Path(ctx, "/team/huishoudens/%s", h.ID)},
			{Text: names[h.ContactID]}, {Text: text.Date(ctx, law.DateOf(h.OpenedAt))}}})
	}
	if len(served) == pageSize {
		page.More = ui.Path(ctx, "/team/huishoudens?na=%s", served[len(served)-1].ID)
	}
	return web.Page(w, r, f.status, householdsShown(page))
}

func (p *Pages) findHousehold(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	f := read(r, nil)
	id, err := p.Households.Find(r.Context(), actor, f.text("what"))
	if err == nil {
		return web.Redirect(w, r, "/team/huishoudens/%s", id)
	}
	if !f.refused(err) {
		return err
	}
	return p.showHouseholds(w, r, actor, f)
}

// householdPage is everything about one household on one screen.
type householdPage struct {
	household.Dossier
	Contact  account.Account
	Team     team.Team
	Parts    []part
	Changes  []ui.Event
	Today    law.Date
	Helpers  int
	Many     bool // helpers
	TakeOver bool // the actor may become the contact person
	Shown    household.Address
	Next     law.Date // the first legal end of what runs
	Reason   string   // why the glass was broken
}

func (p *Pages) household(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	id, err := web.ID(r, "id")
	if err != nil {
		return err
	}
	page, err := p.householdPage(r.Context(), actor, id)
	if errors.Is(err, fault.Denied) && (actor.Role == access.RoleGeneralist || actor.Role == access.RoleTeamLead) {
		f := read(r, nil)
		f.status = http.StatusForbidden
		return p.shown(w, r, f, glass(r.Context(), id))
	}
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, householdShown(page))
}

// breakGlass shows the file once, to who says why that cannot wait. The resident and the privacy officer read
// the reason.
func (p *Pages) breakGlass(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	id, err := web.ID(r, "id")
	if err != nil {
		return err
	}
	f := read(r, nil)
	if len([]rune(f.text("reason"))) < 10 {
		f.wrong.Say("reason", "Write why this cannot wait, in at least a few words")
		f.bad()
		return p.shown(w, r, f, glass(r.Context(), id))
	}
	actor.Reason = f.text("reason")
	d, err := p.Households.Read(r.Context(), actor, id)
	if err != nil {
		return err
	}
	page := householdPage{Dossier: d, Today: p.today(), Shown: d.Address, Reason: actor.Reason}
	if err := p.serving(r.Context(), actor, &page); err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, householdShown(page))
}

// glass is the form with which somebody of another team opens a file in an emergency.
func glass(ctx context.Context, id db.ID) editPage {
	return editPage{Head: ui.Head{Title: text.T(ctx, "This household belongs to another team"), Crumbs: deskCrumbs(ctx)},
		Before: before(text.T(ctx, "You can see the file only in an emergency. The resident and the privacy officer read who looked and why.")),
		Action: ui.Path(ctx, "/team/huishoudens/%s/noodtoegang", id), Button: text.T(ctx, "Open the file in an emergency"), Danger: true,
		Inputs: []input{{Field: ui.Field{Name: "reason", Label: text.T(ctx, "Why can this not wait?"), Rows: 3}}}, Cancel: ui.Path(ctx, "/team/huishoudens")}
}

func (p *Pages) householdPage(ctx context.Context, actor access.Actor, id db.ID) (page householdPage, err error) {
	if page.Dossier, err = p.Households.Read(ctx, actor, id); err != nil {
		return page, err
	}
	page.Today, page.Shown = p.today(), page.Address
	if err := p.serving(ctx, actor, &page); err != nil {
		return page, err
	}
	if page.Parts, err = p.parts(ctx, actor, id); err != nil {
		return page, err
	}
	for _, x := range page.Parts {
		if !x.Closed && !x.Ends.IsZero() && (page.Next.IsZero() || x.Ends.Before(page.Next)) {
			page.Next = x.Ends
		}
	}
	changes, err := p.Teams.Handovers(ctx, actor, id)
	if err != nil {
		return page, err
	}
	page.Changes, err = p.handoverEvents(ctx, actor, changes)
	return page, err
}

// serving fills in who serves the household.
func (p *Pages) serving(ctx context.Context, actor access.Actor, page *householdPage) (err error) {
	if page.Contact, err = p.colleague(ctx, actor, page.ContactID); err != nil {
		return err
	}
	if page.Team, err = p.team(ctx, actor, page.TeamID); err != nil {
		return err
	}
	page.Helpers, page.Many = relation.ManyHelpers(page.Relations, page.Today)
	if page.State != household.Open || actor.Role != access.RoleGeneralist || actor.Team != page.TeamID {
		return nil
	}
	return p.view(ctx, actor, func(tx *db.Tx) error {
		works, err := team.WorksInTx(ctx, tx, page.ContactID, page.TeamID)
		page.TakeOver = !works
		return err
	})
}

func (p *Pages) secretAddress(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	id, err := web.ID(r, "id")
	if err != nil {
		return err
	}
	h, err := p.Households.SecretAddress(r.Context(), actor, id)
	if err != nil {
		return err
	}
	page, err := p.householdPage(r.Context(), actor, id)
	if err != nil {
		return err
	}
	page.Shown = h.Address
	return web.Page(w, r, http.StatusOK, householdShown(page))
}

func (p *Pages) keepSecret(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	id, err := web.ID(r, "id")
	if err != nil {
		return err
	}
	f := read(r, nil)
	if err := p.Households.KeepSecret(r.Context(), actor, id, f.number("version"), f.yes("secret")); err != nil {
		return err
	}
	return web.Redirect(w, r, "/team/huishoudens/%s", id)
}

// homeCrumbs lead back to a household.
func homeCrumbs(ctx context.Context, d household.Dossier) []ui.Crumb {
	return append(deskCrumbs(ctx), ui.Crumb{Label: text.T(ctx, "Household %s", d.Number), Link: ui.Path(ctx, "/team/huishoudens/%s", d.ID)})
}

// dossier reads the household that an address names, for a page with a form about it.
func (p *Pages) dossier(r *http.Request, actor access.Actor) (household.Dossier, error) {
	id, err := web.ID(r, "id")
	if err != nil {
		return household.Dossier{}, err
	}
	return p.Households.Read(r.Context(), actor, id)
}

// homeForm is a small form about a household, with the ways back.
func homeForm(ctx context.Context, d household.Dossier, title, button, format string, args ...any) editPage {
	return editPage{Head: ui.Head{Title: title, Crumbs: homeCrumbs(ctx, d)}, Button: button,
		Action: ui.Path(ctx, "/team/huishoudens/"+d.ID.String()+format, args...), Cancel: ui.Path(ctx, "/team/huishoudens/%s", d.ID)}
}

// homeFacts are what a worker looks for first.
func homeFacts(ctx context.Context, p householdPage) []ui.Fact {
	facts := []ui.Fact{{Name: text.T(ctx, "Contact person"), Value: join(p.Contact.Name, p.Contact.Phone)}, {Name: text.T(ctx, "Team"), Value: p.Team.Name}}
	if p.State == household.Closed {
		facts = append(facts, ui.Fact{Name: text.T(ctx, "Closed on"), Value: text.Date(ctx, p.ClosedOn) + " (" + text.T(ctx, p.Ending.Name()) + ")"})
	}
	if !p.Next.IsZero() {
		facts = append(facts, dueFact(ctx, text.T(ctx, "Legal end date"), p.Today, p.Next))
	}
	address := strings.Join(p.Shown.Lines(), ", ")
	if p.Secret && address == "" {
		address = text.T(ctx, "Secret")
	}
	facts = append(facts, ui.Fact{Name: text.T(ctx, "Address"), Value: address})
	last, spoke := p.LastContact()
	if !spoke {
		return append(facts, ui.Fact{Name: text.T(ctx, "Last contact"), Value: text.T(ctx, "No contact written down yet")})
	}
	facts = append(facts, ui.Fact{Name: text.T(ctx, "Last contact"), Value: text.Ago(ctx, p.Today, last.HeldOn) + ", " + text.T(ctx, last.Channel.Name())})
	if last.Next != "" {
		facts = append(facts, ui.Fact{Name: text.T(ctx, "Next step"), Value: last.Next + " (" + text.Date(ctx, last.NextOn) + ")"})
	}
	return facts
}

func join(words ...string) string { return strings.Join(strings.Fields(strings.Join(words, " ")), " ") }

// residentTable is who belongs to the household.
func residentTable(ctx context.Context, p householdPage) ui.TableData {
	t := ui.TableData{Caption: text.T(ctx, "Who belongs to the household"), HideCaption: true, Columns: []ui.Column{
		{Label: text.T(ctx, "Name")}, {Label: text.T(ctx, "Born")}, {Label: text.T(ctx, "Relation")}, {Label: text.T(ctx, "How to reach")}, {Label: text.T(ctx, "Citizen service number")}}}
	for _, r := range p.Residents {
		name := ui.Cell{Text: r.FullName(), Link: ui.Path(ctx, "/team/huishoudens/%s/leden/%s", p.ID, r.ID)}
		if r.Leaving != household.Here {
			name.Note = text.T(ctx, r.Leaving.Name()) + ", " + text.Date(ctx, r.LeftOn)
		}
		born := ui.Cell{Text: text.Date(ctx, r.BirthDate)}
		if years, known := r.Age(p.Today); known {
			born.Note = text.N(ctx, years, "%d year old", "%d years old")
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []ui.Cell{name, born, {Text: relationsWithin(ctx, p, r.ID)},
			{Body: reach(r.Phone, r.Email)}, {Text: lastDigits(ctx, r)}}})
	}
	return t
}

// relationsWithin says what somebody is to the others of the household.
func relationsWithin(ctx context.Context, p householdPage, id db.ID) string {
	var out []string
	for _, rel := range p.Relations {
		if rel.OtherID == 0 || rel.ResidentID != id && rel.OtherID != id || !rel.Holds(p.Today) {
			continue
		}
		seen := rel.Seen(id)
		if other, ok := p.Resident(seen.OtherID); ok {
			out = append(out, text.T(ctx, "%s: %s", other.FirstName, text.T(ctx, seen.Kind.Name())))
		}
	}
	return strings.Join(out, "; ")
}

// lastDigits shows only enough of a citizen service number to compare it.
func lastDigits(ctx context.Context, r household.Resident) string {
	if r.BSN.IsZero() {
		return text.T(ctx, "Not known yet")
	}
	return text.T(ctx, "ends in %s", r.BSN.Reveal()[6:])
}

// circleTable is who is around the household in one circle.
func circleTable(ctx context.Context, p householdPage, c relation.Circle) ui.TableData {
	t := ui.TableData{Caption: text.T(ctx, c.Name()), Columns: []ui.Column{
		{Label: text.T(ctx, "Who")}, {Label: text.T(ctx, "Of whom")}, {Label: text.T(ctx, "What they do")}, {Label: text.T(ctx, "How to reach")}}}
	for _, rel := range p.Around(c, p.Today) {
		if rel.OtherID != 0 {
			continue
		}
		of, _ := p.Resident(rel.ResidentID)
		t.Rows = append(t.Rows, ui.Row{Cells: []ui.Cell{
			{Text: join(rel.Name, rel.Organisation), Link: ui.Path(ctx, "/team/huishoudens/%s/relaties/%s", p.ID, rel.ID), Note: text.T(ctx, rel.Kind.Name())},
			{Text: of.FirstName}, {Text: rel.Does}, {Body: reach(rel.Phone, rel.Email)}}})
	}
	return t
}

// consentTable is what the residents agreed to and what still holds.
func consentTable(ctx context.Context, p householdPage) ui.TableData {
	t := ui.TableData{Caption: text.T(ctx, "What is shared"), HideCaption: true, Columns: []ui.Column{
		{Label: text.T(ctx, "What for")}, {Label: text.T(ctx, "Of whom")}, {Label: text.T(ctx, "With whom")}, {Label: text.T(ctx, "Until")}, {Label: text.T(ctx, "How it stands")}}}
	for _, c := range p.Consents {
		of, _ := p.Resident(c.ResidentID)
		state, tone := text.T(ctx, "Holds"), ui.OK
		what := ui.Cell{Text: text.T(ctx, c.Purpose.Name()), Note: fieldNames(ctx, c.Fields), Link: ui.Path(ctx, "/team/huishoudens/%s/toestemmingen/%s/intrekking", p.ID, c.ID)}
		if !c.Holds(p.Today) {
			state, tone, what.Link = text.T(ctx, "Is over"), ui.Neutral, ""
		}
		with := c.Recipient
		if c.Purpose == consent.OwnPage {
			with = of.FirstName
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []ui.Cell{what, {Text: of.FirstName}, {Text: with}, {Text: text.Date(ctx, c.ToDay)}, {Tag: ui.Tag{Tone: tone, Text: state}}}})
	}
	return t
}

// momentEvents are the contact moments, the newest first.
func momentEvents(ctx context.Context, p householdPage) []ui.Event {
	out := make([]ui.Event, len(p.Moments))
	for i, m := range p.Moments {
		out[i] = ui.Event{When: text.Date(ctx, m.HeldOn), Title: text.T(ctx, m.Channel.Name()), Text: m.About, Icon: "chat"}
	}
	return out
}

// open are the parts that still run.
func open(parts []part) []part {
	var out []part
	for _, x := range parts {
		if !x.Closed && x.Sort != sortLetter {
			out = append(out, x)
		}
	}
	return out
}

// documents are what was written for the household: letters, and whatever has ended with a page of its own.
func documents(parts []part) []part {
	var out []part
	for _, x := range parts {
		if x.Sort == sortLetter || x.Closed {
			out = append(out, x)
		}
	}
	return out
}
