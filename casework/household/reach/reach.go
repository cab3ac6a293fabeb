// Package reach mails the people of a household that there is something to read: at the address of their account or,
// when that has none, at the one that the household knows of them. A mail holds nothing of what it is.
package reach

import (
	"context"

	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
	"codeberg.org/samenkracht/samenkracht/platform/mail"
	"codeberg.org/samenkracht/samenkracht/platform/text"
)

// Needs is what mailing a household stands on.
type Needs struct {
	Accounts   *account.Accounts
	Households *household.Households
	Post       *mail.Post
}

// Words are what a mail says, as English sentences.
type Words struct{ Subject, Body string }

// TellTx mails people of a household, by their accounts, and each address once. It reports whether there was anybody
// to mail. The use case that calls it asks the gate.
func (n Needs) TellTx(ctx context.Context, tx *db.Tx, home db.ID, accounts []db.ID, w Words) (reached bool, err error) {
	ctx = text.WithLang(ctx, text.Nl)
	residents, err := n.Households.ResidentsTx(ctx, tx, home)
	if err != nil {
		return false, err
	}
	told := map[ident.Email]bool{}
	for _, one := range accounts {
		to, err := n.address(ctx, tx, one, residents)
		if err != nil {
			return len(told) > 0, err
		}
		if to.IsZero() || told[to] {
			continue
		}
		told[to] = true
		if err := n.Post.SendTx(ctx, tx, mail.Message{To: to, Subject: text.T(ctx, w.Subject), Body: text.T(ctx, w.Body)}); err != nil {
			return true, err
		}
	}
	return len(told) > 0, nil
}

// address is where somebody is mailed; none when nobody knows.
func (n Needs) address(ctx context.Context, tx *db.Tx, one db.ID, residents []household.Resident) (ident.Email, error) {
	own, err := n.Accounts.EmailTx(ctx, tx, one)
	if err != nil {
		return ident.Email{}, err
	}
	if to, err := ident.ParseEmail(own); err == nil {
		return to, nil
	}
	for _, r := range residents {
		if r.AccountID == one {
			return r.Email, nil
		}
	}
	return ident.Email{}, nil
}
