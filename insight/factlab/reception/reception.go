// Package reception takes in what organisations deliver in a Factlab round: lines of a pseudonym, a neighbourhood, a
// provision and two months, in batches that may come twice and in any order. On arrival every pseudonym is hashed once
// more under a key of the hub, so that no sender finds its own lines in what is kept; then the lines are sealed under
// the key of the round, bucket by bucket. Neither key is stored here.
package reception

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"sync"

	"codeberg.org/samenkracht/samenkracht/insight/factlab"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/delivery"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
)

// Reception (loket) takes deliveries in for every round.
type Reception struct {
	*factlab.Factlab
	places sync.Map // round -> map[string]bool, the neighbourhoods of a round that is open
}

// New returns the reception. What it keeps of a round goes when the round is destroyed.
func New(f *factlab.Factlab) *Reception {
	r := &Reception{Factlab: f}
	f.OnDestroy(forgetTx)
	return r
}

// caller is a participant that delivers, in its round.
type caller struct {
	round  factlab.Round
	agreed *agreement.Agreement
	who    factlab.Participant
}

// errUnknown says as little as possible to who has no business here.
func errUnknown() error {
	return &delivery.Problem{Status: 404, Code: delivery.Unknown, Detail: "The hub knows no such round, or not your key in it. Ask the Factlab lead."}
}

// callerTx finds who calls by its key. A round that is not open yet does not exist for a caller.
func (r *Reception) callerTx(ctx context.Context, tx *db.Tx, id db.ID, key wire.Key) (c caller, err error) {
	if c.round, c.agreed, err = r.AgreementTx(ctx, tx, id); err != nil {
		return c, errUnknown()
	}
	known, ok := c.agreed.Participant(key)
	if !ok || c.round.State == factlab.Preparing {
		return c, errUnknown()
	}
	whoID, err := db.ParseID(known.ID)
	if err == nil {
		c.who, err = factlab.ParticipantTx(ctx, tx, whoID)
	}
	return c, err
}

// takes refuses deliveries to a round that takes none.
func (c caller) takes(tx *db.Tx) error {
	switch {
	case c.round.State == factlab.Destroyed:
		return &delivery.Problem{Status: 410, Code: delivery.Destroyed, Detail: "This round is over. Everything of it was destroyed."}
	case !c.round.Takes(tx.Now()):
		return &delivery.Problem{Status: 409, Code: delivery.Closed, Detail: "This round takes no deliveries any more. Ask the Factlab lead."}
	}
	return nil
}

// Agreed is the agreement, for one who takes part.
func (r *Reception) Agreed(ctx context.Context, tenant, round db.ID, key wire.Key) (a *agreement.Agreement, err error) {
	err = r.DB.View(ctx, tenant, func(tx *db.Tx) error {
		c, err := r.callerTx(ctx, tx, round, key)
		a = c.agreed
		return err
	})
	return a, err
}

// Begin announces a delivery. The same one again tells what is still missing.
func (r *Reception) Begin(ctx context.Context, tenant, round db.ID, key wire.Key, m delivery.Manifest) (s delivery.Standing, err error) {
	if err := m.Validate(); err != nil {
		return s, wrong("The manifest is not good: %s.", err)
	}
	err = r.DB.InTx(ctx, tenant, func(tx *db.Tx) error {
		c, err := r.callerTx(ctx, tx, round, key)
		if err != nil {
			return err
		}
		if err := c.takes(tx); err != nil {
			return err
		}
		if err := r.allow(ctx, tx, round); err != nil {
			return err
		}
		d, err := beginTx(ctx, tx, c, m)
		if err != nil {
			return err
		}
		s, err = standingTx(ctx, tx, d)
		return err
	})
	return s, err
}

// allow asks the gate, as the reception itself: who calls is an organisation, known by its key.
func (r *Reception) allow(ctx context.Context, tx *db.Tx, round db.ID) error {
	return r.Gate.Allow(ctx, tx, access.System(tx.Tenant(), "factlab.receive"), "factlab.receive", factlab.Object(round))
}

