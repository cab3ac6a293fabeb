package market

import (
	"context"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

var qMatches = db.SQL(`SELECT count(*) FROM market_match WHERE tenant_id = $1 AND matched_at >= $2 AND matched_at < $3`)

// MatchesTx counts the matches of a period, its first and last day included. It tells nothing of who they were.
func MatchesTx(ctx context.Context, tx *db.Tx, from, to law.Date) (int, error) {
	return db.One[int](ctx, tx, qMatches, tx.Tenant(), from.Start(), to.Add(1).Start())
}
