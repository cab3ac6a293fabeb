package pages

import (
	"context"
	"net/http"
	"net/url"

	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/household/person"
	"codeberg.org/samenkracht/samenkracht/casework/household/relation"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// personFields ask for what identifies somebody.
func personFields(ctx context.Context) []input {
	return []input{
		input{Field: ui.Field{Name: "first_name", Label: text.T(ctx, "First name"), Width: 20, Autocomplete: "off"}},
		{Field: ui.Field{Name: "prefix", Label: text.T(ctx, "Words between first and last name"), Width: 12, Optional: true, Autocomplete: "off"}},
		{Field: ui.Field{Name: "last_name", Label: text.T(ctx, "Last name"), Width: 20, Autocomplete: "off"}},
		{Field: ui.Field{Name: "birth_date", Label: text.T(ctx, "Date of birth"), Optional: true, Autocomplete: "off"}, As: asDate},
		{Field: ui.Field{Name: "bsn", Label: text.T(ctx, "Citizen service number"), Hint: text.T(ctx, "Only after you saw an identity document."), Width: 12,
			Inputmode: "numeric", Optional: true, Autocomplete: "off"}},
		{Field: ui.Field{Name: "gender", Label: text.T(ctx, "Gender"), Options: options(ctx, person.Genders)}},
		{Field: ui.Field{Name: "phone", Label: text.T(ctx, "Phone number"), Type: "tel", Width: 20, Optional: true, Autocomplete: "off"}},
		{Field: ui.Field{Name: "email", Label: text.T(ctx, "E-mail address"), Type: "email", Optional: true, Autocomplete: "off"}},
	}
}

func (f *form) person() household.Person {
	return household.Person{FirstName: f.text("first_name"), Prefix: f.text("prefix"), LastName: f.text("last_name"), BirthDate: f.date("birth_date"),
		BSN: f.bsn("bsn"), Gender: household.Gender(f.text("gender")), Phone: f.phone("phone"), Email: f.email("email")}
}

func personValues(p household.Person) url.Values {
	return url.Values{"first_name": {p.FirstName}, "prefix": {p.Prefix}, "last_name": {p.LastName}, "birth_date": {typed(p.BirthDate)},
		"bsn": {p.BSN.Reveal()}, "gender": {string(p.Gender)}, "phone": {p.Phone.Reveal()}, "email": {p.Email.Reveal()}}
}

func (p *Pages) addResident(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	d, err := p.dossier(r, actor)
	if err != nil {
		return err
	}
	ctx, f, id := r.Context(), read(r, nil), p.web.FormID(r)
	kinds := []household.RelationKind{relation.Partner, relation.Parent, relation.Child, relation.Sibling, relation.OtherFamily}
	return p.edit(w, r, f, func() (editPage, error) {
		page := homeForm(ctx, d, text.T(ctx, "Add somebody to the household"), text.T(ctx, "Add"), "/leden")
		page.NewID, page.Inputs = id.String(), personFields(ctx)
		if first, ok := firstPresent(d); ok {
			page.Inputs = append(page.Inputs, input{Field: ui.Field{Name: "kind", Label: text.T(ctx, "What is this person of %s?", first.FullName()),
				Options: append(options(ctx, kinds), ui.Option{Value: "", Label: text.T(ctx, "Something else")})}})
		}
		return page, nil
	}, func() error {
		who := household.Resident{ID: id, Person: f.person()}
		if f.bad() {
			return nil
		}
		var to household.Relation
		if first, ok := firstPresent(d); ok {
			to = household.Relation{ResidentID: first.ID, Kind: household.RelationKind(f.text("kind"))}
		}
		_, err := p.Households.AddResident(ctx, actor, d.ID, who, to)
		return err
	}, "", "/team/huishoudens/%s", d.ID)
}

func firstPresent(d household.Dossier) (household.Resident, bool) {
	if here := d.Present(); len(here) > 0 {
		return here[0], true
	}
	return household.Resident{}, false
}

// member is the resident that an address names, of the household that it names.
func (p *Pages) member(r *http.Request, actor access.Actor) (d household.Dossier, who household.Resident, err error) {
	if d, err = p.dossier(r, actor); err != nil {
		return d, who, err
	}
	id, err := web.ID(r, "lid")
	if err != nil {
		return d, who, err
	}
	who, ok := d.Resident(id)
	if !ok {
		err = fault.NotFound
	}
	return d, who, err
}

func (p *Pages) changeResident(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	d, who, err := p.member(r, actor)
	if err != nil {
		return err
	}
	ctx, f := r.Context(), read(r, personValues(who.Person))
	return p.edit(w, r, f, func() (editPage, error) {
		page := homeForm(ctx, d, text.T(ctx, "Change the data of %s", who.FullName()), text.T(ctx, "Save"), "/leden/%s", who.ID)
		page.Version, page.Inputs = version(who.Version), personFields(ctx)
		if who.Leaving == household.Here {
			page.After = ui.SecondaryLink(text.T(ctx, "%s no longer belongs to this household", who.FullName()), ui.Path(ctx, "/team/huishoudens/%s/leden/%s/vertrek", d.ID, who.ID))
		}
		return page, nil
	}, func() error {
		person := f.person()
		if f.bad() {
			return nil
		}
		_, err := p.Households.ChangeResident(ctx, actor, who.ID, f.number("version"), person)
		return err
	}, "", "/team/huishoudens/%s", d.ID)
}

func (p *Pages) leave(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	d, who, err := p.member(r, actor)
	if err != nil {
		return err
	}
	ctx, f := r.Context(), read(r, url.Values{"on": {typed(p.today())}})
	return p.edit(w, r, f, func() (editPage, error) {
		page := homeForm(ctx, d, text.T(ctx, "%s no longer belongs to this household", who.FullName()), text.T(ctx, "Save"), "/leden/%s/vertrek", who.ID)
		page.Version = version(who.Version)
		page.Inputs = []input{{Field: ui.Field{Name: "leaving", Label: text.T(ctx, "Why?"), Options: options(ctx, household.Leavings)}},
			{Field: ui.Field{Name: "on", Label: text.T(ctx, "Since which day?")}, As: asDate}}
		return page, nil
	}, func() error {
		on, why := f.date("on"), household.Leaving(f.text("leaving"))
		if why.Name() == "" {
			f.wrong.Say("leaving", "Choose why this person left")
		}
		if f.bad() {
			return nil
		}
		_, err := p.Households.Leave(ctx, actor, who.ID, f.number("version"), on, why)
		return err
	}, "", "/team/huishoudens/%s", d.ID)
}
