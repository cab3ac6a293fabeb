// Package exchange carries messages between organisations (berichtenverkeer): an outbox row in the transaction
// that decides something, delivery after the commit, an inbox row in the transaction that acts on what came in.
// A message that comes twice counts once, and what cannot be read or acted on is kept with the reason. What a
// message says stays sealed, and is read by nobody but the noun that it is for.
package exchange

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"

	"codeberg.org/samenkracht/samenkracht/care/oud/istandaard"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/jobs"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/seal"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
)

//go:embed schema/*.sql
var schema embed.FS

var _ = db.Register(schema)

// State is where a message stands.
type State string

// A message that goes out waits until it is delivered, or fails when nobody can take it. One that came in is
// handled, or refused with a note.
const (
	Waiting   State = "waiting"
	Delivered State = "delivered"
	Failed    State = "failed"
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

// Handler acts on a message in the transaction that keeps it. An error of fault.Refuse refuses the message: it
// is kept with that sentence, and nothing else changes.
type Handler func(ctx context.Context, tx *db.Tx, m Received) error

// Exchange carries the messages of every organisation.
type Exchange struct {
	db          *db.DB
	gate        *access.Gate
	queue       *jobs.Queue
	vault       *seal.Vault
	tenants     *tenant.Tenants
	handlers    map[istandaard.Soort]Handler
	undelivered map[istandaard.Soort]func(ctx context.Context, tx *db.Tx, id string) error
}

// New returns the exchange and registers its jobs on q.
func New(d *db.DB, gate *access.Gate, q *jobs.Queue, vault *seal.Vault, tenants *tenant.Tenants) *Exchange {
	x := &Exchange{db: d, gate: gate, queue: q, vault: vault, tenants: tenants, handlers: map[istandaard.Soort]Handler{},
		undelivered: map[istandaard.Soort]func(context.Context, *db.Tx, string) error{}}
	jobs.Handle(q, x.deliver)
	return x
}

// Handle says which noun acts on messages of a kind.
func (x *Exchange) Handle(kind istandaard.Soort, h Handler) { x.handlers[kind] = h }

// Undelivered says who must hear, at the sender's, that a message of a kind cannot be delivered; id is its
// Identificatie. Delivery is tried again all the same.
func (x *Exchange) Undelivered(kind istandaard.Soort, tell func(ctx context.Context, tx *db.Tx, id string) error) {
	x.undelivered[kind] = tell
}

// Identification is a message's Identificatie (at most 12 characters) made from an id, so it is never used twice.
func Identification(id db.ID) string { return strings.ToUpper(strconv.FormatInt(int64(id), 36)) }

// Today is the date of a message that is made at a moment.
func Today(now time.Time) istandaard.Datum { return istandaard.DatumVan(now.In(law.Amsterdam)) }

// Code is how an organisation is named in messages: its AGB or its CBS code. Without one it is empty.
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
	Note           string
	MadeAt         time.Time
	DeliveredAt    *time.Time
}

const sealedAs = "exchange.raw"

// SendTx puts a message in the outbox; it leaves after the commit.
func (x *Exchange) SendTx(ctx context.Context, tx *db.Tx, m Message) error {
	id := tx.NewID()
	sealed, err := x.vault.SealTx(ctx, tx, id, sealedAs, m.Raw)
	if err != nil {
		return fmt.Errorf("send %s: %w", m.Kind, err)
	}
	row := outboxRow{TenantID: tx.Tenant(), ID: id, ToCode: m.To, Kind: m.Kind, Identification: m.ID, Sealed: sealed, SHA256: sum(m.Raw),
		State: Waiting, MadeAt: tx.Now()}
	if err := db.Insert(ctx, tx, "exchange_outbox", row); err != nil {
		return fmt.Errorf("send %s: %w", m.Kind, err)
	}
	return x.queue.Enqueue(ctx, tx, deliver{tx.Tenant(), id})
}

// ReplyTx writes the return message to m and puts it in the outbox.
func (x *Exchange) ReplyTx(ctx context.Context, tx *db.Tx, m Received, answer istandaard.Bericht) error {
	raw, err := istandaard.Schrijf(answer)
	if err != nil {
		return fmt.Errorf("answer %s: %w", m.Kind, err)
	}
	return x.SendTx(ctx, tx, Message{To: m.From, Kind: istandaard.SoortVan(answer), ID: answer.Kop().IdentificatieRetour, Raw: raw})
}

func sum(raw []byte) string {
	s := sha256.Sum256(raw)
	return hex.EncodeToString(s[:])
}
