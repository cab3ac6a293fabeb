package pages_test

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"testing"

	"codeberg.org/samenkracht/samenkracht/community"
	"codeberg.org/samenkracht/samenkracht/community/market"
	"codeberg.org/samenkracht/samenkracht/community/pages"
	"codeberg.org/samenkracht/samenkracht/community/places"
	"codeberg.org/samenkracht/samenkracht/community/socialmap"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/jobs"
	"codeberg.org/samenkracht/samenkracht/platform/mail"
	"codeberg.org/samenkracht/samenkracht/platform/seal"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
	"codeberg.org/samenkracht/samenkracht/platform/web"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

const (
	almelo db.ID = 141
	borne  db.ID = 147
)

// town is two municipalities with their website, some people, a house and an entry on the social map.
type town struct {
	t      *testing.T
	d      *db.DB
	queue  *jobs.Queue
	market *market.Market
	post   *mail.Post
	url    string
	people map[string]access.Actor
}

func newTown(t *testing.T, d *db.DB) *town {
	t.Helper()
	ctx := t.Context()
	master, err := seal.LoadOrMakeMaster("file:" + filepath.Join(t.TempDir(), "master.key"))
	if err != nil {
		t.Fatal(err)
	}
	w := &town{t: t, d: d, queue: jobs.New(d), people: map[string]access.Actor{}}
	gate := access.New(d, slices.Concat(community.Rules, tenant.Rules, account.Rules, worklist.Rules, mail.Rules))
	vault := seal.New(master)
	tenants, accounts := tenant.New(d, gate), account.New(d, gate, vault)
	w.post = mail.New(d, gate, w.queue, vault, mail.Server{})
	w.market = market.New(d, gate, w.queue, market.Platform{Tenants: tenants, Accounts: accounts, Worklist: worklist.New(d, gate), Post: w.post, Vault: vault})
	p := &pages.Pages{Market: w.market, SocialMap: socialmap.New(d, gate), Places: places.New(d, gate)}

	mux := web.New(web.Config{DB: d, Tenants: tenants, Accounts: accounts, Nav: pages.Nav})
	p.Routes(mux)
	for _, m := range []struct {
		id         db.ID
		slug, name string
		lat, lon   float64
		code       string
	}{{almelo, "almelo", "Almelo", 52.357, 6.662, "7601"}, {borne, "borne", "Borne", 52.300, 6.753, "7621"}} {
		system := access.System(m.id, "test")
		w.must(tenants.Add(ctx, system, tenant.Tenant{ID: m.id, Kind: tenant.Municipality, Slug: m.slug, Name: "Gemeente " + m.name,
			Settings: map[string]string{tenant.Brand: "#004488", tenant.Phone: "14 0546"}}))
		n := tenant.Neighbourhood{ID: m.id * 10, Code: m.slug, Name: "De Haven", Residents: 1000, Lat: m.lat, Lon: m.lon}
		w.must(tenants.AddNeighbourhood(ctx, system, n, m.code, m.code+"SA"))
	}
	for _, who := range []struct {
		municipality db.ID
		name         string
		role         access.Role
	}{{almelo, "truus", access.RoleResident}, {almelo, "bea", access.RoleBroker}, {borne, "piet", access.RoleResident}, {almelo, "stil", access.RoleResident}} {
		grant, email := account.Grant{ID: d.NewID(), Role: who.role}, who.name+"@example.nl"
		if who.name == "stil" {
			email = "" // cannot be mailed
		}
		a, err := accounts.Add(ctx, access.System(who.municipality, "test"), account.NewAccount{
			Account: account.Account{Name: who.name, Email: email}, Grants: []account.Grant{grant}})
		w.must(err)
		w.people[who.name] = access.Actor{Account: a.ID, Tenant: who.municipality, Role: who.role}
		mux.Handle("GET /ben/"+who.name, func(rw http.ResponseWriter, r *http.Request, _ access.Actor) error {
			if err := mux.SignIn(r.Context(), who.municipality, a.ID, grant.ID); err != nil {
				return err
			}
			return web.Redirect(rw, r, "/buurt")
		})
	}
	w.furnish(p)
	server := httptest.NewServer(mux.Server())
	t.Cleanup(server.Close)
	w.url = server.URL
	return w
}

// furnish adds a house with two activities, and places on the social map.
func (w *town) furnish(p *pages.Pages) {
	ctx, system := w.t.Context(), access.System(almelo, "test")
	house, err := p.Places.KeepHouse(ctx, system, places.House{Name: "Huis De Haven", About: "Iedereen is welkom.", Address: "Havenplein 1", Place: "De Haven",
		Lat: 52.357, Lon: 6.662, Phone: "0546 000000", Hours: places.Hours{{Weekday: 1, Starts: places.At(9, 0), Ends: places.At(17, 0)}}})
	w.must(err)
	for _, a := range []places.Activity{
		{Kind: places.WalkIn, Name: "Koffie in De Haven", About: "Loop binnen.", Weekday: 1, Starts: places.At(10, 0), Ends: places.At(12, 0), RunBy: "bewoners"},
		{Kind: places.Meal, Name: "Samen aan tafel", About: "Drie gangen.", Weekday: 3, Starts: places.At(17, 30), Ends: places.At(19, 0), Price: 500, ForWhom: "iedereen"},
	} {
		a.HouseID = house.ID
		_, err := p.Places.KeepActivity(ctx, system, a)
		w.must(err)
	}
	for _, e := range []socialmap.Entry{
		{Kind: socialmap.Service, Theme: socialmap.Money, Name: "Formulierenhulp", About: "Hulp bij brieven en schulden.", Phone: "0546 000001", Hours: "Dinsdag van 9 tot 12 uur",
			Address: "Havenplein 1", Place: "De Haven", Website: "https://www.example.nl", Free: true, FreeAccess: true, Owner: "Stichting Test"},
		{Kind: socialmap.Organisation, Theme: socialmap.Caring, Name: "Steunpunt voor mantelzorg", About: "Voor wie voor een ander zorgt.", Phone: "0546 000002", FreeAccess: true},
	} {
		e.Lat, e.Lon = 52.357, 6.662
		_, err := p.SocialMap.Keep(ctx, system, e)
		w.must(err)
	}
}

func (w *town) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// visitor opens a browser. Name is who signs in; empty is somebody who does not.
func (w *town) visitor(o testkit.Options, slug, name string) *testkit.Tab {
	w.t.Helper()
	b := testkit.Browser(w.t, w.url, o)
	if name != "" {
		b.Visit("/" + slug + "/ben/" + name)
	}
	return b
}
