package app

import (
	"net/http"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// outbox shows the mail that the demonstration would have sent.
func (a *App) outbox(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	if !a.config.Demo {
		return fault.NotFound
	}
	before, _ := db.ParseID(r.URL.Query().Get("voor")) // nothing, or no id: from the newest
	all, err := a.Post.Outbox(r.Context(), actor, before)
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, outboxPage(all))
}
