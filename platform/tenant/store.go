package tenant

import (
	"context"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

const reference = "organisations are public reference data"

var (
	qAll = db.SharedSQL(reference, `SELECT id, kind, slug, host, name FROM tenant ORDER BY name`)

	qCodes = db.SharedSQL(reference, `SELECT tenant_id, scheme AS name, code AS value FROM tenant_code
		WHERE from_day <= $1 AND (to_day IS NULL OR to_day >= $1)`)

	qSettings = db.SharedSQL(reference, `SELECT tenant_id, name, value FROM tenant_setting
		WHERE from_day <= $1 AND (to_day IS NULL OR to_day >= $1)`)

	qRegions = db.SharedSQL(reference, `SELECT tenant_id, region_id FROM tenant_member
		WHERE from_day <= $1 AND (to_day IS NULL OR to_day >= $1)`)

	qEndSetting = db.SharedSQL(reference, `UPDATE tenant_setting SET to_day = $3 WHERE tenant_id = $1 AND name = $2 AND to_day IS NULL`)
)

type row struct {
	ID   db.ID
	Kind Kind
	Slug string
	Host string
	Name string
}

type named struct {
	TenantID    db.ID
	Name, Value string
}

type member struct{ TenantID, RegionID db.ID }

func load(ctx context.Context, tx *db.Tx, on law.Date) ([]Tenant, error) {
	rows, err := db.All[row](ctx, tx, qAll)
	if err != nil {
		return nil, err
	}
	out := make([]Tenant, len(rows))
	at := map[db.ID]*Tenant{}
	for i, r := range rows {
		out[i] = Tenant{ID: r.ID, Kind: r.Kind, Slug: r.Slug, Host: r.Host, Name: r.Name, Codes: map[string]string{}, Settings: map[string]string{}}
		at[r.ID] = &out[i]
	}
	for c, err := range db.Each[named](ctx, tx, qCodes, on) {
		if err != nil {
			return nil, err
		}
		at[c.TenantID].Codes[c.Name] = c.Value
	}
	for s, err := range db.Each[named](ctx, tx, qSettings, on) {
		if err != nil {
			return nil, err
		}
		at[s.TenantID].Settings[s.Name] = s.Value
	}
	for m, err := range db.Each[member](ctx, tx, qRegions, on) {
		if err != nil {
			return nil, err
		}
		at[m.TenantID].Regions = append(at[m.TenantID].Regions, m.RegionID)
	}
	return out, nil
}

type codeRow struct {
	TenantID     db.ID
	Scheme, Code string
	FromDay      law.Date
}

type settingRow struct {
	TenantID    db.ID
	ID          db.ID
	Name, Value string
	FromDay     law.Date
}

type memberRow struct {
	TenantID, RegionID db.ID
	FromDay            law.Date
}

func insert(ctx context.Context, tx *db.Tx, n Tenant, today law.Date) error {
	if err := db.Insert(ctx, tx, "tenant", row{n.ID, n.Kind, n.Slug, n.Host, n.Name}); err != nil {
		return err
	}
	for scheme, code := range n.Codes {
		if err := db.Insert(ctx, tx, "tenant_code", codeRow{n.ID, scheme, code, today}); err != nil {
			return err
		}
	}
	for name, value := range n.Settings {
		if err := db.Insert(ctx, tx, "tenant_setting", settingRow{n.ID, tx.NewID(), name, value, today}); err != nil {
			return err
		}
	}
	for _, region := range n.Regions {
		if err := db.Insert(ctx, tx, "tenant_member", memberRow{n.ID, region, today}); err != nil {
			return err
		}
	}
	return nil
}

func set(ctx context.Context, tx *db.Tx, name, value string, from law.Date) error {
	if _, err := tx.Exec(ctx, qEndSetting, tx.Tenant(), name, from.Add(-1)); err != nil {
		return err
	}
	return db.Insert(ctx, tx, "tenant_setting", settingRow{tx.Tenant(), tx.NewID(), name, value, from})
}
