package decision

import (
	"context"
	"slices"
	"strings"

	"codeberg.org/samenkracht/samenkracht/care/contract"
	"codeberg.org/samenkracht/samenkracht/casework/decision/provision"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

// Propose writes what is proposed to decide.
func (s *Decisions) Propose(ctx context.Context, actor access.Actor, id db.ID, version int64, p Proposal) error {
	return s.change(ctx, actor, "decision.prepare", id, version, func(tx *db.Tx, f open) (FormalDecision, error) {
		return f.Decision.Propose(p, law.DateOf(tx.Now()))
	})
}

// Reason writes the facts and the reasons.
func (s *Decisions) Reason(ctx context.Context, actor access.Actor, id db.ID, version int64, t DecisionText) error {
	return s.change(ctx, actor, "decision.prepare", id, version, func(_ *db.Tx, f open) (FormalDecision, error) {
		return f.Decision.Reason(t)
	})
}

// Offers lists the providers that the resident can choose from, the nearest first.
func (s *Decisions) Offers(ctx context.Context, actor access.Actor, id db.ID) (offers []contract.Offer, err error) {
	err = s.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		f, err := s.allowed(ctx, tx, actor, "decision.prepare", id)
		if err != nil {
			return err
		}
		offers, err = s.offers(ctx, tx, f.Decision)
		return err
	})
	return offers, err
}

func (s *Decisions) offers(ctx context.Context, tx *db.Tx, d FormalDecision) ([]contract.Offer, error) {
	if d.Category == "" {
		return nil, nil
	}
	h, err := s.Households.ByIDTx(ctx, tx, d.HouseholdID)
	if err != nil {
		return nil, err
	}
	near, err := tenant.NeighbourhoodByPostcode(ctx, tx, h.Address.Postcode.Compact())
	if err = ignoreMissing(err); err != nil {
		return nil, err
	}
	return s.Contracts.OffersTx(ctx, tx, d.Category, d.Code, d.FromDay, near.Lat, near.Lon)
}

// Choose writes the provider that the resident chose, and why. A provider without a contract is refused, in words.
func (s *Decisions) Choose(ctx context.Context, actor access.Actor, id db.ID, version int64, provider db.ID, why string) error {
	return s.change(ctx, actor, "decision.prepare", id, version, func(tx *db.Tx, f open) (FormalDecision, error) {
		offers, err := s.offers(ctx, tx, f.Decision)
		if err != nil {
			return f.Decision, err
		}
		if !f.Decision.Grants() {
			return f.Decision.Choose(contract.Offer{}, why, "") // which says what comes first
		}
		if provider == 0 {
			return f.Decision, fault.Invalid{"provider": "Choose a provider"}
		}
		// Wmo 2015 art. 2.1.2 lid 4
		i := slices.IndexFunc(offers, func(o contract.Offer) bool { return o.ProviderID == provider })
		if i < 0 {
			_, err := s.Contracts.RateTx(ctx, tx, provider, f.Decision.Category, f.Decision.Code, f.Decision.FromDay)
			if sentence, ok := fault.Sentence(err); ok {
				err = fault.Invalid{"provider": sentence}
			}
			return f.Decision, err
		}
		return f.Decision.Choose(offers[i], why, provision.Alternatives(offers))
	})
}

// Offer hands the decision to whoever may sign it.
func (s *Decisions) Offer(ctx context.Context, actor access.Actor, id db.ID, version int64) error {
	return s.change(ctx, actor, "decision.prepare", id, version, func(tx *db.Tx, f open) (FormalDecision, error) {
		who, err := s.Households.ResidentTx(ctx, tx, f.Decision.ResidentID)
		if err != nil {
			return f.Decision, err
		}
		if f.Decision.Grants() && (who.BSN.IsZero() || who.BirthDate.IsZero()) {
			return f.Decision, fault.Refuse(fault.Conflict, "Fill in the date of birth and the citizen service number of the resident first. The order cannot go without them.")
		}
		d, err := f.Decision.Offer(actor.Account, tx.Now())
		if err != nil {
			return d, err
		}
		if err := s.List.DoneTx(ctx, tx, lineBack, f.Application.ID); err != nil {
			return d, err
		}
		return d, s.askSigner(ctx, tx, f, d)
	})
}

// askSigner puts the decision on the worklist of everybody with the role; who has the mandate signs.
func (s *Decisions) askSigner(ctx context.Context, tx *db.Tx, f open, d FormalDecision) error {
	return s.List.AddTx(ctx, tx, worklist.Line{Role: access.RoleTeamLead, Kind: lineSign, ObjectID: f.Application.ID,
		Title: "Read a decision and sign it", Link: "/team/besluiten/" + d.ID.String(), Rule: f.Application.Law.rule(), Due: f.Application.Due})
}

// SendBack gives the decision back to who prepared it, with the reason.
func (s *Decisions) SendBack(ctx context.Context, actor access.Actor, id db.ID, version int64, why string) error {
	if strings.TrimSpace(why) == "" {
		return fault.Invalid{"why": "Write what should change"}
	}
	return s.change(ctx, actor, "decision.send_back", id, version, func(tx *db.Tx, f open) (FormalDecision, error) {
		d, err := f.Decision.TakeBack(why)
		if err != nil {
			return d, err
		}
		if err := s.List.DoneTx(ctx, tx, lineSign, f.Application.ID); err != nil {
			return d, err
		}
		return d, s.List.AddTx(ctx, tx, worklist.Line{AccountID: d.MakerID, Kind: lineBack, ObjectID: f.Application.ID,
			Title: "A decision came back: change it", Link: "/team/besluiten/" + d.ID.String(), Due: f.Application.Due})
	})
}

// TakeBack takes a decision that waits for a signature back, to change it.
func (s *Decisions) TakeBack(ctx context.Context, actor access.Actor, id db.ID, version int64) error {
	return s.change(ctx, actor, "decision.prepare", id, version, func(tx *db.Tx, f open) (FormalDecision, error) {
		d, err := f.Decision.TakeBack("")
		if err != nil {
			return d, err
		}
		return d, s.List.DoneTx(ctx, tx, lineSign, f.Application.ID)
	})
}
