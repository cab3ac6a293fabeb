package exchange

import (
	"context"
	"time"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/platform/db"
)

var (
	qKnown = db.SQL(`SELECT EXISTS (SELECT 1 FROM exchange_inbox WHERE tenant_id = $1 AND from_code = $2 AND kind = $3 AND identification = $4 AND state = 'handled')`)

	qOut = db.SQL(`SELECT tenant_id, id, to_code, kind, identification, sealed, sha256, state, made_at, delivered_at
		FROM exchange_outbox WHERE tenant_id = $1 AND id = $2`)

	qDelivered = db.SQL(`UPDATE exchange_outbox SET state = 'delivered', delivered_at = $3 WHERE tenant_id = $1 AND id = $2`)

	qTraffic = db.SQL(`SELECT id, direction, code, kind, identification, state, note, at FROM (
			SELECT id, 'out' AS direction, to_code AS code, kind, identification, state, '' AS note, made_at AS at FROM exchange_outbox WHERE tenant_id = $1 AND id < $2
			UNION ALL
			SELECT id, 'in' AS direction, from_code AS code, kind, identification, state, note, received_at AS at FROM exchange_inbox WHERE tenant_id = $1 AND id < $2
		) traffic ORDER BY id DESC LIMIT 50`)

	qSealed = db.SQL(`SELECT id, sealed FROM exchange_outbox WHERE tenant_id = $1 AND kind = $2 AND identification = $3`)
)

// Traffic is one message in the list of what went out and came in, without what it says.
type Traffic struct {
	ID             db.ID
	Direction      string // "out" or "in"
	Code           string // of the other side
	Kind           istandaard.Soort
	Identification string
	State          State
	Note           string // why it was refused, an English sentence
	At             time.Time
}

// TrafficTx lists the newest messages before the one with id before (zero: the newest). The use case that
// shows it has asked the gate.
func TrafficTx(ctx context.Context, tx *db.Tx, before db.ID) ([]Traffic, error) {
	if before == 0 {
		before = 1<<63 - 1
	}
	return db.All[Traffic](ctx, tx, qTraffic, tx.Tenant(), before)
}

// RawTx returns a message that went out, as it left. The use case that shows it has asked the gate.
func (x *Exchange) RawTx(ctx context.Context, tx *db.Tx, kind istandaard.Soort, identification string) ([]byte, error) {
	type outgoing struct {
		ID     db.ID
		Sealed []byte
	}
	row, err := db.One[outgoing](ctx, tx, qSealed, tx.Tenant(), string(kind), identification)
	if err != nil {
		return nil, err
	}
	return x.vault.OpenTx(ctx, tx, row.ID, "exchange.raw", row.Sealed)
}
