package tenant

import (
	"context"
	"strings"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
)

// Neighbourhood is a part of a municipality, with the place on the map that stands for it.
type Neighbourhood struct {
	TenantID  db.ID
	ID        db.ID
	Code      string // CBS, "BU01419001"
	Name      string
	Residents int
	Lat, Lon  float64
}

var (
	qNeighbourhoods = db.SharedSQL(reference, `SELECT tenant_id, id, code, name, residents, lat, lon FROM tenant_neighbourhood
		WHERE tenant_id = $1 ORDER BY name`)

	qNeighbourhood = db.SharedSQL(reference, `SELECT tenant_id, id, code, name, residents, lat, lon FROM tenant_neighbourhood
		WHERE tenant_id = $1 AND id = $2`)

	qByPostcode = db.SharedSQL(reference, `SELECT n.tenant_id, n.id, n.code, n.name, n.residents, n.lat, n.lon
		FROM tenant_postcode p JOIN tenant_neighbourhood n ON n.tenant_id = p.tenant_id AND n.id = p.neighbourhood_id
		WHERE p.prefix IN ($1, $2) ORDER BY p.prefix DESC LIMIT 1`)
)

// Neighbourhoods lists the neighbourhoods of a municipality by name.
func Neighbourhoods(ctx context.Context, tx *db.Tx, municipality db.ID) ([]Neighbourhood, error) {
	return db.All[Neighbourhood](ctx, tx, qNeighbourhoods, municipality)
}

// NeighbourhoodByID returns one neighbourhood.
func NeighbourhoodByID(ctx context.Context, tx *db.Tx, municipality, id db.ID) (Neighbourhood, error) {
	return db.One[Neighbourhood](ctx, tx, qNeighbourhood, municipality, id)
}

// NeighbourhoodByPostcode returns the neighbourhood that a postcode (1234AB, or its four digits) lies in, in
// whatever municipality of the installation. Elsewhere it is fault.NotFound.
func NeighbourhoodByPostcode(ctx context.Context, tx *db.Tx, postcode string) (Neighbourhood, error) {
	whole := strings.ToUpper(strings.ReplaceAll(postcode, " ", ""))
	return db.One[Neighbourhood](ctx, tx, qByPostcode, whole, whole[:min(4, len(whole))])
}

type postcodeRow struct {
	Prefix          string
	TenantID        db.ID
	NeighbourhoodID db.ID
}

// AddNeighbourhood adds a neighbourhood to the actor's municipality, with the postcodes (1234AB or 1234) that
// lie in it.
func (t *Tenants) AddNeighbourhood(ctx context.Context, actor access.Actor, n Neighbourhood, postcodes ...string) error {
	return t.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if err := t.gate.Allow(ctx, tx, actor, "tenant.change", access.Object{Kind: "neighbourhood", ID: n.ID}); err != nil {
			return err
		}
		n.TenantID = actor.Tenant
		if err := db.Insert(ctx, tx, "tenant_neighbourhood", n); err != nil {
			return err
		}
		for _, p := range postcodes {
			if err := db.Insert(ctx, tx, "tenant_postcode", postcodeRow{p, actor.Tenant, n.ID}); err != nil {
				return err
			}
		}
		return nil
	})
}
