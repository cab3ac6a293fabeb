package exchange

import (
	"context"
	"errors"
	"time"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
)

// same is the same message: from the same sender, with the same number and the same content.
const same = `tenant_id = $1 AND from_code = $2 AND kind = $3 AND identification = $4 AND sha256 = $5`

var (
	qKnown = db.SQL(`SELECT sha256 FROM exchange_inbox WHERE tenant_id = $1 AND from_code = $2 AND kind = $3 AND identification = $4 AND state = 'handled'`)

	qKept = db.SQL(`SELECT EXISTS (SELECT 1 FROM exchange_inbox WHERE ` + same + `)`)

	qRefused = db.SQL(`SELECT id FROM exchange_inbox WHERE ` + same + ` AND state = 'refused'`)

	qMark = db.SQL(`UPDATE exchange_inbox SET state = $3, note = $4 WHERE tenant_id = $1 AND id = $2`)

	qOut = db.SQL(`SELECT tenant_id, id, to_code, kind, identification, sealed, sha256, state, note, made_at, delivered_at
		FROM exchange_outbox WHERE tenant_id = $1 AND id = $2`)

	qDelivered = db.SQL(`UPDATE exchange_outbox SET state = 'delivered', note = $3, delivered_at = $4 WHERE tenant_id = $1 AND id = $2`)

	qWaits = db.SQL(`UPDATE exchange_outbox SET state = $3, note = $4 WHERE tenant_id = $1 AND id = $2`)

	qTraffic = db.SQL(`SELECT id, direction, code, kind, identification, state, note, at FROM (
			SELECT * FROM (SELECT id, 'out' AS direction, to_code AS code, kind, identification, state, note, made_at AS at
				FROM exchange_outbox WHERE tenant_id = $1 AND id < $2 ORDER BY id DESC LIMIT 50) sent
			UNION ALL
			SELECT * FROM (SELECT id, 'in' AS direction, from_code AS code, kind, identification, state, note, received_at AS at
				FROM exchange_inbox WHERE tenant_id = $1 AND id < $2 ORDER BY id DESC LIMIT 50) received
		) traffic ORDER BY id DESC LIMIT 50`)

	qSealed = db.SQL(`SELECT id, sealed FROM exchange_outbox WHERE tenant_id = $1 AND kind = $2 AND identification = $3`)

	qSealedIn = db.SQL(`SELECT id, sealed FROM exchange_inbox WHERE tenant_id = $1 AND from_code = $2 AND kind = $3 AND identification = $4 AND state = 'handled'`)
)

// Traffic is one message in the list of what went out and came in, without what it says.
type Traffic struct {
	ID             db.ID
	Direction      Direction
	Code           string // of the other side
	Name           string `db:"-"` // of the other side; empty when it is not known here
	Kind           istandaard.Soort
	Identification string
	State          State
	Note           string // why it did not arrive or was refused, an English sentence
	At             time.Time
}

// Direction is whether a message went out or came in.
type Direction string

// The directions.
const (
	Out Direction = "out"
	In  Direction = "in"
)

// Page is how many messages are read at a time.
const Page = 50

// Traffic lists the messages of the actor's organisation, newest first, before the one with id before (zero:
// the newest).
func (x *Exchange) Traffic(ctx context.Context, actor access.Actor, before db.ID) ([]Traffic, error) {
	var out []Traffic
	err := x.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) (err error) {
		if err = x.gate.Allow(ctx, tx, actor, "exchange.read", access.Object{Kind: "messages"}); err != nil {
			return err
		}
		if before == 0 {
			before = 1<<63 - 1
		}
		out, err = db.All[Traffic](ctx, tx, qTraffic, tx.Tenant(), before)
		return err
	})
	if err != nil {
		return nil, err
	}
	for i := range out {
		other, err := x.receiver(ctx, out[i].Code)
		if err != nil && !errors.Is(err, fault.NotFound) {
			return nil, err
		}
		out[i].Name = other.Name
	}
	return out, nil
}

type sealedRow struct {
	ID     db.ID
	Sealed []byte
}

// RawTx returns a message that went out, as it left. The use case that shows it has asked the gate.
func (x *Exchange) RawTx(ctx context.Context, tx *db.Tx, kind istandaard.Soort, identification string) ([]byte, error) {
	return x.openTx(ctx, tx, qSealed, tx.Tenant(), string(kind), identification)
}

func (x *Exchange) openTx(ctx context.Context, tx *db.Tx, q *db.Query, args ...any) ([]byte, error) {
	row, err := db.One[sealedRow](ctx, tx, q, args...)
	if err != nil {
		return nil, err
	}
	return x.vault.OpenTx(ctx, tx, row.ID, sealedAs, row.Sealed)
}
