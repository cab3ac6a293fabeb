// Package pages is the website of the insight wing: the figures for the council, what stands behind each of them,
// what residents say of the steps they went through, and the question that they get about it.
package pages

import (
	"net/http"

	_ "codeberg.org/samenkracht/samenkracht/insight" // the Dutch of this wing
	"codeberg.org/samenkracht/samenkracht/insight/experience"
	"codeberg.org/samenkracht/samenkracht/insight/factlab"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/join"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/reception"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/release"
	"codeberg.org/samenkracht/samenkracht/insight/steering"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// Pages serves the insight wing.
type Pages struct {
	Steering   *steering.Steering
	Experience *experience.Experience
	Factlab    *factlab.Factlab
	Reception  *reception.Reception
	Join       *join.Join
	Releases   *release.Releases
	Accounts   *account.Accounts

	mux     *web.Mux
	shelf   shelf
	printed printed
}

// Nav is what the wing adds to the main menu.
var Nav = []web.NavItem{
	{Label: "Figures", Path: "/inzicht/raad", Roles: []access.Role{access.RoleCouncilMember, access.RoleAlderman, access.RoleAnalyst, access.RoleController, access.RoleTeamLead}},
	{Label: "Experience", Path: "/inzicht/ervaring", Roles: []access.Role{access.RoleCouncilMember, access.RoleAlderman, access.RoleAnalyst, access.RoleController,
		access.RoleTeamLead, access.RoleContractManager, access.RolePrivacyOfficer}},
	{Label: "Factlab", Path: "/inzicht/factlab", Roles: []access.Role{access.RoleCouncilMember, access.RoleAlderman, access.RoleAnalyst, access.RoleController,
		access.RoleTeamLead, access.RoleContractManager, access.RolePrivacyOfficer}},
	{Label: "Rounds of the Factlab", Path: rounds, Roles: []access.Role{access.RoleAnalyst, access.RolePrivacyOfficer}},
}

// Routes adds the pages to mux.
func (p *Pages) Routes(mux *web.Mux) {
	p.mux = mux
	p.factlabLead(mux)
	p.factlabPublic(mux)
	mux.Handle("GET /inzicht/raad", p.council)
	mux.Handle("GET /inzicht/cijfers/{naam}", p.figure)
	mux.Handle("GET /inzicht/ervaring", p.judgement)
	mux.Handle("GET /inzicht/ervaring/{over}", p.sentences)
	mux.Handle("GET /mijn/ervaring", p.question)
	mux.Handle("POST /mijn/ervaring", p.answer)
	mux.Handle("GET /mijn/ervaring/bedankt", p.thanks)
}

func (p *Pages) council(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	report, err := p.Steering.Council(r.Context(), actor)
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, councilPage(report))
}

func (p *Pages) figure(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	f, err := p.Steering.Figure(r.Context(), actor, r.PathValue("naam"))
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, figurePage(f))
}

func (p *Pages) judgement(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	report, err := p.Steering.Experience(r.Context(), actor)
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, judgementPage(judgementView{report, actor}))
}

func (p *Pages) sentences(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	about, err := web.ID(r, "over")
	if err != nil {
		return err
	}
	all, err := p.Experience.Sentences(r.Context(), actor, about)
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, sentencesPage(all))
}
