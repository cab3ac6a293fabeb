package app_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/app"
	"codeberg.org/samenkracht/samenkracht/app/demo"
	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/team"
	"codeberg.org/samenkracht/samenkracht/community/market"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

// many is how many households and ads the pages are measured with.
const many = 10_000

// heard are the statements that ran, with their arguments.
type heard struct {
	on  bool
	all []func(tx *db.Tx) error
}

// listen keeps what a page reads, to run it bare afterwards.
func (h *heard) listen(q *db.Query, args []any) {
	if !h.on {
		return
	}
	h.all = append(h.all, func(tx *db.Tx) error {
		rows, err := tx.SQL().Query(q.For(tx.Postgres()), args...)
		if err != nil {
			return err
		}
		columns, err := rows.Columns()
		if err != nil {
			return errors.Join(err, rows.Close())
		}
		cells := make([]any, len(columns))
		for i := range cells {
			cells[i] = new(any)
		}
		for rows.Next() {
			if err := rows.Scan(cells...); err != nil {
				return errors.Join(err, rows.Close())
			}
		}
		return errors.Join(rows.Err(), rows.Close())
	})
}

// BenchmarkPages measures whole pages at 10,000 households and as many ads, and the list of the market against
// its bare statements in the same run.
func BenchmarkPages(b *testing.B) {
	for _, engine := range []string{"sqlite", "postgres"} {
		b.Run(engine, func(b *testing.B) {
			dir := b.TempDir()
			c := app.Config{Database: "sqlite:" + filepath.Join(dir, "x.db"), Data: dir, Demo: true}
			if engine == "postgres" {
				c.Owner, c.Database = testkit.PostgresAddresses(b)
			}
			trace := &heard{}
			c.Options = []db.Option{db.WithTrace(trace.listen)}
			town := newBenchTown(b, c)
			town.page(b, "market list", "/almelo/buurt", nil)
			town.against(b, trace, "/almelo/buurt")
			town.page(b, "worklist", "/almelo/team/werkvoorraad", town.cookie)
			town.page(b, "dossier", "/almelo/team/huishoudens/"+town.household.String(), town.cookie)
		})
	}
}

// benchTown is one municipality with many households and ads.
type benchTown struct {
	app       *app.App
	worker    account.Account
	actor     access.Actor
	household db.ID
	cookie    *http.Cookie
}

func newBenchTown(b *testing.B, c app.Config) *benchTown {
	b.Helper()
	ctx := b.Context()
	a, err := app.New(ctx, c)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = a.Close(context.WithoutCancel(ctx)) })
	t := &benchTown{app: a}
	id, hood, crew := a.DB.NewID(), a.DB.NewID(), a.DB.NewID()
	system := access.System(id, "bench")
	must(b, a.Tenants.Add(ctx, system, tenant.Tenant{ID: id, Kind: tenant.Municipality, Slug: "almelo", Name: "Gemeente Almelo",
		Codes: map[string]string{tenant.CBS: "0141"}, Settings: map[string]string{tenant.Brand: "#004488"}}))
	must(b, a.Tenants.AddNeighbourhood(ctx, system, tenant.Neighbourhood{ID: hood, Code: "BU01419001", Name: "Molenkamp", Residents: 74_000, Lat: 52.35, Lon: 6.66}, "7601"))
	_, err = a.Teams.SetUp(ctx, system, team.Team{ID: crew, Name: "Wijkteam Molenkamp", Kind: team.Neighbourhood, Phone: "14 0546"}, team.Catchment{})
	must(b, err)
	t.worker, err = a.Accounts.Add(ctx, system, account.NewAccount{Account: account.Account{Name: "Sanne Visser", Demo: true}, Grants: []account.Grant{{Role: access.RoleGeneralist, TeamID: crew}}})
	must(b, err)
	t.actor = access.Actor{Account: t.worker.ID, Tenant: id, Role: access.RoleGeneralist, Team: crew}
	t.fill(b, hood, crew)
	t.signIn(b)
	t.analyze(b, c)
	return t
}

// analyze counts what is in the tables, which PostgreSQL otherwise does by itself after a minute.
func (t *benchTown) analyze(b *testing.B, c app.Config) {
	b.Helper()
	owner := t.app.DB
	if c.Owner != "" {
		var err error
		owner, err = db.Open(b.Context(), c.Owner)
		must(b, err)
		defer owner.Close()
	}
	_, err := owner.Pool().ExecContext(b.Context(), "ANALYZE")
	must(b, err)
}

