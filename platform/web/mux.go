// Package web turns the pages of the wings into one server: it finds the municipality, the language and the
// actor of a request, sets the headers that keep the pages safe, and answers errors with a page that says
// what to do, with everything that was typed still there.
package web

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/text"
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
	Secure   bool // served over https: cookies say so
	Demo     bool // made-up data: anybody may choose who to be
}

// Mux holds the routes of all wings.
type Mux struct {
	db       *db.DB
	tenants  *tenant.Tenants
	accounts *account.Accounts
	sessions *scs.SessionManager
	nav      []NavItem
	secure   bool
	demo     bool
	inside   *http.ServeMux // of a municipality, addresses without tenant and language
	outside  *http.ServeMux // of the installation, where no municipality has the host name
	always   *http.ServeMux // of the installation, on every host name
	patterns []string
}

// New returns a server without routes.
func New(c Config) *Mux {
	m := &Mux{db: c.DB, tenants: c.Tenants, accounts: c.Accounts, nav: c.Nav, secure: c.Secure, demo: c.Demo,
		sessions: newSessions(c.DB, c.Secure), inside: http.NewServeMux(), outside: http.NewServeMux(), always: http.NewServeMux()}
	m.always.Handle("GET /static/", ui.Static())
	m.always.HandleFunc("GET /thema/{file}", m.theme)
	m.always.HandleFunc("GET /gezond", m.health)
	m.Handle("POST /sessie", m.ping)
	m.inside.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { m.fail(w, r, access.Actor{}, fault.NotFound) })
	return m
}

// Handle adds a route of every municipality, such as "POST /buurt/vragen".
func (m *Mux) Handle(pattern string, h Handler) {
	m.patterns = append(m.patterns, pattern)
	m.inside.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		actor, _ := r.Context().Value(actorKey{}).(access.Actor)
		if err := h(w, r, actor); err != nil {
			m.fail(w, r, actor, err)
		}
	})
}

// Outside adds a route of the installation itself, without a municipality.
func (m *Mux) Outside(pattern string, h Handler) {
	m.outside.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		r = r.WithContext(ui.WithSite(r.Context(), m.bareSite(r)))
		if err := h(w, r, access.Actor{}); err != nil {
			m.fail(w, r, access.Actor{}, err)
		}
	})
}

// Patterns lists the routes, for the test that walks them all.
func (m *Mux) Patterns() []string { return m.patterns }

type (
	actorKey struct{}
	traceKey struct{}
)

// Trace is the number of the request that ctx belongs to.
func Trace(ctx context.Context) string {
	t, _ := ctx.Value(traceKey{}).(string)
	return t
}

const maxBody = 12 << 20

// Server is the whole handler: routes, sessions, headers, compression.
func (m *Mux) Server() http.Handler {
	protect := http.NewCrossOriginProtection()
	var h http.Handler = m.sessions.LoadAndSave(http.HandlerFunc(m.route))
	h = protect.Handler(h)
	return compress(m.guard(h))
}

// guard sets the headers of every answer, gives the request its number and survives a panic.
func (m *Mux) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		var number [8]byte
		_, _ = rand.Read(number[:]) // never fails since Go 1.24
		trace := hex.EncodeToString(number[:])
		r = r.WithContext(context.WithValue(r.Context(), traceKey{}, trace))
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		headers(w.Header(), m.secure)
		rec := &recorder{ResponseWriter: w}
		defer func() {
			if p := recover(); p != nil {
				slog.ErrorContext(r.Context(), "panic", "trace", trace, "pattern", rec.pattern, "panic", p)
				if !rec.wrote {
					http.Error(rec, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
				}
			}
			slog.DebugContext(r.Context(), "request", "trace", trace, "method", r.Method, "pattern", rec.pattern, "status", rec.status, "took", time.Since(start))
		}()
		next.ServeHTTP(rec, r)
	})
}

// recorder notes what was answered, for the log.
type recorder struct {
	http.ResponseWriter
	status  int
	wrote   bool
	pattern string
}

func (r *recorder) WriteHeader(status int) {
	r.status, r.wrote = status, true
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// ContentPolicy is the Content-Security-Policy of every page: nothing from elsewhere, nothing inline.
const ContentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

func headers(h http.Header, secure bool) {
	h.Set("Content-Security-Policy", ContentPolicy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), interest-cohort=()")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	if secure {
		h.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
	}
}

