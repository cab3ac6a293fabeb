package app

import (
	"context"
	"net/http"
	"slices"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// known is who came back from a sign-in service and has several roles to choose from. It holds at the organisation
// whose service it was.
type known struct {
	service         string
	tenant, account db.ID
	back            string
}

func (a *App) keep(ctx context.Context, k known) {
	a.Mux.Keep(ctx, "known.service", k.service)
	a.Mux.Keep(ctx, "known.tenant", k.tenant.String())
	a.Mux.Keep(ctx, "known.account", k.account.String())
	a.Mux.Keep(ctx, "known.back", k.back)
}

// known reads what keep kept, and the roles that go with it today.
func (a *App) known(ctx context.Context, tenant db.ID) (k known, choices []account.Choice, err error) {
	k = known{service: a.Mux.Kept(ctx, "known.service"), back: a.Mux.Kept(ctx, "known.back")}
	k.tenant, _ = db.ParseID(a.Mux.Kept(ctx, "known.tenant")) // nothing, or no id: nobody came back
	k.account, _ = db.ParseID(a.Mux.Kept(ctx, "known.account"))
	i := slices.IndexFunc(a.config.Services, func(s Service) bool { return s.key() == k.service })
	if i < 0 || k.account == 0 || k.tenant != tenant {
		return k, nil, fault.Denied
	}
	choices, err = a.Accounts.ChoicesOf(ctx, tenant, k.account)
	return k, slices.DeleteFunc(choices, func(c account.Choice) bool { return !a.config.Services[i].opens(c.Grant.Role) }), err
}

func (a *App) chooseRole(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	_, choices, err := a.known(r.Context(), actor.Tenant)
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, rolePage(choices))
}

func (a *App) takeRole(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	k, choices, err := a.known(r.Context(), actor.Tenant)
	if err != nil {
		return err
	}
	for _, c := range choices {
		if c.Grant.ID.String() != r.PostFormValue("rol") {
			continue
		}
		if err := a.Mux.SignIn(r.Context(), c.TenantID, c.ID, c.Grant.ID); err != nil {
			return err
		}
		a.keep(r.Context(), known{service: k.service, tenant: k.tenant, account: k.account}) // to change roles later
		return a.begin(w, r, c, k.back)
	}
	return fault.NotFound
}
