package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"strings"

	"codeberg.org/samenkracht/samenkracht/app"
	"codeberg.org/samenkracht/samenkracht/app/demo"
	"codeberg.org/samenkracht/samenkracht/app/demo/elsewhere"
)

func runDemo(ctx context.Context, args []string, out io.Writer) error {
	s := newSettings("demo")
	size := s.text("size", string(demo.Full), "how much to fill: tiny or demo")
	folder := s.text("data", filepath.Join("data", "demo"), "folder for the database and its keys")
	database := s.text("db", "", `another database: "postgres://…" or "sqlite:FILE"`)
	addr := s.text("addr", "localhost:8080", "address to listen on")
	if err := s.parse(args); err != nil {
		return err
	}
	much, err := demo.ParseSize(*size)
	if err != nil {
		return err
	}
	c := app.Config{Database: *database, Data: *folder, Messages: filepath.Join(*folder, "messages"), Demo: true}
	if c.Database == "" {
		c.Database = "sqlite:" + filepath.Join(*folder, "samenkracht.db")
	}
	if !strings.Contains(c.Database, ":") {
		return errors.New(`the database must be "postgres://…" or "sqlite:FILE"`)
	}
	a, err := app.New(ctx, c)
	if err != nil {
		return err
	}
	if err := fill(ctx, a, c, much); err != nil {
		return errors.Join(err, a.Close(context.WithoutCancel(ctx)))
	}
	fmt.Fprintln(out, "Everybody in this demonstration is made up. Do not put real people in it.")
	return listen(ctx, a, addresses{pages: *addr}, out)
}

// fill makes the towns and their stories, starts the jobs, and lets the rest come while people look around.
func fill(ctx context.Context, a *app.App, c app.Config, much demo.Size) error {
	f, err := demo.Open(ctx, c, much, a.Filled)
	if err != nil {
		return err
	}
	if err := f.SetUp(ctx); err != nil {
		return errors.Join(err, f.Close(context.WithoutCancel(ctx)))
	}
	if err := a.Tenants.Reload(ctx); err != nil {
		return errors.Join(err, f.Close(context.WithoutCancel(ctx)))
	}
	if err := a.Start(ctx); err != nil {
		return errors.Join(err, f.Close(context.WithoutCancel(ctx)))
	}
	go func() {
		if err := elsewhere.Play(ctx, a, c.Messages); err != nil && ctx.Err() == nil {
			slog.Error("a provider elsewhere stopped", "err", err)
		}
	}()
	go func() {
		err := f.Rest(ctx)
		if err = errors.Join(err, f.Close(context.WithoutCancel(ctx))); err != nil && ctx.Err() == nil {
			slog.Error("the demonstration is not filled to the end", "err", err)
		}
	}()
	return nil
}
