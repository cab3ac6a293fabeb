// Package demo fills "Regio Noabers": fourteen municipalities with made-up people, through the same use cases
// that people use, so that whatever the demonstration shows is what the product does. The same seed and start
// day give the same content.
package demo

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"codeberg.org/samenkracht/samenkracht/app"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

//go:embed schema/*.sql
var schema embed.FS

const bookkeeping = "what the demonstration has filled already"

var (
	_ = db.Register(schema)
	_ = db.Shared("app_demo_step", bookkeeping)

	qBegun = db.SharedSQL(bookkeeping, `SELECT EXISTS (SELECT 1 FROM app_demo_step WHERE name = $1)`)
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
	start time.Time // today, at nine in the morning
	now   time.Time
	rand  *rand.Rand
	towns map[string]place
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
	today := law.DateOf(now())
	f := &Filler{size: size, start: time.Date(today.Year, today.Month, today.Day, 9, 0, 0, 0, law.Amsterdam), towns: map[string]place{}, tell: tell}
	f.now, f.rand = f.start, rand.New(rand.NewPCG(seed, 1))
	c.Clock = func() time.Time { f.now = f.now.Add(time.Millisecond); return f.now }
	var err error
	f.app, err = app.New(ctx, c)
	return f, err
}

// Close ends the filler's own connection.
func (f *Filler) Close(ctx context.Context) error { return f.app.Close(ctx) }

type stepRow struct {
	Name string
	At   time.Time
}

// once does a step that was not done before. A step that was broken off is not done again: what there is of it
// stays.
func (f *Filler) once(ctx context.Context, name string, do func(ctx context.Context) error) error {
	err := f.app.DB.InTx(ctx, 0, func(tx *db.Tx) error {
		begun, err := db.One[bool](ctx, tx, qBegun, name)
		if err != nil {
			return err
		}
		if begun {
			return errDone
		}
		return db.Insert(ctx, tx, "app_demo_step", stepRow{name, tx.Now()})
	})
	if errors.Is(err, errDone) {
		return nil
	}
	if err == nil {
		err = do(ctx)
	}
	if err != nil {
		return fmt.Errorf("fill %s: %w", name, err)
	}
	return nil
}

var errDone = errors.New("done before")

// at sets the filler's clock to a number of days before today, at an hour of the working day.
func (f *Filler) at(daysAgo int) {
	day := f.start.AddDate(0, 0, -daysAgo)
	f.now = day.Add(time.Duration(f.rand.IntN(7*60)) * time.Minute)
}

// ignore leaves out an error of one of the kinds that a person would shrug at.
func ignore(err error, kinds ...error) error {
	for _, k := range kinds {
		if errors.Is(err, k) {
			return nil
		}
	}
	return err
}

var _ = fault.Conflict
