package team

import (
	"context"
	"errors"
	"fmt"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
)

// Place is where a postcode lies and who works there.
type Place struct {
	Postcode        ident.Postcode
	NeighbourhoodID db.ID  // none when the postcode is known by a catchment only
	Neighbourhood   string // its name
	Team            Team
}

// Elsewhere is the error of a postcode that lies in another municipality of this installation. It counts as
// wrong input for the field postcode; the page can point there.
type Elsewhere struct {
	Tenant db.ID // the municipality
}

// Error says so, without the postcode.
func (e *Elsewhere) Error() string { return "the postcode lies in another municipality" }

// Unwrap makes it wrong input.
func (e *Elsewhere) Unwrap() error {
	return fault.Invalid{"postcode": "This postcode lies in another municipality. Ask your question there"}
}

var (
	errUnknown = fault.Invalid{"postcode": "We do not know this postcode. Check it, or call us"}
	errNoTeam  = fault.Invalid{"postcode": "No team works at this postcode yet. Call us, then we help you"}
)

// RouteTx returns the team that works at a postcode of this municipality. A postcode that nobody knows, one
// without a team and one of another municipality (Elsewhere) are wrong input for the field postcode.
func RouteTx(ctx context.Context, tx *db.Tx, postcode ident.Postcode) (Team, error) {
	p, err := PlaceTx(ctx, tx, postcode)
	return p.Team, err
}

// PlaceTx returns where a postcode of this municipality lies and who works there, with the errors of RouteTx.
func PlaceTx(ctx context.Context, tx *db.Tx, postcode ident.Postcode) (Place, error) {
	p := Place{Postcode: postcode}
	key := postcode.Compact()
	n, err := tenant.NeighbourhoodByPostcode(ctx, tx, key)
	known := err == nil
	switch {
	case known && n.TenantID != tx.Tenant():
		return p, fmt.Errorf("route: %w", &Elsewhere{n.TenantID})
	case known:
		p.NeighbourhoodID, p.Neighbourhood = n.ID, n.Name
	case !errors.Is(err, fault.NotFound):
		return p, err
	}
	catchments, err := db.All[Catchment](ctx, tx, qCatchments, tx.Tenant(), law.DateOf(tx.Now()), p.NeighbourhoodID, key, key[:4])
	if err != nil {
		return p, err
	}
	id, found := Route(catchments, key, p.NeighbourhoodID)
	switch {
	case !known && (!found || !named(catchments, id)):
		return p, errUnknown
	case !found:
		return p, errNoTeam
	}
	p.Team, err = ByIDTx(ctx, tx, id)
	return p, err
}

// named reports whether the team works for the postcode by name, and not only for all the rest of town: an
// unknown postcode is not the rest of town.
func named(catchments []Catchment, id db.ID) bool {
	for _, c := range catchments {
		if c.TeamID == id && c.Postcode != "" {
			return true
		}
	}
	return false
}
