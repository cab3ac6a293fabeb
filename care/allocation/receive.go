package allocation

import (
	"bytes"
	"context"
	"errors"

	"codeberg.org/samenkracht/samenkracht/care/exchange"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/keten"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

// answered receives the 302: the provider accepts the order or sends it back.
func (s *Allocations) answered(ctx context.Context, tx *db.Tx, m exchange.Received) error {
	a, err := db.One[Allocation](ctx, tx, qByMessage, tx.Tenant(), m.Bericht.Kop().Identificatie, m.From)
	if err != nil {
		return err
	}
	codes := keten.Retourcodes(m.Bericht)
	if len(codes) == 0 {
		a, err = a.Accept(tx.Now())
	} else {
		a, err = a.Refuse(codes, tx.Now())
	}
	if err != nil {
		return err
	}
	if err := updateTx(ctx, tx, a); err != nil {
		return err
	}
	return s.rememberTx(ctx, tx, a)
}

// rememberTx makes the worklist of the assignee say what must be done about an allocation as it stands now.
func (s *Allocations) rememberTx(ctx context.Context, tx *db.Tx, a Allocation) error {
	for kind := range lineTitles {
		if kind == lineRefused {
			continue // it stays until there is another order
		}
		if err := s.list.DoneTx(ctx, tx, kind, a.ID); err != nil {
			return err
		}
	}
	today := law.DateOf(tx.Now())
	switch {
	case a.State == Ordered:
		return s.waitTx(ctx, tx, a, lineAnswer, "istandaard.return", law.DateOf(a.OrderedAt))
	case a.State == Accepted:
		from := law.DateOf(*a.AnsweredAt)
		if a.FromDay.After(from) {
			from = a.FromDay
		}
		return s.waitTx(ctx, tx, a, lineStart, "istandaard.start", from)
	case a.State == Refused:
		return s.lineTx(ctx, tx, a, worklist.Line{Kind: lineRefused, Note: a.Why()[0], Due: today})
	case a.Outside():
		return s.lineTx(ctx, tx, a, worklist.Line{Kind: linePeriod, Note: "Call the provider, or change the order.", Due: today})
	}
	return nil
}

// waitTx puts on the assignee's worklist what the provider must do, by when.
func (s *Allocations) waitTx(ctx context.Context, tx *db.Tx, a Allocation, kind, rule string, from law.Date) error {
	term, err := law.Begin(rule, from)
	if err != nil {
		return err
	}
	return s.lineTx(ctx, tx, a, worklist.Line{Kind: kind, Rule: rule, Due: term.Due})
}

// lineTx puts a line about an allocation on the worklist of its assignee.
func (s *Allocations) lineTx(ctx context.Context, tx *db.Tx, a Allocation, l worklist.Line) error {
	return s.list.AddTx(ctx, tx, worklist.Line{AccountID: a.AssigneeID, Kind: l.Kind, Title: lineTitles[l.Kind], Note: l.Note,
		Link: "/team/huishoudens/" + a.HouseholdID.String(), ObjectID: a.ID, Rule: l.Rule, Due: l.Due})
}

// undelivered tells the assignee that an order has not reached the provider.
func (s *Allocations) undelivered(ctx context.Context, tx *db.Tx, id string) error {
	a, err := db.One[Allocation](ctx, tx, qSent, tx.Tenant(), id)
	if err != nil {
		return err
	}
	return s.lineTx(ctx, tx, a, worklist.Line{Kind: lineUndelivered, Note: "Call the provider. We keep trying.", Due: law.DateOf(tx.Now())})
}

// delivered receives the 305 and the 307, which break no rule of the standard. One line that does not fit our own
// record sends the whole message back.
func (s *Allocations) delivered(ctx context.Context, tx *db.Tx, m exchange.Received) error {
	known := map[int64]Allocation{}
	bsn := m.Bericht.Inhoud().Tekst("Bsn")
	for _, r := range reportsIn(m.Bericht) {
		a, err := s.find(ctx, tx, known, m.From, bsn, r.number)
		if err == nil {
			a, err = r.tell(a)
		}
		code, isCode := errors.AsType[returned](err)
		switch {
		case isCode:
			m.WijsAf(r.part, string(code))
		case err != nil:
			return err
		default:
			known[a.Number] = a
		}
	}
	if m.Afgekeurd() {
		return nil
	}
	for _, a := range known {
		if err := updateTx(ctx, tx, a); err != nil {
			return err
		}
		if err := s.rememberTx(ctx, tx, a); err != nil {
			return err
		}
	}
	return nil
}

// find looks for the allocation that a line is about, by its number and its client. What an earlier line of the
// message changed is in known.
func (s *Allocations) find(ctx context.Context, tx *db.Tx, known map[int64]Allocation, from, bsn string, number int64) (Allocation, error) {
	a, ok := known[number]
	if !ok {
		var err error
		if a, err = db.One[Allocation](ctx, tx, qByNumber, tx.Tenant(), number, from); errors.Is(err, fault.NotFound) {
			return a, noAllocation
		} else if err != nil {
			return a, err
		}
	}
	if !bytes.Equal(a.ClientIndex, s.vault.Blind(tx.Tenant(), bsn)) {
		return a, noAllocation
	}
	return a, nil
}
