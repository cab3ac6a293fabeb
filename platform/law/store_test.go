package law_test

import (
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	_ "codeberg.org/samenkracht/samenkracht/platform/seal" // a database has at least one table
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

var (
	qDate = db.EngineSQL(`SELECT CAST($1 AS DATE) AS day, CAST($2 AS DATE) AS none, CAST($3 AS TEXT) AS postcode`,
		`SELECT $1 AS day, $2 AS none, $3 AS postcode`)
	qBefore = db.EngineSQL(`SELECT CAST($1 AS DATE) < CAST($2 AS DATE)`, `SELECT $1 < $2`)
)

// TestStored sends days and numbers through both engines.
func TestStored(t *testing.T) {
	code, err := ident.ParsePostcode("7511SS")
	if err != nil {
		t.Fatal(err)
	}
	type row struct {
		Day, None law.Date
		Postcode  ident.Postcode
	}
	want := row{Day: law.Day(2026, 5, 5), Postcode: code}
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		err := d.View(t.Context(), 1, func(tx *db.Tx) error {
			got, err := db.One[row](t.Context(), tx, qDate, want.Day, want.None, want.Postcode)
			if err != nil || got != want {
				t.Errorf("%+v, %v", got, err)
			}
			before, err := db.One[bool](t.Context(), tx, qBefore, law.Day(2026, 9, 30), law.Day(2026, 10, 1))
			if err != nil || !before {
				t.Errorf("days sort as days: %t, %v", before, err)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}
