// Package db opens the one database that everything is kept in, SQLite or PostgreSQL, and runs the
// transactions of the use cases on it. A transaction belongs to one tenant; on PostgreSQL row level security
// holds it there.
//
// Statements are written once, in PostgreSQL's words, and registered with SQL, so that a test can prepare
// every one of them on both engines.
package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

// DB is an open database: on SQLite one writer and a pool of readers, on PostgreSQL one pool.
type DB struct {
	address     string
	write, read *sql.DB
	postgres    bool
	clock       func() time.Time
	trace       func(q *Query, args []any)
}

// Option changes how a database is opened.
type Option func(*DB)

// WithClock makes now the time of everything that is written.
func WithClock(now func() time.Time) Option { return func(d *DB) { d.clock = now } }

// WithTrace has f hear of every statement that reads, with its arguments, for a benchmark that runs the same
// statements bare.
func WithTrace(f func(q *Query, args []any)) Option { return func(d *DB) { d.trace = f } }

// Open connects to the database at address: "sqlite:FILE" or "postgres://…". An address of another form is
// an error in words.
func Open(ctx context.Context, address string, options ...Option) (*DB, error) {
	d := &DB{address: address, clock: time.Now}
	for _, o := range options {
		o(d)
	}
	var err error
	switch {
	case strings.HasPrefix(address, "postgres://"), strings.HasPrefix(address, "postgresql://"):
		err = d.openPostgres()
	case strings.HasPrefix(address, "sqlite:"):
		err = d.openSQLite(strings.TrimPrefix(address, "sqlite:"))
	default:
		return nil, errors.New(`open database: the address must start with "sqlite:" or "postgres://"`)
	}
	if err == nil {
		err = d.write.PingContext(ctx)
	}
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	return d, nil
}

// reach is how long a server may take to answer a new connection, unless its address says otherwise.
const reach = 5 * time.Second

func (d *DB) openPostgres() error {
	d.postgres = true
	config, err := pgx.ParseConfig(d.address)
	if err != nil {
		return err
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = reach
	}
	d.write = stdlib.OpenDB(*config)
	d.write.SetMaxOpenConns(24)
	d.write.SetMaxIdleConns(24)
	d.read = d.write
	return nil
}

// Settings of every SQLite connection. FULL: what was confirmed to a person survives a power cut.
const pragmas = "_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=busy_timeout(10000)" +
	"&_pragma=foreign_keys(1)&_pragma=cache_size(-65536)&_time_integer_format=unix_micro&_inttotime=1"

func (d *DB) openSQLite(path string) (err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600) // only for whoever runs the program; SQLite gives its log the same mode
	if err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	file := "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + pragmas
	d.write, err = sql.Open("sqlite", file+"&_txlock=immediate")
	if err != nil {
		return err
	}
	d.write.SetMaxOpenConns(1)
	d.read, err = sql.Open("sqlite", file+"&_pragma=query_only(1)")
	if err != nil {
		return err
	}
	d.read.SetMaxOpenConns(8)
	d.read.SetMaxIdleConns(8)
	return nil
}

// Close ends all connections.
func (d *DB) Close() error {
	err := d.write.Close()
	if d.read != d.write {
		err = errors.Join(err, d.read.Close())
	}
	return err
}

// Postgres reports which engine it is, for the few places where that matters.
func (d *DB) Postgres() bool { return d.postgres }

// Address is where the database was opened.
func (d *DB) Address() string { return d.address }

// Pool is the pool that writes, for libraries that bring their own statements (jobs, sessions).
func (d *DB) Pool() *sql.DB { return d.write }

// Now is the time in UTC, to the microsecond that both engines keep.
func (d *DB) Now() time.Time { return d.clock().UTC().Truncate(time.Microsecond) }

// NewID makes the id of a new row.
func (d *DB) NewID() ID { return newID(d.Now()) }

// Tx is one transaction for one tenant.
type Tx struct {
	db       *DB
	conn     *sql.Conn
	sql      *sql.Tx
	tenant   ID
	now      time.Time
	refused  error
	commit   []func()
	rollback []func(context.Context)
}

