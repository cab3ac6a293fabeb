package intake

import (
	"context"
	"iter"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

var (
	qAnswered = db.SQL(`SELECT household_id FROM intake_question WHERE tenant_id = $1 AND state = 'answered' AND ended_at >= $2 AND ended_at < $3`)

	qNoticed = db.SQL(`SELECT household_id, noticed_on FROM intake_notice WHERE tenant_id = $1 AND noticed_on >= $2 ORDER BY noticed_on`)

	qReported = db.SQL(`SELECT id, household_id, closed_at FROM intake_inquiry WHERE tenant_id = $1 AND household_id = $2 AND state = 'done' ORDER BY id DESC`)
)

// AnsweredTx yields the household of each question that was answered in a period, its first and last day
// included, for counting.
func AnsweredTx(ctx context.Context, tx *db.Tx, from, to law.Date) iter.Seq2[db.ID, error] {
	return db.Each[db.ID](ctx, tx, qAnswered, tx.Tenant(), from.Start(), to.Add(1).Start())
}

// NoticesTx yields household and day of each notice since a day, the oldest first, and nothing else of it.
func NoticesTx(ctx context.Context, tx *db.Tx, from law.Date) iter.Seq2[SupportNotice, error] {
	return db.Each[SupportNotice](ctx, tx, qNoticed, tx.Tenant(), from)
}

// ReportedTx lists the inquiries of a household that ended with a report: which and when, and nothing else. The
// use case that calls it asks the gate.
func ReportedTx(ctx context.Context, tx *db.Tx, household db.ID) ([]NeedsInquiry, error) {
	return db.All[NeedsInquiry](ctx, tx, qReported, tx.Tenant(), household)
}
