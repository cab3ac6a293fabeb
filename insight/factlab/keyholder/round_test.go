package keyholder

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/keyholder/vault"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
)

// played is a round with real key holders on the loopback.
type played struct {
	*agreement.Agreement
	hub      *wire.Identity
	senders  []*wire.Identity
	folders  []string
	vaults   []*vault.Vault
	servers  []*http.Server
	listener []net.Listener
}

// play starts n key holders of whom threshold are needed. Each sender declares so many addresses.
func play(t testing.TB, threshold, n int, declared ...int) *played {
	t.Helper()
	p := &played{hub: wire.MakeIdentity()}
	plan := vault.Plan{Round: "12-345", Purpose: "count stacking", Threshold: threshold}
	for i := range n {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		p.listener = append(p.listener, l)
		plan.Holders = append(plan.Holders, vault.Holder{Body: fmt.Sprintf("Notary %d", i+1), Address: l.Addr().String()})
	}
	dir := filepath.Join(t.TempDir(), "state")
	card, err := vault.Make(dir, plan)
	if err != nil {
		t.Fatal(err)
	}
	p.Agreement = agreed(plan, card, p.hub.Key())
	for i, d := range declared {
		id := wire.MakeIdentity()
		p.senders = append(p.senders, id)
		p.Participants = append(p.Participants, agreement.Participant{ID: strconv.Itoa(i + 1), Name: fmt.Sprintf("Sender %d", i+1), Key: id.Key(), Declared: d})
	}
	for i := range n {
		folder := dir
		if n > 1 {
			folder = filepath.Join(dir, "holder-"+strconv.Itoa(i+1))
		}
		p.folders = append(p.folders, folder)
		p.vaults, p.servers = append(p.vaults, nil), append(p.servers, nil)
		if len(declared) > 0 {
			p.admit(t, i)
		}
		p.start(t, i)
	}
	t.Cleanup(func() {
		for i := range p.servers {
			p.stop(i)
		}
	})
	return p
}

func agreed(plan vault.Plan, card agreement.KeyHolders, hub wire.Key) *agreement.Agreement {
	return &agreement.Agreement{Version: agreement.Version, Round: plan.Round, Name: "Stacking", Purpose: plan.Purpose, Ground: "Wmo 2015 art. 5.1.1",
		On: "2025-12", Hub: agreement.Hub{Body: "Hub", Address: "127.0.0.1:1", Key: hub}, KeyHolders: card,
		Domains: []agreement.Domain{{Code: "wmo", Name: "Wmo"}}, Provisions: []agreement.Provision{{Code: "1", Name: "Help", Domain: "wmo"}}}
}

func (p *played) admit(t testing.TB, i int) {
	t.Helper()
	ad, err := vault.Consider(p.folders[i], p.Agreement)
	if err == nil {
		err = ad.Commit()
	}
	if err != nil {
		t.Fatal(err)
	}
}

// start opens the folder of a holder and serves from it.
func (p *played) start(t testing.TB, i int) {
	t.Helper()
	var err error
	if p.vaults[i], err = vault.Open(p.folders[i]); err != nil {
		t.Fatal(err)
	}
	p.serve(t, i, Server(p.vaults[i], func(err error) { t.Errorf("holder %d: %v", i+1, err) }))
}

// serve serves on the address of a holder.
func (p *played) serve(t testing.TB, i int, server *http.Server) {
	t.Helper()
	if p.listener[i] == nil {
		var err error
		if p.listener[i], err = net.Listen("tcp", p.KeyHolders.Holders[i].Address); err != nil {
			t.Fatal(err)
		}
	}
	server.ErrorLog = log.New(io.Discard, "", 0)
	p.servers[i] = server
	go func(l net.Listener) { _ = server.ServeTLS(l, "", "") }(p.listener[i])
}

func (p *played) stop(i int) {
	if p.servers[i] == nil {
		return
	}
	_, _ = p.servers[i].Close(), p.listener[i].Close()
	_ = p.vaults[i].Close()
	p.servers[i], p.listener[i] = nil, nil
}

func (p *played) client(t testing.TB, sender int) *Client {
	t.Helper()
	return p.clientOf(t, p.senders[sender])
}

func (p *played) clientOf(t testing.TB, id *wire.Identity) *Client {
	t.Helper()
	c, err := NewClient(p.Agreement, id)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (p *played) used(t testing.TB, holder int, participant string) int {
	t.Helper()
	entries, err := vault.ReadLog(p.folders[holder])
	if err != nil {
		t.Fatal(err)
	}
	used := 0
	for _, e := range entries {
		if e.Participant == participant {
			used += e.Count
		}
	}
	return used
}

func addresses(from, n int) [][]byte {
	out := make([][]byte, n)
	for i := range out {
		out[i] = fmt.Appendf(nil, "1506SA|%d|", from+i)
	}
	return out
}

// once asks without trying again.
func once(t testing.TB) context.Context {
	return wire.WithPatience(t.Context(), wire.Patience{Tries: 1, First: time.Millisecond, Most: time.Millisecond})
}

func is[E error](err error) (E, bool) { return errors.AsType[E](err) }
