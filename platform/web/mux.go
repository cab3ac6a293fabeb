// Package web turns the pages of the wings into one server: it finds the municipality, the language and the
// actor of a request, sets the headers that keep the pages safe, and answers errors with a page that says
// what to do, with everything that was typed still there.
package web

import (
	"net/http"
	"strings"

	"github.com/alexedwards/scs/v2"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
)

// Handler serves one route for one actor. The error decides the page when it fails.
type Handler func(w http.ResponseWriter, r *http.Request, actor access.Actor) error

// NavItem is a part of the site and the roles that it is meant for. The pages behind it ask the gate themselves.
type NavItem struct {
	Label string // an English sentence
	Path  string
	Roles []access.Role
}

// Config is what a Mux needs.
type Config struct {
	DB       *db.DB
	Tenants  *tenant.Tenants
	Accounts *account.Accounts
	Nav      []NavItem
	Host     string            // host name of the installation, besides those of its municipalities; empty: any
	Proxies  int               // how many proxies stand in front, each of which notes whom it serves
	Limits   map[string]Limit  // by route
	Secure   bool              // served over https: cookies say so
	Demo     bool              // made-up data: anybody may choose who to be
	Filling  func() ui.Filling // how far the demonstration has been filled; may be nil
}

// Mux holds the routes of all wings.
type Mux struct {
	db       *db.DB
	tenants  *tenant.Tenants
	accounts *account.Accounts
	sessions *scs.SessionManager
	nav      []NavItem
	host     string
	proxies  int
	limits   map[string]*limiter
	secure   bool
	demo     bool
	filling  func() ui.Filling
	inside   *http.ServeMux // of a municipality, addresses without tenant and language
	outside  *http.ServeMux // of the installation, where no municipality has the host name
	always   *http.ServeMux // of the installation, on every host name
	patterns []string
}

// New returns a server without routes.
func New(c Config) *Mux {
	m := &Mux{db: c.DB, tenants: c.Tenants, accounts: c.Accounts, nav: c.Nav, host: strings.ToLower(c.Host), proxies: c.Proxies, secure: c.Secure, demo: c.Demo, filling: c.Filling,
		limits: limiters(c.Limits), sessions: newSessions(c.DB, c.Secure), inside: http.NewServeMux(), outside: http.NewServeMux(), always: http.NewServeMux()}
	if m.filling == nil {
		m.filling = func() ui.Filling { return ui.Filling{} }
	}
	m.sessions.ErrorFunc = m.sessionFailed
	m.always.Handle("GET /static/", ui.Static())
	m.always.HandleFunc("GET /thema/{file}", m.theme)
	m.always.HandleFunc("GET /gezond", m.health)
	m.Handle("POST /sessie", m.ping)
	m.inside.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { m.fail(w, r, actorOf(r), fault.NotFound) })
	return m
}

// Handle adds a route of every municipality, such as "POST /buurt/vragen".
func (m *Mux) Handle(pattern string, h Handler) {
	m.patterns = append(m.patterns, pattern)
	m.inside.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		actor := actorOf(r)
		err := m.slow(pattern, r, actor)
		if err == nil {
			err = readForm(w, r)
		}
		if err == nil {
			err = h.survive(w, r, actor)
		}
		if err != nil {
			m.fail(w, r, actor, err)
		}
	})
}

// Outside adds a route of the installation itself, without a municipality.
func (m *Mux) Outside(pattern string, h Handler) {
	m.outside.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		r = r.WithContext(ui.WithSite(r.Context(), m.bareSite(r)))
		if err := h.survive(w, r, access.Actor{}); err != nil {
			m.fail(w, r, access.Actor{}, err)
		}
	})
}

// Patterns lists the routes, for the test that walks them all.
func (m *Mux) Patterns() []string { return m.patterns }

// Server is the whole handler: routes, sessions, headers, compression.
func (m *Mux) Server() http.Handler {
	protect := http.NewCrossOriginProtection()
	h := rememberLoaded(m.sessions.LoadAndSave(http.HandlerFunc(m.route)))
	h = protect.Handler(m.tidy(m.apart(h)))
	return compress(m.guard(h))
}

// apart serves what needs no session: style and script are there also when the database is not.
func (m *Mux) apart(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, pattern := m.always.Handler(r); pattern != "" {
			m.always.ServeHTTP(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (m *Mux) ping(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	if !actor.SignedIn() {
		w.WriteHeader(http.StatusUnauthorized)
		return nil
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func (m *Mux) health(w http.ResponseWriter, r *http.Request) {
	err := m.db.View(r.Context(), 0, func(*db.Tx) error { return nil })
	if err != nil {
		http.Error(w, "database away", http.StatusServiceUnavailable)
		return
	}
	_, _ = w.Write([]byte("ok\n"))
}
