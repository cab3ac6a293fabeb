package socialmap

import (
	"context"
	"embed"

	"codeberg.org/samenkracht/samenkracht/community/near"
	"codeberg.org/samenkracht/samenkracht/community/words"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

//go:embed schema/*.sql
var schema embed.FS

const (
	published = "the social map is public: organisations, no people"
	fields    = `kind, theme, name, about, more, free, free_access, phone, website, hours, address, place, lat, lon, owner, assured, version`
)

var (
	_ = db.Register(schema)
	_ = db.Shared("socialmap_published", published)
	_ = db.Shared("socialmap_shelf", published)
	_ = db.Shared("socialmap_term", published)

	qEntry = db.SQL(`SELECT tenant_id, id, ` + fields + ` FROM socialmap_entry WHERE tenant_id = $1 AND id = $2`)

	qRemove = db.SQL(`DELETE FROM socialmap_entry WHERE tenant_id = $1 AND id = $2`)

	qReplace = db.SQL(`DELETE FROM socialmap_entry WHERE tenant_id = $1 AND id = $2 AND version = $3`)

	qPublished = db.SharedSQL(published, `SELECT municipality_id AS tenant_id, id, `+fields+` FROM socialmap_published WHERE id = $1`)

	qUnpublish = db.SharedSQL(published, `DELETE FROM socialmap_published WHERE id = $1`)

	qUnshelve = db.SharedSQL(published, `DELETE FROM socialmap_shelf WHERE id = $1`)

	qForgetTerms = db.SharedSQL(published, `DELETE FROM socialmap_term WHERE id = $1`)

	qNear = db.SharedSQL(published, `SELECT municipality_id AS tenant_id, id, `+fields+` FROM socialmap_published WHERE id IN (`+
		near.Squares(`SELECT id FROM socialmap_shelf WHERE cell = {cell} AND theme = $10 ORDER BY id LIMIT 300`)+`)`)

	// Entries that hold the first word, and the second one when there is one.
	qWords = db.SharedSQL(published, `SELECT municipality_id AS tenant_id, id, `+fields+` FROM socialmap_published WHERE id IN (
		SELECT id FROM socialmap_term a WHERE a.term = $1
			AND ($2 = '' OR EXISTS (SELECT 1 FROM socialmap_term b WHERE b.term = $2 AND b.id = a.id)) ORDER BY id LIMIT 300)`)
)

type shelfRow struct {
	Cell  int64
	Theme Theme
	ID    db.ID
}

type termRow struct {
	Term string
	ID   db.ID
}

// publishedRow is an entry in the projection, under its municipality.
type publishedRow struct {
	MunicipalityID db.ID
	ID             db.ID
	Kind           Kind
	Theme          Theme
	Name           string
	About          string
	More           string
	Free           bool
	FreeAccess     bool
	Phone          string
	Website        string
	Hours          string
	Address        string
	Place          string
	Lat, Lon       float64
	Owner          string
	Assured        law.Date
	Version        int64
}

// keep writes an entry and shows it to everybody.
func keep(ctx context.Context, tx *db.Tx, e *Entry) error {
	if e.Version > 0 {
		if err := tx.ExecOne(ctx, qReplace, e.TenantID, e.ID, e.Version); err != nil {
			return err
		}
		if err := unpublish(ctx, tx, e.ID); err != nil {
			return err
		}
	}
	e.Version++
	if err := db.Insert(ctx, tx, "socialmap_entry", *e); err != nil {
		return err
	}
	p := publishedRow{e.TenantID, e.ID, e.Kind, e.Theme, e.Name, e.About, e.More, e.Free, e.FreeAccess, e.Phone, e.Website, e.Hours,
		e.Address, e.Place, e.Lat, e.Lon, e.Owner, e.Assured, e.Version}
	if err := db.Insert(ctx, tx, "socialmap_published", p); err != nil {
		return err
	}
	for _, cell := range cells(*e) {
		for _, theme := range []Theme{e.Theme, ""} {
			if err := db.Insert(ctx, tx, "socialmap_shelf", shelfRow{int64(cell), theme, e.ID}); err != nil {
				return err
			}
		}
	}
	for _, term := range words.Terms(e.Name + " " + e.About + " " + e.More) {
		if err := db.Insert(ctx, tx, "socialmap_term", termRow{term, e.ID}); err != nil {
			return err
		}
	}
	return nil
}

// cells are the squares of an entry. What is in no one place is found only where everything is.
func cells(e Entry) []near.Cell {
	if !e.Point().Known() {
		return []near.Cell{near.CellOf(e.Point(), near.Everywhere)}
	}
	return near.CellsOf(e.Point())
}

func unpublish(ctx context.Context, tx *db.Tx, id db.ID) error {
	for _, q := range []*db.Query{qUnpublish, qUnshelve, qForgetTerms} {
		if _, err := tx.Exec(ctx, q, id); err != nil {
			return err
		}
	}
	return nil
}

func byDistance(ctx context.Context, tx *db.Tx, look Search, r near.Radius) ([]Entry, error) {
	themes := look.Themes
	if len(themes) == 0 {
		themes = []Theme{""}
	}
	var all []Entry
	for _, t := range themes {
		some, err := db.All[Entry](ctx, tx, qNear, near.Args(near.Cover(look.Around, r), string(t))...)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

// byWords looks for entries with the words. When no entry has both of the first two, one of them is enough.
func byWords(ctx context.Context, tx *db.Tx, terms []string) ([]Entry, error) {
	terms = append(terms, "")
	all, err := db.All[Entry](ctx, tx, qWords, terms[0], terms[1])
	if err != nil || len(all) > 0 || terms[1] == "" {
		return all, err
	}
	for _, t := range terms[:2] {
		some, err := db.All[Entry](ctx, tx, qWords, t, "")
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}
