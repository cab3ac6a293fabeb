package app

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// What the session keeps while somebody is at a service.
const (
	atService = "oidc.service"
	atState   = "oidc.state"
	atNonce   = "oidc.nonce"
	atProof   = "oidc.proof"
	atBack    = "oidc.back"
	atLang    = "oidc.lang"
	atTime    = "oidc.time"
)

var errSignIn = fault.Refuse(fault.Conflict, "Signing in did not work. Try it again from the start.")

func (a *App) services(tenant string) []Service {
	var out []Service
	for _, s := range a.config.Services {
		if s.Tenant == tenant {
			out = append(out, s)
		}
	}
	return out
}

func (a *App) service(r *http.Request) (Service, error) {
	for _, s := range a.services(ui.SiteOf(r.Context()).Slug) {
		if s.Slug == r.PathValue("dienst") {
			return s, nil
		}
	}
	return Service{}, fault.NotFound
}

// client speaks to a service.
func (a *App) client(ctx context.Context, r *http.Request, s Service) (*oidc.Provider, *oauth2.Config, error) {
	back, err := a.callback(r, s)
	if err != nil {
		return nil, nil, err
	}
	provider, err := a.directories.provider(ctx, s.Issuer)
	if err != nil {
		slog.WarnContext(ctx, "sign-in service is away", "service", s.Slug, "trace", web.Trace(ctx), "err", err)
		return nil, nil, fmt.Errorf("sign-in service: %w: %w", fault.Unavailable, err)
	}
	return provider, &oauth2.Config{ClientID: s.ClientID, ClientSecret: s.Secret, Endpoint: provider.Endpoint(), RedirectURL: back,
		Scopes: []string{oidc.ScopeOpenID, "profile"}}, nil
}

// leave sends somebody to the service, with a state, a nonce and a proof key that come back with them.
func (a *App) leave(w http.ResponseWriter, r *http.Request, _ access.Actor) error {
	s, err := a.service(r)
	if err != nil {
		return err
	}
	_, client, err := a.client(r.Context(), r, s)
	if err != nil {
		return err
	}
	state, nonce, proof := rand.Text(), rand.Text(), oauth2.GenerateVerifier()
	for key, word := range map[string]string{atService: s.key(), atState: state, atNonce: nonce, atProof: proof, atBack: web.Local(r.URL.Query().Get("naar")),
		atLang: text.Lang(r.Context()), atTime: strconv.FormatInt(time.Now().Unix(), 10)} {
		a.Mux.Keep(r.Context(), key, word)
	}
	options := []oauth2.AuthCodeOption{oidc.Nonce(nonce), oauth2.S256ChallengeOption(proof)}
	if len(s.Levels) > 0 {
		options = append(options, oauth2.SetAuthURLParam("acr_values", strings.Join(s.Levels, " ")))
	}
	if s.AskAgain {
		options = append(options, oauth2.SetAuthURLParam("prompt", "login"), oauth2.SetAuthURLParam("max_age", "0"))
	}
	http.Redirect(w, r, client.AuthCodeURL(state, options...), http.StatusSeeOther)
	return nil
}

// comeBack receives somebody from the service and signs them in.
func (a *App) comeBack(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	s, err := a.service(r)
	if err != nil {
		return err
	}
	left := map[string]string{}
	for _, key := range []string{atService, atState, atNonce, atProof, atBack, atLang, atTime} {
		left[key] = a.Mux.Take(r.Context(), key)
	}
	answer := r.URL.Query()
	if left[atState] == "" || answer.Get("state") != left[atState] || left[atService] != s.key() || answer.Get("code") == "" {
		return errSignIn
	}
	who, name, err := a.identify(r, s, left)
	if err != nil {
		return err
	}
	choices, err := a.choices(r.Context(), s, actor.Tenant, who, name)
	if err != nil {
		return err
	}
	r = r.WithContext(text.WithLang(r.Context(), left[atLang]))
	switch len(choices) {
	case 0:
		return fault.Refuse(fault.Denied, "We know who you are, but you have no role here. Ask your administrator.")
	case 1:
		return a.enter(w, r, choices[0], left[atBack])
	}
	// From here on the session knows who it is, so nobody else may know its token.
	if err := a.Mux.Renew(r.Context()); err != nil {
		return err
	}
	a.keep(r.Context(), known{service: s.key(), tenant: actor.Tenant, account: choices[0].ID, back: left[atBack]})
	return web.Redirect(w, r, "/inloggen/rol")
}

