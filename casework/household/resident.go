package household

import (
	"context"
	"errors"
	"fmt"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// Resident (inwoner) is somebody of the household. What identifies the person is sealed in the database.
type Resident struct {
	TenantID    db.ID
	ID          db.ID
	HouseholdID db.ID
	AccountID   db.ID // with which the resident signs in, linked by consent
	BSNIndex    []byte
	Sealed      []byte
	JoinedOn    law.Date
	LeftOn      law.Date
	Leaving     Leaving
	Version     int64
	Person      `db:"-"`
}

// LivesThere reports whether the resident is of the household: now, or until the day on which it was closed.
func (r Resident) LivesThere() bool {
	return r.Leaving == Here || r.Leaving == WentAway || r.Leaving == WasClosed
}

// Leave ends the stay of the resident in the household.
func (r Resident) Leave(on law.Date, why Leaving) (Resident, error) {
	if r.Leaving != Here {
		return r, fault.Refuse(fault.Conflict, "This person has left the household already.")
	}
	if on.Before(r.JoinedOn) {
		return r, fault.Invalid{"on": "Fill in a day after the person came into the household"}
	}
	r.LeftOn, r.Leaving = on, why
	return r, nil
}

// alone refuses a citizen service number that already belongs to somebody in an open household.
func (h *Households) alone(ctx context.Context, tx *db.Tx, r Resident) error {
	if r.BSNIndex == nil {
		return nil
	}
	other, err := db.One[Resident](ctx, tx, qResidentByBSN, tx.Tenant(), r.BSNIndex)
	switch {
	case errors.Is(err, fault.NotFound), err == nil && other.ID == r.ID:
		return nil
	case err != nil:
		return err
	}
	return fault.Invalid{"bsn": "Somebody with this number already belongs to a household. Search for that household by the number"}
}

func (h *Households) insertResident(ctx context.Context, tx *db.Tx, household db.ID, r Resident) (Resident, error) {
	if r.ID == 0 {
		r.ID = tx.NewID()
	}
	r.TenantID, r.HouseholdID, r.JoinedOn, r.Leaving, r.Version = tx.Tenant(), household, law.DateOf(tx.Now()), Here, 1
	r, err := h.sealPerson(ctx, tx, r)
	if err == nil {
		err = h.alone(ctx, tx, r)
	}
	if err != nil {
		return r, err
	}
	return r, db.Insert(ctx, tx, "household_resident", r)
}

func (h *Households) saveResident(ctx context.Context, tx *db.Tx, r Resident) error {
	r, err := h.sealPerson(ctx, tx, r)
	if err == nil && r.Leaving == Here {
		err = h.alone(ctx, tx, r)
	}
	if err != nil {
		return err
	}
	return moved(tx.ExecOne(ctx, qSaveResident, tx.Tenant(), r.ID, r.Version, r.AccountID, r.BSNIndex, r.Sealed, r.LeftOn, string(r.Leaving)))
}

// ResidentTx returns a resident, opened. The use case that calls it asks the gate.
func (h *Households) ResidentTx(ctx context.Context, tx *db.Tx, id db.ID) (Resident, error) {
	r, err := db.One[Resident](ctx, tx, qResident, tx.Tenant(), id)
	if err != nil {
		return Resident{}, fmt.Errorf("resident: %w", err)
	}
	return openedOne(ctx, tx, h, r.HouseholdID, r, openPerson)
}

// ResidentsTx returns who belongs or belonged to a household, opened. The use case that calls it asks the gate.
func (h *Households) ResidentsTx(ctx context.Context, tx *db.Tx, household db.ID) ([]Resident, error) {
	residents, err := db.All[Resident](ctx, tx, qResidents, tx.Tenant(), household)
	if err != nil {
		return nil, err
	}
	return opened(ctx, tx, h, household, residents, openPerson)
}

// AddResident adds somebody to a household, with what the person is to the first resident. The same id twice
// is the same resident.
func (h *Households) AddResident(ctx context.Context, actor access.Actor, household db.ID, r Resident, to Relation) (Resident, error) {
	err := h.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if err := r.Validate(law.DateOf(tx.Now())); err != nil {
			return err
		}
		if _, err := h.changeable(ctx, tx, actor, "household.change_residents", household); err != nil {
			return err
		}
		there, err := h.ResidentTx(ctx, tx, r.ID)
		done, err := twice(there.HouseholdID, household, err)
		if done {
			r = there
		}
		if done || err != nil {
			return err
		}
		if r, err = h.insertResident(ctx, tx, household, r); err != nil || to.Kind == "" {
			return err
		}
		to.OtherID = r.ID
		return h.insertRelation(ctx, tx, household, to)
	})
	return r, err
}

// ChangeResident writes what is now known about a resident. The version is the one that the worker saw.
func (h *Households) ChangeResident(ctx context.Context, actor access.Actor, id db.ID, version int64, p Person) (Resident, error) {
	var r Resident
	err := h.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) (err error) {
		if err := p.Validate(law.DateOf(tx.Now())); err != nil {
			return err
		}
		if r, err = h.ResidentTx(ctx, tx, id); err != nil {
			return err
		}
		if _, err := h.changeable(ctx, tx, actor, "household.change_residents", r.HouseholdID); err != nil {
			return err
		}
		r.Person, r.Version = p, version
		return h.saveResident(ctx, tx, r)
	})
	return r, err
}

// Leave notes that a resident no longer belongs to the household.
func (h *Households) Leave(ctx context.Context, actor access.Actor, id db.ID, version int64, on law.Date, why Leaving) (Resident, error) {
	var r Resident
	err := h.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) (err error) {
		if r, err = h.ResidentTx(ctx, tx, id); err != nil {
			return err
		}
		if _, err := h.changeable(ctx, tx, actor, "household.change_residents", r.HouseholdID); err != nil {
			return err
		}
		if r, err = r.Leave(on, why); err != nil {
			return err
		}
		r.Version = version
		return h.saveResident(ctx, tx, r)
	})
	return r, err
}

// twice reports that what a form makes is there already, because the form was sent twice: err is what came of looking
// for it, and was the household in which it stands. In another household it is a conflict.
func twice(was, household db.ID, err error) (bool, error) {
	switch {
	case errors.Is(err, fault.NotFound):
		return false, nil
	case err == nil && was != household:
		return false, fmt.Errorf("form of another household: %w", fault.Conflict)
	}
	return err == nil, err
}

// changeable asks the gate for a change and refuses one of a closed household.
func (h *Households) changeable(ctx context.Context, tx *db.Tx, actor access.Actor, action string, id db.ID) (Household, error) {
	if _, err := h.AllowTx(ctx, tx, actor, action, id); err != nil {
		return Household{}, err
	}
	one, err := h.load(ctx, tx, id)
	if err == nil && one.State == Closed {
		err = errClosed
	}
	return one, err
}
