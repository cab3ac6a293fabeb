package household

import (
	"context"
	"encoding/json"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

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
		there, err := db.One[ContactMoment](ctx, tx, qMoment, tx.Tenant(), m.ID)
		if done, err := twice(there.HouseholdID, household, err); done || err != nil {
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
