package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	"codeberg.org/samenkracht/samenkracht/app"
	"codeberg.org/samenkracht/samenkracht/platform/mail"
)

// installation are the settings that say what an installation is.
type installation struct {
	settings
	database, owner, data, services, smtp, smtpUser, smtpFrom *string
	secure                                                    *bool
}

func installationSettings(name string) installation {
	s := newSettings(name)
	return installation{settings: s,
		database: s.text("db", "", `database that serves: "postgres://…" or "sqlite:FILE"`),
		owner:    s.text("db-owner", "", "the same PostgreSQL database as the role that owns the tables; needed to migrate"),
		data:     s.text("data", "data", "folder for keys and signed checkpoints of the log"),
		services: s.text("sign-in", "", "JSON file with the sign-in services"),
		smtp:     s.text("smtp", "", "server for outgoing mail, host:port"),
		smtpUser: s.text("smtp-user", "", "name at the mail server; its password is SAMENKRACHT_SMTP_PASSWORD"),
		smtpFrom: s.text("smtp-from", "", "address that letters come from when a municipality has none of its own"),
		secure:   s.Bool("https", os.Getenv("SAMENKRACHT_HTTPS") == "true", "people reach this server over https (SAMENKRACHT_HTTPS)"),
	}
}

func (i installation) config() (app.Config, error) {
	c := app.Config{Database: *i.database, Owner: *i.owner, Data: *i.data, Secure: *i.secure,
		Mail: mail.Server{Address: *i.smtp, User: *i.smtpUser, Password: os.Getenv("SAMENKRACHT_SMTP_PASSWORD"), From: *i.smtpFrom}}
	if c.Database == "" {
		return c, errors.New("say which database to use, with -db or SAMENKRACHT_DB")
	}
	if *i.services != "" {
		text, err := os.ReadFile(*i.services)
		if err != nil {
			return c, fmt.Errorf("sign-in services: %w", err)
		}
		if err := json.Unmarshal(text, &c.Services); err != nil {
			return c, fmt.Errorf("sign-in services: %s: %w", *i.services, err)
		}
	}
	return c, nil
}

func serve(ctx context.Context, args []string, out io.Writer) error {
	i := installationSettings("serve")
	addr := i.text("addr", "localhost:8080", "address to listen on")
	if err := i.parse(args); err != nil {
		return err
	}
	c, err := i.config()
	if err != nil {
		return err
	}
	a, err := app.New(ctx, c)
	if err != nil {
		return err
	}
	if err := a.Start(ctx); err != nil {
		return errors.Join(err, a.Close(context.WithoutCancel(ctx)))
	}
	return listen(ctx, a, *addr, out)
}

func migrate(ctx context.Context, args []string, out io.Writer) error {
	i := installationSettings("migrate")
	if err := i.parse(args); err != nil {
		return err
	}
	c, err := i.config()
	if err != nil {
		return err
	}
	if err := app.Migrate(ctx, c); err != nil {
		return err
	}
	fmt.Fprintln(out, "The tables are up to date.")
	return nil
}

// listen serves a until ctx ends, and then lets requests that run finish.
func listen(ctx context.Context, a *app.App, addr string, out io.Writer) error {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return errors.Join(fmt.Errorf("cannot listen on %s: %w; choose another address with -addr", addr, err), a.Close(context.WithoutCancel(ctx)))
	}
	fmt.Fprintf(out, "Open http://%s in your browser. Stop with Ctrl+C.\n", visible(l.Addr().String()))
	server := &http.Server{Handler: a.Handler, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: time.Minute, WriteTimeout: 2 * time.Minute, IdleTimeout: 2 * time.Minute}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(l) }()
	select {
	case err = <-failed:
	case <-ctx.Done():
		slog.Info("stopping")
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 20*time.Second)
		defer cancel()
		err = server.Shutdown(last)
	}
	return errors.Join(err, a.Close(context.WithoutCancel(ctx)))
}

// visible is an address that a browser understands.
func visible(addr string) string {
	for _, all := range []string{"[::]:", "0.0.0.0:"} {
		if port, ok := strings.CutPrefix(addr, all); ok {
			return "localhost:" + port
		}
	}
	return strings.Replace(addr, "127.0.0.1", "localhost", 1)
}
