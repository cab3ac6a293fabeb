package app_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

// Somebody at home gives an e-mail address and changes it later; the old address hears of that.
func TestSomebodyGivesAnAddress(t *testing.T) {
	o := newOffice(t)
	server := httptest.NewServer(o)
	defer server.Close()
	for _, role := range []access.Role{access.RoleResident, access.RoleInformalCarer} {
		if _, err := o.Accounts.Add(t.Context(), access.System(1, "test"), account.NewAccount{Account: account.Account{Name: "Rosa " + string(role), Demo: true},
			Grants: []account.Grant{{Role: role}}}); err != nil {
			t.Fatal(err)
		}
		b := testkit.Browser(t, server.URL).Visit("/almelo/inloggen").Press("Rosa " + string(role)).Visit("/almelo/mijn")
		b.See("We do not have your e-mail address").Press("Fill in your e-mail address").Press("Save").See("Fill in your e-mail address")
		b.Fill("Your e-mail address", "rosa").Press("Save")
		if b.Status() != http.StatusBadRequest || b.Value("Your e-mail address") != "rosa" {
			t.Errorf("status %d, typed was %q", b.Status(), b.Value("Your e-mail address"))
		}
		b.Fill("Your e-mail address", "rosa@example.nl").Press("Save").See("Your e-mail address is saved.").DontSee("We do not have your e-mail address")
		b.Visit("/almelo/mijn/e-mailadres?naar=%2Fbuurt%2Fvragen%2Fnieuw%3Fhulp%3Dtuin")
		if got := b.Value("Your e-mail address"); got != "rosa@example.nl" {
			t.Errorf("her address is %q", got)
		}
		b.Fill("Your e-mail address", "r.visser@example.nl").PressTwice("Save")
		if got := b.URL(); got != "/almelo/buurt/vragen/nieuw?hulp=tuin" {
			t.Errorf("she comes back at %s", got)
		}
	}
	sent, err := o.Post.Outbox(t.Context(), access.Actor{Account: 1, Tenant: 1, Role: access.RoleResident}, 0)
	if err != nil || len(sent) != 2 || sent[0].To != "rosa@example.nl" || sent[0].Subject != "Uw e-mailadres is veranderd" {
		t.Errorf("mail: %+v %v", sent, err)
	}
	if w := o.send(t, access.RoleTeamLead, "GET", "/mijn/e-mailadres", nil); w.Code != http.StatusForbidden {
		t.Errorf("a worker is asked: %d", w.Code)
	}
	if w := o.send(t, access.RoleTeamLead, "POST", "/mijn/e-mailadres", url.Values{"email": {"x@example.nl"}}); w.Code != http.StatusForbidden {
		t.Errorf("a worker changes it: %d", w.Code)
	}
}
