package pages

import (
	"context"
	"net/http"

	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/team"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

func (p *Pages) handOver(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	d, err := p.dossier(r, actor)
	if err != nil {
		return err
	}
	ctx, f, id := r.Context(), read(r, nil), p.web.FormID(r)
	members, err := p.Teams.Members(ctx, actor, d.TeamID)
	if err != nil {
		return err
	}
	var to []ui.Option
	for _, m := range members {
		if m.ID != d.ContactID {
			to = append(to, ui.Option{Value: m.ID.String(), Label: m.Name, Hint: text.N(ctx, m.Households, "%d household", "%d households")})
		}
	}
	return p.small(w, r, f, func() smallForm {
		page := homeForm(ctx, d, text.T(ctx, "Change the contact person"), text.T(ctx, "Change the contact person"), "/overdracht")
		page.Note = text.T(ctx, "A household has one contact person. Talk about it with the resident first. The resident gets a message with the new name.")
		page.NewID = id
		page.Fields = []asked{f.one(ui.Field{Name: "to", Label: text.T(ctx, "Who becomes the contact person?"), Options: to}),
			f.one(ui.Field{Name: "reason", Label: text.T(ctx, "Why?"), Options: options(ctx, team.Reasons), Hint: text.T(ctx, "The resident reads this.")})}
		return page
	}, func() error {
		_, err := p.Teams.HandOver(ctx, actor, team.Handover{ID: id, HouseholdID: d.ID, ToID: f.id("to"), Reason: team.Reason(f.text("reason"))})
		return err
	}, "/team/huishoudens/%s", d.ID)
}

func (p *Pages) takeOver(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	id, err := web.ID(r, "id")
	if err != nil {
		return err
	}
	if _, err := p.Teams.TakeOver(r.Context(), actor, id); err != nil {
		return err
	}
	p.web.Say(r.Context(), "You are the contact person from now on.")
	return web.Redirect(w, r, "/team/huishoudens/%s", id)
}

// move asks for the new address, shows what the move means, and then does it.
func (p *Pages) move(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	d, err := p.dossier(r, actor)
	if err != nil {
		return err
	}
	ctx, f := r.Context(), read(r, nil)
	m := team.Move{HouseholdID: d.ID, Version: f.number("version"), Leaves: f.yes("leaves"), Address: household.Address{
		Street: f.text("street"), House: f.text("house"), Postcode: f.postcode("postcode"), City: f.text("city")}}
	if !sent(r) {
		return web.Page(w, r, http.StatusOK, smallFormShown(p.moveForm(ctx, f, d)))
	}
	if m.Address.Postcode.IsZero() {
		f.wrong.Say("postcode", "Write a postcode as 4 digits and 2 letters, such as 7511 SS")
	}
	if f.bad() {
		return p.moveAgain(w, r, f, d)
	}
	if !f.yes("checked") {
		means, err := p.Teams.Destination(ctx, actor, m)
		if err != nil {
			if f.refused(err) {
				return p.moveAgain(w, r, f, d)
			}
			return err
		}
		page, err := p.moveCheck(ctx, f, d, m, means)
		if err != nil {
			return err
		}
		return web.Page(w, r, http.StatusOK, smallFormShown(page))
	}
	if _, err := p.Teams.Move(ctx, actor, m); err != nil {
		if f.refused(err) {
			return p.moveAgain(w, r, f, d)
		}
		return err
	}
	p.web.Say(ctx, "The move is written down.")
	return web.Redirect(w, r, "/team/huishoudens/%s", d.ID)
}

func (p *Pages) moveForm(ctx context.Context, f *form, d household.Dossier) smallForm {
	page := homeForm(ctx, d, text.T(ctx, "The household moves"), text.T(ctx, "Next"), "/verhuizing")
	page.Version = d.Version
	page.Fields = []asked{
		f.line(ui.Field{Name: "street", Label: text.T(ctx, "Street"), Optional: true, Autocomplete: "off"}),
		f.line(ui.Field{Name: "house", Label: text.T(ctx, "House number"), Width: 8, Optional: true, Autocomplete: "off"}),
		f.line(ui.Field{Name: "postcode", Label: text.T(ctx, "New postcode"), Width: 8, Autocomplete: "off"}),
		f.line(ui.Field{Name: "city", Label: text.T(ctx, "Place"), Optional: true, Autocomplete: "off"}),
		f.tick(ui.Field{Name: "leaves", Label: text.T(ctx, "The household leaves for a place outside this region")}),
	}
	for _, x := range page.Fields {
		page.Head.Fields = append(page.Head.Fields, x.Field)
	}
	page.Head.Problem = f.leftover(page.Head.Fields...)
	return page
}

func (p *Pages) moveAgain(w http.ResponseWriter, r *http.Request, f *form, d household.Dossier) error {
	return web.Page(w, r, f.status, smallFormShown(p.moveForm(r.Context(), f, d)))
}

// moveCheck says what the move means before it is done, since closing cannot be undone.
func (p *Pages) moveCheck(ctx context.Context, f *form, d household.Dossier, m team.Move, means team.Destination) (smallForm, error) {
	page := homeForm(ctx, d, text.T(ctx, "Is this right?"), text.T(ctx, "Yes, write down the move"), "/verhuizing")
	page.Version = m.Version
	for _, name := range []string{"street", "house", "postcode", "city", "leaves"} {
		page.Hidden = append(page.Hidden, [2]string{name, f.values.Get(name)})
	}
	page.Hidden = append(page.Hidden, [2]string{"checked", "ja"})
	switch {
	case means.Municipality != 0:
		t, err := p.Tenants.ByID(ctx, means.Municipality)
		if err != nil {
			return page, err
		}
		page.Danger, page.Note = true, text.T(ctx, "The household goes to %s. We close it here, and everything that runs here stops. Hand over in person, together with the resident.", t.Name)
	case means.Leaves:
		page.Danger, page.Note = true, text.T(ctx, "The household leaves the municipality. We close it here, and everything that runs here stops. Hand over in person, together with the resident.")
	case means.SameTeam:
		page.Note = text.T(ctx, "%s goes on helping this household. Nothing else changes.", means.Team.Name)
	default:
		page.Note = text.T(ctx, "%s helps this household from now on. The contact person stays until somebody of that team takes over.", means.Team.Name)
	}
	for _, line := range m.Address.Lines() {
		page.Facts = append(page.Facts, ui.Fact{Name: text.T(ctx, "New address"), Value: line})
	}
	return page, nil
}

func (p *Pages) closeHousehold(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	d, err := p.dossier(r, actor)
	if err != nil {
		return err
	}
	ctx, f := r.Context(), read(r, nil)
	return p.small(w, r, f, func() smallForm {
		page := homeForm(ctx, d, text.T(ctx, "Close the household"), text.T(ctx, "Close the household"), "/afsluiting")
		page.Note = text.T(ctx, "Everything that runs for this household stops. This cannot be undone. When they need help again, a new household is opened.")
		page.Version, page.Danger = d.Version, true
		page.Fields = []asked{f.one(ui.Field{Name: "ending", Label: text.T(ctx, "Why?"), Options: options(ctx, household.Endings)})}
		return page
	}, func() error {
		why := household.Ending(f.text("ending"))
		if why.Name() == "" || why == household.Moved {
			f.wrong.Say("ending", "Choose why the household is closed")
			f.bad()
			return nil
		}
		return p.Households.Close(ctx, actor, d.ID, f.number("version"), why)
	}, "/team/huishoudens/%s", d.ID)
}
