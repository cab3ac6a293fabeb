package decision

import (
	"context"
	"fmt"

	"codeberg.org/samenkracht/samenkracht/casework/decision/clock"
	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/household/reach"
	"codeberg.org/samenkracht/samenkracht/casework/intake"
	"codeberg.org/samenkracht/samenkracht/casework/plan"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

// Apply takes an application in: its legal clock begins to run and a decision about it begins to be prepared. The
// same id twice is the same application.
func (s *Decisions) Apply(ctx context.Context, actor access.Actor, a Application) (f File, err error) {
	err = s.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) (err error) {
		f, err = s.ApplyTx(ctx, tx, actor, a)
		return err
	})
	return f, err
}

// ApplyTx is Apply within the transaction of another use case.
func (s *Decisions) ApplyTx(ctx context.Context, tx *db.Tx, actor access.Actor, a Application) (File, error) {
	if err := a.Validate(law.DateOf(tx.Now())); err != nil {
		return File{}, err
	}
	o, err := s.Households.ObjectTx(ctx, tx, a.HouseholdID)
	if err != nil {
		return File{}, err
	}
	o.Kind, o.ID, o.Subjects = "application", a.ID, []db.ID{a.ResidentID}
	if err := s.Gate.Allow(ctx, tx, actor, "decision.apply", household.NotOwn(actor, o)); err != nil {
		return File{}, err
	}
	if f, there, err := s.applied(ctx, tx, actor, a.ID); there || err != nil {
		return f, err
	}
	if err := s.mayApply(ctx, tx, a); err != nil {
		return File{}, err
	}
	a.TenantID, a.ReceivedBy, a.MadeAt, a.Version = tx.Tenant(), actor.Account, tx.Now(), 1
	if a, err = a.Begin(); err != nil {
		return File{}, err
	}
	d, err := s.begin(ctx, tx, a, actor.Account)
	if err != nil {
		return File{}, err
	}
	return File{a, d}, s.remind(ctx, tx, a, d, o.Contact)
}

// applied finds an application that came in before with the same form.
func (s *Decisions) applied(ctx context.Context, tx *db.Tx, actor access.Actor, id db.ID) (File, bool, error) {
	d, err := db.One[FormalDecision](ctx, tx, qByApplication, tx.Tenant(), id)
	if err != nil {
		return File{}, false, ignoreMissing(err)
	}
	f, _, err := s.load(ctx, tx, d.ID)
	if err == nil && f.Application.ReceivedBy != actor.Account {
		err = fault.Conflict
	}
	return f, true, err
}

// mayApply holds the application against the plan and the inquiry.
func (s *Decisions) mayApply(ctx context.Context, tx *db.Tx, a Application) error {
	w, err := s.Plans.ByIDTx(ctx, tx, a.PlanID)
	if err != nil {
		return err
	}
	if w.Plan.HouseholdID != a.HouseholdID {
		return fmt.Errorf("plan of another household: %w", fault.NotFound)
	}
	if _, err := w.Goal(a.GoalID); err != nil {
		return err
	}
	who, err := s.Households.ResidentTx(ctx, tx, a.ResidentID)
	if err != nil || who.HouseholdID != a.HouseholdID || who.Leaving != household.Here {
		return fault.Invalid{"resident": "Choose somebody of this household"}
	}
	overdue, err := intake.OverdueTx(ctx, tx, a.HouseholdID)
	if err != nil {
		return err
	}
	files, err := s.ByHouseholdTx(ctx, tx, a.HouseholdID)
	if err != nil {
		return err
	}
	for _, f := range files {
		if f.Application.GoalID == a.GoalID && f.Decision.State != Signed && f.Decision.State != Withdrawn {
			return fault.Refuse(fault.Conflict, "There is an application for this goal already. Go on with that one.")
		}
	}
	return MayApply(w.Plan, w.CustomSteps(), a.GoalID, overdue)
}

// begin keeps the application and the empty decision about it.
func (s *Decisions) begin(ctx context.Context, tx *db.Tx, a Application, by db.ID) (FormalDecision, error) {
	number, err := nextNumber(ctx, tx)
	if err != nil {
		return FormalDecision{}, err
	}
	d := FormalDecision{TenantID: tx.Tenant(), ID: tx.NewID(), ApplicationID: a.ID, HouseholdID: a.HouseholdID, ResidentID: a.ResidentID,
		Number: number, State: Preparing, ChangedBy: by, ChangedAt: tx.Now(), Version: 1}
	if a.Sealed, err = s.seal(ctx, tx, a.HouseholdID, a.ID, sealApplication, a.ApplicationText); err != nil {
		return d, err
	}
	if err := db.Insert(ctx, tx, "decision_application", a); err != nil {
		return d, err
	}
	if d.Sealed, err = s.seal(ctx, tx, d.HouseholdID, d.ID, sealDecision, d.DecisionText); err != nil {
		return d, err
	}
	return d, db.Insert(ctx, tx, "decision", d)
}

// remind keeps the legal clock on the worklist of the contact person.
func (s *Decisions) remind(ctx context.Context, tx *db.Tx, a Application, d FormalDecision, contact db.ID) error {
	title := "Decide on the application within the legal term"
	if a.Term.Stopped() {
		title = "The clock of the application stands still: let it run when you can go on"
	}
	return s.List.AddTx(ctx, tx, worklist.Line{AccountID: contact, Kind: lineDecide, ObjectID: a.ID, Title: title,
		Link: "/team/besluiten/" + d.ID.String(), Rule: a.Law.rule(), Due: a.Due})
}

