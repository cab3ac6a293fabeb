package account

import (
	"context"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
)

var qSaveEmail = db.SQL(`UPDATE account SET email = $3, email_index = $4 WHERE tenant_id = $1 AND id = $2`)

// EmailTx opens the e-mail address of an account, to send a notice to. The use case has asked the gate.
func (s *Accounts) EmailTx(ctx context.Context, tx *db.Tx, id db.ID) (string, error) {
	sealed, err := db.One[[]byte](ctx, tx, qEmail, tx.Tenant(), id)
	if err != nil || len(sealed) == 0 {
		return "", err
	}
	plain, err := s.vault.OpenTx(ctx, tx, id, "account.email", sealed)
	return string(plain), err
}

// OwnEmail is the e-mail address of who is signed in, for nobody else; none when there is none.
func (s *Accounts) OwnEmail(ctx context.Context, actor access.Actor) (to ident.Email, err error) {
	err = s.db.View(ctx, actor.Tenant, func(tx *db.Tx) error {
		to, err = s.ownEmail(ctx, tx, actor)
		return err
	})
	return to, err
}

func (s *Accounts) ownEmail(ctx context.Context, tx *db.Tx, actor access.Actor) (ident.Email, error) {
	raw, err := s.EmailTx(ctx, tx, actor.Account)
	to, _ := ident.ParseEmail(raw) // what cannot be mailed is no address
	return to, err
}

// Own is the account of who is signed in, as the gate looks at it.
func Own(actor access.Actor) access.Object {
	return access.Object{Kind: "account", ID: actor.Account, Owner: actor.Account, Subjects: []db.ID{actor.Account}}
}

// ChangeEmailTx gives who is signed in another e-mail address, and returns the one that was there before. The use case
// that calls it tells that one.
func (s *Accounts) ChangeEmailTx(ctx context.Context, tx *db.Tx, actor access.Actor, to ident.Email) (was ident.Email, err error) {
	if to.IsZero() {
		return was, fault.Invalid{"email": "Fill in your e-mail address"}
	}
	if err := s.gate.Allow(ctx, tx, actor, "account.change_email", Own(actor)); err != nil {
		return was, err
	}
	if was, err = s.ownEmail(ctx, tx, actor); err != nil || was == to {
		return was, err
	}
	sealed, err := s.vault.SealTx(ctx, tx, actor.Account, "account.email", []byte(to.Reveal()))
	if err != nil {
		return was, err
	}
	return was, tx.ExecOne(ctx, qSaveEmail, tx.Tenant(), actor.Account, sealed, s.blindEmail(tx.Tenant(), to.Reveal()))
}
