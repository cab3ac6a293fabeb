package pages_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"codeberg.org/samenkracht/samenkracht/care/allocation"
	"codeberg.org/samenkracht/samenkracht/casework/caseworktest"
	"codeberg.org/samenkracht/samenkracht/insight"
	"codeberg.org/samenkracht/samenkracht/insight/experience"
	"codeberg.org/samenkracht/samenkracht/insight/insighttest"
	"codeberg.org/samenkracht/samenkracht/insight/pages"
	"codeberg.org/samenkracht/samenkracht/insight/steering"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/jobs"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// town is a town of 1,000 residents with the website of this wing.
type town struct {
	*caseworktest.Town
	*testing.T
	check *experience.Experience
	today law.Date
	mux   *web.Mux
	url   string

	provider db.ID
}

func newTown(t *testing.T, d *db.DB) *town {
	t.Helper()
	w := &town{Town: caseworktest.New(t, d), T: t, today: law.DateOf(d.Now())}
	gate := access.New(d, insight.Rules)
	w.check = experience.New(experience.Parts{DB: d, Gate: gate, Queue: jobs.New(d), Vault: w.Vault, Tenants: w.Tenants, Households: w.Households,
		Allocations: &allocation.Allocations{}})
	w.must(w.Tenants.AddNeighbourhood(t.Context(), w.System, tenant.Neighbourhood{ID: d.NewID(), Code: "BU01419009", Name: "Kom", Residents: 1000}, "7609"))
	w.provider = d.NewID()
	w.must(w.Tenants.Add(t.Context(), access.System(w.provider, "test"), tenant.Tenant{ID: w.provider, Kind: tenant.Provider, Slug: "schone-stee", Name: "De Schone Stee"}))
	w.mux = web.New(web.Config{DB: d, Tenants: w.Tenants, Accounts: w.Accounts, Nav: pages.Nav})
	(&pages.Pages{Steering: steering.New(d, gate, w.Tenants), Experience: w.check}).Routes(w.mux)
	server := httptest.NewServer(w.mux.Server())
	t.Cleanup(server.Close)
	w.url = server.URL
	return w
}

func (w *town) must(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

// person adds somebody who can sign in by visiting /ben/NAME.
func (w *town) person(name string, role access.Role, team db.ID) access.Actor {
	w.Helper()
	grant := account.Grant{ID: w.DB.NewID(), Role: role, TeamID: team}
	a, err := w.Accounts.Add(w.Context(), w.System, account.NewAccount{Account: account.Account{Name: name, Email: "post@example.nl"}, Grants: []account.Grant{grant}})
	w.must(err)
	w.mux.Handle("GET /ben/"+name, func(rw http.ResponseWriter, r *http.Request, _ access.Actor) error {
		if err := w.mux.SignIn(r.Context(), w.ID, a.ID, grant.ID); err != nil {
			return err
		}
		return web.Redirect(rw, r, "/mijn/ervaring/bedankt")
	})
	return access.Actor{Account: a.ID, Tenant: w.ID, Role: role, Team: team}
}

// resident adds somebody with a household of whom a conversation was reported and help has started.
func (w *town) resident(name string) access.Actor {
	w.Helper()
	home, ids := insighttest.Household(w.T, w.Town, 1)
	who := w.person(name, access.RoleResident, 0)
	w.must(w.DB.InTx(w.Context(), w.ID, func(tx *db.Tx) error {
		return w.Households.LinkAccountTx(w.Context(), tx, w.Anna, ids[0], who.Account)
	}))
	insighttest.Reported(w.T, w.Town, home, w.today.Add(-20), w.today.Add(-9))
	insighttest.Started(w.T, w.Town, home, ids[0], w.provider, w.today.Add(-2))
	return who
}

// visitor opens a browser in which name has signed in.
func (w *town) visitor(o testkit.Options, name string) *testkit.Tab {
	w.Helper()
	return testkit.Browser(w.T, w.url, o).Visit("/almelo/ben/" + name)
}
