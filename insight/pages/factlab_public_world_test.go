package pages_test

import (
	"encoding/json"
	"fmt"
	"math/bits"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/casework/caseworktest"
	"codeberg.org/samenkracht/samenkracht/insight"
	"codeberg.org/samenkracht/samenkracht/insight/factlab"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/release"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/insight/pages"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// labTown is a town with the pages of the Factlab, in which rounds were published.
type labTown struct {
	*caseworktest.Town
	*testing.T
	hub  *wire.Identity
	mux  *web.Mux
	url  string
	sign func([]byte) []byte
}

func newLabTown(t *testing.T) *labTown {
	t.Helper()
	d := testkit.SQLite(t)
	w := &labTown{Town: caseworktest.New(t, d), T: t, hub: wire.MakeIdentity()}
	w.sign = w.hub.Sign
	w.mux = web.New(web.Config{DB: d, Tenants: w.Tenants, Accounts: w.Accounts, Nav: pages.Nav})
	(&pages.Pages{Releases: &release.Releases{DB: d, Gate: access.New(d, insight.Rules)}}).Routes(w.mux)
	server := httptest.NewServer(w.mux.Server())
	t.Cleanup(server.Close)
	w.url = server.URL
	return w
}

// person adds somebody who can sign in by visiting /ben/NAME.
func (w *labTown) person(name string, role access.Role) {
	w.Helper()
	grant := account.Grant{ID: w.DB.NewID(), Role: role}
	a, err := w.Accounts.Add(w.Context(), w.System, account.NewAccount{Account: account.Account{Name: name, Email: "post@example.nl"}, Grants: []account.Grant{grant}})
	if err != nil {
		w.Fatal(err)
	}
	w.mux.Handle("GET /ben/"+name, func(rw http.ResponseWriter, r *http.Request, _ access.Actor) error {
		if err := w.mux.SignIn(r.Context(), w.ID, a.ID, grant.ID); err != nil {
			return err
		}
		return web.Redirect(rw, r, "/inzicht/factlab")
	})
}

// publish puts a release of a round into the town, signed by its hub.
func (w *labTown) publish(c release.Content, state release.State) release.Release {
	w.Helper()
	c.Hub = w.hub.Key()
	content, err := json.Marshal(c)
	if err != nil {
		w.Fatal(err)
	}
	now := w.DB.Now()
	round := factlab.Round{TenantID: w.ID, ID: w.DB.NewID(), Number: c.Round.Number, Name: c.Round.Name, Month: c.Round.Month, Deadline: law.DateOf(now),
		State: factlab.Joined, MakerID: w.Anna.Account, MadeAt: now, Version: 1}
	of := release.Release{TenantID: w.ID, ID: w.DB.NewID(), RoundID: round.ID, State: state, MakerID: w.Anna.Account, Maker: "Ada", ApproverID: w.Bram.Account, Approver: "Pia", Content: content, Signature: w.sign(content),
		BegunAt: now, MadeAt: &now, DecidedAt: &now, Version: 1}
	err = w.DB.InTx(w.Context(), w.ID, func(tx *db.Tx) error {
		if err := db.Insert(w.Context(), tx, "factlab_round", round); err != nil {
			return err
		}
		return db.Insert(w.Context(), tx, "factlab_release", of)
	})
	if err != nil {
		w.Fatal(err)
	}
	return of
}

func (w *labTown) visitor(o testkit.Options) *testkit.Tab {
	w.Helper()
	return testkit.Browser(w.T, w.url, o)
}

// madeUp draws households of a made-up town and counts them as the hub would. Small cells are hidden; nothing is done
// against who calculates: the pages must not help them.
type madeUp struct {
	release.Content
	r       *rand.Rand
	houses  []house
	minimum int
}

type house struct {
	place, kind  string
	provisions   []int
	domains, org int
}

var madeProvisions = []struct{ code, name, domain string }{
	{"ambulant", "Ambulante jeugdhulp", "jeugd"}, {"pleegzorg", "Pleegzorg", "jeugd"}, {"dyslexie", "Hulp bij dyslexie", "jeugd"}, {"dagjeugd", "Daghulp voor jeugd", "jeugd"},
	{"huishouden", "Hulp bij het huishouden", "wmo"}, {"begeleiding", "Begeleiding", "wmo"}, {"dagbesteding", "Dagbesteding", "wmo"}, {"vervoer", "Vervoer", "wmo"},
	{"scootmobiel", "Scootmobiel", "wmo"}, {"bijstand", "Bijstand", "werkinkomen"}, {"schuldhulp", "Schuldhulp", "werkinkomen"}, {"minima", "Minimaregeling", "werkinkomen"},
}

// newMadeUp makes a round of a town with so many neighbourhoods of each district.
func newMadeUp(seed uint64, number, neighbourhoods, households, organisations int) *madeUp {
	m := &madeUp{r: rand.New(rand.NewPCG(seed, 1)), minimum: 5}
	m.Content = release.Content{Minimum: 5, Sensitive: 10, Organisations: 3, Types: []string{"alleenstaand", "gezin", "samenwonend"}, Districts: map[string]string{},
		Names: map[string]string{}, Addresses: map[string]int{}, Report: json.RawMessage(`{"exact":0,"below":0,"under_protected":0,"not_reached":0,"insiders":27}`),
		Domains: []agreement.Domain{{Code: "jeugd", Name: "Jeugdhulp", Sensitive: true}, {Code: "wmo", Name: "Ondersteuning"}, {Code: "werkinkomen", Name: "Werk en inkomen"}}}
	m.Round = release.About{Reference: fmt.Sprintf("almelo-%d", number), Number: number, Name: fmt.Sprintf("Ronde %d", number), Month: fmt.Sprintf("%d-12", 2023+number),
		Purpose: "Weten waar hulp stapelt", Ground: "AVG art. 6", Body: "Stichting Rekenkamer Oost", Declined: 1, Closed: time.Date(2024+number, 1, 31, 12, 0, 0, 0, time.UTC)}
	for i := range organisations {
		m.Round.Participants = append(m.Round.Participants, fmt.Sprintf("Organisatie %d", i+1))
	}
	for _, p := range madeProvisions {
		m.Provisions = append(m.Provisions, agreement.Provision{Code: p.code, Name: p.name, Domain: p.domain})
	}
	for d, name := range []string{"Noord", "Zuid", "Oost"} {
		district := fmt.Sprintf("WK01410%d", d+1)
		m.Names[district] = "Wijk " + name
		for i := range neighbourhoods {
			code := fmt.Sprintf("BU01410%d%02d", d+1, i+1)
			m.Districts[code], m.Names[code] = district, fmt.Sprintf("%s %d", []string{"Molenbuurt", "Vaartbuurt", "Lindekwartier", "Hofbuurt", "Weide"}[i%5], i/5*3+d+1)
			m.Addresses[code] = households + 13*i
			m.settle(code, 0.6+0.25*float64(d)+0.5*m.r.Float64())
		}
	}
	m.count()
	return m
}

// settle fills a neighbourhood with households.
func (m *madeUp) settle(code string, hardship float64) {
	for range m.Addresses[code] {
		h := house{place: code, kind: m.Types[m.r.IntN(3)]}
		n := 0
		for n < 9 && m.r.Float64() < min(0.85, (0.16+0.34*min(float64(n), 1))*hardship) {
			n++
		}
		h.provisions = m.r.Perm(len(madeProvisions))[:n]
		for _, p := range h.provisions {
			h.domains |= 1 << slices.IndexFunc(m.Domains, func(d agreement.Domain) bool { return d.Code == madeProvisions[p].domain })
		}
		h.org = min(n, 1+m.r.IntN(max(n, 1)))
		m.houses = append(m.houses, h)
	}
}

// tally is counts by codes, joined with a bar.
type tally map[string]int

func (t tally) add(dimensions ...[]string) {
	all := []string{""}
	for _, codes := range dimensions {
		var next []string
		for _, before := range all {
			for _, code := range codes {
				next = append(next, before+"|"+code)
			}
		}
		all = next
	}
	for _, key := range all {
		t[key[1:]]++
	}
}

// table makes a table of it: small cells hidden.
func (m *madeUp) table(name string, t tally, columns ...string) {
	out := release.Table{Name: name, Columns: append(columns, "n"), Spec: json.RawMessage(`{}`)}
	for _, key := range slices.Sorted(func(yield func(string) bool) {
		for k := range t {
			if !yield(k) {
				return
			}
		}
	}) {
		n := strconv.Itoa(t[key])
		if t[key] < m.minimum {
			n = ""
		}
		out.Rows = append(out.Rows, append(strings.Split(key, "|"), n))
	}
	m.Tables = append(m.Tables, out)
}

func number(n, many int) []string {
	switch {
	case n >= many:
		return []string{strconv.Itoa(many) + "+", "5+", "total"}
	case n >= 5:
		return []string{strconv.Itoa(n), "5+", "total"}
	}
	return []string{strconv.Itoa(n), "total"}
}

var madeClasses = [][]string{1: {"1", "1-2", "total"}, 2: {"2", "1-2", "total"}, 3: {"3", "3-4", "3+", "total"}, 4: {"4", "3-4", "3+", "total"}, 5: {"5+", "3+", "total"}}

func (m *madeUp) count() {
	provisions, organisations, domains, pairs, places, stacking, types := tally{}, tally{}, tally{}, tally{}, tally{}, tally{}, tally{}
	for _, h := range m.houses {
		n := len(h.provisions)
		if n == 0 {
			continue
		}
		provisions.add(number(n, 10))
		organisations.add(number(h.org, 10))
		var set []string
		for i, d := range m.Domains {
			if h.domains&(1<<i) != 0 {
				set = append(set, d.Code)
			}
		}
		in := strconv.Itoa(bits.OnesCount(uint(h.domains)))
		domains.add([]string{strings.Join(set, "+"), in, "total"})
		where := []string{h.place, m.Districts[h.place], "total"}
		for _, p := range h.provisions {
			places.add(where, []string{madeProvisions[p].code, madeProvisions[p].domain, "total"})
			for _, q := range h.provisions {
				if p <= q && madeProvisions[p].code != "pleegzorg" && madeProvisions[q].code != "pleegzorg" {
					pairs.add([]string{madeProvisions[p].code}, []string{madeProvisions[q].code})
				}
			}
		}
		stacking.add(where, madeClasses[min(n, 5)], []string{in, "total"})
		types.add([]string{h.kind, "total"}, madeClasses[min(n, 5)], []string{in, "total"})
	}
	m.Quality = release.Quality{Lines: uint64(len(m.houses)) * 2, Active: uint64(len(m.houses))}
	m.table(release.ByProvisions, provisions, "provisions")
	m.table(release.ByOrganisations, organisations, "organisations")
	m.table(release.ByDomains, domains, "domains")
	m.table(release.ByPair, pairs, "p", "q")
	m.table(release.ByPlace, places, "neighbourhood", "provision")
	m.table(release.Stacking, stacking, "neighbourhood", "provisions", "domains")
	m.table(release.ByType, types, "type", "provisions", "domains")
}
