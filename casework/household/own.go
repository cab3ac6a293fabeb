package household

import (
	"context"
	"fmt"
	"slices"

	"codeberg.org/samenkracht/samenkracht/casework/household/consent"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// Own is what a resident sees of the own household: who they are, who serves them, and what they agreed to. It
// holds nothing of the others in the household.
type Own struct {
	Household
	Resident Resident
	Consents []Consent
	Reader   bool   // somebody whom a consent lets in reads along, and is not of the household
	Fields   Fields // to what a reader was let in
	Gone     bool   // the resident left: of the household only the number is shown, and no more than what is the resident's own
}

// Sees reports whether the reader gets to see what the household has together of a kind of data: who lives there
// everything, who reads along what the consent names, and who left nothing.
func (o Own) Sees(f consent.Field) bool {
	return !o.Gone && (!o.Reader || slices.Contains(o.Fields, f))
}

// bare is the household for who may not know where it is, who serves it and how it goes on.
func (h Household) bare() Household {
	return Household{TenantID: h.TenantID, ID: h.ID, Number: h.Number}
}

// Mine lists the households where the signed-in resident lives, the newest first, then those that the resident left,
// and then those that somebody let the resident in to.
func (h *Households) Mine(ctx context.Context, actor access.Actor) ([]Own, error) {
	var out []Own
	err := h.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) (err error) {
		out, err = h.MineTx(ctx, tx, actor)
		return err
	})
	return out, err
}

// MineTx is Mine within the transaction of another use case.
func (h *Households) MineTx(ctx context.Context, tx *db.Tx, actor access.Actor) ([]Own, error) {
	if actor.Account == 0 {
		return nil, nil
	}
	residents, err := db.All[Resident](ctx, tx, qResidentsByAccount, tx.Tenant(), actor.Account)
	if err != nil {
		return nil, err
	}
	var out, left []Own
	for _, r := range residents {
		one, err := h.own(ctx, tx, actor, r)
		switch {
		case err != nil:
			return nil, err
		case one.Gone:
			left = append(left, one)
		default:
			out = append(out, one)
		}
	}
	out = append(out, left...)
	letIn, err := db.All[Consent](ctx, tx, qConsentsFor, tx.Tenant(), actor.Account, law.DateOf(tx.Now()))
	if err != nil {
		return nil, err
	}
	for _, c := range letIn {
		if c.Purpose != consent.LetIn {
			continue
		}
		one, err := h.reading(ctx, tx, actor, c)
		if err != nil {
			return nil, err
		}
		out = append(out, one)
	}
	return out, nil
}

func (h *Households) own(ctx context.Context, tx *db.Tx, actor access.Actor, r Resident) (own Own, err error) {
	o := access.Object{Kind: "household", ID: r.HouseholdID, Owner: r.AccountID, Subjects: []db.ID{r.ID}}
	if err := h.gate.Allow(ctx, tx, actor, "household.read_own", o); err != nil {
		return own, err
	}
	if own.Household, err = h.load(ctx, tx, r.HouseholdID); err != nil {
		return own, err
	}
	if own.Gone = !r.LivesThere(); own.Gone {
		own.Household = own.bare()
	}
	if own.Resident, err = openedOne(ctx, tx, h, r.HouseholdID, r, openPerson); err != nil {
		return own, err
	}
	consents, err := h.ConsentsTx(ctx, tx, r.HouseholdID)
	for _, c := range consents {
		if c.ResidentID == r.ID {
			own.Consents = append(own.Consents, c)
		}
	}
	return own, err
}

func (h *Households) reading(ctx context.Context, tx *db.Tx, actor access.Actor, c Consent) (own Own, err error) {
	o := access.Object{Kind: "household", ID: c.HouseholdID, Parties: []db.ID{c.RecipientID}, Subjects: []db.ID{c.ResidentID}}
	if err := h.gate.Allow(ctx, tx, actor, "household.read_own", o); err != nil {
		return own, err
	}
	if own.Household, err = h.load(ctx, tx, c.HouseholdID); err != nil {
		return own, err
	}
	if own.Resident, err = h.ResidentTx(ctx, tx, c.ResidentID); err != nil {
		return own, err
	}
	own.Reader, own.Fields, own.Gone = true, c.Fields, !own.Resident.LivesThere()
	if !own.Sees(consent.Help) {
		own.Household = own.bare()
	}
	own.Address, own.Sealed, own.NeighbourhoodID = Address{}, nil, 0
	own.Resident.BSN, own.Resident.Phone, own.Resident.Email = ident.BSN{}, ident.Phone{}, ident.Email{}
	return own, nil
}

// Looks lists who saw or changed the data of the signed-in resident, the newest first, before the line with id
// before. It is the resident's own list, for the own data only.
func (h *Households) Looks(ctx context.Context, actor access.Actor, resident, before db.ID) ([]access.Entry, error) {
	var out []access.Entry
	err := h.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		r, err := h.ResidentTx(ctx, tx, resident)
		if err != nil {
			return err
		}
		o := access.Object{Kind: "access_log", ID: r.ID, Owner: r.AccountID, Subjects: []db.ID{r.ID}}
		if err := h.gate.Allow(ctx, tx, actor, "household.read_log", o); err != nil {
			return err
		}
		out, err = access.About(ctx, tx, r.ID, before)
		return err
	})
	return out, err
}

// OfAccountTx returns the resident of an open household whom an account is linked to. Without one it is
// fault.NotFound. The use case that calls it asks the gate.
func (h *Households) OfAccountTx(ctx context.Context, tx *db.Tx, account db.ID) (Resident, error) {
	residents, err := db.All[Resident](ctx, tx, qResidentsByAccount, tx.Tenant(), account)
	if err != nil {
		return Resident{}, err
	}
	for _, r := range residents {
		if r.Leaving == Here {
			return openedOne(ctx, tx, h, r.HouseholdID, r, openPerson)
		}
	}
	return Resident{}, fmt.Errorf("resident of account: %w", fault.NotFound)
}