// Put takes a batch in. The same batch again does no harm; another one under its number is refused.
func (r *Reception) Put(ctx context.Context, tenant, round db.ID, key wire.Key, id db.ID, number int, text []byte) error {
	lines, err := delivery.ReadBatch(text)
	if err != nil {
		return wrong("The batch cannot be read: %s.", err)
	}
	var c caller
	var places map[string]bool
	err = r.DB.View(ctx, tenant, func(tx *db.Tx) error {
		if c, err = r.callerTx(ctx, tx, round, key); err != nil {
			return err
		}
		places, err = r.placesTx(ctx, tx, round)
		return err
	})
	if err != nil {
		return err
	}
	if err := check(lines, c, places); err != nil {
		return err
	}
	roundKey, err := r.RoundKey(ctx, round, c.agreed) // it may wait for the network, so not in the transaction
	if err != nil {
		return &delivery.Problem{Status: 503, Code: delivery.Busy, Detail: "The key holders do not answer. Try again later."}
	}
	parts, err := newSealer(roundKey, c.round).parts(lines, id, number)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(text)
	return r.DB.InTx(ctx, tenant, func(tx *db.Tx) error {
		if c, err = r.callerTx(ctx, tx, round, key); err != nil {
			return err
		}
		if err := c.takes(tx); err != nil {
			return err
		}
		if err := r.allow(ctx, tx, round); err != nil {
			return err
		}
		return putTx(ctx, tx, c, batch{TenantID: tenant, DeliveryID: id, Number: number, Lines: len(lines), SHA256: sum[:]}, parts)
	})
}

// Complete ends a delivery: from now on it counts, and the former one of the organisation does not.
func (r *Reception) Complete(ctx context.Context, tenant, round db.ID, key wire.Key, id db.ID) (receipt delivery.Receipt, err error) {
	err = r.DB.InTx(ctx, tenant, func(tx *db.Tx) error {
		c, err := r.callerTx(ctx, tx, round, key)
		if err != nil {
			return err
		}
		if err := c.takes(tx); err != nil {
			return err
		}
		if err := r.allow(ctx, tx, round); err != nil {
			return err
		}
		receipt, err = completeTx(ctx, tx, c, id)
		return err
	})
	return receipt, err
}

// Deliveries lists what came in a round, for who follows it, the oldest first.
func (r *Reception) Deliveries(ctx context.Context, actor access.Actor, round db.ID) (all []Delivery, err error) {
	err = r.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if err := r.Gate.Allow(ctx, tx, actor, "factlab.read", factlab.Object(round)); err != nil {
			return err
		}
		all, err = DeliveriesTx(ctx, tx, round)
		return err
	})
	return all, err
}

// placesTx are the neighbourhoods of a round, which do not change once it is open.
func (r *Reception) placesTx(ctx context.Context, tx *db.Tx, round db.ID) (map[string]bool, error) {
	if known, ok := r.places.Load(round); ok {
		return known.(map[string]bool), nil
	}
	all, err := factlab.PlacesTx(ctx, tx, round)
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	for _, p := range all {
		known[p.Neighbourhood] = true
	}
	r.places.Store(round, known)
	return known, nil
}

// check refuses lines that are not as agreed.
func check(lines []delivery.Line, c caller, places map[string]bool) error {
	provisions := map[string]bool{}
	for _, p := range c.round.Terms.Provisions {
		provisions[p.Code] = true
	}
	for i, l := range lines {
		said := ""
		switch {
		case !places[l.Neighbourhood]:
			said = "its neighbourhood is not in the public counts"
		case c.who.Registry && (l.Provision != "" || !slices.Contains(c.round.Terms.Types, l.HouseholdType)):
			said = "a registry sender gives a household type that was agreed, and no provision"
		case c.who.Registry:
		case !provisions[l.Provision]:
			said = "its provision was not agreed"
		case l.HouseholdType != "":
			said = "only a registry sender gives household types"
		case l.From == 0 || l.Until != 0 && l.Until < l.From:
			said = "its months are not in order"
		}
		if said != "" {
			return wrong("Line %d is not as agreed: %s.", i+2, said)
		}
	}
	return nil
}

func wrong(format string, args ...any) error {
	return &delivery.Problem{Status: 400, Code: delivery.Wrong, Detail: fmt.Sprintf(format, args...)}
}

func isProblem(err error) bool {
	var p *delivery.Problem
	return errors.As(err, &p)
}
