// Package contract is the register of framework contracts (raamovereenkomsten): with which provider a
// municipality or region has agreed on which products, at what rate, from when to when. What a region agreed
// counts for its members.
package contract

import (
	"context"
	"embed"
	"fmt"
	"math"
	"slices"
	"strings"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
)

//go:embed schema/*.sql
var schema embed.FS

var (
	_ = db.Register(schema)
	_ = db.Shared("contract_published", "rates that a region agreed, which its members read; no personal data")
)

// FrameworkContract is an agreement without a promise of volume: the client chooses.
type FrameworkContract struct {
	TenantID   db.ID
	ID         db.ID
	Number     string
	ProviderID db.ID
	FromDay    law.Date
	ToDay      law.Date
}

// Rate is the agreed price of one unit of a product.
type Rate struct {
	TenantID   db.ID
	ID         db.ID
	ContractID db.ID
	Category   string
	Code       string
	Unit       string // "01" minute, "04" hour, "16" part of a day, "82" piece
	Cents      int64
	Variant    FundingVariant
	FromDay    law.Date
	ToDay      law.Date
}

// FundingVariant (uitvoeringsvariant) is how delivery is paid.
type FundingVariant string

// The variants.
const (
	Effort FundingVariant = "effort" // price times quantity
	Output FundingVariant = "output" // a result or a course
	Task   FundingVariant = "task"   // a lump sum, without messages for each client
)

// Rules says who keeps and who reads contracts.
var Rules = []access.Rule{
	{Action: "contract.add", Name: "Add a framework contract", Roles: []access.Role{access.RoleContractManager, access.RoleSystem, access.RoleRegionalCoordinator},
		When: access.Anyone, Purpose: "Keep what was agreed with providers", Ground: "Wmo 2015 art. 2.6.6"},
	{Action: "contract.read", Name: "Read framework contracts", Roles: []access.Role{access.RoleContractManager, access.RoleController, access.RoleRegionalCoordinator,
		access.RoleGeneralist, access.RoleTeamLead, access.RoleLegalOfficer}, When: access.Anyone,
		Purpose: "Know what was agreed with providers", Ground: "Wmo 2015 art. 2.6.6"},
}

// Contracts is the register.
type Contracts struct {
	db      *db.DB
	gate    *access.Gate
	tenants *tenant.Tenants
}

// New returns the register of d.
func New(d *db.DB, gate *access.Gate, tenants *tenant.Tenants) *Contracts {
	return &Contracts{d, gate, tenants}
}

// Validate returns what is wrong with a contract and its rates.
func (c FrameworkContract) Validate(rates []Rate) error {
	wrong := fault.Invalid{}
	if strings.TrimSpace(c.Number) == "" {
		wrong.Say("number", "Fill in the number of the contract")
	}
	if c.ProviderID == 0 {
		wrong.Say("provider", "Choose a provider")
	}
	if c.ToDay.Before(c.FromDay) {
		wrong.Say("to", "The last day must be after the first day")
	}
	for _, r := range rates {
		if r.Cents <= 0 {
			wrong.Say("rate", "A rate must be more than nothing")
		}
	}
	return wrong.Err()
}

// Add keeps a contract with its rates and publishes it to the members of the region.
func (s *Contracts) Add(ctx context.Context, actor access.Actor, c FrameworkContract, rates []Rate) error {
	if err := c.Validate(rates); err != nil {
		return err
	}
	return s.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if err := s.gate.Allow(ctx, tx, actor, "contract.add", access.Object{Kind: "contract", ID: c.ID}); err != nil {
			return err
		}
		c.TenantID = actor.Tenant
		if err := db.Insert(ctx, tx, "contract_framework", c); err != nil {
			return err
		}
		for _, r := range rates {
			r.TenantID, r.ContractID, r.ID = actor.Tenant, c.ID, tx.NewID()
			if r.FromDay.IsZero() {
				r.FromDay, r.ToDay = c.FromDay, c.ToDay
			}
			if err := db.Insert(ctx, tx, "contract_rate", r); err != nil {
				return err
			}
			row := publishedRow{r.TenantID, r.ID, c.ID, c.Number, c.ProviderID, r.Category, r.Code, r.Unit, r.Cents, r.FromDay, r.ToDay}
			if err := db.Insert(ctx, tx, "contract_published", row); err != nil {
				return err
			}
		}
		return nil
	})
}

