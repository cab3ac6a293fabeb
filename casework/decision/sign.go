package decision

import (
	"context"
	"strconv"
	"strings"
	"unicode"

	"codeberg.org/samenkracht/samenkracht/care/allocation"
	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

// Sign takes the decision. The order to the provider, the letter and the end of the legal clock come with it, or
// nothing does. Who prepared it, or has too small a mandate, is denied.
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
		return d, s.announce(ctx, tx, f)
	})
}

// Preview is the letter as it will be when the decision is signed today, for who signs.
func (s *Decisions) Preview(ctx context.Context, actor access.Actor, id db.ID) (l LetterText, err error) {
	err = s.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		f, err := s.allowed(ctx, tx, actor, "decision.read", id)
		if err != nil {
			return err
		}
		if f.Decision.State == ToSign || f.Decision.State == Preparing {
			term, err := law.Begin("awb.objection", law.DateOf(tx.Now()))
			if err != nil {
				return err
			}
			f.Decision.AnnouncedOn, f.Decision.ObjectionUntil, f.Decision.SignerID = term.Start, term.Due, actor.Account
		}
		w, err := s.writing(ctx, tx, f)
		if err != nil {
			return err
		}
		l, err = w.write(ctx, text.Lang(ctx))
		return err
	})
	return l, err
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

// writing gathers what stands in the letter of a decision.
func (s *Decisions) writing(ctx context.Context, tx *db.Tx, f open) (w writing, err error) {
	w.File, w.Age = f.File, -1
	if w.Sender, err = s.Tenants.ByID(ctx, tx.Tenant()); err != nil {
		return w, err
	}
	who, err := s.Households.ResidentTx(ctx, tx, f.Decision.ResidentID)
	if err != nil {
		return w, err
	}
	w.Addressee = who.Person
	if age, known := who.Age(law.DateOf(tx.Now())); known {
		w.Age = age
	}
	h, err := s.Households.ByIDTx(ctx, tx, f.Decision.HouseholdID)
	if err != nil {
		return w, err
	}
	if !h.Secret {
		w.Address = h.Address.Lines()
	}
	if w.Goal, w.Ladder, err = s.goal(ctx, tx, f.Application); err != nil {
		return w, err
	}
	if w.Contact, err = account.ByIDTx(ctx, tx, h.ContactID); err != nil {
		return w, err
	}
	if f.Decision.SignerID != 0 {
		w.Signer, err = account.ByIDTx(ctx, tx, f.Decision.SignerID)
	}
	return w, err
}

// announce writes the letter in both languages, has it printed, and tells the resident that it is there. Somebody
// who cannot be mailed gets it on paper.
func (s *Decisions) announce(ctx context.Context, tx *db.Tx, f open) error {
	// Awb art. 3:41
	w, err := s.writing(ctx, tx, f)
	if err != nil {
		return err
	}
	for _, lang := range []string{text.Nl, text.En} {
		words, err := w.write(ctx, lang)
		if err != nil {
			return err
		}
		l := Letter{TenantID: tx.Tenant(), ID: tx.NewID(), DecisionID: f.Decision.ID, HouseholdID: f.Decision.HouseholdID, ResidentID: f.Decision.ResidentID,
			Lang: lang, Number: f.Decision.Number, MadeOn: f.Decision.AnnouncedOn, Template: template, SHA256: hash(words.HTML), LetterText: words}
		if l.Sealed, err = s.seal(ctx, tx, l.HouseholdID, l.ID, sealLetter, words); err != nil {
			return err
		}
		if err := db.Insert(ctx, tx, "decision_letter", l); err != nil {
			return err
		}
		if err := s.Jobs.Enqueue(ctx, tx, printLetter{tx.Tenant(), l.ID}); err != nil {
			return err
		}
	}
	// Awb art. 2:10
	reached, err := s.tellWhoCan(ctx, tx, f.Decision, "There is a letter for you", "There is a letter for you. Sign in to read it. We do not put it in the mail, because it is private.")
	if err != nil || reached {
		return err
	}
	return s.List.AddTx(ctx, tx, worklist.Line{AccountID: f.object.Contact, Kind: linePost, ObjectID: f.Decision.ID, Title: "Print a letter and send it by post",
		Link: "/team/besluiten/" + f.Decision.ID.String() + "/brief", Due: law.DateOf(tx.Now())})
}

// Posted notes that the letter went by post.
func (s *Decisions) Posted(ctx context.Context, actor access.Actor, id db.ID) error {
	return s.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		f, err := s.allowed(ctx, tx, actor, "decision.prepare", id)
		if err != nil {
			return err
		}
		return s.List.DoneTx(ctx, tx, linePost, f.Decision.ID)
	})
}
