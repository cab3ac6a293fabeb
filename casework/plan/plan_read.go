package plan

import (
	"context"
	"errors"
	"fmt"

	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
)

// Running opens the running plan of a household. Without one it is fault.NotFound.
func (p *Plans) Running(ctx context.Context, actor access.Actor, householdID db.ID) (w Whole, err error) {
	err = p.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		o, err := p.Households.ObjectTx(ctx, tx, householdID)
		if err != nil {
			return err
		}
		o.Kind = "plan"
		one, missing := p.RunningTx(ctx, tx, householdID)
		o.ID = one.ID
		if err := p.Gate.Allow(ctx, tx, actor, "plan.read", household.NotOwn(actor, o)); err != nil {
			return err
		}
		if errors.Is(missing, fault.NotFound) {
			return nil // that there is none was seen too
		}
		if missing != nil {
			return missing
		}
		w, err = p.whole(ctx, tx, one)
		return err
	})
	if err == nil && w.Plan.ID == 0 {
		err = fmt.Errorf("running plan: %w", fault.NotFound)
	}
	return w, err
}

// RunningTx returns the running plan of a household. The use case that calls it asks the gate.
func (p *Plans) RunningTx(ctx context.Context, tx *db.Tx, householdID db.ID) (SupportPlan, error) {
	return p.load(ctx, tx, qRunning, householdID)
}

// ByIDTx returns a plan with everything in it. The use case that calls it asks the gate.
func (p *Plans) ByIDTx(ctx context.Context, tx *db.Tx, id db.ID) (Whole, error) {
	one, err := p.load(ctx, tx, qPlan, id)
	if err != nil {
		return Whole{}, err
	}
	return p.whole(ctx, tx, one)
}

// Earlier lists the closed plans of a household, the newest first.
func (p *Plans) Earlier(ctx context.Context, actor access.Actor, householdID db.ID) (out []SupportPlan, err error) {
	err = p.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		o, err := p.Households.ObjectTx(ctx, tx, householdID)
		if err != nil {
			return err
		}
		o.Kind = "plan"
		if err := p.Gate.Allow(ctx, tx, actor, "plan.read", household.NotOwn(actor, o)); err != nil {
			return err
		}
		rows, err := db.All[SupportPlan](ctx, tx, qClosed, tx.Tenant(), householdID)
		out, err = each(rows, err, func(one *SupportPlan) error {
			return p.unseal(ctx, tx, one.HouseholdID, one.ID, sealReport, one.Sealed, &one.Report)
		})
		return err
	})
	return out, err
}

// CustomStep is a goal for which help made to measure is needed, with the whole ladder that led there.
type CustomStep struct {
	Goal   Goal
	Step   Step
	Ladder Ladder
}

// CustomStepsTx lists for which open goals of a plan help made to measure is needed. The use case that calls it
// asks the gate.
func (p *Plans) CustomStepsTx(ctx context.Context, tx *db.Tx, planID db.ID) ([]CustomStep, error) {
	one, err := p.load(ctx, tx, qPlan, planID)
	if err != nil {
		return nil, err
	}
	w := Whole{Plan: one}
	if w.Goals, err = p.goals(ctx, tx, one); err != nil {
		return nil, err
	}
	if w.Steps, err = p.steps(ctx, tx, one); err != nil {
		return nil, err
	}
	return w.CustomSteps(), nil
}

// CustomSteps lists for which open goals help made to measure is needed.
func (w Whole) CustomSteps() []CustomStep {
	var out []CustomStep
	for _, g := range w.Goals {
		l := w.Ladder(g.ID)
		if s, ok := l.Custom(); ok && g.State == GoalOpen {
			out = append(out, CustomStep{Goal: g, Step: s, Ladder: l})
		}
	}
	return out
}

// Mine opens the running plans of the households that the signed-in resident belongs to, or that somebody let
// the resident in to.
func (p *Plans) Mine(ctx context.Context, actor access.Actor) (out []Whole, err error) {
	err = p.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		out = nil
		own, err := p.Households.MineTx(ctx, tx, actor)
		if err != nil {
			return err
		}
		for _, h := range own {
			w, err := p.mine(ctx, tx, actor, h)
			if errors.Is(err, fault.NotFound) {
				continue
			}
			if err != nil {
				return err
			}
			out = append(out, w)
		}
		return nil
	})
	return out, err
}

// mine opens the plan of one household for somebody who lives there. A draft is not theirs to read yet; before
// that there is only what they said themselves.
func (p *Plans) mine(ctx context.Context, tx *db.Tx, actor access.Actor, h household.Own) (Whole, error) {
	one, err := p.RunningTx(ctx, tx, h.Household.ID)
	if err != nil {
		return Whole{}, err
	}
	o, err := p.object(ctx, tx, one)
	if err != nil {
		return Whole{}, err
	}
	if err := p.Gate.Allow(ctx, tx, actor, "plan.read_own", o); err != nil {
		return Whole{}, err
	}
	if one.State == Draft {
		one.Report = Report{Wish: one.Report.Wish}
		return Whole{Plan: one}, nil
	}
	return p.whole(ctx, tx, one)
}
