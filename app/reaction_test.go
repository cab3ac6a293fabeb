package app_test

import (
	"net/url"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/access"
)

// A reaction names the page and not what somebody looked for there, and cannot be made into a letter to others.
func TestReactionNamesThePage(t *testing.T) {
	o := newOffice(t)
	for about, want := range map[string]string{"/buurt?zoek=Truus+Bakker": "/buurt", "/x\r\nBcc: a@example.nl": "/", "//evil.example": "/", "https://evil.example": "/",
		"/" + strings.Repeat("a", 300): "/"} {
		if w := o.send(t, access.RoleTeamLead, "POST", "/reactie", url.Values{"over": {about}, "tekst": {"Duidelijk!"}}); w.Code != 303 {
			t.Fatalf("%q: %d", about, w.Code)
		}
		sent, err := o.Post.Outbox(t.Context(), access.Actor{Account: o.people[access.RoleAdministrator].ID, Tenant: 1, Role: access.RoleAdministrator}, 0)
		if err != nil || len(sent) == 0 || sent[0].Subject != "Reactie op de pagina "+want {
			t.Errorf("%q: %+v %v", about, sent, err)
		}
	}
}
