package decision

import (
	"context"

	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/household/reach"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

// AdultReader is from which age a decision is told to the resident alone; before that the people of the household
// read along.
const AdultReader = 16

// ReadersTx lists the accounts that a decision about a resident is for: the resident, who may have left, and for a child
// those who live in the household.
func (s *Decisions) ReadersTx(ctx context.Context, tx *db.Tx, r household.Resident) (readers []db.ID, err error) {
	if r.AccountID != 0 {
		readers = []db.ID{r.AccountID}
	}
	// Jeugdwet art. 7.3.4
	if age, known := r.Age(law.DateOf(tx.Now())); !known || age >= AdultReader {
		return readers, nil
	}
	o, err := s.Households.ObjectTx(ctx, tx, r.HouseholdID)
	return append(readers, o.Members...), err
}

// resident reports whether somebody looks as a resident and not as a worker.
func resident(a access.Actor) bool {
	return a.Role == access.RoleResident || a.Role == access.RoleInformalCarer
}

// TellTx mails the readers of a decision about a resident that there is something to read, without what it is. It
// reports whether there was anybody to mail.
func (s *Decisions) TellTx(ctx context.Context, tx *db.Tx, residentID db.ID, w reach.Words) (reached bool, err error) {
	who, err := s.Households.ResidentTx(ctx, tx, residentID)
	if err != nil {
		return false, err
	}
	accounts, err := s.ReadersTx(ctx, tx, who)
	if err != nil {
		return false, err
	}
	return reach.Needs{Accounts: s.Accounts, Households: s.Households, Post: s.Post}.TellTx(ctx, tx, who.HouseholdID, accounts, w)
}

// tellTerm tells the resident about the term: by mail, or else on paper, which the contact person sends.
func (s *Decisions) tellTerm(ctx context.Context, tx *db.Tx, f open, w reach.Words) error {
	// Awb art. 4:14, Awb art. 4:15
	reached, err := s.TellTx(ctx, tx, f.Decision.ResidentID, w)
	if err != nil {
		return err
	}
	if reached {
		return s.List.DoneTx(ctx, tx, LineTerm, f.Decision.ID) // what was not sent yet is old news
	}
	return s.List.AddTx(ctx, tx, worklist.Line{AccountID: f.object.Contact, Kind: LineTerm, ObjectID: f.Decision.ID,
		Title: "Print a message about the term and send it by post", Link: "/team/besluiten/" + f.Decision.ID.String() + "/termijnbericht", Due: law.DateOf(tx.Now())})
}
