// Package app puts the product together: it opens the database, wires the nouns of the wings to each other,
// and adds the pages that belong to no wing: choosing a municipality, signing in, administration.
package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/jobs"
	"codeberg.org/samenkracht/samenkracht/platform/mail"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
)

// Config is what an installation must say; everything else is a setting of a municipality.
type Config struct {
	Database string           // address that serves
	Owner    string           // address that migrates; empty: the one that serves
	Data     string           // folder for keys and signed checkpoints
	Address  string           // that people type, "https://samenkracht.example.nl"; municipalities may have others of their own
	Proxies  int              // how many proxies stand in front
	Secure   bool             // served over https
	Demo     bool             // made-up people only; anybody may choose who to be
	Messages string           // folder for messages to and from organisations elsewhere; empty: there are none
	Factlab  string           // host:port where senders of the Factlab reach this installation; empty: they do not
	Mail     mail.Server      // where letters go out; in the demonstration they stay in the outbox
	Services []Service        // to sign in with
	Clock    func() time.Time // of tests; nil is the real one
	Options  []db.Option      // further ones of the database, for benchmarks
}

// App is the whole product.
type App struct {
	config  Config
	Handler http.Handler
	filling atomic.Pointer[ui.Filling]
	log     *access.Sequencer
	directories
	nouns
}

// Filling returns how far the demonstration has been filled.
func (a *App) Filling() ui.Filling {
	if f := a.filling.Load(); f != nil {
		return *f
	}
	return ui.Filling{}
}

// Filled notes how far the demonstration has been filled.
func (a *App) Filled(f ui.Filling) { a.filling.Store(&f) }

// New opens the database, brings its tables up to date and puts the product together. Close it when done.
func New(ctx context.Context, c Config) (*App, error) {
	if err := c.validate(); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(c.Data, 0o700); err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	options := c.Options
	if c.Clock != nil {
		options = append(options, db.WithClock(c.Clock))
	}
	if err := migrate(ctx, c); err != nil {
		return nil, err
	}
	d, err := db.Open(ctx, c.Database, options...)
	if err != nil {
		return nil, err
	}
	k, err := loadOrMakeKeys(ctx, d, c.Data)
	if err == nil {
		err = checkRole(ctx, d, c)
	}
	if err != nil {
		return nil, errors.Join(err, d.Close())
	}
	a := &App{config: c}
	a.wire(d, k)
	a.Handler = a.Mux.Server()
	return a, nil
}

// checkRole refuses to serve real people as a role that the walls between organisations do not hold.
func checkRole(ctx context.Context, d *db.DB, c Config) error {
	role, err := d.ServingAs(ctx)
	switch {
	case err != nil:
		return err
	case role.Unwalled && !c.Demo:
		return errors.New("the role that serves is a superuser or has BYPASSRLS: organisations would not be walled off from each other")
	case role.Rewrites && !c.Demo:
		slog.WarnContext(ctx, "the role that serves can change the log: let another role own the tables, and give its address to migrate with -db-owner")
	}
	return nil
}

func (c Config) validate() error {
	if _, err := c.address(); err != nil {
		return err
	}
	for _, s := range c.Services {
		if err := s.Validate(); err != nil {
			return fmt.Errorf("sign-in service %s: %w", s.key(), err)
		}
	}
	return nil
}

func migrate(ctx context.Context, c Config) error {
	owner, serving := c.Owner, servingRole(c.Database)
	if owner == "" || owner == c.Database {
		owner, serving = c.Database, ""
	}
	d, err := db.Open(ctx, owner)
	if err != nil {
		return err
	}
	return errors.Join(db.Migrate(ctx, d, serving), d.Close())
}

// Migrate brings the tables of an installation up to date and does nothing else.
func Migrate(ctx context.Context, c Config) error { return migrate(ctx, c) }

// periodic adds the work that comes back by itself.
func (a *App) periodic() {
	jobs.Every(a.Queue, time.Second, "access.sequence", a.Sequence)
	jobs.Every(a.Queue, time.Hour, "web.forget", a.Mux.Forget)
	if a.config.Demo {
		jobs.Every(a.Queue, 5*time.Second, "demo.providers", a.AnswerOrders)
	}
}

// Sequence puts the new lines of every organisation's log into its tree. One that fails does not stop the others.
func (a *App) Sequence(ctx context.Context) error {
	all, err := everybody(ctx, a.Tenants)
	for _, t := range all {
		for n := access.Batch; n == access.Batch && ctx.Err() == nil; {
			var failed error
			if n, failed = a.log.Run(ctx, t.ID); failed != nil {
				err = errors.Join(err, fmt.Errorf("log of %s: %w", t.Slug, failed))
				break
			}
		}
	}
	return err
}

// checkpointFile is where signed checkpoints stand, unless they are named elsewhere.
func checkpointFile(folder string) string { return filepath.Join(folder, "checkpoints.txt") }

// witness keeps signed checkpoints in a file of the data folder, which belongs in the backup of another
// machine than the database.
func (a *App) witness(_ context.Context, checkpoint string) error {
	f, err := os.OpenFile(checkpointFile(a.config.Data), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(checkpoint + "\n")
	return errors.Join(err, f.Sync(), f.Close())
}

// Start begins to do jobs.
func (a *App) Start(ctx context.Context) error { return a.Queue.Start(ctx) }

// Close stops the jobs and closes the database.
func (a *App) Close(ctx context.Context) error {
	if err := a.Queue.Stop(ctx); err != nil {
		slog.WarnContext(ctx, "stop jobs", "err", err)
	}
	return a.DB.Close()
}
