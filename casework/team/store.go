package team

import (
	"context"
	"embed"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

//go:embed schema/*.sql
var schema embed.FS

var _ = db.Register(schema)

const (
	teamColumns     = `tenant_id, id, name, kind, phone, email, place, from_day, to_day`
	handoverColumns = `tenant_id, id, household_id, from_id, to_id, team_id, reason, by_id, at`
)

var (
	qTeam = db.SQL(`SELECT ` + teamColumns + ` FROM team WHERE tenant_id = $1 AND id = $2`)

	qTeams = db.SQL(`SELECT ` + teamColumns + ` FROM team WHERE tenant_id = $1 AND from_day <= $2 AND (to_day IS NULL OR to_day >= $2) ORDER BY name`)

	qCatchments = db.SQL(`SELECT c.tenant_id, c.id, c.team_id, c.neighbourhood_id, c.postcode, c.from_day, c.to_day FROM team_catchment c
		JOIN team t ON t.tenant_id = c.tenant_id AND t.id = c.team_id
		WHERE c.tenant_id = $1 AND c.from_day <= $2 AND (c.to_day IS NULL OR c.to_day >= $2) AND t.from_day <= $2 AND (t.to_day IS NULL OR t.to_day >= $2)
		AND (c.neighbourhood_id = $3 OR c.neighbourhood_id IS NULL) AND c.postcode IN ('', $4, $5)`)

	qHandover = db.SQL(`SELECT ` + handoverColumns + ` FROM team_handover WHERE tenant_id = $1 AND id = $2`)

	qHandovers = db.SQL(`SELECT ` + handoverColumns + ` FROM team_handover WHERE tenant_id = $1 AND household_id = $2 ORDER BY id DESC`)
)

// ByIDTx returns a team. Who the teams are and how to reach them is public.
func ByIDTx(ctx context.Context, tx *db.Tx, id db.ID) (Team, error) {
	return db.One[Team](ctx, tx, qTeam, tx.Tenant(), id)
}

// AllTx lists the teams of today by name.
func AllTx(ctx context.Context, tx *db.Tx) ([]Team, error) {
	return db.All[Team](ctx, tx, qTeams, tx.Tenant(), law.DateOf(tx.Now()))
}

// HandoversTx lists who was the contact person of a household, the newest first. The use case that calls it
// asks the gate.
func HandoversTx(ctx context.Context, tx *db.Tx, household db.ID) ([]Handover, error) {
	return db.All[Handover](ctx, tx, qHandovers, tx.Tenant(), household)
}
