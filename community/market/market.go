// Package market is the neighbourhood market (buurtmarkt): residents ask each other for help and offer it, when
// it suits, without points or money. Everybody may look, over the borders of municipalities; who answers writes
// through a relay that shows no address. Social brokers (sociaal makelaars) place for who is on the phone, answer
// for who wants to stay unknown, and look after what is urgent or stays without an answer.
//
// What two neighbours do together after they found each other is theirs. The market does not ask and keeps nothing.
package market

import (
	"context"
	"errors"
	"fmt"

	"codeberg.org/samenkracht/samenkracht/community/board"
	"codeberg.org/samenkracht/samenkracht/community/relay"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/jobs"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/mail"
	"codeberg.org/samenkracht/samenkracht/platform/seal"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

// Market is the market of every municipality.
type Market struct {
	*board.Board // what everybody may read

	db       *db.DB
	gate     *access.Gate
	jobs     *jobs.Queue
	tenants  *tenant.Tenants
	accounts *account.Accounts
	list     *worklist.List
	post     *mail.Post
	vault    *seal.Vault
	relay    *relay.Relay
}

// Platform is what the market stands on, besides database, gate and jobs.
type Platform struct {
	Tenants  *tenant.Tenants
	Accounts *account.Accounts
	Worklist *worklist.List
	Post     *mail.Post
	Vault    *seal.Vault
}

// New returns the market, and registers its jobs on q.
func New(d *db.DB, gate *access.Gate, q *jobs.Queue, p Platform) *Market {
	m := &Market{Board: board.New(d), db: d, gate: gate, jobs: q, tenants: p.Tenants, accounts: p.Accounts, list: p.Worklist, post: p.Post, vault: p.Vault, relay: relay.New(p.Vault)}
	m.handleJobs(q)
	return m
}

// PlaceAsk puts an ask on the market.
func (m *Market) PlaceAsk(ctx context.Context, actor access.Actor, n NewAsk) (Ask, error) {
	a, err := m.place(ctx, actor, KindAsk, n)
	return Ask{a}, err
}

// PlaceOffer puts an offer on the market.
func (m *Market) PlaceOffer(ctx context.Context, actor access.Actor, n NewOffer) (Offer, error) {
	a, err := m.place(ctx, actor, KindOffer, n)
	return Offer{a}, err
}

// PlaceAskTx puts an ask on the market within the transaction of another use case, such as a step of a plan.
func (m *Market) PlaceAskTx(ctx context.Context, tx *db.Tx, actor access.Actor, n NewAsk) (Ask, error) {
	if err := n.Validate(); err != nil {
		return Ask{}, err
	}
	a, err := m.placeTx(ctx, tx, actor, KindAsk, n)
	return Ask{a}, err
}

// AskByIDTx returns an ask of this municipality in whatever state, for who linked to it. It shows what everybody
// could read while it was open.
func (m *Market) AskByIDTx(ctx context.Context, tx *db.Tx, id db.ID) (Ask, error) {
	a, err := adByID(ctx, tx, id)
	if err == nil && a.Kind != KindAsk {
		err = fault.NotFound
	}
	a.Contact, a.OwnerID = nil, 0
	return Ask{a}, err
}

func (m *Market) place(ctx context.Context, actor access.Actor, kind Kind, n NewAd) (a Ad, err error) {
	if err := n.Validate(); err != nil {
		return Ad{}, err
	}
	err = m.inTx(ctx, actor.Tenant, func(tx *db.Tx) (err error) {
		a, err = m.placeTx(ctx, tx, actor, kind, n)
		return err
	})
	return a, err
}

// collisions is how often a use case begins again when somebody else was first.
const collisions = 10

// inTx runs a use case, and again when it collided with another: the same form that arrived twice at once, or two
// messages in one conversation. The second time it sees what the other did. A refusal in words is final.
func (m *Market) inTx(ctx context.Context, tenant db.ID, do func(tx *db.Tx) error) error {
	for try := 1; ; try++ {
		err := m.db.InTx(ctx, tenant, do)
		if _, said := fault.Sentence(err); said || !errors.Is(err, fault.Conflict) || try == collisions {
			return err
		}
	}
}

func (m *Market) placeTx(ctx context.Context, tx *db.Tx, actor access.Actor, kind Kind, n NewAd) (Ad, error) {
	action := "market.place"
	if n.For != nil {
		action = "market.place_for"
	}
	if err := m.gate.Allow(ctx, tx, actor, action, access.Object{Kind: "ad", ID: n.ID, Owner: actor.Account}); err != nil {
		return Ad{}, err
	}
	id, err := newID(tx, n.ID)
	if err != nil {
		return Ad{}, err
	}
	if there, err := adByID(ctx, tx, id); err == nil && there.PlacedBy == actor.Account {
		return there, nil
	} else if err == nil {
		return Ad{}, fault.Conflict
	} else if !errors.Is(err, fault.NotFound) {
		return Ad{}, err
	}
	a := n.ad(kind, law.DateOf(tx.Now()))
	a.TenantID, a.ID, a.PlacedBy, a.PlacedAt = tx.Tenant(), id, actor.Account, tx.Now()
	if n.For == nil {
		a.OwnerID = actor.Account
	} else if a.Contact, err = m.sealBehalf(ctx, tx, a.ID, *n.For); err != nil {
		return Ad{}, err
	}
	if a, err = locate(ctx, tx, a, n.Postcode); err != nil {
		return Ad{}, err
	}
	return a, m.add(ctx, tx, a)
}

// add writes the ad, shows it to everybody, and tells the brokers when it is urgent.
func (m *Market) add(ctx context.Context, tx *db.Tx, a Ad) error {
	from, err := m.tenants.ByID(ctx, a.TenantID)
	if err != nil {
		return err
	}
	if err := db.Insert(ctx, tx, "market_ad", a); err != nil {
		return err
	}
	if err := board.Publish(ctx, tx, a.published(from)); err != nil {
		return err
	}
	if !a.Urgent {
		return nil
	}
	return m.list.AddTx(ctx, tx, worklist.Line{Role: access.RoleBroker, Kind: urgentLine, Title: "Urgent on the market: look whether somebody can help today",
		Link: fmt.Sprintf("/buurt/makelaar/advertenties/%s", a.ID), ObjectID: a.ID, Due: law.DateOf(tx.Now())})
}

// locate puts the ad in the neighbourhood of a postcode. Only the neighbourhood is kept.
func locate(ctx context.Context, tx *db.Tx, a Ad, postcode string) (Ad, error) {
	n, err := tenant.NeighbourhoodByPostcode(ctx, tx, postcode)
	if errors.Is(err, fault.NotFound) {
		return a, fault.Invalid{"postcode": "We do not know this postcode. Fill in 4 digits and 2 letters, such as 7601 SA."}
	}
	a.Place, a.Lat, a.Lon = n.Name, n.Lat, n.Lon
	return a, err
}

// How long a form may lie open before it is sent, counted in ids.
const formDays = 14 * 24 * 3600 * 1000 << 22

// newID is the id that a form carries, or a new one. Ids sort the list by time, so one from the future, or from
// long ago, is refused.
func newID(tx *db.Tx, id db.ID) (db.ID, error) {
	now := tx.NewID()
	if id == 0 {
		return now, nil
	}
	if id > now+1<<22*1000 || id < now-formDays {
		return 0, fault.Refuse(fault.Conflict, "This form is too old. Copy your text and open the form again.")
	}
	return id, nil
}
