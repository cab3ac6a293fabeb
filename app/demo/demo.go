// Package demo fills "Regio Noabers": fourteen municipalities with made-up people, through the same use cases
// that people use, so that whatever the demonstration shows is what the product does. The same seed and start
// day give the same content.
package demo

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"strings"
	"time"

	"codeberg.org/samenkracht/samenkracht/app"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

//go:embed schema/*.sql
var schema embed.FS

const bookkeeping = "what the demonstration has filled already"

var (
	_ = db.Register(schema)
	_ = db.Shared("app_demo_step", bookkeeping)

	qSteps = db.SharedSQL(bookkeeping, `SELECT name, at, done_at FROM app_demo_step`)

	qDone = db.SharedSQL(bookkeeping, `UPDATE app_demo_step SET done_at = $2 WHERE name = $1`)
)

// Size is how much is filled.
type Size string

// The sizes. Tiny is for tests: three towns and forty households.
const (
	Tiny Size = "tiny"
	Full Size = "demo"
)

// ParseSize reads a size as it is typed.
func ParseSize(s string) (Size, error) {
	if size := Size(s); size == Tiny || size == Full {
		return size, nil
	}
	return "", fmt.Errorf("there is no size %q: use tiny or demo", s)
}

func (s Size) towns() []town {
	if s == Tiny {
		return []town{towns[0], towns[1], towns[3]} // Almelo, Borne and Enschede: the stories need these
	}
	return towns
}

func (s Size) households() int {
	if s == Tiny {
		return 40
	}
	return 1200
}

func (s Size) ads() int {
	if s == Tiny {
		return 30
	}
	return 300
}

// Filler fills the demonstration. It has its own clock, so that it can make a past.
type Filler struct {
	app   *app.App // on the same database as the one that serves, with the filler's clock
	size  Size
	start time.Time // the first moment of today
	now   time.Time
	rand  *rand.Rand // of the step that is being done
	done  map[string]bool
	towns map[string]*place
	firms map[string]db.ID // by slug
	tell  func(app.Filling)
}

// seed of all that looks random.
const seed = 20260302

// Open prepares to fill the database of c. Whoever is told hears how far it is.
func Open(ctx context.Context, c app.Config, size Size, tell func(app.Filling)) (*Filler, error) {
	now := time.Now
	if c.Clock != nil {
		now = c.Clock
	}
	f := &Filler{size: size, start: law.DateOf(now()).Start(), done: map[string]bool{}, towns: map[string]*place{}, firms: map[string]db.ID{}, tell: tell}
	f.now, f.rand = f.start, rand.New(rand.NewPCG(seed, 0))
	c.Clock = func() time.Time { f.now = f.now.Add(time.Millisecond); return f.now }
	var err error
	if f.app, err = app.New(ctx, c); err != nil {
		return nil, err
	}
	f.app.Letters.Printer = nil
	if err = f.recall(ctx); err != nil {
		return nil, errors.Join(err, f.Close(ctx))
	}
	return f, nil
}

// Close ends the filler's own connection.
func (f *Filler) Close(ctx context.Context) error { return f.app.Close(ctx) }

type stepRow struct {
	Name   string
	At     time.Time
	DoneAt *time.Time
}

// recall reads which steps were done before. A household that was cut off stays as far as it came, as happens in
// life. Without the towns nothing works, so they must be whole.
func (f *Filler) recall(ctx context.Context) error {
	return f.app.DB.View(ctx, 0, func(tx *db.Tx) error {
		for step, err := range db.Each[stepRow](ctx, tx, qSteps) {
			if err != nil {
				return err
			}
			if f.done[step.Name] = true; step.DoneAt == nil && strings.HasPrefix(step.Name, groundwork) {
				return errBroken
			}
		}
		return nil
	})
}

// groundwork is how the names begin of the steps on which the others stand.
const groundwork = "ground: "

var errBroken = errors.New("this database was filled by halves: the program was cut off while it set up the towns. Remove the folder or the database, and start again")

// once does a step that was not begun before. When ctx ends the step that is being done is done to its end, and
// no other begins.
func (f *Filler) once(ctx context.Context, name string, do func(ctx context.Context) error) error {
	if f.done[name] {
		return nil
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	h := fnv.New64a()
	_, _ = h.Write([]byte(name)) // never fails
	f.rand, f.now = rand.New(rand.NewPCG(seed, h.Sum64())), f.start
	ctx = context.WithoutCancel(ctx)
	err := f.app.DB.InTx(ctx, 0, func(tx *db.Tx) error {
		return db.Insert(ctx, tx, "app_demo_step", stepRow{Name: name, At: tx.Now()})
	})
	if err == nil {
		f.done[name] = true
		err = do(ctx)
	}
	if err == nil && strings.HasPrefix(name, groundwork) {
		err = f.app.DB.InTx(ctx, 0, func(tx *db.Tx) error { return tx.ExecOne(ctx, qDone, name, tx.Now()) })
	}
	if err != nil {
		return fmt.Errorf("fill %s: %w", name, err)
	}
	return nil
}

// at sets the filler's clock to a number of days before today, at an hour of the working day. A day in the weekend
// becomes the Friday before. What happens later on the same day happens after what was there.
func (f *Filler) at(daysAgo int) {
	day := f.day(daysAgo)
	moment := day.Start().Add(9*time.Hour + time.Duration(f.rand.IntN(7*60))*time.Minute)
	if law.DateOf(f.now) == day && !moment.After(f.now) {
		moment = f.now.Add(time.Duration(1+f.rand.IntN(10)) * time.Minute)
	}
	f.now = moment
}

// day is the working day that lies a number of days before today.
func (f *Filler) day(daysAgo int) law.Date {
	day := law.DateOf(f.start).Add(-daysAgo)
	switch day.Weekday() {
	case time.Saturday:
		return day.Add(-1)
	case time.Sunday:
		return day.Add(-2)
	}
	return day
}
