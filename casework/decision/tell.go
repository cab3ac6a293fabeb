package decision

import (
	"context"

	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/mail"
	"codeberg.org/samenkracht/samenkracht/platform/text"
)

// AdultReader is from which age a decision is told to the resident alone; before that the people of the household
// read along.
const AdultReader = 16

// ReadersTx lists the accounts that a decision about a resident is for: the resident, and for a child who lives there.
func (s *Decisions) ReadersTx(ctx context.Context, tx *db.Tx, r household.Resident) ([]db.ID, error) {
	// Jeugdwet art. 7.3.4
	age, known := r.Age(law.DateOf(tx.Now()))
	if !known || age >= AdultReader {
		if r.AccountID == 0 {
			return nil, nil
		}
		return []db.ID{r.AccountID}, nil
	}
	o, err := s.Households.ObjectTx(ctx, tx, r.HouseholdID)
	return o.Members, err
}

// resident reports whether somebody looks as a resident and not as a worker.
func resident(a access.Actor) bool {
	return a.Role == access.RoleResident || a.Role == access.RoleInformalCarer
}

// TellTx mails the readers of a decision about a resident that there is something to read, without what it is. It
// reports whether there was anybody to mail.
func (s *Decisions) TellTx(ctx context.Context, tx *db.Tx, residentID db.ID, subject, body string) (reached bool, err error) {
	ctx = text.WithLang(ctx, text.Nl)
	who, err := s.Households.ResidentTx(ctx, tx, residentID)
	if err != nil {
		return false, err
	}
	accounts, err := s.ReadersTx(ctx, tx, who)
	for _, account := range accounts {
		address, err := s.Accounts.EmailTx(ctx, tx, account)
		if err != nil {
			return reached, err
		}
		to, err := ident.ParseEmail(address)
		if err != nil {
			continue
		}
		reached = true
		if err := s.Post.SendTx(ctx, tx, mail.Message{To: to, Subject: text.T(ctx, subject), Body: text.T(ctx, body)}); err != nil {
			return reached, err
		}
	}
	return reached, err
}
