package jobs

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/riverqueue/river"

	"codeberg.org/samenkracht/samenkracht/platform/db"
)

// workers is how many jobs a process does at the same time.
const workers = 64

// running is what Start started.
type running struct {
	process process
	end     context.CancelFunc // of the watch
	watch   sync.WaitGroup
}

// Start does jobs in the background until Stop, or until ctx is done; Stop must follow in any case.
func (q *Queue) Start(ctx context.Context) error {
	if err := q.plant(ctx); err != nil {
		return fmt.Errorf("start jobs: %w", err)
	}
	q.life.Lock()
	defer q.life.Unlock()
	if q.running != nil {
		return errors.New("start jobs: they have started")
	}
	id := q.db.NewID()
	settings := q.settings()
	settings.ID = id.String()
	settings.Queues = map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: workers}}
	settings.Workers = river.NewWorkers()
	for kind := range q.handlers {
		river.AddWorkerArgs(settings.Workers, parcel{kind: kind}, worker{q: q})
	}
	p, err := q.engine.open(ctx, id, settings)
	if err != nil {
		return fmt.Errorf("start jobs: %w", err)
	}
	if err := p.Start(ctx); err != nil {
		p.close()
		return fmt.Errorf("start jobs: %w", err)
	}
	q.running = q.look(ctx, p, id)
	return nil
}

// look begins to look for jobs of processes that died.
func (q *Queue) look(ctx context.Context, p process, own db.ID) *running {
	ctx, end := context.WithCancel(ctx)
	r := &running{process: p, end: end}
	r.watch.Go(func() { (&watch{q: q, process: p, own: own}).run(ctx) })
	return r
}

// Stop takes no new jobs and waits for those that are being done; after ten seconds they are cut off, to be tried
// again later. When ctx is done first it returns an error, and Stop can be called again.
func (q *Queue) Stop(ctx context.Context) error {
	q.life.Lock()
	defer q.life.Unlock()
	if q.running == nil {
		return nil
	}
	if err := q.running.process.Stop(ctx); err != nil {
		return fmt.Errorf("stop jobs: %w", err)
	}
	q.running.end()
	q.running.watch.Wait()
	q.running.process.close()
	q.running = nil
	return nil
}
