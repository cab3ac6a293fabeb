package assignment

import (
	"context"
	"fmt"

	"codeberg.org/samenkracht/samenkracht/care/exchange"
	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/keten"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// Accept takes an order, with everything that was ordered in the same message, and tells the municipality by a
// 302. Accepting twice is accepting once.
func (s *Assignments) Accept(ctx context.Context, actor access.Actor, id db.ID) error {
	return s.answer(ctx, actor, id, func(tx *db.Tx, a Assignment) error {
		if a.State != Received && a.State != Refused {
			return nil
		}
		accept := func(one Assignment) (Assignment, error) { return one.Accept(tx.Now()) }
		return s.answerTx(ctx, tx, a, accept, func(*keten.Oordeel) {})
	})
}

// Refuse sends an order back, with everything that was ordered in the same message, for one of the Refusals.
func (s *Assignments) Refuse(ctx context.Context, actor access.Actor, id db.ID, code string) error {
	why, ok := refusal(code)
	if !ok {
		return fault.Invalid{"reason": "Choose what is wrong with the order"}
	}
	return s.answer(ctx, actor, id, func(tx *db.Tx, a Assignment) error {
		if a.State == Refused && a.Refusal == code {
			return nil
		}
		refuse := func(one Assignment) (Assignment, error) { return one.Refuse(code, tx.Now()) }
		return s.answerTx(ctx, tx, a, refuse, func(o *keten.Oordeel) { o.WijsAf(why.part(o.Bericht, a.Number), code) })
	})
}

// answerTx changes every assignment of the message that ordered a, and answers that message.
func (s *Assignments) answerTx(ctx context.Context, tx *db.Tx, a Assignment, change func(Assignment) (Assignment, error), judge func(*keten.Oordeel)) error {
	all, err := db.All[Assignment](ctx, tx, qByMessage, tx.Tenant(), a.Municipality, a.Message)
	if err != nil {
		return err
	}
	for _, one := range all {
		if one, err = change(one); err != nil {
			return err
		}
		if err := updateTx(ctx, tx, one); err != nil {
			return err
		}
		if err := s.rememberTx(ctx, tx, one); err != nil {
			return err
		}
	}
	return s.exchange.AnswerTx(ctx, tx, a.Municipality, istandaard.WMO301, a.Message, judge)
}

// Start reports the day on which the support began, by a 305. The same day twice is one start.
func (s *Assignments) Start(ctx context.Context, actor access.Actor, id db.ID, on law.Date) error {
	return s.answer(ctx, actor, id, func(tx *db.Tx, a Assignment) error {
		if a.State == Started && a.StartedOn == on && a.Outcome != SentBack {
			return nil
		}
		a, err := a.Start(on, law.DateOf(tx.Now()))
		if err != nil {
			return err
		}
		return s.reportTx(ctx, tx, a, istandaard.WMO305)
	})
}

// Stop reports the last day of the support, and why it ended, by a 307. The same stop twice is one stop.
func (s *Assignments) Stop(ctx context.Context, actor access.Actor, id db.ID, on law.Date, reason string) error {
	return s.answer(ctx, actor, id, func(tx *db.Tx, a Assignment) error {
		if a.State == Stopped && a.StoppedOn == on && a.StopReason == reason && a.Outcome != SentBack {
			return nil
		}
		a, err := a.Stop(on, reason, law.DateOf(tx.Now()))
		if err != nil {
			return err
		}
		return s.reportTx(ctx, tx, a, istandaard.WMO307)
	})
}

// reportTx keeps what changed and tells the municipality.
func (s *Assignments) reportTx(ctx context.Context, tx *db.Tx, a Assignment, kind istandaard.Soort) error {
	c, err := s.openTx(ctx, tx, a)
	if err != nil {
		return err
	}
	me, err := s.tenants.ByID(ctx, tx.Tenant())
	if err != nil {
		return err
	}
	a.Report, a.Outcome, a.Objection = exchange.Identification(tx.NewID()), Sent, ""
	b, err := reportMessage(a, c, kind, istandaard.Kop{Afzender: exchange.Code(me), Ontvanger: a.Municipality, Identificatie: a.Report,
		Dagtekening: exchange.Today(tx.Now())})
	if err != nil {
		return fmt.Errorf("write %s: %w", kind, err)
	}
	if err := updateTx(ctx, tx, a); err != nil {
		return err
	}
	if err := s.rememberTx(ctx, tx, a); err != nil {
		return err
	}
	return s.exchange.SendTx(ctx, tx, b)
}