// AgreeAndApply is the resident who agrees with the plan and makes the report the application, for every goal that
// needs help made to measure. Ids holds an id for each of those goals, as the form carried them.
func (s *Decisions) AgreeAndApply(ctx context.Context, actor access.Actor, version int64, a plan.Answer, ids map[db.ID]db.ID) error {
	return s.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if err := s.Plans.AnswerTx(ctx, tx, actor, version, a); err != nil {
			return err
		}
		w, err := s.Plans.ByIDTx(ctx, tx, a.PlanID)
		if err != nil {
			return err
		}
		for _, c := range w.CustomSteps() {
			id, asked := ids[c.Goal.ID]
			if !asked {
				continue
			}
			who := c.Goal.ResidentID
			if who == 0 {
				if who, err = s.residentOf(ctx, tx, actor, w.Plan.HouseholdID); err != nil {
					return err
				}
			}
			// Wmo 2015 art. 2.3.2 lid 9
			_, err := s.ApplyTx(ctx, tx, actor, Application{ID: id, HouseholdID: w.Plan.HouseholdID, ResidentID: who, PlanID: a.PlanID, GoalID: c.Goal.ID,
				Law: Wmo, Source: SignedReport, ReceivedOn: law.DateOf(tx.Now()), ApplicationText: ApplicationText{Asked: c.Step.Tried}})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// residentOf is who of a household an account belongs to.
func (s *Decisions) residentOf(ctx context.Context, tx *db.Tx, actor access.Actor, householdID db.ID) (db.ID, error) {
	residents, err := s.Households.ResidentsTx(ctx, tx, householdID)
	for _, r := range residents {
		if r.AccountID == actor.Account {
			return r.ID, err
		}
	}
	return 0, fault.NotFound
}

// Suspend stops the legal clock from a day on, for a reason that the law gives.
func (s *Decisions) Suspend(ctx context.Context, actor access.Actor, id db.ID, version int64, reason law.Reason, from law.Date) error {
	return s.clock(ctx, actor, id, version, func(c clock.Clock, today law.Date) (clock.Clock, error) { return c.Stop(reason, from, today) },
		reach.Words{Subject: "Our decision about your application waits",
			Body: "We need something before we can go on. Your contact person tells you what. Sign in to see how it stands."})
}

// Resume lets the legal clock run again; on is the first day that counts.
func (s *Decisions) Resume(ctx context.Context, actor access.Actor, id db.ID, version int64, on law.Date) error {
	return s.clock(ctx, actor, id, version, func(c clock.Clock, today law.Date) (clock.Clock, error) { return c.Go(on, today) },
		reach.Words{Subject: "We go on with your application",
			Body: "We have what we need and go on with your application. Sign in to see when you hear from us."})
}

// Extend announces to the resident that the decision comes on a later day.
func (s *Decisions) Extend(ctx context.Context, actor access.Actor, id db.ID, version int64, to law.Date, reason string) error {
	return s.clock(ctx, actor, id, version, func(c clock.Clock, today law.Date) (clock.Clock, error) { return c.Announce(to, reason, today) },
		reach.Words{Subject: "Our decision comes later",
			Body: "We cannot decide in time about your application. Sign in to see why, and when you hear from us."})
}

// clock changes the legal term of the application of a decision, on the worklist too, and tells the resident.
func (s *Decisions) clock(ctx context.Context, actor access.Actor, id db.ID, version int64, turn func(clock.Clock, law.Date) (clock.Clock, error), w reach.Words) error {
	return s.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		f, err := s.allowed(ctx, tx, actor, "decision.stop_clock", id)
		if err != nil {
			return err
		}
		if f.Decision.State == Signed {
			return fault.Refuse(fault.Conflict, saySigned)
		}
		a, err := f.Application.turn(turn(f.Application.Term, law.DateOf(tx.Now())))
		if err != nil {
			return err
		}
		a.Version = version
		if err := s.saveApplication(ctx, tx, a); err != nil {
			return err
		}
		if err := s.remind(ctx, tx, a, f.Decision, f.object.Contact); err != nil {
			return err
		}
		return s.tellTerm(ctx, tx, f, w)
	})
}

// WithdrawApplication ends an application at the resident's wish.
func (s *Decisions) WithdrawApplication(ctx context.Context, actor access.Actor, id db.ID, why string) error {
	return s.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		f, err := s.allowed(ctx, tx, actor, "decision.apply", id)
		if err != nil {
			return err
		}
		return s.withdraw(ctx, tx, f.File, why, actor.Account)
	})
}

func (s *Decisions) withdraw(ctx context.Context, tx *db.Tx, f File, why string, by db.ID) error {
	a, err := f.Application.Withdraw(why, law.DateOf(tx.Now()))
	if err != nil {
		return err
	}
	d, err := f.Decision.Withdraw()
	if err != nil {
		return err
	}
	if err := s.saveApplication(ctx, tx, a); err != nil {
		return err
	}
	if err := s.shut(ctx, tx, f); err != nil {
		return err
	}
	return s.save(ctx, tx, d, by)
}

// shut closes the lines about an application.
func (s *Decisions) shut(ctx context.Context, tx *db.Tx, f File) error {
	for _, kind := range []string{lineDecide, lineSign, lineBack} {
		if err := s.List.DoneTx(ctx, tx, kind, f.Application.ID); err != nil {
			return err
		}
	}
	return s.List.DoneTx(ctx, tx, LineTerm, f.Decision.ID)
}
