package household

import (
	"context"
	"fmt"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

func (h *Households) insertRelation(ctx context.Context, tx *db.Tx, household db.ID, r Relation) (err error) {
	if r.ID == 0 {
		r.ID = tx.NewID()
	}
	if r.FromDay.IsZero() {
		r.FromDay = law.DateOf(tx.Now())
	}
	r.TenantID, r.HouseholdID, r.Version = tx.Tenant(), household, 1
	if err := r.Validate(); err != nil {
		return err
	}
	if r.Sealed, err = h.sealPlain(ctx, tx, household, r.ID, colRelation, r.Outsider); err != nil {
		return err
	}
	return db.Insert(ctx, tx, "household_relation", r)
}

func (h *Households) relation(ctx context.Context, tx *db.Tx, id db.ID) (Relation, error) {
	r, err := db.One[Relation](ctx, tx, qRelation, tx.Tenant(), id)
	if err != nil {
		return Relation{}, fmt.Errorf("relation: %w", err)
	}
	return openedOne(ctx, tx, h, r.HouseholdID, r, openRelation)
}

// RelationsTx returns the relations of a household, opened. The use case that calls it asks the gate.
func (h *Households) RelationsTx(ctx context.Context, tx *db.Tx, household db.ID) ([]Relation, error) {
	relations, err := db.All[Relation](ctx, tx, qRelations, tx.Tenant(), household)
	if err != nil {
		return nil, err
	}
	return opened(ctx, tx, h, household, relations, openRelation)
}

// of refuses a resident of another household.
func (h *Households) of(ctx context.Context, tx *db.Tx, household db.ID, residents ...db.ID) error {
	for _, id := range residents {
		if id == 0 {
			continue
		}
		r, err := db.One[Resident](ctx, tx, qResident, tx.Tenant(), id)
		if err == nil && r.HouseholdID != household {
			err = fault.NotFound
		}
		if err != nil {
			return fmt.Errorf("resident of household: %w", err)
		}
	}
	return nil
}

// Relate notes who is around a resident. The same id twice is the same relation.
func (h *Households) Relate(ctx context.Context, actor access.Actor, household db.ID, r Relation) (Relation, error) {
	err := h.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if r.FromDay.IsZero() {
			r.FromDay = law.DateOf(tx.Now())
		}
		if err := r.Validate(); err != nil {
			return err
		}
		if _, err := h.changeable(ctx, tx, actor, "household.change_relations", household); err != nil {
			return err
		}
		there, err := h.relation(ctx, tx, r.ID)
		done, err := twice(there.HouseholdID, household, err)
		if done {
			r = there
		}
		if done || err != nil {
			return err
		}
		if err := h.of(ctx, tx, household, r.ResidentID, r.OtherID); err != nil {
			return err
		}
		return h.insertRelation(ctx, tx, household, r)
	})
	return r, err
}

// ChangeRelation writes what is now known of a relation, or ends it with a last day. The version is the one
// that the worker saw.
func (h *Households) ChangeRelation(ctx context.Context, actor access.Actor, id db.ID, version int64, kind RelationKind, who Outsider, to law.Date) (Relation, error) {
	var r Relation
	err := h.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) (err error) {
		if r, err = h.relation(ctx, tx, id); err != nil {
			return err
		}
		if _, err := h.changeable(ctx, tx, actor, "household.change_relations", r.HouseholdID); err != nil {
			return err
		}
		r.Kind, r.Outsider, r.ToDay = kind, who, to
		if err := r.Validate(); err != nil {
			return err
		}
		if r.Sealed, err = h.sealPlain(ctx, tx, r.HouseholdID, r.ID, colRelation, r.Outsider); err != nil {
			return err
		}
		return moved(tx.ExecOne(ctx, qSaveRelation, tx.Tenant(), r.ID, version, string(r.Kind), r.Sealed, r.FromDay, r.ToDay))
	})
	return r, err
}
