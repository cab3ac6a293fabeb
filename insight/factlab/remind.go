package factlab

import (
	"context"
	"errors"
	"fmt"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/mail"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/text"
)

// remindBefore is how many days before the last day an organisation hears that it has not delivered yet.
const remindBefore = 7

// Remind writes, in every municipality, to the organisations that take part and have not delivered shortly before
// the last day. Each hears it once in a round.
func (f *Factlab) Remind(ctx context.Context) error {
	all, err := f.Tenants.All(ctx, tenant.Municipality)
	if err != nil {
		return err
	}
	for _, t := range all {
		if failed := f.DB.InTx(ctx, t.ID, func(tx *db.Tx) error { return f.remindTx(ctx, tx, t.Name) }); failed != nil {
			err = errors.Join(err, fmt.Errorf("remind participants: %w", failed))
		}
	}
	return err
}

func (f *Factlab) remindTx(ctx context.Context, tx *db.Tx, from string) error {
	rounds, err := RoundsTx(ctx, tx)
	if err != nil {
		return err
	}
	for _, r := range rounds {
		today := law.DateOf(tx.Now())
		if r.State != Open || today.Before(r.Deadline.Add(-remindBefore)) || r.Deadline.Before(today) {
			continue
		}
		waiting, err := db.All[Participant](ctx, tx, qWaiting, tx.Tenant(), r.ID)
		if err != nil {
			return err
		}
		if len(waiting) == 0 {
			continue
		}
		if err := f.Gate.Allow(ctx, tx, access.System(tx.Tenant(), "factlab.remind"), "factlab.remind", Object(r.ID)); err != nil {
			return err
		}
		for _, p := range waiting {
			if err := f.remind(ctx, tx, r, p, from); err != nil {
				return err
			}
		}
	}
	return nil
}

func (f *Factlab) remind(ctx context.Context, tx *db.Tx, r Round, p Participant, from string) error {
	now := tx.Now()
	p.RemindedAt = &now
	if err := saveParticipant(ctx, tx, p); err != nil {
		return err
	}
	to, err := ident.ParseEmail(p.Email)
	if err != nil {
		return err
	}
	ctx = text.WithLang(ctx, text.Nl)
	return f.Post.SendTx(ctx, tx, mail.Message{To: to, Subject: text.T(ctx, "Your delivery to the Factlab: until %s", text.Date(ctx, r.Deadline)),
		Body: text.T(ctx, "Hello,\n\n%s takes part in the Factlab round \"%s\" of %s. We do not have your delivery yet. You can deliver until %s.\n\nQuestions? Ask the Factlab lead of %s.",
			p.Name, r.Name, from, text.Date(ctx, r.Deadline), from)})
}
