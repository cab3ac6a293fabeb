package pages

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/household/consent"
	"codeberg.org/samenkracht/samenkracht/casework/household/relation"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// yesSayers are who can say yes to a share: the residents, and parents and guardians who live elsewhere.
func yesSayers(ctx context.Context, d household.Dossier) []ui.Option {
	out := people(d)
	for _, r := range d.Relations {
		if r.OtherID == 0 && (r.Kind == relation.Parent || r.Kind == relation.Guardian) {
			out = append(out, ui.Option{Value: r.ID.String(), Label: text.T(ctx, "%s (%s)", r.Name, text.T(ctx, r.Kind.Name()))})
		}
	}
	return out
}

func consentFields(ctx context.Context, d household.Dossier, today law.Date, found []account.Account) []input {
	first := []input{
		input{Field: ui.Field{Name: "resident", Label: text.T(ctx, "Whose data?"), Options: people(d)}},
		{Field: ui.Field{Name: "purpose", Label: text.T(ctx, "What for?"), Options: options(ctx, consent.Purposes)}},
		{Field: ui.Field{Name: "recipient", Label: text.T(ctx, "Who gets to see it?"), Hint: text.T(ctx, "A person or an organisation.")}},
		{Field: ui.Field{Name: "account", Label: text.T(ctx, "E-mail address or name of who reads along"), Optional: true, Autocomplete: "off",
			Hint: text.T(ctx, "Only when you let somebody read along. This person has signed in here before, as a resident or an informal carer.")}},
	}
	if len(found) > 0 {
		first = append(first, input{Field: ui.Field{Name: "recipient_id", Label: text.T(ctx, "Which of these people reads along?"), Options: accounts(ctx, found),
			Hint: text.T(ctx, "Check with the resident that this is the right person.")}})
	}
	return append(first, []input{
		{Field: ui.Field{Name: "fields", Label: text.T(ctx, "Which data?"), Options: options(ctx, consent.AllFields)}, As: asBoxes},
		{Field: ui.Field{Name: "ground", Label: text.T(ctx, "Why is this allowed?"), Options: options(ctx, consent.Grounds(today))}},
		{Field: ui.Field{Name: "given_by", Label: text.T(ctx, "Who said yes?"), Options: yesSayers(ctx, d),
			Hint: text.T(ctx, "Under 12 a parent says yes. From 12 to 16 the young person and a parent. From 16 the young person alone.")}, As: asBoxes},
		{Field: ui.Field{Name: "without", Label: text.T(ctx, "Is there an exception for a young person?"), Options: options(ctx, consent.Exceptions)}},
		{Field: ui.Field{Name: "to", Label: text.T(ctx, "Until which day?")}, As: asDate},
	}...)
}

// accounts are people to choose from, with enough to tell them apart and no more.
func accounts(ctx context.Context, found []account.Account) []ui.Option {
	var out []ui.Option
	for _, a := range found {
		o := ui.Option{Value: a.ID.String(), Label: a.Name, Hint: text.T(ctx, "Signs in here since %s", text.Date(ctx, law.DateOf(a.MadeAt)))}
		if name, host, ok := strings.Cut(a.Email, "@"); ok && name != "" {
			o.Hint = text.T(ctx, "E-mail address %s", string([]rune(name)[:1])+"…@"+host) + ". " + o.Hint
		}
		out = append(out, o)
	}
	return out
}

// readsAlong finds the account that a resident lets in. Who is found is shown to choose from, also when it is one
// person: people fill in their own e-mail address, and others have the same name.
func (p *Pages) readsAlong(ctx context.Context, actor access.Actor, f *form) (who db.ID, found []account.Account, err error) {
	typed := f.text("account")
	if typed == "" {
		f.wrong.Say("account", "Fill in the e-mail address or the name of who reads along")
		return 0, nil, nil
	}
	if found, err = p.Accounts.FindAtHome(ctx, actor, typed); err != nil {
		return 0, nil, err
	}
	chosen := slices.ContainsFunc(found, func(a account.Account) bool { return a.ID == f.id("recipient_id") })
	switch {
	case len(found) == 0:
		f.wrong.Say("account", "Nobody signs in here with this e-mail address or name. Check it, or ask this person to sign in here first")
	case chosen:
		return f.id("recipient_id"), found, nil
	default:
		f.wrong.Say("recipient_id", "Choose which of these people reads along")
	}
	return 0, found, nil
}

func (f *form) consent(id db.ID) household.Consent {
	c := household.Consent{ID: id, ResidentID: f.id("resident"), Purpose: household.Purpose(f.text("purpose")), Recipient: f.text("recipient"),
		Ground: household.Ground(f.text("ground")), Without: household.Exception(f.text("without")), ToDay: f.date("to")}
	for _, v := range f.values["fields"] {
		c.Fields = append(c.Fields, consent.Field(v))
	}
	for _, v := range f.values["given_by"] {
		if by, err := db.ParseID(v); err == nil {
			c.GivenBy = append(c.GivenBy, by)
		}
	}
	return c
}

func (p *Pages) addConsent(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	d, err := p.dossier(r, actor)
	if err != nil {
		return err
	}
	ctx, id := r.Context(), p.web.FormID(r)
	var found []account.Account
	f := read(r, url.Values{"ground": {string(consent.ByConsent)}, "to": {typed(p.today().AddYears(1))}})
	return p.edit(w, r, f, func() (editPage, error) {
		page := homeForm(ctx, d, text.T(ctx, "Write down a consent"), text.T(ctx, "Save the consent"), "/toestemmingen")
		page.Before = before(text.T(ctx, "Talk about it first. The resident may always say no, or withdraw it later."))
		page.NewID, page.Inputs = id.String(), consentFields(ctx, d, p.today(), found)
		return page, nil
	}, func() (err error) {
		c := f.consent(id)
		if c.Purpose == consent.LetIn {
			if c.RecipientID, found, err = p.readsAlong(ctx, actor, f); err != nil {
				return err
			}
		}
		if f.bad() {
			return nil
		}
		_, err = p.Households.RecordConsent(ctx, actor, d.ID, c)
		return err
	}, "", "/team/huishoudens/%s", d.ID)
}

func (p *Pages) endConsent(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	d, err := p.dossier(r, actor)
	if err != nil {
		return err
	}
	id, err := web.ID(r, "toestemming")
	if err != nil {
		return err
	}
	i := slices.IndexFunc(d.Consents, func(c household.Consent) bool { return c.ID == id })
	if i < 0 {
		return fault.NotFound
	}
	ctx := r.Context()
	return p.edit(w, r, read(r, nil), func() (editPage, error) {
		page := homeForm(ctx, d, text.T(ctx, "End this consent"), text.T(ctx, "Yes, end it"), "/toestemmingen/%s/intrekking", id)
		page.Before = before(text.T(ctx, "From this moment the data is not shared any more."), consentFacts(ctx, d.Consents[i])...)
		page.Danger = true
		return page, nil
	}, func() error {
		_, err := p.Households.WithdrawConsent(ctx, actor, id)
		return err
	}, "", "/team/huishoudens/%s", d.ID)
}
