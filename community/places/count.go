package places

import (
	"context"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

var qHeld = db.SQL(`SELECT count(*) FROM places_activity WHERE tenant_id = $1
	AND from_day <= $3 AND (to_day IS NULL OR to_day >= $2) AND (on_day IS NULL OR on_day BETWEEN $2 AND $3)`)

// ActivitiesTx counts the activities that people could join in a period, its first and last day included. One
// that comes back every week counts once.
func ActivitiesTx(ctx context.Context, tx *db.Tx, from, to law.Date) (int, error) {
	return db.One[int](ctx, tx, qHeld, tx.Tenant(), from, to)
}
