package app

import (
	"cmp"
	"errors"
	"net/http"
	"slices"
	"strings"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// adminRules says who may look at how the installation itself works.
var adminRules = []access.Rule{
	{Action: "rules.read", Name: "Read who may do what", Roles: []access.Role{access.RolePrivacyOfficer, access.RoleAdministrator, access.RoleTeamLead,
		access.RoleLegalOfficer, access.RoleController}, When: access.Anyone, Purpose: "Check that access is right", Ground: "AVG art. 5"},
	{Action: "log.read_remarkable", Name: "Read what was denied or opened in an emergency", Roles: []access.Role{access.RolePrivacyOfficer}, When: access.Anyone,
		Purpose: "Check that access is right", Ground: "AVG art. 32"},
	{Action: "task.list", Name: "See which tasks in the background failed", Roles: []access.Role{access.RoleAdministrator}, When: access.Anyone,
		Purpose: "Let nothing get lost that was promised", Ground: "AVG art. 32"},
	{Action: "task.retry", Name: "Have a failed task tried again", Roles: []access.Role{access.RoleAdministrator}, When: access.Anyone,
		Purpose: "Let nothing get lost that was promised", Ground: "AVG art. 32"},
	{Action: "account.list", Name: "Read who has which role", Roles: []access.Role{access.RoleAdministrator, access.RolePrivacyOfficer}, When: access.Anyone,
		Purpose: "Check that access is right", Ground: "AVG art. 32"},
}

func (a *App) admin(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	if err := a.allow(r, actor, "rules.read"); err != nil {
		return err
	}
	failed, err := a.failedHere(r.Context(), actor.Tenant)
	if err != nil {
		return err
	}
	may := func(action string) bool { return a.Gate.May(actor, action, access.Object{}) }
	return web.Page(w, r, http.StatusOK, adminPage(adminView{Failed: len(failed), MayTasks: may("task.list"), MayAccounts: may("account.list"),
		MayLog: may("log.read_remarkable"), Demo: a.config.Demo}))
}

type adminView struct {
	Failed      int // jobs that were given up
	MayTasks    bool
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

// remarkable shows what was denied and where the glass was broken, by whom, for which reason.
func (a *App) remarkable(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	before, _ := db.ParseID(r.URL.Query().Get("voor")) // nothing, or no id: from the newest
	view := remarkableView{Names: map[db.ID]string{}, Actions: a.actionNames()}
	err := a.DB.InTx(r.Context(), actor.Tenant, func(tx *db.Tx) (err error) {
		if err = a.Gate.Allow(r.Context(), tx, actor, "log.read_remarkable", access.Object{Kind: "log"}); err != nil {
			return err
		}
		if view.Lines, err = access.Remarkable(r.Context(), tx, before); err != nil {
			return err
		}
		for _, l := range view.Lines {
			if l.ActorID == 0 || view.Names[l.ActorID] != "" {
				continue
			}
			who, err := account.ByIDTx(r.Context(), tx, l.ActorID)
			switch {
			case errors.Is(err, fault.NotFound): // of another organisation
				view.Names[l.ActorID] = text.T(r.Context(), "Somebody from elsewhere, number %s", l.ActorID)
			case err != nil:
				return err
			default:
				view.Names[l.ActorID] = who.Name
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, remarkablePage(view))
}

type remarkableView struct {
	Lines   []access.Entry
	Names   map[db.ID]string
	Actions map[string]string // by action, English sentences
}

// actionNames are the actions as the rules name them for people; of two rules for one action, the first.
func (a *App) actionNames() map[string]string {
	names := map[string]string{}
	for _, rule := range a.Gate.Rules() {
		if names[rule.Action] == "" {
			names[rule.Action] = rule.Name
		}
	}
	return names
}
