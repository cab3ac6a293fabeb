// Package plan keeps the one plan (ondersteuningsplan) of a household: what the resident wants in words of
// their own, how life goes, the goals, and for each goal the ladder from own strength to help made to measure.
//
// The ladder is walked from the top: every step down has what was tried and the reason beside it. The resident
// reads the plan, adds to it and agrees, or says what should be different. All words are sealed under the key of
// the household.
package plan

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/household/consent"
	"codeberg.org/samenkracht/samenkracht/casework/plan/ladder"
	"codeberg.org/samenkracht/samenkracht/casework/team"
	"codeberg.org/samenkracht/samenkracht/community/market"
	"codeberg.org/samenkracht/samenkracht/community/socialmap"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/mail"
	"codeberg.org/samenkracht/samenkracht/platform/seal"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

// Parts are what plans are made with.
type Parts struct {
	DB         *db.DB
	Gate       *access.Gate
	Vault      *seal.Vault
	Households *household.Households
	Teams      *team.Teams
	Market     *market.Market
	SocialMap  *socialmap.SocialMap
	Accounts   *account.Accounts
	List       *worklist.List
	Post       *mail.Post
}

// Plans are the plans of all households.
type Plans struct{ Parts }

// New returns the plans, which go along when a household changes hands or is closed.
func New(parts Parts) *Plans {
	p := &Plans{parts}
	p.Teams.WhenHanded(p.handed)
	p.Households.WhenClosed(p.householdClosed)
	return p
}

// Whole is a plan with everything in it.
type Whole struct {
	Plan    SupportPlan
	Goals   []Goal
	Steps   []ladder.Step
	Scores  []LifeDomainScore
	Remarks []Remark
	Answers []Answer
}

// Ladder is what was found for one goal.
func (w Whole) Ladder(goal db.ID) ladder.Ladder {
	var l ladder.Ladder
	for _, s := range w.Steps {
		if s.GoalID == goal {
			l = append(l, s)
		}
	}
	return l
}

// Goal returns one goal of the plan.
func (w Whole) Goal(id db.ID) (Goal, error) {
	for _, g := range w.Goals {
		if g.ID == id {
			return g, nil
		}
	}
	return Goal{}, fmt.Errorf("goal: %w", fault.NotFound)
}

// open is a plan in the hands of a use case: the gate has let it through.
type open struct {
	SupportPlan
	key    *seal.Key
	object access.Object
}

// object is a plan as the gate looks at it: the people and workers of its household.
func (p *Plans) object(ctx context.Context, tx *db.Tx, in SupportPlan) (access.Object, error) {
	o, err := p.Households.ObjectTx(ctx, tx, in.HouseholdID, consent.Plan)
	o.Kind, o.ID = "plan", in.ID
	return o, err
}

// allowed loads a plan for an action on it.
func (p *Plans) allowed(ctx context.Context, tx *db.Tx, actor access.Actor, action string, id db.ID) (open, error) {
	one, k, err := p.load(ctx, tx, qPlan, id)
	if err != nil {
		return open{}, err
	}
	o, err := p.object(ctx, tx, one)
	if err != nil {
		return open{}, err
	}
	return open{one, k, o}, p.Gate.Allow(ctx, tx, actor, action, household.NotOwn(actor, o))
}

// change is the frame of every use case on one plan.
func (p *Plans) change(ctx context.Context, actor access.Actor, action string, id db.ID, do func(*db.Tx, open) error) error {
	return p.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		one, err := p.allowed(ctx, tx, actor, action, id)
		if err != nil {
			return err
		}
		return do(tx, one)
	})
}

// Running opens the running plan of a household. Without one it is fault.NotFound.
func (p *Plans) Running(ctx context.Context, actor access.Actor, householdID db.ID) (w Whole, err error) {
	err = p.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		o, err := p.Households.ObjectTx(ctx, tx, householdID)
		if err != nil {
			return err
		}
		o.Kind = "plan"
		one, k, missing := p.load(ctx, tx, qRunning, householdID)
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
		w, err = p.whole(ctx, tx, one, k)
		return err
	})
	if err == nil && w.Plan.ID == 0 {
		err = fmt.Errorf("running plan: %w", fault.NotFound)
	}
	return w, err
}

