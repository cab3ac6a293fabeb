package access_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

// outside is where checkpoints are kept, safely away from the database.
type outside struct {
	mu   sync.Mutex
	text strings.Builder
	full bool
}

func (o *outside) keep(_ context.Context, checkpoint string) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.full {
		return errors.New("the disk is full")
	}
	o.text.WriteString(checkpoint)
	return nil
}

func run(t *testing.T, s *access.Sequencer) {
	t.Helper()
	if _, err := s.Run(t.Context(), tenant); err != nil {
		t.Fatal(err)
	}
}

// A process that dies after it signed and before it handed out is stood in for by the next one, or by another that
// runs; one that cannot hand out tries again.
func TestEveryCheckpointIsHandedOut(t *testing.T) {
	d := testkit.SQLite(t)
	signer, key := keys(t)
	var out outside
	dying := access.NewSequencer(d, signer, func(context.Context, string) error { return errors.New("killed") })
	other := access.NewSequencer(d, signer, out.keep)
	verify := func(when string, lines int64) {
		t.Helper()
		r, err := access.Verify(t.Context(), d, tenant, key, out.text.String())
		if err != nil || len(r.Findings) != 0 || r.Outside != lines {
			t.Errorf("%s: %+v %v", when, r, err)
		}
	}
	log(t, d, 1)
	if _, err := dying.Run(t.Context(), tenant); err == nil {
		t.Error("nobody heard of it")
	}
	run(t, other)
	verify("another process", 2)
	log(t, d, 1)
	testkit.ClockOf(d).SetDay("2026-04-01")
	log(t, d, 1)
	if _, err := dying.Run(t.Context(), tenant); err == nil { // signs two months
		t.Error("nobody heard of it")
	}
	run(t, other)
	verify("another process, two months", 6)
	log(t, d, 1)
	out.full = true
	if _, err := other.Run(t.Context(), tenant); err == nil {
		t.Error("nobody heard of it")
	}
	out.full = false
	run(t, other)
	verify("the same process, later", 8)
	run(t, access.NewSequencer(d, signer, out.keep))
	verify("after a start", 8)
}

func TestTwoSequencersAtOnce(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		signer, key := keys(t)
		var out outside
		for range 5 {
			log(t, d, 10)
			var both sync.WaitGroup
			for range 2 {
				both.Go(func() {
					if _, err := access.NewSequencer(d, signer, out.keep).Run(t.Context(), tenant); err != nil {
						t.Error(err)
					}
				})
			}
			both.Wait()
		}
		r, err := access.Verify(t.Context(), d, tenant, key, out.text.String())
		if err != nil || len(r.Findings) != 0 || r.Lines != 100 || r.Outside != 100 || r.Waiting != 0 {
			t.Errorf("%+v %v", r, err)
		}
	})
}

// A line that commits after a later one is found all the same.
func TestLateCommit(t *testing.T) {
	d := testkit.Postgres(t)
	signer, key := keys(t)
	var out outside
	s := access.NewSequencer(d, signer, out.keep)
	gate := log(t, d, 1)
	err := d.InTx(t.Context(), tenant, func(tx *db.Tx) error {
		actor := access.Actor{Account: 1, Tenant: tenant, Role: access.RoleGeneralist}
		if err := gate.Allow(t.Context(), tx, actor, "plan.read", access.Object{Kind: "plan"}); err != nil {
			return err
		}
		log(t, d, 3)
		run(t, s)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	run(t, s)
	r, err := access.Verify(t.Context(), d, tenant, key, out.text.String())
	if err != nil || len(r.Findings) != 0 || r.Lines != 9 || r.Waiting != 0 {
		t.Errorf("%+v %v", r, err)
	}
}

// The clock of the machine was a year ahead for a while: what is written afterwards still comes after it.
func TestClockPutBack(t *testing.T) {
	d := testkit.SQLite(t)
	signer, key := keys(t)
	var out outside
	log(t, d, 1)
	if _, err := d.Pool().Exec(`UPDATE access_log SET id = id + ?1`, int64(365*24*time.Hour/time.Millisecond)<<22); err != nil {
		t.Fatal(err)
	}
	s := access.NewSequencer(d, signer, out.keep)
	run(t, s)
	log(t, d, 2) // with a new gate, as after a start
	run(t, s)
	r, err := access.Verify(t.Context(), d, tenant, key, out.text.String())
	if err != nil || len(r.Findings) != 0 || r.Lines != 6 || r.Waiting != 0 {
		t.Errorf("%+v %v", r, err)
	}
}

// A database that is cut back as a whole, to a state that was once signed, is found by what is kept outside, and
// without that the verdict says what it is worth.
func TestCutBack(t *testing.T) {
	d := testkit.SQLite(t)
	signer, key := keys(t)
	var out outside
	s := access.NewSequencer(d, signer, out.keep)
	log(t, d, 5)
	run(t, s)
	log(t, d, 5)
	run(t, s)
	for _, cut := range []string{`DELETE FROM access_checkpoint WHERE size > 10`, `DELETE FROM access_hash`,
		`DELETE FROM access_log WHERE id IN (SELECT log_id FROM access_leaf WHERE idx >= 10)`, `DELETE FROM access_leaf WHERE idx >= 10`} {
		if _, err := d.Pool().Exec(cut); err != nil {
			t.Fatal(err)
		}
	}
	for name, tt := range map[string]struct{ outside, want string }{
		"with what is outside":    {out.text.String(), "there were 20 lines, now there are 10"},
		"without":                 {"", "no checkpoint was kept outside"},
		"with somebody else's":    {"samenkracht log\n7\n202603\n10\nx\n\n— x y\n", "no valid signature"},
		"with those of elsewhere": {strings.ReplaceAll(out.text.String(), "\n7\n", "\n8\n"), "no valid signature"},
	} {
		r, err := access.Verify(t.Context(), d, tenant, key, tt.outside)
		if err != nil {
			t.Fatal(err)
		}
		found := ""
		for _, f := range r.Findings {
			found += f.What + "\n"
		}
		if !strings.Contains(found, tt.want) {
			t.Errorf("%s: %q; want %q", name, found, tt.want)
		}
	}
	if all := access.Claimed(out.text.String(), key); len(all) != 1 || all[0] != tenant {
		t.Errorf("the checkpoints speak of %v", all)
	}
}
