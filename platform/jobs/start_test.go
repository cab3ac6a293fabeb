package jobs

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/riverqueue/river/riverdriver"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

// eventually waits until something is so, however slow the machine is.
func eventually(t testing.TB, what string, so func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !so(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("never came: %s", what)
		}
	}
}

func (q *Queue) begin(t testing.TB) {
	t.Helper()
	if err := q.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { q.end(t) })
}

func (q *Queue) end(t testing.TB) {
	t.Helper()
	if err := q.Stop(context.Background()); err != nil {
		t.Error(err)
	}
}

func TestManyProcessesDoEachJobOnce(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		n := newNotes(d)
		second := New(d)
		Handle(second, func(_ context.Context, job note) error {
			n.mu.Lock()
			defer n.mu.Unlock()
			n.done = append(n.done, job.Number)
			return nil
		})
		n.begin(t)
		second.begin(t)
		var writers sync.WaitGroup
		for w := range 4 {
			writers.Go(func() {
				for i := range 50 {
					n.enqueue(t, w*50+i)
				}
			})
		}
		writers.Wait()
		eventually(t, "the last job", func() bool { return len(n.seen()) >= 200 })
		n.end(t)
		second.end(t)
		done := n.seen()
		slices.Sort(done)
		for i, number := range done {
			if i != number {
				t.Fatalf("job %d was done twice or not at all: %v", i, done)
			}
		}
	})
}

func TestFailuresAreTriedAgain(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		n := newNotes(d)
		var tried atomic.Int32
		n.fail = func(job note) error {
			switch tried.Add(1) {
			case 1:
				return errors.New("away")
			case 2:
				panic("a bug")
			}
			return nil
		}
		n.enqueue(t, 1)
		n.begin(t)
		eventually(t, "the second try", func() bool {
			testkit.ClockOf(d).Advance(time.Second) // to the second try, and on to the third
			return len(n.seen()) == 1
		})
		n.end(t)
		if tried.Load() != 3 {
			t.Errorf("tried %d times", tried.Load())
		}
	})
}

func TestEveryRunsOnOneProcess(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		var busy, runs atomic.Int32
		for range 3 {
			q := New(d)
			Every(q, time.Second, "test.tidy", func(context.Context) error {
				if busy.Add(1) > 1 {
					t.Error("two at once")
				}
				runs.Add(1)
				runtime.Gosched()
				busy.Add(-1)
				return nil
			})
			q.begin(t)
		}
		eventually(t, "the fourth turn", func() bool {
			testkit.ClockOf(d).Advance(100 * time.Millisecond)
			return runs.Load() >= 4
		})
	})
}

// Stop waits for the job that is being done, and leaves nothing behind: no goroutine, no connection.
func TestStopLeavesNothing(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		n := newNotes(d)
		begun, finish := make(chan bool), make(chan bool)
		n.fail = func(note) error {
			begun <- true
			<-finish
			return nil
		}
		before := runtime.NumGoroutine()
		for number := range 3 { // a queue that stopped can start again
			n.enqueue(t, number)
			n.begin(t)
			if err := n.Start(t.Context()); err == nil {
				t.Error("started twice")
			}
			<-begun
			hurry, cancel := context.WithCancel(t.Context())
			cancel()
			if err := n.Stop(hurry); !errors.Is(err, context.Canceled) {
				t.Errorf("stopped while a job was being done: %v", err)
			}
			finish <- true
			n.end(t)
			n.end(t)
		}
		n.want(t, 0, 1, 2)
		eventually(t, "the end of every goroutine", func() bool {
			stacks := make([]byte, 1<<20)
			text := string(stacks[:runtime.Stack(stacks, true)])
			return runtime.NumGoroutine() <= before+2 && !strings.Contains(text, "riverqueue") && !strings.Contains(text, "pgxpool")
		})
	})
}

