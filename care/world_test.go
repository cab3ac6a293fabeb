package care_test

import (
	"context"
	"path/filepath"
	"testing"

	"codeberg.org/samenkracht/samenkracht/care"
	"codeberg.org/samenkracht/samenkracht/care/allocation"
	"codeberg.org/samenkracht/samenkracht/care/assignment"
	"codeberg.org/samenkracht/samenkracht/care/contract"
	"codeberg.org/samenkracht/samenkracht/care/exchange"
	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/provider"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
	"codeberg.org/samenkracht/samenkracht/platform/jobs"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/seal"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

// world is a region with one municipality and one provider, and who works there.
type world struct {
	*testing.T
	ctx         context.Context
	db          *db.DB
	clock       *testkit.Clock
	queue       *jobs.Queue
	vault       *seal.Vault
	tenants     *tenant.Tenants
	list        *worklist.List
	providers   *provider.Providers
	contracts   *contract.Contracts
	exchange    *exchange.Exchange
	allocations *allocation.Allocations
	assignments *assignment.Assignments

	region, town, firm tenant.Tenant
	lead               access.Actor // at the town: orders
	worker             access.Actor // at the town: hears what is wrong or late
	desk               access.Actor // at the provider: answers
}

const (
	townCode = "0141"
	firmCode = "99000101"
)

// both plays a story on both engines.
func both(t *testing.T, story func(w *world)) {
	t.Helper()
	testkit.Engines(t, func(t *testing.T, d *db.DB) { story(newWorld(t, d)) })
}

func newWorld(t *testing.T, d *db.DB) *world {
	t.Helper()
	w := &world{T: t, ctx: t.Context(), db: d, clock: testkit.ClockOf(d), queue: jobs.New(d)}
	master, err := seal.LoadOrMakeMaster("file:" + filepath.Join(t.TempDir(), "master.key"))
	w.must(err)
	gate := access.New(d, care.Rules, tenant.Rules, account.Rules, worklist.Rules)
	w.vault, w.tenants, w.list = seal.New(master), tenant.New(d, gate), worklist.New(d, gate)
	w.providers = provider.New(d, gate, w.tenants)
	w.contracts = contract.New(d, gate, w.tenants)
	w.exchange = exchange.New(d, gate, w.queue, w.vault, w.tenants, w.contracts.StandardTx)
	w.allocations = allocation.New(allocation.Needs{DB: d, Gate: gate, Exchange: w.exchange, Contracts: w.contracts, Tenants: w.tenants, Vault: w.vault, List: w.list})
	w.assignments = assignment.New(assignment.Needs{DB: d, Gate: gate, Exchange: w.exchange, Tenants: w.tenants, Vault: w.vault, List: w.list})

	w.region = w.organisation(tenant.Tenant{Kind: tenant.Region, Slug: "noabers", Name: "Regio Noabers"})
	w.town = w.organisation(tenant.Tenant{Kind: tenant.Municipality, Slug: "almelo", Name: "Gemeente Almelo",
		Codes: map[string]string{tenant.CBS: townCode}, Regions: []db.ID{w.region.ID}})
	w.firm = w.organisation(tenant.Tenant{Kind: tenant.Provider, Slug: "schone-stee", Name: "De Schone Stee", Codes: map[string]string{tenant.AGB: firmCode}})
	people := account.New(d, gate, w.vault)
	w.lead, w.worker = w.person(people, w.town, "Berend Wolters", access.RoleTeamLead), w.person(people, w.town, "Sanne Visser", access.RoleGeneralist)
	w.desk = w.person(people, w.firm, "Xandra Kok", access.RoleProvider)

	w.agree(w.region, "RN-2026-01", "2026-01-01", "2027-12-31")
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
	t.ID = w.db.NewID()
	w.must(w.tenants.Add(w.ctx, access.System(t.ID, "test"), t))
	return t
}

func (w *world) person(people *account.Accounts, at tenant.Tenant, name string, role access.Role) access.Actor {
	w.Helper()
	a, err := people.Add(w.ctx, access.System(at.ID, "test"), account.NewAccount{Account: account.Account{Name: name}, Grants: []account.Grant{{Role: role}}})
	w.must(err)
	return access.Actor{Account: a.ID, Tenant: at.ID, Role: role}
}

// agree adds a framework contract with the provider for household help, and for more products by their codes.
func (w *world) agree(owner tenant.Tenant, number, from, to string, codes ...string) {
	w.Helper()
	var rates []contract.Rate
	for _, code := range append(codes, "01A03") {
		w.must(w.providers.Publish(w.ctx, w.desk, provider.Product{Category: code[:2], Code: code, Name: "Hulp bij het huishouden", WaitDays: 12}))
		rates = append(rates, contract.Rate{Category: code[:2], Code: code, Unit: istandaard.EenheidUur, Cents: 34_20, Variant: contract.Effort})
	}
	w.must(w.contracts.Add(w.ctx, access.System(owner.ID, "test"),
		contract.FrameworkContract{ID: w.db.NewID(), Number: number, ProviderID: w.firm.ID, FromDay: w.day(from), ToDay: w.day(to)}, rates))
}

func (w *world) day(s string) law.Date {
	w.Helper()
	d, err := law.ParseDate(s)
	w.must(err)
	return d
}

// client is somebody of a household, made up.
func (w *world) client() allocation.Client {
	w.Helper()
	bsn, err := ident.ParseBSN("999900006")
	w.must(err)
	postcode, err := ident.ParsePostcode("7601SA")
	w.must(err)
	return allocation.Client{BSN: bsn, BirthDate: w.day("1948-05-20"), Gender: allocation.Female, FirstName: "Ans Maria", Prefix: "van der", LastName: "Veen",
		Phone: "0546123456", Street: "Lindelaan", House: 12, Addition: "a", Postcode: postcode, City: "Almelo"}
}

// wanted is an order for two hours of household help a week.
func (w *world) wanted() allocation.Order {
	w.Helper()
	return allocation.Order{ID: w.db.NewID(), DecisionID: w.db.NewID(), HouseholdID: w.db.NewID(), ResidentID: w.db.NewID(), Client: w.client(),
		ProviderID: w.firm.ID, Category: "01", Code: "01A03", Volume: 120, Unit: istandaard.EenheidMinuut, Frequency: istandaard.FrequentieWeek,
		FromDay: w.day("2026-03-09"), ToDay: w.day("2027-03-08"), AssigneeID: w.worker.Account, Comment: "Liever in de ochtend."}
}

// try places an order and returns what went wrong.
func (w *world) try(actor access.Actor, o allocation.Order) (a allocation.Allocation, err error) {
	err = w.db.InTx(w.ctx, actor.Tenant, func(tx *db.Tx) (err error) {
		a, err = w.allocations.OrderTx(w.ctx, tx, actor, o)
		return err
	})
	return a, err
}

func (w *world) order(o allocation.Order) allocation.Allocation {
	w.Helper()
	a, err := w.try(w.lead, o)
	w.must(err)
	return a
}

// post lets all messages that are under way arrive.
func (w *world) post() {
	w.Helper()
	w.must(w.queue.Drain(w.ctx))
}

// again is the allocation as it stands now.
func (w *world) again(a allocation.Allocation) allocation.Allocation {
	w.Helper()
	var all []allocation.Allocation
	w.must(w.db.View(w.ctx, a.TenantID, func(tx *db.Tx) (err error) {
		all, err = w.allocations.ByDecisionTx(w.ctx, tx, a.DecisionID)
		return err
	}))
	for _, one := range all {
		if one.ID == a.ID {
			return one
		}
	}
	w.Fatal("the allocation is gone")
	return a
}

// received is the only assignment that waits at the provider's.
func (w *world) received() assignment.Assignment {
	w.Helper()
	all := w.assigned(assignment.ToDo)
	if len(all) != 1 {
		w.Fatalf("%d assignments wait, want 1", len(all))
	}
	return all[0]
}

func (w *world) assigned(v assignment.View) []assignment.Assignment {
	w.Helper()
	all, err := w.assignments.List(w.ctx, w.desk, v, 0)
	w.must(err)
	return all
}

// lines are the open lines of somebody's worklist.
func (w *world) lines(of access.Actor) []worklist.Line {
	w.Helper()
	all, err := w.list.Open(w.ctx, of, worklist.Search{})
	w.must(err)
	return all
}

// traffic is what went out and came in at an organisation, newest first.
func (w *world) traffic(at tenant.Tenant) []exchange.Traffic {
	w.Helper()
	all, err := w.exchange.Traffic(w.ctx, as(at, access.RoleAdministrator), 0)
	w.must(err)
	return all
}

// sent is the newest message of a kind that an organisation sent, as it left.
func (w *world) sent(by tenant.Tenant, kind istandaard.Soort) []byte {
	w.Helper()
	for _, m := range w.traffic(by) {
		if m.Direction == exchange.Out && m.Kind == kind {
			var raw []byte
			w.must(w.db.View(w.ctx, by.ID, func(tx *db.Tx) (err error) {
				raw, err = w.exchange.RawTx(w.ctx, tx, kind, m.Identification)
				return err
			}))
			return raw
		}
	}
	w.Fatalf("no %s was sent", kind)
	return nil
}

// as is somebody of the firm's own organisation, or of another one, in a role without an account.
func as(at tenant.Tenant, role access.Role) access.Actor {
	return access.Actor{Account: 1, Tenant: at.ID, Role: role}
}
