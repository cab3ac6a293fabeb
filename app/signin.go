package app

import (
	"net/http"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// signInView is the page on which somebody says who they are.
type signInView struct {
	Back     string // address to go to afterwards
	Services []Service
	Groups   []personaGroup // of the demonstration
}

// personaGroup are the made-up people with one role.
type personaGroup struct {
	Role    string // an English sentence
	Choices []account.Choice
}

// roleOrder is the order in which the made-up people are offered.
var roleOrder = access.Roles

func (a *App) signIn(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	view := signInView{Back: web.Local(r.URL.Query().Get("naar")), Services: a.services(ui.SiteOf(r.Context()).Slug)}
	if a.config.Demo {
		all, err := a.Accounts.Personas(r.Context(), actor.Tenant)
		if err != nil {
			return err
		}
		for _, role := range roleOrder {
			group := personaGroup{Role: web.RoleName(role)}
			for _, c := range all {
				if c.Grant.Role == role {
					group.Choices = append(group.Choices, c)
				}
			}
			if len(group.Choices) > 0 {
				view.Groups = append(view.Groups, group)
			}
		}
	}
	return web.Page(w, r, http.StatusOK, signInPage(view))
}

// beSomebody signs in as one of the made-up people; only in the demonstration.
func (a *App) beSomebody(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	if !a.config.Demo {
		return fault.NotFound
	}
	id, err := db.ParseID(r.PostFormValue("account"))
	if err != nil {
		return err
	}
	grant, err := db.ParseID(r.PostFormValue("rol"))
	if err != nil {
		return err
	}
	all, err := a.Accounts.Personas(r.Context(), actor.Tenant)
	if err != nil {
		return err
	}
	for _, c := range all {
		if c.ID == id && c.Grant.ID == grant {
			return a.enter(w, r, c, web.Local(r.PostFormValue("naar")))
		}
	}
	return fault.NotFound
}

// enter makes the session that of a choice and goes to where somebody with that role begins.
func (a *App) enter(w http.ResponseWriter, r *http.Request, c account.Choice, to string) error {
	if err := a.Mux.SignIn(r.Context(), c.TenantID, c.ID, c.Grant.ID); err != nil {
		return err
	}
	return a.begin(w, r, c, to)
}

// begin goes to a page of the own site, or otherwise to where somebody with the role of the choice begins.
func (a *App) begin(w http.ResponseWriter, r *http.Request, c account.Choice, to string) error {
	if to == "" {
		to = firstPage(c.Grant.Role)
	}
	return web.Redirect(w, r, to)
}

// firstPage is where somebody with a role begins.
func firstPage(role access.Role) string {
	switch role {
	case access.RoleResident, access.RoleInformalCarer:
		return "/mijn"
	case access.RoleBroker:
		return "/buurt/makelaar"
	case access.RoleGeneralist, access.RoleTeamLead, access.RoleLegalOfficer:
		return "/team/werkvoorraad"
	case access.RoleProvider:
		return "/zorg/opdrachten"
	case access.RoleContractManager, access.RoleController:
		return "/zorg/contracten"
	case access.RoleAnalyst, access.RoleAlderman, access.RoleCouncilMember:
		return "/inzicht/raad"
	case access.RolePrivacyOfficer:
		return "/beheer/regels"
	case access.RoleAdministrator:
		return "/beheer"
	}
	return "/"
}

func (a *App) signOut(w http.ResponseWriter, r *http.Request, _ access.Actor) error {
	if err := a.Mux.SignOut(r.Context()); err != nil {
		return err
	}
	return web.Redirect(w, r, "/uitgelogd")
}

func (a *App) signedOut(w http.ResponseWriter, r *http.Request, _ access.Actor) error {
	return web.Page(w, r, http.StatusOK, signedOutPage())
}
