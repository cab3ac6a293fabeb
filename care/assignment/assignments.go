package assignment

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"codeberg.org/samenkracht/samenkracht/care/exchange"
	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/seal"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

// Assignments keeps what every provider was ordered to deliver.
type Assignments struct {
	db       *db.DB
	gate     *access.Gate
	exchange *exchange.Exchange
	tenants  *tenant.Tenants
	vault    *seal.Vault
	list     *worklist.List
}

// Needs is what assignments stand on.
type Needs struct {
	DB       *db.DB
	Gate     *access.Gate
	Exchange *exchange.Exchange
	Tenants  *tenant.Tenants
	Vault    *seal.Vault
	List     *worklist.List
}

// New returns the assignments of n.DB and listens to the messages of municipalities.
func New(n Needs) *Assignments {
	s := &Assignments{n.DB, n.Gate, n.Exchange, n.Tenants, n.Vault, n.List}
	s.exchange.Handle(istandaard.WMO301, s.ordered)
	s.exchange.Handle(istandaard.WMO306, s.reported)
	s.exchange.Handle(istandaard.WMO308, s.reported)
	return s
}

func object(a Assignment) access.Object {
	return access.Object{Kind: "assignment", ID: a.ID, Subjects: []db.ID{a.ID}}
}

// List lists a part of the actor's assignments after the one with id after (zero: from the start), with the
// names of the clients.
func (s *Assignments) List(ctx context.Context, actor access.Actor, v View, after db.ID) ([]Assignment, error) {
	q := lists[v]
	if q == nil {
		return nil, fmt.Errorf("list assignments %q: %w", v, fault.NotFound)
	}
	first := int64(after)
	if v != ToDo && after == 0 {
		first = math.MaxInt64
	}
	var all []Assignment
	err := s.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) (err error) {
		if all, err = db.All[Assignment](ctx, tx, q, tx.Tenant(), first); err != nil {
			return err
		}
		shown := access.Object{Kind: "assignments"}
		for _, a := range all {
			shown.Subjects = append(shown.Subjects, a.ID)
		}
		if err := s.gate.Allow(ctx, tx, actor, "assignment.read", shown); err != nil {
			return err
		}
		for i := range all {
			if err := s.completeTx(ctx, tx, &all[i]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return all, nil
}

// ByID returns one assignment with its client.
func (s *Assignments) ByID(ctx context.Context, actor access.Actor, id db.ID) (Assignment, error) {
	var a Assignment
	err := s.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) (err error) {
		if a, err = db.One[Assignment](ctx, tx, qByID, tx.Tenant(), id); err != nil {
			return fmt.Errorf("assignment: %w", err)
		}
		if err := s.gate.Allow(ctx, tx, actor, "assignment.read", object(a)); err != nil {
			return err
		}
		return s.completeTx(ctx, tx, &a)
	})
	if err != nil {
		return Assignment{}, err
	}
	return a, nil
}

// completeTx adds what does not stand in the row itself. A client whose key was destroyed has no name.
func (s *Assignments) completeTx(ctx context.Context, tx *db.Tx, a *Assignment) (err error) {
	if a.Client, err = s.openTx(ctx, tx, *a); err != nil && !errors.Is(err, fault.NotFound) {
		return err
	}
	t, err := s.tenants.ByCode(ctx, tenant.CBS, a.Municipality)
	if err != nil && !errors.Is(err, fault.NotFound) {
		return err
	}
	a.MunicipalityName = t.Name
	return nil
}

// answer does what an actor may do with an assignment.
func (s *Assignments) answer(ctx context.Context, actor access.Actor, id db.ID, do func(tx *db.Tx, a Assignment) error) error {
	err := s.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		a, err := db.One[Assignment](ctx, tx, qByID, tx.Tenant(), id)
		if err != nil {
			return err
		}
		if err := s.gate.Allow(ctx, tx, actor, "assignment.answer", object(a)); err != nil {
			return err
		}
		return do(tx, a)
	})
	if err != nil {
		return fmt.Errorf("answer assignment: %w", err)
	}
	return nil
}

// AnswerOpen accepts the orders that came in longer than olderThan ago, and reports the start of those that were
// accepted as long ago and whose first day has come. It is how a provider answers that lets a program do so.
func (s *Assignments) AnswerOpen(ctx context.Context, actor access.Actor, olderThan time.Duration) error {
	for _, wanted := range []State{Received, Accepted} {
		var open []Assignment
		err := s.db.View(ctx, actor.Tenant, func(tx *db.Tx) (err error) {
			open, err = db.All[Assignment](ctx, tx, qOpen, tx.Tenant(), tx.Now().Add(-olderThan), law.DateOf(tx.Now()))
			return err
		})
		if err != nil {
			return fmt.Errorf("answer open assignments: %w", err)
		}
		for _, a := range open {
			switch {
			case a.State != wanted:
			case a.State == Received:
				err = s.Accept(ctx, actor, a.ID)
			default:
				err = s.Start(ctx, actor, a.ID, a.firstDay())
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// firstDay is the day on which support can have begun: the first day of the order, or the day on which it came
// in when that was later.
func (a Assignment) firstDay() law.Date {
	came := law.DateOf(a.ReceivedAt)
	if came.After(a.FromDay) && (a.ToDay.IsZero() || !came.After(a.ToDay)) {
		return came
	}
	return a.FromDay
}

// Today is the day on which the assignments are looked at.
func (s *Assignments) Today() law.Date { return law.DateOf(s.db.Now()) }
