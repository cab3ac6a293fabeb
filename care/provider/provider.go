// Package provider keeps what providers (aanbieders) deliver and how long people wait for it. A provider
// writes its own rows; what everybody may know is published to every municipality of the installation.
package provider

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"strings"

	"codeberg.org/samenkracht/samenkracht/care/contract"
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
	_ = db.Shared("provider_published", "what providers publish: products and waits, no personal data")
)

// Product is something that a provider delivers, by the standard's category and code.
type Product struct {
	TenantID   db.ID
	ID         db.ID
	Category   string // "01"
	Code       string // "01A03"
	Name       string
	WaitDays   int  // from order to start, as the provider measured it
	IntakeStop bool // no new clients now (cliëntenstop)
	AssuredOn  law.Date
	Version    int64
}

// Profile is what a provider tells about itself.
type Profile struct {
	TenantID db.ID
	About    string
	Lat, Lon float64
}

const (
	maxAbout = 400
	maxWait  = 730
)

// Validate returns what is wrong with a product.
func (p Product) Validate() error {
	wrong := fault.Invalid{}
	if contract.CategoryName(p.Category) == "" {
		wrong.Say("category", "Choose what kind of support it is")
	}
	if len(p.Code) != 5 {
		wrong.Say("code", "Fill in a product code of five characters")
	}
	if strings.TrimSpace(p.Name) == "" {
		wrong.Say("name", "Fill in what you deliver")
	}
	if p.WaitDays < 0 || p.WaitDays > maxWait {
		wrong.Say("wait", "Fill in the wait in days, from 0 to 730")
	}
	return wrong.Err()
}

// Rules says who keeps the catalogue of a provider.
var Rules = []access.Rule{
	{Action: "provider.publish", Name: "Publish what we deliver and how long people wait", Roles: []access.Role{access.RoleProvider, access.RoleSystem},
		When: access.Anyone, Purpose: "Let residents choose a provider", Ground: "Wmo 2015 art. 2.3.5"},
}

// Providers keeps the catalogue of every provider.
type Providers struct {
	db      *db.DB
	gate    *access.Gate
	tenants *tenant.Tenants
}

// New returns the catalogues of d.
func New(d *db.DB, gate *access.Gate, tenants *tenant.Tenants) *Providers {
	return &Providers{d, gate, tenants}
}

// Introduce keeps what the actor's provider tells about itself, and publishes it with its products.
func (p *Providers) Introduce(ctx context.Context, actor access.Actor, about Profile) error {
	if len([]rune(about.About)) > maxAbout {
		return fault.Invalid{"about": "Use at most 400 characters"}
	}
	return p.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if err := p.gate.Allow(ctx, tx, actor, "provider.publish", access.Object{Kind: "provider", ID: actor.Tenant}); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, qSetProfile, actor.Tenant, about.About, about.Lat, about.Lon); err != nil {
			return fmt.Errorf("introduce provider: %w", err)
		}
		_, err := tx.Exec(ctx, qRepublish, actor.Tenant, about.About, about.Lat, about.Lon)
		return err
	})
}

// Publish adds a product of the actor's provider, or changes the one with the same category and code.
func (p *Providers) Publish(ctx context.Context, actor access.Actor, n Product) error {
	if err := n.Validate(); err != nil {
		return err
	}
	me, err := p.tenants.ByID(ctx, actor.Tenant)
	if err != nil {
		return err
	}
	return p.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if err := p.gate.Allow(ctx, tx, actor, "provider.publish", access.Object{Kind: "product", ID: n.ID}); err != nil {
			return err
		}
		n.TenantID, n.AssuredOn = actor.Tenant, law.DateOf(tx.Now())
		if n.ID == 0 {
			n.ID = tx.NewID()
		}
		if _, err := tx.Exec(ctx, qSetProduct, n.TenantID, n.ID, n.Category, n.Code, n.Name, n.WaitDays, n.IntakeStop, n.AssuredOn); err != nil {
			return fmt.Errorf("publish product: %w", err)
		}
		about, err := profileTx(ctx, tx)
		if err != nil {
			return fmt.Errorf("publish product: %w", err)
		}
		_, err = tx.Exec(ctx, qPublish, actor.Tenant, n.Category, n.Code, me.Name, n.Name, about.About, about.Lat, about.Lon, n.WaitDays, n.IntakeStop, n.AssuredOn)
		return err
	})
}

// Own lists the products of the actor's provider.
func (p *Providers) Own(ctx context.Context, actor access.Actor) (about Profile, products []Product, err error) {
	err = p.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if err := p.gate.Allow(ctx, tx, actor, "provider.publish", access.Object{Kind: "provider", ID: actor.Tenant}); err != nil {
			return err
		}
		if about, err = profileTx(ctx, tx); err != nil {
			return err
		}
		products, err = db.All[Product](ctx, tx, qProducts, actor.Tenant)
		return err
	})
	return about, products, err
}

// profileTx is what the provider tells about itself; nothing when it has not said anything yet.
func profileTx(ctx context.Context, tx *db.Tx) (Profile, error) {
	about, err := db.One[Profile](ctx, tx, qProfile, tx.Tenant())
	if errors.Is(err, fault.NotFound) {
		return Profile{TenantID: tx.Tenant()}, nil
	}
	return about, err
}
