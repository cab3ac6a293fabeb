package testkit

import (
	"context"
	"io"
	"net/http"
	"strings"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/webauthn"
	cd "github.com/chromedp/chromedp"
)

// A File is what Fetch brings.
type File struct {
	Status int
	Kind   string // the content type
	Name   string // the name under which it would be saved
	Body   []byte
}

// Fetch gets a file, such as a letter or an export, as the visitor would by following a link to it: with their
// cookies. It does not show it.
func (b *Tab) Fetch(address string) File {
	b.t.Helper()
	if strings.HasPrefix(address, "/") {
		address = b.base + address
	}
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	jar, err := cd.Call(ctx, network.GetCookies, network.GetCookiesParams{URLs: []string{address}})
	if err != nil {
		b.fail("fetch %s: %v", address, err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		b.fail("fetch %s: %v", address, err)
	}
	for _, c := range jar.Cookies {
		req.AddCookie(&http.Cookie{Name: c.Name, Value: c.Value})
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		b.fail("fetch %s: %v", address, err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		b.fail("fetch %s: %v", address, err)
	}
	_, name, _ := strings.Cut(res.Header.Get("Content-Disposition"), "filename=")
	return File{Status: res.StatusCode, Kind: res.Header.Get("Content-Type"), Name: strings.Trim(name, `"`), Body: body}
}

// Passkey gives the visitor a device with passkeys, which always recognises them. Passkeys need a website at
// http://localhost, not at a number.
func (b *Tab) Passkey() *Tab {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	_, err := cd.Call(ctx, webauthn.Enable, webauthn.EnableParams{})
	if err == nil {
		_, err = cd.Call(ctx, webauthn.AddVirtualAuthenticator, webauthn.AddVirtualAuthenticatorParams{Options: &webauthn.VirtualAuthenticatorOptions{
			Protocol: webauthn.AuthenticatorProtocolCtap2, Transport: webauthn.AuthenticatorTransportInternal,
			HasResidentKey: true, HasUserVerification: true, IsUserVerified: true, AutomaticPresenceSimulation: true,
		}})
	}
	if err != nil {
		b.fail("take a device with passkeys: %v", err)
	}
	return b.whole()
}

// Forget throws the visitor's cookies away, as when they close the browser and come back on another day.
func (b *Tab) Forget() *Tab {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if _, err := cd.Call(ctx, network.ClearBrowserCookies, cdp.Empty{}); err != nil {
		b.fail("forget cookies: %v", err)
	}
	return b.whole()
}
