package plan

import (
	"context"
	"errors"
	"fmt"

	"codeberg.org/samenkracht/samenkracht/casework/plan/ladder"
	"codeberg.org/samenkracht/samenkracht/community/market"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
)

const saySecret = "The address of this household is secret. Do not place an ask: it would show the neighbourhood. Ask the broker in person."

// WriteStep writes what was found on a rung for a goal. A version of zero is a rung that is written for the first
// time; otherwise it is the one that the worker saw.
func (p *Plans) WriteStep(ctx context.Context, actor access.Actor, s ladder.Step) error {
	if s.Rung == ladder.CustomProvision {
		s.Outcome = ladder.Enough // below it there is nothing to go down to
	}
	if err := s.Validate(); err != nil {
		return err
	}
	return p.onLadder(ctx, actor, s.PlanID, s.GoalID, s.Rung, func(tx *db.Tx, one SupportPlan, was ladder.Step) error {
		if s.Version == 0 && was.ID == s.ID && was.Version == 1 {
			return nil // the form was sent twice
		}
		was.Outcome, was.Doer, was.StepText, was.Version = s.Outcome, s.Doer, s.StepText, s.Version
		if was.ID == 0 {
			was.ID = s.ID
		}
		return p.saveStep(ctx, tx, one, was, actor.Account)
	})
}

// AskNeighbours puts an ask on the neighbourhood market for a goal and links it to the rung of the neighbourhood.
// The ask names no resident: neighbours answer through the broker to the contact person.
func (p *Plans) AskNeighbours(ctx context.Context, actor access.Actor, planID, goalID db.ID, ask market.NewAsk) (placed market.Ask, err error) {
	err = p.onLadder(ctx, actor, planID, goalID, ladder.Community, func(tx *db.Tx, one SupportPlan, was ladder.Step) error {
		h, err := p.Households.ByIDTx(ctx, tx, one.HouseholdID)
		if err != nil {
			return err
		}
		if h.Secret {
			return fault.Refuse(fault.Conflict, saySecret)
		}
		contact, err := account.ByIDTx(ctx, tx, h.ContactID)
		if err != nil {
			return err
		}
		ask.Postcode = h.Address.Postcode.Reveal()
		ask.For = &market.Behalf{Name: contact.Name, Phone: contact.Phone}
		if placed, err = p.Market.PlaceAskTx(ctx, tx, actor, ask); err != nil {
			return err
		}
		was.AskID = placed.ID
		return p.linkStep(ctx, tx, one, was, actor.Account)
	})
	return placed, err
}

// LinkPlace links a place of the social map to the rung of the neighbourhood or of the general provisions.
func (p *Plans) LinkPlace(ctx context.Context, actor access.Actor, planID, goalID db.ID, r ladder.Rung, entryID db.ID) error {
	if r != ladder.Community && r != ladder.GeneralProvision {
		return fmt.Errorf("link a place on %s: %w", r, fault.NotFound)
	}
	return p.onLadder(ctx, actor, planID, goalID, r, func(tx *db.Tx, one SupportPlan, was ladder.Step) error {
		if _, err := p.SocialMap.EntryByIDTx(ctx, tx, entryID); err != nil {
			return err
		}
		was.EntryID = entryID
		return p.linkStep(ctx, tx, one, was, actor.Account)
	})
}

// onLadder asks the gate and the ladder whether a rung may be written, and hands on the step as it stands.
func (p *Plans) onLadder(ctx context.Context, actor access.Actor, planID, goalID db.ID, r ladder.Rung, do func(*db.Tx, SupportPlan, ladder.Step) error) error {
	return p.change(ctx, actor, "plan.write", planID, func(tx *db.Tx, one open) error {
		if err := one.Opened(); err != nil {
			return err
		}
		w, err := p.whole(ctx, tx, one.SupportPlan, one.key)
		if err != nil {
			return err
		}
		g, err := w.Goal(goalID)
		if err != nil {
			return err
		}
		if err := w.Ladder(goalID).MayWrite(g.Ready(), r); err != nil {
			return err
		}
		was, ok := w.Ladder(goalID).On(r)
		if !ok {
			was = ladder.Step{TenantID: tx.Tenant(), PlanID: planID, GoalID: goalID, Rung: r}
		}
		return do(tx, one.SupportPlan, was)
	})
}

// linkStep saves a link on a step. A rung that was not written yet is being tried now.
func (p *Plans) linkStep(ctx context.Context, tx *db.Tx, one SupportPlan, s ladder.Step, by db.ID) error {
	if s.ID == 0 {
		s.ID, s.Outcome, s.Doer = tx.NewID(), ladder.Trying, ladder.ByVolunteer
	}
	return p.saveStep(ctx, tx, one, s, by)
}

// saveStep adds a step, or changes the version that was seen.
func (p *Plans) saveStep(ctx context.Context, tx *db.Tx, one SupportPlan, s ladder.Step, by db.ID) (err error) {
	s.ChangedBy, s.ChangedAt = by, tx.Now()
	if s.Sealed, err = p.seal(ctx, tx, one.HouseholdID, s.ID, sealStep, s.StepText); err != nil {
		return err
	}
	if s.Version == 0 {
		s.Version = 1
		err = db.Insert(ctx, tx, "plan_step", s)
	} else {
		err = tx.ExecOne(ctx, qSaveStep, tx.Tenant(), s.ID, s.Version, string(s.Outcome), string(s.Doer), s.AskID, s.EntryID,
			s.ChangedBy, s.ChangedAt, s.Sealed)
	}
	if errors.Is(err, fault.Conflict) {
		return fault.Refuse(fault.Conflict, sayChanged)
	}
	return err
}
