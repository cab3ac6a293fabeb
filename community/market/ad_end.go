package market

import (
	"context"
	"errors"
	"time"

	"codeberg.org/samenkracht/samenkracht/community/board"
	"codeberg.org/samenkracht/samenkracht/community/relay"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
)

// Withdraw takes an ad off the market. Who answered hears that it has ended. Withdrawing twice is withdrawing once.
func (m *Market) Withdraw(ctx context.Context, actor access.Actor, id db.ID) error {
	return m.change(ctx, actor, id, func(tx *db.Tx, a Ad) error {
		if a.State == Withdrawn {
			return nil
		}
		ended, err := a.Withdraw(tx.Now())
		if err != nil {
			return err
		}
		return m.end(ctx, tx, actor, ended, 0)
	})
}

// Renew gives an ad eight new weeks.
func (m *Market) Renew(ctx context.Context, actor access.Actor, id db.ID) error {
	return m.change(ctx, actor, id, func(tx *db.Tx, a Ad) error {
		wasOpen := a.State == Open
		a, err := a.Renew(law.DateOf(tx.Now()))
		if err != nil {
			return err
		}
		if err := saveAd(ctx, tx, a); err != nil {
			return err
		}
		if wasOpen {
			return board.Extend(ctx, tx, a.ID, a.Until)
		}
		from, err := m.tenants.ByID(ctx, a.TenantID)
		if err != nil {
			return err
		}
		return board.Publish(ctx, tx, a.published(from))
	})
}

// NewAgreement is what the placer fills in when two people found each other.
type NewAgreement struct {
	ID       db.ID
	AnswerID db.ID
	Words    string // a last message, such as how to reach each other; may be empty
	KeepOpen bool   // an offer may help more than one
}

// Agree notes that the placer of an ad and who answered it found each other. The conversation ends with the last
// message; what follows is between the two.
func (m *Market) Agree(ctx context.Context, actor access.Actor, n NewAgreement) error {
	if n.Words != "" {
		if err := relay.ValidateWords(n.Words); err != nil {
			return err
		}
	}
	return m.inTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		c, side, err := m.enter(ctx, tx, actor, n.AnswerID, "write")
		if err != nil {
			return err
		}
		if side != Placer {
			return fault.Refuse(fault.Denied, "Only who placed it can say that.")
		}
		if c.State == Matched {
			return nil
		}
		a, err := adByID(ctx, tx, c.AdID)
		if err != nil {
			return err
		}
		return m.agreed(ctx, tx, actor, a, c, n)
	})
}

func (m *Market) agreed(ctx context.Context, tx *db.Tx, actor access.Actor, a Ad, c Answer, n NewAgreement) error {
	id, err := newID(tx, n.ID)
	if err != nil {
		return err
	}
	ended, err := a.Match(tx.Now())
	if err != nil {
		return err
	}
	if err := m.heard(ctx, tx, &c); err != nil {
		return err
	}
	if _, err := m.write(ctx, tx, actor, c, Message{Words: n.Words, Turns: Matched}); err != nil {
		return err
	}
	match := Match{TenantID: tx.Tenant(), ID: id, AdID: a.ID, AnswerID: c.ID, Category: a.Category, ByBroker: actor.Role == access.RoleBroker, MatchedAt: tx.Now()}
	if err := db.Insert(ctx, tx, "market_match", match); err != nil {
		return err
	}
	if a.Kind == KindOffer && n.KeepOpen {
		return nil
	}
	if match.ByBroker {
		if err := m.mail(ctx, tx, a.OwnerID, letterMatched); err != nil {
			return err
		}
	}
	return m.end(ctx, tx, actor, ended, c.ID)
}

