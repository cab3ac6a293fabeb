package jobs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/rivertype"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
)

// Failure is a job that was tried for the last time, or one that comes back and failed at its last turn.
type Failure struct {
	ID        int64
	Kind      string
	Tenant    db.ID // zero for a job that comes back
	At        time.Time
	Tries     int
	Error     string
	ComesBack bool // it is tried again by itself
}

// Failed lists what failed, in every tenant: first what comes back, then at most 200 others, newest first. The
// page that shows it asks the gate.
func (q *Queue) Failed(ctx context.Context) (failures []Failure, err error) {
	var rows []*rivertype.JobRow
	err = q.engine.store(ctx, func(x riverdriver.Executor) error {
		back, err := x.JobGetByKindMany(ctx, &riverdriver.JobGetByKindManyParams{Kind: slices.Sorted(maps.Keys(q.comingBack()))})
		if err != nil {
			return err
		}
		over, err := x.JobList(ctx, &riverdriver.JobListParams{Max: 200, WhereClause: "state = 'discarded'", OrderByClause: "finalized_at DESC, id DESC"})
		rows = append(back, over...)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list failed jobs: %w", err)
	}
	for _, row := range rows {
		f, err := failureOf(row)
		if err != nil {
			return nil, fmt.Errorf("list failed jobs: %w", err)
		}
		if f.Error != "" {
			failures = append(failures, f)
		}
	}
	return failures, nil
}

func failureOf(row *rivertype.JobRow) (Failure, error) {
	var p parcel
	if err := json.Unmarshal(row.EncodedArgs, &p); err != nil {
		return Failure{}, err
	}
	f := Failure{ID: row.ID, Kind: row.Kind, Tenant: p.Tenant, Tries: row.Attempt, ComesBack: p.Every != ""}
	if f.ComesBack {
		var last struct{ Output string }
		if err := json.Unmarshal(row.Metadata, &last); err != nil {
			return Failure{}, err
		}
		f.Error = last.Output
		if row.AttemptedAt != nil {
			f.At = *row.AttemptedAt
		}
		return f, nil
	}
	if n := len(row.Errors); n > 0 {
		f.At, f.Error = row.Errors[n-1].At, row.Errors[n-1].Error
	}
	return f, nil
}

// Retry has a failed job tried once more, now that its cause is gone.
func (q *Queue) Retry(ctx context.Context, id int64) error {
	now := q.db.Now()
	err := q.engine.store(ctx, func(x riverdriver.Executor) error {
		_, err := x.JobRetry(ctx, &riverdriver.JobRetryParams{ID: id, Now: &now})
		return err
	})
	if errors.Is(err, rivertype.ErrNotFound) {
		err = fault.NotFound
	}
	if err != nil {
		return fmt.Errorf("retry job: %w", err)
	}
	return nil
}
