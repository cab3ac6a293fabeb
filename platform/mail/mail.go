// Package mail sends notices by e-mail. A message is written in the transaction that gives cause for it and
// leaves after the commit; it may arrive twice, never not at all. Mail is no place for what is private: a
// message says that there is something to read, and where, not what it says.
//
// What a message says, and to whom, is sealed, and is forgotten when the message has left: then only the fact that
// one was sent remains. Without a mail server, as in the demonstration, messages stay in the outbox, where they
// can be read.
package mail

import (
	"context"
	"embed"
	"fmt"
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
	"codeberg.org/samenkracht/samenkracht/platform/jobs"
	"codeberg.org/samenkracht/samenkracht/platform/seal"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
)

//go:embed schema/*.sql
var schema embed.FS

var _ = db.Register(schema)

// Server is where mail goes out. Without an address messages stay in the outbox. The way there is encrypted:
// from the first byte on port 465, by STARTTLS elsewhere; only a server on this very machine may do without.
type Server struct {
	Address  string // host:port
	User     string
	Password string
	From     string // the sender for organisations that have no address of their own
}

// Message is one notice in plain text, in the language of its reader.
type Message struct {
	To      ident.Email
	Subject string
	Body    string
}

// Rules says who reads the outbox; there is something to read only in the demonstration.
var Rules = []access.Rule{
	{Action: "mail.read_outbox", Name: "Read the mail of the demonstration", Roles: access.Roles, When: access.Anyone,
		Purpose: "See in the demonstration which mail goes out", Ground: "AVG art. 6"},
}

// Post sends the mail of every organisation.
type Post struct {
	db      *db.DB
	gate    *access.Gate
	queue   *jobs.Queue
	vault   *seal.Vault
	tenants *tenant.Tenants
	server  Server
}

// New returns the post, and registers its job on q.
func New(d *db.DB, gate *access.Gate, q *jobs.Queue, vault *seal.Vault, server Server) *Post {
	p := &Post{d, gate, q, vault, tenant.New(d, gate), server}
	jobs.Handle(q, p.send)
	return p
}

// state is where a message stands.
type state string

const (
	queued state = "queued" // also what stays in the outbox
	sent   state = "sent"
	failed state = "failed" // refused, or tried for the last time
)

type row struct {
	TenantID                 db.ID
	ID                       db.ID
	Recipient, Subject, Body []byte // none once the message has left
	State                    state
	Tries                    int
	MadeAt                   time.Time
	SentAt                   *time.Time
}

var qOutbox = db.SQL(`SELECT tenant_id, id, recipient, subject, body, state, tries, made_at, sent_at FROM mail_message
	WHERE tenant_id = $1 AND id < $2 ORDER BY id DESC LIMIT 20`)

// drawer holds the key of a message, until it has gone.
func drawer(message db.ID) db.ID { return seal.Drawer("mail_message", message) }

// SendTx has a message sent after the commit. Somebody without an address gets none.
func (p *Post) SendTx(ctx context.Context, tx *db.Tx, m Message) error {
	if m.To.IsZero() {
		return nil
	}
	r := row{TenantID: tx.Tenant(), ID: tx.SerialID(), State: queued, MadeAt: tx.Now()}
	for _, part := range []struct {
		into   *[]byte
		column string
		text   string
	}{{&r.Recipient, "mail.recipient", m.To.Reveal()}, {&r.Subject, "mail.subject", m.Subject}, {&r.Body, "mail.body", m.Body}} {
		sealed, err := p.vault.SealTx(ctx, tx, drawer(r.ID), part.column, []byte(part.text))
		if err != nil {
			return fmt.Errorf("send mail: %w", err)
		}
		*part.into = sealed
	}
	if err := db.Insert(ctx, tx, "mail_message", r); err != nil {
		return fmt.Errorf("send mail: %w", err)
	}
	if p.server.Address == "" {
		return nil
	}
	return p.queue.Enqueue(ctx, tx, send{Tenant: tx.Tenant(), ID: r.ID})
}

// Sent is a message as the outbox shows it.
type Sent struct {
	ID      db.ID
	To      string
	Subject string
	Body    string
	MadeAt  time.Time
	SentAt  *time.Time
}

func (p *Post) open(ctx context.Context, tx *db.Tx, r row) (s Sent, err error) {
	s = Sent{ID: r.ID, MadeAt: r.MadeAt, SentAt: r.SentAt}
	for _, part := range []struct {
		into   *string
		column string
		sealed []byte
	}{{&s.To, "mail.recipient", r.Recipient}, {&s.Subject, "mail.subject", r.Subject}, {&s.Body, "mail.body", r.Body}} {
		plain, err := p.vault.OpenTx(ctx, tx, drawer(r.ID), part.column, part.sealed)
		if err != nil {
			return s, err
		}
		*part.into = string(plain)
	}
	return s, nil
}

// OutboxPage is how many messages the outbox shows at a time.
const OutboxPage = 20

// Outbox lists messages of the demonstration, newest first, before the one with id before (zero: the newest).
// Where mail really goes out it is fault.NotFound.
func (p *Post) Outbox(ctx context.Context, actor access.Actor, before db.ID) ([]Sent, error) {
	if p.server.Address != "" {
		return nil, fault.NotFound
	}
	if before == 0 {
		before = 1<<63 - 1
	}
	var out []Sent
	err := p.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		out = nil
		if err := p.gate.Allow(ctx, tx, actor, "mail.read_outbox", access.Object{Kind: "outbox"}); err != nil {
			return err
		}
		rows, err := db.All[row](ctx, tx, qOutbox, tx.Tenant(), before)
		if err != nil {
			return err
		}
		for _, r := range rows {
			s, err := p.open(ctx, tx, r)
			if err != nil {
				return err
			}
			out = append(out, s)
		}
		return nil
	})
	return out, err
}
