package app

import (
	"net/http"
	"slices"

	"codeberg.org/samenkracht/samenkracht/casework/team"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// workRoles are the roles that an administrator gives. Residents come by themselves, with their own sign-in.
func workRoles() []access.Role {
	return slices.DeleteFunc(account.Grantable(), func(r access.Role) bool { return r == access.RoleResident || r == access.RoleInformalCarer })
}

// rolesView is who has which role: all of an organisation, or those of one account.
type rolesView struct {
	Who       account.Account // zero: everybody
	Running   []account.Choice
	OtherDays []account.Choice // ended, or still to come
	Teams     map[db.ID]string
	Today     law.Date
	MayAdd    bool
	MayEnd    bool
}

func (a *App) accounts(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	v, err := a.rolesView(r, actor, 0)
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, accountsPage(v))
}

func (a *App) account(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	v, err := a.accountView(r, actor)
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, accountPage(v))
}

// accountView is the account that the address names.
func (a *App) accountView(r *http.Request, actor access.Actor) (rolesView, error) {
	id, err := web.ID(r, "id")
	if err != nil {
		return rolesView{}, err
	}
	return a.rolesView(r, actor, id)
}

// rolesView reads the roles of an account, or of everybody.
func (a *App) rolesView(r *http.Request, actor access.Actor, id db.ID) (v rolesView, err error) {
	o := access.Object{Kind: "account", ID: id}
	if id != 0 {
		o.Subjects, o.Barred = []db.ID{id}, nil
	}
	err = a.DB.InTx(r.Context(), actor.Tenant, func(tx *db.Tx) (err error) {
		if err = a.Gate.Allow(r.Context(), tx, actor, "account.list", o); err != nil {
			return err
		}
		v = rolesView{Today: law.DateOf(tx.Now()), Teams: map[db.ID]string{}}
		teams, err := team.AllTx(r.Context(), tx)
		if err != nil {
			return err
		}
		for _, one := range teams {
			v.Teams[one.ID] = one.Name
		}
		if id != 0 {
			if v.Who, err = account.ByIDTx(r.Context(), tx, id); err != nil {
				return err
			}
			v.Running, v.OtherDays, err = account.RolesTx(r.Context(), tx, id)
			return err
		}
		if v.Running, err = account.WorkersTx(r.Context(), tx); err == nil {
			v.OtherDays, err = account.OtherDaysTx(r.Context(), tx)
		}
		return err
	})
	if err == nil && id != 0 && len(v.Running)+len(v.OtherDays) == 0 {
		return v, fault.NotFound // a resident: that is nobody's business here
	}
	own := access.Object{Barred: []db.ID{id}}
	v.MayAdd, v.MayEnd = a.Gate.May(actor, "account.add", own), a.Gate.May(actor, "account.end_role", own)
	return v, err
}
