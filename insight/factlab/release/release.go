// Package release makes what a Factlab round tells the world (uitgave): tables from which nobody can be known, with the
// method, its parameters and the report of our own attack on them. One person has a release made, another approves it;
// only then it is shown. It is signed, and stays when everything else of the round is destroyed.
package release

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"codeberg.org/samenkracht/samenkracht/insight/factlab"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/join"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/jobs"
)

// State is how far a release is.
type State string

// The states.
const (
	Making    State = "making"    // the tables are protected and attacked
	Failed    State = "failed"    // that did not succeed; Note says why
	Proposed  State = "proposed"  // somebody else looks at it
	Approved  State = "approved"  // everybody may see it
	Refused   State = "refused"   // nobody will; Note says why
	Withdrawn State = "withdrawn" // it was shown, and is no longer; Note says why
)

// Release (uitgave) is what is shown of a round.
type Release struct {
	TenantID   db.ID
	ID         db.ID
	RoundID    db.ID
	State      State
	MakerID    db.ID
	Maker      string // the name, for the record
	ApproverID db.ID
	Approver   string
	Note       string
	Content    []byte // Content as JSON, as it was signed; none while it is made
	Signature  []byte // of the hub, Ed25519 over Content
	BegunAt    time.Time
	MadeAt     *time.Time
	DecidedAt  *time.Time
	Version    int
}

// Read gives the content of a release that was made.
func (r Release) Read() (c Content, err error) {
	if len(r.Content) == 0 {
		return c, fmt.Errorf("release %s holds nothing yet: %w", r.ID, fault.NotFound)
	}
	return c, json.Unmarshal(r.Content, &c)
}

// Decide approves a release or refuses it.
func (r Release) Decide(state State, note string, by db.ID, name string, at time.Time) (Release, error) {
	note = strings.TrimSpace(note)
	switch {
	case state == Withdrawn && r.State != Approved, state != Withdrawn && r.State != Proposed:
		return r, fault.Refuse(fault.Conflict, "Somebody decided about this release already. Look at it again.")
	case state != Approved && note == "":
		return r, fault.Invalid{"note": "Write down why."}
	}
	r.State, r.Note, r.ApproverID, r.Approver, r.DecidedAt = state, note, by, name, &at
	return r, nil
}

// Releases makes and keeps the releases of every round.
type Releases struct {
	DB    *db.DB
	Gate  *access.Gate
	Queue *jobs.Queue
	Join  *join.Join
}

// New returns the releases.
func New(j *join.Join) *Releases {
	r := &Releases{DB: j.DB, Gate: j.Gate, Queue: j.Queue, Join: j}
	jobs.Handle(j.Queue, r.make)
	return r
}

// making is the work of making a release.
type making struct{ Tenant, Round, Release db.ID }

// Kind names the job.
func (making) Kind() string { return "factlab.release" }

// Propose has a release of a joined round made. With an id from the form a second press of the button does nothing.
func (r *Releases) Propose(ctx context.Context, actor access.Actor, name string, round, id db.ID) (db.ID, error) {
	err := r.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if err := r.Gate.Allow(ctx, tx, actor, "factlab.propose", factlab.Object(round)); err != nil {
			return err
		}
		of, err := factlab.RoundTx(ctx, tx, round)
		if err != nil {
			return err
		}
		if of.State != factlab.Joined {
			return fault.Refuse(fault.Conflict, "The tables of this round are not there, or not any more.")
		}
		all, err := ofTx(ctx, tx, round)
		if err != nil {
			return err
		}
		for _, before := range all {
			if before.ID == id && id != 0 {
				return nil
			}
			if before.State == Making || before.State == Proposed {
				return fault.Refuse(fault.Conflict, "There is a release of this round that nobody decided about yet.")
			}
		}
		if id == 0 {
			id = tx.NewID()
		}
		made := Release{TenantID: tx.Tenant(), ID: id, RoundID: round, State: Making, MakerID: actor.Account, Maker: name, BegunAt: tx.Now(), Version: 1}
		if err := db.Insert(ctx, tx, "factlab_release", made); err != nil {
			return err
		}
		return r.Queue.Enqueue(ctx, tx, making{tx.Tenant(), round, id})
	})
	return id, wrap("propose release", err)
}

