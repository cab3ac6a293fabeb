package factlab

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/keyholder/vault"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
)

// Destruction is a record that something of a round was destroyed, signed by who did it.
type Destruction struct {
	TenantID db.ID
	ID       db.ID
	RoundID  db.ID
	Body     string // who destroyed
	Record   []byte // the record as it was signed, JSON
	MadeAt   time.Time
}

// Record is what the hub says of what it destroyed.
type Record struct {
	Round      string               `json:"round"`
	Name       string               `json:"name"`
	Body       string               `json:"body"`
	By         string               `json:"by"`
	At         time.Time            `json:"at"`
	Removed    int64                `json:"removed"`     // sealed parts of lines and of counts
	KeyHolders agreement.KeyHolders `json:"key_holders"` // the keys by their public parts; each holder signs for its own
	Key        wire.Key             `json:"key"`         // of the hub
}

// Signed is a record with the signature of the hub over its bytes.
type Signed struct {
	Record    json.RawMessage `json:"record"`
	Signature []byte          `json:"signature"` // Ed25519, RFC 8032
}

// Verify reads the record of a hub and checks its signature with the key in the record itself, which the reader compares
// with the agreement.
func (s Signed) Verify() (r Record, err error) {
	if err := json.Unmarshal(s.Record, &r); err != nil {
		return r, fmt.Errorf("read record: %w", err)
	}
	if !r.Key.Verify(s.Record, s.Signature) {
		return r, errors.New("the record is not signed by the key that it names")
	}
	return r, nil
}

// OnDestroy has forget remove what another package keeps of a round, when it is destroyed; it tells how much it was.
func (f *Factlab) OnDestroy(forget func(ctx context.Context, tx *db.Tx, round db.ID) (int64, error)) {
	f.forgets = append(f.forgets, forget)
}

// Destroy ends a round for good: the hub removes every line and count, forgets the key, and signs a record of it. The
// key holders destroy the keys themselves; their records are filed with FileDestruction.
func (f *Factlab) Destroy(ctx context.Context, actor access.Actor, id db.ID, by string) error {
	err := f.lead(ctx, actor, id, func(tx *db.Tx, r Round) (Round, error) {
		r, err := r.Destroy(tx.Now())
		if err != nil {
			return r, err
		}
		var removed int64
		for _, forget := range f.forgets {
			n, err := forget(ctx, tx, id)
			if err != nil {
				return r, err
			}
			removed += n
		}
		record, err := json.Marshal(Record{Round: r.Reference(), Name: r.Name, Body: r.Terms.Body, By: by, At: tx.Now(), Removed: removed,
			KeyHolders: r.Terms.KeyHolders, Key: f.Identity.Key()})
		if err != nil {
			return r, err
		}
		signed, err := json.Marshal(Signed{Record: record, Signature: f.Identity.Sign(record)})
		if err != nil {
			return r, err
		}
		return r, db.Insert(ctx, tx, "factlab_destruction", Destruction{TenantID: tx.Tenant(), ID: tx.NewID(), RoundID: id, Body: r.Terms.Body,
			Record: signed, MadeAt: tx.Now()})
	})
	if err == nil {
		f.forget(id)
	}
	return err
}

// FileDestruction files the record in which a key holder says that it destroyed its key, after checking it.
func (f *Factlab) FileDestruction(ctx context.Context, actor access.Actor, id db.ID, text []byte) error {
	err := f.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if err := f.Gate.Allow(ctx, tx, actor, "factlab.file", Object(id)); err != nil {
			return err
		}
		_, agreed, err := f.AgreementTx(ctx, tx, id)
		if err != nil {
			return err
		}
		record, err := vault.ParseRecord(text)
		if err != nil {
			return fault.Invalid{"record": "This is not the record of a key holder, or it was changed."}
		}
		said, err := record.VerifyFor(agreed)
		if err != nil {
			return fault.Invalid{"record": "This record is not of a key holder of this round, or it was changed."}
		}
		return db.Insert(ctx, tx, "factlab_destruction", Destruction{TenantID: tx.Tenant(), ID: tx.NewID(), RoundID: id, Body: said.Body, Record: text, MadeAt: tx.Now()})
	})
	if errors.Is(err, fault.Conflict) {
		return nil // it was filed already
	}
	return wrap("file record of destruction", err)
}

func destructionsTx(ctx context.Context, tx *db.Tx, round db.ID) ([]Destruction, error) {
	return db.All[Destruction](ctx, tx, qDestructions, tx.Tenant(), round)
}

// KeyGone reports whether the key can not be put together any more: too few key holders are left that have not signed
// for destroying theirs.
func (v View) KeyGone() bool {
	left := len(v.Terms.KeyHolders.Holders)
	for _, d := range v.Destructions {
		for _, h := range v.Terms.KeyHolders.Holders {
			if h.Body == d.Body {
				left--
			}
		}
	}
	return left < v.Terms.KeyHolders.Threshold
}
