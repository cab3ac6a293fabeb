package jobs

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	_ "codeberg.org/samenkracht/samenkracht/platform/access" // there is no database without any table of our own
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

const almelo db.ID = 7

type note struct {
	Tenant db.ID
	Number int
}

func (note) Kind() string { return "test.note" }

// notes is a queue that writes down what it did.
type notes struct {
	*Queue
	d    *db.DB
	mu   sync.Mutex
	done []int
	fail func(note) error
}

func newNotes(d *db.DB) *notes {
	n := &notes{Queue: New(d), d: d}
	Handle(n.Queue, func(_ context.Context, job note) error {
		if n.fail != nil {
			if err := n.fail(job); err != nil {
				return err
			}
		}
		n.mu.Lock()
		defer n.mu.Unlock()
		n.done = append(n.done, job.Number)
		return nil
	})
	return n
}

func (n *notes) seen() []int {
	n.mu.Lock()
	defer n.mu.Unlock()
	return slices.Clone(n.done)
}

func (n *notes) enqueue(t testing.TB, number int, options ...Option) {
	t.Helper()
	if err := n.d.InTx(t.Context(), almelo, func(tx *db.Tx) error {
		return n.Enqueue(t.Context(), tx, note{almelo, number}, options...)
	}); err != nil {
		t.Fatal(err)
	}
}

func (n *notes) drain(t testing.TB) {
	t.Helper()
	if err := n.Drain(t.Context()); err != nil {
		t.Error(err)
	}
}

func (n *notes) want(t testing.TB, want ...int) {
	t.Helper()
	if got := n.seen(); !slices.Equal(got, want) {
		t.Errorf("done: %v, want %v", got, want)
	}
}

func TestCommitLeavesAJobAndRollbackNone(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		n := newNotes(d)
		stop := errors.New("changed my mind")
		err := d.InTx(t.Context(), almelo, func(tx *db.Tx) error {
			if err := n.Enqueue(t.Context(), tx, note{almelo, 1}); err != nil {
				return err
			}
			return stop
		})
		if !errors.Is(err, stop) {
			t.Fatal(err)
		}
		n.drain(t)
		n.want(t)
		n.enqueue(t, 2)
		n.drain(t)
		n.drain(t)
		n.want(t, 2)
	})
}

func TestEnqueueRefuses(t *testing.T) {
	n := newNotes(testkit.SQLite(t))
	for name, job := range map[string]Job{"no tenant": note{}, "no handler": other{almelo}} {
		err := n.d.InTx(t.Context(), almelo, func(tx *db.Tx) error { return n.Enqueue(t.Context(), tx, job) })
		if err == nil {
			t.Error(name + ": enqueued")
		}
	}
}

type other struct{ Tenant db.ID }

func (other) Kind() string { return "test.other" }

type homeless struct{ ID db.ID }

func (homeless) Kind() string { return "test.homeless" }

func TestHandleRefuses(t *testing.T) {
	q := newNotes(testkit.SQLite(t)).Queue
	for name, f := range map[string]func(){
		"a job without a tenant": func() { Handle(q, func(context.Context, homeless) error { return nil }) },
		"a kind twice":           func() { Handle(q, func(context.Context, note) error { return nil }) },
		"every millisecond":      func() { Every(q, time.Millisecond, "test.often", func(context.Context) error { return nil }) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Error(name + ": accepted")
				}
			}()
			f()
		}()
	}
}

func TestLaterAndInOrder(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		n, clock := newNotes(d), testkit.ClockOf(d)
		n.enqueue(t, 3, At(d.Now().Add(2*time.Hour)))
		n.enqueue(t, 2, At(d.Now().Add(time.Hour)))
		n.enqueue(t, 1)
		n.enqueue(t, 0, At(d.Now().Add(-time.Hour)))
		n.drain(t)
		n.want(t, 1, 0)
		clock.Advance(time.Hour - time.Second)
		n.drain(t)
		n.want(t, 1, 0)
		clock.Advance(2 * time.Hour)
		n.enqueue(t, 4)
		n.drain(t)
		n.want(t, 1, 0, 2, 3, 4)
	})
}

// A job may ask for another one, which Drain does too.
func TestDrainDoesWhatJobsAskFor(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		n := newNotes(d)
		n.fail = func(job note) error {
			if job.Number < 3 {
				n.enqueue(t, job.Number+1)
			}
			return nil
		}
		n.enqueue(t, 1)
		n.drain(t)
		n.want(t, 1, 2, 3)
	})
}

// What is left waits an hour, and is then done as if nothing happened.
func TestDrainLeaves(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		n := newNotes(d)
		n.enqueue(t, 1)
		if err := n.Drain(t.Context(), note{}.Kind()); err != nil {
			t.Error(err)
		}
		n.drain(t)
		n.want(t)
		testkit.ClockOf(d).Advance(time.Hour)
		n.drain(t)
		n.want(t, 1)
	})
}

// A caller who goes away leaves the rest as it was.
func TestDrainCutOff(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		n := newNotes(d)
		ctx, leave := context.WithCancel(t.Context())
		n.fail = func(note) error {
			leave()
			return nil
		}
		n.enqueue(t, 1)
		n.enqueue(t, 2)
		if err := n.Drain(ctx); !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		n.want(t, 1)
		n.drain(t)
		n.want(t, 1, 2)
	})
}

