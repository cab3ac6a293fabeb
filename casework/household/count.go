package household

import (
	"context"
	"iter"

	"codeberg.org/samenkracht/samenkracht/platform/db"
)

var qPresent = db.SQL(`SELECT r.id FROM household_resident r JOIN household h ON h.tenant_id = r.tenant_id AND h.id = r.household_id
	WHERE r.tenant_id = $1 AND r.leaving = '' AND h.state = 'open'`)

// PresentTx yields the residents of all open households, by id, for counting. It opens nothing about them.
func PresentTx(ctx context.Context, tx *db.Tx) iter.Seq2[db.ID, error] {
	return db.Each[db.ID](ctx, tx, qPresent, tx.Tenant())
}
