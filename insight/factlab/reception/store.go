package reception

import (
	"bytes"
	"context"
	"crypto/sha256"
	"embed"
	"errors"
	"iter"
	"time"

	"codeberg.org/samenkracht/samenkracht/insight/factlab"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/delivery"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
)

//go:embed schema/*.sql
var schema embed.FS

var _ = db.Register(schema)

const deliveryColumns = `tenant_id, id, round_id, participant_id, state, lines, batches, sha256, begun_at, completed_at`

var (
	qSame = db.SQL(`SELECT ` + deliveryColumns + ` FROM factlab_delivery WHERE tenant_id = $1 AND participant_id = $2 AND sha256 = $3`)

	qOthers = db.SQL(`SELECT ` + deliveryColumns + ` FROM factlab_delivery WHERE tenant_id = $1 AND participant_id = $2 AND id <> $3 ORDER BY id`)

	qDelivery = db.SQL(`SELECT ` + deliveryColumns + ` FROM factlab_delivery WHERE tenant_id = $1 AND round_id = $2 AND participant_id = $3 AND id = $4`)

	qDeliveries = db.SQL(`SELECT ` + deliveryColumns + ` FROM factlab_delivery WHERE tenant_id = $1 AND round_id = $2 ORDER BY id`)

	qComplete = db.SQL(`UPDATE factlab_delivery SET state = 'complete', completed_at = $3 WHERE tenant_id = $1 AND id = $2 AND state = 'coming'`)

	qForgetDelivery = db.SQL(`DELETE FROM factlab_delivery WHERE tenant_id = $1 AND id = $2`)

	qBatches = db.SQL(`SELECT tenant_id, delivery_id, number, lines, sha256 FROM factlab_batch WHERE tenant_id = $1 AND delivery_id = $2 ORDER BY number`)

	qBatch = db.SQL(`SELECT tenant_id, delivery_id, number, lines, sha256 FROM factlab_batch WHERE tenant_id = $1 AND delivery_id = $2 AND number = $3`)

	qForgetBatches = db.SQL(`DELETE FROM factlab_batch WHERE tenant_id = $1 AND delivery_id = $2`)

	qParts = db.SQL(`SELECT p.tenant_id, p.round_id, p.bucket, p.delivery_id, p.number, p.sealed FROM factlab_part p
		JOIN factlab_delivery d ON d.tenant_id = p.tenant_id AND d.id = p.delivery_id
		WHERE p.tenant_id = $1 AND p.round_id = $2 AND p.bucket = $3 AND d.state = 'complete' ORDER BY p.delivery_id, p.number`)

	qForgetParts = db.SQL(`DELETE FROM factlab_part WHERE tenant_id = $1 AND delivery_id = $2`)

	qForgetRoundParts = db.SQL(`DELETE FROM factlab_part WHERE tenant_id = $1 AND round_id = $2`)
)

// State is how far a delivery is.
type State string

// The states.
const (
	Coming   State = "coming"
	Complete State = "complete"
)

// Delivery (aanlevering) is what one organisation delivered in a round. Of each organisation one counts: the last
// that was complete.
type Delivery struct {
	TenantID      db.ID
	ID            db.ID
	RoundID       db.ID
	ParticipantID db.ID
	State         State
	Lines         int
	Batches       int
	SHA256        string `db:"sha256"`
	BegunAt       time.Time
	CompletedAt   *time.Time
}

// batch is a batch that came in.
type batch struct {
	TenantID   db.ID
	DeliveryID db.ID
	Number     int
	Lines      int
	SHA256     []byte `db:"sha256"`
}

// DeliveriesTx lists what came in, the oldest first. The use case has asked the gate.
func DeliveriesTx(ctx context.Context, tx *db.Tx, round db.ID) ([]Delivery, error) {
	return db.All[Delivery](ctx, tx, qDeliveries, tx.Tenant(), round)
}

// beginTx finds the delivery of a manifest, or makes it. Others of the organisation that never were complete go.
func beginTx(ctx context.Context, tx *db.Tx, c caller, m delivery.Manifest) (Delivery, error) {
	d, err := db.One[Delivery](ctx, tx, qSame, tx.Tenant(), c.who.ID, m.SHA256)
	if !errors.Is(err, fault.NotFound) {
		return d, err
	}
	d = Delivery{TenantID: tx.Tenant(), ID: tx.NewID(), RoundID: c.round.ID, ParticipantID: c.who.ID, State: Coming, Lines: m.Lines, Batches: m.Batches,
		SHA256: m.SHA256, BegunAt: tx.Now()}
	if err := dropTx(ctx, tx, d, Coming); err != nil {
		return d, err
	}
	return d, db.Insert(ctx, tx, "factlab_delivery", d)
}

