package app

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
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
	Residents bool   // whoever signs in here for the first time becomes a resident; otherwise an account must be there
	NameClaim string // claim that holds the name to show; "name" when empty
}

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

// client speaks to a service. Its keys are looked up at each sign-in, so a changed key is no trouble.
func (a *App) client(ctx context.Context, r *http.Request, s Service) (*oidc.Provider, *oauth2.Config, error) {
	provider, err := oidc.NewProvider(ctx, s.Issuer)
	if err != nil {
		return nil, nil, fmt.Errorf("sign-in service: %w: %w", fault.Unavailable, err)
	}
	scheme := "http"
	if a.config.Secure {
		scheme = "https"
	}
	back := scheme + "://" + r.Host + string(ui.Path(r.Context(), "/inloggen/%s/terug", s.Slug))
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
	a.Mux.Keep(r.Context(), "oidc.state", state)
	a.Mux.Keep(r.Context(), "oidc.nonce", nonce)
	a.Mux.Keep(r.Context(), "oidc.proof", proof)
	a.Mux.Keep(r.Context(), "oidc.back", inside(r.URL.Query().Get("naar")))
	http.Redirect(w, r, client.AuthCodeURL(state, oidc.Nonce(nonce), oauth2.S256ChallengeOption(proof)), http.StatusSeeOther)
	return nil
}

// comeBack receives somebody from the service and signs them in.
func (a *App) comeBack(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	s, err := a.service(r)
	if err != nil {
		return err
	}
	state, nonce, proof := a.Mux.Take(r.Context(), "oidc.state"), a.Mux.Take(r.Context(), "oidc.nonce"), a.Mux.Take(r.Context(), "oidc.proof")
	if state == "" || r.URL.Query().Get("state") != state || r.URL.Query().Get("code") == "" {
		return fault.Refuse(fault.Conflict, "Signing in did not work. Try it again from the start.")
	}
	who, name, err := a.identify(r, s, nonce, proof)
	if err != nil {
		return err
	}
	choices, err := a.choices(r.Context(), s, actor.Tenant, who, name)
	if err != nil {
		return err
	}
	back := a.Mux.Take(r.Context(), "oidc.back")
	switch len(choices) {
	case 0:
		return fault.Refuse(fault.Denied, "We know who you are, but you have no role here. Ask your administrator.")
	case 1:
		return a.enter(w, r, choices[0], back)
	}
	a.Mux.Keep(r.Context(), "identity.issuer", who.Issuer)
	a.Mux.Keep(r.Context(), "identity.subject", who.Subject)
	return web.Redirect(w, r, "/inloggen/rol")
}

// identify exchanges the code for a token, checks it and reads who it is about.
func (a *App) identify(r *http.Request, s Service, nonce, proof string) (who account.Identity, name string, err error) {
	ctx := r.Context()
	provider, client, err := a.client(ctx, r, s)
	if err != nil {
		return who, "", err
	}
	token, err := client.Exchange(ctx, r.URL.Query().Get("code"), oauth2.VerifierOption(proof))
	if err != nil {
		return who, "", fault.Refuse(fault.Conflict, "Signing in did not work. Try it again from the start.")
	}
	raw, _ := token.Extra("id_token").(string)
	id, err := provider.Verifier(&oidc.Config{ClientID: s.ClientID}).Verify(ctx, raw)
	if err != nil || id.Nonce != nonce {
		return who, "", fault.Refuse(fault.Denied, "The sign-in service gave an answer that we cannot trust. Try it again, or call us.")
	}
	claims := map[string]any{}
	if err := id.Claims(&claims); err != nil {
		return who, "", err
	}
	claim := s.NameClaim
	if claim == "" {
		claim = "name"
	}
	name, _ = claims[claim].(string)
	return account.Identity{Issuer: id.Issuer, Subject: id.Subject}, name, nil
}

// choices are the roles that somebody can act in at this municipality. A new resident gets an account.
func (a *App) choices(ctx context.Context, s Service, tenant db.ID, who account.Identity, name string) ([]account.Choice, error) {
	found, err := a.rolesHere(ctx, tenant, who)
	if err != nil || len(found) > 0 || !s.Residents {
		return found, err
	}
	if name == "" {
		name = "Inwoner"
	}
	_, err = a.Accounts.Add(ctx, access.System(tenant, "sign-in"), account.NewAccount{Account: account.Account{Name: name}, Identity: who,
		Grants: []account.Grant{{Role: access.RoleResident}}})
	if err != nil && !errors.Is(err, fault.Conflict) {
		return nil, err
	}
	return a.rolesHere(ctx, tenant, who)
}

func (a *App) rolesHere(ctx context.Context, tenant db.ID, who account.Identity) ([]account.Choice, error) {
	all, err := a.Accounts.Choices(ctx, who)
	var here []account.Choice
	for _, c := range all {
		if c.TenantID == tenant {
			here = append(here, c)
		}
	}
	return here, err
}
