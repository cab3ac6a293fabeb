package team

import (
	"context"
	"errors"

	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

// Move (verhuizing) is a household that goes to live somewhere else.
type Move struct {
	HouseholdID db.ID
	Version     int64 // of the household that the worker saw
	Address     household.Address
	Leaves      bool // it leaves the municipality for a place that this installation does not know
}

// Destination is what a move means for the service to the household.
type Destination struct {
	Leaves       bool  // the household is closed here
	Municipality db.ID // where it goes, when that is in this installation
	Team         Team  // that serves it from now on
	SameTeam     bool
}

const lineTakeOver = "team.take_over"

// takeOverDays is how many working days the new team has to agree on a contact person; our own promise.
const takeOverDays = 5

func destination(ctx context.Context, tx *db.Tx, from db.ID, to ident.Postcode, leaves bool) (Place, Destination, error) {
	p, err := PlaceTx(ctx, tx, to)
	if there, ok := errors.AsType[*Elsewhere](err); ok {
		return p, Destination{Leaves: true, Municipality: there.Tenant}, nil
	}
	if _, wrong := errors.AsType[fault.Invalid](err); wrong && leaves {
		return p, Destination{Leaves: true}, nil
	}
	return p, Destination{Team: p.Team, SameTeam: p.Team.ID == from}, err
}

// Destination tells what a move would mean, so that the worker can check it first. It changes nothing.
func (t *Teams) Destination(ctx context.Context, actor access.Actor, m Move) (Destination, error) {
	var d Destination
	err := t.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		o, err := t.houses.AllowTx(ctx, tx, actor, "household.move", m.HouseholdID)
		if err != nil {
			return err
		}
		_, d, err = destination(ctx, tx, o.Team, m.Address.Postcode, m.Leaves)
		return err
	})
	return d, err
}

// Move moves a household. Inside the municipality the team of the new address serves it from now on; the
// contact person stays until somebody of that team takes over. Outside it the household is closed here.
func (t *Teams) Move(ctx context.Context, actor access.Actor, m Move) (Destination, error) {
	var d Destination
	err := t.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		o, err := t.houses.AllowTx(ctx, tx, actor, "household.move", m.HouseholdID)
		if err != nil {
			return err
		}
		var p Place
		if p, d, err = destination(ctx, tx, o.Team, m.Address.Postcode, m.Leaves); err != nil {
			return err
		}
		if d.Leaves {
			_, err = t.houses.CloseTx(ctx, tx, m.HouseholdID, m.Version, household.Moved)
			return err
		}
		if _, err = t.houses.RelocateTx(ctx, tx, m.HouseholdID, m.Version, m.Address, p.NeighbourhoodID, p.Team.ID); err != nil || d.SameTeam {
			return err
		}
		return t.list.AddTx(ctx, tx, worklist.Line{TeamID: p.Team.ID, Kind: lineTakeOver, ObjectID: m.HouseholdID,
			Title: "Agree on a contact person for a household that moved to your area", Link: "/team/huishoudens/" + m.HouseholdID.String(),
			Due: law.WorkingDays.Add(law.DateOf(tx.Now()), takeOverDays)})
	})
	return d, err
}
