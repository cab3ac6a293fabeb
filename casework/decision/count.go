package decision

import (
	"context"
	"iter"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// DecisionDates is when a decision was asked, due and announced, and whether it gave something. It holds no
// more, so that it can be counted.
type DecisionDates struct {
	ID          db.ID
	HouseholdID db.ID
	Verdict     Verdict
	ReceivedOn  law.Date
	Due         law.Date // none when the clock stood still
	AnnouncedOn law.Date
}

// InTime reports whether the decision came within its term.
func (d DecisionDates) InTime() bool { return d.Due.IsZero() || !d.AnnouncedOn.After(d.Due) }

// Grants reports whether the decision gave help, in full or in part.
func (d DecisionDates) Grants() bool { return d.Verdict == Granted || d.Verdict == Partly }

const selectDates = `SELECT d.id, d.household_id, d.verdict, a.received_on, a.due, d.announced_on
	FROM decision d JOIN decision_application a ON a.tenant_id = d.tenant_id AND a.id = d.application_id
	WHERE d.tenant_id = $1 AND d.state = 'signed' `

var (
	qAnnounced   = db.SQL(selectDates + `AND d.announced_on BETWEEN $2 AND $3 ORDER BY d.announced_on`)
	qAnnouncedTo = db.SQL(selectDates + `AND d.household_id = $2 AND d.resident_id = $3 AND d.announced_on IS NOT NULL ORDER BY d.id DESC`)
)

// AnnouncedTx yields the decisions of a period, its first and last day included, for counting.
func AnnouncedTx(ctx context.Context, tx *db.Tx, from, to law.Date) iter.Seq2[DecisionDates, error] {
	return db.Each[DecisionDates](ctx, tx, qAnnounced, tx.Tenant(), from, to)
}

// AnnouncedToTx lists the decisions that a resident of a household got, the newest first. The use case that
// calls it asks the gate.
func AnnouncedToTx(ctx context.Context, tx *db.Tx, household, resident db.ID) ([]DecisionDates, error) {
	return db.All[DecisionDates](ctx, tx, qAnnouncedTo, tx.Tenant(), household, resident)
}
