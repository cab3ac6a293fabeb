package pages

import (
	"net/http"
	"net/url"

	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
)

func (p *Pages) addMoment(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	d, err := p.dossier(r, actor)
	if err != nil {
		return err
	}
	ctx, id := r.Context(), p.web.FormID(r)
	f := read(r, url.Values{"on": {typed(p.today())}})
	return p.edit(w, r, f, func() (editPage, error) {
		page := homeForm(ctx, d, text.T(ctx, "Write down a contact"), text.T(ctx, "Save"), "/contactmomenten")
		page.NewID = id.String()
		page.Inputs = []input{
			input{Field: ui.Field{Name: "on", Label: text.T(ctx, "When was it?")}, As: asDate},
			{Field: ui.Field{Name: "channel", Label: text.T(ctx, "How did you speak?"), Options: options(ctx, household.Channels)}},
			{Field: ui.Field{Name: "about", Label: text.T(ctx, "What did you talk about?"), Rows: 5, MaxLength: 4000, Hint: text.T(ctx, "Only what is needed to help. The resident may read it.")}},
			{Field: ui.Field{Name: "next", Label: text.T(ctx, "What is the next step?"), Optional: true}},
			{Field: ui.Field{Name: "next_on", Label: text.T(ctx, "By when?"), Optional: true}, As: asDate},
		}
		return page, nil
	}, func() error {
		m := household.ContactMoment{ID: id, HeldOn: f.date("on"), Channel: household.Channel(f.text("channel")), NextOn: f.date("next_on"),
			Talk: household.Talk{About: f.text("about"), Next: f.text("next")}}
		if f.bad() {
			return nil
		}
		_, err := p.Households.RecordContact(ctx, actor, d.ID, m)
		return err
	}, "", "/team/huishoudens/%s", d.ID)
}
