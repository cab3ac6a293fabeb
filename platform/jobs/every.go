package jobs

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/db"
)

// Every has do done once in each period, by one process at a time: at the first start, and then when the clock
// (UTC) reaches a multiple of the period. When it fails it is tried in the next period, and until it succeeds
// Failed shows it. Periods that passed while no process ran are not made up for, except that one run follows.
func Every(q *Queue, period time.Duration, kind string, do func(ctx context.Context) error) {
	if period < time.Second {
		panic(fmt.Sprintf("jobs: %s comes back within a second", kind))
	}
	q.register(kind, handler{every: period, do: func(ctx context.Context, _ json.RawMessage) error { return do(ctx) }})
}

// A job that comes back is one row for ever: after each run it waits for the next multiple of its period. When
// the period changes, the row with the old period ends at its next turn.

// comingBack is what comes back, by kind.
func (q *Queue) comingBack() map[string]handler {
	q.mu.RLock()
	defer q.mu.RUnlock()
	handlers := maps.Clone(q.handlers)
	maps.DeleteFunc(handlers, func(_ string, h handler) bool { return h.every == 0 })
	return handlers
}

// plant adds the rows of the jobs that come back, unless they are there.
func (q *Queue) plant(ctx context.Context) error {
	handlers := q.comingBack()
	if len(handlers) == 0 {
		return nil
	}
	return q.db.InTx(ctx, 0, func(tx *db.Tx) error {
		for _, kind := range slices.Sorted(maps.Keys(handlers)) { // in one order, so that processes do not block each other
			p := parcel{kind: kind, Every: handlers[kind].every.String()}
			if err := q.add(ctx, tx, p, order{unique: true}); err != nil {
				return fmt.Errorf("plant %s: %w", kind, err)
			}
		}
		return nil
	})
}

// next is the multiple of period after now.
func next(now time.Time, period time.Duration) time.Time { return now.Truncate(period).Add(period) }
