package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"regexp"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"codeberg.org/samenkracht/samenkracht/platform/fault"
)

// failure is an error of an engine, in words that may stand in a log. The engines repeat in their own words what
// was written or read ("invalid input syntax for type bigint: …"), so those are never shown; who needs the code
// finds the cause with errors.As.
type failure struct {
	kind    error // of package fault; nil for a failure of the program
	words   string
	cause   error
	unknown bool // the commit was sent and nobody knows what became of it
}

// Error is what may be logged.
func (f *failure) Error() string {
	if f.kind == nil {
		return f.words
	}
	return f.kind.Error() + ": " + f.words
}

// Unwrap gives the kind and the cause.
func (f *failure) Unwrap() []error {
	if f.kind == nil {
		return []error{f.cause}
	}
	return []error{f.kind, f.cause}
}

// explain turns what an engine says about a statement into a failure.
func explain(err error, statement string) error {
	if err == nil {
		return nil
	}
	if done, ok := errors.AsType[*failure](err); ok {
		return done
	}
	f := &failure{words: wordsOf(err), cause: err}
	switch {
	case duplicate(err):
		f.kind = fault.Conflict
	case lost(err), again(err):
		f.kind = fault.Unavailable
	}
	if statement = strings.Join(strings.Fields(statement), " "); statement != "" {
		f.words += " in " + statement[:min(len(statement), 80)]
	}
	return f
}

// uncommitted explains an error of the commit. When the connection was lost the server may have committed.
func uncommitted(err error) error {
	explained := explain(err, "")
	if f, ok := explained.(*failure); ok && lost(f.cause) {
		f.unknown = true
	}
	return explained
}

var scanned = regexp.MustCompile(`name "(\w+)"`)

// wordsOf says what kind of error it is without anything that came from a row or an argument.
func wordsOf(err error) string {
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		words := "SQLSTATE " + e.Code
		for _, name := range []string{e.TableName, e.ColumnName, e.ConstraintName} {
			if name != "" {
				words += " " + name
			}
		}
		return words
	}
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		if e.Code()&0xff == sqlite3.SQLITE_CONSTRAINT {
			return e.Error() // names the columns only
		}
		return fmt.Sprintf("SQLite %d %s", e.Code(), sqlite.ErrorCodeString[e.Code()&0xff])
	}
	for _, plain := range []error{context.Canceled, context.DeadlineExceeded, driver.ErrBadConn, sql.ErrConnDone, sql.ErrTxDone, io.ErrUnexpectedEOF, pgconn.ErrConnClosed} {
		if errors.Is(err, plain) {
			return plain.Error()
		}
	}
	if e, ok := errors.AsType[*net.OpError](err); ok {
		return e.Error()
	}
	if column := scanned.FindStringSubmatch(err.Error()); column != nil {
		return "column " + column[1] + " does not fit"
	}
	return fmt.Sprintf("an error of type %T", err)
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

// again reports an error after which the same transaction may succeed: a deadlock, a serialization failure, a
// locked file.
func again(err error) bool {
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		return e.Code == "40001" || e.Code == "40P01" || e.Code == "55P03"
	}
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		return e.Code()&0xff == sqlite3.SQLITE_BUSY
	}
	return false
}

// lost reports that the database is not there, stops or has no room: nothing is wrong with what was asked.
func lost(err error) bool {
	if errors.Is(err, context.Canceled) {
		return false // it is the caller who went
	}
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		class := e.Code[:min(2, len(e.Code))] // connection, resources, operator
		return class == "08" || class == "53" || e.Code == "57P01" || e.Code == "57P02" || e.Code == "57P03" || e.Code == "25P03"
	}
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		switch e.Code() & 0xff {
		case sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_INTERRUPT:
			return true
		}
		return false
	}
	if _, ok := errors.AsType[net.Error](err); ok {
		return true
	}
	if _, ok := errors.AsType[*pgconn.ConnectError](err); ok {
		return true
	}
	for _, gone := range []error{driver.ErrBadConn, sql.ErrConnDone, io.EOF, io.ErrUnexpectedEOF, pgconn.ErrConnClosed, context.DeadlineExceeded} {
		if errors.Is(err, gone) {
			return true
		}
	}
	return false
}

// passing reports an error after which the transaction may be run once more, because this time it left nothing
// behind. When the connection was lost while the commit was under way nobody knows, and it is not run again.
func passing(err error) bool {
	if f, ok := errors.AsType[*failure](err); ok {
		return !f.unknown && (again(f.cause) || lost(f.cause))
	}
	return again(err)
}
