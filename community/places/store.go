package places

import (
	"context"
	"database/sql/driver"
	"embed"

	"codeberg.org/samenkracht/samenkracht/community/near"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

//go:embed schema/*.sql
var schema embed.FS

const (
	published      = "houses and their agendas are public"
	houseFields    = `name, about, address, place, lat, lon, phone, hours, version`
	activityFields = `house_id, kind, name, about, for_whom, run_by, weekday, on_day, every, starts, ends, price, from_day, to_day, version`
	agendaColumns  = `municipality_id AS tenant_id, id, house, place, lat, lon, ` + activityFields
)

var (
	_ = db.Register(schema)
	_ = db.Shared("places_published", published)
	_ = db.Shared("places_agenda", published)
	_ = db.Shared("places_shelf", published)

	qHouse = db.SQL(`SELECT tenant_id, id, ` + houseFields + ` FROM places_house WHERE tenant_id = $1 AND id = $2`)

	qChangeHouse = db.SQL(`UPDATE places_house SET name = $4, about = $5, address = $6, place = $7, lat = $8, lon = $9, phone = $10, hours = $11,
		version = version + 1 WHERE tenant_id = $1 AND id = $2 AND version = $3`)

	qActivity = db.SQL(`SELECT tenant_id, id, ` + activityFields + ` FROM places_activity WHERE tenant_id = $1 AND id = $2`)

	qActivitiesOf = db.SQL(`SELECT tenant_id, id, ` + activityFields + ` FROM places_activity WHERE tenant_id = $1 AND house_id = $2 ORDER BY id LIMIT 500`)

	qRemoveActivity = db.SQL(`DELETE FROM places_activity WHERE tenant_id = $1 AND id = $2`)

	qPublished = db.SharedSQL(published, `SELECT municipality_id AS tenant_id, id, `+houseFields+` FROM places_published WHERE id = $1`)

	qUnpublish = db.SharedSQL(published, `DELETE FROM places_published WHERE id = $1`)

	qUnlist = db.SharedSQL(published, `DELETE FROM places_agenda WHERE id = $1`)

	qUnshelve = db.SharedSQL(published, `DELETE FROM places_shelf WHERE id = $1`)

	qHousesNear = db.SharedSQL(published, `SELECT municipality_id AS tenant_id, id, `+houseFields+` FROM places_published WHERE id IN (`+
		near.Squares(`SELECT id FROM places_shelf WHERE cell = {cell} AND kind = 'house' ORDER BY id LIMIT 200`)+`)`)

	qAgendaNear = db.SharedSQL(published, `SELECT `+agendaColumns+` FROM places_agenda WHERE id IN (`+
		near.Squares(`SELECT id FROM places_shelf WHERE cell = {cell} AND kind = $10 ORDER BY id LIMIT 300`)+`)`)

	qAgendaOf = db.SharedSQL(published, `SELECT `+agendaColumns+` FROM places_agenda WHERE house_id = $1 ORDER BY id LIMIT 500`)

	qListed = db.SharedSQL(published, `SELECT `+agendaColumns+` FROM places_agenda WHERE id = $1`)
)

// Value keeps the hours as text.
func (h Hours) Value() (driver.Value, error) {
	text, err := h.MarshalText()
	return string(text), err
}

type publishedRow struct {
	ID             db.ID
	MunicipalityID db.ID
	Name           string
	About          string
	Address        string
	Place          string
	Lat, Lon       float64
	Phone          string
	Hours          Hours
	Version        int64
}

type agendaRow struct {
	ID             db.ID
	MunicipalityID db.ID
	HouseID        db.ID
	House          string
	Place          string
	Lat, Lon       float64
	Kind           ActivityKind
	Name           string
	About          string
	ForWhom        string
	RunBy          string
	Weekday        int
	OnDay          law.Date
	Every          int
	Starts         Clock
	Ends           Clock
	Price          int64
	FromDay        law.Date
	ToDay          law.Date
	Version        int64
}

type shelfRow struct {
	Cell int64
	Kind string
	ID   db.ID
}

// houseShelf is the shelf of houses; activities lie under their kind, and all under the empty one.
const houseShelf = "house"

func shelve(ctx context.Context, tx *db.Tx, at near.Point, id db.ID, kinds ...string) error {
	for _, cell := range near.CellsOf(at) {
		for _, kind := range kinds {
			if err := db.Insert(ctx, tx, "places_shelf", shelfRow{int64(cell), kind, id}); err != nil {
				return err
			}
		}
	}
	return nil
}

func publishHouse(ctx context.Context, tx *db.Tx, h House) error {
	for _, q := range []*db.Query{qUnpublish, qUnshelve} {
		if _, err := tx.Exec(ctx, q, h.ID); err != nil {
			return err
		}
	}
	row := publishedRow{h.ID, h.TenantID, h.Name, h.About, h.Address, h.Place, h.Lat, h.Lon, h.Phone, h.Hours, h.Version}
	if err := db.Insert(ctx, tx, "places_published", row); err != nil {
		return err
	}
	return shelve(ctx, tx, h.Point(), h.ID, houseShelf)
}

func unlist(ctx context.Context, tx *db.Tx, id db.ID) error {
	for _, q := range []*db.Query{qUnlist, qUnshelve} {
		if _, err := tx.Exec(ctx, q, id); err != nil {
			return err
		}
	}
	return nil
}

func publishActivity(ctx context.Context, tx *db.Tx, a Activity, h House) error {
	if err := unlist(ctx, tx, a.ID); err != nil {
		return err
	}
	row := agendaRow{a.ID, a.TenantID, h.ID, h.Name, h.Place, h.Lat, h.Lon, a.Kind, a.Name, a.About, a.ForWhom, a.RunBy, a.Weekday, a.OnDay, a.Every,
		a.Starts, a.Ends, a.Price, a.FromDay, a.ToDay, a.Version}
	if err := db.Insert(ctx, tx, "places_agenda", row); err != nil {
		return err
	}
	return shelve(ctx, tx, h.Point(), a.ID, string(a.Kind), "")
}
