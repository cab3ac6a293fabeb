package app_test

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v3"
	"github.com/ory/fosite"
	"github.com/ory/fosite/compose"
	"github.com/ory/fosite/handler/openid"
	"github.com/ory/fosite/storage"
	"github.com/ory/fosite/token/jwt"
	"golang.org/x/crypto/bcrypt"

	"codeberg.org/samenkracht/samenkracht/app"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
)

// signInService is a real OpenID provider, in this process, that believes everybody is subject.
type signInService struct {
	*httptest.Server
	subject, name string
	nonce         string                     // put into the token instead of the one that was asked for
	change        func(c *jwt.IDTokenClaims) // of the token
	asked         url.Values                 // what was asked for, the last time
	config        *fosite.Config
	store         *storage.MemoryStore
	provider      fosite.OAuth2Provider
	key           *rsa.PrivateKey
	keyID         string
}

// rotate gives the service another key.
func (s *signInService) rotate(t *testing.T) {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	s.key, s.keyID = key, s.keyID+"i"
	config := *s.config
	s.provider = compose.ComposeAllEnabled(&config, s.store, key)
}

func newSignInService(t *testing.T, callback string) *signInService {
	t.Helper()
	secret, err := bcrypt.GenerateFromPassword([]byte("secret"), bcrypt.MinCost)
	if err != nil {
		t.Fatal(err)
	}
	s := &signInService{}
	mux := http.NewServeMux()
	s.Server = httptest.NewServer(mux)
	t.Cleanup(s.Close)
	s.config = &fosite.Config{GlobalSecret: []byte("some-secret-thirty-two-bytes-xx!"), IDTokenIssuer: s.URL, EnforcePKCE: true, AccessTokenLifespan: time.Minute, SendDebugMessagesToClients: true}
	s.store = storage.NewMemoryStore()
	s.store.Clients["samenkracht"] = &fosite.DefaultClient{ID: "samenkracht", Secret: secret, RedirectURIs: []string{callback},
		ResponseTypes: []string{"code"}, GrantTypes: []string{"authorization_code"}, Scopes: []string{"openid", "profile"}}
	s.rotate(t)
	mux.HandleFunc("/.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		_ = json.NewEncoder(w).Encode(map[string]any{"issuer": s.URL, "authorization_endpoint": s.URL + "/auth", "token_endpoint": s.URL + "/token",
			"jwks_uri": s.URL + "/keys", "id_token_signing_alg_values_supported": []string{"RS256"}})
	})
	mux.HandleFunc("/keys", func(w http.ResponseWriter, _ *http.Request) {
		_ = json.NewEncoder(w).Encode(jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: &s.key.PublicKey, KeyID: s.keyID, Algorithm: "RS256", Use: "sig"}}})
	})
	mux.HandleFunc("/auth", s.auth)
	mux.HandleFunc("/token", s.token)
	return s
}

func (s *signInService) auth(w http.ResponseWriter, r *http.Request) {
	request, err := s.provider.NewAuthorizeRequest(r.Context(), r)
	if err != nil {
		s.provider.WriteAuthorizeError(r.Context(), w, request, err)
		return
	}
	for _, scope := range request.GetRequestedScopes() {
		request.GrantScope(scope)
	}
	s.asked = r.URL.Query()
	session := &openid.DefaultSession{Subject: s.subject, Headers: &jwt.Headers{Extra: map[string]any{"kid": s.keyID}}, Claims: &jwt.IDTokenClaims{Subject: s.subject, Issuer: s.URL,
		RequestedAt: time.Now(), AuthTime: time.Now(), ExpiresAt: time.Now().Add(time.Minute), IssuedAt: time.Now(), Extra: map[string]any{"name": s.name}}}
	if s.change != nil {
		s.change(session.Claims)
	}
	if s.nonce != "" {
		request.GetRequestForm().Set("nonce", s.nonce)
	}
	response, err := s.provider.NewAuthorizeResponse(r.Context(), request, session)
	if err != nil {
		s.provider.WriteAuthorizeError(r.Context(), w, request, err)
		return
	}
	s.provider.WriteAuthorizeResponse(r.Context(), w, request, response)
}

func (s *signInService) token(w http.ResponseWriter, r *http.Request) {
	request, err := s.provider.NewAccessRequest(r.Context(), r, &openid.DefaultSession{Headers: &jwt.Headers{}, Claims: &jwt.IDTokenClaims{}})
	if err != nil {
		s.provider.WriteAccessError(r.Context(), w, request, err)
		return
	}
	response, err := s.provider.NewAccessResponse(r.Context(), request)
	if err != nil {
		s.provider.WriteAccessError(r.Context(), w, request, err)
		return
	}
	s.provider.WriteAccessResponse(r.Context(), w, request, response)
}

