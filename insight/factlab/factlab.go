// Package factlab is the Factlab: many organisations lay their lists of addresses and provisions together, so that
// a municipality learns how many households use how many provisions, of whom, and where, and nobody shows an
// address to anyone.
//
// A round goes like this. The Factlab lead writes down what is asked and why, and invites organisations. Key holders,
// who are somebody else, make a key. Each organisation turns its addresses into pseudonyms with the help of the key
// holders, who do not see them, and delivers lines of a pseudonym, a neighbourhood, a provision and two months
// (package reception). The hub turns each pseudonym once more, seals the lines under a key that lives with the key
// holders, joins them bucket by bucket into tables (package join), and makes releases of these that two people agree
// to and that its own attack could not open (package release). Then every key is destroyed.
//
// This package holds the rounds, who takes part, and what is filed with them.
package factlab

import (
	"cmp"
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/file"
	"codeberg.org/samenkracht/samenkracht/platform/jobs"
	"codeberg.org/samenkracht/samenkracht/platform/mail"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
)

// Factlab keeps the rounds of every municipality.
type Factlab struct {
	Parts
	keys    keyRing
	forgets []func(ctx context.Context, tx *db.Tx, round db.ID) (int64, error)
}

// Parts are what the Factlab is made with.
type Parts struct {
	DB       *db.DB
	Gate     *access.Gate
	Queue    *jobs.Queue
	Tenants  *tenant.Tenants
	Files    *file.Files
	Post     *mail.Post
	Identity *wire.Identity // by which key holders and participants know the hub
	Address  string         // host:port where deliveries are received; empty: not here
}

// New returns the Factlab, which reminds participants by itself.
func New(parts Parts) *Factlab {
	f := &Factlab{Parts: parts}
	jobs.Every(f.Queue, 24*time.Hour, "factlab.remind", f.Remind)
	return f
}

// Object is a round as the gate knows it.
func Object(id db.ID) access.Object { return access.Object{Kind: "factlab_round", ID: id} }

// Rounds lists the rounds of the municipality, the newest first.
func (f *Factlab) Rounds(ctx context.Context, actor access.Actor) ([]Round, error) {
	var out []Round
	err := f.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if err := f.Gate.Allow(ctx, tx, actor, "factlab.read", Object(0)); err != nil {
			return err
		}
		var err error
		out, err = RoundsTx(ctx, tx)
		return err
	})
	return out, wrap("list rounds", err)
}

// View is a round with all that belongs to it.
type View struct {
	Round
	Participants []Participant
	Places       []Place
	Documents    []Document
	Destructions []Destruction
}

// Joining counts who takes part.
func (v View) Joining() (n int) {
	for _, p := range v.Participants {
		if p.State == Joins {
			n++
		}
	}
	return n
}

// Read shows a round to the lead, an analyst or the privacy officer.
func (f *Factlab) Read(ctx context.Context, actor access.Actor, id db.ID) (View, error) {
	var v View
	err := f.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if err := f.Gate.Allow(ctx, tx, actor, "factlab.read", Object(id)); err != nil {
			return err
		}
		var err error
		v, err = f.viewTx(ctx, tx, id)
		return err
	})
	return v, wrap("read round", err)
}

func (f *Factlab) viewTx(ctx context.Context, tx *db.Tx, id db.ID) (v View, err error) {
	if v.Round, err = RoundTx(ctx, tx, id); err != nil {
		return v, err
	}
	if v.Participants, err = ParticipantsTx(ctx, tx, id); err != nil {
		return v, err
	}
	if v.Places, err = PlacesTx(ctx, tx, id); err != nil {
		return v, err
	}
	if v.Documents, err = f.documentsTx(ctx, tx, id); err != nil {
		return v, err
	}
	v.Destructions, err = destructionsTx(ctx, tx, id)
	return v, err
}

// Prepare begins a new round.
func (f *Factlab) Prepare(ctx context.Context, actor access.Actor, n Round) (Round, error) {
	err := f.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if err := f.Gate.Allow(ctx, tx, actor, "factlab.lead", Object(n.ID)); err != nil {
			return err
		}
		all, err := RoundsTx(ctx, tx)
		if err != nil {
			return err
		}
		if i := slices.IndexFunc(all, func(r Round) bool { return n.ID != 0 && r.ID == n.ID }); i >= 0 {
			n = all[i] // the button was pressed twice
			return nil
		}
		empty := Round{TenantID: tx.Tenant(), ID: n.ID, Number: 1, State: Preparing, MakerID: actor.Account, MadeAt: tx.Now(), Version: 1}
		if len(all) > 0 {
			empty.Number = all[0].Number + 1
		}
		if empty.ID == 0 {
			empty.ID = tx.NewID()
		}
		if n, err = empty.Change(n); err != nil {
			return err
		}
		return db.Insert(ctx, tx, "factlab_round", n)
	})
	return n, wrap("prepare round", err)
}

