// Package account keeps who may sign in: accounts, their roles with dates, and the identities at sign-in
// services that lead to them. An account belongs to one organisation; somebody who works for three has three,
// and chooses. An account is not a resident: the link between the two is a consent that package household keeps.
package account

import (
	"context"
	"embed"
	"fmt"
	"slices"
	"strings"
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/seal"
)

//go:embed schema/*.sql
var schema embed.FS

var (
	_ = db.Register(schema)
	_ = db.Shared("account_identity", "at sign-in the organisation is not known yet")
)

// Account is somebody who can sign in at one organisation.
type Account struct {
	TenantID db.ID
	ID       db.ID
	Name     string // as others see it
	Phone    string // of a worker: the number that residents may call; empty for residents
	Demo     bool   // made up, to be somebody in the demonstration
	About    string // of somebody made up: who it is, in one line of Dutch
	MadeAt   time.Time
	Email    string `db:"-"` // sealed under the account's own key
}

// Grant is a role that an account has from one day to another.
type Grant struct {
	TenantID  db.ID
	ID        db.ID
	AccountID db.ID
	Role      access.Role
	TeamID    db.ID
	Mandate   int64 // cents a year
	FromDay   law.Date
	ToDay     law.Date // the last day; zero when no end is known
}

// Rules says who manages accounts.
var Rules = []access.Rule{
	{Action: "account.add", Name: "Add an account or a role", Roles: []access.Role{access.RoleSystem, access.RoleAdministrator}, When: access.Anyone,
		Purpose: "Let somebody work here, from one day to another", Ground: "AVG art. 32"},
	{Action: "account.end_role", Name: "End a role", Roles: []access.Role{access.RoleSystem, access.RoleAdministrator}, When: access.Anyone,
		Purpose: "Stop access in time", Ground: "AVG art. 32"},
	{Action: "account.find_at_home", Name: "Look up the account of somebody whom a resident lets in", Roles: []access.Role{access.RoleGeneralist}, When: access.Anyone,
		Purpose: "Let in whom the resident chooses", Ground: "Wmo 2015 art. 5.3.3"},
	{Action: "account.change_email", Name: "Change your own e-mail address", Roles: []access.Role{access.RoleResident, access.RoleInformalCarer}, When: access.Own,
		Purpose: "Be told when there is something to read", Ground: "AVG art. 16"},
	{Action: "account.sign_in", Name: "Sign in", Roles: access.Roles, When: access.Own,
		Purpose: "Know who acts", Ground: "AVG art. 32"},
}

// Accounts manages the accounts of every organisation.
type Accounts struct {
	db    *db.DB
	gate  *access.Gate
	vault *seal.Vault
}

// New returns the accounts of d.
func New(d *db.DB, gate *access.Gate, vault *seal.Vault) *Accounts { return &Accounts{d, gate, vault} }

// NewAccount is an account to be made: its roles and how it signs in.
type NewAccount struct {
	Account
	Grants   []Grant
	Identity Identity // zero: none yet
}

const (
	maxName  = 80
	maxAbout = 200
)

// Validate returns what is wrong with a new account.
func (n NewAccount) Validate() error {
	wrong := fault.Invalid{}
	if strings.TrimSpace(n.Name) == "" {
		wrong.Say("name", "Fill in a name")
	} else if len([]rune(n.Name)) > maxName {
		wrong.Say("name", "Use at most 80 characters for the name")
	}
	if len([]rune(n.About)) > maxAbout {
		wrong.Say("about", "Use at most 200 characters")
	}
	for _, g := range n.Grants {
		g.validate(wrong)
	}
	return wrong.Err()
}

// Add makes an account with its roles. A grant without a first day starts today.
func (s *Accounts) Add(ctx context.Context, actor access.Actor, n NewAccount) (Account, error) {
	if err := n.Validate(); err != nil {
		return Account{}, err
	}
	err := s.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) (err error) {
		n.Account, err = s.AddTx(ctx, tx, actor, n)
		return err
	})
	return n.Account, err
}

