package jobs

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"time"

	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/rivertype"

	"codeberg.org/samenkracht/samenkracht/platform/db"
)

// watch gives the jobs of a process that died, which are still marked as being done, to those that live. River by
// itself waits an hour.
type watch struct {
	q         *Queue
	process   process
	own       db.ID
	suspected map[db.ID]bool // looked dead the last time
}

func (w *watch) run(ctx context.Context) {
	tick := time.NewTicker(w.q.watch)
	defer tick.Stop()
	for {
		if err := w.once(ctx); err != nil && ctx.Err() == nil {
			slog.WarnContext(ctx, "look for jobs of processes that died", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// once looks at every process that has jobs or leads. One that looks dead twice is dead: a process that lost its
// connection to the database for a moment has taken its lock again by then.
func (w *watch) once(ctx context.Context) error {
	held, err := w.held(ctx)
	if err != nil {
		return err
	}
	suspects := map[db.ID]bool{}
	for id := range held {
		died, release, err := w.process.claim(ctx, id)
		if err != nil {
			return err
		}
		if !died {
			continue
		}
		suspects[id] = true
		if w.suspected[id] {
			err = w.bury(ctx, id)
		}
		release()
		if err != nil {
			return err
		}
	}
	w.suspected = suspects
	return nil
}

// held lists the jobs that are being done, by process, and with the process that leads even when it has none.
func (w *watch) held(ctx context.Context) (map[db.ID][]*rivertype.JobRow, error) {
	held := map[db.ID][]*rivertype.JobRow{}
	err := w.q.engine.store(ctx, func(x riverdriver.Executor) error {
		leader, err := x.LeaderGetElectedLeader(ctx, &riverdriver.LeaderGetElectedLeaderParams{})
		if err == nil {
			w.note(held, leader.LeaderID, nil)
		}
		rows, err := x.JobList(ctx, &riverdriver.JobListParams{Max: 1000, WhereClause: "state = 'running'", OrderByClause: "id"})
		for _, row := range rows {
			if n := len(row.AttemptedBy); n > 0 {
				w.note(held, row.AttemptedBy[n-1], row)
			}
		}
		return err
	})
	return held, err
}

// note leaves out this process and what is no process, as the jobs of Drain.
func (w *watch) note(held map[db.ID][]*rivertype.JobRow, name string, row *rivertype.JobRow) {
	id, err := db.ParseID(name)
	if err != nil || id == w.own {
		return
	}
	if row == nil {
		held[id] = nil
		return
	}
	held[id] = append(held[id], row)
}

// bury makes the jobs of a dead process available again, and the leading too. The process is claimed, so what it
// held does not move.
func (w *watch) bury(ctx context.Context, id db.ID) error {
	held, err := w.held(ctx)
	if err != nil {
		return err
	}
	now := w.q.db.Now()
	reason, err := json.Marshal(rivertype.AttemptError{At: now, Error: "the process died"})
	if err != nil {
		return err
	}
	var p riverdriver.JobRescueManyParams
	for _, row := range held[id] {
		state, finalized := rivertype.JobStateAvailable, (*time.Time)(nil)
		if row.Attempt >= row.MaxAttempts {
			state, finalized = rivertype.JobStateDiscarded, &now
		}
		p.ID, p.Error, p.State = append(p.ID, row.ID), append(p.Error, reason), append(p.State, string(state))
		p.ScheduledAt, p.FinalizedAt = append(p.ScheduledAt, now), append(p.FinalizedAt, finalized)
	}
	slog.WarnContext(ctx, "a process died while it did jobs", "process", id, "jobs", len(p.ID))
	return w.q.engine.store(ctx, func(x riverdriver.Executor) error {
		if len(p.ID) > 0 {
			if _, err := x.JobRescueMany(ctx, &p); err != nil {
				return fmt.Errorf("rescue: %w", err)
			}
		}
		leader, err := x.LeaderGetElectedLeader(ctx, &riverdriver.LeaderGetElectedLeaderParams{})
		if err != nil || leader.LeaderID != id.String() {
			return nil
		}
		_, err = x.LeaderResign(ctx, &riverdriver.LeaderResignParams{
			ElectedAt: leader.ElectedAt, LeaderID: leader.LeaderID, LeadershipTopic: "river_leadership"})
		return err
	})
}
