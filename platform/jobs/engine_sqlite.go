package jobs

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"sync"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivertype"

	"codeberg.org/samenkracht/samenkracht/platform/db"
)

// sqlite is River on the one connection that writes.
type sqlite struct {
	db       *db.DB
	inserter *river.Client[*sql.Tx]
}

func newSQLite(d *db.DB, settings *river.Config) *sqlite {
	inserter, err := river.NewClient(riversqlite.New(nil), settings)
	if err != nil {
		panic(err) // the settings are constants
	}
	return &sqlite{d, inserter}
}

func (e *sqlite) insert(ctx context.Context, tx *db.Tx, p parcel, how *river.InsertOpts) (*rivertype.JobInsertResult, error) {
	return e.inserter.InsertTx(ctx, tx.SQL(), p, how)
}

func (e *sqlite) store(ctx context.Context, f func(riverdriver.Executor) error) error {
	pool := borrow(e.db.Pool())
	defer pool.Close()
	return f(riversqlite.New(pool).GetExecutor())
}

func (e *sqlite) open(_ context.Context, id db.ID, settings *river.Config) (process, error) {
	pool := borrow(e.db.Pool())
	client, err := river.NewClient(riversqlite.New(pool), settings)
	if err != nil {
		return nil, err
	}
	alive.Store(id, true)
	return &sqliteProcess{client, pool, id}, nil
}

// alive has the ids of the queues that run in this process. A SQLite file is used by one process only, so all
// others are dead.
var alive sync.Map

type sqliteProcess struct {
	*river.Client[*sql.Tx]
	pool *sql.DB
	id   db.ID
}

func (p *sqliteProcess) claim(_ context.Context, id db.ID) (died bool, release func(), err error) {
	_, lives := alive.Load(id)
	return !lives, func() {}, nil
}

func (p *sqliteProcess) close() {
	alive.Delete(p.id)
	_ = p.pool.Close() // it holds no connection of its own
}

func migrateSQLite(ctx context.Context, pool *sql.DB) error {
	own := borrow(pool)
	defer own.Close()
	return migrateBy(ctx, riversqlite.New(own))
}

// borrow makes a pool that uses the connections of another one, and gives each back after use. It exists because
// River compares times as text, and the product keeps them as numbers: a number would always be in the past.
func borrow(pool *sql.DB) *sql.DB {
	own := sql.OpenDB(lender{pool})
	own.SetMaxIdleConns(-1)
	return own
}

type lender struct{ pool *sql.DB }

// Driver is the driver of the pool that lends.
func (l lender) Driver() driver.Driver { return l.pool.Driver() }

// Connect borrows a connection.
func (l lender) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := l.pool.Conn(ctx)
	if err != nil {
		return nil, err
	}
	var b borrowed
	err = conn.Raw(func(raw any) error {
		under, ok := raw.(sqliteConn)
		if !ok {
			return fmt.Errorf("borrow a connection: %T cannot be lent", raw)
		}
		b = borrowed{under, conn}
		return nil
	})
	if err != nil {
		_ = conn.Close()
		return nil, err
	}
	return b, nil
}

type sqliteConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
}

// borrowed is a connection that is given back when it is closed.
type borrowed struct {
	sqliteConn
	owner *sql.Conn
}

// Close gives the connection back.
func (b borrowed) Close() error { return b.owner.Close() }

// CheckNamedValue writes times as River compares them.
func (b borrowed) CheckNamedValue(v *driver.NamedValue) (err error) {
	v.Value, err = driver.DefaultParameterConverter.ConvertValue(v.Value)
	if t, ok := v.Value.(time.Time); ok {
		v.Value = t.UTC().Round(time.Millisecond).Format("2006-01-02 15:04:05.999")
	}
	return err
}
