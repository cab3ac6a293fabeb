package access_test

import (
	"context"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

var testRules = []access.Rule{{Action: "plan.read", Roles: []access.Role{access.RoleGeneralist}, When: access.Anyone, Purpose: "Help", Ground: "Wmo 2015 art. 2.3.2"}}

const tenant = db.ID(7)

// log writes lines about n people and returns the gate.
func log(t *testing.T, d *db.DB, n int) *access.Gate {
	t.Helper()
	gate := access.New(d, testRules)
	actor := access.Actor{Account: 1, Tenant: tenant, Role: access.RoleGeneralist}
	err := d.InTx(t.Context(), tenant, func(tx *db.Tx) error {
		for i := range n {
			if err := gate.Allow(t.Context(), tx, actor, "plan.read", access.Object{Kind: "plan", ID: db.ID(i + 1), Subjects: []db.ID{100, 101}}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return gate
}

// keys makes a key pair for checkpoints.
func keys(t *testing.T) (note.Signer, note.Verifier) {
	t.Helper()
	private, public, err := note.GenerateKey(nil, "samenkracht")
	if err != nil {
		t.Fatal(err)
	}
	signer, err := note.NewSigner(private)
	if err != nil {
		t.Fatal(err)
	}
	verifier, err := note.NewVerifier(public)
	if err != nil {
		t.Fatal(err)
	}
	return signer, verifier
}

func TestGateLogs(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		gate := log(t, d, 1)
		visitor := access.Visitor(tenant)
		err := d.InTx(t.Context(), tenant, func(tx *db.Tx) error {
			return gate.Allow(t.Context(), tx, visitor, "plan.read", access.Object{Kind: "plan", ID: 9, Subjects: []db.ID{100}})
		})
		if err == nil {
			t.Fatal("a visitor read a plan")
		}
		err = d.View(t.Context(), tenant, func(tx *db.Tx) error {
			about, err := access.About(t.Context(), tx, 100, 0)
			if err != nil || len(about) != 2 || about[0].Outcome != access.Refused || about[1].Purpose != "Help" {
				t.Errorf("%+v %v", about, err)
			}
			denied, err := access.Remarkable(t.Context(), tx, 0)
			if err != nil || len(denied) != 1 {
				t.Errorf("%+v %v", denied, err)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
		if err := d.InTx(t.Context(), 8, func(tx *db.Tx) error {
			return gate.Allow(t.Context(), tx, access.Actor{Account: 1, Tenant: tenant, Role: access.RoleGeneralist}, "plan.read", access.Object{})
		}); err == nil {
			t.Error("an actor acted in a transaction of another tenant")
		}
	})
}

func TestSequenceAndVerify(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		signer, key := keys(t)
		var outside strings.Builder
		s := access.NewSequencer(d, signer, func(_ context.Context, c string) error { outside.WriteString(c); return nil })
		for round := range 5 {
			log(t, d, round*3+1)
			testkit.ClockOf(d).Advance(11 * 24 * time.Hour)
			if _, err := s.Run(t.Context(), tenant); err != nil {
				t.Fatal(err)
			}
		}
		r, err := access.Verify(t.Context(), d, tenant, key, outside.String())
		if err != nil || len(r.Findings) != 0 || r.Lines != 70 || r.Waiting != 0 {
			t.Errorf("%+v %v", r, err)
		}
		_, other := keys(t)
		if r, _ := access.Verify(t.Context(), d, tenant, other, ""); len(r.Findings) == 0 {
			t.Error("somebody else's key was believed")
		}
	})
}

// Every way to change the log behind the gate's back is found.
func TestTampering(t *testing.T) {
	d := testkit.SQLite(t)
	signer, key := keys(t)
	var outside strings.Builder
	s := access.NewSequencer(d, signer, func(_ context.Context, c string) error { outside.WriteString(c); return nil })
	log(t, d, 40)
	if _, err := s.Run(t.Context(), tenant); err != nil {
		t.Fatal(err)
	}
	pool := d.Pool()
	one := func(text string) (v int64) {
		if err := pool.QueryRow(text).Scan(&v); err != nil {
			t.Fatal(err)
		}
		return v
	}
	if n := one(`SELECT count(*) FROM access_log`); n != 80 {
		t.Fatal(n)
	}
	ways := []string{
		`UPDATE access_log SET purpose = purpose || '.' WHERE id = ?1`,
		`UPDATE access_log SET actor_id = 2 WHERE id = ?1`,
		`UPDATE access_log SET outcome = 'denied' WHERE id = ?1`,
		`UPDATE access_log SET at = at + 1 WHERE id = ?1`,
		`UPDATE access_log SET subject_id = subject_id + 1 WHERE id = ?1`,
		`DELETE FROM access_log WHERE id = ?1`,
		`DELETE FROM access_leaf WHERE log_id = ?1`,
		`DELETE FROM access_leaf WHERE idx >= (SELECT idx FROM access_leaf WHERE log_id = ?1)`,
		`DELETE FROM access_leaf WHERE ?1 > 0`,
		`UPDATE access_checkpoint SET note = replace(note, '80', '79') WHERE ?1 > 0`,
		`INSERT INTO access_log SELECT tenant_id, id - 100000000000000000, at, 3, job, role, action, purpose, ground, subject_id, object_kind, object_id, outcome, reason, trace FROM access_log WHERE id = ?1`,
	}
	for _, way := range ways {
		for range 20 {
			var id int64
			if err := pool.QueryRow(`SELECT id FROM access_log ORDER BY id LIMIT 1 OFFSET ?1`, rand.IntN(80)).Scan(&id); err != nil {
				t.Fatal(err)
			}
			for _, do := range []string{`CREATE TABLE l AS SELECT * FROM access_log`, `CREATE TABLE f AS SELECT * FROM access_leaf`, `CREATE TABLE c AS SELECT * FROM access_checkpoint`} {
				if _, err := pool.Exec(do); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := pool.Exec(way, id); err != nil {
				t.Fatal(err)
			}
			r, err := access.Verify(t.Context(), d, tenant, key, outside.String())
			if err != nil || len(r.Findings) == 0 {
				t.Errorf("not found: %s (%v)", way, err)
			}
			for _, undo := range []string{`DELETE FROM access_log`, `DELETE FROM access_leaf`, `DELETE FROM access_checkpoint`,
				`INSERT INTO access_log SELECT * FROM l`, `INSERT INTO access_leaf SELECT * FROM f`, `INSERT INTO access_checkpoint SELECT * FROM c`,
				`DROP TABLE l`, `DROP TABLE f`, `DROP TABLE c`} {
				if _, err := pool.Exec(undo); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if r, err := access.Verify(t.Context(), d, tenant, key, outside.String()); err != nil || len(r.Findings) != 0 {
		t.Errorf("put back, still wrong: %+v %v", r, err)
	}
}

// The serving role of PostgreSQL can add lines and do nothing else with them.
func TestLogIsAppendOnly(t *testing.T) {
	d := testkit.Postgres(t)
	log(t, d, 1)
	for _, table := range []string{"access_log", "access_leaf", "access_hash", "access_checkpoint"} {
		for _, do := range []string{"UPDATE " + table + " SET tenant_id = tenant_id", "DELETE FROM " + table, "TRUNCATE " + table} {
			if _, err := d.Pool().Exec("BEGIN; SET LOCAL app.tenant = 7; " + do + "; COMMIT"); err == nil {
				t.Errorf("%s was allowed", do)
			}
		}
	}
}
