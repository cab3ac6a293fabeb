package market

import (
	"context"
	"embed"
	"time"

	"codeberg.org/samenkracht/samenkracht/community/relay"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

//go:embed schema/*.sql
var schema embed.FS

var _ = db.Register(schema)

const (
	adColumns = `tenant_id, id, kind, category, title, details, place, lat, lon, owner_id, placed_by, anonymous, via_broker, urgent, contact,
		state, ended_why, taken_by, answers, until, reminded, placed_at, ended_at, version`

	answerColumns = relay.Columns
)

var (
	qAd = db.SQL(`SELECT ` + adColumns + ` FROM market_ad WHERE tenant_id = $1 AND id = $2`)

	qUpdateAd = db.SQL(`UPDATE market_ad SET state = $4, ended_why = $5, taken_by = $6, until = $7, reminded = $8, ended_at = $9, version = version + 1
		WHERE tenant_id = $1 AND id = $2 AND version = $3`)

	qAnswered = db.SQL(`UPDATE market_ad SET answers = answers + 1 WHERE tenant_id = $1 AND id = $2`)

	qForget = db.SQL(`UPDATE market_ad SET contact = NULL WHERE tenant_id = $1 AND id = $2`)

	qOwn = db.SQL(`SELECT ` + adColumns + ` FROM market_ad WHERE tenant_id = $1 AND owner_id = $2 ORDER BY id DESC LIMIT 50`)

	qAnswersOf = db.SQL(`SELECT ` + answerColumns + ` FROM market_answer WHERE tenant_id = $1 AND ad_id = $2 ORDER BY id LIMIT 200`)

	qRunning = db.SQL(`SELECT ` + answerColumns + ` FROM market_answer WHERE tenant_id = $1 AND answerer_id = $2 AND ad_id = $3 AND state = 'open'`)

	qAnsweredBy = db.SQL(`SELECT ` + answerColumns + ` FROM market_answer WHERE tenant_id = $1 AND answerer_id = $2 ORDER BY id DESC LIMIT 50`)

	qAnswersTo = db.SQL(`SELECT ` + answerColumns + ` FROM market_answer WHERE tenant_id = $1 AND placer_id = $2 ORDER BY id DESC LIMIT 50`)

	qMatch = db.SQL(`SELECT tenant_id, id, ad_id, answer_id, offer_id, category, by_broker, matched_at FROM market_match WHERE tenant_id = $1 AND id = $2`)
)

// The lists of the broker's desk, each on an index of its own.
var (
	qUrgent = db.SQL(`SELECT ` + adColumns + ` FROM market_ad WHERE tenant_id = $1 AND urgent AND state = 'open' ORDER BY id LIMIT 50`)

	qUnanswered = db.SQL(`SELECT ` + adColumns + ` FROM market_ad
		WHERE tenant_id = $1 AND answers = 0 AND state = 'open' AND placed_at < $2 ORDER BY placed_at, id LIMIT 50`)

	qViaBroker = db.SQL(`SELECT ` + adColumns + ` FROM market_ad WHERE tenant_id = $1 AND via_broker AND state = 'open' ORDER BY id DESC LIMIT 50`)

	qBrokerAnswers = db.SQL(`SELECT ` + answerColumns + ` FROM market_answer WHERE tenant_id = $1 AND via_broker AND placer_new ORDER BY last_at LIMIT 50`)
)

// What the daily sweep looks for.
var (
	qOver = db.SQL(`SELECT ` + adColumns + ` FROM market_ad WHERE tenant_id = $1 AND state = 'open' AND until < $2 ORDER BY until LIMIT 200`)

	qEnding = db.SQL(`SELECT ` + adColumns + ` FROM market_ad
		WHERE tenant_id = $1 AND state = 'open' AND until <= $2 AND reminded = false ORDER BY until LIMIT 200`)

	qKept = db.SQL(`SELECT ` + adColumns + ` FROM market_ad WHERE tenant_id = $1 AND contact IS NOT NULL AND ended_at < $2 LIMIT 200`)

	qKeptAnswers = db.SQL(`SELECT ` + answerColumns + ` FROM market_answer WHERE tenant_id = $1 AND ended_at IS NOT NULL AND ended_at < $2
		AND EXISTS (SELECT 1 FROM market_message m WHERE m.tenant_id = $1 AND m.answer_id = market_answer.id AND m.body IS NOT NULL) LIMIT 200`)
)

func adByID(ctx context.Context, tx *db.Tx, id db.ID) (Ad, error) {
	return db.One[Ad](ctx, tx, qAd, tx.Tenant(), id)
}

func saveAd(ctx context.Context, tx *db.Tx, a Ad) error {
	return tx.ExecOne(ctx, qUpdateAd, a.TenantID, a.ID, a.Version, string(a.State), a.EndedWhy, a.TakenBy, a.Until, a.Reminded, a.EndedAt)
}

func over(ctx context.Context, tx *db.Tx, today law.Date) ([]Ad, error) {
	return db.All[Ad](ctx, tx, qOver, tx.Tenant(), today)
}

func kept(ctx context.Context, tx *db.Tx, before time.Time) ([]Ad, []Answer, error) {
	ads, err := db.All[Ad](ctx, tx, qKept, tx.Tenant(), before)
	if err != nil {
		return nil, nil, err
	}
	answers, err := db.All[Answer](ctx, tx, qKeptAnswers, tx.Tenant(), before)
	return ads, answers, err
}
