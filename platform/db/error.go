package db

import (
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"codeberg.org/samenkracht/samenkracht/platform/fault"
)

// explain turns the engines' codes into kinds of fault.
func explain(err error) error {
	switch {
	case err == nil:
		return nil
	case duplicate(err):
		return fmt.Errorf("%w: %w", fault.Conflict, err)
	}
	return err
}

func duplicate(err error) bool {
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		return e.Code == "23505"
	}
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		return e.Code() == sqlite3.SQLITE_CONSTRAINT_UNIQUE || e.Code() == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY
	}
	return false
}

// passing reports an error after which the same transaction may succeed: a deadlock, a serialization
// failure, a locked file, or a connection that was lost before anything was sent.
func passing(err error) bool {
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		return e.Code == "40001" || e.Code == "40P01"
	}
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		return e.Code()&0xff == sqlite3.SQLITE_BUSY
	}
	return errors.Is(err, fault.Unavailable)
}
