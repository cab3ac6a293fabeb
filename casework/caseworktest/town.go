// Package caseworktest builds a small made-up town for the tests of the wing: two municipalities, two teams and
// the people who work in them.
package caseworktest

import (
	"path/filepath"
	"testing"

	"codeberg.org/samenkracht/samenkracht/casework"
	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/household/consent"
	"codeberg.org/samenkracht/samenkracht/casework/household/relation"
	"codeberg.org/samenkracht/samenkracht/casework/intake"
	"codeberg.org/samenkracht/samenkracht/casework/team"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
	"codeberg.org/samenkracht/samenkracht/platform/jobs"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/mail"
	"codeberg.org/samenkracht/samenkracht/platform/seal"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

// Town is a municipality with a northern and a southern team, beside another municipality.
type Town struct {
	DB         *db.DB
	Gate       *access.Gate
	Vault      *seal.Vault
	List       *worklist.List
	Tenants    *tenant.Tenants
	Accounts   *account.Accounts
	Households *household.Households
	Teams      *team.Teams
	Post       *mail.Post
	Intake     *intake.Intake

	ID           db.ID // the municipality, with postcodes 7601 (north), 7602 (south) and 7603 (no team)
	Neighbouring db.ID // the other one, with postcode 7621
	North, South team.Team

	Anna, Bram access.Actor // generalists of the north
	Carla      access.Actor // generalist of the south
	Leo        access.Actor // leads the northern team
	Rosa, Sem  access.Actor // residents who can sign in
	System     access.Actor
}

// New builds the town in an empty database.
func New(t *testing.T, d *db.DB) *Town {
	t.Helper()
	gate := access.New(d, tenant.Rules, account.Rules, worklist.Rules, mail.Rules, casework.Rules)
	master, err := seal.LoadOrMakeMaster("file:" + filepath.Join(t.TempDir(), "master.json"))
	must(t, err)
	w := &Town{DB: d, Gate: gate, Vault: seal.New(master), List: worklist.New(d, gate), Tenants: tenant.New(d, gate), ID: d.NewID(), Neighbouring: d.NewID()}
	w.Accounts = account.New(d, gate, w.Vault)
	w.Households = household.New(d, gate, w.Vault, w.List)
	w.Teams = team.New(d, gate, w.Households, w.List)
	w.Post = mail.New(d, gate, jobs.New(d), w.Vault, mail.Server{})
	w.Intake = intake.New(intake.Parts{DB: d, Gate: gate, Vault: w.Vault, Households: w.Households, Teams: w.Teams, List: w.List, Post: w.Post})
	w.System = access.System(w.ID, "test")
	w.tenants(t)
	w.teams(t)
	w.people(t)
	return w
}

func (w *Town) tenants(t *testing.T) {
	t.Helper()
	beside := access.System(w.Neighbouring, "test")
	must(t, w.Tenants.Add(t.Context(), w.System, tenant.Tenant{ID: w.ID, Kind: tenant.Municipality, Slug: "almelo", Name: "Gemeente Almelo"}))
	must(t, w.Tenants.Add(t.Context(), beside, tenant.Tenant{ID: w.Neighbouring, Kind: tenant.Municipality, Slug: "borne", Name: "Gemeente Borne"}))
	for _, n := range []struct{ code, name, postcode string }{{"BU01419001", "Noord", "7601"}, {"BU01419002", "Zuid", "7602"}, {"BU01419003", "Oost", "7603"}} {
		must(t, w.Tenants.AddNeighbourhood(t.Context(), w.System, tenant.Neighbourhood{ID: w.DB.NewID(), Code: n.code, Name: n.name}, n.postcode))
	}
	must(t, w.Tenants.AddNeighbourhood(t.Context(), beside, tenant.Neighbourhood{ID: w.DB.NewID(), Code: "BU01479001", Name: "Midden"}, "7621"))
}

func (w *Town) teams(t *testing.T) {
	t.Helper()
	var err error
	w.North, err = w.Teams.SetUp(t.Context(), w.System, team.Team{ID: w.DB.NewID(), Name: "Wijkteam Noord", Kind: team.Neighbourhood, Phone: "14 0546",
		Email: "noord@example.nl"}, team.Catchment{NeighbourhoodID: w.Neighbourhood(t, "7601SS")})
	must(t, err)
	w.South, err = w.Teams.SetUp(t.Context(), w.System, team.Team{ID: w.DB.NewID(), Name: "Wijkteam Zuid", Kind: team.Neighbourhood, Phone: "14 0546"},
		team.Catchment{Postcode: "7602"})
	must(t, err)
}

func (w *Town) people(t *testing.T) {
	t.Helper()
	w.Anna = w.Person(t, "Anna de Wit", access.RoleGeneralist, w.North.ID)
	w.Bram = w.Person(t, "Bram Kok", access.RoleGeneralist, w.North.ID)
	w.Carla = w.Person(t, "Carla Bos", access.RoleGeneralist, w.South.ID)
	w.Leo = w.Person(t, "Leo Prins", access.RoleTeamLead, w.North.ID)
	w.Rosa = w.Person(t, "Rosa Visser", access.RoleResident, 0)
	w.Sem = w.Person(t, "Sem Mulder", access.RoleResident, 0)
}

// Person adds somebody who can sign in.
func (w *Town) Person(t *testing.T, name string, role access.Role, of db.ID) access.Actor {
	t.Helper()
	a, err := w.Accounts.Add(t.Context(), w.System, account.NewAccount{
		Account: account.Account{Name: name, Phone: "06 1234 5678", Email: "post@example.nl"}, Grants: []account.Grant{{Role: role, TeamID: of}}})
	must(t, err)
	return access.Actor{Account: a.ID, Tenant: w.ID, Role: role, Team: of}
}

// Neighbourhood is the one that a postcode lies in.
func (w *Town) Neighbourhood(t *testing.T, postcode string) db.ID {
	t.Helper()
	var n tenant.Neighbourhood
	must(t, w.DB.View(t.Context(), w.ID, func(tx *db.Tx) (err error) {
		n, err = tenant.NeighbourhoodByPostcode(t.Context(), tx, postcode)
		return err
	}))
	return n.ID
}

// Household opens a household in the north with Anna as its contact person: a woman who signs in as Rosa, and
// her son of fourteen.
func (w *Town) Household(t *testing.T) household.Household {
	t.Helper()
	rosa := household.Resident{ID: w.DB.NewID(), Person: household.Person{FirstName: "Rosa", LastName: "Visser", BirthDate: law.Day(1984, 5, 5),
		BSN: BSN(t, "999900006"), Gender: household.Female, Phone: Phone(t, "0612345678"), Email: Email(t, "rosa@example.nl")}}
	son := household.Resident{ID: w.DB.NewID(), Person: household.Person{FirstName: "Tim", LastName: "Visser", BirthDate: law.Day(2012, 1, 9)}}
	var h household.Household
	must(t, w.DB.InTx(t.Context(), w.ID, func(tx *db.Tx) (err error) {
		h, err = w.Households.OpenTx(t.Context(), tx, w.Anna, household.NewHousehold{ID: tx.NewID(), TeamID: w.North.ID, ContactID: w.Anna.Account,
			Address:   household.Address{Street: "Dorpsstraat", House: "1", Postcode: Postcode(t, "7601 SS"), City: "Almelo"},
			Residents: []household.Resident{rosa, son}, Relations: []household.Relation{{ResidentID: rosa.ID, OtherID: son.ID, Kind: relation.Child}}})
		if err == nil {
			err = w.Households.LinkAccountTx(t.Context(), tx, w.Anna, rosa.ID, w.Rosa.Account)
		}
		return err
	}))
	return h
}

// Partner adds somebody of forty to a household, who signs in as Sem.
func (w *Town) Partner(t *testing.T, h household.Household) household.Resident {
	t.Helper()
	sem, err := w.Households.AddResident(t.Context(), w.Anna, h.ID, household.Resident{ID: w.DB.NewID(),
		Person: household.Person{FirstName: "Sem", LastName: "Mulder", BirthDate: law.Day(1986, 2, 3)}}, household.Relation{})
	must(t, err)
	must(t, w.DB.InTx(t.Context(), w.ID, func(tx *db.Tx) error {
		return w.Households.LinkAccountTx(t.Context(), tx, w.Anna, sem.ID, w.Sem.Account)
	}))
	sem.Version++
	return sem
}

// Leave lets somebody leave the household, to live elsewhere.
func (w *Town) Leave(t *testing.T, r household.Resident) {
	t.Helper()
	_, err := w.Households.Leave(t.Context(), w.Anna, r.ID, r.Version, law.DateOf(w.DB.Now()), household.LeftHome)
	must(t, err)
}

// LetIn records that a resident lets somebody read along in some kinds of data.
func (w *Town) LetIn(t *testing.T, h household.Household, resident db.ID, who access.Actor, fields ...consent.Field) household.Consent {
	t.Helper()
	c, err := w.Households.RecordConsent(t.Context(), w.Anna, h.ID, household.Consent{ID: w.DB.NewID(), ResidentID: resident, Purpose: consent.LetIn,
		Ground: consent.ByLaw, Fields: fields, RecipientID: who.Account, ToDay: law.DateOf(w.DB.Now()).Add(100)})
	must(t, err)
	return c
}

// BSN reads a made-up citizen service number.
func BSN(t *testing.T, s string) ident.BSN {
	t.Helper()
	v, err := ident.ParseBSN(s)
	must(t, err)
	return v
}

// Postcode reads a postcode that was never given out.
func Postcode(t *testing.T, s string) ident.Postcode {
	t.Helper()
	v, err := ident.ParsePostcode(s)
	must(t, err)
	return v
}

// Phone reads a phone number.
func Phone(t *testing.T, s string) ident.Phone {
	t.Helper()
	v, err := ident.ParsePhone(s)
	must(t, err)
	return v
}

// Email reads a mail address.
func Email(t *testing.T, s string) ident.Email {
	t.Helper()
	v, err := ident.ParseEmail(s)
	must(t, err)
	return v
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
