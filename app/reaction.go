package app

import (
	"context"
	"net/http"
	"strings"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
	"codeberg.org/samenkracht/samenkracht/platform/mail"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// reactionRules lets everybody say what they think of a page.
var reactionRules = []access.Rule{{Action: "reaction.send", Name: "Say what you think of a page", Roles: access.Roles, When: access.Anyone,
	Purpose: "Make the site better", Ground: "AVG art. 6"}}

const maxReaction = 2000

// reactionForm is what somebody thinks of a page.
type reactionForm struct {
	About string // address of the page, without anything typed
	Words ui.Field
}

func newReactionForm(ctx context.Context, about, words string, wrong fault.Invalid) reactionForm {
	about, _, _ = strings.Cut(web.Local(about), "?") // what was asked of the page is not ours to read
	if about == "" || len(about) > 200 {
		about = "/"
	}
	return reactionForm{About: about, Words: ui.Field{Name: "tekst", Label: text.T(ctx, "What could be better?"), Large: true, Rows: 6, Value: words,
		Hint: text.T(ctx, "Do not write down personal details. We read everything, but do not answer.")}.Wrong(wrong)}
}

func (a *App) reaction(w http.ResponseWriter, r *http.Request, _ access.Actor) error {
	return web.Page(w, r, http.StatusOK, reactionPage(newReactionForm(r.Context(), r.URL.Query().Get("over"), "", nil)))
}

func (a *App) react(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	words := strings.TrimSpace(r.PostFormValue("tekst"))
	f := newReactionForm(r.Context(), r.PostFormValue("over"), words, nil)
	wrong := fault.Invalid{}
	if words == "" {
		wrong.Say("tekst", "Write down what could be better")
	} else if len([]rune(words)) > maxReaction {
		wrong.Say("tekst", "Use at most 2,000 characters")
	}
	if len(wrong) > 0 {
		return web.Form(w, r, wrong, reactionPage(newReactionForm(r.Context(), f.About, words, wrong)))
	}
	if err := a.sendReaction(r.Context(), actor, f.About, words); err != nil {
		return err
	}
	return web.Redirect(w, r, "/reactie/bedankt")
}

// sendReaction mails the words to the municipality.
func (a *App) sendReaction(ctx context.Context, actor access.Actor, about, words string) error {
	t, err := a.Tenants.ByID(ctx, actor.Tenant)
	if err != nil {
		return err
	}
	to, err := ident.ParseEmail(t.Settings[tenant.Mail])
	if err != nil {
		return fault.Refuse(fault.Unavailable, "Your municipality has no mailbox for this yet. Please call.")
	}
	return a.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if err := a.Gate.Allow(ctx, tx, actor, "reaction.send", access.Object{Kind: "reaction"}); err != nil {
			return err
		}
		return a.Post.SendTx(ctx, tx, mail.Message{To: to, Subject: text.T(ctx, "Reaction to the page %s", about), Body: words})
	})
}

func (a *App) reacted(w http.ResponseWriter, r *http.Request, _ access.Actor) error {
	return web.Page(w, r, http.StatusOK, reactedPage())
}
