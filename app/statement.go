package app

import (
	"net/http"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

func (a *App) contact(w http.ResponseWriter, r *http.Request, _ access.Actor) error {
	return web.Page(w, r, http.StatusOK, contactPage())
}

func (a *App) accessibility(w http.ResponseWriter, r *http.Request, _ access.Actor) error {
	return web.Page(w, r, http.StatusOK, accessibilityPage())
}

func (a *App) privacy(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	own := actor.Account == 0 || actor.Role == access.RoleResident || actor.Role == access.RoleInformalCarer
	return web.Page(w, r, http.StatusOK, privacyPage(own))
}

// chooser is the page of the installation: which municipality?
func (a *App) chooser(w http.ResponseWriter, r *http.Request, _ access.Actor) error {
	all, err := a.Tenants.All(r.Context(), tenant.Municipality)
	if err != nil {
		return err
	}
	regions, err := a.Tenants.All(r.Context(), tenant.Region)
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, chooserPage(chooserView{Municipalities: all, Regions: regions}))
}

// chooserView is what the page of the installation shows.
type chooserView struct {
	Municipalities []tenant.Tenant
	Regions        []tenant.Tenant
}
