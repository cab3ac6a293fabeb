package plan

import (
	"context"
	"encoding/json"
	"fmt"

	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/household/reach"
	"codeberg.org/samenkracht/samenkracht/casework/plan/ladder"
	"codeberg.org/samenkracht/samenkracht/casework/team"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

// The kinds of worklist lines of this package.
const (
	lineRemark   = "plan.remark"
	lineDisagree = "plan.disagreement"
	lineAgreed   = "plan.agreed"
)

// answerDays is within how many working days the contact person reacts to what a resident says about the plan:
// our own promise, not the law's.
const answerDays = 5

// Share hands the plan to the residents, who get a message without content. The version is the one that the
// worker saw.
func (p *Plans) Share(ctx context.Context, actor access.Actor, planID db.ID, version int64) error {
	return p.change(ctx, actor, "plan.share", planID, func(tx *db.Tx, one open) error {
		w, err := p.whole(ctx, tx, one.SupportPlan, one.key)
		if err != nil {
			return err
		}
		next, err := one.Share(len(w.Goals), tx.Now())
		if err != nil {
			return err
		}
		next.Version = version
		if err := p.save(ctx, tx, next, actor.Account); err != nil {
			return err
		}
		if err := p.shut(ctx, tx, one.ID, lineDisagree); err != nil {
			return err
		}
		return p.tell(ctx, tx, one, reach.Words{Subject: "Your plan is ready to read",
			Body: "Your contact person wrote down what you talked about. Sign in to read the plan. You can add to it, and say whether you agree."})
	})
}

// Reopen takes a shared plan back, or opens an agreed one for a new round.
func (p *Plans) Reopen(ctx context.Context, actor access.Actor, planID db.ID, version int64) error {
	return p.change(ctx, actor, "plan.share", planID, func(tx *db.Tx, one open) error {
		next, err := one.Reopen()
		if err != nil {
			return err
		}
		next.Version = version
		if err := p.shut(ctx, tx, one.ID, lineDisagree, lineAgreed); err != nil {
			return err
		}
		return p.save(ctx, tx, next, actor.Account)
	})
}

// Close ends the plan, with how it ended.
func (p *Plans) Close(ctx context.Context, actor access.Actor, planID db.ID, version int64, how string) error {
	return p.change(ctx, actor, "plan.share", planID, func(tx *db.Tx, one open) error {
		next, err := one.Close(how, tx.Now())
		if err != nil {
			return err
		}
		next.Version = version
		return p.closed(ctx, tx, next, actor.Account)
	})
}

func (p *Plans) closed(ctx context.Context, tx *db.Tx, one SupportPlan, by db.ID) error {
	if err := p.shut(ctx, tx, one.ID, lineRemark, lineDisagree, lineAgreed); err != nil {
		return err
	}
	return p.save(ctx, tx, one, by)
}

// Noted closes the lines on the worklist about what the residents said.
func (p *Plans) Noted(ctx context.Context, actor access.Actor, planID db.ID) error {
	return p.change(ctx, actor, "plan.write", planID, func(tx *db.Tx, one open) error {
		return p.shut(ctx, tx, one.ID, lineRemark, lineDisagree, lineAgreed)
	})
}

// AddRemark adds what a resident wants to say about the plan.
func (p *Plans) AddRemark(ctx context.Context, actor access.Actor, r Remark) error {
	if err := r.Validate(); err != nil {
		return err
	}
	return p.change(ctx, actor, "plan.answer", r.PlanID, func(tx *db.Tx, one open) (err error) {
		if one.State == Closed {
			return fault.Refuse(fault.Conflict, sayClosed)
		}
		if done, err := twice(ctx, tx, qRemark, r.ID, func(was Remark) bool { return was.AccountID == actor.Account }); done || err != nil {
			return err
		}
		r.TenantID, r.AccountID, r.MadeAt = tx.Tenant(), actor.Account, tx.Now()
		if r.Sealed, err = p.seal(ctx, tx, one.HouseholdID, r.ID, sealRemark, r.Words); err != nil {
			return err
		}
		if err := db.Insert(ctx, tx, "plan_remark", r); err != nil {
			return err
		}
		return p.line(ctx, tx, one, lineRemark, "A resident added something to the plan")
	})
}

// Answer writes what a resident thinks of the shared plan. The version is the one that the resident read, so that
// nobody agrees with a plan that has changed since.
func (p *Plans) Answer(ctx context.Context, actor access.Actor, version int64, a Answer) error {
	return p.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error { return p.AnswerTx(ctx, tx, actor, version, a) })
}

