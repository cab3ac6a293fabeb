// Package join lays the deliveries of a Factlab round together, household by household, and counts. The work is done
// in buckets: a household lies in one bucket with all its lines, so buckets can be counted by any process, in any order
// and more than once, and the sum is the same. Lines and counts stay sealed under the key of the round; the key is in
// memory only while this works.
package join

import (
	"context"
	"errors"
	"fmt"

	"codeberg.org/samenkracht/samenkracht/insight/factlab"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/count"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/reception"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/jobs"
)

// Join joins the deliveries of every round.
type Join struct{ *factlab.Factlab }

// New returns the joining. Its counts go when the round is destroyed.
func New(f *factlab.Factlab) *Join {
	j := &Join{f}
	jobs.Handle(f.Queue, j.bucket)
	f.OnDestroy(forgetTx)
	return j
}

// bucket is the work of joining one bucket.
type bucket struct {
	Tenant, Round db.ID
	Number        int
}

// Kind names the job.
func (bucket) Kind() string { return "factlab.join" }

// Close ends the deliveries of a round and has what came joined.
func (j *Join) Close(ctx context.Context, actor access.Actor, id db.ID) error {
	err := j.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if err := j.Gate.Allow(ctx, tx, actor, "factlab.lead", factlab.Object(id)); err != nil {
			return err
		}
		r, err := factlab.RoundTx(ctx, tx, id)
		if err != nil {
			return err
		}
		if r, err = r.Close(tx.Now()); err != nil {
			return err
		}
		for n := range r.Terms.Buckets {
			if err := j.Queue.Enqueue(ctx, tx, bucket{Tenant: tx.Tenant(), Round: id, Number: n}, jobs.Unique()); err != nil {
				return err
			}
		}
		return factlab.SaveTx(ctx, tx, r)
	})
	if err != nil {
		return fmt.Errorf("close round: %w", err)
	}
	return nil
}

// bucket joins one bucket. Doing it again gives the same.
func (j *Join) bucket(ctx context.Context, b bucket) error {
	var r factlab.Round
	var a *agreement.Agreement
	err := j.DB.View(ctx, b.Tenant, func(tx *db.Tx) (err error) {
		r, a, err = j.AgreementTx(ctx, tx, b.Round)
		return err
	})
	if err != nil || r.State != factlab.Closed {
		return err // of a round that is over there is nothing to join
	}
	key, err := j.RoundKey(ctx, b.Round, a)
	if err != nil {
		return err
	}
	var counts *count.Counts
	err = j.DB.View(ctx, b.Tenant, func(tx *db.Tx) error {
		counts, err = countTx(ctx, tx, r, key, b.Number)
		return err
	})
	if err != nil {
		return fmt.Errorf("join bucket %d: %w", b.Number, err)
	}
	if err := j.keep(ctx, b, key, counts); err != nil {
		return fmt.Errorf("keep bucket %d: %w", b.Number, err)
	}
	return j.finish(ctx, b)
}

// countTx counts the lines of one bucket.
func countTx(ctx context.Context, tx *db.Tx, r factlab.Round, key factlab.RoundKey, number int) (*count.Counts, error) {
	words, err := WordsTx(ctx, tx, r)
	if err != nil {
		return nil, err
	}
	who, err := deliverersTx(ctx, tx, r.ID)
	if err != nil {
		return nil, err
	}
	month, err := r.Counted()
	if err != nil {
		return nil, err
	}
	var rows count.Rows
	for came, err := range reception.LinesTx(ctx, tx, key, r.ID, number) {
		if err != nil {
			return nil, err
		}
		for _, l := range came.Lines {
			words.add(&rows, l, who[came.Delivery], month)
		}
	}
	return count.Of(count.Options{Own: true}, &rows), nil
}

// deliverersTx is who made each delivery.
func deliverersTx(ctx context.Context, tx *db.Tx, round db.ID) (map[db.ID]db.ID, error) {
	all, err := reception.DeliveriesTx(ctx, tx, round)
	who := map[db.ID]db.ID{}
	for _, d := range all {
		who[d.ID] = d.ParticipantID
	}
	return who, err
}

// keep seals the counts of a bucket and stores them, over those of an earlier time.
func (j *Join) keep(ctx context.Context, b bucket, key factlab.RoundKey, counts *count.Counts) error {
	sealed, err := factlab.Seal(key.For("counts"), place(b.Tenant, b.Round, b.Number), counts.Encode())
	if err != nil {
		return err
	}
	return j.DB.InTx(ctx, b.Tenant, func(tx *db.Tx) error {
		if err := j.Gate.Allow(ctx, tx, access.System(b.Tenant, "factlab.join"), "factlab.join", factlab.Object(b.Round)); err != nil {
			return err
		}
		r, err := factlab.RoundTx(ctx, tx, b.Round)
		if err != nil || r.State != factlab.Closed {
			return err // destroyed meanwhile: nothing of it may come back
		}
		_, err = tx.Exec(ctx, qKeep, b.Tenant, b.Round, b.Number, sealed)
		return err
	})
}

// finish notes that a round is joined, when this was the last bucket. It looks after the bucket was stored for good, so
// of buckets that end at the same moment the last one sees them all.
func (j *Join) finish(ctx context.Context, b bucket) error {
	err := j.DB.InTx(ctx, b.Tenant, func(tx *db.Tx) error {
		r, err := factlab.RoundTx(ctx, tx, b.Round)
		if err != nil || r.State != factlab.Closed {
			return err
		}
		done, err := db.One[int](ctx, tx, qDone, b.Tenant, b.Round)
		if err != nil || done < r.Terms.Buckets {
			return err
		}
		if err := j.Gate.Allow(ctx, tx, access.System(b.Tenant, "factlab.join"), "factlab.join", factlab.Object(b.Round)); err != nil {
			return err
		}
		if r, err = r.Join(tx.Now()); err != nil {
			return err
		}
		return factlab.SaveTx(ctx, tx, r)
	})
	if errors.Is(err, fault.Conflict) {
		return nil // another process noted it
	}
	return err
}
