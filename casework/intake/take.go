package intake

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/household/relation"
	"codeberg.org/samenkracht/samenkracht/casework/intake/inquiry"
	"codeberg.org/samenkracht/samenkracht/casework/team"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

// Taking is a generalist who takes a question.
type Taking struct {
	QuestionID db.ID
	Household  string // the number of the household that it belongs to; empty for a new one
}

// Take gives a question to the actor. A household is opened for it, with the actor as the one contact person,
// or it joins a household that is there: that keeps its contact person as long as this person works in the
// team. The support notice is registered and the inquiry begins. Of two who take it at once one wins, and the
// other gets a TakenError; who takes it twice has it.
func (in *Intake) Take(ctx context.Context, actor access.Actor, t Taking) (HelpQuestion, error) {
	var q HelpQuestion
	err := in.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) (err error) {
		q, err = in.takeTx(ctx, tx, actor, t)
		return err
	})
	if errors.Is(err, fault.Conflict) {
		return in.whoWon(ctx, actor, t.QuestionID, err)
	}
	return q, err
}

// whoWon says who was first, when somebody was.
func (in *Intake) whoWon(ctx context.Context, actor access.Actor, id db.ID, err error) (HelpQuestion, error) {
	var q HelpQuestion
	again := in.DB.View(ctx, actor.Tenant, func(tx *db.Tx) (err error) {
		q, err = question(ctx, tx, id)
		return err
	})
	switch {
	case again != nil || q.TakenBy == 0:
		return HelpQuestion{}, err
	case q.TakenBy == actor.Account:
		return in.Read(ctx, actor, id)
	}
	return HelpQuestion{}, fmt.Errorf("take question: %w", &TakenError{q.TakenBy})
}

func (in *Intake) takeTx(ctx context.Context, tx *db.Tx, actor access.Actor, t Taking) (HelpQuestion, error) {
	q, err := in.allowed(ctx, tx, actor, "intake.take", t.QuestionID)
	if err != nil {
		return q, err
	}
	if q.TakenBy == actor.Account && q.State == Taken {
		return q, nil
	}
	if q, err = q.Take(actor.Account, tx.Now()); err != nil {
		return q, err
	}
	// First come, first served: whoever changes the row has it.
	if err := tx.ExecOne(ctx, qClaim, tx.Tenant(), q.ID, q.Version, string(q.State), q.TakenBy, q.TakenAt); err != nil {
		return q, err
	}
	q.Version++
	h, err := in.home(ctx, tx, actor, q, t.Household)
	if err != nil {
		return q, err
	}
	if q, err = in.moveIn(ctx, tx, q, h.ID); err != nil {
		return q, err
	}
	if err := in.register(ctx, tx, actor, q, h); err != nil {
		return q, err
	}
	if err := in.List.DoneTx(ctx, tx, lineQuestion, q.ID); err != nil {
		return q, err
	}
	return q, in.sendTaken(ctx, tx, q, h)
}

// moveIn seals the words under the key of the household and destroys the key that the question had.
func (in *Intake) moveIn(ctx context.Context, tx *db.Tx, q HelpQuestion, home db.ID) (HelpQuestion, error) {
	old := q.key()
	q.HouseholdID = home
	q, err := in.seal(ctx, tx, q)
	if err == nil {
		err = save(ctx, tx, q)
	}
	if err != nil {
		return q, err
	}
	q.Version++
	return q, in.Vault.DestroyTx(ctx, tx, old)
}

// register writes the support notice and begins the inquiry, on the worklist of the contact person.
func (in *Intake) register(ctx context.Context, tx *db.Tx, actor access.Actor, q HelpQuestion, h household.Household) error {
	n, err := SupportNotice{TenantID: tx.Tenant(), ID: tx.NewID(), QuestionID: q.ID, HouseholdID: q.HouseholdID,
		RegisteredBy: actor.Account, RegisteredAt: tx.Now()}.Register(q.AskedAt)
	if err != nil {
		return err
	}
	if err := db.Insert(ctx, tx, "intake_notice", n); err != nil {
		return err
	}
	i, err := inquiry.Begin(n, tx.NewID())
	if err != nil {
		return err
	}
	if err := db.Insert(ctx, tx, "intake_inquiry", i); err != nil {
		return err
	}
	return in.List.AddTx(ctx, tx, inquiryLine(i, h.ContactID))
}

