package assignment

import (
	"context"
	"embed"

	"codeberg.org/samenkracht/samenkracht/platform/db"
)

//go:embed schema/*.sql
var schema embed.FS

var _ = db.Register(schema)

const columns = `tenant_id, id, municipality, message, number, sealed, category, code, volume, unit, frequency, budget, from_day, to_day,
	state, refusal, received_at, answered_at, started_on, stopped_on, stop_reason, report, outcome, objection, version`

const selectAll = `SELECT ` + columns + ` FROM assignment_order WHERE tenant_id = $1 `

var (
	qByID = db.SQL(selectAll + `AND id = $2`)

	qByMessage = db.SQL(selectAll + `AND municipality = $2 AND message = $3 ORDER BY id`)

	qByReport = db.SQL(selectAll + `AND municipality = $2 AND report = $3`)

	qByNumber = db.SQL(selectAll + `AND municipality = $2 AND number = $3`)

	qOpen = db.SQL(selectAll + `AND (state = 'received' AND received_at <= $2 OR state = 'accepted' AND answered_at <= $2 AND from_day <= $3) ORDER BY id`)

	qUpdate = db.SQL(`UPDATE assignment_order SET state = $4, refusal = $5, answered_at = $6, started_on = $7, stopped_on = $8, stop_reason = $9,
		report = $10, outcome = $11, objection = $12, version = version + 1 WHERE tenant_id = $1 AND id = $2 AND version = $3`)
)

var qChange = db.SQL(`UPDATE assignment_order SET volume = $4, unit = $5, frequency = $6, budget = $7, to_day = $8, version = version + 1
	WHERE tenant_id = $1 AND id = $2 AND version = $3`)

// changeTx keeps what a municipality changed in an order.
func changeTx(ctx context.Context, tx *db.Tx, a Assignment) error {
	return tx.ExecOne(ctx, qChange, tx.Tenant(), a.ID, a.Version, a.Volume, a.Unit, a.Frequency, a.Budget, a.ToDay)
}

// View is a part of the assignments: what must be done, what is running, what is over.
type View string

// The views. In each of them comes first what needs somebody first.
const (
	ToDo    View = ""
	Running View = "running"
	Over    View = "over"
)

// Page is how many assignments are read at a time.
const Page = 50

var lists = map[View]*db.Query{
	ToDo: db.SQL(selectAll + `AND (state IN ('received', 'accepted') OR outcome = 'sent_back') AND id > $2 ORDER BY id LIMIT 50`),

	Running: db.SQL(selectAll + `AND (state = 'started' OR state = 'stopped' AND stop_reason = '20') AND id < $2 ORDER BY id DESC LIMIT 50`),

	Over: db.SQL(selectAll + `AND (state = 'refused' OR state = 'stopped' AND stop_reason <> '20') AND id < $2 ORDER BY id DESC LIMIT 50`),
}

func updateTx(ctx context.Context, tx *db.Tx, a Assignment) error {
	return tx.ExecOne(ctx, qUpdate, tx.Tenant(), a.ID, a.Version, string(a.State), a.Refusal, a.AnsweredAt, a.StartedOn, a.StoppedOn, a.StopReason,
		a.Report, string(a.Outcome), a.Objection)
}