// end writes an ended ad, takes it away from everybody, ends its conversations except one, and closes its lines.
func (m *Market) end(ctx context.Context, tx *db.Tx, actor access.Actor, a Ad, except db.ID) error {
	if err := saveAd(ctx, tx, a); err != nil {
		return err
	}
	if err := board.Unpublish(ctx, tx, a.published(tenant.Tenant{})); err != nil {
		return err
	}
	if err := m.list.DoneTx(ctx, tx, urgentLine, a.ID); err != nil {
		return err
	}
	answers, err := db.All[Answer](ctx, tx, qAnswersOf, tx.Tenant(), a.ID)
	if err != nil {
		return err
	}
	for _, c := range answers {
		if c.ID == except || c.State != Open {
			continue
		}
		if err := m.heard(ctx, tx, &c); err != nil {
			return err
		}
		if _, err := m.write(ctx, tx, actor, c, Message{Turns: Closed}); err != nil {
			return err
		}
	}
	return nil
}

// change loads an ad, asks the gate whether the actor may change it, and does so.
func (m *Market) change(ctx context.Context, actor access.Actor, id db.ID, do func(tx *db.Tx, a Ad) error) error {
	return m.inTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		a, err := adByID(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := m.allowAd(ctx, tx, actor, a, "write"); err != nil {
			return err
		}
		return do(tx, a)
	})
}

// allowAd asks the gate about an ad: for its owner, or for a broker when nobody else can.
func (m *Market) allowAd(ctx context.Context, tx *db.Tx, actor access.Actor, a Ad, verb string) error {
	action := "market." + verb + "_own"
	if a.OwnerID != actor.Account && a.ViaBroker {
		action = "market." + verb + "_for"
	}
	return m.gate.Allow(ctx, tx, actor, action, access.Object{Kind: "ad", ID: a.ID, Owner: a.OwnerID, Subjects: present(a.OwnerID)})
}

// Own is what somebody has on the market: their ads, and the conversations that they are in.
type Own struct {
	Ads     []Ad
	Answers []Answer // on their ads, and theirs on the ads of others
}

// Own shows somebody their part of the market, the newest first.
func (m *Market) Own(ctx context.Context, actor access.Actor) (own Own, err error) {
	err = m.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) (err error) {
		object := access.Object{Kind: "market", Owner: actor.Account, Subjects: present(actor.Account)}
		if err = m.gate.Allow(ctx, tx, actor, "market.read_own", object); err != nil {
			return err
		}
		if own.Ads, err = db.All[Ad](ctx, tx, qOwn, tx.Tenant(), actor.Account); err != nil {
			return err
		}
		if own.Answers, err = db.All[Answer](ctx, tx, qAnswersTo, tx.Tenant(), actor.Account); err != nil {
			return err
		}
		mine, err := db.All[Answer](ctx, tx, qAnsweredBy, tx.Tenant(), actor.Account)
		own.Answers = append(own.Answers, mine...)
		return err
	})
	return own, err
}

// AdOf returns an ad to its owner, also after it ended.
func (m *Market) AdOf(ctx context.Context, actor access.Actor, id db.ID) (a Ad, err error) {
	err = m.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) (err error) {
		if a, err = adByID(ctx, tx, id); err != nil {
			return err
		}
		return m.allowAd(ctx, tx, actor, a, "read")
	})
	return a, err
}

// Standing tells what a reader has to do with an ad, so that the page shows the right thing: whether it is their own,
// and the conversation that they have about it.
func (m *Market) Standing(ctx context.Context, actor access.Actor, ad db.ID) (own bool, answer db.ID, err error) {
	if !actor.SignedIn() {
		return false, 0, nil
	}
	err = m.db.View(ctx, actor.Tenant, func(tx *db.Tx) error {
		a, err := adByID(ctx, tx, ad)
		if err != nil && !errors.Is(err, fault.NotFound) {
			return err
		}
		own = err == nil && a.OwnerID == actor.Account
		c, err := db.One[Answer](ctx, tx, qRunning, tx.Tenant(), actor.Account, ad)
		if errors.Is(err, fault.NotFound) {
			return nil
		}
		answer = c.ID
		return err
	})
	return own, answer, err
}

// May reports whether the actor could do one of the market's actions, to leave out a button.
func (m *Market) May(actor access.Actor, action string) bool {
	return m.gate.May(actor, action, access.Object{Owner: actor.Account})
}

// keptFor is how long conversations and contact details stay after the end, so that both can read them back.
const keptFor = 30 * 24 * time.Hour
