package pages_test

import (
	"net/http/httptest"
	"testing"

	"codeberg.org/samenkracht/samenkracht/app"
	"codeberg.org/samenkracht/samenkracht/care/allocation"
	"codeberg.org/samenkracht/samenkracht/care/contract"
	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/provider"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

// world is the product with a region, a municipality and a provider, and who works there.
type world struct {
	*testing.T
	*app.App
	clock              *testkit.Clock
	region, town, firm tenant.Tenant
	url                string
}

// newWorld starts the product: without scripts on PostgreSQL, with scripts on SQLite.
func newWorld(t *testing.T, o testkit.Options) *world {
	t.Helper()
	dir := t.TempDir()
	w := &world{T: t, clock: testkit.NewClock()}
	c := app.Config{Database: "sqlite:" + dir + "/test.db", Data: dir, Demo: true, Clock: w.clock.Now}
	if o.NoScript {
		c.Owner, c.Database = testkit.PostgresAddresses(t)
	}
	var err error
	w.App, err = app.New(t.Context(), c)
	w.must(err)
	server := httptest.NewServer(w.Handler)
	t.Cleanup(func() {
		server.Close()
		w.must(w.Close(t.Context()))
	})
	w.url = server.URL
	w.region = w.organisation(tenant.Tenant{Kind: tenant.Region, Slug: "noabers", Name: "Regio Noabers"})
	w.town = w.organisation(tenant.Tenant{Kind: tenant.Municipality, Slug: "almelo", Name: "Gemeente Almelo", Regions: []db.ID{w.region.ID},
		Codes: map[string]string{tenant.CBS: "0141"}})
	w.firm = w.organisation(tenant.Tenant{Kind: tenant.Provider, Slug: "schone-stee", Name: "De Schone Stee", Codes: map[string]string{tenant.AGB: "99000101"}})
	w.person(w.firm, "Xandra Kok", access.RoleProvider)
	w.person(w.town, "Peter Scholten", access.RoleContractManager)
	w.person(w.town, "Sanne Visser", access.RoleGeneralist)
	w.person(w.region, "Roos Haan", access.RoleRegionalCoordinator)
	w.agree()
	return w
}

func (w *world) must(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

func (w *world) organisation(t tenant.Tenant) tenant.Tenant {
	w.Helper()
	t.ID = w.DB.NewID()
	t.Settings = map[string]string{tenant.Brand: "#0b5c8f", tenant.Phone: "14 0546"}
	w.must(w.Tenants.Add(w.Context(), access.System(t.ID, "test"), t))
	return t
}

func (w *world) person(at tenant.Tenant, name string, role access.Role) {
	w.Helper()
	_, err := w.Accounts.Add(w.Context(), access.System(at.ID, "test"), account.NewAccount{Account: account.Account{Name: name, Demo: true}, Grants: []account.Grant{{Role: role}}})
	w.must(err)
}

// agree publishes household help of the provider, with a contract of the region.
func (w *world) agree() {
	w.Helper()
	firm := access.System(w.firm.ID, "test")
	w.must(w.Providers.Introduce(w.Context(), firm, provider.Profile{About: "Hulp met vaste gezichten.", Lat: 52.35, Lon: 6.66}))
	w.must(w.Providers.Publish(w.Context(), firm, provider.Product{Category: "01", Code: "01A03", Name: "Hulp bij het huishouden", WaitDays: 12}))
	w.must(w.Contracts.Add(w.Context(), access.System(w.region.ID, "test"), contract.FrameworkContract{ID: w.DB.NewID(), Number: "RN-2026-01", ProviderID: w.firm.ID,
		FromDay: day("2026-01-01"), ToDay: day("2027-12-31")}, []contract.Rate{{Category: "01", Code: "01A03", Unit: istandaard.EenheidUur, Cents: 34_20, Variant: contract.Effort}}))
}

func day(s string) law.Date {
	d, err := law.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// order orders two and a half hours of household help a week, and lets the message arrive.
func (w *world) order() allocation.Allocation {
	w.Helper()
	bsn, err := ident.ParseBSN("999900006")
	w.must(err)
	postcode, err := ident.ParsePostcode("7601SA")
	w.must(err)
	lead := access.Actor{Account: 1, Tenant: w.town.ID, Role: access.RoleTeamLead}
	var a allocation.Allocation
	w.must(w.DB.InTx(w.Context(), w.town.ID, func(tx *db.Tx) (err error) {
		a, err = w.Allocations.OrderTx(w.Context(), tx, lead, allocation.Order{ID: tx.NewID(), DecisionID: tx.NewID(), HouseholdID: tx.NewID(), ResidentID: tx.NewID(),
			Client: allocation.Client{BSN: bsn, BirthDate: day("1948-05-20"), Gender: allocation.Female, FirstName: "Ans", Prefix: "van der", LastName: "Veen",
				Phone: "0546 123456", Street: "Lindelaan", House: 12, Postcode: postcode, City: "Almelo"},
			ProviderID: w.firm.ID, Category: "01", Code: "01A03", Volume: 150, Unit: istandaard.EenheidMinuut, Frequency: istandaard.FrequentieWeek,
			FromDay: day("2026-03-09"), ToDay: day("2027-03-08"), AssigneeID: 1, Comment: "Liever in de ochtend."})
		return err
	}))
	w.post()
	return a
}

// post lets all messages that are under way arrive.
func (w *world) post() {
	w.Helper()
	w.must(w.Queue.Drain(w.Context()))
}

// at opens a browser in which somebody has signed in at an organisation.
func (w *world) at(o testkit.Options, where tenant.Tenant, name string) *testkit.Tab {
	w.Helper()
	return signIn(testkit.Browser(w.T, w.url, o), where, name)
}

// signIn signs in, also again after the session was over.
func signIn(b *testkit.Tab, where tenant.Tenant, name string) *testkit.Tab {
	return b.Visit("/" + where.Slug + "/inloggen").Press(name)
}
