package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
)

// Service is a sign-in service of one municipality: DigiD through a broker for residents, its own directory
// for its workers.
type Service struct {
	Tenant    string // slug of the municipality
	Slug      string // in addresses: "digid"
	Name      string // as people know it: "DigiD"
	Issuer    string // address of the service
	ClientID  string
	Secret    string
	Residents bool     // for residents, who get an account at their first sign-in; otherwise for workers, who have one
	NameClaim string   // claim that holds the name to show; "name" when empty
	Levels    []string // levels of assurance (acr) that are enough, in the service's own words; empty: any
	AskAgain  bool     // the service asks who it is each time, also when it knows the browser
}

var (
	slugForm = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)
	takenBy  = map[string]bool{"demo": true, "rol": true} // pages beside those of the services
)

// Validate says what is missing or unsafe.
func (s Service) Validate() error {
	u, err := url.Parse(s.Issuer)
	switch {
	case s.Tenant == "" || s.Name == "" || s.ClientID == "":
		return errors.New("tenant, name and clientID are needed")
	case !slugForm.MatchString(s.Slug) || takenBy[s.Slug]:
		return fmt.Errorf("%q is no name for an address", s.Slug)
	case err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "":
		return errors.New("issuer must be an address")
	case u.Scheme != "https" && !ownMachine(u.Hostname()):
		return errors.New("issuer must be an https address")
	}
	return nil
}

// key names a service in the whole installation.
func (s Service) key() string { return s.Tenant + "/" + s.Slug }

// opens reports whether who signs in here can act in a role: residents come in by the door of residents, which may
// ask less of them, and workers by that of workers.
func (s Service) opens(role access.Role) bool {
	return s.Residents == (role == access.RoleResident || role == access.RoleInformalCarer)
}

func ownMachine(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// address is the address of the installation, checked: "https://host", without a path.
func (c Config) address() (*url.URL, error) {
	if c.Address == "" {
		return nil, nil
	}
	u, err := url.Parse(strings.TrimSuffix(c.Address, "/"))
	switch {
	case err != nil || u.Host == "" || u.Path != "" || u.RawQuery != "" || u.User != nil || u.Scheme != "https" && u.Scheme != "http":
		return nil, fmt.Errorf("the address of the installation must be like https://samenkracht.example.nl, not %q", c.Address)
	case c.Secure && u.Scheme != "https":
		return nil, errors.New("the address of the installation must begin with https, as people reach it so")
	}
	return u, nil
}

// host is the name in the address of the installation; empty when it has none.
func (c Config) host() string {
	u, err := c.address()
	if err != nil || u == nil {
		return ""
	}
	return u.Hostname()
}

var errNoAddress = fault.Refuse(fault.Unavailable, "You cannot sign in at this address. Use the address that your municipality gave you.")

// callback is where a service sends people back to. What the request says of the host is not believed: it is the
// municipality's own name, that of the installation, or this very machine. It is the same in both languages.
func (a *App) callback(r *http.Request, s Service) (string, error) {
	site := ui.SiteOf(r.Context())
	scheme, host := "http://", r.Host
	if a.config.Secure {
		scheme = "https://"
	}
	name := host
	if only, _, err := net.SplitHostPort(host); err == nil {
		name = only
	}
	switch {
	case site.Base == "": // found by its own name
		one, err := a.Tenants.BySlug(r.Context(), site.Slug)
		if err != nil {
			return "", err
		}
		if a.config.Secure {
			host = one.Host
		}
	case a.config.Address != "":
		u, err := a.config.address()
		if err != nil {
			return "", err
		}
		scheme, host = u.Scheme+"://", u.Host
	case !ownMachine(name):
		return "", errNoAddress
	}
	return scheme + host + site.Base + "/inloggen/" + s.Slug + "/terug", nil
}

// directories remembers what the services say of themselves. Their keys are looked up again when a token is signed
// with one that is not known yet.
type directories struct {
	mu    sync.Mutex
	known map[string]directory
}

type directory struct {
	provider *oidc.Provider
	until    time.Time
}

const believe = time.Minute

func (d *directories) provider(ctx context.Context, issuer string) (*oidc.Provider, error) {
	d.mu.Lock()
	found, ok := d.known[issuer]
	d.mu.Unlock()
	if ok && time.Now().Before(found.until) {
		return found.provider, nil
	}
	p, err := oidc.NewProvider(withClient(ctx), issuer)
	if err != nil {
		return nil, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.known == nil {
		d.known = map[string]directory{}
	}
	d.known[issuer] = directory{p, time.Now().Add(believe)}
	return p, nil
}

// How long a service may take, and how much it may say.
const (
	patience = 8 * time.Second
	maxSaid  = 1 << 20
)

// outgoing is the client for sign-in services: it waits only so long, reads only so much, and follows nobody elsewhere.
var outgoing = &http.Client{Timeout: patience, Transport: limited{http.DefaultTransport},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

func withClient(ctx context.Context) context.Context { return oidc.ClientContext(ctx, outgoing) }

type limited struct{ http.RoundTripper }

// RoundTrip limits what is read of the answer.
func (l limited) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := l.RoundTripper.RoundTrip(r)
	if err == nil {
		resp.Body = body{io.LimitReader(resp.Body, maxSaid), resp.Body}
	}
	return resp, err
}

type body struct {
	io.Reader
	io.Closer
}
