// Package tenant keeps who the organisations of this installation are: municipalities, the regions they work
// together in, and providers. Each owns its own rows in every other table. What stands here is public
// reference data: names, codes, neighbourhoods, house style.
package tenant

import (
	"cmp"
	"context"
	"embed"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

//go:embed schema/*.sql
var schema embed.FS

var (
	_ = db.Register(schema)
	_ = db.Shared("tenant", "reference data: who the organisations are")
	_ = db.Shared("tenant_code", "reference data: CBS and AGB codes with their dates")
	_ = db.Shared("tenant_member", "reference data: which municipality belongs to which region, when")
	_ = db.Shared("tenant_setting", "reference data: house style, telephone number, own words")
	_ = db.Shared("tenant_neighbourhood", "reference data: neighbourhoods and where they lie")
	_ = db.Shared("tenant_postcode", "reference data: which neighbourhood a postcode lies in")
)

// Kind is what sort of organisation a tenant is.
type Kind string

// The kinds.
const (
	Municipality Kind = "municipality"
	Region       Kind = "region"
	Provider     Kind = "provider"
)

// The schemes of codes.
const (
	CBS = "cbs" // of a municipality, four digits
	AGB = "agb" // of a provider, eight digits
)

// Tenant is one organisation as it is today.
type Tenant struct {
	ID   db.ID
	Kind Kind
	Slug string // first part of its addresses when the host name does not tell
	Host string // its own host name; empty when it has none
	Name string

	Codes    map[string]string // by scheme, as of today
	Settings map[string]string // by name, as of today
	Regions  []db.ID           // that it belongs to, as of today
}

// The names of settings.
const (
	Brand = "brand" // house style in one line, as package ui reads it: "#0a5b3c light round waves"
	Phone = "phone" // the number to call, "14 0546"
	Mail  = "mail"  // the address that letters come from
	Post  = "post"  // where letters go to, "Postbus 1000, 7601 SA Almelo"
)

// Tenants knows all organisations. It holds them in memory and looks again when they are older than a minute.
type Tenants struct {
	db     *db.DB
	gate   *access.Gate
	loaded atomic.Pointer[directory]
	mu     sync.Mutex // of who reads them again
}

type directory struct {
	at     time.Time
	all    []Tenant
	byID   map[db.ID]int
	bySlug map[string]int
	byHost map[string]int
	byCode map[string]int // scheme + ":" + code
}

// Rules says who may set up organisations.
var Rules = []access.Rule{
	{Action: "tenant.add", Name: "Add an organisation", Roles: []access.Role{access.RoleSystem}, When: access.Anyone,
		Purpose: "Set up an organisation", Ground: "AVG art. 32"},
	{Action: "tenant.change", Name: "Change the details of the organisation", Roles: []access.Role{access.RoleSystem, access.RoleAdministrator}, When: access.Anyone,
		Purpose: "Keep the details of the organisation right", Ground: "AVG art. 32"},
}

// New returns the organisations of d.
func New(d *db.DB, gate *access.Gate) *Tenants { return &Tenants{db: d, gate: gate} }

// How old what is held may be, and when to look again after the database did not answer.
const (
	fresh = time.Minute
	later = 5 * time.Second
)

// directory gives the organisations as they were within the last minute. While one looks again the others go on with
// what there is, and so does everybody while the database is away.
func (t *Tenants) directory(ctx context.Context) (*directory, error) {
	dir := t.loaded.Load()
	switch {
	case dir == nil:
		return t.reload(ctx)
	case time.Since(dir.at) < fresh || !t.mu.TryLock():
		return dir, nil
	}
	defer t.mu.Unlock()
	again, err := t.reload(ctx)
	if err != nil {
		old := *dir
		old.at = time.Now().Add(later - fresh)
		t.loaded.CompareAndSwap(dir, &old)
		return dir, nil
	}
	return again, nil
}

// Reload reads the organisations again, after something about them changed.
func (t *Tenants) Reload(ctx context.Context) error {
	_, err := t.reload(ctx)
	return err
}

func (t *Tenants) reload(ctx context.Context) (*directory, error) {
	dir := &directory{at: time.Now(), byID: map[db.ID]int{}, bySlug: map[string]int{}, byHost: map[string]int{}, byCode: map[string]int{}}
	err := t.db.View(ctx, 0, func(tx *db.Tx) (err error) {
		dir.all, err = load(ctx, tx, law.DateOf(tx.Now()))
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("load tenants: %w", err)
	}
	for i, one := range dir.all {
		dir.byID[one.ID], dir.bySlug[one.Slug] = i, i
		if one.Host != "" {
			dir.byHost[one.Host] = i
		}
		for scheme, code := range one.Codes {
			dir.byCode[scheme+":"+code] = i
		}
	}
	t.loaded.Store(dir)
	return dir, nil
}

// All lists the organisations of a kind by name.
func (t *Tenants) All(ctx context.Context, kind Kind) ([]Tenant, error) {
	dir, err := t.directory(ctx)
	if err != nil {
		return nil, err
	}
	var out []Tenant
	for _, one := range dir.all {
		if one.Kind == kind {
			out = append(out, one)
		}
	}
	return out, nil
}

// ByID returns one organisation.
func (t *Tenants) ByID(ctx context.Context, id db.ID) (Tenant, error) {
	return t.find(ctx, func(d *directory) (int, bool) { i, ok := d.byID[id]; return i, ok })
}

// BySlug returns the organisation with the first part of an address.
func (t *Tenants) BySlug(ctx context.Context, slug string) (Tenant, error) {
	return t.find(ctx, func(d *directory) (int, bool) { i, ok := d.bySlug[slug]; return i, ok })
}

// ByHost returns the organisation with a host name.
func (t *Tenants) ByHost(ctx context.Context, host string) (Tenant, error) {
	return t.find(ctx, func(d *directory) (int, bool) { i, ok := d.byHost[strings.ToLower(host)]; return i, ok })
}

// ByCode returns the organisation that has a code today.
func (t *Tenants) ByCode(ctx context.Context, scheme, code string) (Tenant, error) {
	return t.find(ctx, func(d *directory) (int, bool) { i, ok := d.byCode[scheme+":"+code]; return i, ok })
}

func (t *Tenants) find(ctx context.Context, where func(*directory) (int, bool)) (Tenant, error) {
	dir, err := t.directory(ctx)
	if err != nil {
		return Tenant{}, err
	}
	i, ok := where(dir)
	if !ok {
		return Tenant{}, fmt.Errorf("find tenant: %w", fault.NotFound)
	}
	return dir.all[i], nil
}

// The form of a slug and of a host name, and the first parts of addresses that mean something else.
var (
	slugForm = regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`)
	hostForm = regexp.MustCompile(`^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]+$`)
	taken    = []string{"en", "static", "thema", "gezond"}
)

// Add sets up an organisation. Its codes, settings and regions hold from today. Somebody who adds the same
// slug or host name twice gets a conflict.
func (t *Tenants) Add(ctx context.Context, actor access.Actor, n Tenant) error {
	n.Host = strings.ToLower(n.Host)
	switch {
	case n.ID == 0 || n.Name == "":
		return fmt.Errorf("add tenant: id and name are needed: %w", fault.Conflict)
	case !slugForm.MatchString(n.Slug) || slices.Contains(taken, n.Slug):
		return fmt.Errorf("add tenant: %q is no first part of an address: %w", n.Slug, fault.Conflict)
	case n.Host != "" && !hostForm.MatchString(n.Host):
		return fmt.Errorf("add tenant: %q is no host name: %w", n.Host, fault.Conflict)
	}
	if n.Host != "" {
		if _, err := t.ByHost(ctx, n.Host); !errors.Is(err, fault.NotFound) {
			return fmt.Errorf("add tenant: host name %s: %w", n.Host, cmp.Or(err, fault.Conflict))
		}
	}
	err := t.db.InTx(ctx, n.ID, func(tx *db.Tx) error {
		if err := t.gate.Allow(ctx, tx, actor, "tenant.add", access.Object{Kind: "tenant", ID: n.ID}); err != nil {
			return err
		}
		return insert(ctx, tx, n, law.DateOf(tx.Now()))
	})
	if err == nil {
		err = t.Reload(ctx)
	}
	return err
}

// Set gives a setting a new value from a day on. The value it had ends the day before.
func (t *Tenants) Set(ctx context.Context, actor access.Actor, name, value string, from law.Date) error {
	err := t.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if err := t.gate.Allow(ctx, tx, actor, "tenant.change", access.Object{Kind: "tenant", ID: actor.Tenant}); err != nil {
			return err
		}
		return set(ctx, tx, name, value, from)
	})
	if err == nil {
		err = t.Reload(ctx)
	}
	return err
}
