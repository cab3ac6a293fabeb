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

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/keten"
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

// Received is a message that came in and broke no rule, as its handler gets it. A handler that finds a part wrong
// for its own reasons says so with Oordeel.WijsAf; then nothing of the message is taken in.
type Received struct {
	*keten.Oordeel
	From string
	Kind istandaard.Soort
	ID   string
	Raw  []byte

	later *bool
}

// Later says that somebody answers the message by hand, with AnswerTx. Otherwise it is answered when its handler
// has acted.
func (m Received) Later() { *m.later = true }

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
	register    func(ctx context.Context, tx *db.Tx) keten.Register
	folder      string // of messages to and from organisations elsewhere
	handlers    map[istandaard.Soort]Handler
	undelivered map[istandaard.Soort]func(ctx context.Context, tx *db.Tx, id string) error
}

// New returns the exchange and registers its jobs on q. Messages are held against world: the day, the
// municipalities, the products and rates of contracts, as the organisation of a transaction sees them.
func New(d *db.DB, gate *access.Gate, q *jobs.Queue, vault *seal.Vault, tenants *tenant.Tenants, world func(ctx context.Context, tx *db.Tx) keten.Register) *Exchange {
	x := &Exchange{db: d, gate: gate, queue: q, vault: vault, tenants: tenants, register: world, handlers: map[istandaard.Soort]Handler{},
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

// SendTx checks a message against every rule, keeps what it says and puts it in the outbox; it leaves after the
// commit. The error is istandaard.Fouten when it breaks a rule.
func (x *Exchange) SendTx(ctx context.Context, tx *db.Tx, b *istandaard.Bericht) error {
	found, err := keten.Controle{Geschiedenis: x.factsTx(ctx, tx, 0), Register: x.register(ctx, tx)}.Beoordeel(b)
	if err == nil {
		err = found.Fouten.Err()
	}
	if err != nil {
		return fmt.Errorf("send %s: %w", b.Soort(), err)
	}
	id, err := x.writeTx(ctx, tx, b)
	if err != nil {
		return err
	}
	return x.factsTx(ctx, tx, id).Bewaar(found.Feiten)
}

// writeTx writes a message and puts it in the outbox.
func (x *Exchange) writeTx(ctx context.Context, tx *db.Tx, b *istandaard.Bericht) (db.ID, error) {
	raw, err := b.Schrijf()
	if err != nil {
		return 0, fmt.Errorf("write %s: %w", b.Soort(), err)
	}
	return x.PutTx(ctx, tx, Message{To: b.Ontvanger(), Kind: b.Soort(), ID: b.Kenmerk(), Raw: raw})
}

// PutTx puts bytes in the outbox as they are, and returns the number that they are kept under.
func (x *Exchange) PutTx(ctx context.Context, tx *db.Tx, m Message) (db.ID, error) {
	id := tx.NewID()
	sealed, err := x.vault.SealTx(ctx, tx, id, sealedAs, m.Raw)
	if err != nil {
		return 0, fmt.Errorf("send %s: %w", m.Kind, err)
	}
	row := outboxRow{TenantID: tx.Tenant(), ID: id, ToCode: m.To, Kind: m.Kind, Identification: m.ID, Sealed: sealed, SHA256: sum(m.Raw),
		State: Waiting, MadeAt: tx.Now()}
	if err := db.Insert(ctx, tx, "exchange_outbox", row); err != nil {
		return 0, fmt.Errorf("send %s: %w", m.Kind, err)
	}
	return id, x.queue.Enqueue(ctx, tx, deliver{tx.Tenant(), id})
}

// replyTx answers a message that was judged. When it was refused, what it said is forgotten.
func (x *Exchange) replyTx(ctx context.Context, tx *db.Tx, o *keten.Oordeel) error {
	if o.Afgekeurd() {
		if err := x.factsTx(ctx, tx, 0).Vergeet(keten.BronVan(o.Bericht)); err != nil {
			return err
		}
	}
	_, err := x.writeTx(ctx, tx, o.Antwoord(Identification(tx.NewID()), Today(tx.Now())))
	return err
}

// AnswerTx answers a message that came in before, after judge has looked at it.
func (x *Exchange) AnswerTx(ctx context.Context, tx *db.Tx, from string, kind istandaard.Soort, identification string, judge func(*keten.Oordeel)) error {
	raw, err := x.openTx(ctx, tx, qSealedIn, tx.Tenant(), from, string(kind), identification)
	if err != nil {
		return fmt.Errorf("answer %s: %w", kind, err)
	}
	b, err := istandaard.Lees(raw)
	if err != nil {
		return fmt.Errorf("answer %s: %w", kind, err)
	}
	o := keten.NieuwOordeel(b)
	judge(o)
	return x.replyTx(ctx, tx, o)
}

func sum(raw []byte) string {
	s := sha256.Sum256(raw)
	return hex.EncodeToString(s[:])
}
