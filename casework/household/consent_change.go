package household

import (
	"context"
	"fmt"

	"codeberg.org/samenkracht/samenkracht/casework/household/consent"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

func (h *Households) insertConsent(ctx context.Context, tx *db.Tx, actor access.Actor, household db.ID, c Consent) (_ Consent, err error) {
	if c.ID == 0 {
		c.ID = tx.NewID()
	}
	c.TenantID, c.HouseholdID, c.RecordedBy, c.RecordedAt, c.Version = tx.Tenant(), household, actor.Account, tx.Now(), 1
	c.WithdrawnAt, c.WithdrawnBy = nil, 0
	if c.Sealed, err = h.seal(ctx, tx, household, c.ID, colConsent, []byte(c.Recipient)); err != nil {
		return c, err
	}
	return c, db.Insert(ctx, tx, "household_consent", c)
}

func (h *Households) consent(ctx context.Context, tx *db.Tx, id db.ID) (Consent, error) {
	c, err := db.One[Consent](ctx, tx, qConsent, tx.Tenant(), id)
	if err != nil {
		return Consent{}, fmt.Errorf("consent: %w", err)
	}
	return openedOne(ctx, tx, h, c.HouseholdID, c, openConsent)
}

// ConsentsTx returns the consents of a household, opened. The use case that calls it asks the gate.
func (h *Households) ConsentsTx(ctx context.Context, tx *db.Tx, household db.ID) ([]Consent, error) {
	consents, err := db.All[Consent](ctx, tx, qConsents, tx.Tenant(), household)
	if err != nil {
		return nil, err
	}
	return opened(ctx, tx, h, household, consents, openConsent)
}

// RecordConsent writes down what a resident agreed to, or another ground on which data is shared. The same id
// twice is the same consent.
func (h *Households) RecordConsent(ctx context.Context, actor access.Actor, household db.ID, c Consent) (Consent, error) {
	err := h.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if c.FromDay.IsZero() {
			c.FromDay = law.DateOf(tx.Now())
		}
		if err := c.Validate(); err != nil {
			return err
		}
		if _, err := h.changeable(ctx, tx, actor, "household.record_consent", household); err != nil {
			return err
		}
		there, err := h.consent(ctx, tx, c.ID)
		done, err := twice(there.HouseholdID, household, err)
		if done {
			c = there
		}
		if done || err != nil {
			return err
		}
		r, err := h.ResidentTx(ctx, tx, c.ResidentID)
		if err == nil && r.HouseholdID != household {
			err = fault.NotFound
		}
		if err != nil {
			return err
		}
		if err := c.MayGive(r.Age(c.FromDay)); err != nil {
			return err
		}
		if home, err := account.AtHomeTx(ctx, tx, c.RecipientID); err != nil {
			return err
		} else if c.RecipientID != 0 && !home {
			return fault.Invalid{"account": "Choose the account of a resident or an informal carer"}
		}
		c, err = h.insertConsent(ctx, tx, actor, household, c)
		return err
	})
	return c, err
}

// WithdrawConsent ends a consent at once. Somebody who withdraws it twice finds it withdrawn. When it was the
// consent to see the own file, the account is unlinked from the resident.
func (h *Households) WithdrawConsent(ctx context.Context, actor access.Actor, id db.ID) (Consent, error) {
	var c Consent
	err := h.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) (err error) {
		if c, err = h.consent(ctx, tx, id); err != nil {
			return err
		}
		r, err := h.ResidentTx(ctx, tx, c.ResidentID)
		if err != nil {
			return err
		}
		o, err := h.ObjectTx(ctx, tx, c.HouseholdID)
		if err != nil {
			return err
		}
		o.ID, o.Kind, o.Owner, o.Subjects = c.ID, "consent", r.AccountID, []db.ID{r.ID}
		if err := h.gate.Allow(ctx, tx, actor, "household.withdraw_consent", NotOwn(actor, o)); err != nil {
			return err
		}
		if c.WithdrawnAt != nil {
			return nil
		}
		version := c.Version
		if c, err = c.Withdraw(tx.Now(), actor.Account); err != nil {
			return err
		}
		if err := tx.ExecOne(ctx, qWithdraw, tx.Tenant(), c.ID, version, c.WithdrawnAt, c.WithdrawnBy); err != nil {
			return moved(err)
		}
		if c.Purpose == consent.OwnPage {
			r.AccountID = 0
			return h.saveResident(ctx, tx, r)
		}
		return nil
	})
	return c, err
}

// LinkAccountTx lets a resident see the own file with an account. The link is a consent, so withdrawing it
// ends it. The use case that calls it asks the gate.
func (h *Households) LinkAccountTx(ctx context.Context, tx *db.Tx, actor access.Actor, resident, account db.ID) error {
	r, err := h.ResidentTx(ctx, tx, resident)
	if err != nil {
		return err
	}
	switch r.AccountID {
	case account:
		return nil
	case 0:
	default:
		return fault.Refuse(fault.Conflict, "This resident signs in with another account already.")
	}
	r.AccountID = account
	if err := h.saveResident(ctx, tx, r); err != nil {
		return err
	}
	_, err = h.insertConsent(ctx, tx, actor, r.HouseholdID, Consent{ResidentID: r.ID, Purpose: consent.OwnPage, Ground: consent.ByConsent,
		Fields: consent.AllFields, RecipientID: account, GivenBy: consent.IDs{r.ID}, FromDay: law.DateOf(tx.Now())})
	return err
}
