package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"codeberg.org/samenkracht/samenkracht/app"
	"codeberg.org/samenkracht/samenkracht/platform/mail"
)

// installation are the settings that say what an installation is.
type installation struct {
	settings
	database, owner, data, messages, factlab, services, address, proxies, smtp, smtpUser, smtpFrom *string
	https                                                                                          *bool
}

func installationSettings(name string) installation {
	s := newSettings(name)
	return installation{settings: s,
		database: s.text("db", "", `database that serves: "postgres://…" or "sqlite:FILE"`),
		owner:    s.text("db-owner", "", "the same PostgreSQL database as the role that owns the tables; needed to migrate"),
		data:     s.text("data", "data", "folder for keys and signed checkpoints of the log"),
		messages: s.text("messages", "", "folder for iWmo messages to and from organisations elsewhere, a folder in it for each code"),
		factlab:  s.text("factlab", "", "host:port where organisations reach the reception of the Factlab, over TLS of its own; empty: nowhere"),
		services: s.text("sign-in", "", "JSON file with the sign-in services"),
		address:  s.text("address", "", "address that people type, like https://samenkracht.example.nl; municipalities may have others of their own"),
		proxies:  s.text("proxies", "0", "how many proxies stand in front, each of which adds X-Forwarded-For"),
		smtp:     s.text("smtp", "", "server for outgoing mail, host:port"),
		smtpUser: s.text("smtp-user", "", "name at the mail server; its password is SAMENKRACHT_SMTP_PASSWORD"),
		https:    s.Bool("https", false, "people reach this server over https; an -address with https says so too (SAMENKRACHT_HTTPS)"),
		smtpFrom: s.text("smtp-from", "", "address that letters come from when a municipality has none of its own"),
	}
}

func (i installation) config() (app.Config, error) {
	c := app.Config{Database: *i.database, Owner: *i.owner, Data: *i.data, Messages: *i.messages, Factlab: *i.factlab, Address: *i.address, Secure: strings.HasPrefix(*i.address, "https://"),
		Mail: mail.Server{Address: *i.smtp, User: *i.smtpUser, Password: os.Getenv("SAMENKRACHT_SMTP_PASSWORD"), From: *i.smtpFrom}}
	if c.Database == "" {
		return c, errors.New("say which database to use, with -db or SAMENKRACHT_DB")
	}
	https, err := strconv.ParseBool(cmp.Or(os.Getenv("SAMENKRACHT_HTTPS"), "false"))
	if err != nil {
		return c, fmt.Errorf("SAMENKRACHT_HTTPS is true or false, not %q", os.Getenv("SAMENKRACHT_HTTPS"))
	}
	c.Secure = c.Secure || https || *i.https
	if c.Proxies, err = strconv.Atoi(*i.proxies); err != nil || c.Proxies < 0 {
		return c, fmt.Errorf("proxies is a number, not %q", *i.proxies)
	}
	if *i.services != "" {
		if c.Services, err = readServices(*i.services); err != nil {
			return c, fmt.Errorf("sign-in services: %w", err)
		}
	}
	return c, nil
}

// readServices reads the sign-in services. There are secrets in the file, and a word too many in it may be a word
// that was meant to make signing in safer.
func readServices(path string) (services []app.Service, err error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.Mode().Perm()&0o007 != 0 {
		return nil, fmt.Errorf("everybody on this machine can read %s: give it mode 0640 or 0600", path)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	reader := json.NewDecoder(bytes.NewReader(text))
	reader.DisallowUnknownFields()
	if err := reader.Decode(&services); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return services, nil
}

func serve(ctx context.Context, args []string, out io.Writer) error {
	i := installationSettings("serve")
	addr := i.text("addr", "localhost:8080", "address to listen on")
	counter := i.text("factlab-addr", "", "address to listen on for the Factlab, when it is another one than -factlab")
	if err := i.parse(args); err != nil {
		return err
	}
	c, err := i.config()
	if err != nil {
		return err
	}
	for _, warning := range unsafe(c, *addr) {
		slog.Warn(warning)
	}
	a, err := app.New(ctx, c)
	if err != nil {
		return err
	}
	if err := a.Start(ctx); err != nil {
		return errors.Join(err, a.Close(context.WithoutCancel(ctx)))
	}
	return listen(ctx, a, addresses{pages: *addr, factlab: cmp.Or(*counter, c.Factlab)}, out)
}

// unsafe says what an installation leaves open that a real one should not.
func unsafe(c app.Config, addr string) (warnings []string) {
	if !c.Secure && !strings.HasPrefix(addr, "localhost:") && !strings.HasPrefix(addr, "127.") {
		warnings = append(warnings, "people reach this server without https: cookies can be stolen on the way; set -address https://…")
	}
	if c.Secure && c.Address == "" {
		warnings = append(warnings, "without -address this server answers to every host name")
	}
	if strings.HasPrefix(c.Database, "sqlite:") {
		warnings = append(warnings, "SQLite has no row level security and no roles: use PostgreSQL for more than one organisation")
	}
	return warnings
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

// addresses are where a program listens: for browsers, and for senders of the Factlab; the second may be empty.
type addresses struct{ pages, factlab string }

// listen serves a until ctx ends, and then lets requests that run finish.
func listen(ctx context.Context, a *app.App, at addresses, out io.Writer) (err error) {
	defer func() { err = errors.Join(err, a.Close(context.WithoutCancel(ctx))) }()
	pages, err := net.Listen("tcp", at.pages)
	if err != nil {
		return fmt.Errorf("cannot listen on %s: %w; choose another address with -addr", at.pages, err)
	}
	browsers := &http.Server{Handler: a.Handler, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: time.Minute, WriteTimeout: 2 * time.Minute, IdleTimeout: 2 * time.Minute,
		MaxHeaderBytes: 32 << 10}
	servers, failed := []*http.Server{browsers}, make(chan error, 2)
	if at.factlab != "" {
		counter, err := net.Listen("tcp", at.factlab)
		if err != nil {
			return errors.Join(fmt.Errorf("cannot listen on %s: %w; choose another address with -factlab-addr", at.factlab, err), pages.Close())
		}
		senders := a.Reception.Server()
		servers = append(servers, senders)
		go func() { failed <- senders.ServeTLS(counter, "", "") }()
		fmt.Fprintf(out, "The Factlab takes deliveries at %s.\n", counter.Addr())
	}
	fmt.Fprintf(out, "Open http://%s in your browser. Stop with Ctrl+C.\n", visible(pages.Addr().String()))
	go func() { failed <- browsers.Serve(pages) }()
	select {
	case err = <-failed:
	case <-ctx.Done():
		slog.Info("stopping")
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 20*time.Second)
		defer cancel()
		for _, s := range servers {
			err = errors.Join(err, s.Shutdown(last))
		}
	}
	return err
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