// Change changes the terms of a round that is not open yet.
func (f *Factlab) Change(ctx context.Context, actor access.Actor, n Round) error {
	return f.lead(ctx, actor, n.ID, func(tx *db.Tx, r Round) (Round, error) {
		changed, err := r.Change(n)
		if err == nil && r.Version != n.Version && !reflect.DeepEqual(changed, r) { // alike: the button was pressed twice
			return r, fault.Refuse(fault.Conflict, "Somebody else changed this round meanwhile. Look at it again.")
		}
		return changed, err
	})
}

// HoldKeys notes who keeps the key, from the card that the key holder's tool wrote.
func (f *Factlab) HoldKeys(ctx context.Context, actor access.Actor, id db.ID, k agreement.KeyHolders) error {
	return f.lead(ctx, actor, id, func(tx *db.Tx, r Round) (Round, error) {
		if err := f.acceptCard(ctx, tx, r, k); err != nil {
			return r, err
		}
		n := r
		n.Terms.KeyHolders = k
		return r.Change(n)
	})
}

// acceptCard refuses a card that is none, whose keys do not fit together, or of which a party plays another part too.
func (f *Factlab) acceptCard(ctx context.Context, tx *db.Tx, r Round, k agreement.KeyHolders) error {
	if k.Validate() != nil {
		return fault.Invalid{"card": "This is not the card of a key holder."}
	}
	_, err := k.Keys()
	if err == nil {
		_, err = k.RoundKeys()
	}
	if err != nil {
		return fault.Invalid{"card": "The keys on this card do not fit together. Ask the key holder for a new card."}
	}
	all, err := ParticipantsTx(ctx, tx, r.ID)
	if err != nil {
		return err
	}
	bodies := map[string]bool{strings.ToLower(r.Terms.Body): true}
	for _, h := range k.Holders {
		body := strings.ToLower(strings.TrimSpace(h.Body))
		if body == "" || bodies[body] {
			return fault.Invalid{"card": "Each key holder is another body, and none of them joins the lists."}
		}
		bodies[body] = true
		if h.Key == f.Identity.Key() || slices.ContainsFunc(all, func(p Participant) bool { return p.PublicKey == h.Key }) {
			return fault.Invalid{"card": "A key holder has the key of another party. Ask which one is its own."}
		}
	}
	return nil
}

// Count takes the public counts: how many addresses each neighbourhood has. They replace those that were there.
func (f *Factlab) Count(ctx context.Context, actor access.Actor, id db.ID, list agreement.AddressList, places []Place) error {
	if len(places) == 0 {
		return fault.Invalid{"counts": "The file holds no neighbourhoods."}
	}
	return f.lead(ctx, actor, id, func(tx *db.Tx, r Round) (Round, error) {
		n := r
		n.Terms.Addresses = list
		n, err := r.Change(n)
		if err != nil {
			return r, err
		}
		if places, err = named(ctx, tx, places); err != nil {
			return r, err
		}
		return n, replacePlaces(ctx, tx, id, places)
	})
}

// named gives neighbourhoods without a name the one by which the municipality knows them.
func named(ctx context.Context, tx *db.Tx, places []Place) ([]Place, error) {
	known, err := tenant.Neighbourhoods(ctx, tx, tx.Tenant())
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, n := range known {
		names[n.Code] = n.Name
	}
	out := slices.Clone(places)
	for i, p := range out {
		out[i].Name = cmp.Or(p.Name, names[p.Neighbourhood])
	}
	return out, nil
}

// Start opens a round: from now on organisations deliver.
func (f *Factlab) Start(ctx context.Context, actor access.Actor, id db.ID) error {
	return f.lead(ctx, actor, id, func(tx *db.Tx, r Round) (Round, error) {
		v, err := f.viewTx(ctx, tx, id)
		if err != nil {
			return r, err
		}
		started, err := r.Start(tx.Now(), v.Joining(), len(v.Places))
		if err != nil {
			return r, err
		}
		if f.Agreement(r, v.Participants).Validate() != nil {
			return r, fault.Refuse(fault.Conflict, "What is agreed contradicts itself. Look whether two parties have the same key.")
		}
		return started, nil
	})
}

// lead is a use case of the Factlab lead on a round.
func (f *Factlab) lead(ctx context.Context, actor access.Actor, id db.ID, change func(tx *db.Tx, r Round) (Round, error)) error {
	err := f.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if err := f.Gate.Allow(ctx, tx, actor, "factlab.lead", Object(id)); err != nil {
			return err
		}
		r, err := RoundTx(ctx, tx, id)
		if err != nil {
			return err
		}
		if r, err = change(tx, r); err != nil {
			return err
		}
		return SaveTx(ctx, tx, r)
	})
	return wrap("change round", err)
}

// wrap says what failed.
func wrap(what string, err error) error {
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}
