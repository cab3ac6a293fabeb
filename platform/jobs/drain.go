package jobs

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/rivertype"
)

const (
	drainer = "drain" // who holds the jobs that Drain does
	handful = 64      // jobs that Drain takes at once
)

// Drain does every job that is due now, and those that they ask for, one after another in the order in which
// they are due, and returns when none is left. It returns the first error, but does the rest too; what failed
// waits for its next try. Jobs of the kinds to leave wait an hour, for another process. It is for tests and for
// filling the demo.
func (q *Queue) Drain(ctx context.Context, leave ...string) error {
	if err := q.plant(ctx); err != nil {
		return fmt.Errorf("drain: %w", err)
	}
	var first error
	for ctx.Err() == nil {
		rows, err := q.take(ctx)
		if err != nil {
			return errors.Join(first, fmt.Errorf("drain: %w", err))
		}
		if len(rows) == 0 {
			return first
		}
		var done riverdriver.JobSetStateIfRunningManyParams
		for _, row := range rows {
			o := outcome{next: q.db.Now().Add(time.Hour)}
			if !slices.Contains(leave, row.Kind) {
				o = q.drainOne(ctx, row)
			}
			if o.err != nil && first == nil {
				first = fmt.Errorf("%s: %w", row.Kind, o.err)
			}
			q.settle(&done, row, o)
		}
		if err := q.engine.store(context.WithoutCancel(ctx), func(x riverdriver.Executor) error {
			_, err := x.JobSetStateIfRunningMany(context.WithoutCancel(ctx), &done)
			return err
		}); err != nil {
			return errors.Join(first, fmt.Errorf("drain: %w", err))
		}
	}
	return errors.Join(first, ctx.Err())
}

// take takes the first jobs that are due.
func (q *Queue) take(ctx context.Context) (rows []*rivertype.JobRow, err error) {
	now := q.db.Now()
	err = q.engine.store(ctx, func(x riverdriver.Executor) error {
		if _, err := x.JobSchedule(ctx, &riverdriver.JobScheduleParams{Max: 1000, Now: &now}); err != nil {
			return err
		}
		rows, err = x.JobGetAvailable(ctx, &riverdriver.JobGetAvailableParams{
			ClientID: drainer, MaxAttemptedBy: 100, MaxToLock: handful, Now: &now, Queue: river.QueueDefault})
		return err
	})
	slices.SortFunc(rows, func(a, b *rivertype.JobRow) int {
		return cmp.Or(a.ScheduledAt.Compare(b.ScheduledAt), cmp.Compare(a.ID, b.ID))
	})
	return rows, err
}

// drainOne does a job, unless the caller has gone: then it is given back.
func (q *Queue) drainOne(ctx context.Context, row *rivertype.JobRow) outcome {
	if ctx.Err() != nil {
		return outcome{next: q.db.Now()}
	}
	var p parcel
	if err := json.Unmarshal(row.EncodedArgs, &p); err != nil {
		return outcome{err: err}
	}
	return q.try(ctx, row, p)
}

// settle adds to done how a try ended, in the way in which River does that for the jobs that it hands out.
func (q *Queue) settle(done *riverdriver.JobSetStateIfRunningManyParams, row *rivertype.JobRow, o outcome) {
	now := q.db.Now()
	kept := func(v any) []byte {
		text, err := json.Marshal(v)
		if err != nil {
			panic(err) // times, numbers and words become JSON
		}
		return text
	}
	fault := kept(rivertype.AttemptError{At: now, Attempt: row.Attempt, Error: words(o.err)})
	var s *riverdriver.JobSetStateIfRunningParams
	switch {
	case !o.next.IsZero():
		s = riverdriver.JobSetStateSnoozed(row.ID, o.next, row.Attempt-1, kept(map[string]string{rivertype.MetadataKeyOutput: words(o.err)}))
	case o.err == nil:
		s = riverdriver.JobSetStateCompleted(row.ID, now, nil)
	case row.Attempt >= row.MaxAttempts:
		s = riverdriver.JobSetStateDiscarded(row.ID, now, fault, nil)
	default:
		s = riverdriver.JobSetStateErrorRetryable(row.ID, q.NextRetry(row), fault, nil)
	}
	done.Now = &now
	done.ID, done.State = append(done.ID, s.ID), append(done.State, s.State)
	done.Attempt, done.ErrData = append(done.Attempt, s.Attempt), append(done.ErrData, s.ErrData)
	done.FinalizedAt, done.ScheduledAt = append(done.FinalizedAt, s.FinalizedAt), append(done.ScheduledAt, s.ScheduledAt)
	done.MetadataDoMerge = append(done.MetadataDoMerge, s.MetadataDoMerge)
	done.MetadataUpdates = append(done.MetadataUpdates, s.MetadataUpdates)
}
