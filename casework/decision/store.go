package decision

import (
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/seal"
)

//go:embed schema/*.sql
var schema embed.FS

var _ = db.Register(schema)

const (
	applicationColumns = `tenant_id, id, household_id, resident_id, plan_id, goal_id, law, source, received_on, received_by, made_at, term, due,
		withdrawn_on, version, sealed`
	decisionColumns = `d.tenant_id, d.id, d.application_id, d.household_id, d.resident_id, d.number, d.state, d.verdict, d.category, d.code, d.volume,
		d.unit, d.frequency, d.from_day, d.to_day, d.delivery, d.provider_id, d.contract_id, d.rate_cents, d.rate_unit, d.year_cents, d.contribution,
		d.month_cents, d.wlz_checked, d.heard, d.maker_id, d.signer_id, d.offered_at, d.signed_at, d.announced_on, d.objection_until,
		d.changed_by, d.changed_at, d.version, d.sealed`
)

var (
	qNumber = db.SQL(`INSERT INTO decision_number (tenant_id, id, last) VALUES ($1, $2, 1)
		ON CONFLICT (tenant_id, id) DO UPDATE SET last = decision_number.last + 1 RETURNING last`)

	qApplication = db.SQL(`SELECT ` + applicationColumns + ` FROM decision_application WHERE tenant_id = $1 AND id = $2`)

	qApplications = db.SQL(`SELECT ` + applicationColumns + ` FROM decision_application WHERE tenant_id = $1 AND household_id = $2 ORDER BY id DESC`)

	qSaveApplication = db.SQL(`UPDATE decision_application SET term = $4, due = $5, withdrawn_on = $6, sealed = $7, version = version + 1
		WHERE tenant_id = $1 AND id = $2 AND version = $3`)

	qDecision = db.SQL(`SELECT ` + decisionColumns + ` FROM decision d WHERE d.tenant_id = $1 AND d.id = $2`)

	qByApplication = db.SQL(`SELECT ` + decisionColumns + ` FROM decision d WHERE d.tenant_id = $1 AND d.application_id = $2`)

	qDecisions = db.SQL(`SELECT ` + decisionColumns + ` FROM decision d WHERE d.tenant_id = $1 AND d.household_id = $2 ORDER BY d.id DESC`)

	qToSign = db.SQL(`SELECT ` + decisionColumns + `, a.due FROM decision d
		JOIN decision_application a ON a.tenant_id = d.tenant_id AND a.id = d.application_id
		WHERE d.tenant_id = $1 AND d.state = 'to_sign' AND d.year_cents <= $2 AND d.maker_id <> $3 ORDER BY a.due, d.id LIMIT 100`)

	qInHand = db.SQL(`SELECT ` + decisionColumns + `, a.due FROM decision d
		JOIN decision_application a ON a.tenant_id = d.tenant_id AND a.id = d.application_id
		WHERE d.tenant_id = $1 AND d.changed_by = $2 AND d.state <> 'signed' AND d.state <> 'withdrawn' ORDER BY a.due, d.id LIMIT 100`)

	qSave = db.SQL(`UPDATE decision SET state = $4, verdict = $5, category = $6, code = $7, volume = $8, unit = $9, frequency = $10,
		from_day = $11, to_day = $12, delivery = $13, provider_id = $14, contract_id = $15, rate_cents = $16, rate_unit = $17, year_cents = $18,
		contribution = $19, month_cents = $20, wlz_checked = $21, heard = $22, maker_id = $23, signer_id = $24, offered_at = $25, signed_at = $26,
		announced_on = $27, objection_until = $28, changed_by = $29, changed_at = $30, sealed = $31, version = version + 1
		WHERE tenant_id = $1 AND id = $2 AND version = $3`)

	qAnnounce = db.SQL(`UPDATE decision SET announced_on = $4, objection_until = $5, version = version + 1
		WHERE tenant_id = $1 AND id = $2 AND version = $3 AND state = 'signed'`)
)