// A job may ask for another one while Stop waits for it.
func TestStopWaitsForAJobThatAsksForAnother(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		n := newNotes(d)
		begun := make(chan struct{})
		n.fail = func(note) error {
			close(begun)
			eventually(t, "Stop", func() bool {
				free := n.life.TryLock()
				if free {
					n.life.Unlock()
				}
				return !free
			})
			return d.InTx(t.Context(), almelo, func(tx *db.Tx) error {
				return n.Enqueue(t.Context(), tx, note{almelo, 2}, At(d.Now().Add(time.Hour)))
			})
		}
		n.enqueue(t, 1)
		n.begin(t)
		<-begun
		limited, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if err := n.Stop(limited); err != nil {
			t.Fatal(err)
		}
		n.want(t, 1)
	})
}

// The jobs of a process that was killed are done by another one.
func TestDeadProcess(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		n := newNotes(d)
		n.watch = 20 * time.Millisecond
		n.enqueue(t, 1)
		now, dead := d.Now(), d.NewID()
		err := n.engine.store(t.Context(), func(x riverdriver.Executor) error {
			if _, err := x.LeaderAttemptElect(t.Context(), &riverdriver.LeaderElectParams{LeaderID: dead.String(), Now: &now, TTL: time.Hour}); err != nil {
				return err
			}
			rows, err := x.JobGetAvailable(t.Context(), &riverdriver.JobGetAvailableParams{
				ClientID: dead.String(), MaxAttemptedBy: 9, MaxToLock: 9, Now: &now, Queue: "default"})
			if len(rows) != 1 {
				t.Errorf("the dead process took %d jobs", len(rows))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		n.begin(t)
		eventually(t, "the job of the dead", func() bool { return len(n.seen()) == 1 })
		eventually(t, "the end of its leading", func() (other bool) {
			err := n.engine.store(t.Context(), func(x riverdriver.Executor) error {
				leader, err := x.LeaderGetElectedLeader(t.Context(), &riverdriver.LeaderGetElectedLeaderParams{})
				other = err != nil || leader.LeaderID != dead.String() // none is another too
				return nil
			})
			return err == nil && other
		})
	})
}

// The living are left alone.
func TestLivingProcess(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		n := newNotes(d)
		n.watch = 5 * time.Millisecond
		begun, finish := make(chan bool), make(chan bool)
		n.fail = func(note) error {
			begun <- true
			<-finish
			return nil
		}
		n.begin(t)
		n.enqueue(t, 1)
		<-begun
		q := New(d)
		Handle(q, func(context.Context, note) error {
			t.Error("done twice")
			return nil
		})
		p, err := q.engine.open(t.Context(), d.NewID(), q.settings())
		if err != nil {
			t.Fatal(err)
		}
		defer p.close()
		w := &watch{q: q, process: p}
		for range 3 {
			if err := w.once(t.Context()); err != nil {
				t.Error(err)
			}
		}
		if len(w.suspected) != 0 {
			t.Error("the living are suspected")
		}
		finish <- true
		n.end(t)
	})
}

var address = flag.String("database", "", "an empty database for the benchmark instead of a SQLite file")

// BenchmarkJobs is the time of one job: its own transaction with the enqueueing, and the work.
func BenchmarkJobs(b *testing.B) {
	at := cmp.Or(*address, "sqlite:"+filepath.Join(b.TempDir(), "jobs.db"))
	d, err := db.Open(b.Context(), at)
	if err != nil {
		b.Fatal(err)
	}
	defer d.Close()
	if err := db.Migrate(b.Context(), d, ""); err != nil {
		b.Fatal(err)
	}
	for _, writers := range []int{1, 8} {
		b.Run(fmt.Sprintf("writers=%d", writers), func(b *testing.B) {
			n := newNotes(d)
			n.begin(b)
			b.SetParallelism(writers)
			b.RunParallel(func(work *testing.PB) {
				for work.Next() {
					n.enqueue(b, 1)
				}
			})
			eventually(b, "the last job", func() bool { return len(n.seen()) == b.N })
			b.StopTimer()
			n.end(b)
		})
	}
}
