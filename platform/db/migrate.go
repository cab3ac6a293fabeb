package db

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing/fstest"

	"github.com/pressly/goose/v3"
)

// What the packages say of their tables when the program starts.
var (
	schemas    []embed.FS
	shared     = map[string]string{"goose_db_version": "the migrations themselves"}
	appendOnly []string
	migrators  []func(ctx context.Context, pool *sql.DB, postgres bool) error
)

// Register adds the tables of a package: the files schema/*.sql. Call it from a package variable.
func Register(schema embed.FS) struct{} {
	schemas = append(schemas, schema)
	return struct{}{}
}

// Shared says that a table belongs to no tenant, and why. Every other table carries tenant_id and is walled.
func Shared(table, reason string) struct{} {
	shared[table] = reason
	return struct{}{}
}

// SharedTables lists the tables without a tenant, with the reason.
func SharedTables() map[string]string { return shared }

// AppendOnly says that the serving role may add rows to table and never change or remove one.
func AppendOnly(table string) struct{} {
	appendOnly = append(appendOnly, table)
	return struct{}{}
}

// AlsoMigrate adds the migrations of a library that brings its own.
func AlsoMigrate(f func(ctx context.Context, pool *sql.DB, postgres bool) error) struct{} {
	migrators = append(migrators, f)
	return struct{}{}
}

// Migrations returns every registered migration as one set, in the words of one engine.
func Migrations(postgres bool) (fs.FS, error) {
	all := fstest.MapFS{}
	for _, schema := range schemas {
		files, err := fs.Glob(schema, "schema/*.sql")
		if err != nil {
			return nil, err
		}
		for _, name := range files {
			text, err := schema.ReadFile(name)
			if err != nil {
				return nil, err
			}
			if _, twice := all[path.Base(name)]; twice {
				return nil, fmt.Errorf("migration %s is there twice", path.Base(name))
			}
			all[path.Base(name)] = &fstest.MapFile{Data: []byte(resolve(string(text), postgres))}
		}
	}
	return all, nil
}

// resolve replaces the type words and keeps the blocks "-- +if postgres … -- +end" of one engine.
func resolve(text string, postgres bool) string {
	words := strings.NewReplacer("{{time}}", "TIMESTAMP", "{{bytes}}", "BLOB", "{{json}}", "TEXT")
	own, other := "-- +if sqlite", "-- +if postgres"
	if postgres {
		words = strings.NewReplacer("{{time}}", "TIMESTAMPTZ", "{{bytes}}", "BYTEA", "{{json}}", "JSONB")
		own, other = other, own
	}
	var kept []string
	skipping := false
	for line := range strings.Lines(words.Replace(text)) {
		switch strings.TrimSpace(line) {
		case other:
			skipping = true
		case own:
		case "-- +end":
			skipping = false
		default:
			if !skipping {
				kept = append(kept, line)
			}
		}
	}
	return strings.Join(kept, "")
}

// Migrate brings the tables up to date. On PostgreSQL d is opened as their owner, and serving is the role
// that the program serves as; empty when that is the owner too.
func Migrate(ctx context.Context, d *DB, serving string) error {
	unlock, err := d.lockMigrations(ctx)
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	defer unlock()
	dialect := goose.DialectSQLite3
	if d.postgres {
		dialect = goose.DialectPostgres
	}
	all, err := Migrations(d.postgres)
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	provider, err := goose.NewProvider(dialect, d.write, all, goose.WithAllowOutofOrder(true))
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	for _, f := range migrators {
		if err := f(ctx, d.write, d.postgres); err != nil {
			return fmt.Errorf("migrate: %w", err)
		}
	}
	if d.postgres {
		return d.wall(ctx, serving)
	}
	return nil
}

// migrating is the lock of whoever migrates.
const migrating = 7268434

