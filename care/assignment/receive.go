package assignment

import (
	"context"
	"errors"

	"codeberg.org/samenkracht/samenkracht/care/exchange"
	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/keten"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/regel"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

// The kinds of worklist lines about an assignment.
const (
	lineAnswer = "assignment.answer" // answer in 3 working days
	lineStart  = "assignment.start"  // say in 5 working days that it began
	lineReport = "assignment.report" // a start or a stop came back
)

// lineTitles are what the lines ask.
var lineTitles = map[string]string{
	lineAnswer: "Answer a new order",
	lineStart:  "Report the start of the support",
	lineReport: "The municipality sent your report back",
}

var errDays = fault.Refuse(fault.Conflict, "The first day of the order cannot be read.")

// ordered receives the 301: every product in it becomes an assignment, or changes the one that has its number.
// New assignments wait for an answer by hand.
func (s *Assignments) ordered(ctx context.Context, tx *db.Tx, m exchange.Received) error {
	var client istandaard.Client
	m.Bericht.Inhoud().Naar(&client)
	head := m.Bericht.Kop()
	for _, p := range client.ToegewezenProducten {
		ordered := from(head, p)
		if ordered.FromDay.IsZero() {
			return errDays
		}
		before, err := db.One[Assignment](ctx, tx, qByNumber, tx.Tenant(), head.Afzender, p.ToewijzingNummer)
		switch {
		case err == nil:
			err = changeTx(ctx, tx, before.Change(ordered))
		case errors.Is(err, fault.NotFound):
			m.Later()
			err = s.takeTx(ctx, tx, ordered, client, p.Commentaar)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// takeTx keeps a new assignment.
func (s *Assignments) takeTx(ctx context.Context, tx *db.Tx, a Assignment, client istandaard.Client, comment string) (err error) {
	a.TenantID, a.ID, a.ReceivedAt = tx.Tenant(), tx.NewID(), tx.Now()
	if a.Sealed, err = s.sealTx(ctx, tx, a.ID, client, comment); err != nil {
		return err
	}
	if err := db.Insert(ctx, tx, "assignment_order", a); err != nil {
		return err
	}
	return s.rememberTx(ctx, tx, a)
}

// reported receives the 306 and the 308: the municipality took in a start or a stop, or sent it back.
func (s *Assignments) reported(ctx context.Context, tx *db.Tx, m exchange.Received) error {
	codes := keten.Retourcodes(m.Bericht)
	a, err := db.One[Assignment](ctx, tx, qByReport, tx.Tenant(), m.From, m.Bericht.Kop().Identificatie)
	if errors.Is(err, fault.NotFound) && len(codes) == 0 {
		return nil // a later report was sent since
	}
	if err != nil {
		return err
	}
	a.Outcome, a.Objection = Taken, ""
	if len(codes) > 0 {
		a.Outcome, a.Objection = SentBack, codes[0]
	}
	if err := updateTx(ctx, tx, a); err != nil {
		return err
	}
	return s.rememberTx(ctx, tx, a)
}

// rememberTx makes the worklist of the provider say what must be done about an assignment as it stands now.
func (s *Assignments) rememberTx(ctx context.Context, tx *db.Tx, a Assignment) error {
	for kind := range lineTitles {
		if err := s.list.DoneTx(ctx, tx, kind, a.ID); err != nil {
			return err
		}
	}
	due, err := a.Due()
	if err != nil {
		return err
	}
	kind := ""
	switch {
	case a.State == Received:
		kind = lineAnswer
	case a.State == Accepted:
		kind = lineStart
	case a.Outcome == SentBack:
		kind, due = lineReport, law.DateOf(tx.Now())
	default:
		return nil
	}
	rule, _ := a.clock()
	return s.list.AddTx(ctx, tx, worklist.Line{Role: access.RoleProvider, Kind: kind, Title: lineTitles[kind], Note: a.Why(),
		Link: "/zorg/opdrachten/" + a.ID.String(), ObjectID: a.ID, Rule: rule, Due: due})
}

// Why is why the municipality sent the last report back, an English sentence.
func (a Assignment) Why() string {
	if a.Objection == "" {
		return ""
	}
	_, en := regel.Uitleg(a.Objection)
	return en
}