// AnswerTx is Answer within the transaction of another use case.
func (p *Plans) AnswerTx(ctx context.Context, tx *db.Tx, actor access.Actor, version int64, a Answer) error {
	if err := a.Validate(); err != nil {
		return err
	}
	action := "plan.answer"
	if a.How == AtTheTable {
		action = "plan.write_answer"
	}
	one, err := p.allowed(ctx, tx, actor, action, a.PlanID)
	if err != nil {
		return err
	}
	if done, err := twice(ctx, tx, qAnswer, a.ID, func(was Answer) bool { return was.AccountID == actor.Account }); done || err != nil {
		return err
	}
	if err := one.Answerable(); err != nil {
		return err
	}
	if one.Version != version {
		return fault.Refuse(fault.Conflict, sayReadAgain)
	}
	if err := p.writeAnswer(ctx, tx, actor, one, a); err != nil {
		return err
	}
	if !a.Agrees {
		return p.line(ctx, tx, one, lineDisagree, "The resident does not agree with the plan: talk about it")
	}
	next, err := one.Agree(tx.Now())
	if err != nil {
		return err
	}
	if err := p.shut(ctx, tx, one.ID, lineDisagree); err != nil {
		return err
	}
	if err := p.line(ctx, tx, one, lineAgreed, "The resident agrees with the plan: carry it out"); err != nil {
		return err
	}
	return p.save(ctx, tx, next, actor.Account)
}

// writeAnswer keeps the answer together with the plan that it is about.
func (p *Plans) writeAnswer(ctx context.Context, tx *db.Tx, actor access.Actor, one open, a Answer) error {
	w, err := p.whole(ctx, tx, one.SupportPlan, one.key)
	if err != nil {
		return err
	}
	for i := range w.Goals {
		w.Goals[i].Sealed = nil
	}
	for i := range w.Steps {
		w.Steps[i].Sealed = nil
	}
	read, err := json.Marshal(struct {
		Report Report
		Goals  []Goal
		Steps  []ladder.Step
	}{one.Report, w.Goals, w.Steps})
	if err != nil {
		return err
	}
	a.Plan = string(read)
	a.TenantID, a.Revision, a.AccountID, a.AnsweredAt = tx.Tenant(), one.Revision, actor.Account, tx.Now()
	if a.Sealed, err = p.seal(ctx, tx, one.HouseholdID, a.ID, sealAnswer, a.AnswerText); err != nil {
		return err
	}
	return db.Insert(ctx, tx, "plan_answer", a)
}

// line tells the contact person what to do about the plan.
func (p *Plans) line(ctx context.Context, tx *db.Tx, one open, kind, title string) error {
	return p.List.AddTx(ctx, tx, worklist.Line{AccountID: one.object.Contact, Kind: kind, Title: title, ObjectID: one.ID,
		Link: fmt.Sprintf("/team/huishoudens/%s/plan", one.HouseholdID), Due: law.WorkingDays.Add(law.DateOf(tx.Now()), answerDays)})
}

func (p *Plans) shut(ctx context.Context, tx *db.Tx, planID db.ID, kinds ...string) error {
	for _, kind := range kinds {
		if err := p.List.DoneTx(ctx, tx, kind, planID); err != nil {
			return err
		}
	}
	return nil
}

// householdClosed ends the running plan of a household that is served no more.
func (p *Plans) householdClosed(ctx context.Context, tx *db.Tx, h household.Household) error {
	one, err := p.RunningTx(ctx, tx, h.ID)
	if err != nil {
		return ignoreMissing(err)
	}
	if one, err = one.Close(h.Ending.Name(), tx.Now()); err != nil {
		return err
	}
	return p.closed(ctx, tx, one, one.ChangedBy)
}

// tell mails the people of the household that there is something to read. Who has no address hears it from the contact
// person.
func (p *Plans) tell(ctx context.Context, tx *db.Tx, one open, w reach.Words) error {
	_, err := reach.Needs{Accounts: p.Accounts, Households: p.Households, Post: p.Post}.TellTx(ctx, tx, one.HouseholdID, one.object.Members, w)
	return err
}

// handed passes the lines about the plan on to the new contact person.
func (p *Plans) handed(ctx context.Context, tx *db.Tx, h team.Handover) error {
	one, err := p.RunningTx(ctx, tx, h.HouseholdID)
	if err != nil {
		return ignoreMissing(err)
	}
	return p.List.ReassignTx(ctx, tx, one.ID, h.ToID)
}
