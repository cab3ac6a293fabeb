package exchange

import (
	"context"
	"errors"
	"fmt"
	"time"

	"codeberg.org/samenkracht/samenkracht/care/oud/istandaard"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
)

// Why a message is refused before any noun looks at it.
var (
	errElsewhere = fault.Refuse(fault.Conflict, "This message is for another organisation.")
	errNoHandler = fault.Refuse(fault.Conflict, "We do not work with this kind of message.")
	errRules     = fault.Refuse(fault.Conflict, "The message breaks the rules for messages of this kind.")
	errReused    = fault.Refuse(fault.Conflict, "The sender used this number before, for another message.")
	errUnknown   = fault.Refuse(fault.Conflict, "This message does not belong to anything that we know.")
)

const unreadable = "This is not a message that we can read."

// Receive takes in a message for an organisation: it is read, kept and acted on in one transaction. The same
// message again changes nothing. What cannot be read is fault.Invalid, and is kept all the same.
func (x *Exchange) Receive(ctx context.Context, to db.ID, raw []byte) error {
	b, err := istandaard.Lees(raw)
	if err != nil {
		if err := x.keepUnread(ctx, to, raw); err != nil {
			return fmt.Errorf("receive: %w", err)
		}
		return fmt.Errorf("receive: %w: %w", fault.Invalid{"message": unreadable}, err)
	}
	m := Received{Kind: istandaard.SoortVan(b), Bericht: b, Raw: raw}
	m.From, m.ID = sender(b.Kop())
	t, err := x.tenants.ByID(ctx, to)
	if err != nil {
		return fmt.Errorf("receive %s: %w", m.Kind, err)
	}
	if err := x.takeOrRefuse(ctx, to, Code(t), m); err != nil {
		return fmt.Errorf("receive %s: %w", m.Kind, err)
	}
	return nil
}

// takeOrRefuse takes a message in, or refuses it for good. It tries again when another message about the same
// order came between.
func (x *Exchange) takeOrRefuse(ctx context.Context, to db.ID, code string, m Received) (err error) {
	for range maxTries {
		err = x.take(ctx, to, code, m)
		if _, said := fault.Sentence(err); said {
			return x.refuse(ctx, to, m, err)
		}
		if errors.Is(err, fault.NotFound) {
			return x.refuse(ctx, to, m, errUnknown)
		}
		if !errors.Is(err, fault.Conflict) {
			return err
		}
	}
	return err
}

const maxTries = 5

// take acts on a message and keeps it.
func (x *Exchange) take(ctx context.Context, to db.ID, code string, m Received) error {
	return x.db.InTx(ctx, to, func(tx *db.Tx) error {
		if err := x.gate.Allow(ctx, tx, access.System(to, "exchange"), "exchange.receive", access.Object{Kind: "message"}); err != nil {
			return err
		}
		before, err := db.One[known](ctx, tx, qKnown, to, m.From, string(m.Kind), m.ID)
		switch {
		case errors.Is(err, fault.NotFound):
			err = x.objection(m, code)
		case err == nil && before.SHA256 != sum(m.Raw):
			err = errReused
		}
		if err != nil {
			return err
		}
		m.Done = before.SHA256 != ""
		if err := x.handlers[m.Kind](ctx, tx, m); err != nil || m.Done {
			return err
		}
		return x.keep(ctx, tx, m, Handled, "")
	})
}

type known struct {
	SHA256 string `db:"sha256"`
}

// objection is why a message cannot even be handed to the noun that it is for.
func (x *Exchange) objection(m Received, code string) error {
	head := m.Bericht.Kop()
	receiver := head.Ontvanger
	if isReturn(head) {
		receiver = head.Afzender
	}
	switch {
	case receiver != code:
		return errElsewhere
	case x.handlers[m.Kind] == nil:
		return errNoHandler
	case istandaard.Toets(m.Bericht) != nil:
		return errRules
	}
	return nil
}

// answers are the return codes with which a message is sent back whole.
var answers = map[error]string{errRules: istandaard.RetourAfgekeurd, errReused: "9056"}

// refuse keeps a message that could not be acted on, with the reason, and sends it back when the standard has
// a code for that.
func (x *Exchange) refuse(ctx context.Context, to db.ID, m Received, why error) error {
	note, _ := fault.Sentence(why)
	return x.db.InTx(ctx, to, func(tx *db.Tx) error {
		if again, err := db.One[bool](ctx, tx, qKept, to, m.From, string(m.Kind), m.ID, sum(m.Raw)); err != nil || again {
			return err
		}
		if err := x.keep(ctx, tx, m, Rejected, note); err != nil {
			return err
		}
		code := answers[why]
		if code == "" || isReturn(m.Bericht.Kop()) {
			return nil
		}
		answer, err := istandaard.Afkeuring(m.Bericht, Identification(tx.NewID()), Today(tx.Now()), code)
		if err != nil {
			return err
		}
		return x.ReplyTx(ctx, tx, m, answer)
	})
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

// keep puts a message in the inbox. One that was refused before and is handled now takes its place.
func (x *Exchange) keep(ctx context.Context, tx *db.Tx, m Received, state State, note string) error {
	n, err := tx.Exec(ctx, qMark, tx.Tenant(), m.From, string(m.Kind), m.ID, sum(m.Raw), string(state), note)
	if err != nil || n > 0 {
		return err
	}
	row := inboxRow{TenantID: tx.Tenant(), ID: tx.NewID(), FromCode: m.From, Kind: m.Kind, Identification: m.ID, SHA256: sum(m.Raw),
		State: state, Note: note, ReceivedAt: tx.Now()}
	if row.Sealed, err = x.vault.SealTx(ctx, tx, row.ID, sealedAs, m.Raw); err != nil {
		return err
	}
	return db.Insert(ctx, tx, "exchange_inbox", row)
}

// keepUnread keeps bytes in which no message can be read, once.
func (x *Exchange) keepUnread(ctx context.Context, to db.ID, raw []byte) error {
	if len(raw) == 0 || len(raw) > istandaard.MaxGrootte {
		return nil // the sender hears it; there is nothing that we could show
	}
	return x.refuse(ctx, to, Received{ID: sum(raw), Raw: raw, Bericht: &istandaard.Toewijzingsbericht{}}, errUnreadable)
}

var errUnreadable = fault.Refuse(fault.Conflict, unreadable)

func isReturn(h *istandaard.Header) bool { return h.IdentificatieRetour != "" }

// sender tells who sent a message and how it is identified. A return message keeps the header that it
// answers, so its sender is the receiver of that one.
func sender(h *istandaard.Header) (code, id string) {
	if isReturn(h) {
		return h.Ontvanger, h.IdentificatieRetour
	}
	return h.Afzender, h.BerichtIdentificatie.Identificatie
}
