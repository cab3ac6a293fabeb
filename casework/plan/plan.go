// Package plan keeps the one plan (ondersteuningsplan) of a household: what the resident wants in words of
// their own, how life goes, the goals, and for each goal the ladder from own strength to help made to measure.
//
// The ladder is walked from the top: every step down has what was tried and the reason beside it. The resident
// reads the plan, adds to it and agrees, or says what should be different. All words are sealed under the key of
// the household.
package plan

import (
	"context"
	"fmt"

	"codeberg.org/samenkracht/samenkracht/casework/household"
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
	Market     *market.Market
	SocialMap  *socialmap.SocialMap
	Accounts   *account.Accounts
	List       *worklist.List
	Post       *mail.Post
}

// Plans are the plans of all households.
type Plans struct{ Parts }

// New returns the plans.
func New(parts Parts) *Plans { return &Plans{parts} }

// Whole is a plan with everything in it.
type Whole struct {
	Plan    SupportPlan
	Goals   []Goal
	Steps   []Step
	Scores  []Score
	Remarks []Remark
	Answers []Answer
}

// Ladder is what was found for one goal.
func (w Whole) Ladder(goal db.ID) Ladder {
	var l Ladder
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

// Prompts are the questions that are worth asking about this plan.
func (w Whole) Prompts() []Prompt { return Prompts(w.Plan.Report, w.Goals, w.Steps, w.Scores) }

// object is a plan as the gate looks at it: the people and workers of its household.
func (p *Plans) object(ctx context.Context, tx *db.Tx, in SupportPlan) (access.Object, error) {
	o, err := p.Households.ObjectTx(ctx, tx, in.HouseholdID)
	o.Kind, o.ID = "plan", in.ID
	return o, err
}

// allowed loads a plan for an action on it.
func (p *Plans) allowed(ctx context.Context, tx *db.Tx, actor access.Actor, action string, id db.ID) (SupportPlan, access.Object, error) {
	one, err := p.load(ctx, tx, qPlan, id)
	if err != nil {
		return SupportPlan{}, access.Object{}, err
	}
	o, err := p.object(ctx, tx, one)
	if err != nil {
		return SupportPlan{}, o, err
	}
	return one, o, p.Gate.Allow(ctx, tx, actor, action, o)
}

// change is the frame of every use case on one plan.
func (p *Plans) change(ctx context.Context, actor access.Actor, action string, id db.ID, do func(*db.Tx, SupportPlan, access.Object) error) error {
	return p.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		one, o, err := p.allowed(ctx, tx, actor, action, id)
		if err != nil {
			return err
		}
		return do(tx, one, o)
	})
}

// whole reads everything of a plan. The use case has asked the gate.
func (p *Plans) whole(ctx context.Context, tx *db.Tx, one SupportPlan) (w Whole, err error) {
	w.Plan = one
	if w.Goals, err = p.goals(ctx, tx, one); err != nil {
		return w, err
	}
	if w.Steps, err = p.steps(ctx, tx, one); err != nil {
		return w, err
	}
	if w.Scores, err = p.scores(ctx, tx, one); err != nil {
		return w, err
	}
	if w.Remarks, err = p.remarks(ctx, tx, one); err != nil {
		return w, err
	}
	w.Answers, err = p.answers(ctx, tx, one)
	return w, err
}
