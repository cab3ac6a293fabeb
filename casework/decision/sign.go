package decision

import (
	"context"
	"strconv"
	"strings"
	"unicode"

	"codeberg.org/samenkracht/samenkracht/care/allocation"
	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
)

// Sign takes the decision. The order to the provider, what WhenSigned added (the letter) and the end of the legal
// clock come with it, or nothing does. Who prepared it, or has too small a mandate, is denied.
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
		for _, then := range s.signed {
			if err := then(ctx, tx, f.File); err != nil {
				return d, err
			}
		}
		return d, nil
	})
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
		ResidentID: d.ResidentID, Client: client(who.Person, h), ProviderID: d.ProviderID, Category: d.Category, Code: d.Code, Volume: d.Volume,
		Unit: d.Unit, Frequency: d.Frequency, FromDay: d.FromDay, ToDay: d.ToDay, AssigneeID: h.ContactID})
	return err
}

// client is the resident as the order names them. A secret address stays here.
func client(p household.Person, h household.Household) allocation.Client {
	c := allocation.Client{BSN: p.BSN, BirthDate: p.BirthDate, Gender: allocation.GenderUnknown, FirstName: p.FirstName, Prefix: p.Prefix,
		LastName: p.LastName, Phone: p.Phone.Reveal()}
	switch p.Gender {
	case household.Male:
		c.Gender = allocation.Male
	case household.Female:
		c.Gender = allocation.Female
	}
	if !h.Secret {
		c.Street, c.City, c.Postcode = h.Address.Street, h.Address.City, h.Address.Postcode
		c.House, c.Addition = house(h.Address.House)
	}
	return c
}

// house splits a house number from what is added to it: "12 bis" is 12 and "bis".
func house(s string) (number int64, addition string) {
	s = strings.TrimSpace(s)
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsDigit(r) })
	if end < 0 {
		end = len(s)
	}
	number, err := strconv.ParseInt(s[:end], 10, 64)
	if err != nil {
		return 0, s
	}
	return number, strings.Trim(s[end:], " -/")
}
