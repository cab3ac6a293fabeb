package db

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/fault"
)

func TestResolve(t *testing.T) {
	text := "a {{time}}\n-- +if postgres\nb\n-- +end\n-- +if sqlite\nc\n-- +end\nd\n"
	if got := resolve(text, true); got != "a TIMESTAMPTZ\nb\nd\n" {
		t.Errorf("postgres: %q", got)
	}
	if got := resolve(text, false); got != "a TIMESTAMP\nc\nd\n" {
		t.Errorf("sqlite: %q", got)
	}
}

func TestID(t *testing.T) {
	now := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	a, b, later := newID(now), newID(now), newID(now.Add(time.Second))
	if a == b || a >= later || b >= later {
		t.Errorf("ids %d %d %d do not sort by time", a, b, later)
	}
	if back, err := ParseID(a.String()); back != a || err != nil {
		t.Errorf("%v %v", back, err)
	}
	for _, wrong := range []string{"", "0", "-1", "x", "99999999999999999999"} {
		if _, err := ParseID(wrong); !errors.Is(err, fault.NotFound) {
			t.Errorf("ParseID(%q): %v", wrong, err)
		}
	}
}

func TestOpenRefusesOtherAddresses(t *testing.T) {
	if _, err := Open(t.Context(), "mysql://x"); err == nil {
		t.Error("opened")
	}
}

type thing struct {
	TenantID ID
	ID       ID
	Title    string
	Open     bool
	At       time.Time
	Other    ID
	Skip     string `db:"-"`
}

var (
	createThing = SharedSQL("test", `CREATE TABLE thing (tenant_id BIGINT NOT NULL, id BIGINT NOT NULL, title TEXT NOT NULL, open BOOLEAN NOT NULL, at TIMESTAMP NOT NULL, other BIGINT, PRIMARY KEY (tenant_id, id))`)
	things      = SQL(`SELECT tenant_id, id, title, open, at, other FROM thing WHERE tenant_id = $1 AND at >= $2 AND open = $3 AND $1 > 0`)
)

// The engine-neutral behaviour of transactions is tested on both engines in package testkit; this is the part
// that needs no other package.
func TestTransactions(t *testing.T) {
	ctx := t.Context()
	d, err := Open(ctx, "sqlite:"+filepath.Join(t.TempDir(), "a b.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	row := thing{TenantID: 7, ID: 1, Title: "x", Open: true, At: d.Now(), Other: 0}
	rolled := false
	if err := d.InTx(ctx, 7, func(tx *Tx) error {
		if _, err := tx.Exec(ctx, createThing); err != nil {
			return err
		}
		return Insert(ctx, tx, "thing", row)
	}); err != nil {
		t.Fatal(err)
	}
	err = d.InTx(ctx, 7, func(tx *Tx) error {
		tx.AfterRollback(func(context.Context) { rolled = true })
		return Insert(ctx, tx, "thing", row)
	})
	if !errors.Is(err, fault.Conflict) || !rolled {
		t.Errorf("second insert: %v, rolled back %v", err, rolled)
	}
	err = d.View(ctx, 7, func(tx *Tx) error {
		got, err := One[thing](ctx, tx, things, ID(7), row.At, true)
		if err != nil || !got.At.Equal(row.At) || got.Title != "x" || got.Other != 0 {
			t.Errorf("%+v %v", got, err)
		}
		if _, err := One[thing](ctx, tx, things, ID(8), row.At, true); !errors.Is(err, fault.NotFound) {
			t.Errorf("other tenant: %v", err)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	err = d.View(ctx, 7, func(tx *Tx) error { return Insert(ctx, tx, "thing", thing{TenantID: 7, ID: 2, At: row.At}) })
	if err == nil {
		t.Error("a view wrote")
	}
}
