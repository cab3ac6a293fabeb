// Package seal keeps what is most private unreadable to whoever gets hold of the database. Every household (or
// other owner of fields) has a data key of its own; the key is stored wrapped by the master key, which is not in
// the database. Destroying the wrapped key destroys every sealed field of the household, in the database and in
// each copy of it that does not hold the key.
//
// A sealed field can be opened only as what it was sealed for: the tenant, the owner and the column are part of
// it, so a field that was moved to another row or column does not open. A blind index lets a sealed number be
// found again without being read; it differs for each tenant, so the numbers of two municipalities do not meet.
package seal

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/binary"
	"errors"
	"fmt"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
)

//go:embed schema/*.sql
var schema embed.FS

var _ = db.Register(schema)

var (
	qKey = db.SQL(`SELECT wrapped FROM seal_key WHERE tenant_id = $1 AND owner_id = $2`)

	// Two transactions may give an owner its first key at the same time: the second one takes that of the first.
	qMake = db.SQL(`INSERT INTO seal_key (tenant_id, owner_id, wrapped, made_at) VALUES ($1, $2, $3, $4)
		ON CONFLICT (tenant_id, owner_id) DO NOTHING`)

	qDestroy = db.SQL(`DELETE FROM seal_key WHERE tenant_id = $1 AND owner_id = $2`)
)

// Drawer is the owner of a key that is destroyed before long: of one question, conversation or month. It lies below
// zero, where no id is and none can be typed, so what is sealed in a drawer never shares a key with a household.
func Drawer(kind string, id db.ID) db.ID {
	sum := sha256.Sum256([]byte(kind + ":" + id.String()))
	return -db.ID(binary.BigEndian.Uint64(sum[:8])>>1 | 1)
}

// Vault seals and opens the fields of every household.
type Vault struct{ master *Master }

// New returns a vault under a master key.
func New(master *Master) *Vault { return &Vault{master} }

// SealTx seals a field of an owner; column is table and column, such as "household_resident.bsn". The owner
// gets its key with its first field. An empty field stays empty.
func (v *Vault) SealTx(ctx context.Context, tx *db.Tx, owner db.ID, column string, plain []byte) ([]byte, error) {
	if len(plain) == 0 {
		return nil, nil
	}
	k, err := v.KeyTx(ctx, tx, owner)
	if errors.Is(err, fault.NotFound) {
		k, err = v.firstKey(ctx, tx, owner)
	}
	if err != nil {
		return nil, err
	}
	return k.Seal(column, plain), nil
}

// OpenTx opens a field of an owner. When the key was destroyed it is fault.NotFound.
func (v *Vault) OpenTx(ctx context.Context, tx *db.Tx, owner db.ID, column string, sealed []byte) ([]byte, error) {
	if len(sealed) == 0 {
		return nil, nil
	}
	k, err := v.KeyTx(ctx, tx, owner)
	if err != nil {
		return nil, err
	}
	return k.Open(column, sealed)
}

// KeyTx returns the key of an owner, to open many fields with one look in the database. Without one, or when it
// was destroyed, it is fault.NotFound. A key is not for keeping: whoever holds one can read on after the
// household was destroyed.
func (v *Vault) KeyTx(ctx context.Context, tx *db.Tx, owner db.ID) (*Key, error) {
	wrapped, err := db.One[[]byte](ctx, tx, qKey, tx.Tenant(), owner)
	if err != nil {
		return nil, fmt.Errorf("data key of %s: %w", owner, err)
	}
	raw, err := v.master.unwrap(tx.Tenant(), owner, wrapped)
	if err != nil {
		return nil, fmt.Errorf("data key of %s: %w", owner, err)
	}
	return newKey(tx.Tenant(), owner, raw)
}

func (v *Vault) firstKey(ctx context.Context, tx *db.Tx, owner db.ID) (*Key, error) {
	wrapped, err := v.master.wrap(tx.Tenant(), owner, newDataKey())
	if err != nil {
		return nil, fmt.Errorf("make data key: %w", err)
	}
	if _, err := tx.Exec(ctx, qMake, tx.Tenant(), owner, wrapped, tx.Now()); err != nil {
		return nil, fmt.Errorf("make data key: %w", err)
	}
	return v.KeyTx(ctx, tx, owner)
}

// DestroyTx destroys the key of an owner, and with it every field that was sealed under it. It cannot be undone.
// Copies of the table seal_key must be kept no longer than the term in which this may take effect.
func (v *Vault) DestroyTx(ctx context.Context, tx *db.Tx, owner db.ID) error {
	_, err := tx.Exec(ctx, qDestroy, tx.Tenant(), owner)
	return err
}

// Blind returns the blind index of a value in a tenant: the same value gives the same 32 bytes there, another
// tenant gives others, and without the master key nobody can try values out. Write a value in one way always.
func (v *Vault) Blind(tenant db.ID, value string) []byte { return v.master.blind(tenant, value) }