// signInSite is the product with one municipality and two sign-in services: for residents and for workers.
func signInSite(t *testing.T, changes ...func(*app.Service)) (*app.App, *httptest.Server, *signInService) {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	callback := "http://" + server.Listener.Addr().String() + "/almelo/inloggen/"
	digid, staff := newSignInService(t, callback+"digid/terug"), newSignInService(t, callback+"medewerker/terug")
	dir := t.TempDir()
	residents := app.Service{Tenant: "almelo", Slug: "digid", Name: "DigiD", Issuer: digid.URL, ClientID: "samenkracht", Secret: "secret", Residents: true}
	for _, change := range changes {
		change(&residents)
	}
	a, err := app.New(t.Context(), app.Config{Database: "sqlite:" + filepath.Join(dir, "x.db"), Data: dir, Services: []app.Service{residents,
		{Tenant: "almelo", Slug: "medewerker", Name: "Gemeente", Issuer: staff.URL, ClientID: "samenkracht", Secret: "secret"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close(t.Context()) })
	err = a.Tenants.Add(t.Context(), access.System(1, "test"), tenant.Tenant{ID: 1, Kind: tenant.Municipality, Slug: "almelo", Name: "Gemeente Almelo"})
	if err != nil {
		t.Fatal(err)
	}
	_, err = a.Accounts.Add(t.Context(), access.System(1, "test"), account.NewAccount{Account: account.Account{Name: "Gijs"}, Identity: account.Identity{Issuer: staff.URL, Subject: "gijs"},
		Grants: []account.Grant{{Role: access.RoleAdministrator}, {Role: access.RolePrivacyOfficer}}})
	if err != nil {
		t.Fatal(err)
	}
	server.Config.Handler = a
	server.Start()
	t.Cleanup(server.Close)
	digid.subject, digid.name = "resident-1", "Anna Bakker"
	staff.subject = "gijs"
	return a, server, digid
}

func visit(t *testing.T, client *http.Client, address string) (*http.Response, string) {
	t.Helper()
	resp, err := client.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(body)
}

func newClient() *http.Client {
	jar, _ := cookiejar.New(nil)
	return &http.Client{Jar: jar}
}

func TestResidentSignsInWithDigiD(t *testing.T) {
	a, server, _ := signInSite(t)
	client := newClient()
	resp, _ := visit(t, client, server.URL+"/almelo/inloggen/digid?naar="+url.QueryEscape("/privacy"))
	if resp.Request.URL.Path != "/almelo/privacy" {
		t.Fatalf("came back at %s, status %d", resp.Request.URL, resp.StatusCode)
	}
	if _, body := visit(t, client, server.URL+"/almelo/contact"); !strings.Contains(body, "Anna Bakker") {
		t.Error("the page does not say who is signed in")
	}
	visit(t, newClient(), server.URL+"/almelo/inloggen/digid") // the same person, another day
	var n int
	err := a.DB.View(t.Context(), 1, func(tx *db.Tx) error {
		people, err := account.WithRoleTx(t.Context(), tx, access.RoleResident, 0)
		n = len(people)
		return err
	})
	if err != nil || n != 1 {
		t.Errorf("%d accounts of one resident, %v", n, err)
	}
}

func parse(t *testing.T, address string) *url.URL {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestWorkerChoosesARole(t *testing.T) {
	_, server, _ := signInSite(t)
	client, home := newClient(), parse(t, server.URL)
	tokens := map[string]bool{} // those of the session along the way: the one of before signing in is worth nothing after it
	client.CheckRedirect = func(*http.Request, []*http.Request) error {
		for _, c := range client.Jar.Cookies(home) {
			tokens[c.Value] = true
		}
		return nil
	}
	resp, body := visit(t, client, server.URL+"/almelo/inloggen/medewerker")
	if len(tokens) != 2 {
		t.Errorf("the session had %d tokens, want one before and one after the service said who it is", len(tokens))
	}
	if resp.Request.URL.Path != "/almelo/inloggen/rol" || !strings.Contains(body, "Beheerder") || !strings.Contains(body, "Functionaris gegevensbescherming") {
		t.Errorf("%s: %s", resp.Request.URL, body)
	}
}

func TestSignInRefusesWhatItCannotTrust(t *testing.T) {
	_, server, digid := signInSite(t)
	tests := []struct {
		name, path string
		prepare    func()
		status     int
	}{
		{"a state that nobody asked for", "/almelo/inloggen/digid/terug?state=x&code=y", func() {}, 409},
		{"a service that is not there", "/almelo/inloggen/nietbestaand", func() {}, 404},
		{"a token of another session", "/almelo/inloggen/digid", func() { digid.nonce = "another-nonce-of-some-length" }, 403},
	}
	for _, tt := range tests {
		tt.prepare()
		if resp, body := visit(t, newClient(), server.URL+tt.path); resp.StatusCode != tt.status {
			t.Errorf("%s: %d %s", tt.name, resp.StatusCode, body)
		}
	}
	_, server, digid = signInSite(t)
	digid.Close()
	if resp, _ := visit(t, newClient(), server.URL+"/almelo/inloggen/digid"); resp.StatusCode != 503 {
		t.Errorf("a service that is away: %d", resp.StatusCode)
	}
}