// dropTx drops the other deliveries of the organisation that are in a state.
func dropTx(ctx context.Context, tx *db.Tx, d Delivery, state State) error {
	others, err := db.All[Delivery](ctx, tx, qOthers, tx.Tenant(), d.ParticipantID, d.ID)
	if err != nil {
		return err
	}
	for _, o := range others {
		if o.State != state {
			continue
		}
		for _, q := range []*db.Query{qForgetParts, qForgetBatches, qForgetDelivery} {
			if _, err := tx.Exec(ctx, q, tx.Tenant(), o.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// standingTx tells which batches are missing.
func standingTx(ctx context.Context, tx *db.Tx, d Delivery) (delivery.Standing, error) {
	s := delivery.Standing{Delivery: d.ID.String(), Complete: d.State == Complete, Missing: []int{}}
	came, err := db.All[batch](ctx, tx, qBatches, tx.Tenant(), d.ID)
	if err != nil || s.Complete {
		return s, err
	}
	there := map[int]bool{}
	for _, b := range came {
		there[b.Number] = true
	}
	for n := range d.Batches {
		if !there[n] {
			s.Missing = append(s.Missing, n)
		}
	}
	return s, nil
}

// putTx keeps a batch and its parts, once.
func putTx(ctx context.Context, tx *db.Tx, c caller, b batch, parts []part) error {
	d, err := db.One[Delivery](ctx, tx, qDelivery, tx.Tenant(), c.round.ID, c.who.ID, b.DeliveryID)
	if errors.Is(err, fault.NotFound) {
		return wrong("The hub knows no such delivery of yours. Begin it again.")
	}
	if err != nil {
		return err
	}
	if b.Number < 0 || b.Number >= d.Batches {
		return wrong("The delivery has %d batches, and this is number %d.", d.Batches, b.Number)
	}
	before, err := db.One[batch](ctx, tx, qBatch, tx.Tenant(), d.ID, b.Number)
	switch {
	case err == nil && bytes.Equal(before.SHA256, b.SHA256):
		return nil
	case err == nil:
		return wrong("Batch %d came before with other lines. Begin the delivery again.", b.Number)
	case !errors.Is(err, fault.NotFound):
		return err
	}
	if err := db.Insert(ctx, tx, "factlab_batch", b); err != nil {
		return err
	}
	for _, p := range parts {
		if err := db.Insert(ctx, tx, "factlab_part", p); err != nil {
			return err
		}
	}
	return nil
}

// completeTx checks that all is there and lets the delivery count.
func completeTx(ctx context.Context, tx *db.Tx, c caller, id db.ID) (r delivery.Receipt, err error) {
	d, err := db.One[Delivery](ctx, tx, qDelivery, tx.Tenant(), c.round.ID, c.who.ID, id)
	if errors.Is(err, fault.NotFound) {
		return r, wrong("The hub knows no such delivery of yours. Begin it again.")
	}
	if err != nil {
		return r, err
	}
	r = delivery.Receipt{Delivery: d.ID.String(), Lines: d.Lines, SHA256: d.SHA256, At: tx.Now()}
	if d.State == Complete {
		r.At = *d.CompletedAt
		return r, nil
	}
	came, err := db.All[batch](ctx, tx, qBatches, tx.Tenant(), d.ID)
	if err != nil {
		return r, err
	}
	lines, sums := 0, make([][sha256.Size]byte, 0, len(came))
	for _, b := range came {
		lines += b.Lines
		sums = append(sums, [sha256.Size]byte(b.SHA256))
	}
	switch {
	case len(came) < d.Batches:
		return r, wrong("%d of %d batches have come. Send the others first.", len(came), d.Batches)
	case lines != d.Lines || delivery.Sum(sums) != d.SHA256:
		return r, wrong("What came is not what was announced. Begin the delivery again.")
	}
	if err := tx.ExecOne(ctx, qComplete, tx.Tenant(), d.ID, tx.Now()); err != nil {
		return r, err
	}
	return r, dropTx(ctx, tx, d, Complete)
}

// LinesTx yields the lines of a bucket of every delivery that counts, with who delivered them, in an order that is
// always the same.
func LinesTx(ctx context.Context, tx *db.Tx, key factlab.RoundKey, round db.ID, bucket int) iter.Seq2[Came, error] {
	return func(yield func(Came, error) bool) {
		for p, err := range db.Each[part](ctx, tx, qParts, tx.Tenant(), round, bucket) {
			if err != nil {
				yield(Came{}, err)
				return
			}
			lines, err := p.open(key)
			if !yield(Came{p.DeliveryID, lines}, err) || err != nil {
				return
			}
		}
	}
}

// Came is a part of a delivery.
type Came struct {
	Delivery db.ID
	Lines    []delivery.Line
}

// forgetTx drops every line of a round. What was delivered and when stays: it says nothing of any household.
func forgetTx(ctx context.Context, tx *db.Tx, round db.ID) (int64, error) {
	return tx.Exec(ctx, qForgetRoundParts, tx.Tenant(), round)
}