// AddTx makes an account within the transaction of another use case.
func (s *Accounts) AddTx(ctx context.Context, tx *db.Tx, actor access.Actor, n NewAccount) (Account, error) {
	if err := n.Validate(); err != nil {
		return Account{}, err
	}
	a := n.Account
	if a.ID == 0 {
		a.ID = tx.NewID()
	}
	a.TenantID, a.MadeAt, a.Demo = tx.Tenant(), tx.Now(), a.Demo && actor.Role == access.RoleSystem
	if err := s.gate.Allow(ctx, tx, actor, "account.add", access.Object{Kind: "account", ID: a.ID, Subjects: []db.ID{a.ID}}); err != nil {
		return Account{}, err
	}
	if err := s.insert(ctx, tx, a); err != nil {
		return Account{}, err
	}
	for _, g := range n.Grants {
		if actor.Role != access.RoleSystem && !g.FromDay.IsZero() && g.FromDay.Before(law.DateOf(tx.Now())) {
			return Account{}, errPast
		}
		if err := s.grant(ctx, tx, a.ID, g); err != nil {
			return Account{}, err
		}
	}
	if n.Identity.Subject != "" {
		if err := db.Insert(ctx, tx, "account_identity", s.rowOf(n.Identity, a)); err != nil {
			return Account{}, err
		}
	}
	return a, nil
}

// SignIn notes that an account signs in with one of its roles, and returns the actor that it is from now on.
func (s *Accounts) SignIn(ctx context.Context, tenant, account, grant db.ID) (access.Actor, error) {
	var actor access.Actor
	err := s.db.InTx(ctx, tenant, func(tx *db.Tx) (err error) {
		if actor, err = actorTx(ctx, tx, account, grant); err != nil {
			return err
		}
		return s.gate.Allow(ctx, tx, actor, "account.sign_in", access.Object{Kind: "account", ID: account, Owner: account, Subjects: []db.ID{account}})
	})
	return actor, err
}

// Actor returns the actor that an account is in a role, as long as that role runs today. A role that has
// ended is fault.Denied.
func (s *Accounts) Actor(ctx context.Context, tenant, account, grant db.ID) (actor access.Actor, who Account, err error) {
	err = s.db.View(ctx, tenant, func(tx *db.Tx) (err error) {
		if actor, err = actorTx(ctx, tx, account, grant); err != nil {
			return err
		}
		who, err = ByIDTx(ctx, tx, account)
		return err
	})
	return actor, who, err
}

func actorTx(ctx context.Context, tx *db.Tx, account, grant db.ID) (access.Actor, error) {
	g, err := db.One[Grant](ctx, tx, qGrant, tx.Tenant(), account, grant, law.DateOf(tx.Now()))
	if err == nil && !slices.Contains(Grantable(), g.Role) {
		err = fault.NotFound // nobody is the system, whatever the row says
	}
	if err != nil {
		return access.Actor{}, fmt.Errorf("role of account: %w", err)
	}
	return access.Actor{Account: account, Tenant: tx.Tenant(), Role: g.Role, Team: g.TeamID, Mandate: g.Mandate}, nil
}

// Personas lists the made-up people of the demonstration at one organisation, with their roles.
func (s *Accounts) Personas(ctx context.Context, tenant db.ID) ([]Choice, error) {
	var out []Choice
	err := s.db.View(ctx, tenant, func(tx *db.Tx) (err error) {
		out, err = choices(ctx, tx, qPersonas, 0)
		return err
	})
	return out, err
}

// ByIDTx returns an account, without its sealed parts.
func ByIDTx(ctx context.Context, tx *db.Tx, id db.ID) (Account, error) {
	return db.One[Account](ctx, tx, qAccount, tx.Tenant(), id)
}

// ByIDTx returns an account, without its sealed parts.
func (s *Accounts) ByIDTx(ctx context.Context, tx *db.Tx, id db.ID) (Account, error) {
	return ByIDTx(ctx, tx, id)
}

// WithRoleTx lists the accounts that have a role today, of a team or (zero) of all.
func WithRoleTx(ctx context.Context, tx *db.Tx, role access.Role, team db.ID) ([]Account, error) {
	return db.All[Account](ctx, tx, qWithRole, tx.Tenant(), string(role), team, law.DateOf(tx.Now()))
}
