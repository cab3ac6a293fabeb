package market

import (
	"context"
	"errors"
	"time"

	"codeberg.org/samenkracht/samenkracht/community/relay"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/jobs"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
)

// deliver brings a message to the copy of its conversation in the other municipality.
type deliver struct {
	Tenant  db.ID // where it was written
	Message db.ID
}

// Kind names the job.
func (deliver) Kind() string { return "market.deliver" }

func (m *Market) handleJobs(q *jobs.Queue) {
	jobs.Handle(q, m.deliver)
	jobs.Every(q, time.Hour, "market.sweep", m.Sweep)
}

func (m *Market) deliver(ctx context.Context, job deliver) error {
	var a Answer
	var msg Message
	err := m.db.InTx(ctx, job.Tenant, func(tx *db.Tx) (err error) {
		if msg, err = m.relay.MessageTx(ctx, tx, job.Message); err != nil {
			return err
		}
		if a, err = relay.AnswerTx(ctx, tx, msg.AnswerID); err != nil {
			return err
		}
		actor := access.System(job.Tenant, job.Kind())
		return m.gate.Allow(ctx, tx, actor, "market.deliver", access.Object{Kind: "market_answer", ID: a.ID, Subjects: present(msg.AuthorID)})
	})
	if err != nil {
		return err
	}
	to := a.AdTenant
	if to == job.Tenant {
		to = a.AnswererTenant
	}
	gone, err := m.arrive(ctx, to, a, msg)
	if err == nil && gone {
		err = m.tooLate(ctx, job, a)
	}
	return err
}

// arrive puts a message into the copy of the other side; a message that is there already stays as it is. It
// reports whether the ad had ended before the first message came.
func (m *Market) arrive(ctx context.Context, to db.ID, from Answer, msg Message) (gone bool, err error) {
	err = m.inTx(ctx, to, func(tx *db.Tx) error {
		gone = false
		if _, err := m.relay.MessageTx(ctx, tx, msg.ID); !errors.Is(err, fault.NotFound) {
			return err
		}
		actor := access.System(to, deliver{}.Kind())
		if err := m.gate.Allow(ctx, tx, actor, "market.deliver", access.Object{Kind: "market_answer", ID: from.ID}); err != nil {
			return err
		}
		a, err := relay.AnswerTx(ctx, tx, from.ID)
		if errors.Is(err, fault.NotFound) {
			a, err = m.arriveFirst(ctx, tx, from)
			gone = errors.Is(err, errGone)
		}
		if gone || err == nil && a.State != Open {
			return nil
		}
		if err != nil {
			return err
		}
		msg.AuthorID = 0 // an account of elsewhere
		before := a
		if _, err := m.relay.KeepTx(ctx, tx, a, msg); err != nil {
			return err
		}
		return m.tell(ctx, tx, before, msg)
	})
	return gone, err
}

// errGone says that the ad of a message has ended.
var errGone = errors.New("the ad has ended")

// arriveFirst makes the copy on the side of the ad. An ad that has ended is errGone.
func (m *Market) arriveFirst(ctx context.Context, tx *db.Tx, from Answer) (Answer, error) {
	ad, err := adByID(ctx, tx, from.AdID)
	if err != nil {
		return Answer{}, err
	}
	if ad.State != Open {
		return Answer{}, errGone
	}
	a := from
	a.TenantID, a.AnswererID, a.StartedAt, a.LastAt = tx.Tenant(), 0, tx.Now(), tx.Now()
	a.PlacerNew, a.AnswererNew, a.Version = false, false, 0
	return m.receive(ctx, tx, a, ad)
}