// lockMigrations lets one process migrate at a time. A SQLite file has one process only.
func (d *DB) lockMigrations(ctx context.Context) (unlock func(), err error) {
	if !d.postgres {
		return func() {}, nil
	}
	conn, err := d.write.Conn(ctx)
	if err != nil {
		return nil, explain(err, "")
	}
	if _, err := conn.ExecContext(ctx, "SELECT pg_advisory_lock($1)", migrating); err != nil {
		return nil, errors.Join(explain(err, ""), conn.Close())
	}
	return func() {
		_, _ = conn.ExecContext(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock($1)", migrating) // it ends with the connection too
		_ = conn.Close()
	}, nil
}

// wall puts row level security on every table of tenants and gives the serving role what it needs.
func (d *DB) wall(ctx context.Context, serving string) error {
	tables, err := Tables(ctx, d)
	if err != nil {
		return fmt.Errorf("wall: %w", err)
	}
	walled, err := d.walled(ctx)
	if err != nil {
		return fmt.Errorf("wall: %w", err)
	}
	var do []string
	for _, t := range tables {
		if t.Tenant && shared[t.Name] == "" && !walled[t.Name] {
			do = append(do, "ALTER TABLE "+t.Name+" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
				"CREATE POLICY tenant ON "+t.Name+" USING (tenant_id = current_setting('app.tenant')::bigint)")
		}
	}
	if serving != "" {
		role := `"` + strings.ReplaceAll(serving, `"`, `""`) + `"`
		do = append(do, "GRANT USAGE ON SCHEMA public TO "+role,
			"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "+role,
			"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO "+role)
		for _, t := range appendOnly {
			do = append(do, "REVOKE UPDATE, DELETE, TRUNCATE ON "+t+" FROM "+role)
		}
	}
	return d.InTx(ctx, 0, func(tx *Tx) error { // as one, so that processes that serve meanwhile see no half of it
		for _, statement := range do {
			if _, err := tx.sql.ExecContext(ctx, statement); err != nil {
				return fmt.Errorf("wall: %s: %w", statement, err)
			}
		}
		return nil
	})
}

// walled are the tables that have their wall. It stays as it is: other processes are serving.
func (d *DB) walled(ctx context.Context) (map[string]bool, error) {
	rows, err := d.write.QueryContext(ctx, `SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid
		WHERE c.relnamespace = 'public'::regnamespace AND c.relrowsecurity AND c.relforcerowsecurity AND p.polname = 'tenant'`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	names := map[string]bool{}
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names[name] = true
	}
	return names, rows.Err()
}

// Serving is what the role that opened a database may do that the role that serves should not.
type Serving struct {
	Unwalled bool // row level security does not hold it
	Rewrites bool // it can change or remove what may only be added to
}

const qServing = `SELECT rolsuper OR rolbypassrls, coalesce((SELECT bool_or(has_table_privilege(oid, 'UPDATE') OR has_table_privilege(oid, 'DELETE'))
	FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname = ANY ($1)), false) FROM pg_roles WHERE rolname = current_user`

// ServingAs looks at the role that opened d. SQLite has no roles: whoever has the file has everything.
func (d *DB) ServingAs(ctx context.Context) (s Serving, err error) {
	if d.postgres {
		err = explain(d.write.QueryRowContext(ctx, qServing, appendOnly).Scan(&s.Unwalled, &s.Rewrites), "")
	}
	return s, err
}

// Table is a table as it stands in the database.
type Table struct {
	Name    string
	Columns []string // name and whether it may be NULL, sorted
	Tenant  bool     // has a column tenant_id
}

const (
	columnsPostgres = `SELECT table_name, column_name, is_nullable = 'YES' FROM information_schema.columns WHERE table_schema = 'public'`
	columnsSQLite   = `SELECT m.name, c.name, c."notnull" = 0 AND c.pk = 0 FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'`
)

// Tables lists the tables with their columns, by name.
func Tables(ctx context.Context, d *DB) ([]Table, error) {
	text := columnsSQLite
	if d.postgres {
		text = columnsPostgres
	}
	rows, err := d.write.QueryContext(ctx, text)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	found := map[string]*Table{}
	for rows.Next() {
		var table, column string
		var nullable bool
		if err := rows.Scan(&table, &column, &nullable); err != nil {
			return nil, err
		}
		t := found[table]
		if t == nil {
			t = &Table{Name: table}
			found[table] = t
		}
		t.Tenant = t.Tenant || column == "tenant_id"
		t.Columns = append(t.Columns, fmt.Sprintf("%s nullable=%t", column, nullable))
	}
	var out []Table
	for _, t := range found {
		slices.Sort(t.Columns)
		out = append(out, *t)
	}
	slices.SortFunc(out, func(a, b Table) int { return strings.Compare(a.Name, b.Name) })
	return out, rows.Err()
}
