package market

import (
	"context"
	"errors"
	"strings"

	"codeberg.org/samenkracht/samenkracht/community/board"
	"codeberg.org/samenkracht/samenkracht/community/relay"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
)

// Answer writes to who placed an ad, of whatever municipality. Who answers the same ad again goes on with the
// conversation that runs.
func (m *Market) Answer(ctx context.Context, actor access.Actor, n NewAnswer) (a Answer, err error) {
	if err := n.Validate(); err != nil {
		return Answer{}, err
	}
	err = m.inTx(ctx, actor.Tenant, func(tx *db.Tx) (err error) {
		a, err = m.answerTx(ctx, tx, actor, n, actor.Account)
		return err
	})
	return a, err
}

// answerTx begins a conversation in the name of an account: the actor, or the owner of an ask that a broker matches.
func (m *Market) answerTx(ctx context.Context, tx *db.Tx, actor access.Actor, n NewAnswer, as db.ID) (Answer, error) {
	if err := m.gate.Allow(ctx, tx, actor, "market.answer", access.Object{Kind: "ad", ID: n.AdID}); err != nil {
		return Answer{}, err
	}
	if there, err := relay.AnswerTx(ctx, tx, n.ID); err == nil && there.AnswererID == as {
		return there, nil
	} else if err != nil && !errors.Is(err, fault.NotFound) {
		return Answer{}, err
	}
	p, err := board.PublishedTx(ctx, tx, n.AdID)
	if errors.Is(err, fault.NotFound) {
		return Answer{}, fault.Refuse(fault.NotFound, "This has ended. Look whether there is something else for you.")
	}
	if err != nil {
		return Answer{}, err
	}
	if there, err := db.One[Answer](ctx, tx, qRunning, tx.Tenant(), as, n.AdID); err == nil {
		return m.write(ctx, tx, actor, there, Message{FromAnswerer: true, Words: n.Words})
	} else if !errors.Is(err, fault.NotFound) {
		return Answer{}, err
	}
	return m.begin(ctx, tx, actor, p, n, as)
}

func (m *Market) begin(ctx context.Context, tx *db.Tx, actor access.Actor, p Published, n NewAnswer, as db.ID) (Answer, error) {
	id, err := newID(tx, n.ID)
	if err != nil {
		return Answer{}, err
	}
	a := Answer{TenantID: tx.Tenant(), ID: id, AdID: p.ID, AdTenant: p.MunicipalityID, AdKind: p.Kind, AdCategory: p.Category, AdTitle: p.Title,
		AnswererTenant: tx.Tenant(), AnswererID: as, ViaBroker: p.ViaBroker && p.MunicipalityID == tx.Tenant(), State: Open,
		StartedAt: tx.Now(), LastAt: tx.Now()}
	if !a.Elsewhere() {
		ad, err := adByID(ctx, tx, p.ID)
		if err != nil {
			return Answer{}, err
		}
		if ad.OwnerID == as {
			return Answer{}, fault.Refuse(fault.Conflict, "This is your own. You find the answers under My ads.")
		}
		if a, err = m.receive(ctx, tx, a, ad); err != nil {
			return Answer{}, err
		}
	} else if err := relay.BeginTx(ctx, tx, a); err != nil {
		return Answer{}, err
	}
	return m.write(ctx, tx, actor, a, Message{FromAnswerer: true, Words: n.Words})
}

// receive adds a conversation on the side of the ad.
func (m *Market) receive(ctx context.Context, tx *db.Tx, a Answer, ad Ad) (Answer, error) {
	a.ViaBroker = ad.ViaBroker
	if !ad.ViaBroker {
		a.PlacerID = ad.OwnerID
	}
	if err := relay.BeginTx(ctx, tx, a); err != nil {
		return Answer{}, err
	}
	_, err := tx.Exec(ctx, qAnswered, tx.Tenant(), ad.ID)
	return a, err
}

