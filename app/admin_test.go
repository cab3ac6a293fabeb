package app_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/app"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/jobs"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

// office is a municipality with an administrator, a privacy officer and a team lead, whom anybody may be.
type office struct {
	*app.App
	clock  *testkit.Clock
	people map[access.Role]account.Choice
}

func newOffice(t *testing.T, change ...func(*app.Config)) office {
	t.Helper()
	dir := t.TempDir()
	o := office{clock: testkit.NewClock(), people: map[access.Role]account.Choice{}}
	c := app.Config{Database: "sqlite:" + filepath.Join(dir, "x.db"), Data: dir, Demo: true, Clock: o.clock.Now}
	for _, f := range change {
		f(&c)
	}
	var err error
	if o.App, err = app.New(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = o.Close(context.Background()) })
	for id, slug := range map[db.ID]string{1: "almelo", 2: "borne"} {
		err := o.Tenants.Add(t.Context(), access.System(id, "test"), tenant.Tenant{ID: id, Kind: tenant.Municipality, Slug: slug, Name: "Gemeente " + slug,
			Settings: map[string]string{tenant.Mail: "post@example.nl"}})
		if err != nil {
			t.Fatal(err)
		}
	}
	for role, name := range map[access.Role]string{access.RoleAdministrator: "Gijs", access.RolePrivacyOfficer: "Fenna", access.RoleTeamLead: "Tineke"} {
		g := account.Grant{ID: o.DB.NewID(), Role: role}
		who, err := o.Accounts.Add(t.Context(), access.System(1, "test"), account.NewAccount{Account: account.Account{Name: name, Demo: true}, Grants: []account.Grant{g}})
		if err != nil {
			t.Fatal(err)
		}
		o.people[role] = account.Choice{Account: who, Grant: g}
	}
	return o
}

// send sends a form as somebody with a role.
func (o office) send(t *testing.T, role access.Role, method, path string, form url.Values) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(method, "/almelo"+path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.AddCookie(as(t, o.App, "almelo", o.people[role]))
	w := httptest.NewRecorder()
	o.ServeHTTP(w, r)
	return w
}

// An administrator lets a new colleague in, gives a second role, and ends one; what is wrong is said beside what was
// typed.
func TestAdministratorGivesAndEndsRoles(t *testing.T) {
	o := newOffice(t)
	server := httptest.NewServer(o)
	defer server.Close()
	b := testkit.Browser(t, server.URL)
	b.Visit("/almelo/inloggen").Press("Gijs").Press("Who has which role").Press("Add an account")
	b.Fill("Name", "Noor de Wit").Pick("Role", "Jurist").Fill("May decide up to, in euros a year", "vijfduizend").Fill("First day", "gisteren").Press("Add")
	b.See("Write an amount in euros, such as 5.000").See("Write a date as day, month and year, such as 5-5-2026")
	if b.Value("Name") != "Noor de Wit" || b.Value("May decide up to, in euros a year") != "vijfduizend" {
		t.Error("what was typed is gone")
	}
	b.Fill("May decide up to, in euros a year", "5.000,00").Fill("First day", "2-3-2026")
	b.PressTwice("Add").See("The account is there.").See("Noor de Wit").See("€ 5.000,00")
	b.Press("Add a role").Pick("Role", "Teamleider").Fill("First day", "1-3-2026").Press("Add").See("The first day is today or later")
	b.Fill("First day", "3-3-2026").Fill("Last day", "2-3-2026").Press("Add").See("The last day must be after the first day")
	b.Fill("Last day", "30-6-2026").Press("Add").See("The role is added.").See("Roles that ended or are to come")
	b.Press("Jurist stoppen").Fill("What is the last day?", "1-1-2026").Press("End this role").See("Fill in today or a later day. Yesterday ends the role at once")
	b.Fill("What is the last day?", "1-3-2026").Press("End this role").See("The role has a last day now.").See("No role runs today.")
	b.Visit("/almelo/en/beheer/accounts").See("Roles today").Press("Gijs").See("You cannot change these roles. Nobody changes their own: ask a colleague.").DontSee("Add a role")
}

