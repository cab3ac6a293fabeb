package keyholder

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/keyholder/vault"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// stopTime is how long questions that are being answered get when the server stops.
const stopTime = 10 * time.Second

func serve(c *command.Call) int {
	state := stateSetting(c)
	address := c.Text("address", "127.0.0.1:8443", "HOST:PORT", c.Say("where to listen"))
	if exit, ok := c.Read(0, 0); !ok {
		return exit
	}
	v, err := vault.Open(*state)
	if err != nil {
		return stuck(c, err)
	}
	exit := serveFrom(c, v, *address)
	if err := v.Close(); err != nil {
		return stuck(c, err)
	}
	return exit
}

func serveFrom(c *command.Call, v *vault.Vault, address string) int {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return stuck(c, err)
	}
	var mu sync.Mutex
	server := Server(v, func(err error) {
		mu.Lock()
		defer mu.Unlock()
		c.Complain(err.Error())
	})
	server.ErrorLog = log.New(io.Discard, "", 0) // strangers who knock are no news
	fmt.Fprintln(c.Out, command.Plain(c.Say("Round %s is served on %s, with key %s.", v.Round, listener.Addr(), v.Identity.Key())))
	switch {
	case v.Destroyed() != nil:
		fmt.Fprintln(c.Out, c.Say("The key was destroyed. That is all that will be said."))
	case len(v.Admitted()) == 0:
		fmt.Fprintln(c.Out, c.Say("Nobody may ask yet. Use the command admit."))
	}
	if err := c.Out.Flush(); err != nil {
		return stuck(c, errors.Join(err, listener.Close()))
	}
	ctx, stop := signal.NotifyContext(c.Ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- server.ServeTLS(listener, "", "") }()
	select {
	case err = <-ended:
	case <-ctx.Done():
		late, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
		defer cancel()
		err = server.Shutdown(late)
	}
	if err != nil && !errors.Is(err, http.ErrServerClosed) && !errors.Is(err, context.DeadlineExceeded) {
		return stuck(c, err)
	}
	return command.Good
}

func showLog(c *command.Call) int {
	state, all := stateSetting(c), c.Yes("all", c.Say("show every batch"))
	if exit, ok := c.Read(0, 0); !ok {
		return exit
	}
	entries, err := vault.ReadLog(*state)
	if err != nil {
		return stuck(c, err)
	}
	admitted, err := vault.ReadAdmitted(*state)
	if err != nil {
		return stuck(c, err)
	}
	used, last := map[string]int{}, map[string]time.Time{}
	for _, e := range entries {
		if *all && e.Done != "" {
			fmt.Fprintf(c.Out, "%s  %s\n", e.At.Format(time.RFC3339), command.Plain(c.Say(e.Done)))
		} else if *all {
			fmt.Fprintf(c.Out, "%s  %-8s %s %6d %6d %9d\n", e.At.Format(time.RFC3339), command.Plain(e.Participant), command.Plain(e.Session), e.Batch, e.Count, e.Total)
		}
		if e.Done == "" {
			used[e.Participant], last[e.Participant] = e.Total, e.At
		}
	}
	for _, p := range admitted {
		when := ""
		if at, asked := last[p.ID]; asked {
			when = at.Format(time.RFC3339)
		}
		fmt.Fprintln(c.Out, command.Plain(c.Say("%s %s: %d of %d", p.ID, p.Name, used[p.ID], p.Quota)), when)
	}
	return command.Good
}

func destroy(c *command.Call) int {
	state, yes := stateSetting(c), c.Yes("yes", c.Say("ask nothing"))
	by := c.Text("by", "", "NAME", c.Say("who destroys the key; it is in the record"))
	if exit, ok := c.Read(0, 0); !ok {
		return exit
	}
	if *by == "" {
		return c.Usage(c.Say("Say who destroys the key, with -by."))
	}
	v, err := vault.Open(*state)
	if err != nil {
		return stuck(c, err)
	}
	exit := destroyIn(c, v, *state, *by, *yes)
	if err := v.Close(); err != nil {
		return stuck(c, err)
	}
	return exit
}

func destroyIn(c *command.Call, v *vault.Vault, state, by string, yes bool) int {
	if v.Destroyed() == nil && !yes {
		fmt.Fprintln(c.Out, c.Say("After this nobody can make or open a pseudonym of this round with this key."))
		if !confirmed(c, c.Say("Type %s to destroy the key:", v.Round), v.Round) {
			return c.Fail(c.Say("Nothing was changed."))
		}
	}
	record, err := v.Destroy(by)
	if err != nil {
		return stuck(c, err)
	}
	fmt.Fprintln(c.Out, command.Plain(c.Say("The key of round %s was destroyed.", v.Round)))
	fmt.Fprintln(c.Out, command.Plain(c.Say("Send %s to the Factlab lead. Its check sum is %s.", filepath.Join(state, "record.json"), record.Digest())))
	fmt.Fprintln(c.Out, c.Say("Remove copies of this folder too, such as backups. Nobody else can do that."))
	return command.Good
}

func verify(c *command.Call) int {
	file := c.Text("agreement", "", "FILE", c.Say("the agreement of the round"))
	key := c.Text("key", "", "KEY", c.Say("the key by which the key holder is known, when there is no agreement"))
	if exit, ok := c.Read(1, 1); !ok {
		return exit
	}
	record, err := vault.ReadRecord(c.Args[0])
	if err != nil {
		return stuck(c, err)
	}
	var said vault.Statement
	switch {
	case *file != "":
		a, err := readAgreement(*file)
		if err != nil {
			return c.Fail(c.Say("%s is no agreement: %s.", *file, c.Reason(err)))
		}
		said, err = record.VerifyFor(a)
		return verdict(c, record, said, err)
	case *key != "":
		k, err := wire.ParseKey(*key)
		if err != nil {
			return c.Usage(c.Say("%q is no key.", command.Short(*key)))
		}
		said, err = record.Verify(k)
		return verdict(c, record, said, err)
	}
	return c.Usage(c.Say("Give the agreement with -agreement, or the key of the key holder with -key."))
}

func verdict(c *command.Call, r *vault.Record, s vault.Statement, err error) int {
	if err != nil {
		sentence, told := c.Lang.Tell(err)
		if !told {
			sentence = c.Reason(err)
		}
		c.Complain(sentence + ".")
		return command.Wrong
	}
	line := func(sentence string) { fmt.Fprintln(c.Out, command.Plain(sentence)) }
	line(c.Say("The record holds. %s says that it destroyed its key on %s.", s.Body, s.At.Format("02-01-2006 15:04 MST")))
	line(c.Say("Round %s, for: %s", s.Round, s.Purpose))
	line(c.Say("By: %s", s.By))
	line(c.Say("Check sum: %s", r.Digest()))
	for _, e := range s.Evaluations {
		line(c.Say("%s %s: %d of %d", e.Participant, e.Name, e.Count, e.Quota))
	}
	line(c.Say("It proves who says so, and that it had the key. That no copy is left cannot be proven."))
	return command.Good
}
