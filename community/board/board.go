// Package board is the public side of the neighbourhood market (prikbord): the open ads of all municipalities, as
// everybody may read them. It names nobody. Ads are found by distance, sort of help and words, the newest first.
package board

import (
	"context"
	"embed"
	"errors"

	"codeberg.org/samenkracht/samenkracht/community/near"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
)

//go:embed schema/*.sql
var schema embed.FS

var _ = db.Register(schema)

// Board is the board of every municipality.
type Board struct{ db *db.DB }

// New returns the board of d.
func New(d *db.DB) *Board { return &Board{d} }

// Today is the day on the board's clock.
func (b *Board) Today() law.Date { return law.DateOf(b.db.Now()) }

// Browse lists open ads of all municipalities, the newest first, to a reader in one of them.
func (b *Board) Browse(ctx context.Context, municipality db.ID, s Search) (page Page, err error) {
	err = b.db.View(ctx, municipality, func(tx *db.Tx) (err error) {
		page, err = BrowseTx(ctx, tx, s)
		return err
	})
	return page, err
}

// Published returns an open ad of any municipality as everybody reads it.
func (b *Board) Published(ctx context.Context, municipality, id db.ID) (p Published, err error) {
	err = b.db.View(ctx, municipality, func(tx *db.Tx) (err error) {
		if p, err = PublishedTx(ctx, tx, id); err == nil && p.Until.Before(law.DateOf(tx.Now())) {
			err = fault.NotFound
		}
		return err
	})
	return p, err
}

// PointOf is where somebody starts looking: the neighbourhood of a postcode of four digits, or the middle of the
// municipality when it is none.
func (b *Board) PointOf(ctx context.Context, municipality db.ID, postcode string) (p near.Point, place string, err error) {
	err = b.db.View(ctx, municipality, func(tx *db.Tx) error {
		if postcode != "" {
			n, err := tenant.NeighbourhoodByPostcode(ctx, tx, postcode)
			if err == nil {
				p, place = near.Point{Lat: n.Lat, Lon: n.Lon}, n.Name
			}
			if !errors.Is(err, fault.NotFound) {
				return err
			}
		}
		all, err := tenant.Neighbourhoods(ctx, tx, municipality)
		p = middle(all)
		return err
	})
	return p, place, err
}

// middle is where the residents of a municipality are, on the whole.
func middle(all []tenant.Neighbourhood) near.Point {
	var lat, lon, weight float64
	for _, n := range all {
		w := float64(max(n.Residents, 1))
		lat, lon, weight = lat+n.Lat*w, lon+n.Lon*w, weight+w
	}
	if weight == 0 {
		return near.Point{}
	}
	return near.Point{Lat: lat / weight, Lon: lon / weight}
}