func TestUnique(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		n := newNotes(d)
		for range 5 {
			n.enqueue(t, 1, Unique())
		}
		n.enqueue(t, 2, Unique())
		n.drain(t)
		n.want(t, 1, 2)
		n.enqueue(t, 1, Unique()) // the first is done, so this is news
		n.drain(t)
		n.want(t, 1, 2, 1)
	})
}

// What is being done may not have seen what the next transaction writes.
func TestUniqueWhileItIsDone(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		n := newNotes(d)
		first := true
		n.fail = func(job note) error {
			if first {
				first = false
				for range 3 {
					n.enqueue(t, job.Number, Unique())
				}
			}
			return nil
		}
		n.enqueue(t, 1, Unique())
		n.drain(t)
		n.want(t, 1, 1)
	})
}

func TestRetry(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		n, clock := newNotes(d), testkit.ClockOf(d)
		broken := errors.New("the partner is away")
		tried, last := 0, false
		Handle(n.Queue, func(ctx context.Context, _ other) error {
			tried++
			last = LastTry(ctx)
			return broken
		})
		err := d.InTx(t.Context(), almelo, func(tx *db.Tx) error { return n.Enqueue(t.Context(), tx, other{almelo}) })
		if err != nil {
			t.Fatal(err)
		}
		n.enqueue(t, 1)
		for try := 1; try <= tries; try++ {
			if err := n.Drain(t.Context()); !errors.Is(err, broken) || tried != try || last != (try == tries) {
				t.Fatalf("try %d: %v, tried %d, last %v", try, err, tried, last)
			}
			n.drain(t) // nothing is due yet
			clock.Advance(wait(try) + time.Millisecond)
		}
		n.want(t, 1)
		n.drain(t)
		failed, err := n.Failed(t.Context())
		if err != nil || len(failed) != 1 {
			t.Fatalf("%+v %v", failed, err)
		}
		f := failed[0]
		if f.Kind != "test.other" || f.Tenant != almelo || f.Tries != tries || f.Error != broken.Error() || f.ComesBack || f.At.After(d.Now()) {
			t.Errorf("%+v", f)
		}
		broken = nil
		if err := n.Retry(t.Context(), f.ID); err != nil {
			t.Fatal(err)
		}
		n.drain(t)
		if failed, err := n.Failed(t.Context()); len(failed) != 0 || err != nil || tried != tries+1 {
			t.Errorf("%+v %v, tried %d", failed, err, tried)
		}
	})
}

func TestRetryOfNothing(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		if err := New(d).Retry(t.Context(), 404); err == nil {
			t.Error("retried")
		}
	})
}

func TestPanic(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		n, clock := newNotes(d), testkit.ClockOf(d)
		once := true
		n.fail = func(note) error {
			if once {
				once = false
				panic("a bug")
			}
			return nil
		}
		n.enqueue(t, 1)
		if err := n.Drain(t.Context()); err == nil || err.Error() != "test.note: panic: a bug" {
			t.Error(err)
		}
		clock.Advance(time.Minute)
		n.drain(t)
		n.want(t, 1)
	})
}

func TestEvery(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		clock, ran := testkit.ClockOf(d), 0
		var trouble error
		start := func(period time.Duration) *Queue {
			q := New(d)
			Every(q, period, "test.tidy", func(context.Context) error { ran++; return trouble })
			return q
		}
		steps := []struct {
			after, period time.Duration
			want          int
		}{
			{0, time.Hour, 1},                  // the first start
			{0, time.Hour, 1},                  // nothing is due, also not after a restart
			{59 * time.Minute, time.Hour, 1},   // 09:59
			{time.Minute, time.Hour, 2},        // 10:00
			{5 * time.Hour, time.Hour, 3},      // hours were missed: once
			{time.Minute, time.Minute, 4},      // another period begins at once
			{61 * time.Second, time.Minute, 5}, // 15:02:01
			{time.Hour, time.Minute, 6},        // the row with the old period has ended
		}
		for i, s := range steps {
			clock.Advance(s.after)
			if err := start(s.period).Drain(t.Context()); err != nil || ran != s.want {
				t.Fatalf("step %d: ran %d times, want %d: %v", i, ran, s.want, err)
			}
		}
		trouble = errors.New("no space")
		q := start(time.Minute)
		for _, want := range []int{1, 0} {
			clock.Advance(time.Minute)
			if err := q.Drain(t.Context()); !errors.Is(err, trouble) {
				t.Error(err)
			}
			failed, err := q.Failed(t.Context())
			if err != nil || len(failed) != want || want == 1 && (failed[0].Error != "no space" || !failed[0].ComesBack) {
				t.Errorf("%+v %v", failed, err)
			}
			trouble = nil
		}
	})
}

func TestWait(t *testing.T) {
	sum := time.Duration(0)
	for n := 1; n < tries; n++ {
		sum += wait(n)
	}
	if days := sum.Hours() / 24; days < 2 || days > 3 {
		t.Errorf("a job is tried for %.1f days", days)
	}
}
