package app

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// adminRules says who may look at how the installation itself works.
var adminRules = []access.Rule{
	{Action: "rules.read", Name: "Read who may do what", Roles: []access.Role{access.RolePrivacyOfficer, access.RoleAdministrator, access.RoleTeamLead,
		access.RoleLegalOfficer, access.RoleController}, When: access.Anyone, Purpose: "Check that access is right", Ground: "AVG art. 5"},
	{Action: "log.read_remarkable", Name: "Read what was denied or opened in an emergency", Roles: []access.Role{access.RolePrivacyOfficer}, When: access.Anyone,
		Purpose: "Check that access is right", Ground: "AVG art. 32"},
	{Action: "account.list", Name: "Read who has which role", Roles: []access.Role{access.RoleAdministrator, access.RolePrivacyOfficer}, When: access.Anyone,
		Purpose: "Check that access is right", Ground: "AVG art. 32"},
}

func (a *App) admin(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	if err := a.allow(r, actor, "rules.read"); err != nil {
		return err
	}
	failed, err := a.Queue.Failed(r.Context())
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, adminPage(adminView{Failed: len(failed), MayAccounts: a.Gate.May(actor, "account.list", access.Object{}),
		MayLog: a.Gate.May(actor, "log.read_remarkable", access.Object{}), Demo: a.config.Demo}))
}

type adminView struct {
	Failed      int // jobs that were given up
	MayAccounts bool
	MayLog      bool
	Demo        bool
}

// allow asks the gate for a page that shows nobody's data in particular.
func (a *App) allow(r *http.Request, actor access.Actor, action string) error {
	return a.DB.InTx(r.Context(), actor.Tenant, func(tx *db.Tx) error {
		return a.Gate.Allow(r.Context(), tx, actor, action, access.Object{Kind: "administration"})
	})
}

// ruleLine is what people of one role may do, as the privacy officer reads it.
type ruleGroup struct {
	Role  string
	Rules []access.Rule
}

func (a *App) rules(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	if err := a.allow(r, actor, "rules.read"); err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, rulesPage(groupRules(a.Gate.Rules())))
}

func groupRules(rules []access.Rule) []ruleGroup {
	var groups []ruleGroup
	for _, role := range access.Roles {
		g := ruleGroup{Role: web.RoleName(role)}
		for _, rule := range rules {
			if slices.Contains(rule.Roles, role) {
				g.Rules = append(g.Rules, rule)
			}
		}
		slices.SortStableFunc(g.Rules, func(x, y access.Rule) int { return cmp.Compare(wing(x.Action), wing(y.Action)) })
		if len(g.Rules) > 0 {
			groups = append(groups, g)
		}
	}
	return groups
}

func wing(action string) string { noun, _, _ := strings.Cut(action, "."); return noun }

// relationNames are the relations for people, English sentences.
var relationNames = map[access.Relation]string{
	access.Anyone:    "Always",
	access.Own:       "Only of themselves",
	access.OwnTeam:   "Only in the own team",
	access.IsContact: "Only as contact person",
	access.Member:    "Only of the own household",
	access.Consented: "Only with permission of the resident",
	access.Mandated:  "Only within the mandate, and not of own making",
}

func (a *App) remarkable(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	before, _ := db.ParseID(r.URL.Query().Get("voor")) // nothing, or no id: from the newest
	var lines []access.Entry
	names := map[db.ID]string{}
	err := a.DB.InTx(r.Context(), actor.Tenant, func(tx *db.Tx) (err error) {
		if err = a.Gate.Allow(r.Context(), tx, actor, "log.read_remarkable", access.Object{Kind: "log"}); err != nil {
			return err
		}
		if lines, err = access.Remarkable(r.Context(), tx, before); err != nil {
			return err
		}
		for _, l := range lines {
			if l.ActorID != 0 && names[l.ActorID] == "" {
				who, err := account.ByIDTx(r.Context(), tx, l.ActorID)
				if err != nil {
					return err
				}
				names[l.ActorID] = who.Name
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, remarkablePage(remarkableView{Lines: lines, Names: names}))
}

type remarkableView struct {
	Lines []access.Entry
	Names map[db.ID]string
}

func (a *App) accounts(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	var all []account.Choice
	err := a.DB.InTx(r.Context(), actor.Tenant, func(tx *db.Tx) (err error) {
		if err = a.Gate.Allow(r.Context(), tx, actor, "account.list", access.Object{Kind: "accounts"}); err != nil {
			return err
		}
		all, err = account.WorkersTx(r.Context(), tx)
		return err
	})
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, accountsPage(all))
}
