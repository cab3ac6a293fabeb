package jobs

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
)

const (
	tries   = 16              // with the waits below: about two days, a weekend for whoever must repair it
	timeout = 5 * time.Minute // of one try
)

// wait is how long after try number n the next one comes: 1 second, 16 seconds, 81 seconds, and so on to 14 hours.
func wait(n int) time.Duration { return time.Duration(n*n*n*n) * time.Second }

type tryKey struct{}

// LastTry reports, inside a handler, that a failure is final: nobody tries again unless an administrator asks.
func LastTry(ctx context.Context) bool {
	row, ok := ctx.Value(tryKey{}).(*rivertype.JobRow)
	return ok && row.Attempt >= row.MaxAttempts
}

// outcome is how a try ended. A job that comes back has a next turn, also after a failure.
type outcome struct {
	err  error
	next time.Time
}

// try does a job once.
func (q *Queue) try(ctx context.Context, row *rivertype.JobRow, p parcel) (o outcome) {
	h, ok := q.handler(row.Kind)
	switch {
	case !ok:
		return outcome{err: fmt.Errorf("nobody handles %s", row.Kind)}
	case p.Every != "" && p.Every != h.every.String():
		return outcome{} // the period changed, and the new one has a row of its own
	}
	limited, cancel := context.WithTimeout(context.WithValue(ctx, tryKey{}, row), timeout)
	defer cancel()
	o.err = safely(limited, row.Kind, h, p.Job)
	if h.every > 0 {
		o.next = next(q.db.Now(), h.every)
		if ctx.Err() != nil { // stopped halfway: another process goes on
			o.next = q.db.Now()
		}
	}
	if o.err != nil {
		level := slog.LevelWarn
		if h.every > 0 || row.Attempt >= row.MaxAttempts {
			level = slog.LevelError
		}
		slog.Log(ctx, level, "job failed", "kind", row.Kind, "job", row.ID, "tenant", p.Tenant, "try", row.Attempt, "err", o.err)
	}
	return o
}

// safely makes an error of a panic.
func safely(ctx context.Context, kind string, h handler, job json.RawMessage) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
			slog.ErrorContext(ctx, "job panicked", "kind", kind, "stack", string(debug.Stack()))
		}
	}()
	return h.do(ctx, job)
}

// worker lets River do a job.
type worker struct {
	river.WorkerDefaults[parcel]
	q *Queue
}

// Work does a job that River handed out.
func (w worker) Work(ctx context.Context, job *river.Job[parcel]) error {
	o := w.q.try(ctx, job.JobRow, job.Args)
	if o.next.IsZero() {
		return o.err
	}
	if err := river.RecordOutput(ctx, words(o.err)); err != nil {
		return err
	}
	return river.JobSnooze(max(0, o.next.Sub(w.q.db.Now())))
}

// words is an error as it is kept; empty for none.
func words(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// NextRetry is when a failed job is tried again.
func (q *Queue) NextRetry(row *rivertype.JobRow) time.Time { return q.db.Now().Add(wait(row.Attempt)) }
