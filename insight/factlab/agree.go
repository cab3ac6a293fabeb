package factlab

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
)

// Reference is how parties outside name a round: the municipality and the round, as "12-345".
func (r Round) Reference() string { return r.TenantID.String() + "-" + r.ID.String() }

// ParseReference reads what Reference writes.
func ParseReference(s string) (tenant, round db.ID, err error) {
	t, r, ok := strings.Cut(s, "-")
	if tenant, err = db.ParseID(t); err == nil && ok {
		round, err = db.ParseID(r)
	}
	if err != nil || !ok {
		return 0, 0, fmt.Errorf("%q names no round: %w", s, fault.NotFound)
	}
	return tenant, round, nil
}

// Agreement is what the parties of a round agreed on, in the form that their tools read. Only those who take part
// are in it.
func (f *Factlab) Agreement(r Round, all []Participant) *agreement.Agreement {
	a := &agreement.Agreement{Version: agreement.Version, Round: r.Reference(), Name: r.Name, Purpose: r.Terms.Purpose, Ground: r.Terms.Ground,
		On: r.Month, Deadline: r.Deadline.Add(1).Start(), Hub: agreement.Hub{Body: r.Terms.Body, Address: f.Address, Key: f.Identity.Key()},
		KeyHolders: r.Terms.KeyHolders, Domains: r.Terms.Domains, Provisions: r.Terms.Provisions, Types: r.Terms.Types, Addresses: r.Terms.Addresses}
	for _, p := range all {
		if p.State == Joins {
			a.Participants = append(a.Participants, agreement.Participant{ID: p.ID.String(), Name: p.Name, Key: p.PublicKey, Declared: p.Declared, Registry: p.Registry})
		}
	}
	return a
}

// AgreementTx is the agreement of a round. The use case has asked the gate.
func (f *Factlab) AgreementTx(ctx context.Context, tx *db.Tx, round db.ID) (Round, *agreement.Agreement, error) {
	r, err := RoundTx(ctx, tx, round)
	if err != nil {
		return r, nil, err
	}
	all, err := ParticipantsTx(ctx, tx, round)
	if err != nil {
		return r, nil, err
	}
	return r, f.Agreement(r, all), nil
}

// AgreementFile is the agreement as the lead hands it to key holders and participants.
func (f *Factlab) AgreementFile(ctx context.Context, actor access.Actor, round db.ID) ([]byte, error) {
	var a *agreement.Agreement
	err := f.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		err := f.Gate.Allow(ctx, tx, actor, "factlab.read", Object(round))
		if err == nil {
			_, a, err = f.AgreementTx(ctx, tx, round)
		}
		return err
	})
	if err != nil {
		return nil, wrap("write agreement", err)
	}
	if err := a.Validate(); err != nil {
		return nil, fmt.Errorf("write agreement: %w: %w", err, fault.Refuse(fault.Conflict, "The agreement is not complete yet: there must be a key holder and participants."))
	}
	return json.MarshalIndent(a, "", "  ")
}