// RunningTx returns the running plan of a household. The use case that calls it asks the gate.
func (p *Plans) RunningTx(ctx context.Context, tx *db.Tx, householdID db.ID) (SupportPlan, error) {
	one, _, err := p.load(ctx, tx, qRunning, householdID)
	return one, err
}

// ByIDTx returns a plan with everything in it. The use case that calls it asks the gate.
func (p *Plans) ByIDTx(ctx context.Context, tx *db.Tx, id db.ID) (Whole, error) {
	one, k, err := p.load(ctx, tx, qPlan, id)
	if err != nil {
		return Whole{}, err
	}
	return p.whole(ctx, tx, one, k)
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
		all, err := db.All[SupportPlan](ctx, tx, qClosed, tx.Tenant(), householdID)
		if err != nil || len(all) == 0 {
			return err
		}
		k, err := p.Vault.KeyTx(ctx, tx, householdID)
		for i := range all {
			if err == nil {
				err = unseal(k, all[i].ID, sealReport, all[i].Sealed, &all[i].Report)
			}
		}
		out = all
		return err
	})
	return out, err
}

// CustomProvisionStep is a goal for which help made to measure is needed, with the whole ladder that led there.
type CustomProvisionStep struct {
	Goal   Goal
	Step   ladder.Step
	Ladder ladder.Ladder
}

// CustomStepsTx lists for which open goals of a plan help made to measure is needed. The use case that calls it
// asks the gate.
func (p *Plans) CustomStepsTx(ctx context.Context, tx *db.Tx, planID db.ID) ([]CustomProvisionStep, error) {
	w, err := p.ByIDTx(ctx, tx, planID)
	return w.CustomSteps(), err
}

// CustomSteps lists for which open goals help made to measure is needed.
func (w Whole) CustomSteps() []CustomProvisionStep {
	var out []CustomProvisionStep
	for _, g := range w.Goals {
		l := w.Ladder(g.ID)
		if s, ok := l.Custom(); ok && g.State == GoalOpen {
			out = append(out, CustomProvisionStep{Goal: g, Step: s, Ladder: l})
		}
	}
	return out
}

// Mine opens the running plans of the households where the signed-in resident lives, and those that somebody let the
// resident in to.
func (p *Plans) Mine(ctx context.Context, actor access.Actor) (out []Whole, err error) {
	err = p.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		out = nil
		own, err := p.Households.MineTx(ctx, tx, actor)
		if err != nil {
			return err
		}
		seen := map[db.ID]bool{}
		for _, h := range own {
			if seen[h.Household.ID] || !h.Sees(consent.Plan) {
				continue
			}
			seen[h.Household.ID] = true
			w, err := p.mine(ctx, tx, actor, h)
			if errors.Is(err, fault.NotFound) {
				continue
			}
			if err != nil {
				return err
			}
			out = append(out, w.readAlong(own, h))
		}
		return nil
	})
	return out, err
}

// readAlong leaves to who reads along what is of everybody together, and of the residents who let the reader in. To who
// lives there it leaves all.
func (w Whole) readAlong(own []household.Own, h household.Own) Whole {
	if !h.Reader {
		return w
	}
	hidden := func(resident db.ID) bool {
		return resident != 0 && !slices.ContainsFunc(own, func(o household.Own) bool { return o.Resident.ID == resident && o.Sees(consent.Plan) })
	}
	w.Goals = slices.DeleteFunc(w.Goals, func(g Goal) bool { return hidden(g.ResidentID) })
	w.Scores = slices.DeleteFunc(w.Scores, func(s LifeDomainScore) bool { return hidden(s.ResidentID) })
	w.Steps = slices.DeleteFunc(w.Steps, func(s ladder.Step) bool {
		return !slices.ContainsFunc(w.Goals, func(g Goal) bool { return g.ID == s.GoalID })
	})
	return w
}

// mine opens the plan of one household for somebody who lives there. A draft is not theirs to read yet; before
// that there is only what they said themselves.
func (p *Plans) mine(ctx context.Context, tx *db.Tx, actor access.Actor, h household.Own) (Whole, error) {
	one, k, err := p.load(ctx, tx, qRunning, h.Household.ID)
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
	return p.whole(ctx, tx, one, k)
}
