package join

import (
	"context"
	"embed"
	"fmt"

	"codeberg.org/samenkracht/samenkracht/insight/factlab"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/count"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
)

//go:embed schema/*.sql
var schema embed.FS

var _ = db.Register(schema)

var (
	qKeep = db.SQL(`INSERT INTO factlab_count (tenant_id, round_id, bucket, sealed) VALUES ($1, $2, $3, $4)
		ON CONFLICT (tenant_id, round_id, bucket) DO UPDATE SET sealed = excluded.sealed`)

	qDone = db.SQL(`SELECT count(*) FROM factlab_count WHERE tenant_id = $1 AND round_id = $2`)

	qCounts = db.SQL(`SELECT bucket, sealed FROM factlab_count WHERE tenant_id = $1 AND round_id = $2 ORDER BY bucket`)

	qForget = db.SQL(`DELETE FROM factlab_count WHERE tenant_id = $1 AND round_id = $2`)
)

// place binds the sealed counts of a bucket to where they are kept.
func place(tenant, round db.ID, bucket int) string {
	return fmt.Sprintf("factlab_count %s %s %d", tenant, round, bucket)
}

// Done is how many buckets of a round are joined, for who follows it.
func (j *Join) Done(ctx context.Context, actor access.Actor, round db.ID) (n int, err error) {
	err = j.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if err := j.Gate.Allow(ctx, tx, actor, "factlab.read", factlab.Object(round)); err != nil {
			return err
		}
		n, err = db.One[int](ctx, tx, qDone, tx.Tenant(), round)
		return err
	})
	return n, err
}

// Tally is what a round counted, unprotected, with its words. It is never stored but sealed, and never shown.
type Tally struct {
	Round  factlab.Round
	Words  *Words
	Counts *count.Counts
}

// Tally adds the buckets of a joined round up. The key holders are asked for the key, so it may wait.
func (j *Join) Tally(ctx context.Context, actor access.Actor, id db.ID) (t Tally, err error) {
	var a *agreement.Agreement
	err = j.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if err := j.Gate.Allow(ctx, tx, actor, "factlab.join", factlab.Object(id)); err != nil {
			return err
		}
		if t.Round, a, err = j.AgreementTx(ctx, tx, id); err != nil {
			return err
		}
		if t.Round.State != factlab.Joined {
			return fault.Refuse(fault.Conflict, "This round is not joined, or it was destroyed.")
		}
		t.Words, err = WordsTx(ctx, tx, t.Round)
		return err
	})
	if err != nil {
		return t, fmt.Errorf("add up round: %w", err)
	}
	key, err := j.RoundKey(ctx, id, a)
	if err != nil {
		return t, err
	}
	err = j.DB.View(ctx, actor.Tenant, func(tx *db.Tx) error {
		t.Counts, err = sumTx(ctx, tx, key, id)
		return err
	})
	if err != nil {
		return t, fmt.Errorf("add up round: %w", err)
	}
	return t, nil
}

func sumTx(ctx context.Context, tx *db.Tx, key factlab.RoundKey, round db.ID) (*count.Counts, error) {
	total := count.New(count.Options{Own: true})
	type row struct {
		Bucket int
		Sealed []byte
	}
	for r, err := range db.Each[row](ctx, tx, qCounts, tx.Tenant(), round) {
		if err != nil {
			return nil, err
		}
		text, err := factlab.Unseal(key.For("counts"), place(tx.Tenant(), round, r.Bucket), r.Sealed)
		if err != nil {
			return nil, err
		}
		c, err := count.Decode(text)
		if err != nil {
			return nil, err
		}
		total.Add(c)
	}
	return total, nil
}

// forgetTx drops the counts of a round.
func forgetTx(ctx context.Context, tx *db.Tx, round db.ID) (int64, error) {
	return tx.Exec(ctx, qForget, tx.Tenant(), round)
}
