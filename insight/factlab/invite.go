package factlab

import (
	"context"
	"slices"
	"strings"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
)

// Invite asks an organisation to take part. The registry sender is asked in the same way.
func (f *Factlab) Invite(ctx context.Context, actor access.Actor, n Participant) (db.ID, error) {
	n.Name, n.Email = strings.TrimSpace(n.Name), strings.TrimSpace(n.Email)
	if err := n.Validate(); err != nil {
		return 0, err
	}
	err := f.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if err := f.Gate.Allow(ctx, tx, actor, "factlab.lead", Object(n.RoundID)); err != nil {
			return err
		}
		r, err := RoundTx(ctx, tx, n.RoundID)
		if err != nil {
			return err
		}
		if r.State != Preparing {
			return fault.Refuse(fault.Conflict, "The round is open. Who takes part does not change any more.")
		}
		if n.Registry && r.Terms.Registry == "" {
			return fault.Invalid{"registry": "In this round nobody delivers household types."}
		}
		all, err := ParticipantsTx(ctx, tx, n.RoundID)
		if err != nil {
			return err
		}
		for _, p := range all {
			if p.ID == n.ID {
				return nil // the button was pressed twice
			}
			if strings.EqualFold(p.Name, n.Name) {
				return fault.Invalid{"name": "This organisation was invited already."}
			}
		}
		if n.ID == 0 {
			n.ID = tx.NewID()
		}
		now := tx.Now()
		n.TenantID, n.State, n.InvitedAt, n.Version = tx.Tenant(), Invited, &now, 1
		return db.Insert(ctx, tx, "factlab_participant", n)
	})
	return n.ID, wrap("invite organisation", err)
}

// TakeIn notes that an organisation takes part: by which key it is known, and to how many addresses it delivers.
func (f *Factlab) TakeIn(ctx context.Context, actor access.Actor, id db.ID, key wire.Key, declared int) error {
	return f.answer(ctx, actor, id, func(tx *db.Tx, p Participant, v View) (Participant, error) {
		taken := key == f.Identity.Key() ||
			slices.ContainsFunc(v.Participants, func(o Participant) bool { return o.ID != p.ID && o.PublicKey == key && !key.IsZero() }) ||
			slices.ContainsFunc(v.Terms.KeyHolders.Holders, func(h agreement.Holder) bool { return h.Key == key })
		if taken {
			return p, fault.Invalid{"key": "Another party has this key already. Ask the organisation which one is its own."}
		}
		return p.Join(key, declared, tx.Now())
	})
}

// Decline notes that an organisation does not take part, and why.
func (f *Factlab) Decline(ctx context.Context, actor access.Actor, id db.ID, reason string) error {
	return f.answer(ctx, actor, id, func(tx *db.Tx, p Participant, _ View) (Participant, error) {
		return p.Decline(reason, tx.Now())
	})
}

// answer notes what an organisation answered.
func (f *Factlab) answer(ctx context.Context, actor access.Actor, id db.ID, change func(tx *db.Tx, p Participant, v View) (Participant, error)) error {
	err := f.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		p, err := ParticipantTx(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := f.Gate.Allow(ctx, tx, actor, "factlab.lead", Object(p.RoundID)); err != nil {
			return err
		}
		v := View{}
		if v.Round, err = RoundTx(ctx, tx, p.RoundID); err != nil {
			return err
		}
		if v.State != Preparing {
			return fault.Refuse(fault.Conflict, "The round is open. Who takes part does not change any more.")
		}
		if v.Participants, err = ParticipantsTx(ctx, tx, p.RoundID); err != nil {
			return err
		}
		if p, err = change(tx, p, v); err != nil {
			return err
		}
		return saveParticipant(ctx, tx, p)
	})
	return wrap("note answer", err)
}

// Participant shows one organisation of a round.
func (f *Factlab) Participant(ctx context.Context, actor access.Actor, id db.ID) (p Participant, err error) {
	err = f.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if p, err = ParticipantTx(ctx, tx, id); err != nil {
			return err
		}
		return f.Gate.Allow(ctx, tx, actor, "factlab.read", Object(p.RoundID))
	})
	return p, wrap("read participant", err)
}
