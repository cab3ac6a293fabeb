package market

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"codeberg.org/samenkracht/samenkracht/community/board"
	"codeberg.org/samenkracht/samenkracht/community/near"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/seal"
)

// Desk (makelaarsbalie) is what the brokers of a municipality look after.
type Desk struct {
	Urgent     []Ad     // placed with haste
	Answers    []Answer // on ads that only a broker answers, with something new
	Unanswered []Ad     // open for Patience without an answer
	ViaBroker  []Ad     // anonymous, or placed for somebody
}

// Patience is how long an ad may stay without an answer before it is on the desk.
const Patience = 3 * 24 * time.Hour

// Desk shows the brokers what there is to do.
func (m *Market) Desk(ctx context.Context, actor access.Actor) (d Desk, err error) {
	err = m.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) (err error) {
		if err = m.gate.Allow(ctx, tx, actor, "market.desk", access.Object{Kind: "market"}); err != nil {
			return err
		}
		lists := []struct {
			into *[]Ad
			q    *db.Query
			args []any
		}{
			{&d.Urgent, qUrgent, nil}, {&d.Unanswered, qUnanswered, []any{tx.Now().Add(-Patience)}}, {&d.ViaBroker, qViaBroker, nil},
		}
		for _, l := range lists {
			if *l.into, err = db.All[Ad](ctx, tx, l.q, append([]any{tx.Tenant()}, l.args...)...); err != nil {
				return err
			}
		}
		d.Answers, err = db.All[Answer](ctx, tx, qBrokerAnswers, tx.Tenant())
		return err
	})
	return d, err
}

// DeskAd is an ad as a broker sees it.
type DeskAd struct {
	Ad
	For     Behalf      // who it is for, when that is not an account
	Owner   string      // name of the account, when it is anonymous
	Answers []Answer    // without the words; only those of an ad that a broker answers can be opened
	Fitting []Published // of the other kind, in the same category, the nearest first
}

// Open shows a broker one ad of the municipality. Whom it is for stands in it only when brokers answer it.
func (m *Market) Open(ctx context.Context, actor access.Actor, id db.ID) (d DeskAd, err error) {
	err = m.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) (err error) {
		if d.Ad, err = adByID(ctx, tx, id); err != nil {
			return err
		}
		subjects := []db.ID(nil)
		if d.ViaBroker {
			subjects = present(d.OwnerID)
		}
		if err = m.gate.Allow(ctx, tx, actor, "market.desk", access.Object{Kind: "ad", ID: id, Subjects: subjects}); err != nil {
			return err
		}
		if d.ViaBroker {
			if err = m.whoFor(ctx, tx, &d); err != nil {
				return err
			}
		}
		d.Contact = nil
		if d.Answers, err = db.All[Answer](ctx, tx, qAnswersOf, tx.Tenant(), id); err != nil {
			return err
		}
		d.Fitting, err = fitting(ctx, tx, d.Ad)
		return err
	})
	return d, err
}

func (m *Market) whoFor(ctx context.Context, tx *db.Tx, d *DeskAd) error {
	if len(d.Contact) > 0 {
		plain, err := m.vault.OpenTx(ctx, tx, drawer(d.ID), contactColumn, d.Contact)
		if err != nil {
			return err
		}
		if err := json.Unmarshal(plain, &d.For); err != nil {
			return err
		}
	}
	who := d.OwnerID
	if who == 0 {
		who = d.PlacedBy
	}
	account, err := m.accounts.ByIDTx(ctx, tx, who)
	if errors.Is(err, fault.NotFound) {
		return nil
	}
	d.Owner = account.Name
	return err
}

const contactColumn = "market_ad.contact"

// drawer holds the key of the contact details of an ad.
func drawer(ad db.ID) db.ID { return seal.Drawer("market_ad", ad) }

func (m *Market) sealBehalf(ctx context.Context, tx *db.Tx, ad db.ID, b Behalf) ([]byte, error) {
	plain, err := json.Marshal(b)
	if err != nil {
		return nil, err
	}
	return m.vault.SealTx(ctx, tx, drawer(ad), contactColumn, plain)
}

