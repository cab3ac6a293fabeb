package jobs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/rivertype"
)

// drainer is who holds the jobs that Drain does.
const drainer = "drain"

// Drain does every job that is due now, and those that they ask for, one after another in the order in which
// they are due, and returns when none is left. It returns the first error, but does the rest too; what failed
// waits for its next try. It is for tests and for filling the demo.
func (q *Queue) Drain(ctx context.Context) error {
	if err := q.plant(ctx); err != nil {
		return fmt.Errorf("drain: %w", err)
	}
	var first error
	for {
		row, err := q.take(ctx)
		if err != nil {
			return errors.Join(first, fmt.Errorf("drain: %w", err))
		}
		if row == nil {
			return first
		}
		var p parcel
		if err := json.Unmarshal(row.EncodedArgs, &p); err != nil {
			return errors.Join(first, fmt.Errorf("drain: %w", err))
		}
		o := q.try(ctx, row, p)
		if o.err != nil && first == nil {
			first = fmt.Errorf("%s: %w", row.Kind, o.err)
		}
		if err := q.settle(context.WithoutCancel(ctx), row, o); err != nil {
			return errors.Join(first, fmt.Errorf("drain: %w", err))
		}
	}
}

// take takes the first job that is due, or nil.
func (q *Queue) take(ctx context.Context) (row *rivertype.JobRow, err error) {
	now := q.db.Now()
	err = q.engine.store(ctx, func(x riverdriver.Executor) error {
		if _, err := x.JobSchedule(ctx, &riverdriver.JobScheduleParams{Max: 1000, Now: &now}); err != nil {
			return err
		}
		rows, err := x.JobGetAvailable(ctx, &riverdriver.JobGetAvailableParams{
			ClientID: drainer, MaxAttemptedBy: 100, MaxToLock: 1, Now: &now, Queue: river.QueueDefault})
		if err == nil && len(rows) > 0 {
			row = rows[0]
		}
		return err
	})
	return row, err
}

// settle writes down how a try ended, as River does for the jobs that it hands out.
func (q *Queue) settle(ctx context.Context, row *rivertype.JobRow, o outcome) error {
	now := q.db.Now()
	fault, err := json.Marshal(rivertype.AttemptError{At: now, Attempt: row.Attempt, Error: words(o.err)})
	if err != nil {
		return err
	}
	var s *riverdriver.JobSetStateIfRunningParams
	switch {
	case !o.next.IsZero():
		output, err := json.Marshal(map[string]string{rivertype.MetadataKeyOutput: words(o.err)})
		if err != nil {
			return err
		}
		s = riverdriver.JobSetStateSnoozed(row.ID, o.next, row.Attempt-1, output)
	case o.err == nil:
		s = riverdriver.JobSetStateCompleted(row.ID, now, nil)
	case row.Attempt >= row.MaxAttempts:
		s = riverdriver.JobSetStateDiscarded(row.ID, now, fault, nil)
	default:
		s = riverdriver.JobSetStateErrorRetryable(row.ID, q.NextRetry(row), fault, nil)
	}
	return q.engine.store(ctx, func(x riverdriver.Executor) error {
		_, err := x.JobSetStateIfRunningMany(ctx, &riverdriver.JobSetStateIfRunningManyParams{
			ID: []int64{s.ID}, Attempt: []*int{s.Attempt}, ErrData: [][]byte{s.ErrData}, FinalizedAt: []*time.Time{s.FinalizedAt},
			MetadataDoMerge: []bool{s.MetadataDoMerge}, MetadataUpdates: [][]byte{s.MetadataUpdates}, Now: &now,
			ScheduledAt: []*time.Time{s.ScheduledAt}, State: []rivertype.JobState{s.State},
		})
		return err
	})
}
