package web

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
)

type actorKey struct{}

func actorOf(r *http.Request) access.Actor {
	actor, _ := r.Context().Value(actorKey{}).(access.Actor)
	return actor
}

// plain reports whether a path is one that browsers and servers read alike: what it means does not change when it is
// made into a link.
func plain(p string) bool {
	return strings.HasPrefix(p, "/") && !strings.ContainsFunc(p, func(c rune) bool { return c < ' ' || c == 0x7f || c == '\\' })
}

// clean is p without empty parts and steps up.
func clean(p string) string {
	out := path.Clean(p)
	if strings.HasSuffix(p, "/") && out != "/" {
		out += "/"
	}
	return out
}

// Local returns address when it is one of the own site, to go to after something else; otherwise nothing.
func Local(address string) string {
	p, _, _ := strings.Cut(address, "?")
	if !plain(address) || p != clean(p) {
		return ""
	}
	if u, err := url.Parse(address); err != nil || u.Host != "" || u.Scheme != "" {
		return ""
	}
	return address
}

// tidy sends who comes with a path of another form to the one that is meant.
func (m *Mux) tidy(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		here, reading := r.URL.Path, r.Method == http.MethodGet || r.Method == http.MethodHead
		switch {
		case plain(here) && here == clean(here):
			next.ServeHTTP(w, r)
		case plain(here) && reading:
			to := url.URL{Path: clean(here), RawQuery: r.URL.RawQuery}
			http.Redirect(w, r, to.String(), http.StatusPermanentRedirect)
		default:
			site := ui.Site{Lang: text.Nl, Name: "Samenkracht", DemoMode: m.demo, Path: "/"}
			m.fail(w, r.WithContext(ui.WithSite(r.Context(), site)), access.Actor{}, fault.NotFound)
		}
	})
}

// hostOf is the host name that a request was sent to.
func hostOf(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.Host)
	if err != nil {
		host = r.Host
	}
	return strings.ToLower(strings.TrimSuffix(strings.Trim(host, "[]"), "."))
}

// here reports whether a host name is this machine's own, as a developer types it.
func here(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// place is what an address says: whose, in which language, and the rest.
type place struct {
	tenant           tenant.Tenant
	base, lang, path string
}

var errElsewhere = errors.New("not a host name of this installation")

// locate reads an address: the municipality by host name or by the first part of the path, then the language. An
// address of the installation itself has no municipality.
func (m *Mux) locate(r *http.Request) (p place, err error) {
	host := hostOf(r)
	p = place{path: r.URL.Path, lang: text.Nl}
	p.tenant, err = m.tenants.ByHost(r.Context(), host)
	if errors.Is(err, fault.NotFound) {
		if m.host != "" && host != m.host && !here(host) {
			return p, errElsewhere
		}
		if _, pattern := m.outside.Handler(r); pattern != "" {
			return p, nil
		}
		slug, rest, _ := strings.Cut(strings.TrimPrefix(p.path, "/"), "/")
		if p.tenant, err = m.tenants.BySlug(r.Context(), slug); err == nil {
			p.base, p.path = "/"+slug, "/"+rest
		}
	}
	if err != nil {
		return p, err
	}
	if p.path == "/en" || strings.HasPrefix(p.path, "/en/") {
		p.lang, p.path = text.En, "/"+strings.TrimPrefix(strings.TrimPrefix(p.path, "/en"), "/")
	}
	return p, nil
}

// route finds the place that is asked for and hands on.
func (m *Mux) route(w http.ResponseWriter, r *http.Request) {
	p, err := m.locate(r)
	switch {
	case errors.Is(err, errElsewhere):
		http.Error(w, http.StatusText(http.StatusMisdirectedRequest), http.StatusMisdirectedRequest)
	case err != nil:
		r = r.WithContext(ui.WithSite(r.Context(), m.bareSite(r)))
		m.fail(w, r, access.Actor{}, err)
	case p.tenant.ID == 0:
		m.outside.ServeHTTP(w, r)
	default:
		m.enter(w, r, p)
	}
}

// enter serves a place as the actor of the session.
func (m *Mux) enter(w http.ResponseWriter, r *http.Request, p place) {
	actor, who, err := m.actor(r.Context(), p.tenant.ID)
	actor.Trace = Trace(r.Context())
	inner := m.inner(r, p, actor, m.site(r, p, actor, who))
	if err != nil {
		m.fail(w, inner, actor, err)
		return
	}
	if who.ID == 0 && r.Method == http.MethodGet {
		w.Header().Set("Cache-Control", "private, no-cache")
	}
	if rec := recorderOf(w); rec != nil {
		_, rec.pattern = m.inside.Handler(inner)
	}
	m.inside.ServeHTTP(w, inner)
}

// inner is the request as the routes of a municipality know it: without municipality and language.
func (m *Mux) inner(r *http.Request, p place, actor access.Actor, site ui.Site) *http.Request {
	inner := r.Clone(context.WithValue(ui.WithSite(r.Context(), site), actorKey{}, actor))
	inner.URL.Path, inner.URL.RawPath = p.path, ""
	return inner
}

// sessionFailed answers when the session can be neither read nor kept: the database is away.
func (m *Mux) sessionFailed(w http.ResponseWriter, r *http.Request, err error) {
	visitor := access.Actor{}
	p, missing := m.locate(r)
	if missing != nil || p.tenant.ID == 0 {
		r = r.WithContext(ui.WithSite(r.Context(), m.bareSite(r)))
	} else {
		visitor = access.Visitor(p.tenant.ID)
		visitor.Trace = Trace(r.Context())
		r = m.inner(r, p, visitor, m.siteOf(r, p))
	}
	m.fail(w, r, visitor, err)
	if rec := recorderOf(w); rec != nil {
		rec.shut = true // a page that was about to come is not told apart from the one that has
	}
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

// siteOf is the site of a place for whoever reads it.
func (m *Mux) siteOf(r *http.Request, p place) ui.Site {
	here := p.path
	if r.URL.RawQuery != "" {
		here += "?" + r.URL.RawQuery
	}
	return ui.Site{Base: p.base, Lang: p.lang, Slug: p.tenant.Slug, Name: p.tenant.Name, Phone: p.tenant.Settings[tenant.Phone], Path: here,
		ThemeHref: themeHref(p.tenant), DemoMode: m.demo, Filling: m.filling()}
}

func (m *Mux) site(r *http.Request, p place, actor access.Actor, who account.Account) ui.Site {
	ctx := text.WithLang(r.Context(), p.lang)
	s := m.siteOf(r, p)
	s.User, s.SignedIn = who.Name, who.ID != 0
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
	s := ui.Site{Lang: text.Nl, Name: "Samenkracht", DemoMode: m.demo, Filling: m.filling(), Path: r.URL.Path}
	if rest, ok := strings.CutPrefix(s.Path, "/en"); ok && (rest == "" || rest[0] == '/') {
		s.Lang, s.Path = text.En, "/"+strings.TrimPrefix(rest, "/")
	}
	return s
}