// fitting lists what could answer an ad, within the distance that people travel for each other.
func fitting(ctx context.Context, tx *db.Tx, a Ad) ([]Published, error) {
	page, err := board.BrowseTx(ctx, tx, board.Search{Kind: a.Kind.Other(), Category: a.Category, Around: near.Point{Lat: a.Lat, Lon: a.Lon}, Within: near.Town, Limit: 10})
	return page.Ads, err
}

// Take notes that a broker looks after an urgent ad, so that the others need not.
func (m *Market) Take(ctx context.Context, actor access.Actor, id db.ID) error {
	return m.handle(ctx, actor, id, func(tx *db.Tx, a Ad) error {
		if a.TakenBy == actor.Account {
			return nil
		}
		if a.TakenBy != 0 {
			return fault.Refuse(fault.Conflict, "Another broker took this already.")
		}
		a.TakenBy = actor.Account
		if err := saveAd(ctx, tx, a); err != nil {
			return err
		}
		return m.list.DoneTx(ctx, tx, urgentLine, a.ID)
	})
}

// Close ends an ad for a reason that the broker gives. Its owner hears of it.
func (m *Market) Close(ctx context.Context, actor access.Actor, id db.ID, why Reason) error {
	return m.handle(ctx, actor, id, func(tx *db.Tx, a Ad) error {
		if a.State == Closed {
			return nil
		}
		ended, err := a.Close(why, tx.Now())
		if err != nil {
			return err
		}
		if err := m.end(ctx, tx, actor, ended, 0); err != nil {
			return err
		}
		return m.mail(ctx, tx, a.OwnerID, letterClosed)
	})
}

// handle loads an ad for a broker who is going to change it.
func (m *Market) handle(ctx context.Context, actor access.Actor, id db.ID, do func(tx *db.Tx, a Ad) error) error {
	return m.inTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		a, err := adByID(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := m.gate.Allow(ctx, tx, actor, "market.handle", access.Object{Kind: "ad", ID: id, Subjects: present(a.OwnerID)}); err != nil {
			return err
		}
		return do(tx, a)
	})
}

// Match brings an ask of this municipality together with an offer, of here or elsewhere: the offer gets an answer
// in the name of who asks, the ask ends, and its owner hears of it. Matching twice with the same id is matching once.
func (m *Market) Match(ctx context.Context, actor access.Actor, n NewMatch) (match Match, err error) {
	if err := n.Validate(); err != nil {
		return Match{}, err
	}
	err = m.handle(ctx, actor, n.AskID, func(tx *db.Tx, ask Ad) error {
		id, err := newID(tx, n.ID)
		if err != nil {
			return err
		}
		if match, err = db.One[Match](ctx, tx, qMatch, tx.Tenant(), id); !errors.Is(err, fault.NotFound) {
			return err
		}
		match, err = m.matchTx(ctx, tx, actor, id, ask, n)
		return err
	})
	return match, err
}

func (m *Market) matchTx(ctx context.Context, tx *db.Tx, actor access.Actor, id db.ID, ask Ad, n NewMatch) (Match, error) {
	offer, err := board.PublishedTx(ctx, tx, n.OfferID)
	if errors.Is(err, fault.NotFound) {
		return Match{}, fault.Refuse(fault.Conflict, "This offer has ended. Choose another one.")
	}
	if err == nil {
		err = fits(ask, offer)
	}
	if err != nil {
		return Match{}, err
	}
	as := ask.OwnerID
	if ask.ViaBroker { // who asks stays unknown: the broker stands between
		as = actor.Account
	}
	c, err := m.answerTx(ctx, tx, actor, NewAnswer{AdID: n.OfferID, Words: n.Words}, as)
	if err != nil {
		return Match{}, err
	}
	match := Match{TenantID: tx.Tenant(), ID: id, AdID: ask.ID, AnswerID: c.ID, OfferID: offer.ID, Category: ask.Category, ByBroker: true, MatchedAt: tx.Now()}
	if err := db.Insert(ctx, tx, "market_match", match); err != nil {
		return Match{}, err
	}
	ended, err := ask.Match(tx.Now())
	if err != nil {
		return Match{}, err
	}
	if err := m.end(ctx, tx, actor, ended, 0); err != nil {
		return Match{}, err
	}
	return match, m.mail(ctx, tx, ask.OwnerID, letterMatched)
}
