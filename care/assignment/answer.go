package assignment

import (
	"context"
	"fmt"

	"codeberg.org/samenkracht/samenkracht/care/exchange"
	"codeberg.org/samenkracht/samenkracht/care/oud/istandaard"
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
		order, err := s.orderTx(ctx, tx, a, func(one Assignment) (Assignment, error) { return one.Accept(tx.Now()) })
		if err != nil {
			return err
		}
		answer, err := istandaard.Goedkeuring(order, exchange.Identification(tx.NewID()), exchange.Today(tx.Now()))
		if err != nil {
			return err
		}
		return s.exchange.ReplyTx(ctx, tx, exchange.Received{From: a.Municipality, Kind: istandaard.WMO301}, answer)
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
		order, err := s.orderTx(ctx, tx, a, func(one Assignment) (Assignment, error) { return one.Refuse(code, tx.Now()) })
		if err != nil {
			return err
		}
		return s.sendBackTx(ctx, tx, order, why, a.Number)
	})
}

// orderTx changes every assignment of the message that ordered a, and returns that message.
func (s *Assignments) orderTx(ctx context.Context, tx *db.Tx, a Assignment, change func(Assignment) (Assignment, error)) (*istandaard.Toewijzingsbericht, error) {
	all, err := db.All[Assignment](ctx, tx, qByMessage, tx.Tenant(), a.Municipality, a.Message)
	if err != nil {
		return nil, err
	}
	for _, one := range all {
		if one, err = change(one); err != nil {
			return nil, err
		}
		if err := updateTx(ctx, tx, one); err != nil {
			return nil, err
		}
		if err := s.rememberTx(ctx, tx, one); err != nil {
			return nil, err
		}
	}
	raw, err := s.exchange.TakenTx(ctx, tx, a.Municipality, istandaard.WMO301, a.Message)
	if err != nil {
		return nil, fmt.Errorf("order message: %w", err)
	}
	b, err := istandaard.Lees(raw)
	if err != nil {
		return nil, fmt.Errorf("order message: %w", err)
	}
	order, ok := b.(*istandaard.Toewijzingsbericht)
	if !ok {
		return nil, fmt.Errorf("order message: a %s", istandaard.SoortVan(b))
	}
	return order, nil
}

// sendBackTx sends a 302 that refuses an order.
func (s *Assignments) sendBackTx(ctx context.Context, tx *db.Tx, order *istandaard.Toewijzingsbericht, why Reason, number int64) error {
	answer, err := sentBack(order, exchange.Identification(tx.NewID()), exchange.Today(tx.Now()), why, number)
	if err != nil {
		return err
	}
	return s.exchange.ReplyTx(ctx, tx, exchange.Received{From: order.Header.Afzender, Kind: istandaard.WMO301}, answer)
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
	head := istandaard.NieuweHeader(kind, exchange.Code(me), a.Municipality, a.Report, exchange.Today(tx.Now()))
	var b istandaard.Bericht = startMessage(a, c, head)
	if kind == istandaard.WMO307 {
		b = stopMessage(a, c, head)
	}
	raw, err := istandaard.Schrijf(b)
	if err != nil {
		return fmt.Errorf("write %s: %w", kind, err)
	}
	if err := updateTx(ctx, tx, a); err != nil {
		return err
	}
	if err := s.rememberTx(ctx, tx, a); err != nil {
		return err
	}
	return s.exchange.SendTx(ctx, tx, exchange.Message{To: a.Municipality, Kind: kind, ID: a.Report, Raw: raw})
}
