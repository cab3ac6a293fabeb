package exchange

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/keten"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/regel"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
)

// Why a message is refused before any noun looks at it.
var (
	errElsewhere = fault.Refuse(fault.Conflict, "This message is for another organisation.")
	errNoHandler = fault.Refuse(fault.Conflict, "We do not work with this kind of message.")
	errReused    = fault.Refuse(fault.Conflict, "The sender used this number before, for another message.")
	errUnknown   = fault.Refuse(fault.Conflict, "This message does not belong to anything that we know.")
)

const (
	unreadable = "This is not a message that we can read."
	brokenRule = "The message breaks the rules for messages of this kind."
)

// wrong is a message that is sent back: it breaks a rule, or the noun that it is for finds it wrong.
type wrong struct{ *keten.Oordeel }

// Error is what is wrong first.
func (w wrong) Error() string { return w.Fouten[0].Error() }

// note is what is kept about it, an English sentence.
func (w wrong) note() string {
	if f := w.Fouten[0]; f.Niveau != regel.Bericht && f.Code != "" {
		_, en := regel.Uitleg(f.Code)
		return en
	}
	return brokenRule
}

// Receive takes in a message for an organisation: it is read, checked, kept and acted on in one transaction. The
// same message again changes nothing. What cannot be read is fault.Invalid, and is kept all the same.
func (x *Exchange) Receive(ctx context.Context, to db.ID, raw []byte) error {
	b, err := istandaard.Lees(raw)
	if err != nil {
		if err := x.keepUnread(ctx, to, raw); err != nil {
			return fmt.Errorf("receive: %w", err)
		}
		return fmt.Errorf("receive: %w: %w", fault.Invalid{"message": unreadable}, err)
	}
	m := Received{Oordeel: keten.NieuwOordeel(b), From: b.Verzender(), Kind: b.Soort(), ID: b.Kenmerk(), Raw: raw, later: new(bool)}
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
		if w, isWrong := errors.AsType[wrong](err); isWrong {
			return x.sendBack(ctx, to, m, w)
		}
		if note, said := fault.Sentence(err); said {
			return x.refuse(ctx, to, m, note)
		}
		if errors.Is(err, fault.NotFound) {
			note, _ := fault.Sentence(errUnknown)
			return x.refuse(ctx, to, m, note)
		}
		if !errors.Is(err, fault.Conflict) {
			return err
		}
	}
	return err
}

const maxTries = 5

// take checks a message, acts on it and keeps it.
func (x *Exchange) take(ctx context.Context, to db.ID, code string, m Received) error {
	return x.db.InTx(ctx, to, func(tx *db.Tx) error {
		if err := x.gate.Allow(ctx, tx, access.System(to, "exchange"), "exchange.receive", access.Object{Kind: "message"}); err != nil {
			return err
		}
		if done, err := x.objection(ctx, tx, code, m); done || err != nil {
			return err
		}
		var err error
		facts := x.factsTx(ctx, tx, 0)
		if m.Oordeel, err = (keten.Controle{Geschiedenis: facts, Register: x.register(ctx, tx)}).Beoordeel(m.Bericht); err != nil {
			return err
		}
		*m.later = false
		if !m.Afgekeurd() {
			if err := x.handlers[m.Kind](ctx, tx, m); err != nil {
				return err
			}
		}
		if m.Afgekeurd() {
			return wrong{m.Oordeel}
		}
		if facts.message, err = x.keep(ctx, tx, m, Handled, ""); err != nil {
			return err
		}
		err = facts.Bewaar(m.Feiten)
		if source, undone := keten.Vervalt(m.Bericht); err == nil && undone {
			err = facts.Vergeet(source)
		}
		if err != nil || *m.later || m.Kind.Antwoord() == "" {
			return err
		}
		return x.replyTx(ctx, tx, m.Oordeel)
	})
}

// objection is why a message cannot be handed to the noun that it is for. Done says that the same message was
// taken in, or sent back, before.
func (x *Exchange) objection(ctx context.Context, tx *db.Tx, code string, m Received) (done bool, err error) {
	before, err := db.One[string](ctx, tx, qKnown, tx.Tenant(), m.From, string(m.Kind), m.ID)
	again, err2 := db.One[bool](ctx, tx, qKept, tx.Tenant(), m.From, string(m.Kind), m.ID, sum(m.Raw))
	switch {
	case err == nil && before == sum(m.Raw), err2 == nil && again && !m.Kind.IsRetour():
		return true, nil
	case err == nil && m.Kind.IsRetour():
		return false, errReused
	case err != nil && !errors.Is(err, fault.NotFound), err2 != nil:
		return false, errors.Join(err, err2)
	case m.Bericht.Ontvanger() != code:
		return false, errElsewhere
	case x.handlers[m.Kind] == nil:
		return false, errNoHandler
	}
	return false, nil
}

// refuse keeps a message that could not be acted on, with the reason.
func (x *Exchange) refuse(ctx context.Context, to db.ID, m Received, note string) error {
	return x.db.InTx(ctx, to, func(tx *db.Tx) error {
		if again, err := db.One[bool](ctx, tx, qKept, to, m.From, string(m.Kind), m.ID, sum(m.Raw)); err != nil || again {
			return err
		}
		_, err := x.keep(ctx, tx, m, Rejected, note)
		return err
	})
}

// sendBack keeps a message that is wrong, with the reason, remembers that it was there, and answers it.
func (x *Exchange) sendBack(ctx context.Context, to db.ID, m Received, w wrong) error {
	return x.db.InTx(ctx, to, func(tx *db.Tx) error {
		id, err := x.keep(ctx, tx, m, Rejected, w.note())
		if err != nil {
			return err
		}
		head := slices.DeleteFunc(slices.Clone(w.Feiten), func(f keten.Feit) bool { return f.Kop == nil })
		if err := x.factsTx(ctx, tx, id).Bewaar(head); err != nil || m.Kind.Antwoord() == "" {
			return err
		}
		_, err = x.writeTx(ctx, tx, w.Antwoord(Identification(tx.NewID()), Today(tx.Now())))
		return err
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

// keep puts a message in the inbox, and returns the number that it is kept under. One that was refused before and
// is handled now takes its place.
func (x *Exchange) keep(ctx context.Context, tx *db.Tx, m Received, state State, note string) (db.ID, error) {
	old, err := db.One[db.ID](ctx, tx, qRefused, tx.Tenant(), m.From, string(m.Kind), m.ID, sum(m.Raw))
	if err == nil {
		_, err = tx.Exec(ctx, qMark, tx.Tenant(), old, string(state), note)
		return old, err
	}
	if !errors.Is(err, fault.NotFound) {
		return 0, err
	}
	row := inboxRow{TenantID: tx.Tenant(), ID: tx.NewID(), FromCode: m.From, Kind: m.Kind, Identification: m.ID, SHA256: sum(m.Raw),
		State: state, Note: note, ReceivedAt: tx.Now()}
	if row.Sealed, err = x.vault.SealTx(ctx, tx, row.ID, sealedAs, m.Raw); err != nil {
		return 0, err
	}
	return row.ID, db.Insert(ctx, tx, "exchange_inbox", row)
}

// keepUnread keeps bytes in which no message can be read, once.
func (x *Exchange) keepUnread(ctx context.Context, to db.ID, raw []byte) error {
	if len(raw) == 0 || len(raw) > istandaard.MaxGrootte {
		return nil // the sender hears it; there is nothing that we could show
	}
	return x.refuse(ctx, to, Received{ID: sum(raw), Raw: raw}, unreadable)
}
