package plan

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// Start opens a plan for a household, with the id that the form carried. A household has one running plan: a
// second one is refused.
func (p *Plans) Start(ctx context.Context, actor access.Actor, id, householdID db.ID) (one SupportPlan, err error) {
	err = p.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) (err error) {
		one, err = p.StartTx(ctx, tx, actor, id, householdID)
		return err
	})
	return one, err
}

// StartTx opens a plan in the transaction of another use case.
func (p *Plans) StartTx(ctx context.Context, tx *db.Tx, actor access.Actor, id, householdID db.ID) (SupportPlan, error) {
	h, err := p.Households.ByIDTx(ctx, tx, householdID)
	if err != nil {
		return SupportPlan{}, err
	}
	one := SupportPlan{TenantID: tx.Tenant(), ID: id, HouseholdID: householdID, State: Draft, Version: 1,
		StartedBy: actor.Account, StartedAt: tx.Now(), ChangedBy: actor.Account, ChangedAt: tx.Now()}
	o, err := p.object(ctx, tx, one)
	if err != nil {
		return one, err
	}
	if err := p.Gate.Allow(ctx, tx, actor, "plan.write", household.NotOwn(actor, o)); err != nil {
		return one, err
	}
	if h.State != household.Open {
		return one, fault.Refuse(fault.Conflict, "This household is closed. Nothing can be changed in it any more.")
	}
	running, err := p.RunningTx(ctx, tx, householdID)
	switch {
	case err == nil && running.ID == id && running.StartedBy == actor.Account:
		return running, nil
	case err == nil:
		return running, fault.Refuse(fault.Conflict, sayOnePlan)
	case !errors.Is(err, fault.NotFound):
		return one, err
	}
	if one.Sealed, err = p.seal(ctx, tx, householdID, one.ID, sealReport, one.Report); err != nil {
		return one, err
	}
	err = db.Insert(ctx, tx, "plan", one)
	if errors.Is(err, fault.Conflict) { // two at the same moment: the index lets one through
		err = fault.Refuse(fault.Conflict, sayOnePlan)
	}
	return one, err
}

// WriteWish writes what the resident wants, in the resident's own words: the opening of the plan. The version is
// the one that the worker saw.
func (p *Plans) WriteWish(ctx context.Context, actor access.Actor, planID db.ID, version int64, wish string) error {
	r := Report{Wish: strings.TrimSpace(wish)}
	if err := r.ValidateWish(); err != nil {
		return err
	}
	return p.change(ctx, actor, "plan.write", planID, func(tx *db.Tx, one open) error {
		if err := one.Editable(); err != nil {
			return err
		}
		next := one.SupportPlan
		next.Report.Wish, next.Version = r.Wish, version
		return p.save(ctx, tx, next, actor.Account)
	})
}

// WriteReport writes the rest of the report of the conversation. The wish stays as it is.
func (p *Plans) WriteReport(ctx context.Context, actor access.Actor, planID db.ID, version int64, r Report) error {
	if err := r.Validate(law.DateOf(p.DB.Now())); err != nil {
		return err
	}
	return p.change(ctx, actor, "plan.write", planID, func(tx *db.Tx, one open) error {
		if err := one.Opened(); err != nil {
			return err
		}
		next := one.SupportPlan
		r.Wish, r.Closing = next.Report.Wish, next.Report.Closing
		next.Report, next.Version = r, version
		return p.save(ctx, tx, next, actor.Account)
	})
}

// Score notes how a resident does in a life domain. An earlier score stays, so that the way shows.
func (p *Plans) Score(ctx context.Context, actor access.Actor, s LifeDomainScore) error {
	if err := s.Validate(law.DateOf(p.DB.Now())); err != nil {
		return err
	}
	return p.change(ctx, actor, "plan.write", s.PlanID, func(tx *db.Tx, one open) (err error) {
		if err := one.Opened(); err != nil {
			return err
		}
		if done, err := twice(ctx, tx, qScore, s.ID, func(was LifeDomainScore) bool { return was.ScorerID == actor.Account }); done || err != nil {
			return err
		}
		if err := inHousehold(one.object, s.ResidentID); err != nil {
			return err
		}
		s.TenantID, s.ScorerID, s.ScoredAt = tx.Tenant(), actor.Account, tx.Now()
		if s.Sealed, err = p.seal(ctx, tx, one.HouseholdID, s.ID, sealScore, s.Reason); err != nil {
			return err
		}
		return db.Insert(ctx, tx, "plan_score", s)
	})
}

// AddGoal adds a goal to the plan, with the id that the form carried.
func (p *Plans) AddGoal(ctx context.Context, actor access.Actor, g Goal) error {
	g.State = GoalOpen
	if err := g.Validate(); err != nil {
		return err
	}
	return p.change(ctx, actor, "plan.write", g.PlanID, func(tx *db.Tx, one open) (err error) {
		if err := one.Opened(); err != nil {
			return err
		}
		if done, err := twice(ctx, tx, qGoal, g.ID, func(was Goal) bool { return was.PlanID == one.ID }); done || err != nil {
			return err
		}
		if err := inHousehold(one.object, g.ResidentID); err != nil {
			return err
		}
		g.TenantID, g.Version, g.MadeAt, g.ChangedBy, g.ChangedAt = tx.Tenant(), 1, tx.Now(), actor.Account, tx.Now()
		if g.Sealed, err = p.seal(ctx, tx, one.HouseholdID, g.ID, sealGoal, g.GoalText); err != nil {
			return err
		}
		return db.Insert(ctx, tx, "plan_goal", g)
	})
}

// ChangeGoal writes a goal again. Its version is the one that the worker saw.
func (p *Plans) ChangeGoal(ctx context.Context, actor access.Actor, g Goal) error {
	if err := g.Validate(); err != nil {
		return err
	}
	return p.change(ctx, actor, "plan.write", g.PlanID, func(tx *db.Tx, one open) (err error) {
		if err := one.Opened(); err != nil {
			return err
		}
		was, err := db.One[Goal](ctx, tx, qGoal, tx.Tenant(), g.ID)
		if err != nil || was.PlanID != one.ID {
			return errors.Join(err, fmt.Errorf("goal: %w", fault.NotFound))
		}
		if err := inHousehold(one.object, g.ResidentID); err != nil {
			return err
		}
		if g.Sealed, err = p.seal(ctx, tx, one.HouseholdID, g.ID, sealGoal, g.GoalText); err != nil {
			return err
		}
		return changed(tx.ExecOne(ctx, qSaveGoal, tx.Tenant(), g.ID, g.Version, g.ResidentID, string(g.Domain), string(g.WordedBy),
			string(g.State), g.ReachBy, actor.Account, tx.Now(), g.Sealed))
	})
}

// inHousehold refuses somebody who is not of the household; nobody stands for all of them.
func inHousehold(o access.Object, resident db.ID) error {
	for _, s := range o.Subjects {
		if s == resident {
			return nil
		}
	}
	if resident == 0 {
		return nil
	}
	return fault.Invalid{"resident": "Choose somebody of this household"}
}
