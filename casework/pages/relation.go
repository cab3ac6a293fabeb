package pages

import (
	"context"
	"net/http"
	"net/url"
	"slices"

	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/household/relation"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// people are the residents who are there, as choices.
func people(d household.Dossier) []ui.Option {
	var out []ui.Option
	for _, r := range d.Present() {
		out = append(out, ui.Option{Value: r.ID.String(), Label: r.FullName()})
	}
	return out
}

func outsiderFields(ctx context.Context) []input {
	return []input{
		input{Field: ui.Field{Name: "kind", Label: text.T(ctx, "What is this person of the resident?"), Options: options(ctx, relation.Kinds())}},
		{Field: ui.Field{Name: "name", Label: text.T(ctx, "Name"), Autocomplete: "off"}},
		{Field: ui.Field{Name: "organisation", Label: text.T(ctx, "Organisation"), Optional: true, Autocomplete: "off"}},
		{Field: ui.Field{Name: "phone", Label: text.T(ctx, "Phone number"), Type: "tel", Width: 20, Optional: true, Autocomplete: "off"}},
		{Field: ui.Field{Name: "email", Label: text.T(ctx, "E-mail address"), Type: "email", Optional: true, Autocomplete: "off"}},
		{Field: ui.Field{Name: "does", Label: text.T(ctx, "What this person does"), Rows: 3, Optional: true, Hint: text.T(ctx, "For example: shops on Friday.")}},
	}
}

func (f *form) outsider() household.Outsider {
	return household.Outsider{Name: f.text("name"), Organisation: f.text("organisation"), Phone: f.phone("phone"), Email: f.email("email"), Does: f.text("does")}
}

func (p *Pages) addRelation(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	d, err := p.dossier(r, actor)
	if err != nil {
		return err
	}
	ctx, f, id := r.Context(), read(r, nil), p.web.FormID(r)
	return p.edit(w, r, f, func() (editPage, error) {
		page := homeForm(ctx, d, text.T(ctx, "Add family, network or a helper"), text.T(ctx, "Add"), "/relaties")
		page.NewID = id.String()
		page.Inputs = append([]input{{Field: ui.Field{Name: "resident", Label: text.T(ctx, "Of whom?"), Options: people(d)}}}, outsiderFields(ctx)...)
		return page, nil
	}, func() error {
		n := household.Relation{ID: id, ResidentID: f.id("resident"), Kind: household.RelationKind(f.text("kind")), Outsider: f.outsider()}
		if f.bad() {
			return nil
		}
		_, err := p.Households.Relate(ctx, actor, d.ID, n)
		return err
	}, "", "/team/huishoudens/%s", d.ID)
}

func (p *Pages) changeRelation(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	d, err := p.dossier(r, actor)
	if err != nil {
		return err
	}
	id, err := web.ID(r, "relatie")
	if err != nil {
		return err
	}
	i := slices.IndexFunc(d.Relations, func(x household.Relation) bool { return x.ID == id && x.OtherID == 0 })
	if i < 0 {
		return fault.NotFound
	}
	one, ctx := d.Relations[i], r.Context()
	f := read(r, url.Values{"kind": {string(one.Kind)}, "name": {one.Name}, "organisation": {one.Organisation}, "phone": {one.Phone.Reveal()},
		"email": {one.Email.Reveal()}, "does": {one.Does}, "to": {typed(one.ToDay)}})
	return p.edit(w, r, f, func() (editPage, error) {
		page := homeForm(ctx, d, text.T(ctx, "Change who is around"), text.T(ctx, "Save"), "/relaties/%s", id)
		page.Version = version(one.Version)
		page.Inputs = append(outsiderFields(ctx), input{Field: ui.Field{Name: "to", Label: text.T(ctx, "Last day"), Optional: true,
			Hint: text.T(ctx, "Fill this in when it is over.")}, As: asDate})
		return page, nil
	}, func() error {
		who, to := f.outsider(), f.date("to")
		if f.bad() {
			return nil
		}
		_, err := p.Households.ChangeRelation(ctx, actor, id, f.number("version"), household.RelationKind(f.text("kind")), who, to)
		return err
	}, "", "/team/huishoudens/%s", d.ID)
}
