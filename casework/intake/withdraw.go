package intake

import (
	"context"
	"errors"
	"slices"

	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/intake/inquiry"
	"codeberg.org/samenkracht/samenkracht/casework/team"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

// Withdraw ends a question at the wish of who asked it. An inquiry that runs for it stops, and the contact
// person hears of it. Who withdraws it twice finds it withdrawn.
func (in *Intake) Withdraw(ctx context.Context, actor access.Actor, id db.ID) (HelpQuestion, error) {
	var q HelpQuestion
	err := in.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) (err error) {
		if q, err = in.allowed(ctx, tx, actor, "intake.withdraw", id); err != nil || q.State == Withdrawn {
			return err
		}
		if err := in.mayStop(ctx, tx, actor, q); err != nil {
			return err
		}
		taken := q.State == Taken
		if q, err = q.Withdraw(tx.Now()); err != nil {
			return err
		}
		if err := save(ctx, tx, q); err != nil {
			return moved(err)
		}
		if err := in.List.DoneTx(ctx, tx, lineQuestion, q.ID); err != nil {
			return err
		}
		if taken {
			if err := in.stopFor(ctx, tx, actor, q); err != nil {
				return err
			}
		}
		return in.sendWithdrawn(ctx, tx, q)
	})
	return q, err
}

// mayStop refuses who left the household in which a question is looked into: it is help for the others by now.
func (in *Intake) mayStop(ctx context.Context, tx *db.Tx, actor access.Actor, q HelpQuestion) error {
	if q.HouseholdID == 0 {
		return nil
	}
	o, err := in.Households.ObjectTx(ctx, tx, q.HouseholdID)
	if err == nil && slices.Contains(o.Former, actor.Account) && !slices.Contains(o.Members, actor.Account) {
		err = fault.Refuse(fault.Conflict, "You do not live in this household any more. Call the team if this question must stop.")
	}
	return err
}

// stopFor stops the inquiry of a withdrawn question and tells the contact person, unless that is who did it.
func (in *Intake) stopFor(ctx context.Context, tx *db.Tx, actor access.Actor, q HelpQuestion) error {
	n, err := db.One[SupportNotice](ctx, tx, qNoticeByQuestion, tx.Tenant(), q.ID)
	if err != nil {
		return err
	}
	i, err := db.One[NeedsInquiry](ctx, tx, qInquiryByNotice, tx.Tenant(), n.ID)
	if err != nil {
		return err
	}
	if err := in.stop(ctx, tx, i, inquiry.WasWithdrawn, actor.Account); err != nil {
		return err
	}
	h, err := in.Households.ByIDTx(ctx, tx, q.HouseholdID)
	if err != nil || h.ContactID == actor.Account {
		return err
	}
	return in.List.AddTx(ctx, tx, worklist.Line{AccountID: h.ContactID, Kind: lineWithdrawn, ObjectID: q.ID,
		Title: "The resident withdrew the question", Link: "/team/hulpvragen/" + q.ID.String()})
}

func (in *Intake) stop(ctx context.Context, tx *db.Tx, i NeedsInquiry, why inquiry.Outcome, by db.ID) error {
	if i.State != inquiry.Runs {
		return nil
	}
	if err := in.saveInquiry(ctx, tx, i.Stop(why, by, tx.Now()), i.Version); err != nil {
		return err
	}
	return in.List.DoneTx(ctx, tx, lineInquiry, i.ID)
}

// Seen notes that the contact person knows that a question was withdrawn.
func (in *Intake) Seen(ctx context.Context, actor access.Actor, id db.ID) error {
	return in.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if _, err := in.allowed(ctx, tx, actor, "intake.read", id); err != nil {
			return err
		}
		return in.List.DoneTx(ctx, tx, lineWithdrawn, id)
	})
}

// handed lets the lines of a household go along with its contact person, and tells the residents.
func (in *Intake) handed(ctx context.Context, tx *db.Tx, h team.Handover) error {
	all, err := db.All[NeedsInquiry](ctx, tx, qInquiriesByHousehold, tx.Tenant(), h.HouseholdID)
	if err != nil {
		return err
	}
	for _, i := range all {
		if i.State == inquiry.Runs {
			err = errors.Join(err, in.List.ReassignTx(ctx, tx, i.ID, h.ToID))
		}
	}
	questions, wrong := db.All[HelpQuestion](ctx, tx, qByHousehold, tx.Tenant(), h.HouseholdID)
	err = errors.Join(err, wrong)
	for _, q := range questions {
		err = errors.Join(err, in.List.ReassignTx(ctx, tx, q.ID, h.ToID))
	}
	if err != nil || h.Reason == team.Took {
		return err
	}
	return in.sendHandover(ctx, tx, h)
}

// householdClosed ends what runs for a household that is no longer served here.
func (in *Intake) householdClosed(ctx context.Context, tx *db.Tx, h household.Household) error {
	inquiries, err := db.All[NeedsInquiry](ctx, tx, qInquiriesByHousehold, tx.Tenant(), h.ID)
	if err != nil {
		return err
	}
	for _, i := range inquiries {
		if i, err = in.openReport(ctx, tx, i); err == nil {
			err = in.stop(ctx, tx, i, inquiry.HouseholdEnded, 0)
		}
		if err != nil {
			return err
		}
	}
	questions, err := in.ByHouseholdTx(ctx, tx, h.ID)
	for _, q := range questions {
		if err == nil && q.State == Taken {
			err = save(ctx, tx, q.Stop(tx.Now()))
		}
		if err == nil {
			err = in.List.DoneTx(ctx, tx, lineWithdrawn, q.ID)
		}
	}
	return err
}

// errNoInquiry is for a question without an inquiry, which is one that nobody took.
var errNoInquiry = fault.Refuse(fault.NotFound, "Nobody looks into this question yet.")