// The columns that are sealed. The id of the row is part of the name, so that no value fits in another row.
const (
	sealApplication = "decision_application.sealed"
	sealDecision    = "decision.sealed"
)

// nextNumber is the next number of this year, as people say it.
func nextNumber(ctx context.Context, tx *db.Tx) (string, error) {
	year := law.DateOf(tx.Now()).Year
	last, err := db.One[int64](ctx, tx, qNumber, tx.Tenant(), int64(year))
	return fmt.Sprintf("B-%d-%05d", year, last), err
}

func (s *Decisions) seal(ctx context.Context, tx *db.Tx, household, row db.ID, column string, plain any) ([]byte, error) {
	raw, err := json.Marshal(plain)
	if err != nil {
		return nil, err
	}
	return s.Vault.SealTx(ctx, tx, household, column+":"+row.String(), raw)
}

// unseal opens what seal sealed, with the key of the household.
func unseal(k *seal.Key, row db.ID, column string, sealed []byte, into any) error {
	raw, err := k.Open(column+":"+row.String(), sealed)
	if err == nil {
		err = json.Unmarshal(raw, into)
	}
	if err != nil {
		return fmt.Errorf("open %s: %w", column, err)
	}
	return nil
}

// load reads a decision and its application with their words, and the key that opened them.
func (s *Decisions) load(ctx context.Context, tx *db.Tx, id db.ID) (f File, k *seal.Key, err error) {
	if f.Decision, err = db.One[FormalDecision](ctx, tx, qDecision, tx.Tenant(), id); err != nil {
		return f, nil, fmt.Errorf("decision: %w", err)
	}
	if f.Application, err = db.One[Application](ctx, tx, qApplication, tx.Tenant(), f.Decision.ApplicationID); err != nil {
		return f, nil, fmt.Errorf("application: %w", err)
	}
	if k, err = s.Vault.KeyTx(ctx, tx, f.Decision.HouseholdID); err != nil {
		return f, nil, err
	}
	if err = unseal(k, f.Decision.ID, sealDecision, f.Decision.Sealed, &f.Decision.DecisionText); err != nil {
		return f, nil, err
	}
	return f, k, unseal(k, f.Application.ID, sealApplication, f.Application.Sealed, &f.Application.ApplicationText)
}

func (s *Decisions) save(ctx context.Context, tx *db.Tx, d FormalDecision, by db.ID) (err error) {
	if d.Sealed, err = s.seal(ctx, tx, d.HouseholdID, d.ID, sealDecision, d.DecisionText); err != nil {
		return err
	}
	return changed(tx.ExecOne(ctx, qSave, tx.Tenant(), d.ID, d.Version, string(d.State), string(d.Verdict), d.Category, d.Code, d.Volume, d.Unit,
		d.Frequency, d.FromDay, d.ToDay, string(d.Delivery), d.ProviderID, d.ContractID, d.RateCents, d.RateUnit, d.YearCents,
		string(d.Contribution), d.MonthCents, d.WlzChecked, d.Heard, d.MakerID, d.SignerID, d.OfferedAt, d.SignedAt,
		d.AnnouncedOn, d.ObjectionUntil, by, tx.Now(), d.Sealed))
}

func (s *Decisions) saveApplication(ctx context.Context, tx *db.Tx, a Application) (err error) {
	if a.Sealed, err = s.seal(ctx, tx, a.HouseholdID, a.ID, sealApplication, a.ApplicationText); err != nil {
		return err
	}
	return changed(tx.ExecOne(ctx, qSaveApplication, tx.Tenant(), a.ID, a.Version, a.Term, a.Due, a.WithdrawnOn, a.Sealed))
}

// changed puts the sentence for people on a version that moved on.
func changed(err error) error {
	if errors.Is(err, fault.Conflict) {
		return fault.Refuse(fault.Conflict, sayChanged)
	}
	return err
}

func ignoreMissing(err error) error {
	if errors.Is(err, fault.NotFound) {
		return nil
	}
	return err
}
