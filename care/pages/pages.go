// Package pages is the website of the care wing: what a provider was ordered and what it offers, the register of
// contracts, and which messages went out and came in.
package pages

import (
	"errors"
	"net/http"

	_ "codeberg.org/samenkracht/samenkracht/care" // the Dutch of this wing
	"codeberg.org/samenkracht/samenkracht/care/assignment"
	"codeberg.org/samenkracht/samenkracht/care/contract"
	"codeberg.org/samenkracht/samenkracht/care/exchange"
	"codeberg.org/samenkracht/samenkracht/care/provider"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// Pages serves the care wing.
type Pages struct {
	Assignments *assignment.Assignments
	Providers   *provider.Providers
	Contracts   *contract.Contracts
	Exchange    *exchange.Exchange

	mux *web.Mux
}

// Nav is what the wing adds to the main menu.
var Nav = []web.NavItem{
	{Label: "Orders", Path: "/zorg/opdrachten", Roles: []access.Role{access.RoleProvider}},
	{Label: "What we offer", Path: "/zorg/aanbod", Roles: []access.Role{access.RoleProvider}},
	{Label: "Contracts", Path: "/zorg/contracten", Roles: []access.Role{access.RoleContractManager, access.RoleController, access.RoleRegionalCoordinator}},
	{Label: "Message traffic", Path: "/zorg/berichten", Roles: []access.Role{access.RoleProvider, access.RoleContractManager, access.RoleAdministrator}},
}

// Routes adds the pages to mux.
func (p *Pages) Routes(mux *web.Mux) {
	p.mux = mux
	mux.Handle("GET /zorg/opdrachten", p.orders)
	mux.Handle("GET /zorg/opdrachten/{id}", p.order)
	mux.Handle("POST /zorg/opdrachten/{id}/aanvaarding", p.accept)
	mux.Handle("POST /zorg/opdrachten/{id}/weigering", p.refuse)
	mux.Handle("POST /zorg/opdrachten/{id}/start", p.start)
	mux.Handle("POST /zorg/opdrachten/{id}/stop", p.stop)

	mux.Handle("GET /zorg/aanbod", p.offers)
	mux.Handle("GET /zorg/aanbod/nieuw", p.newOffer)
	mux.Handle("POST /zorg/aanbod", p.addOffer)
	mux.Handle("GET /zorg/aanbod/voorstelling", p.about)
	mux.Handle("POST /zorg/aanbod/voorstelling", p.introduce)
	mux.Handle("GET /zorg/aanbod/{id}", p.offer)
	mux.Handle("POST /zorg/aanbod/{id}", p.changeOffer)

	mux.Handle("GET /zorg/contracten", p.contracts)
	mux.Handle("GET /zorg/berichten", p.messages)
}

// from reads where a list goes on; nothing, or no id, is the beginning.
func from(r *http.Request) db.ID {
	id, err := db.ParseID(r.URL.Query().Get("na"))
	if err != nil {
		return 0
	}
	return id
}

// day reads a day that somebody typed. None is no day, and what is no day is wrong.
func day(r *http.Request, field string) (law.Date, error) {
	typed := r.PostFormValue(field)
	if typed == "" {
		return law.Date{}, nil
	}
	on, err := law.ParseDate(typed)
	if err != nil {
		return law.Date{}, fault.Invalid{field: "Write a date as day, month and year, such as 5-5-2026"}
	}
	return on, nil
}

// invalid is what is wrong with a form, when that is what err says.
func invalid(err error) (fault.Invalid, bool) { return errors.AsType[fault.Invalid](err) }