// Offer is what a client can choose: a provider with a contract for the product.
type Offer struct {
	ProviderID db.ID
	ContractID db.ID
	Name       string // of the provider
	Product    string
	About      string
	Unit       string
	Cents      int64 // for a unit
	WaitDays   int
	IntakeStop bool
	AssuredOn  law.Date // when the provider last confirmed the wait
	Lat, Lon   float64
	Kilometres float64
}

// OffersTx lists the providers that the actor's municipality, or its region, has a contract with for a product
// on a day, nearest first from a place.
func (s *Contracts) OffersTx(ctx context.Context, tx *db.Tx, category, code string, on law.Date, lat, lon float64) ([]Offer, error) {
	owners, err := s.owners(ctx, tx.Tenant())
	if err != nil {
		return nil, err
	}
	var out []Offer
	for _, owner := range owners {
		some, err := db.All[Offer](ctx, tx, qOffers, owner, category, code, on)
		if err != nil {
			return nil, err
		}
		out = append(out, some...)
	}
	for i := range out {
		out[i].Kilometres = kilometres(lat, lon, out[i].Lat, out[i].Lon)
	}
	slices.SortStableFunc(out, func(a, b Offer) int {
		switch {
		case a.Kilometres < b.Kilometres:
			return -1
		case a.Kilometres > b.Kilometres:
			return 1
		}
		return strings.Compare(a.Name, b.Name)
	})
	return out, nil
}

// RateTx returns the rate of a provider for a product on a day. Without a contract it is a conflict, in words.
func (s *Contracts) RateTx(ctx context.Context, tx *db.Tx, provider db.ID, category, code string, on law.Date) (Offer, error) {
	owners, err := s.owners(ctx, tx.Tenant())
	if err != nil {
		return Offer{}, err
	}
	for _, owner := range owners {
		all, err := db.All[Offer](ctx, tx, qOffers, owner, category, code, on)
		if err != nil {
			return Offer{}, err
		}
		if i := slices.IndexFunc(all, func(o Offer) bool { return o.ProviderID == provider }); i >= 0 {
			return all[i], nil
		}
	}
	return Offer{}, fmt.Errorf("rate: %w", fault.Refuse(fault.Conflict, "This provider has no contract for this support on that day. Choose another provider."))
}

// owners are whose contracts count for a municipality: its own and those of its regions.
func (s *Contracts) owners(ctx context.Context, municipality db.ID) ([]db.ID, error) {
	t, err := s.tenants.ByID(ctx, municipality)
	if err != nil {
		return nil, err
	}
	return append([]db.ID{municipality}, t.Regions...), nil
}

// Entry is a rate in the register as people read it.
type Entry struct {
	OwnerID    db.ID
	Number     string
	ProviderID db.ID
	Name       string
	Category   string
	Code       string
	Unit       string
	Cents      int64
	FromDay    law.Date
	ToDay      law.Date
}

// Register lists the rates that count for the actor's organisation today.
func (s *Contracts) Register(ctx context.Context, actor access.Actor) ([]Entry, error) {
	owners, err := s.owners(ctx, actor.Tenant)
	if err != nil {
		return nil, err
	}
	var out []Entry
	err = s.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		out = nil
		if err := s.gate.Allow(ctx, tx, actor, "contract.read", access.Object{Kind: "contracts"}); err != nil {
			return err
		}
		for _, owner := range owners {
			some, err := db.All[Entry](ctx, tx, qRegister, owner, law.DateOf(tx.Now()))
			if err != nil {
				return err
			}
			out = append(out, some...)
		}
		return nil
	})
	return out, err
}

const kilometresPerDegree = 111.2

// kilometres is how far two places lie apart, as the crow flies.
func kilometres(lat1, lon1, lat2, lon2 float64) float64 {
	x := (lon2 - lon1) * math.Cos((lat1+lat2)/2*math.Pi/180)
	return kilometresPerDegree * math.Hypot(lat2-lat1, x)
}
