package app_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	_ "codeberg.org/samenkracht/samenkracht/app/demo" // brings the tables of the whole product
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

// Every statement of the product is understood by both engines.
func TestQueriesPrepare(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		if len(db.Queries()) < 100 {
			t.Fatalf("only %d statements are registered", len(db.Queries()))
		}
		for _, q := range db.Queries() {
			statement, err := d.Pool().PrepareContext(t.Context(), q.For(d.Postgres()))
			if err != nil {
				t.Errorf("%v\n%s", err, q)
				continue
			}
			if err := statement.Close(); err != nil {
				t.Error(err)
			}
		}
	})
}

var tableWord = regexp.MustCompile(`(?i)\b(?:FROM|JOIN|UPDATE|INTO)\s+([a-z_]+)`)

// Every statement on a table of tenants carries the tenant: each such table once.
func TestQueriesCarryTheTenant(t *testing.T) {
	d := testkit.SQLite(t)
	tables, err := db.Tables(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	walled := map[string]bool{}
	for _, table := range tables {
		walled[table.Name] = table.Tenant && db.SharedTables()[table.Name] == ""
	}
	for _, q := range db.Queries() {
		need := 0
		for _, m := range tableWord.FindAllStringSubmatch(q.String(), -1) {
			if walled[m[1]] {
				need++
			}
		}
		switch have := strings.Count(q.String(), "tenant_id"); {
		case need > have:
			t.Errorf("%d tables of tenants, but the tenant is named %d times:\n%s", need, have, q)
		case need > 0 && q.Shared != "":
			t.Errorf("said to be shared (%s), but reads a table of tenants:\n%s", q.Shared, q)
		case need == 0 && q.Shared == "" && !strings.Contains(q.String(), "tenant_id"):
			t.Errorf("touches no table of tenants; say SharedSQL with the reason:\n%s", q)
		}
	}
}

// Words that only one of the engines, or no cluster of PostgreSQL, understands.
var refused = regexp.MustCompile(`(?i)::|\bANY\s*\(|\bLATERAL\b|\bILIKE\b|\bnow\(\)|\bDISTINCT ON\b|\bOFFSET\b`)

func TestQueriesAreForBothEngines(t *testing.T) {
	for _, q := range db.Queries() {
		if q.For(true) == strings.ReplaceAll(q.For(false), "?", "$") && refused.MatchString(q.String()) {
			t.Errorf("%q is for one engine only:\n%s", refused.FindString(q.String()), q)
		}
	}
}

// The migrations give the same tables with the same columns on both engines, and the tenant is in every key.
func TestTablesAreEqual(t *testing.T) {
	lite, err := db.Tables(t.Context(), testkit.SQLite(t))
	if err != nil {
		t.Fatal(err)
	}
	post, err := db.Tables(t.Context(), testkit.Postgres(t))
	if err != nil {
		t.Fatal(err)
	}
	ours := func(all []db.Table) []db.Table {
		return slices.DeleteFunc(slices.Clone(all), func(table db.Table) bool {
			return strings.HasPrefix(table.Name, "river_") || strings.HasPrefix(table.Name, "sqlite_") || strings.HasPrefix(table.Name, "goose_")
		})
	}
	a, b := ours(lite), ours(post)
	if len(a) != len(b) {
		t.Errorf("%d tables on SQLite, %d on PostgreSQL", len(a), len(b))
	}
	for i := range min(len(a), len(b)) {
		if a[i].Name != b[i].Name || !slices.Equal(a[i].Columns, b[i].Columns) {
			t.Errorf("SQLite: %s %v\nPostgreSQL: %s %v", a[i].Name, a[i].Columns, b[i].Name, b[i].Columns)
		}
		if !a[i].Tenant && db.SharedTables()[a[i].Name] == "" {
			t.Errorf("table %s carries no tenant and is not said to be shared", a[i].Name)
		}
	}
}

// On PostgreSQL every table of tenants is behind row level security that holds its owner too.
func TestWall(t *testing.T) {
	d := testkit.Postgres(t)
	rows, err := d.Pool().QueryContext(t.Context(), `SELECT relname, relrowsecurity AND relforcerowsecurity FROM pg_class
		WHERE relkind = 'r' AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = 'public')`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	tables, err := db.Tables(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		var name string
		var wall bool
		if err := rows.Scan(&name, &wall); err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(tables, func(table db.Table) bool { return table.Name == name })
		if i < 0 {
			continue
		}
		if want := tables[i].Tenant && db.SharedTables()[name] == ""; wall != want {
			t.Errorf("%s: row level security %v, want %v", name, wall, want)
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Pool().ExecContext(t.Context(), `SELECT * FROM account`); err == nil {
		t.Error("without a tenant the table can be read")
	}
}
