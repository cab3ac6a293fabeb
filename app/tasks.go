package app

import (
	"context"
	"net/http"
	"regexp"
	"slices"
	"strconv"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/jobs"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// failedHere lists the failed jobs of an organisation, and those of the installation itself.
func (a *App) failedHere(ctx context.Context, tenant db.ID) ([]jobs.Failure, error) {
	all, err := a.Queue.Failed(ctx)
	return slices.DeleteFunc(all, func(f jobs.Failure) bool { return f.Tenant != 0 && f.Tenant != tenant }), err
}

// tasks shows the failed jobs.
func (a *App) tasks(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	if err := a.allow(r, actor, "task.list"); err != nil {
		return err
	}
	failed, err := a.failedHere(r.Context(), actor.Tenant)
	if err != nil {
		return err
	}
	for i := range failed {
		failed[i].Error = shown(failed[i].Error)
	}
	return web.Page(w, r, http.StatusOK, tasksPage(failed))
}

// retryTask has a failed job tried again. One that is not in the list any more was tried by somebody else.
func (a *App) retryTask(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return fault.NotFound
	}
	err = a.DB.InTx(r.Context(), actor.Tenant, func(tx *db.Tx) error {
		return a.Gate.Allow(r.Context(), tx, actor, "task.retry", access.Object{Kind: "task", ID: db.ID(id)})
	})
	if err != nil {
		return err
	}
	failed, err := a.failedHere(r.Context(), actor.Tenant)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(failed, func(f jobs.Failure) bool { return f.ID == id && !f.ComesBack }) {
		a.Mux.Say(r.Context(), "This task is not in the list any more.")
		return web.Redirect(w, r, "/beheer/taken")
	}
	if err := a.Queue.Retry(r.Context(), id); err != nil {
		return err
	}
	a.Mux.Say(r.Context(), "The task is tried again. When it fails once more, it comes back in this list.")
	return web.Redirect(w, r, "/beheer/taken")
}

// What may be about a person in the words of a failure: quoted values, addresses, long numbers.
var personal = regexp.MustCompile(`"[^"]*"|\x60[^\x60]*\x60|'[^']*'|[^\s<>]+@[^\s<>]+|[0-9]{4} ?[A-Z]{2}\b|[0-9]{6,}`)

// maxShown is how much of a failure is shown.
const maxShown = 300

// shown is what an administrator reads of a failure.
func shown(words string) string {
	runes := []rune(personal.ReplaceAllString(words, "…"))
	if len(runes) > maxShown {
		return string(runes[:maxShown]) + "…"
	}
	return string(runes)
}
