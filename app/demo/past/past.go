// Package past gives the demonstration a past: a program of its own on the same database, with a clock that goes
// where it is told, steps that are done once, and chance that falls the same way each time.
package past

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

// Seed of all that looks random.
const Seed = 20260302

// Past is where the demonstration is filled.
type Past struct {
	App  *app.App   // on the same database as the one that serves, with the clock of the past
	Rand *rand.Rand // of the step that is being done

	start time.Time // the first moment of today
	now   time.Time
	done  map[string]bool
}

// Open opens the database of c with a clock of its own. Today is the day on the clock of c.
func Open(ctx context.Context, c app.Config) (*Past, error) {
	now := time.Now
	if c.Clock != nil {
		now = c.Clock
	}
	p := &Past{start: law.DateOf(now()).Start(), done: map[string]bool{}}
	p.begin("")
	c.Clock = func() time.Time { p.now = p.now.Add(time.Millisecond); return p.now }
	var err error
	if p.App, err = app.New(ctx, c); err != nil {
		return nil, err
	}
	if err = p.recall(ctx); err != nil {
		return nil, errors.Join(err, p.App.Close(ctx))
	}
	return p, nil
}

// begin sets clock and chance for a step.
func (p *Past) begin(step string) {
	h := fnv.New64a()
	_, _ = h.Write([]byte(step)) // never fails
	p.Rand, p.now = rand.New(rand.NewPCG(Seed, h.Sum64())), p.start
}

type stepRow struct {
	Name   string
	At     time.Time
	DoneAt *time.Time
}

// recall reads which steps were done before. A household that was cut off stays as far as it came, as happens in
// life. What others stand on must be whole.
func (p *Past) recall(ctx context.Context) error {
	return p.App.DB.View(ctx, 0, func(tx *db.Tx) error {
		for step, err := range db.Each[stepRow](ctx, tx, qSteps) {
			if err != nil {
				return err
			}
			if p.done[step.Name] = true; step.DoneAt == nil && strings.HasPrefix(step.Name, Groundwork) {
				return errBroken
			}
		}
		return nil
	})
}

// Groundwork is how the names begin of the steps on which the others stand.
const Groundwork = "ground: "

var errBroken = errors.New("this database was filled by halves: the program was cut off while it set up the towns. Remove the folder or the database, and start again")

// Done reports whether a step was begun before.
func (p *Past) Done(step string) bool { return p.done[step] }

// Once does a step that was not begun before. When ctx ends the step that is being done is done to its end, and
// no other begins.
func (p *Past) Once(ctx context.Context, step string, do func(ctx context.Context) error) error {
	if p.done[step] {
		return nil
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	p.begin(step)
	ctx = context.WithoutCancel(ctx)
	err := p.App.DB.InTx(ctx, 0, func(tx *db.Tx) error {
		return db.Insert(ctx, tx, "app_demo_step", stepRow{Name: step, At: tx.Now()})
	})
	if err == nil {
		p.done[step] = true
		err = do(ctx)
	}
	if err == nil && strings.HasPrefix(step, Groundwork) {
		err = p.App.DB.InTx(ctx, 0, func(tx *db.Tx) error { return tx.ExecOne(ctx, qDone, step, tx.Now()) })
	}
	if err != nil {
		return fmt.Errorf("fill %s: %w", step, err)
	}
	return nil
}

// At sets the clock to a number of days before today, at an hour of the working day. A day in the weekend becomes
// the Friday before. What happens later on the same day happens after what was there.
func (p *Past) At(daysAgo int) {
	day := p.Day(daysAgo)
	moment := day.Start().Add(9*time.Hour + time.Duration(p.Rand.IntN(7*60))*time.Minute)
	if p.On() == day && !moment.After(p.now) {
		moment = p.now.Add(time.Duration(1+p.Rand.IntN(10)) * time.Minute)
	}
	p.now = moment
}

// On is the day on the clock.
func (p *Past) On() law.Date { return law.DateOf(p.now) }

// Today is the day on which the demonstration begins.
func (p *Past) Today() law.Date { return law.DateOf(p.start) }

// Day is the working day that lies a number of days before today, or after it when the number is negative. In the
// weekend that is the Friday before, or the Monday after.
func (p *Past) Day(daysAgo int) law.Date {
	day, step := p.Today().Add(-daysAgo), -1
	if daysAgo < 0 {
		step = 1
	}
	for day.Weekday() == time.Saturday || day.Weekday() == time.Sunday {
		day = day.Add(step)
	}
	return day
}