// route finds the municipality and the language, by host name or by the first part of the path, and hands on.
func (m *Mux) route(w http.ResponseWriter, r *http.Request) {
	if _, pattern := m.always.Handler(r); pattern != "" {
		m.always.ServeHTTP(w, r)
		return
	}
	base, path := "", r.URL.Path
	host, _, err := net.SplitHostPort(r.Host)
	if err != nil {
		host = r.Host
	}
	t, err := m.tenants.ByHost(r.Context(), host)
	if errors.Is(err, fault.NotFound) {
		if _, pattern := m.outside.Handler(r); pattern != "" {
			m.outside.ServeHTTP(w, r)
			return
		}
		slug, rest, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
		if t, err = m.tenants.BySlug(r.Context(), slug); err == nil {
			base, path = "/"+slug, "/"+rest
		}
	}
	if err != nil {
		r = r.WithContext(ui.WithSite(r.Context(), m.bareSite(r)))
		m.fail(w, r, access.Actor{}, err)
		return
	}
	lang := text.Nl
	if path == "/en" || strings.HasPrefix(path, "/en/") {
		lang, path = text.En, "/"+strings.TrimPrefix(strings.TrimPrefix(path, "/en"), "/")
	}
	m.enter(w, r, t, base, lang, path)
}

// enter serves path, which has neither municipality nor language any more, as the actor of the session.
func (m *Mux) enter(w http.ResponseWriter, r *http.Request, t tenant.Tenant, base, lang, path string) {
	actor, who, err := m.actor(r.Context(), t.ID)
	actor.Trace = Trace(r.Context())
	site := m.site(r, t, base, lang, path, actor, who)
	ctx := context.WithValue(ui.WithSite(r.Context(), site), actorKey{}, actor)
	inner := r.Clone(ctx)
	inner.URL.Path, inner.URL.RawPath = path, ""
	if err != nil {
		m.fail(w, inner, actor, err)
		return
	}
	if who.ID != 0 {
		w.Header().Set("Cache-Control", "no-store")
	}
	if rec, ok := w.(interface{ Unwrap() http.ResponseWriter }); ok {
		if rec, ok := rec.Unwrap().(*recorder); ok {
			_, rec.pattern = m.inside.Handler(inner)
		}
	}
	m.inside.ServeHTTP(w, inner)
}

// actor is who the session says acts here. A session of another municipality is a visitor's here.
func (m *Mux) actor(ctx context.Context, tenant db.ID) (access.Actor, account.Account, error) {
	visitor := access.Visitor(tenant)
	if db.ID(m.sessions.GetInt64(ctx, keyTenant)) != tenant {
		return visitor, account.Account{}, nil
	}
	actor, who, err := m.accounts.Actor(ctx, tenant, db.ID(m.sessions.GetInt64(ctx, keyAccount)), db.ID(m.sessions.GetInt64(ctx, keyGrant)))
	if errors.Is(err, fault.NotFound) { // the role ended
		return visitor, account.Account{}, nil
	}
	if err != nil {
		return visitor, account.Account{}, err
	}
	return actor, who, nil
}

func (m *Mux) site(r *http.Request, t tenant.Tenant, base, lang, path string, actor access.Actor, who account.Account) ui.Site {
	here := path
	if r.URL.RawQuery != "" {
		here += "?" + r.URL.RawQuery
	}
	ctx := text.WithLang(r.Context(), lang)
	s := ui.Site{Base: base, Lang: lang, Slug: t.Slug, Name: t.Name, Phone: t.Settings[tenant.Phone], Path: here,
		ThemeHref: themeHref(t), DemoMode: m.demo, User: who.Name, SignedIn: who.ID != 0}
	if s.SignedIn {
		s.Role = text.T(ctx, RoleName(actor.Role))
		s.TimeoutSeconds = int(idle / time.Second)
	}
	if notice := m.sessions.PopString(r.Context(), keyNotice); notice != "" {
		s.Notice = text.T(ctx, notice)
	}
	for _, n := range m.nav {
		for _, role := range n.Roles {
			if role == actor.Role {
				s.Nav = append(s.Nav, ui.NavItem{Label: text.T(ctx, n.Label), Path: n.Path})
			}
		}
	}
	return s
}

// bareSite is the site where there is no municipality.
func (m *Mux) bareSite(r *http.Request) ui.Site {
	lang := text.Nl
	if r.URL.Path == "/en" || strings.HasPrefix(r.URL.Path, "/en/") {
		lang = text.En
	}
	return ui.Site{Lang: lang, Name: "Samenkracht", DemoMode: m.demo, Path: strings.TrimPrefix(r.URL.Path, "/en")}
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
