package exchange

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"codeberg.org/samenkracht/samenkracht/care/istandaard/keten"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
)

// facts is what an organisation exchanged with others, as the rules across messages need it. Each fact is sealed
// with the key of its message, and found by keys that nobody can read back, since a BSN can be in them.
type facts struct {
	x       *Exchange
	ctx     context.Context
	tx      *db.Tx
	message db.ID // the message that facts are added for
}

// factsTx is the history of the organisation of tx; message is the one that facts may be added for.
func (x *Exchange) factsTx(ctx context.Context, tx *db.Tx, message db.ID) *facts {
	return &facts{x, ctx, tx, message}
}

const (
	factSealed = "exchange.fact"
	factKey    = "exchange.fact:" // before a key, so that no other index is like it
)

var (
	qFacts = db.SQL(`SELECT f.message_id, f.sealed FROM exchange_fact_key k JOIN exchange_fact f ON f.tenant_id = k.tenant_id AND f.id = k.fact_id
		WHERE k.tenant_id = $1 AND k.key_index = $2 ORDER BY f.id`)

	qForgetKeys = db.SQL(`DELETE FROM exchange_fact_key WHERE tenant_id = $1 AND fact_id IN
		(SELECT id FROM exchange_fact WHERE tenant_id = $1 AND source = $2 AND lasting = 0)`)

	qForget = db.SQL(`DELETE FROM exchange_fact WHERE tenant_id = $1 AND source = $2 AND lasting = 0`)
)

type factRow struct {
	TenantID  db.ID
	ID        db.ID
	MessageID db.ID
	Source    []byte
	Lasting   int64 // 1: it stays when the message is refused
	Sealed    []byte
}

type factKeyRow struct {
	TenantID db.ID
	KeyIndex []byte
	FactID   db.ID
}

// Zoek gives the facts under a key, in the order in which they were kept. Facts of a message whose key was
// destroyed are gone.
func (f *facts) Zoek(s keten.Sleutel) ([]keten.Feit, error) {
	type row struct {
		MessageID db.ID
		Sealed    []byte
	}
	rows, err := db.All[row](f.ctx, f.tx, qFacts, f.tx.Tenant(), f.index(string(s)))
	if err != nil {
		return nil, fmt.Errorf("facts: %w", err)
	}
	out := make([]keten.Feit, 0, len(rows))
	for _, r := range rows {
		plain, err := f.x.vault.OpenTx(f.ctx, f.tx, r.MessageID, factSealed, r.Sealed)
		if errors.Is(err, fault.NotFound) {
			continue
		}
		var one keten.Feit
		if err == nil {
			err = json.Unmarshal(plain, &one)
		}
		if err != nil {
			return nil, fmt.Errorf("facts: %w", err)
		}
		out = append(out, one)
	}
	return out, nil
}

// Bewaar keeps facts of the message.
func (f *facts) Bewaar(all []keten.Feit) error {
	for _, one := range all {
		plain, err := json.Marshal(one)
		if err != nil {
			return err
		}
		row := factRow{TenantID: f.tx.Tenant(), ID: f.tx.NewID(), MessageID: f.message, Source: f.index(string(one.Bron.Sleutel()))}
		if one.Kop != nil {
			row.Lasting = 1
		}
		if row.Sealed, err = f.x.vault.SealTx(f.ctx, f.tx, f.message, factSealed, plain); err != nil {
			return err
		}
		if err := db.Insert(f.ctx, f.tx, "exchange_fact", row); err != nil {
			return err
		}
		for _, s := range one.Sleutels {
			if err := db.Insert(f.ctx, f.tx, "exchange_fact_key", factKeyRow{row.TenantID, f.index(string(s)), row.ID}); err != nil {
				return err
			}
		}
	}
	return nil
}

// Vergeet forgets what a message said, but for the fact that it was there.
func (f *facts) Vergeet(source keten.Bron) error {
	index := f.index(string(source.Sleutel()))
	for _, q := range []*db.Query{qForgetKeys, qForget} {
		if _, err := f.tx.Exec(f.ctx, q, f.tx.Tenant(), index); err != nil {
			return fmt.Errorf("forget facts: %w", err)
		}
	}
	return nil
}

func (f *facts) index(key string) []byte { return f.x.vault.Blind(f.tx.Tenant(), factKey+key) }