// write adds a message to this copy of the conversation, tells the other side, and sends it on when that is in
// another municipality.
func (m *Market) write(ctx context.Context, tx *db.Tx, actor access.Actor, a Answer, msg Message) (Answer, error) {
	if a.State != Open {
		return a, fault.Refuse(fault.Conflict, "This conversation has ended.")
	}
	if msg.ID == 0 {
		msg.ID = tx.NewID()
	}
	msg.AuthorID, msg.ByBroker = actor.Account, actor.Role == access.RoleBroker
	msg.Words = strings.TrimSpace(msg.Words)
	before := a
	a, err := m.relay.KeepTx(ctx, tx, a, msg)
	if err != nil {
		return a, err
	}
	if a.Elsewhere() {
		return a, m.jobs.Enqueue(ctx, tx, deliver{Tenant: tx.Tenant(), Message: msg.ID})
	}
	return a, m.tell(ctx, tx, before, msg)
}

// Reply writes in a conversation that runs.
func (m *Market) Reply(ctx context.Context, actor access.Actor, n NewMessage) error {
	if err := n.Validate(); err != nil {
		return err
	}
	return m.inTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		a, side, err := m.enter(ctx, tx, actor, n.AnswerID, "write")
		if err != nil {
			return err
		}
		id, err := newID(tx, n.ID)
		if err != nil {
			return err
		}
		if there, err := m.relay.MessageTx(ctx, tx, id); err == nil && there.AnswerID == a.ID {
			return nil
		} else if err != nil && !errors.Is(err, fault.NotFound) {
			return err
		}
		if side == Placer {
			err = m.heard(ctx, tx, &a)
		}
		if err == nil {
			_, err = m.write(ctx, tx, actor, a, Message{ID: id, FromAnswerer: side == Answerer, Words: n.Words})
		}
		return err
	})
}

// heard notes that the ad's side has read what there was, and closes the line on the brokers' worklist.
func (m *Market) heard(ctx context.Context, tx *db.Tx, a *Answer) error {
	a.PlacerNew = false
	if !a.ViaBroker {
		return nil
	}
	return m.list.DoneTx(ctx, tx, answerLine, a.ID)
}

// enter finds a conversation and which side of it the actor is: the account itself, or a broker for an ad that
// only brokers answer. Verb is "read" or "write".
func (m *Market) enter(ctx context.Context, tx *db.Tx, actor access.Actor, id db.ID, verb string) (Answer, Side, error) {
	a, err := relay.AnswerTx(ctx, tx, id)
	if err != nil {
		return Answer{}, Placer, err
	}
	side, owner, action := Placer, a.PlacerID, "market."+verb+"_own"
	switch {
	case a.AnswererID != 0 && a.AnswererID == actor.Account:
		side, owner = Answerer, a.AnswererID
	case a.ViaBroker && a.AdTenant == tx.Tenant():
		action = "market." + verb + "_for"
	}
	err = m.gate.Allow(ctx, tx, actor, action, access.Object{Kind: "market_answer", ID: a.ID, Owner: owner, Subjects: present(a.PlacerID, a.AnswererID)})
	return a, side, err
}

// present leaves out who is not there.
func present(ids ...db.ID) []db.ID {
	var out []db.ID
	for _, id := range ids {
		if id != 0 {
			out = append(out, id)
		}
	}
	return out
}

// Conversation is an answer with its messages, as one side reads it.
type Conversation struct {
	Answer
	Side     Side
	Messages []Message
	Open     bool // the ad is still there, so that the placer can say that they found each other
}

// Conversation shows the messages to one of the two sides. They count as read.
func (m *Market) Conversation(ctx context.Context, actor access.Actor, id db.ID) (c Conversation, err error) {
	err = m.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) (err error) {
		if c.Answer, c.Side, err = m.enter(ctx, tx, actor, id, "read"); err != nil {
			return err
		}
		if c.Messages, err = m.relay.MessagesTx(ctx, tx, id); err != nil {
			return err
		}
		c.Open = c.State == Open
		if c.Side == Placer && c.ViaBroker { // at the desk an answer stays new until a broker did something with it
			return nil
		}
		return relay.ReadTx(ctx, tx, c.Answer, c.Side)
	})
	return c, err
}
