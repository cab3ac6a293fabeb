package app

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
	"codeberg.org/samenkracht/samenkracht/platform/mail"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// emailForm asks somebody at home for the own e-mail address.
type emailForm struct {
	Back  string // the page that they came from and go back to
	Email ui.Field
}

func newEmailForm(ctx context.Context, back, typed string, wrong fault.Invalid) emailForm {
	if back = web.Local(back); back == "" {
		back = "/mijn"
	}
	return emailForm{Back: back, Email: ui.Field{Name: "email", Label: text.T(ctx, "Your e-mail address"), Type: "email", Autocomplete: "email", Large: true, Value: typed,
		Hint: text.T(ctx, "A mail says only that there is something to read. What it is stands here, behind your sign-in.")}.Wrong(wrong)}
}

func (a *App) ownEmail(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	if !a.Gate.May(actor, "account.change_email", account.Own(actor)) {
		return fault.Denied
	}
	now, err := a.Accounts.OwnEmail(r.Context(), actor)
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, emailPage(newEmailForm(r.Context(), r.URL.Query().Get("naar"), now.Reveal(), nil)))
}

func (a *App) keepEmail(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	typed := strings.TrimSpace(r.PostFormValue("email"))
	err := a.changeEmail(r.Context(), actor, typed)
	f := newEmailForm(r.Context(), r.PostFormValue("naar"), typed, nil)
	if wrong, ok := errors.AsType[fault.Invalid](err); ok {
		return web.Form(w, r, wrong, emailPage(newEmailForm(r.Context(), f.Back, typed, wrong)))
	}
	if err != nil {
		return err
	}
	a.Mux.Say(r.Context(), "Your e-mail address is saved.")
	http.Redirect(w, r, string(ui.Path(r.Context(), f.Back)), http.StatusSeeOther)
	return nil
}

// changeEmail gives who is signed in another e-mail address, and tells the one that was there before.
func (a *App) changeEmail(ctx context.Context, actor access.Actor, typed string) error {
	to, err := ident.ParseEmail(typed)
	if err != nil && typed != "" {
		return fault.Invalid{"email": err.Error()}
	}
	here, err := a.Tenants.ByID(ctx, actor.Tenant)
	if err != nil {
		return err
	}
	return a.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		was, err := a.Accounts.ChangeEmailTx(ctx, tx, actor, to)
		if err != nil || was.IsZero() || was == to {
			return err
		}
		return a.Post.SendTx(ctx, tx, mail.Message{To: was, Subject: text.T(ctx, "Your e-mail address was changed"),
			Body: text.T(ctx, "From now on we mail you at another address. Did you not change it yourself? Tell us at once.") + "\n\n" + here.Name + "\n" + here.Settings[tenant.Phone] + "\n"})
	})
}
