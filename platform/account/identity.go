package account

import (
	"context"
	"encoding/hex"

	"codeberg.org/samenkracht/samenkracht/platform/db"
)

// Identity is somebody as a sign-in service knows them. What it calls them may be a citizen service number, so only
// the blind index of that is kept.
type Identity struct {
	Issuer, Subject string
}

// everywhere stands for the tenant of the blind index: the organisation is not known yet.
const everywhere = db.ID(0)

func (s *Accounts) blind(who Identity) string {
	return hex.EncodeToString(s.vault.Blind(everywhere, who.Issuer+"\n"+who.Subject))
}

func (s *Accounts) rowOf(who Identity, a Account) identityRow {
	return identityRow{who.Issuer, s.blind(who), a.TenantID, a.ID}
}

// Choice is a role that somebody can choose at sign-in.
type Choice struct {
	Account
	Grant Grant
}

// Choices lists what somebody with an identity can act as today, over all organisations.
func (s *Accounts) Choices(ctx context.Context, who Identity) ([]Choice, error) {
	var owns []identityRow
	err := s.db.View(ctx, everywhere, func(tx *db.Tx) (err error) {
		owns, err = db.All[identityRow](ctx, tx, qIdentity, who.Issuer, s.blind(who))
		return err
	})
	var out []Choice
	for _, o := range owns {
		var more []Choice
		if err == nil {
			more, err = s.ChoicesOf(ctx, o.TenantID, o.AccountID)
		}
		out = append(out, more...)
	}
	return out, err
}

// ChoicesOf lists what an account can act as today.
func (s *Accounts) ChoicesOf(ctx context.Context, tenant, account db.ID) ([]Choice, error) {
	var out []Choice
	if account == 0 {
		return nil, nil
	}
	err := s.db.View(ctx, tenant, func(tx *db.Tx) (err error) {
		out, err = choices(ctx, tx, qChoices, account)
		return err
	})
	return out, err
}
