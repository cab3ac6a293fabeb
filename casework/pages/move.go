package pages

import (
	"context"
	"net/http"
	"strings"

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
	return p.edit(w, r, f, func() (editPage, error) {
		page := homeForm(ctx, d, text.T(ctx, "Change the contact person"), text.T(ctx, "Change the contact person"), "/overdracht")
		page.Before = before(text.T(ctx, "A household has one contact person. Talk about it with the resident first. The resident gets a message with the new name."))
		page.NewID = id.String()
		if len(to) == 0 {
			page.Before = before(text.T(ctx, "Nobody else works in this team. Ask the team lead."))
		}
		page.Inputs = []input{{Field: ui.Field{Name: "to", Label: text.T(ctx, "Who becomes the contact person?"), Options: to}},
			{Field: ui.Field{Name: "reason", Label: text.T(ctx, "Why?"), Options: options(ctx, team.Reasons), Hint: text.T(ctx, "The resident reads this.")}}}
		return page, nil
	}, func() error {
		_, err := p.Teams.HandOver(ctx, actor, team.Handover{ID: id, HouseholdID: d.ID, ToID: f.id("to"), Reason: team.Reason(f.text("reason"))})
		return err
	}, "", "/team/huishoudens/%s", d.ID)
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
	if !sent(r) {
		return p.shown(w, r, f, moveForm(ctx, d))
	}
	m := team.Move{HouseholdID: d.ID, Version: f.number("version"), Leaves: f.yes("leaves"), Address: household.Address{
		Street: f.text("street"), House: f.text("house"), Postcode: f.postcode("postcode"), City: f.text("city")}}
	if m.Address.Postcode.IsZero() {
		f.wrong.Say("postcode", "Write a postcode as 4 digits and 2 letters, such as 7511 SS")
	}
	if f.bad() {
		return p.shown(w, r, f, moveForm(ctx, d))
	}
	if f.yes("checked") {
		if _, err = p.Teams.Move(ctx, actor, m); err == nil {
			p.web.Say(ctx, "The move is written down.")
			return web.Redirect(w, r, "/team/huishoudens/%s", d.ID)
		}
	} else {
		var means team.Destination
		if means, err = p.Teams.Destination(ctx, actor, m); err == nil {
			return p.moveCheck(w, r, f, d, m, means)
		}
	}
	if f.refused(err) {
		return p.shown(w, r, f, moveForm(ctx, d))
	}
	return err
}

func moveForm(ctx context.Context, d household.Dossier) editPage {
	page := homeForm(ctx, d, text.T(ctx, "The household moves"), text.T(ctx, "Next"), "/verhuizing")
	page.Version = version(d.Version)
	page.Inputs = []input{
		{Field: ui.Field{Name: "street", Label: text.T(ctx, "Street"), Optional: true, Autocomplete: "off"}},
		{Field: ui.Field{Name: "house", Label: text.T(ctx, "House number"), Width: 8, Optional: true, Autocomplete: "off"}},
		{Field: ui.Field{Name: "postcode", Label: text.T(ctx, "New postcode"), Width: 8, Autocomplete: "off"}},
		{Field: ui.Field{Name: "city", Label: text.T(ctx, "Place"), Optional: true, Autocomplete: "off"}},
		{Field: ui.Field{Name: "leaves", Label: text.T(ctx, "The household leaves for a place outside this region")}, As: asBox},
	}
	return page
}

// moveCheck says what the move means before it is done, since closing cannot be undone.
func (p *Pages) moveCheck(w http.ResponseWriter, r *http.Request, f *form, d household.Dossier, m team.Move, means team.Destination) error {
	ctx := r.Context()
	page := homeForm(ctx, d, text.T(ctx, "Is this right?"), text.T(ctx, "Yes, write down the move"), "/verhuizing")
	page.Version, page.Danger, page.Hidden = version(m.Version), means.Leaves, [][2]string{{"checked", "ja"}}
	for _, name := range []string{"street", "house", "postcode", "city", "leaves"} {
		page.Hidden = append(page.Hidden, [2]string{name, f.values.Get(name)})
	}
	var say string
	switch {
	case means.Municipality != 0:
		t, err := p.Tenants.ByID(ctx, means.Municipality)
		if err != nil {
			return err
		}
		say = text.T(ctx, "The household goes to %s. We close it here, and everything that runs here stops. Hand over in person, together with the resident.", t.Name)
	case means.Leaves:
		say = text.T(ctx, "The household leaves the municipality. We close it here, and everything that runs here stops. Hand over in person, together with the resident.")
	case means.SameTeam:
		say = text.T(ctx, "%s goes on helping this household. Nothing else changes.", means.Team.Name)
	default:
		say = text.T(ctx, "%s helps this household from now on. The contact person stays until somebody of that team takes over.", means.Team.Name)
	}
	page.Before = before(say, ui.Fact{Name: text.T(ctx, "New address"), Value: strings.Join(m.Address.Lines(), ", ")})
	return web.Page(w, r, http.StatusOK, editShown(page))
}

func (p *Pages) closeHousehold(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	d, err := p.dossier(r, actor)
	if err != nil {
		return err
	}
	ctx, f := r.Context(), read(r, nil)
	return p.edit(w, r, f, func() (editPage, error) {
		page := homeForm(ctx, d, text.T(ctx, "Close the household"), text.T(ctx, "Close the household"), "/afsluiting")
		page.Before = before(text.T(ctx, "Everything that runs for this household stops. This cannot be undone. When they need help again, a new household is opened."))
		page.Version, page.Danger = version(d.Version), true
		page.Inputs = []input{{Field: ui.Field{Name: "ending", Label: text.T(ctx, "Why?"), Options: options(ctx, household.Endings)}}}
		return page, nil
	}, func() error {
		why := household.Ending(f.text("ending"))
		if why.Name() == "" || why == household.Moved {
			f.wrong.Say("ending", "Choose why the household is closed")
			f.bad()
			return nil
		}
		return p.Households.Close(ctx, actor, d.ID, f.number("version"), why)
	}, "", "/team/huishoudens/%s", d.ID)
}
