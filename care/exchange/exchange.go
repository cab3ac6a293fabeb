// Package exchange carries messages between organisations (berichtenverkeer): an outbox row in the transaction
// that decides something, delivery after the commit, an inbox row in the transaction that acts on what came in.
// A message that comes twice counts once. What a message says stays sealed, and is read by nobody but the noun
// that it is for.
package exchange

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/jobs"
	"codeberg.org/samenkracht/samenkracht/platform/seal"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
)

//go:embed schema/*.sql
var schema embed.FS

var _ = db.Register(schema)

// State is where a message stands.
type State string

// A message that goes out waits until it is delivered. One that came in is handled, or refused with a note
// when it could not be.
const (
	Waiting   State = "waiting"
	Delivered State = "delivered"
	Handled   State = "handled"
	Rejected  State = "refused"
)

// Message is a message that goes out.
type Message struct {
	To   string // AGB or CBS code of the receiver
	Kind istandaard.Soort
	ID   string // Identificatie, new for this sender and kind
	Raw  []byte
}

// Received is a message that came in, as its handler gets it.
type Received struct {
	From    string
	Kind    istandaard.Soort
	ID      string
	Bericht istandaard.Bericht
	Raw     []byte
	Done    bool // the same message was handled before; its answer can be sent again
}

// Handler acts on a message in the transaction that keeps it. A fault.Conflict or fault.NotFound refuses the
// message: it is kept with the sentence of the fault, and nothing else changes.
type Handler func(ctx context.Context, tx *db.Tx, m Received) error

// Exchange carries the messages of every organisation.
type Exchange struct {
	db       *db.DB
	queue    *jobs.Queue
	vault    *seal.Vault
	tenants  *tenant.Tenants
	handlers map[istandaard.Soort]Handler
}

// New returns the exchange and registers its jobs on q.
func New(d *db.DB, q *jobs.Queue, vault *seal.Vault, tenants *tenant.Tenants) *Exchange {
	x := &Exchange{db: d, queue: q, vault: vault, tenants: tenants, handlers: map[istandaard.Soort]Handler{}}
	jobs.Handle(q, x.deliver)
	return x
}

// Handle says which noun acts on messages of a kind.
func (x *Exchange) Handle(kind istandaard.Soort, h Handler) { x.handlers[kind] = h }

// Identification is a message's Identificatie (at most 12 characters) made from an id, so it is never used twice.
func Identification(id db.ID) string { return strings.ToUpper(strconv.FormatInt(int64(id), 36)) }

// Code is how an organisation is named in messages: its AGB or its CBS code.
func Code(t tenant.Tenant) string {
	if t.Kind == tenant.Provider {
		return t.Codes[tenant.AGB]
	}
	return t.Codes[tenant.CBS]
}

type outboxRow struct {
	TenantID       db.ID
	ID             db.ID
	ToCode         string
	Kind           istandaard.Soort
	Identification string
	Sealed         []byte
	SHA256         string `db:"sha256"`
	State          State
	MadeAt         time.Time
	DeliveredAt    *time.Time
}

// SendTx puts a message in the outbox; it leaves after the commit.
func (x *Exchange) SendTx(ctx context.Context, tx *db.Tx, m Message) error {
	id := tx.NewID()
	sealed, err := x.vault.SealTx(ctx, tx, id, "exchange.raw", m.Raw)
	if err != nil {
		return fmt.Errorf("send %s: %w", m.Kind, err)
	}
	row := outboxRow{tx.Tenant(), id, m.To, m.Kind, m.ID, sealed, sum(m.Raw), Waiting, tx.Now(), nil}
	if err := db.Insert(ctx, tx, "exchange_outbox", row); err != nil {
		return fmt.Errorf("send %s: %w", m.Kind, err)
	}
	return x.queue.Enqueue(ctx, tx, deliver{tx.Tenant(), id})
}

func sum(raw []byte) string {
	s := sha256.Sum256(raw)
	return hex.EncodeToString(s[:])
}

type inboxRow struct {
	TenantID       db.ID
	ID             db.ID
	FromCode       string
	Kind           istandaard.Soort
	Identification string
	Sealed         []byte
	SHA256         string `db:"sha256"`
	State          State
	Note           string
	ReceivedAt     time.Time
}

// Receive takes in a message for an organisation: it is read, kept and acted on in one transaction. The same
// message again changes nothing. What cannot be read is fault.Invalid; it is not kept.
func (x *Exchange) Receive(ctx context.Context, to db.ID, raw []byte) error {
	b, err := istandaard.Lees(raw)
	if err != nil {
		return fmt.Errorf("receive: %w: %w", fault.Invalid{"message": "This is not a message that we can read."}, err)
	}
	kind, head := istandaard.SoortVan(b), b.Kop()
	from, id := sender(head)
	m := Received{From: from, Kind: kind, ID: id, Bericht: b, Raw: raw}
	handle := x.handlers[kind]
	if handle == nil {
		return fmt.Errorf("receive %s: %w", kind, fault.NotFound)
	}
	err = x.db.InTx(ctx, to, func(tx *db.Tx) error {
		done, err := db.One[bool](ctx, tx, qKnown, to, from, string(kind), id)
		if err != nil {
			return err
		}
		if m.Done = done; done {
			return handle(ctx, tx, m)
		}
		if err := handle(ctx, tx, m); err != nil {
			return err
		}
		return x.keep(ctx, tx, m, Handled, "")
	})
	if errors.Is(err, fault.Conflict) || errors.Is(err, fault.NotFound) {
		return x.refuse(ctx, to, m, err)
	}
	return err
}

// refuse keeps a message that could not be acted on, with the reason.
func (x *Exchange) refuse(ctx context.Context, to db.ID, m Received, why error) error {
	note, ok := fault.Sentence(why)
	if !ok {
		note = "This message does not belong to anything that we know."
	}
	err := x.db.InTx(ctx, to, func(tx *db.Tx) error { return x.keep(ctx, tx, m, Rejected, note) })
	if errors.Is(err, fault.Conflict) { // refused before
		return nil
	}
	return err
}

func (x *Exchange) keep(ctx context.Context, tx *db.Tx, m Received, state State, note string) error {
	row := inboxRow{TenantID: tx.Tenant(), ID: tx.NewID(), FromCode: m.From, Kind: m.Kind, Identification: m.ID, SHA256: sum(m.Raw),
		State: state, Note: note, ReceivedAt: tx.Now()}
	var err error
	if row.Sealed, err = x.vault.SealTx(ctx, tx, row.ID, "exchange.raw", m.Raw); err != nil {
		return err
	}
	return db.Insert(ctx, tx, "exchange_inbox", row)
}

// sender tells who sent a message and how it is identified. A return message keeps the header that it
// answers, so its sender is the receiver of that one.
func sender(h *istandaard.Header) (code, id string) {
	if h.IdentificatieRetour != "" {
		return h.Ontvanger, h.IdentificatieRetour
	}
	return h.Afzender, h.BerichtIdentificatie.Identificatie
}
