// Package elsewhere plays the providers of the demonstration whose administration is another program.
package elsewhere

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"codeberg.org/samenkracht/samenkracht/app"
	"codeberg.org/samenkracht/samenkracht/care/exchange"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/keten"
	"codeberg.org/samenkracht/samenkracht/care/messages/peer"
	"codeberg.org/samenkracht/samenkracht/care/messages/peer/script"
	"codeberg.org/samenkracht/samenkracht/care/messages/record"
	"codeberg.org/samenkracht/samenkracht/care/messages/words"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
)

// looking is how often a provider elsewhere looks into its folder.
const looking = 2 * time.Second

// claims are not taken in by the product yet, so the providers elsewhere keep them back.
const behaviour = "323 silent\n"

// Play plays the providers whose administration is another program, over the folder of messages, until the
// context ends. They accept what they are ordered, and report its start and its end.
func Play(ctx context.Context, a *app.App, folder string) error {
	all, err := a.Tenants.All(ctx, tenant.Provider)
	if err != nil {
		return err
	}
	var wait sync.WaitGroup
	errs := make([]error, len(all))
	for i, t := range all {
		if t.Settings[exchange.Elsewhere] == "" {
			continue
		}
		wait.Go(func() { errs[i] = playOne(ctx, filepath.Join(folder, t.Codes[tenant.AGB]), t.Codes[tenant.AGB]) })
	}
	wait.Wait()
	return errors.Join(errs...)
}

func playOne(ctx context.Context, folder, code string) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	file := filepath.Join(folder, "behaviour.txt")
	if err := os.WriteFile(file, []byte(behaviour), 0o600); err != nil {
		return err
	}
	cases, err := script.Read(ctx, file, keten.Aanbieder)
	if err != nil {
		return err
	}
	clock, err := script.NewClock("", 0, "")
	if err != nil {
		return err
	}
	p := peer.Peer{Role: keten.Aanbieder, Code: code, Inbox: filepath.Join(folder, "in"), Outbox: filepath.Join(folder, "out"),
		State: filepath.Join(folder, "state"), Clock: clock, Script: cases, Contracts: &record.Contracts{}, Lang: words.NL, Log: io.Discard}
	if err := p.Open(); err != nil {
		return err
	}
	return errors.Join(p.Run(ctx, looking, false), p.Close())
}
