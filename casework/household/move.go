package household

import (
	"context"
	"fmt"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// RelocateTx moves a household to another address in the municipality. Who serves that address is decided by
// the caller, which has asked the gate. The version is the one that the worker saw.
func (h *Households) RelocateTx(ctx context.Context, tx *db.Tx, id db.ID, version int64, a Address, neighbourhood, team db.ID) (Household, error) {
	one, err := h.load(ctx, tx, id)
	if err != nil {
		return Household{}, err
	}
	if one, err = one.Relocate(a, neighbourhood, team); err != nil {
		return Household{}, err
	}
	one.Version = version
	return one, h.save(ctx, tx, one)
}

// KeepSecret makes the address of a household secret, or no longer so.
func (h *Households) KeepSecret(ctx context.Context, actor access.Actor, id db.ID, version int64, secret bool) error {
	return h.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		one, err := h.changeable(ctx, tx, actor, "household.change_residents", id)
		if err != nil {
			return err
		}
		one.Secret, one.Version = secret, version
		return h.save(ctx, tx, one)
	})
}

// Close ends the service to a household because it goes on without us, or somebody died.
func (h *Households) Close(ctx context.Context, actor access.Actor, id db.ID, version int64, why Ending) error {
	return h.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if _, err := h.AllowTx(ctx, tx, actor, "household.close", id); err != nil {
			return err
		}
		_, err := h.CloseTx(ctx, tx, id, version, why)
		return err
	})
}

// CloseTx closes a household, with everything that runs for it. The residents leave it, so that they can
// belong to another one. The use case that calls it asks the gate.
func (h *Households) CloseTx(ctx context.Context, tx *db.Tx, id db.ID, version int64, why Ending) (Household, error) {
	one, err := h.load(ctx, tx, id)
	if err != nil {
		return Household{}, err
	}
	today := law.DateOf(tx.Now())
	if one, err = one.Close(why, today); err != nil {
		return Household{}, err
	}
	one.Version = version
	if err := h.save(ctx, tx, one); err != nil {
		return Household{}, err
	}
	residents, err := h.ResidentsTx(ctx, tx, id)
	if err != nil {
		return Household{}, err
	}
	leaving := map[Ending]Leaving{Moved: WentAway, Died: HasDied, Settled: WasClosed}[why]
	for _, r := range residents {
		if r.Leaving != Here {
			continue
		}
		if r, err = r.Leave(today, leaving); err == nil {
			err = h.saveResident(ctx, tx, r)
		}
		if err != nil {
			return Household{}, err
		}
	}
	if err := h.list.DoneTx(ctx, tx, lineNext, id); err != nil {
		return Household{}, err
	}
	for _, f := range h.closed {
		if err := f(ctx, tx, one); err != nil {
			return Household{}, fmt.Errorf("close household: %w", err)
		}
	}
	return one, nil
}