func must(b *testing.B, err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

const batch = 500

func (t *benchTown) fill(b *testing.B, hood, crew db.ID) {
	b.Helper()
	ctx := b.Context()
	postcode, err := ident.ParsePostcode("7601 SA")
	must(b, err)
	resident := access.Actor{Account: t.worker.ID, Tenant: t.actor.Tenant, Role: access.RoleResident}
	for n := 0; n < many; n += batch {
		must(b, t.app.DB.InTx(ctx, t.actor.Tenant, func(tx *db.Tx) error {
			today := law.DateOf(tx.Now())
			for i := n; i < n+batch; i++ {
				h, err := t.app.Households.OpenTx(ctx, tx, t.actor, household.NewHousehold{ID: tx.NewID(), TeamID: crew, ContactID: t.worker.ID, NeighbourhoodID: hood,
					Address:   household.Address{Street: "Molenweg", House: fmt.Sprint(i), Postcode: postcode, City: "Almelo"},
					Residents: []household.Resident{{Person: household.Person{FirstName: "Anna", LastName: fmt.Sprint("Bakker ", i), BirthDate: today.AddYears(-50)}}}})
				if err != nil {
					return err
				}
				t.household = h.ID
				err = t.app.List.AddTx(ctx, tx, worklist.Line{AccountID: t.worker.ID, Kind: "bench", Title: "Read the file", Link: "/team/huishoudens/" + h.ID.String(), ObjectID: h.ID, Due: today.Add(i % 60)})
				if err != nil {
					return err
				}
				_, err = t.app.Market.PlaceAskTx(ctx, tx, resident, market.NewAsk{ID: tx.NewID(), Title: fmt.Sprint("Wie helpt mij in de tuin ", i), Details: "Ik zoek iemand die mij helpt met de heg.",
					Category: market.Categories[i%len(market.Categories)], Postcode: "7601 SA"})
				if err != nil {
					return err
				}
			}
			return nil
		}))
	}
}

// signIn chooses the worker at the page of the demonstration.
func (t *benchTown) signIn(b *testing.B) {
	b.Helper()
	all, err := t.app.Accounts.Personas(b.Context(), t.actor.Tenant)
	must(b, err)
	form := url.Values{"account": {t.worker.ID.String()}, "rol": {all[0].Grant.ID.String()}}
	r := httptest.NewRequest("POST", "/almelo/inloggen/demo", strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	t.app.ServeHTTP(w, r)
	if w.Code != http.StatusSeeOther || len(w.Result().Cookies()) != 1 {
		b.Fatalf("sign in: %d %s", w.Code, w.Body)
	}
	t.cookie = w.Result().Cookies()[0]
}

func (t *benchTown) get(b *testing.B, address string, cookie *http.Cookie) {
	r := httptest.NewRequest("GET", address, nil)
	r.Header.Set("Accept-Encoding", "gzip")
	if cookie != nil {
		r.AddCookie(cookie)
	}
	w := httptest.NewRecorder()
	t.app.ServeHTTP(w, r)
	if w.Code != http.StatusOK {
		b.Fatalf("%s: %d %s", address, w.Code, w.Body)
	}
}

// page measures one page, one request after another.
func (t *benchTown) page(b *testing.B, name, address string, cookie *http.Cookie) {
	b.Run(name, func(b *testing.B) {
		t.get(b, address, cookie)
		measure(b, func() { t.get(b, address, cookie) })
	})
}

// against measures a page and its bare statements in turns, so that both meet the same noise.
func (t *benchTown) against(b *testing.B, trace *heard, address string) {
	trace.all, trace.on = nil, true
	t.get(b, address, nil)
	trace.on = false
	bare := func() {
		must(b, t.app.DB.View(b.Context(), t.actor.Tenant, func(tx *db.Tx) error {
			for _, run := range trace.all {
				if err := run(tx); err != nil {
					return err
				}
			}
			return nil
		}))
	}
	b.Run("market list against its SQL", func(b *testing.B) {
		var page, sql []time.Duration
		for b.Loop() {
			page = append(page, timed(func() { t.get(b, address, nil) }))
			sql = append(sql, timed(bare))
		}
		b.ReportMetric(middle(page)/middle(sql), "times-bare")
		b.ReportMetric(middle(sql), "bare-p50-ms")
	})
}

func timed(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}

// middle is the median in milliseconds.
func middle(all []time.Duration) float64 { return at(all, 0.50) }

// at is the time that a share of the runs stays under, in milliseconds.
func at(all []time.Duration, share float64) float64 {
	slices.Sort(all)
	return float64(all[int(share*float64(len(all)-1))].Microseconds()) / 1000
}

// measure runs f b.N times and reports the middle, the slow end and the processor time of one run.
func measure(b *testing.B, f func()) {
	took := make([]time.Duration, 0, 1024)
	before := cpu()
	for b.Loop() {
		took = append(took, timed(f))
	}
	used := cpu() - before
	b.ReportMetric(middle(took), "p50-ms")
	b.ReportMetric(at(took, 0.95), "p95-ms")
	b.ReportMetric(float64(used.Microseconds())/1000/float64(len(took)), "cpu-ms/op")
}

// cpu is the processor time that this process has used.
func cpu() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkFirstPage measures from the start to the first page: on an empty folder, with towns and stories to
// make, and on the next start.
func BenchmarkFirstPage(b *testing.B) {
	for _, engine := range []string{"sqlite", "postgres"} {
		b.Run(engine, func(b *testing.B) {
			var c app.Config
			start := func(b *testing.B) {
				ctx := b.Context()
				a, err := app.New(ctx, c)
				must(b, err)
				f, err := demo.Open(ctx, c, demo.Full, func(ui.Filling) {})
				must(b, err)
				must(b, f.SetUp(ctx))
				must(b, a.Tenants.Reload(ctx))
				(&benchTown{app: a}).get(b, "/almelo", nil)
				b.StopTimer()
				must(b, errors.Join(f.Close(ctx), a.Close(ctx)))
				b.StartTimer()
			}
			fresh := func() {
				dir := b.TempDir()
				c = app.Config{Database: "sqlite:" + filepath.Join(dir, "x.db"), Data: dir, Demo: true}
				if engine == "postgres" {
					c.Owner, c.Database = testkit.PostgresAddresses(b)
				}
			}
			b.Run("empty", func(b *testing.B) {
				for b.Loop() {
					b.StopTimer()
					fresh()
					b.StartTimer()
					start(b)
				}
			})
			b.Run("again", func(b *testing.B) {
				for b.Loop() {
					start(b)
				}
			})
		})
	}
}
