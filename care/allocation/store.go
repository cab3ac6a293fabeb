package allocation

import (
	"context"

	"codeberg.org/samenkracht/samenkracht/platform/db"
)

const columns = `tenant_id, id, number, decision_id, household_id, resident_id, client_index, provider_id, provider_agb, contract_id, assignee_id,
	category, code, volume, unit, frequency, from_day, to_day, message, state, refusal, ordered_at, answered_at, started_on, stopped_on, stop_reason, version`

var (
	qByID = db.SQL(`SELECT ` + columns + ` FROM allocation_order WHERE tenant_id = $1 AND id = $2`)

	qByMessage = db.SQL(`SELECT ` + columns + ` FROM allocation_order WHERE tenant_id = $1 AND message = $2 AND provider_agb = $3`)

	qSent = db.SQL(`SELECT ` + columns + ` FROM allocation_order WHERE tenant_id = $1 AND message = $2`)

	qByNumber = db.SQL(`SELECT ` + columns + ` FROM allocation_order WHERE tenant_id = $1 AND number = $2 AND provider_agb = $3`)

	qByDecision = db.SQL(`SELECT ` + columns + ` FROM allocation_order WHERE tenant_id = $1 AND decision_id = $2 ORDER BY id`)

	qByHousehold = db.SQL(`SELECT ` + columns + ` FROM allocation_order WHERE tenant_id = $1 AND household_id = $2 ORDER BY id DESC`)

	qNextNumber = db.SQL(`INSERT INTO allocation_number (tenant_id, last) VALUES ($1, 1)
		ON CONFLICT (tenant_id) DO UPDATE SET last = allocation_number.last + 1 RETURNING last`)

	// Support that stopped for a time can start again.
	qAssign = db.SQL(`UPDATE allocation_order SET assignee_id = $3, version = version + 1
		WHERE tenant_id = $1 AND household_id = $2 AND (state <> 'stopped' OR stop_reason = '` + forATime + `')`)

	qUpdate = db.SQL(`UPDATE allocation_order SET state = $4, refusal = $5, answered_at = $6, started_on = $7, stopped_on = $8, stop_reason = $9, version = version + 1
		WHERE tenant_id = $1 AND id = $2 AND version = $3`)
)

func updateTx(ctx context.Context, tx *db.Tx, a Allocation) error {
	return tx.ExecOne(ctx, qUpdate, tx.Tenant(), a.ID, a.Version, string(a.State), a.Refusal, a.AnsweredAt, a.StartedOn, a.StoppedOn, a.StopReason)
}
