// Package relay keeps the conversations between who answers an ad and who placed it. It shows no address to either,
// seals what they write, and forgets it in time. Who may read and write is for package market to say.
package relay

import (
	"context"
	"embed"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/seal"
)

//go:embed schema/*.sql
var schema embed.FS

var _ = db.Register(schema)

// Columns are those of an Answer, for the lists of package market.
const Columns = `tenant_id, id, ad_id, ad_tenant, ad_kind, ad_category, ad_title, answerer_tenant, placer_id, answerer_id, via_broker,
	state, placer_new, answerer_new, started_at, last_at, ended_at, version`

var (
	qAnswer = db.SQL(`SELECT ` + Columns + ` FROM market_answer WHERE tenant_id = $1 AND id = $2`)

	qUpdate = db.SQL(`UPDATE market_answer SET state = $4, placer_new = $5, answerer_new = $6, last_at = $7, ended_at = $8, version = version + 1
		WHERE tenant_id = $1 AND id = $2 AND version = $3`)

	qRead = db.SQL(`UPDATE market_answer SET placer_new = $4, answerer_new = $5 WHERE tenant_id = $1 AND id = $2 AND version = $3`)

	qMessage = db.SQL(`SELECT tenant_id, id, answer_id, from_answerer, by_broker, author_id, body, turns, sent_at
		FROM market_message WHERE tenant_id = $1 AND id = $2`)

	qMessages = db.SQL(`SELECT tenant_id, id, answer_id, from_answerer, by_broker, author_id, body, turns, sent_at
		FROM market_message WHERE tenant_id = $1 AND answer_id = $2 ORDER BY sent_at, id LIMIT 500`)

	qForget = db.SQL(`UPDATE market_message SET body = NULL WHERE tenant_id = $1 AND answer_id = $2`)
)

// Relay keeps the conversations of every municipality.
type Relay struct{ vault *seal.Vault }

// New returns the relay, which seals with vault.
func New(vault *seal.Vault) *Relay { return &Relay{vault} }

// AnswerTx returns a conversation without its messages.
func AnswerTx(ctx context.Context, tx *db.Tx, id db.ID) (Answer, error) {
	return db.One[Answer](ctx, tx, qAnswer, tx.Tenant(), id)
}

// BeginTx adds a conversation.
func BeginTx(ctx context.Context, tx *db.Tx, a Answer) error {
	return db.Insert(ctx, tx, "market_answer", a)
}

// ReadTx notes that a side has read what there is. When something came in the meantime that stays new.
func ReadTx(ctx context.Context, tx *db.Tx, a Answer, side Side) error {
	_, err := tx.Exec(ctx, qRead, a.TenantID, a.ID, a.Version, a.PlacerNew && side != Placer, a.AnswererNew && side != Answerer)
	return err
}

const messageColumn = "market_message.body"

// drawer holds the key of a conversation.
func drawer(answer db.ID) db.ID { return seal.Drawer("market_answer", answer) }

// KeepTx writes a message and its effect into this copy of the conversation. When another message came in the
// meantime it is fault.Conflict: begin again.
func (r *Relay) KeepTx(ctx context.Context, tx *db.Tx, a Answer, m Message) (Answer, error) {
	m.TenantID, m.AnswerID, m.SentAt = tx.Tenant(), a.ID, tx.Now()
	if m.Words != "" {
		body, err := r.vault.SealTx(ctx, tx, drawer(a.ID), messageColumn, []byte(m.Words))
		if err != nil {
			return a, err
		}
		m.Body = body
	}
	if err := db.Insert(ctx, tx, "market_message", m); err != nil {
		return a, err
	}
	a = a.take(m)
	err := tx.ExecOne(ctx, qUpdate, a.TenantID, a.ID, a.Version, string(a.State), a.PlacerNew, a.AnswererNew, a.LastAt, a.EndedAt)
	a.Version++
	return a, err
}

// MessageTx returns one message with its words.
func (r *Relay) MessageTx(ctx context.Context, tx *db.Tx, id db.ID) (Message, error) {
	m, err := db.One[Message](ctx, tx, qMessage, tx.Tenant(), id)
	if err != nil {
		return m, err
	}
	return r.open(ctx, tx, m)
}

// MessagesTx returns the messages of a conversation with their words, the oldest first.
func (r *Relay) MessagesTx(ctx context.Context, tx *db.Tx, answer db.ID) ([]Message, error) {
	all, err := db.All[Message](ctx, tx, qMessages, tx.Tenant(), answer)
	for i := range all {
		if err != nil {
			return nil, err
		}
		all[i], err = r.open(ctx, tx, all[i])
	}
	return all, err
}

func (r *Relay) open(ctx context.Context, tx *db.Tx, m Message) (Message, error) {
	if len(m.Body) == 0 {
		return m, nil
	}
	plain, err := r.vault.OpenTx(ctx, tx, drawer(m.AnswerID), messageColumn, m.Body)
	m.Words = string(plain)
	return m, err
}

// ForgetTx wipes the words of a conversation and destroys their key.
func (r *Relay) ForgetTx(ctx context.Context, tx *db.Tx, answer db.ID) error {
	if _, err := tx.Exec(ctx, qForget, tx.Tenant(), answer); err != nil {
		return err
	}
	return r.vault.DestroyTx(ctx, tx, drawer(answer))
}
