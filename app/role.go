package app

import (
	"net/http"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// known is who came back from a sign-in service and still has to choose a role.
func (a *App) known(r *http.Request) (account.Identity, error) {
	who := account.Identity{Issuer: a.Mux.Kept(r.Context(), "identity.issuer"), Subject: a.Mux.Kept(r.Context(), "identity.subject")}
	if who.Subject == "" {
		return who, fault.Denied
	}
	return who, nil
}

func (a *App) chooseRole(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	who, err := a.known(r)
	if err != nil {
		return err
	}
	choices, err := a.rolesHere(r.Context(), actor.Tenant, who)
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, rolePage(choices))
}

func (a *App) takeRole(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	who, err := a.known(r)
	if err != nil {
		return err
	}
	choices, err := a.rolesHere(r.Context(), actor.Tenant, who)
	if err != nil {
		return err
	}
	for _, c := range choices {
		if c.Grant.ID.String() == r.PostFormValue("rol") {
			return a.enter(w, r, c, "")
		}
	}
	return fault.NotFound
}
