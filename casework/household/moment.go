package household

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

// ContactMoment (contactmoment) is one time that the team and the household spoke, and what they agreed to do
// next.
type ContactMoment struct {
	TenantID    db.ID
	ID          db.ID
	HouseholdID db.ID
	HeldOn      law.Date
	Channel     Channel
	ByID        db.ID // the account of the worker
	Sealed      []byte
	NextOn      law.Date // by when the next step is done; may be empty
	RecordedAt  time.Time
	Talk        `db:"-"`
}

// Talk is what was said and what happens next, in words.
type Talk struct {
	About string `json:"about"`
	Next  string `json:"next,omitempty"`
}

// Channel is how people spoke.
type Channel string

// Channels lists the ways, in the order in which a person is shown them.
var Channels = []Channel{"visit", "phone", "mail", "desk"}

// Name is the way in words, an English sentence.
func (c Channel) Name() string {
	return map[Channel]string{"visit": "At home", "phone": "By phone", "mail": "By e-mail or letter", "desk": "At the desk"}[c]
}

// Validate says what is wrong with the contact moment, by field.
func (m ContactMoment) Validate(today law.Date) error {
	wrong := fault.Invalid{}
	if m.Channel.Name() == "" {
		wrong.Say("channel", "Choose how you spoke with each other")
	}
	if m.About == "" {
		wrong.Say("about", "Write what you talked about")
	}
	if len([]rune(m.About)) > 4000 {
		wrong.Say("about", "Use at most 4000 characters")
	}
	switch {
	case m.HeldOn.IsZero():
		wrong.Say("on", "Fill in the day, for example 5-5-2026")
	case m.HeldOn.After(today):
		wrong.Say("on", "Fill in a day that is not in the future")
	}
	switch {
	case m.Next != "" && m.NextOn.IsZero():
		wrong.Say("next_on", "Fill in by when the next step is done")
	case m.Next == "" && !m.NextOn.IsZero():
		wrong.Say("next", "Write what the next step is")
	}
	return wrong.Err()
}

// lineNext is the worklist line of the next step.
const lineNext = "household.next_step"

func (h *Households) moments(ctx context.Context, tx *db.Tx, household db.ID) ([]ContactMoment, error) {
	all, err := db.All[ContactMoment](ctx, tx, qMoments, tx.Tenant(), household)
	if err != nil {
		return nil, err
	}
	return opened(ctx, tx, h, household, all, openMoment)
}

// RecordContact writes down that somebody spoke with the household and what happens next. The next step comes
// on the worklist of the contact person. The same id twice is the same contact moment.
func (h *Households) RecordContact(ctx context.Context, actor access.Actor, household db.ID, m ContactMoment) (ContactMoment, error) {
	err := h.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) (err error) {
		if err := m.Validate(law.DateOf(tx.Now())); err != nil {
			return err
		}
		one, err := h.changeable(ctx, tx, actor, "household.record_contact", household)
		if err != nil {
			return err
		}
		if _, err := db.One[ContactMoment](ctx, tx, qMoment, tx.Tenant(), m.ID); err == nil || !errors.Is(err, fault.NotFound) {
			return err
		}
		m.TenantID, m.HouseholdID, m.ByID, m.RecordedAt = tx.Tenant(), household, actor.Account, tx.Now()
		raw, err := json.Marshal(m.Talk)
		if err == nil {
			m.Sealed, err = h.seal(ctx, tx, household, m.ID, colMoment, raw)
		}
		if err != nil {
			return err
		}
		if err := db.Insert(ctx, tx, "household_contact_moment", m); err != nil {
			return err
		}
		if m.Next == "" {
			return h.list.DoneTx(ctx, tx, lineNext, household)
		}
		return h.list.AddTx(ctx, tx, worklist.Line{AccountID: one.ContactID, Kind: lineNext, Title: "Do the next step with a household",
			Link: "/team/huishoudens/" + household.String(), ObjectID: household, Due: m.NextOn})
	})
	return m, err
}