// Tenant is whose rows the transaction reads and writes.
func (t *Tx) Tenant() ID { return t.tenant }

// Now is the time of the transaction: all it writes has this one time.
func (t *Tx) Now() time.Time { return t.now }

// NewID makes the id of a new row.
func (t *Tx) NewID() ID { return newID(t.now) }

// SerialID makes an id that sorts by when the row is really written, whatever the clock of the transaction says.
func (t *Tx) SerialID() ID { return newID(time.Now()) }

// Postgres reports which engine it is.
func (t *Tx) Postgres() bool { return t.db.postgres }

// SQL gives the transaction to a library that speaks database/sql.
func (t *Tx) SQL() *sql.Tx { return t.sql }

// Raw gives the connection of the transaction, as the driver knows it, to a library that speaks to the driver.
// Whatever f does belongs to the transaction, and f must not end it.
func (t *Tx) Raw(f func(driver any) error) error {
	err := t.conn.Raw(f)
	if err != nil && (duplicate(err) || again(err) || lost(err)) {
		return explain(err, "")
	}
	return err
}

// Refuse makes sure that the transaction is rolled back, also when f of InTx or View forgets err and returns nil.
func (t *Tx) Refuse(err error) { t.refused = err }

// AfterCommit has f done when the transaction has committed.
func (t *Tx) AfterCommit(f func()) { t.commit = append(t.commit, f) }

// AfterRollback has f done when the transaction has rolled back, outside of it.
func (t *Tx) AfterRollback(f func(context.Context)) { t.rollback = append(t.rollback, f) }

// How often a transaction is run, and how long after the first try began there is still another one.
const (
	tries    = 5
	patience = 3 * time.Second
)

// InTx runs f in a transaction that reads and writes rows of tenant, and commits when f returns nil. It runs
// f again when the database asks for that, so f must do nothing that a rollback does not undo.
func (d *DB) InTx(ctx context.Context, tenant ID, f func(tx *Tx) error) error {
	return d.repeat(ctx, func() error { return d.try(ctx, d.write, tenant, nil, f) })
}

// View runs f in a transaction that only reads. All of it sees the database at one moment.
func (d *DB) View(ctx context.Context, tenant ID, f func(tx *Tx) error) error {
	how := &sql.TxOptions{ReadOnly: true}
	if d.postgres {
		how.Isolation = sql.LevelRepeatableRead // on SQLite it is always so
	}
	return d.repeat(ctx, func() error { return d.try(ctx, d.read, tenant, how, f) })
}

func (d *DB) repeat(ctx context.Context, f func() error) error {
	start := time.Now()
	for try := 1; ; try++ {
		err := f()
		if err == nil || try == tries || !passing(err) || ctx.Err() != nil || time.Since(start) > patience {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(time.Duration(try*try) * 20 * time.Millisecond):
		}
	}
}

func (d *DB) try(ctx context.Context, pool *sql.DB, tenant ID, how *sql.TxOptions, f func(tx *Tx) error) (err error) {
	conn, err := pool.Conn(ctx)
	if err != nil {
		return fmt.Errorf("begin: %w", explain(err, ""))
	}
	defer conn.Close()
	tx, err := conn.BeginTx(ctx, how)
	if err != nil {
		return fmt.Errorf("begin: %w", explain(err, ""))
	}
	t := &Tx{db: d, conn: conn, sql: tx, tenant: tenant, now: d.Now()}
	done := false
	defer func() {
		if !done {
			_ = tx.Rollback() // the first error, or the panic, says what happened
			_ = conn.Close()  // what comes after may need the connection
			for _, f := range t.rollback {
				f(context.WithoutCancel(ctx))
			}
		}
	}()
	if d.postgres {
		if _, err := tx.ExecContext(ctx, fmt.Sprintf("SET LOCAL app.tenant = %d", int64(tenant))); err != nil {
			return fmt.Errorf("set tenant: %w", explain(err, ""))
		}
	}
	if err := f(t); err != nil {
		return err
	}
	if t.refused != nil {
		return t.refused
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", uncommitted(err))
	}
	done = true
	_ = conn.Close() // what comes after may need the connection
	for _, f := range t.commit {
		f()
	}
	return nil
}
