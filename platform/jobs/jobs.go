// Package jobs does the work that follows a commit: sending a letter, telling a partner, looking for matches.
// A job is written in the transaction of the use case that asks for it, so both are there or neither is, and it
// is done afterwards by one of the processes: at least once, so doing it twice must be harmless. A job that fails
// is tried again for about two days and then stays where an administrator sees it.
//
// A job holds ids, never personal data. It is kept by River in the same database.
package jobs

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"sync"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"codeberg.org/samenkracht/samenkracht/platform/db"
)

// Job is what is to be done: a struct of ids with a field Tenant of type db.ID. Its kind names it,
// as in "market.match".
type Job interface{ Kind() string }

// Queue holds the jobs and does them.
type Queue struct {
	db     *db.DB
	engine engine
	watch  time.Duration // how often to look for jobs of processes that died

	mu       sync.RWMutex
	handlers map[string]handler

	life    sync.Mutex // held by Start and Stop, which wait for jobs: no job may need it
	running *running   // nil unless started
}

// handler does the jobs of one kind.
type handler struct {
	do    func(ctx context.Context, job json.RawMessage) error
	every time.Duration // zero: when asked for
}

// New returns the queue of a database.
func New(d *db.DB) *Queue {
	q := &Queue{db: d, watch: 3 * time.Second, handlers: map[string]handler{}}
	q.engine = newEngine(d, q.settings())
	return q
}

// Handle says who does the jobs of type J. Call it while the program is put together.
func Handle[J Job](q *Queue, do func(ctx context.Context, job J) error) {
	var zero J
	if t := reflect.TypeFor[J](); t.Kind() != reflect.Struct || tenantOf(zero) == nil {
		panic(fmt.Sprintf("jobs: %s has no field Tenant of type db.ID", t))
	}
	q.register(zero.Kind(), handler{do: func(ctx context.Context, text json.RawMessage) error {
		var job J
		if err := json.Unmarshal(text, &job); err != nil {
			return fmt.Errorf("read job: %w", err)
		}
		return do(ctx, job)
	}})
}

func (q *Queue) register(kind string, h handler) {
	q.life.Lock()
	defer q.life.Unlock()
	q.mu.Lock()
	defer q.mu.Unlock()
	if _, twice := q.handlers[kind]; twice || q.running != nil {
		panic("jobs: " + kind + " is handled twice, or only after the start")
	}
	q.handlers[kind] = h
}

func (q *Queue) handler(kind string) (handler, bool) {
	q.mu.RLock()
	defer q.mu.RUnlock()
	h, ok := q.handlers[kind]
	return h, ok
}

// tenantOf returns the field Tenant of a job, or nil when it has none.
func tenantOf(job Job) *db.ID {
	field := reflect.ValueOf(job).FieldByName("Tenant")
	if !field.IsValid() || field.Type() != reflect.TypeFor[db.ID]() {
		return nil
	}
	id := field.Interface().(db.ID)
	return &id
}

// Option says when, or how often, a job is to be done.
type Option func(*order)

type order struct {
	at     time.Time
	unique bool
}

// At has the job done at t, give or take a few seconds, instead of at once.
func At(t time.Time) Option { return func(o *order) { o.at = t } }

// Unique adds no second job while the same one, with the same ids, is waiting. One that is being done does not
// count: it may have read what was there before this transaction.
func Unique() Option { return func(o *order) { o.unique = true } }

// parcel is a job as it is kept.
type parcel struct {
	kind   string
	Tenant db.ID           `json:"tenant,omitempty"`
	Again  int             `json:"again,omitempty"` // sets a unique job apart from the same one being done
	Every  string          `json:"every,omitempty"` // of a job that comes back
	Job    json.RawMessage `json:"job,omitempty"`
}

// Kind is the kind of the job inside.
func (p parcel) Kind() string { return p.kind }

// Enqueue has job done after tx commits.
func (q *Queue) Enqueue(ctx context.Context, tx *db.Tx, job Job, options ...Option) error {
	if _, ok := q.handler(job.Kind()); !ok {
		return fmt.Errorf("enqueue %s: nobody handles it", job.Kind())
	}
	tenant := tenantOf(job)
	if tenant == nil || *tenant == 0 {
		return fmt.Errorf("enqueue %s: the job has no tenant", job.Kind())
	}
	text, err := json.Marshal(job)
	if err != nil {
		return fmt.Errorf("enqueue %s: %w", job.Kind(), err)
	}
	var o order
	for _, set := range options {
		set(&o)
	}
	if err := q.add(ctx, tx, parcel{kind: job.Kind(), Tenant: *tenant, Job: text}, o); err != nil {
		return fmt.Errorf("enqueue %s: %w", job.Kind(), err)
	}
	return nil
}

func (q *Queue) add(ctx context.Context, tx *db.Tx, p parcel, o order) error {
	how := &river.InsertOpts{}
	if o.at.After(tx.Now()) {
		how.ScheduledAt = o.at
	}
	if o.unique {
		how.UniqueOpts = river.UniqueOpts{ByArgs: true, ByState: unfinished}
	}
	for {
		result, err := q.engine.insert(ctx, tx, p, how)
		if err != nil {
			return err
		}
		if p.Every != "" || !result.UniqueSkippedAsDuplicate || result.Job.State != rivertype.JobStateRunning {
			return nil
		}
		p.Again++
	}
}

var unfinished = []rivertype.JobState{rivertype.JobStateAvailable, rivertype.JobStatePending,
	rivertype.JobStateRetryable, rivertype.JobStateRunning, rivertype.JobStateScheduled}
