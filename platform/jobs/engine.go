package jobs

import (
	"context"
	"database/sql"
	"log/slog"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/rivermigrate"
	"github.com/riverqueue/river/rivertype"

	"codeberg.org/samenkracht/samenkracht/platform/db"
)

// River's tables.
var (
	_ = db.Shared("river_job", "the jobs of all tenants; each names its tenant")
	_ = db.Shared("river_leader", "which process keeps the queue tidy")
	_ = db.Shared("river_migration", "the migrations of the queue")
	_ = db.Shared("river_notification", "wakes processes when there is a job")
	_ = db.Shared("river_queue", "the queues by name")
	_ = db.Shared("sqlite_sequence", "SQLite's own numbers, for river_notification")

	_ = db.AlsoMigrate(migrate)
)

// engine is River on one of the two databases.
type engine interface {
	// insert adds a job in the transaction of the caller.
	insert(ctx context.Context, tx *db.Tx, p parcel, how *river.InsertOpts) (*rivertype.JobInsertResult, error)
	// store gives f River's own statements on the tables of the queue.
	store(ctx context.Context, f func(riverdriver.Executor) error) error
	// open makes a process that does jobs, known as id.
	open(ctx context.Context, id db.ID, settings *river.Config) (process, error)
}

// process is one process that does jobs, as River sees it.
type process interface {
	Start(ctx context.Context) error
	Stop(ctx context.Context) error
	// claim reports whether process id has died, and then keeps others from claiming it until release.
	claim(ctx context.Context, id db.ID) (died bool, release func(), err error)
	close()
}

func newEngine(d *db.DB, settings *river.Config) engine {
	if d.Postgres() {
		return newPostgres(d, settings)
	}
	return newSQLite(d, settings)
}

func migrate(ctx context.Context, pool *sql.DB, postgres bool) error {
	if postgres {
		return migratePostgres(ctx, pool)
	}
	return migrateSQLite(ctx, pool)
}

func migrateBy[T any](ctx context.Context, driver riverdriver.Driver[T]) error {
	m, err := rivermigrate.New(driver, &rivermigrate.Config{Logger: quietly()})
	if err != nil {
		return err
	}
	_, err = m.Migrate(ctx, rivermigrate.DirectionUp, nil)
	return err
}

// settings are those of every client. The two intervals give a job its start within a few milliseconds.
func (q *Queue) settings() *river.Config {
	return &river.Config{
		FetchCooldown:               10 * time.Millisecond,
		FetchPollInterval:           100 * time.Millisecond,
		MaxAttempts:                 tries,
		JobTimeout:                  -1, // each try has its own, also in Drain
		RescueStuckJobsAfter:        time.Hour,
		SoftStopTimeout:             10 * time.Second,
		CompletedJobRetentionPeriod: time.Hour,
		DiscardedJobRetentionPeriod: -1, // until somebody looks
		RetryPolicy:                 q,
		ReindexerIndexNames:         []string{}, // the serving role does not own the tables
		Logger:                      quietly(),
		Test:                        river.TestConfig{Time: clock{q.db}},
	}
}

// clock lets River follow the clock of the database, so that a test can set it.
type clock struct{ db *db.DB }

// Now is the time.
func (c clock) Now() time.Time { return c.db.Now() }

// NowOrNil is the time, instead of the database server's.
func (c clock) NowOrNil() *time.Time {
	now := c.db.Now()
	return &now
}

// quiet passes on River's warnings and errors, and nothing less.
type quiet struct{ slog.Handler }

func quietly() *slog.Logger { return slog.New(quiet{slog.Default().Handler()}) }

// Enabled lets warnings through.
func (h quiet) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelWarn && h.Handler.Enabled(ctx, level)
}

// WithAttrs stays quiet.
func (h quiet) WithAttrs(attrs []slog.Attr) slog.Handler { return quiet{h.Handler.WithAttrs(attrs)} }

// WithGroup stays quiet.
func (h quiet) WithGroup(name string) slog.Handler { return quiet{h.Handler.WithGroup(name)} }