// make makes a release: it protects the tables, attacks them, and signs what withstood. Done again it does nothing.
func (r *Releases) make(ctx context.Context, m making) error {
	ctx = context.WithoutCancel(ctx) // a large city may take longer than work is given; what was found must not be lost
	system := access.System(m.Tenant, "factlab.release")
	tally, err := r.Join.Tally(ctx, system, m.Round)
	if errors.Is(err, fault.Conflict) {
		return r.store(ctx, m, nil, "The round was destroyed before the release was made.")
	}
	if err != nil {
		return err
	}
	earlier, err := r.earlier(ctx, m)
	if err != nil {
		return err
	}
	content, err := build(tally, earlier, r.Join.Identity.Key())
	var unsafe *Unsafe
	if errors.As(err, &unsafe) {
		return r.store(ctx, m, nil, unsafe.Error())
	}
	if err != nil {
		return wrap("make release", err)
	}
	text, err := json.Marshal(content)
	if err != nil {
		return wrap("make release", err)
	}
	return r.store(ctx, m, text, "")
}

// store keeps what was made, or why it could not be.
func (r *Releases) store(ctx context.Context, m making, content []byte, failure string) error {
	err := r.DB.InTx(ctx, m.Tenant, func(tx *db.Tx) error {
		if err := r.Gate.Allow(ctx, tx, access.System(m.Tenant, "factlab.release"), "factlab.join", factlab.Object(m.Round)); err != nil {
			return err
		}
		made, err := oneTx(ctx, tx, m.Release)
		if err != nil || made.State != Making {
			return err
		}
		now := tx.Now()
		made.State, made.Note, made.Content, made.MadeAt = Proposed, failure, content, &now
		if content == nil {
			made.State = Failed
		} else {
			made.Signature = r.Join.Identity.Sign(content)
		}
		return saveTx(ctx, tx, made)
	})
	return wrap("store release", err)
}

// Decide approves, refuses or withdraws a release. Who had it made does not decide about it: four eyes.
func (r *Releases) Decide(ctx context.Context, actor access.Actor, name string, id db.ID, state State, note string) error {
	err := r.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		of, err := oneTx(ctx, tx, id)
		if err != nil {
			return err
		}
		o := factlab.Object(of.RoundID)
		o.Maker = of.MakerID
		if err := r.Gate.Allow(ctx, tx, actor, "factlab.approve", o); err != nil {
			return err
		}
		if of, err = of.Decide(state, note, actor.Account, name, tx.Now()); err != nil {
			return err
		}
		return saveTx(ctx, tx, of)
	})
	return wrap("decide about release", err)
}

// MayDecide reports whether actor could decide about a release, to leave out a button.
func (r *Releases) MayDecide(actor access.Actor, of Release) bool {
	o := factlab.Object(of.RoundID)
	o.Maker = of.MakerID
	return r.Gate.May(actor, "factlab.approve", o)
}

// Of lists the releases of a round, whatever their state, the newest first.
func (r *Releases) Of(ctx context.Context, actor access.Actor, round db.ID) (all []Release, err error) {
	err = r.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if err := r.Gate.Allow(ctx, tx, actor, "factlab.read", factlab.Object(round)); err != nil {
			return err
		}
		all, err = ofTx(ctx, tx, round)
		return err
	})
	return all, wrap("list releases", err)
}

// One shows a release: an approved one to everybody, another one to who follows the round.
func (r *Releases) One(ctx context.Context, actor access.Actor, id db.ID) (of Release, err error) {
	err = r.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if of, err = oneTx(ctx, tx, id); err != nil || of.State == Approved {
			return err
		}
		return r.Gate.Allow(ctx, tx, actor, "factlab.read", factlab.Object(of.RoundID))
	})
	return of, wrap("read release", err)
}

// Published lists what everybody may see of a municipality, the newest round first: of each round the last release that
// was approved.
func (r *Releases) Published(ctx context.Context, tenant db.ID) (all []Release, err error) {
	err = r.DB.View(ctx, tenant, func(tx *db.Tx) error {
		all, err = publishedTx(ctx, tx)
		return err
	})
	return all, wrap("list published releases", err)
}

// earlier are the contents that were published before, whose differences with a new release must tell of nobody either.
func (r *Releases) earlier(ctx context.Context, m making) (out []Content, err error) {
	all, err := r.Published(ctx, m.Tenant)
	for _, of := range all {
		c, failed := of.Read()
		if failed != nil {
			return nil, failed
		}
		out = append(out, c)
	}
	return out, err
}

// Verify reports whether a release is as the hub with this key made it.
func (r Release) Verify(hub wire.Key) bool {
	return len(r.Content) > 0 && hub.Verify(r.Content, r.Signature)
}

func wrap(what string, err error) error {
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}