// identify exchanges the code for a token, checks it and reads who it is about.
func (a *App) identify(r *http.Request, s Service, left map[string]string) (who account.Identity, name string, err error) {
	ctx := withClient(r.Context())
	provider, client, err := a.client(ctx, r, s)
	if err != nil {
		return who, "", err
	}
	token, err := client.Exchange(ctx, r.URL.Query().Get("code"), oauth2.VerifierOption(left[atProof]))
	if err != nil {
		said := "no answer"
		if refused, ok := errors.AsType[*oauth2.RetrieveError](err); ok {
			said = refused.ErrorCode
		}
		slog.WarnContext(ctx, "sign-in service gives no token", "service", s.Slug, "trace", web.Trace(ctx), "said", said)
		return who, "", errSignIn
	}
	raw, _ := token.Extra("id_token").(string)
	id, err := provider.Verifier(&oidc.Config{ClientID: s.ClientID}).Verify(ctx, raw)
	var said claims
	if err == nil {
		said, err = s.check(id, left)
	}
	if err != nil {
		slog.WarnContext(ctx, "token of the sign-in service is refused", "service", s.Slug, "trace", web.Trace(ctx), "err", err)
		return who, "", fault.Refuse(fault.Denied, "The sign-in service gave an answer that we cannot trust. Try it again, or call us.")
	}
	return account.Identity{Issuer: id.Issuer, Subject: id.Subject}, said.name(s.NameClaim), nil
}

// claims are what a token says.
type claims map[string]any

// check looks at what the library does not: for which session and which client the token was made, how sure the
// service is, and whether it asked again.
func (s Service) check(id *oidc.IDToken, left map[string]string) (said claims, err error) {
	if err := id.Claims(&said); err != nil {
		return nil, errors.New("its claims cannot be read")
	}
	if id.Subject == "" || id.Nonce == "" || id.Nonce != left[atNonce] {
		return nil, errors.New("it was made for another session")
	}
	if party, _ := said["azp"].(string); party != s.ClientID && (party != "" || len(id.Audience) > 1) {
		return nil, errors.New("it was made for another client")
	}
	if level, _ := said["acr"].(string); len(s.Levels) > 0 && !slices.Contains(s.Levels, level) {
		return nil, errors.New("its level of assurance is too low")
	}
	began, _ := strconv.ParseInt(left[atTime], 10, 64) // zero, which no service is before, when there is none
	if when, _ := said["auth_time"].(float64); s.AskAgain && int64(when) < began-60 {
		return nil, errors.New("the service did not ask again")
	}
	return said, nil
}

// maxName is how long a name to show may be.
const maxName = 80

// name is the name to show, as far as it fits.
func (c claims) name(claim string) string {
	if claim == "" {
		claim = "name"
	}
	said, _ := c[claim].(string)
	runes := []rune(strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, said)))
	return strings.TrimSpace(string(runes[:min(len(runes), maxName)]))
}

// choices are the roles that somebody can act in at this municipality. A new resident gets an account.
func (a *App) choices(ctx context.Context, s Service, tenant db.ID, who account.Identity, name string) ([]account.Choice, error) {
	found, err := a.rolesHere(ctx, s, tenant, who)
	if err != nil || len(found) > 0 || !s.Residents {
		return found, err
	}
	if name == "" {
		name = "Inwoner"
	}
	_, err = a.Accounts.Add(ctx, access.System(tenant, "sign-in"), account.NewAccount{Account: account.Account{Name: name}, Identity: who,
		Grants: []account.Grant{{Role: access.RoleResident}}})
	if err != nil && !errors.Is(err, fault.Conflict) { // in another tab they are just being added
		return nil, err
	}
	return a.rolesHere(ctx, s, tenant, who)
}

func (a *App) rolesHere(ctx context.Context, s Service, tenant db.ID, who account.Identity) ([]account.Choice, error) {
	all, err := a.Accounts.Choices(ctx, who)
	return slices.DeleteFunc(all, func(c account.Choice) bool { return c.TenantID != tenant || !s.opens(c.Grant.Role) }), err
}