// tooLate ends the conversation of who answered an ad that had just ended.
func (m *Market) tooLate(ctx context.Context, job deliver, a Answer) error {
	return m.inTx(ctx, job.Tenant, func(tx *db.Tx) error {
		a, err := relay.AnswerTx(ctx, tx, a.ID)
		if err != nil || a.State != Open {
			return err
		}
		msg := Message{ID: tx.NewID(), Turns: Closed}
		before := a
		if _, err := m.relay.KeepTx(ctx, tx, a, msg); err != nil {
			return err
		}
		return m.tell(ctx, tx, before, msg)
	})
}

// Sweep ends the ads whose last day has passed, reminds owners a week before, and forgets what was kept long
// enough. It runs every hour.
func (m *Market) Sweep(ctx context.Context) error {
	all, err := m.tenants.All(ctx, tenant.Municipality)
	if err != nil {
		return err
	}
	for _, t := range all {
		if err := m.sweep(ctx, t.ID); err != nil {
			return err
		}
	}
	return nil
}

func (m *Market) sweep(ctx context.Context, municipality db.ID) error {
	actor := access.System(municipality, "market.sweep")
	for _, step := range []func(context.Context, *db.Tx, access.Actor) (int, error){m.expire, m.remind, m.forget} {
		for more := true; more; {
			err := m.db.InTx(ctx, municipality, func(tx *db.Tx) error {
				done, err := step(ctx, tx, actor)
				more = done > 0
				return err
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func (m *Market) expire(ctx context.Context, tx *db.Tx, actor access.Actor) (int, error) {
	ads, err := over(ctx, tx, law.DateOf(tx.Now()))
	for _, a := range ads {
		if err := m.gate.Allow(ctx, tx, actor, "market.sweep", access.Object{Kind: "ad", ID: a.ID, Subjects: present(a.OwnerID)}); err != nil {
			return 0, err
		}
		ended, err := a.Expire(tx.Now())
		if err != nil {
			return 0, err
		}
		if err := m.end(ctx, tx, actor, ended, 0); err != nil {
			return 0, err
		}
		if err := m.mail(ctx, tx, a.OwnerID, letterExpired); err != nil {
			return 0, err
		}
	}
	return len(ads), err
}

// reminder is how long before the end the owner hears that an ad is going to end.
const reminder = 7

func (m *Market) remind(ctx context.Context, tx *db.Tx, actor access.Actor) (int, error) {
	ads, err := db.All[Ad](ctx, tx, qEnding, tx.Tenant(), law.DateOf(tx.Now()).Add(reminder))
	for _, a := range ads {
		if err := m.gate.Allow(ctx, tx, actor, "market.sweep", access.Object{Kind: "ad", ID: a.ID, Subjects: present(a.OwnerID)}); err != nil {
			return 0, err
		}
		a.Reminded = true
		if err := saveAd(ctx, tx, a); err != nil {
			return 0, err
		}
		if a.PlacedAt.Before(tx.Now().AddDate(0, 0, -reminder)) { // one that was placed for a week needs no reminder
			if err := m.mail(ctx, tx, a.OwnerID, letterEnding); err != nil {
				return 0, err
			}
		}
	}
	return len(ads), err
}

// forget destroys the keys of conversations and contact details that ended a month ago.
func (m *Market) forget(ctx context.Context, tx *db.Tx, actor access.Actor) (int, error) {
	ads, answers, err := kept(ctx, tx, tx.Now().Add(-keptFor))
	if err != nil || len(ads)+len(answers) == 0 {
		return 0, err
	}
	if err := m.gate.Allow(ctx, tx, actor, "market.sweep", access.Object{Kind: "market"}); err != nil {
		return 0, err
	}
	for _, a := range ads {
		if _, err := tx.Exec(ctx, qForget, tx.Tenant(), a.ID); err != nil {
			return 0, err
		}
		if err := m.vault.DestroyTx(ctx, tx, drawer(a.ID)); err != nil {
			return 0, err
		}
	}
	for _, a := range answers {
		if err := m.relay.ForgetTx(ctx, tx, a.ID); err != nil {
			return 0, err
		}
	}
	return len(ads) + len(answers), nil
}
