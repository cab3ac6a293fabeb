package board

import (
	"context"
	"time"

	"codeberg.org/samenkracht/samenkracht/community/near"
	"codeberg.org/samenkracht/samenkracht/community/words"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

const published = "open ads without personal data, which every municipality may show"

var (
	_ = db.Shared("market_published", published)
	_ = db.Shared("market_shelf", published)
	_ = db.Shared("market_term", published)
)

// Published is an open ad as everybody may read it, in every municipality. It names nobody.
type Published struct {
	ID               db.ID
	MunicipalityID   db.ID
	Municipality     string // slug
	MunicipalityName string
	Kind             Kind
	Category         Category
	Title            string
	Details          string
	Place            string
	Lat, Lon         float64
	ViaBroker        bool
	Urgent           bool
	Until            law.Date
	PlacedAt         time.Time
	Km               float64 `db:"-"` // from where the reader looks; negative when that is not known
}

// Point is where the ad is: the middle of its neighbourhood.
func (p Published) Point() near.Point { return near.Point{Lat: p.Lat, Lon: p.Lon} }

const publishedColumns = `p.id, p.municipality_id, p.municipality, p.municipality_name, p.kind, p.category, p.title, p.details, p.place, p.lat, p.lon,
	p.via_broker, p.urgent, p.until, p.placed_at`

var (
	qPublished = db.SharedSQL(published, `SELECT `+publishedColumns+` FROM market_published p WHERE p.id = $1`)

	qUnpublish = db.SharedSQL(published, `DELETE FROM market_published WHERE id = $1`)

	qPublishedUntil = db.SharedSQL(published, `UPDATE market_published SET until = $2 WHERE id = $1`)

	// An ad lies on ten shelves: for each radius the square in which it is, once under its category and once
	// under none. So every choice of distance and category is one walk along an index, newest first.
	qShelve = db.SharedSQL(published, `INSERT INTO market_shelf (cell, kind, category, id, lat, lon) VALUES
		($1, $6, $7, $8, $9, $10), ($2, $6, $7, $8, $9, $10), ($3, $6, $7, $8, $9, $10), ($4, $6, $7, $8, $9, $10), ($5, $6, $7, $8, $9, $10),
		($1, $6, '', $8, $9, $10), ($2, $6, '', $8, $9, $10), ($3, $6, '', $8, $9, $10), ($4, $6, '', $8, $9, $10), ($5, $6, '', $8, $9, $10)`)

	qUnshelve = db.SharedSQL(published, `DELETE FROM market_shelf
		WHERE cell IN ($1, $2, $3, $4, $5) AND kind = $6 AND category IN ($7, '') AND id = $8`)

	qForgetTerms = db.SharedSQL(published, `DELETE FROM market_term WHERE id = $1`)
)

type termRow struct {
	Term     string
	ID       db.ID
	Kind     Kind
	Category Category
	Lat, Lon float64
}

// Publish shows an ad to everybody, in the transaction that places it.
func Publish(ctx context.Context, tx *db.Tx, p Published) error {
	if err := db.Insert(ctx, tx, "market_published", p); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, qShelve, append(p.shelves(), p.Lat, p.Lon)...); err != nil {
		return err
	}
	for _, term := range words.Terms(p.Title + " " + p.Details) {
		if err := db.Insert(ctx, tx, "market_term", termRow{term, p.ID, p.Kind, p.Category, p.Lat, p.Lon}); err != nil {
			return err
		}
	}
	return nil
}

// Unpublish takes an ad away from everybody.
func Unpublish(ctx context.Context, tx *db.Tx, p Published) error {
	if _, err := tx.Exec(ctx, qUnpublish, p.ID); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, qUnshelve, p.shelves()...); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, qForgetTerms, p.ID)
	return err
}

// Extend gives a published ad another last day.
func Extend(ctx context.Context, tx *db.Tx, id db.ID, until law.Date) error {
	_, err := tx.Exec(ctx, qPublishedUntil, id, until)
	return err
}

// shelves are where an ad lies, as the arguments of a statement.
func (p Published) shelves() []any {
	var args []any
	for _, cell := range near.CellsOf(p.Point()) {
		args = append(args, int64(cell))
	}
	return append(args, string(p.Kind), string(p.Category), p.ID)
}

// PublishedTx returns an open ad of any municipality.
func PublishedTx(ctx context.Context, tx *db.Tx, id db.ID) (Published, error) {
	p, err := db.One[Published](ctx, tx, qPublished, id)
	p.Km = -1
	return p, err
}