func inquiryLine(i NeedsInquiry, contact db.ID) worklist.Line {
	return worklist.Line{AccountID: contact, Kind: lineInquiry, ObjectID: i.ID, Title: "Finish the inquiry",
		Link: "/team/onderzoeken/" + i.ID.String(), Rule: inquiry.Rule, Due: i.Due}
}

// home is the household that a question belongs to: the one that the taker names, the one that the asker is
// linked to, or a new one.
func (in *Intake) home(ctx context.Context, tx *db.Tx, actor access.Actor, q HelpQuestion, number string) (household.Household, error) {
	if strings.TrimSpace(number) != "" {
		h, err := in.Households.ByNumberTx(ctx, tx, number)
		if errors.Is(err, fault.NotFound) {
			return h, fault.Invalid{"household": "No household has this number. Check the number, or leave this empty for a new household"}
		}
		if err != nil {
			return h, err
		}
		if _, err := in.Households.AllowTx(ctx, tx, actor, "household.read", h.ID); err != nil {
			return h, err
		}
		return in.join(ctx, tx, actor, h)
	}
	if q.OwnerID != 0 && q.ForWhom != ForSomebody {
		switch r, err := in.Households.OfAccountTx(ctx, tx, q.OwnerID); {
		case err == nil:
			h, err := in.Households.ByIDTx(ctx, tx, r.HouseholdID)
			if err != nil {
				return h, err
			}
			return in.join(ctx, tx, actor, h)
		case !errors.Is(err, fault.NotFound):
			return household.Household{}, err
		}
	}
	return in.newHome(ctx, tx, actor, q)
}

// join lets a question in to a household that is there. Its contact person stays, unless that person no longer
// works in the team of the household: then the taker becomes it.
func (in *Intake) join(ctx context.Context, tx *db.Tx, actor access.Actor, h household.Household) (household.Household, error) {
	if h.State == household.Closed {
		return h, fault.Invalid{"household": "This household is closed. Leave this empty for a new household"}
	}
	stays, err := team.WorksInTx(ctx, tx, h.ContactID, h.TeamID)
	if err != nil || stays || h.ContactID == actor.Account {
		return h, err
	}
	if h, err = in.Households.AssignTx(ctx, tx, h.ID, actor.Team, actor.Account); err != nil {
		return h, err
	}
	return h, in.Teams.TookTx(ctx, tx, actor, h.ID, h.TeamID, h.ContactID)
}

func (in *Intake) newHome(ctx context.Context, tx *db.Tx, actor access.Actor, q HelpQuestion) (household.Household, error) {
	n := household.NewHousehold{ID: tx.NewID(), Address: household.Address{Postcode: q.Postcode}, NeighbourhoodID: q.NeighbourhoodID,
		TeamID: q.TeamID, ContactID: actor.Account}
	asker := household.Resident{ID: tx.NewID(), Person: person(q.Name)}
	asker.Phone, asker.Email = q.Phone, q.Email
	other := household.Resident{ID: tx.NewID(), Person: person(q.ForName)}
	switch q.ForWhom {
	case ForMyself:
		n.Residents = []household.Resident{asker}
	case ForMyHome:
		n.Residents = []household.Resident{other, asker}
	case ForSomebody:
		n.Residents = []household.Resident{other}
		n.Relations = []household.Relation{{ResidentID: other.ID, Kind: relation.AskedForThem,
			Outsider: household.Outsider{Name: q.Name, Phone: q.Phone, Email: q.Email}}}
	}
	h, err := in.Households.OpenTx(ctx, tx, actor, n)
	if err != nil {
		return h, err
	}
	if q.OwnerID != 0 && q.ForWhom != ForSomebody {
		if err := in.Households.LinkAccountTx(ctx, tx, actor, asker.ID, q.OwnerID); err != nil {
			return h, err
		}
	}
	return h, in.Teams.TookTx(ctx, tx, actor, h.ID, h.TeamID, h.ContactID)
}

// person reads a name as people write it: first name, small words between, and the last name.
func person(name string) household.Person {
	words := strings.Fields(name)
	if len(words) < 2 {
		return household.Person{LastName: name}
	}
	small := 1
	for small < len(words)-1 && unicode.IsLower([]rune(words[small])[0]) {
		small++
	}
	return household.Person{FirstName: words[0], Prefix: strings.Join(words[1:small], " "), LastName: strings.Join(words[small:], " ")}
}
