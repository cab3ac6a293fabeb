package jobs

import (
	"context"
	"database/sql"
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivertype"

	"codeberg.org/samenkracht/samenkracht/platform/db"
)

// postgres is River over pgx: inside the product's own connections, and in a pool of its own for a process.
type postgres struct {
	db       *db.DB
	driver   *riverpgxv5.Driver
	inserter *river.Client[pgx.Tx]
}

func newPostgres(d *db.DB, settings *river.Config) *postgres {
	driver := riverpgxv5.New(nil)
	inserter, err := river.NewClient(driver, settings)
	if err != nil {
		panic(err) // the settings are constants
	}
	return &postgres{d, driver, inserter}
}

func (e *postgres) insert(ctx context.Context, tx *db.Tx, p parcel, how *river.InsertOpts) (result *rivertype.JobInsertResult, err error) {
	err = tx.Raw(func(conn any) error {
		result, err = e.inserter.InsertTx(ctx, joined{conn.(*stdlib.Conn).Conn()}, p, how)
		return err
	})
	return result, err
}

func (e *postgres) store(ctx context.Context, f func(riverdriver.Executor) error) error {
	conn, err := e.db.Pool().Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	return conn.Raw(func(conn any) error {
		return f(e.driver.UnwrapExecutor(joined{conn.(*stdlib.Conn).Conn()}))
	})
}

func (e *postgres) open(ctx context.Context, id db.ID, settings *river.Config) (process, error) {
	config, err := pgxpool.ParseConfig(e.db.Address())
	if err != nil {
		return nil, err
	}
	config.MaxConns = 6 // River's loops, one that listens, and one that holds the lock
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, err
	}
	client, err := river.NewClient(riverpgxv5.New(pool), settings)
	if err != nil {
		pool.Close()
		return nil, err
	}
	p := &postgresProcess{Client: client, pool: pool, id: id}
	if err := p.beat(ctx); err != nil {
		p.close()
		return nil, err
	}
	return p, nil
}

// postgresProcess holds an advisory lock on its id as long as it lives: the server frees the lock when the
// connection is gone.
type postgresProcess struct {
	*river.Client[pgx.Tx]
	pool *pgxpool.Pool
	id   db.ID
	lock *pgxpool.Conn
}

// beat takes the lock, again when its connection was lost.
func (p *postgresProcess) beat(ctx context.Context) error {
	if p.lock != nil && p.lock.Ping(ctx) == nil {
		return nil
	}
	p.unlock()
	conn, err := p.pool.Acquire(ctx)
	if err != nil {
		return err
	}
	p.lock = conn
	_, err = conn.Exec(ctx, "SELECT pg_advisory_lock($1)", int64(p.id))
	return err
}

// unlock closes the connection with the lock.
func (p *postgresProcess) unlock() {
	if p.lock == nil {
		return
	}
	_ = p.lock.Conn().Close(context.Background()) // whatever it says, the lock is gone
	p.lock.Release()
	p.lock = nil
}

func (p *postgresProcess) claim(ctx context.Context, id db.ID) (died bool, release func(), err error) {
	if err := p.beat(ctx); err != nil || id == p.id {
		return false, nil, err
	}
	if err := p.lock.QueryRow(ctx, "SELECT pg_try_advisory_lock($1)", int64(id)).Scan(&died); err != nil || !died {
		return false, nil, err
	}
	return true, func() {
		if _, err := p.lock.Exec(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock($1)", int64(id)); err != nil {
			p.unlock()
		}
	}, nil
}

func (p *postgresProcess) close() {
	p.unlock()
	p.pool.Close()
}

// migrating is the lock of whoever migrates River's tables.
const migrating = 7268435

func migratePostgres(ctx context.Context, pool *sql.DB) error {
	conn, err := pool.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	var address string
	if err := conn.Raw(func(conn any) error {
		address = conn.(*stdlib.Conn).Conn().Config().ConnString()
		return nil
	}); err != nil {
		return err
	}
	if _, err := conn.ExecContext(ctx, "SELECT pg_advisory_lock($1)", migrating); err != nil {
		return err
	}
	defer func() {
		_, _ = conn.ExecContext(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock($1)", migrating)
	}()
	own, err := pgxpool.New(ctx, address)
	if err != nil {
		return err
	}
	defer own.Close()
	return migrateBy(ctx, riverpgxv5.New(own))
}

type connection = pgx.Conn

// joined is a transaction of somebody else, who also ends it, for River to add its statements to.
type joined struct{ *connection }

var errNotOurs = errors.New("the transaction belongs to somebody else")

// Begin is not for whoever joined.
func (joined) Begin(context.Context) (pgx.Tx, error) { return nil, errNotOurs }

// Commit is not for whoever joined.
func (joined) Commit(context.Context) error { return errNotOurs }

// Rollback is not for whoever joined.
func (joined) Rollback(context.Context) error { return errNotOurs }

// Conn is the connection of the transaction.
func (j joined) Conn() *pgx.Conn { return j.connection }

// LargeObjects are not used here.
func (joined) LargeObjects() pgx.LargeObjects { return pgx.LargeObjects{} }
