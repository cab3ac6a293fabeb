package decision

import (
	"context"

	"codeberg.org/samenkracht/samenkracht/care/allocation"
	"codeberg.org/samenkracht/samenkracht/casework/decision/provision"
	"codeberg.org/samenkracht/samenkracht/casework/household/reach"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// Sign takes the decision. The order to the provider, what WhenSigned added (the letter) and the end of the legal
// clock come with it, or nothing does. It is announced at once to who is reached by mail, and to others on the day on
// which the letter goes by post. Who prepared it, or has too small a mandate, is denied.
func (s *Decisions) Sign(ctx context.Context, actor access.Actor, id db.ID, version int64) error {
	return s.change(ctx, actor, "decision.sign", id, version, func(tx *db.Tx, f open) (FormalDecision, error) {
		d, err := f.Decision.Sign(actor.Account, tx.Now())
		if err != nil {
			return d, err
		}
		f.Decision = d
		if d.Grants() {
			if err := s.order(ctx, tx, actor, f); err != nil {
				return d, err
			}
		}
		if err := s.shut(ctx, tx, f.File); err != nil {
			return d, err
		}
		if d, err = s.announce(ctx, tx, d); err != nil {
			return d, err
		}
		f.Decision = d
		for _, then := range s.signed {
			if err := then(ctx, tx, f.File); err != nil {
				return d, err
			}
		}
		return d, nil
	})
}

// announce tells the resident by mail that there is a letter. Without anybody to mail the decision is not announced yet.
func (s *Decisions) announce(ctx context.Context, tx *db.Tx, d FormalDecision) (FormalDecision, error) {
	// Awb art. 2:10
	reached, err := s.TellTx(ctx, tx, d.ResidentID, reach.Words{Subject: "There is a letter for you",
		Body: "There is a letter for you. Sign in to read it. We do not put it in the mail, because it is private."})
	if err != nil || !reached {
		return d, err
	}
	return d.Announce(law.DateOf(tx.Now()))
}

// AnnounceTx writes on which day the letter of a signed decision goes by post. The use case that calls it asks the
// gate, and has the letter say the same.
func (s *Decisions) AnnounceTx(ctx context.Context, tx *db.Tx, d FormalDecision, on law.Date) (FormalDecision, error) {
	d, err := d.Announce(on)
	if err != nil {
		return d, err
	}
	return d, changed(tx.ExecOne(ctx, qAnnounce, tx.Tenant(), d.ID, d.Version, d.AnnouncedOn, d.ObjectionUntil))
}

// order sends what is granted to the provider.
func (s *Decisions) order(ctx context.Context, tx *db.Tx, actor access.Actor, f open) error {
	d := f.Decision
	who, err := s.Households.ResidentTx(ctx, tx, d.ResidentID)
	if err != nil {
		return err
	}
	h, err := s.Households.ByIDTx(ctx, tx, d.HouseholdID)
	if err != nil {
		return err
	}
	_, err = s.Allocations.OrderTx(ctx, tx, actor, allocation.Order{ID: tx.NewID(), DecisionID: d.ID, HouseholdID: d.HouseholdID,
		ResidentID: d.ResidentID, Client: provision.Client(who.Person, h), ProviderID: d.ProviderID, Category: d.Category, Code: d.Code, Volume: d.Volume,
		Unit: d.Unit, Frequency: d.Frequency, FromDay: d.FromDay, ToDay: d.ToDay, AssigneeID: h.ContactID})
	return err
}
