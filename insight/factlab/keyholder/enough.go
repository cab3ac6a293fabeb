package keyholder

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/delivery"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/keyholder/vault"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/insight/pseudonym"
)

// enough does something with as many holders as are needed, at the same time. A holder that is out of reach is
// replaced by one that was not asked yet; any other error stops it. do gets the place of the holder in the agreement.
func (c *Client) enough(ctx context.Context, do func(ctx context.Context, place int) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	order := c.order()
	type outcome struct {
		place int
		err   error
	}
	done := make(chan outcome, len(order))
	start := func() {
		place := order[0]
		order = order[1:]
		with := ctx
		if len(order) > 0 {
			with = hurried(ctx)
		}
		go func() { done <- outcome{place, do(with, place)} }()
	}
	missing := c.agreed.KeyHolders.Threshold
	for range missing {
		start()
	}
	var failed []error
	for missing > 0 {
		switch o := <-done; {
		case o.err == nil:
			missing--
		case !outOfReach(o.err) || ctx.Err() != nil:
			return o.err
		case len(order) == 0:
			return fmt.Errorf("too few key holders can be reached: %w", errors.Join(append(failed, o.err)...))
		default:
			failed = append(failed, o.err)
			c.shun(o.place)
			start()
		}
	}
	return nil
}

// hurried has the patience for one holder while there are others who can take its place.
func hurried(ctx context.Context) context.Context {
	if wire.PatienceIn(ctx).Tries <= spare.Tries {
		return ctx
	}
	return wire.WithPatience(ctx, spare)
}

// order is in which order to ask the holders: those that were out of reach a moment ago come last.
func (c *Client) order() []int {
	c.mu.Lock()
	defer c.mu.Unlock()
	order := make([]int, len(c.https))
	for i := range order {
		order[i] = i
	}
	now := time.Now()
	late := func(place int) int {
		if now.Before(c.avoid[place]) {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(order, func(a, b int) int { return late(a) - late(b) })
	return order
}

func (c *Client) shun(place int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.avoid[place] = time.Now().Add(avoidTime)
}

// outOfReach reports whether another holder may do better: the connection failed, or the server does not work.
func outOfReach(err error) bool {
	var p *delivery.Problem
	return wire.Unreachable(err) || errors.As(err, &p) && p.Status >= 500
}

// RoundKey asks the key holders for the key of a round, for the hub. It checks every share against its public part in
// the agreement.
func RoundKey(ctx context.Context, a *agreement.Agreement, id *wire.Identity) ([32]byte, error) {
	public, err := a.KeyHolders.RoundKeys()
	if err != nil {
		return [32]byte{}, err
	}
	c, err := NewClient(a, id)
	if err != nil {
		return [32]byte{}, err
	}
	shares := make([]*pseudonym.Key, len(c.https))
	err = c.enough(ctx, func(ctx context.Context, place int) (err error) {
		shares[place], err = c.roundShare(ctx, place)
		return err
	})
	if err != nil {
		return [32]byte{}, err
	}
	given := map[int]*pseudonym.Key{}
	for place, s := range shares {
		if s != nil {
			given[a.KeyHolders.Holders[place].Index] = s
		}
	}
	return pseudonym.CombineSecret(public, given)
}

func (c *Client) roundShare(ctx context.Context, place int) (*pseudonym.Key, error) {
	var s Share
	if err := c.ask(ctx, place, http.MethodGet, roundKeyPath, nil, &s); err != nil {
		return nil, err
	}
	h := c.agreed.KeyHolders.Holders[place]
	key, err := pseudonym.ParseKey(s.Share)
	if err != nil || s.Index != h.Index {
		return nil, fmt.Errorf("key holder %s gives a share of the round key that is no good", h.Body)
	}
	return key, nil
}

// Records asks the key holders for their records of destruction, by the number of the holder, and verifies them
// against the agreement. A holder that has none yet, or is out of reach, is not among them; a record that does not hold
// is an error.
func Records(ctx context.Context, a *agreement.Agreement, id *wire.Identity) (map[int]*vault.Record, error) {
	c, err := NewClient(a, id)
	if err != nil {
		return nil, err
	}
	out := map[int]*vault.Record{}
	for place, h := range a.KeyHolders.Holders {
		var r vault.Record
		if err := c.ask(wire.WithPatience(ctx, spare), place, http.MethodGet, recordPath, nil, &r); err != nil {
			continue
		}
		if _, err := r.VerifyFor(a); err != nil {
			return nil, fmt.Errorf("the record of key holder %s: %w", h.Body, err)
		}
		out[h.Index] = &r
	}
	return out, nil
}