// What the pages do not offer is refused when somebody sends it all the same, and that stands in the log.
func TestRolesAreNotSmuggledIn(t *testing.T) {
	o := newOffice(t)
	at := func(role access.Role) string { return "/beheer/accounts/" + o.people[role].ID.String() }
	end := func(role access.Role) string {
		return at(role) + "/rollen/" + o.people[role].Grant.ID.String() + "/einde"
	}
	form := func(role access.Role) url.Values {
		return url.Values{"role": {string(role)}, "from": {"2-3-2026"}, "last": {"2-3-2026"}}
	}
	tests := []struct {
		name   string
		by     access.Role
		path   string
		form   url.Values
		status int
		denied bool
	}{
		{"the role of the system", access.RoleAdministrator, at(access.RoleTeamLead) + "/rollen", form(access.RoleSystem), 400, false},
		{"a resident's role", access.RoleAdministrator, at(access.RoleTeamLead) + "/rollen", form(access.RoleResident), 400, false},
		{"a team of elsewhere", access.RoleAdministrator, at(access.RoleTeamLead) + "/rollen", url.Values{"role": {"generalist"}, "team": {"77"}}, 400, false},
		{"a role for oneself", access.RoleAdministrator, at(access.RoleAdministrator) + "/rollen", form(access.RolePrivacyOfficer), 403, true},
		{"the end of the own role", access.RoleAdministrator, end(access.RoleAdministrator), form(""), 403, false},
		{"a role by a privacy officer", access.RolePrivacyOfficer, at(access.RoleTeamLead) + "/rollen", form(access.RoleGeneralist), 403, true},
		{"an account by a team lead", access.RoleTeamLead, "/beheer/accounts", url.Values{"name": {"X"}, "role": {"generalist"}}, 403, true},
		{"a role of another account", access.RoleAdministrator, at(access.RolePrivacyOfficer) + "/rollen/" + o.people[access.RoleTeamLead].Grant.ID.String() + "/einde", form(""), 404, false},
		{"an account that is not there", access.RoleAdministrator, "/beheer/accounts/77/rollen", form(access.RoleGeneralist), 404, false},
		{"as it should be", access.RoleAdministrator, at(access.RoleTeamLead) + "/rollen", form(access.RoleGeneralist), 303, false},
		{"a retry by a team lead", access.RoleTeamLead, "/beheer/taken/1/herhaling", nil, 403, true},
	}
	for _, tt := range tests {
		before := o.denials(t)
		w := o.send(t, tt.by, "POST", tt.path, tt.form)
		if w.Code != tt.status || (o.denials(t) > before) != tt.denied {
			t.Errorf("%s: %d, want %d; %d denials more in the log", tt.name, w.Code, tt.status, o.denials(t)-before)
		}
	}
	for path, want := range map[access.Role]int{access.RoleAdministrator: 200, access.RolePrivacyOfficer: 403, access.RoleTeamLead: 403} {
		if w := o.send(t, path, "GET", "/beheer/taken", nil); w.Code != want {
			t.Errorf("the tasks for %s: %d", path, w.Code)
		}
	}
}

func (o office) denials(t *testing.T) (n int) {
	t.Helper()
	if err := o.DB.Pool().QueryRow(`SELECT count(*) FROM access_log WHERE outcome = 'denied'`).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// errand is a job that fails until its cause is gone.
type errand struct {
	Tenant db.ID
	Name   string
	Held   bool
}

func (errand) Kind() string { return "test.errand" }

// A task that was given up is shown without what it was about, and is done when an administrator asks.
func TestFailedTasks(t *testing.T) {
	o := newOffice(t)
	broken := true
	jobs.Handle(o.Queue, func(context.Context, errand) error {
		if broken {
			return errors.New(`letter to "Truus Bakker" <truus@example.nl>, 999900006, 7601 SA: the printer is on fire`)
		}
		return nil
	})
	for _, at := range []db.ID{1, 2} {
		err := o.DB.InTx(t.Context(), at, func(tx *db.Tx) error { return o.Queue.Enqueue(t.Context(), tx, errand{Tenant: at}) })
		if err != nil {
			t.Fatal(err)
		}
	}
	for range 16 {
		_ = o.Queue.Drain(t.Context()) // it fails
		o.clock.Advance(20 * time.Hour)
	}
	server := httptest.NewServer(o)
	defer server.Close()
	b := testkit.Browser(t, server.URL)
	b.Visit("/almelo/inloggen").Press("Gijs").See("%d task did not succeed.", 1).Press("Tasks that did not succeed")
	b.See("the printer is on fire").See("test.errand")
	for _, personal := range []string{"Truus", "example.nl", "999900006", "7601"} {
		b.DontSee(personal)
	}
	broken = false
	b.Press("Probeer test.errand opnieuw").See("The task is tried again. When it fails once more, it comes back in this list.").See("All tasks in the background are done.")
	if err := o.Queue.Drain(t.Context()); err != nil {
		t.Error(err)
	}
	left, err := o.Queue.Failed(t.Context())
	if err != nil || len(left) != 1 || left[0].Tenant != 2 {
		t.Errorf("%+v %v", left, err)
	}
	if w := o.send(t, access.RoleAdministrator, "POST", "/beheer/taken/"+db.ID(left[0].ID).String()+"/herhaling", nil); w.Code != http.StatusSeeOther {
		t.Errorf("the task of another municipality: %d", w.Code)
	}
	if after, err := o.Queue.Failed(t.Context()); err != nil || len(after) != 1 {
		t.Errorf("the task of another municipality was tried: %+v %v", after, err)
	}
}

// The privacy officer reads who opened something in an emergency and why, and who came from elsewhere.
func TestPrivacyOfficerReadsEmergencies(t *testing.T) {
	o := newOffice(t)
	lead := o.people[access.RoleTeamLead]
	actor := access.Actor{Account: lead.ID, Tenant: 1, Role: access.RoleTeamLead, Reason: "Er komt rook uit het huis"}
	for _, try := range []access.Actor{actor, {Account: 99, Tenant: 2, Role: access.RoleTeamLead}} {
		_ = o.DB.InTx(t.Context(), 1, func(tx *db.Tx) error { // the second is denied
			return o.Gate.Allow(t.Context(), tx, try, "household.read", access.Object{Kind: "household", ID: 5})
		})
	}
	w := o.send(t, access.RolePrivacyOfficer, "GET", "/en/beheer/logboek", nil)
	for _, want := range []string{"Er komt rook uit het huis", "Tineke", "Opened", "Denied", "Somebody from elsewhere, number 99", "Open the file of a household"} {
		if w.Code != 200 || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%d without %q", w.Code, want)
		}
	}
}
