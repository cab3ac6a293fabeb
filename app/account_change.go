package app

import (
	"errors"
	"net/http"
	"slices"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

func (a *App) newAccount(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	v, err := a.rolesView(r, actor, 0)
	if err == nil && !v.MayAdd {
		err = fault.Denied
	}
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, newAccountPage(accountForm{rolesView: v, Fields: a.accountFields(r.Context(), v), NewID: a.Mux.NewID()}))
}

func (a *App) addAccount(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	v, err := a.rolesView(r, actor, 0)
	if err != nil {
		return err
	}
	q := asked{r, fault.Invalid{}}
	n := account.NewAccount{Account: account.Account{ID: a.Mux.FormID(r), Name: q.text("name"), Phone: q.phone()}, Grants: []account.Grant{q.grant(v)}}
	n.Identity = a.askedIdentity(q)
	f := accountForm{rolesView: v, NewID: n.ID}
	if len(q.wrong) == 0 {
		_, err = a.Accounts.Add(r.Context(), actor, n)
		if errors.Is(err, fault.Conflict) {
			if _, there := a.rolesView(r, actor, n.ID); there == nil { // a double click
				err = nil
			} else {
				err = fault.Invalid{"subject": "Somebody with this number has an account already"}
			}
		}
		if err == nil {
			a.Mux.Say(r.Context(), "The account is there.")
			return web.Redirect(w, r, "/beheer/accounts/%s", n.ID)
		}
		if f.Problem, err = q.refused(err); err != nil {
			return err
		}
	}
	f.Fields = q.filled(a.accountFields(r.Context(), v))
	return web.Page(w, r, f.status(), newAccountPage(f))
}

func (q asked) phone() string {
	if q.text("phone") == "" {
		return ""
	}
	if _, err := ident.ParsePhone(q.text("phone")); err != nil {
		q.wrong.Say("phone", err.Error())
	}
	return q.text("phone")
}

// askedIdentity is how the new account signs in: both questions are answered, or neither.
func (a *App) askedIdentity(q asked) account.Identity {
	service, subject := q.text("service"), q.text("subject")
	if service == "" && subject == "" {
		return account.Identity{}
	}
	all := a.services(ui.SiteOf(q.r.Context()).Slug)
	i := slices.IndexFunc(all, func(s Service) bool { return s.Slug == service && !s.Residents })
	switch {
	case i < 0:
		q.wrong.Say("service", "Choose how this person signs in")
	case subject == "":
		q.wrong.Say("subject", "Fill in the number that the sign-in service gives this person")
	case len(subject) > 255:
		q.wrong.Say("subject", "Use at most 255 characters")
	default:
		return account.Identity{Issuer: all[i].Issuer, Subject: subject}
	}
	return account.Identity{}
}

func (a *App) newRole(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	v, err := a.accountView(r, actor)
	if err == nil && !v.MayAdd {
		err = fault.Denied
	}
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, newRolePage(accountForm{rolesView: v, Fields: roleFields(r.Context(), v), NewID: a.Mux.NewID()}))
}

func (a *App) addRole(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	v, err := a.accountView(r, actor)
	if err != nil {
		return err
	}
	q := asked{r, fault.Invalid{}}
	g := q.grant(v)
	g.ID = a.Mux.FormID(r)
	f := accountForm{rolesView: v, NewID: g.ID}
	if len(q.wrong) == 0 {
		if err = a.Accounts.AddRole(r.Context(), actor, v.Who.ID, g); err == nil {
			a.Mux.Say(r.Context(), "The role is added.")
			return web.Redirect(w, r, "/beheer/accounts/%s", v.Who.ID)
		}
		if f.Problem, err = q.refused(err); err != nil {
			return err
		}
	}
	f.Fields = q.filled(roleFields(r.Context(), v))
	return web.Page(w, r, f.status(), newRolePage(f))
}

// endView is the role that the address names, of the account that it names, with the one question about it.
func (a *App) endView(r *http.Request, actor access.Actor) (f accountForm, err error) {
	if f.rolesView, err = a.accountView(r, actor); err != nil {
		return f, err
	}
	id, err := db.ParseID(r.PathValue("rol"))
	if err != nil {
		return f, err
	}
	all := slices.Concat(f.Running, f.OtherDays)
	i := slices.IndexFunc(all, func(c account.Choice) bool { return c.Grant.ID == id })
	if i < 0 {
		return f, fault.NotFound
	}
	f.Grant = all[i]
	if !f.MayEnd {
		return f, fault.Denied
	}
	f.Fields = []ui.Field{{Name: "last", Label: text.T(r.Context(), "What is the last day?"), Value: typedDate(f.Today), Large: true,
		Hint: text.T(r.Context(), "Today, or a later day. With yesterday the role ends at once, also for who is signed in.")}}
	return f, nil
}

func (a *App) askEnd(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	f, err := a.endView(r, actor)
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, endRolePage(f))
}

func (a *App) endRole(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	f, err := a.endView(r, actor)
	if err != nil {
		return err
	}
	q := asked{r, fault.Invalid{}}
	last := q.date("last")
	if len(q.wrong) == 0 {
		if err = a.Accounts.EndRole(r.Context(), actor, f.Grant.Grant.ID, last); err == nil {
			a.Mux.Say(r.Context(), "The role has a last day now.")
			return web.Redirect(w, r, "/beheer/accounts/%s", f.Who.ID)
		}
		if f.Problem, err = q.refused(err); err != nil {
			return err
		}
	}
	f.Fields = q.filled(f.Fields)
	return web.Page(w, r, f.status(), endRolePage(f))
}
