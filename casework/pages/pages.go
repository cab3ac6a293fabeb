// Package pages is the website of the casework wing: the question to the team, the desk of the teams, and the
// resident's own page.
package pages

import (
	"context"

	"codeberg.org/samenkracht/samenkracht/casework/decision"
	"codeberg.org/samenkracht/samenkracht/casework/decision/letter"
	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/intake"
	"codeberg.org/samenkracht/samenkracht/casework/plan"
	"codeberg.org/samenkracht/samenkracht/casework/team"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/web"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

// Pages serves the casework wing.
type Pages struct {
	DB         *db.DB
	Gate       *access.Gate
	Tenants    *tenant.Tenants
	Accounts   *account.Accounts
	List       *worklist.List
	Households *household.Households
	Teams      *team.Teams
	Intake     *intake.Intake
	Plans      *plan.Plans
	Decisions  *decision.Decisions
	Letters    *letter.Letters

	web *web.Mux
}

// Routes adds the pages to mux.
func (p *Pages) Routes(mux *web.Mux) {
	p.web = mux
	p.questionRoutes(mux)
	p.ownRoutes(mux)
	p.teamRoutes(mux)
	p.householdRoutes(mux)
	p.planRoutes(mux)
	p.decisionRoutes(mux)
}

// The resident and the visitor.
func (p *Pages) questionRoutes(mux *web.Mux) {
	mux.Handle("GET /hulpvraag", p.ask)
	mux.Handle("POST /hulpvraag", p.askStep)
	mux.Handle("GET /hulpvraag/{id}", p.receipt)
}

func (p *Pages) ownRoutes(mux *web.Mux) {
	mux.Handle("GET /mijn", p.mine)
	mux.Handle("GET /mijn/inzage", p.looks)
	mux.Handle("GET /mijn/toestemmingen", p.ownConsents)
	mux.Handle("GET /mijn/toestemmingen/{id}/intrekking", p.withdrawConsent)
	mux.Handle("POST /mijn/toestemmingen/{id}/intrekking", p.withdrawConsent)
	mux.Handle("GET /mijn/hulpvragen/{id}", p.ownQuestion)
	mux.Handle("GET /mijn/hulpvragen/{id}/intrekking", p.withdrawQuestion)
	mux.Handle("POST /mijn/hulpvragen/{id}/intrekking", p.withdrawQuestion)
	mux.Handle("GET /mijn/onderzoeken/{id}", p.ownInquiry)
}

// The desk of the teams.
func (p *Pages) teamRoutes(mux *web.Mux) {
	mux.Handle("GET /team/werkvoorraad", p.worklist)
	mux.Handle("GET /team/hulpvragen/{id}", p.question)
	mux.Handle("POST /team/hulpvragen/{id}/behandeling", p.takeQuestion)
	mux.Handle("GET /team/hulpvragen/{id}/intrekking", p.withdrawFor)
	mux.Handle("POST /team/hulpvragen/{id}/intrekking", p.withdrawFor)
	mux.Handle("POST /team/hulpvragen/{id}/kennisneming", p.seen)
	mux.Handle("GET /team/onderzoeken/{id}", p.inquiry)
	mux.Handle("POST /team/onderzoeken/{id}/clientondersteuning", p.inquirySupport)
	mux.Handle("POST /team/onderzoeken/{id}/persoonlijk-plan", p.inquiryPlan)
	mux.Handle("POST /team/onderzoeken/{id}/controle", p.inquiryCheck)
	mux.Handle("GET /team/onderzoeken/{id}/verlenging", p.inquiryTime)
	mux.Handle("POST /team/onderzoeken/{id}/verlenging", p.inquiryTime)
	mux.Handle("GET /team/onderzoeken/{id}/afsluiting", p.inquiryClose)
	mux.Handle("POST /team/onderzoeken/{id}/afsluiting", p.inquiryClose)
}

func (p *Pages) householdRoutes(mux *web.Mux) {
	const home = "/team/huishoudens/{id}"
	mux.Handle("GET /team/huishoudens", p.households)
	mux.Handle("POST /team/huishoudens", p.findHousehold)
	mux.Handle("GET "+home, p.household)
	mux.Handle("POST "+home+"/noodtoegang", p.breakGlass)
	mux.Handle("POST "+home+"/adresinzage", p.secretAddress)
	mux.Handle("POST "+home+"/geheimhouding", p.keepSecret)
	mux.Handle("GET "+home+"/leden/nieuw", p.addResident)
	mux.Handle("POST "+home+"/leden", p.addResident)
	mux.Handle("GET "+home+"/leden/{lid}", p.changeResident)
	mux.Handle("POST "+home+"/leden/{lid}", p.changeResident)
	mux.Handle("GET "+home+"/leden/{lid}/vertrek", p.leave)
	mux.Handle("POST "+home+"/leden/{lid}/vertrek", p.leave)
	mux.Handle("GET "+home+"/relaties/nieuw", p.addRelation)
	mux.Handle("POST "+home+"/relaties", p.addRelation)
	mux.Handle("GET "+home+"/relaties/{relatie}", p.changeRelation)
	mux.Handle("POST "+home+"/relaties/{relatie}", p.changeRelation)
	mux.Handle("GET "+home+"/toestemmingen/nieuw", p.addConsent)
	mux.Handle("POST "+home+"/toestemmingen", p.addConsent)
	mux.Handle("GET "+home+"/toestemmingen/{toestemming}/intrekking", p.endConsent)
	mux.Handle("POST "+home+"/toestemmingen/{toestemming}/intrekking", p.endConsent)
	mux.Handle("GET "+home+"/contactmomenten/nieuw", p.addMoment)
	mux.Handle("POST "+home+"/contactmomenten", p.addMoment)
	mux.Handle("GET "+home+"/overdracht", p.handOver)
	mux.Handle("POST "+home+"/overdracht", p.handOver)
	mux.Handle("POST "+home+"/overname", p.takeOver)
	mux.Handle("GET "+home+"/verhuizing", p.move)
	mux.Handle("POST "+home+"/verhuizing", p.move)
	mux.Handle("GET "+home+"/afsluiting", p.closeHousehold)
	mux.Handle("POST "+home+"/afsluiting", p.closeHousehold)
}

func (p *Pages) today() law.Date { return law.DateOf(p.DB.Now()) }

// view reads what is public or about workers: teams, and the names of colleagues.
func (p *Pages) view(ctx context.Context, actor access.Actor, f func(tx *db.Tx) error) error {
	return p.DB.View(ctx, actor.Tenant, f)
}

// colleague is a worker as others see one; without a name when there is none.
func (p *Pages) colleague(ctx context.Context, actor access.Actor, id db.ID) (who account.Account, err error) {
	if id == 0 {
		return who, nil
	}
	err = p.view(ctx, actor, func(tx *db.Tx) error {
		who, err = account.ByIDTx(ctx, tx, id)
		return err
	})
	return who, err
}
