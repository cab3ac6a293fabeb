package db

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"reflect"
	"regexp"
	"strings"
	"sync"

	"github.com/georgysavva/scany/v2/dbscan"
	"github.com/georgysavva/scany/v2/sqlscan"

	"codeberg.org/samenkracht/samenkracht/platform/fault"
)

// Query is a statement that was registered when the program started. Its text is PostgreSQL's with $1, $2, …
type Query struct {
	postgres, sqlite string
	// Shared says why the statement does not carry a tenant; empty when it does.
	Shared string
}

// String is the text as PostgreSQL reads it.
func (q *Query) String() string { return q.postgres }

// For is the text as one engine reads it.
func (q *Query) For(postgres bool) string {
	if postgres {
		return q.postgres
	}
	return q.sqlite
}

var registered []*Query

// SQL registers a statement on tables of one tenant. Call it only for package variables.
func SQL(text string) *Query { return register(text, text, "") }

// SharedSQL registers a statement on tables that belong to no tenant, with the reason.
func SharedSQL(reason, text string) *Query { return register(text, text, reason) }

// EngineSQL registers a statement that the two engines must be told in different words.
func EngineSQL(postgres, sqlite string) *Query { return register(postgres, sqlite, "") }

func register(postgres, sqlite, shared string) *Query {
	q := &Query{postgres: postgres, sqlite: rebind(sqlite), Shared: shared}
	registered = append(registered, q)
	return q
}

// Queries lists every registered statement, for the test that prepares them all on both engines.
func Queries() []*Query { return registered }

var dollar = regexp.MustCompile(`\$(\d+)`)

// rebind writes $1 as ?1, which SQLite reads as the first argument.
func rebind(text string) string { return dollar.ReplaceAllString(text, "?$1") }

var scan = func() *sqlscan.API {
	base, err := sqlscan.NewDBScanAPI(dbscan.WithScannableTypes((*sql.Scanner)(nil)))
	if err != nil {
		panic(err)
	}
	api, err := sqlscan.NewAPI(base)
	if err != nil {
		panic(err)
	}
	return api
}()

func (t *Tx) rows(ctx context.Context, q *Query, args []any) (*sql.Rows, error) {
	if t.db.trace != nil {
		t.db.trace(q, args)
	}
	rows, err := t.sql.QueryContext(ctx, q.For(t.db.postgres), args...)
	return rows, explain(err, q.postgres)
}

// Each yields a T for every row: a struct filled by column name (snake_case of the field), or a single value.
func Each[T any](ctx context.Context, tx *Tx, q *Query, args ...any) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var zero T
		rows, err := tx.rows(ctx, q, args)
		if err != nil {
			yield(zero, err)
			return
		}
		defer rows.Close()
		scanner := scan.NewRowScanner(rows)
		for rows.Next() {
			var v T
			err := explain(scanner.Scan(&v), q.postgres)
			if !yield(v, err) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(zero, explain(err, q.postgres))
		}
	}
}

// All collects every row.
func All[T any](ctx context.Context, tx *Tx, q *Query, args ...any) ([]T, error) {
	var out []T
	for v, err := range Each[T](ctx, tx, q, args...) {
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// One returns the first row. Without one it is fault.NotFound.
func One[T any](ctx context.Context, tx *Tx, q *Query, args ...any) (T, error) {
	for v, err := range Each[T](ctx, tx, q, args...) {
		return v, err
	}
	var zero T
	return zero, fault.NotFound
}

// Exec runs a statement and returns how many rows it changed.
func (t *Tx) Exec(ctx context.Context, q *Query, args ...any) (int64, error) {
	res, err := t.sql.ExecContext(ctx, q.For(t.db.postgres), args...)
	if err != nil {
		return 0, explain(err, q.postgres)
	}
	return res.RowsAffected()
}

// ExecOne runs a statement that must change exactly one row; otherwise it is fault.Conflict, which is what a
// version that moved on gives.
func (t *Tx) ExecOne(ctx context.Context, q *Query, args ...any) error {
	n, err := t.Exec(ctx, q, args...)
	if err == nil && n != 1 {
		err = fmt.Errorf("%d rows changed: %w", n, fault.Conflict)
	}
	return err
}

type column struct {
	name  string
	index int
}

type rowShape struct {
	columns          []column
	postgres, sqlite string // the statement after INSERT INTO table
}

var shapes sync.Map // reflect.Type -> rowShape

func shapeOf(t reflect.Type) rowShape {
	if s, ok := shapes.Load(t); ok {
		return s.(rowShape)
	}
	var s rowShape
	var names, marks []string
	for i := range t.NumField() {
		f := t.Field(i)
		name := f.Tag.Get("db")
		if name == "" {
			name = dbscan.SnakeCaseMapper(f.Name)
		}
		if name == "-" || !f.IsExported() {
			continue
		}
		s.columns = append(s.columns, column{name, i})
		names, marks = append(names, name), append(marks, fmt.Sprintf("$%d", len(marks)+1))
	}
	s.postgres = fmt.Sprintf(" (%s) VALUES (%s)", strings.Join(names, ", "), strings.Join(marks, ", "))
	s.sqlite = rebind(s.postgres)
	shapes.Store(t, s)
	return s
}

// Insert writes row, a struct, into table. A key that is already there is fault.Conflict.
func Insert(ctx context.Context, tx *Tx, table string, row any) error {
	v := reflect.Indirect(reflect.ValueOf(row))
	s := shapeOf(v.Type())
	args := make([]any, len(s.columns))
	for i, c := range s.columns {
		args[i] = v.Field(c.index).Interface()
	}
	text := s.sqlite
	if tx.db.postgres {
		text = s.postgres
	}
	if _, err := tx.sql.ExecContext(ctx, "INSERT INTO "+table+text, args...); err != nil {
		return fmt.Errorf("insert into %s: %w", table, explain(err, ""))
	}
	return nil
}
