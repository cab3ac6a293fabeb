package allocation

import (
	"context"
	"iter"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

var qRunning = db.SQL(`SELECT DISTINCT resident_id FROM allocation_order WHERE tenant_id = $1 AND state = 'started' AND from_day <= $2 AND to_day >= $2`)

// RunningTx yields the residents with support that runs on a day, each once, by id, for counting.
func RunningTx(ctx context.Context, tx *db.Tx, on law.Date) iter.Seq2[db.ID, error] {
	return db.Each[db.ID](ctx, tx, qRunning, tx.Tenant(), on)
}
