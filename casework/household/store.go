package household

import (
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"

	"codeberg.org/samenkracht/samenkracht/casework/household/person"
	"codeberg.org/samenkracht/samenkracht/casework/household/relation"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/seal"
)

//go:embed schema/*.sql
var schema embed.FS

var _ = db.Register(schema)

const (
	householdColumns = `tenant_id, id, number, neighbourhood_id, team_id, contact_id, state, ending, secret, sealed, opened_at, closed_on, version`
	residentColumns  = `tenant_id, id, household_id, account_id, bsn_index, sealed, joined_on, left_on, leaving, version`
	relationColumns  = `tenant_id, id, household_id, resident_id, other_id, kind, sealed, from_day, to_day, version`
	consentColumns   = `tenant_id, id, household_id, resident_id, purpose, ground, fields, recipient_id, sealed, given_by, without,
		from_day, to_day, withdrawn_at, withdrawn_by, recorded_by, recorded_at, version`
	momentColumns = `tenant_id, id, household_id, held_on, channel, by_id, sealed, next_on, recorded_at`
)

var (
	qNumber = db.SQL(`INSERT INTO household_number (tenant_id, id, last) VALUES ($1, $2, 1)
		ON CONFLICT (tenant_id, id) DO UPDATE SET last = household_number.last + 1 RETURNING last`)

	qHousehold = db.SQL(`SELECT ` + householdColumns + ` FROM household WHERE tenant_id = $1 AND id = $2`)

	qHouseholdByNumber = db.SQL(`SELECT ` + householdColumns + ` FROM household WHERE tenant_id = $1 AND number = $2`)

	qSaveHousehold = db.SQL(`UPDATE household SET neighbourhood_id = $4, team_id = $5, contact_id = $6, state = $7, ending = $8,
		secret = $9, sealed = $10, closed_on = $11, version = version + 1 WHERE tenant_id = $1 AND id = $2 AND version = $3`)

	qServed = db.SQL(`SELECT ` + householdColumns + ` FROM household WHERE tenant_id = $1 AND state = 'open'
		AND ($2 OR team_id = $3 OR contact_id = $4) AND id > $5 ORDER BY id LIMIT 50`)

	qCaseload = db.SQL(`SELECT contact_id AS id, count(*) AS households FROM household WHERE tenant_id = $1 AND state = 'open' AND team_id = $2
		GROUP BY contact_id`)

	qResidents = db.SQL(`SELECT ` + residentColumns + ` FROM household_resident WHERE tenant_id = $1 AND household_id = $2 ORDER BY id`)

	qResident = db.SQL(`SELECT ` + residentColumns + ` FROM household_resident WHERE tenant_id = $1 AND id = $2`)

	qResidentByBSN = db.SQL(`SELECT ` + residentColumns + ` FROM household_resident WHERE tenant_id = $1 AND bsn_index = $2 AND leaving = ''`)

	qResidentsByAccount = db.SQL(`SELECT ` + residentColumns + ` FROM household_resident WHERE tenant_id = $1 AND account_id = $2 ORDER BY id DESC`)

	qSaveResident = db.SQL(`UPDATE household_resident SET account_id = $4, bsn_index = $5, sealed = $6, left_on = $7, leaving = $8,
		version = version + 1 WHERE tenant_id = $1 AND id = $2 AND version = $3`)

	qRelations = db.SQL(`SELECT ` + relationColumns + ` FROM household_relation WHERE tenant_id = $1 AND household_id = $2 ORDER BY id`)

	qRelation = db.SQL(`SELECT ` + relationColumns + ` FROM household_relation WHERE tenant_id = $1 AND id = $2`)

	qSaveRelation = db.SQL(`UPDATE household_relation SET kind = $4, sealed = $5, from_day = $6, to_day = $7,
		version = version + 1 WHERE tenant_id = $1 AND id = $2 AND version = $3`)

	qConsents = db.SQL(`SELECT ` + consentColumns + ` FROM household_consent WHERE tenant_id = $1 AND household_id = $2 ORDER BY id`)

	qConsent = db.SQL(`SELECT ` + consentColumns + ` FROM household_consent WHERE tenant_id = $1 AND id = $2`)

	qConsentsFor = db.SQL(`SELECT ` + consentColumns + ` FROM household_consent WHERE tenant_id = $1 AND recipient_id = $2
		AND withdrawn_at IS NULL AND from_day <= $3 AND (to_day IS NULL OR to_day >= $3) ORDER BY id`)

	qWithdraw = db.SQL(`UPDATE household_consent SET withdrawn_at = $4, withdrawn_by = $5, version = version + 1
		WHERE tenant_id = $1 AND id = $2 AND version = $3`)

	qMoments = db.SQL(`SELECT ` + momentColumns + ` FROM household_contact_moment WHERE tenant_id = $1 AND household_id = $2
		ORDER BY held_on DESC, id DESC LIMIT 50`)

	qMoment = db.SQL(`SELECT ` + momentColumns + ` FROM household_contact_moment WHERE tenant_id = $1 AND id = $2`)
)

// nextNumber is the next number of this year, as people say it.
func nextNumber(ctx context.Context, tx *db.Tx) (string, error) {
	year := law.DateOf(tx.Now()).Year
	last, err := db.One[int64](ctx, tx, qNumber, tx.Tenant(), int64(year))
	if err != nil {
		return "", fmt.Errorf("number household: %w", err)
	}
	return fmt.Sprintf("H-%d-%05d", year, last), nil
}

func (h *Households) load(ctx context.Context, tx *db.Tx, id db.ID) (Household, error) {
	one, err := db.One[Household](ctx, tx, qHousehold, tx.Tenant(), id)
	if err != nil {
		return Household{}, fmt.Errorf("household: %w", err)
	}
	return openedOne(ctx, tx, h, one.ID, one, openAddress)
}

func (h *Households) save(ctx context.Context, tx *db.Tx, one Household) (err error) {
	if one.Sealed, err = h.sealAddress(ctx, tx, one.ID, one.Address); err != nil {
		return err
	}
	err = tx.ExecOne(ctx, qSaveHousehold, tx.Tenant(), one.ID, one.Version, one.NeighbourhoodID, one.TeamID, one.ContactID,
		string(one.State), string(one.Ending), one.Secret, one.Sealed, one.ClosedOn)
	return moved(err)
}

// moved puts the sentence for people on a version that moved on.
func moved(err error) error {
	if errors.Is(err, fault.Conflict) {
		return errMoved
	}
	return err
}

// The columns that are sealed. The id of the row is part of the name, so that no value fits in another row.
const (
	colAddress  = "household.sealed"
	colPerson   = "household_resident.sealed"
	colRelation = "household_relation.sealed"
	colConsent  = "household_consent.sealed"
	colMoment   = "household_contact_moment.sealed"
)

// plain is what can be written out to be sealed.
type plain interface{ Plain() ([]byte, error) }

func (h *Households) sealPlain(ctx context.Context, tx *db.Tx, household, row db.ID, column string, p plain) ([]byte, error) {
	raw, err := p.Plain()
	if err != nil {
		return nil, err
	}
	return h.seal(ctx, tx, household, row, column, raw)
}

func (h *Households) seal(ctx context.Context, tx *db.Tx, household, row db.ID, column string, raw []byte) ([]byte, error) {
	return h.vault.SealTx(ctx, tx, household, column+":"+row.String(), raw)
}

func openPlain(k *seal.Key, row db.ID, column string, sealed []byte) ([]byte, error) {
	return k.Open(column+":"+row.String(), sealed)
}

// opened opens every row of a list with the key of the household.
func opened[T any](ctx context.Context, tx *db.Tx, h *Households, household db.ID, rows []T, open func(*seal.Key, T) (T, error)) ([]T, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	k, err := h.vault.KeyTx(ctx, tx, household)
	for i := range rows {
		if err == nil {
			rows[i], err = open(k, rows[i])
		}
	}
	return rows, err
}

// openedOne opens one row with the key of its household.
func openedOne[T any](ctx context.Context, tx *db.Tx, h *Households, household db.ID, row T, open func(*seal.Key, T) (T, error)) (T, error) {
	rows, err := opened(ctx, tx, h, household, []T{row}, open)
	if err != nil {
		return row, err
	}
	return rows[0], nil
}

func (h *Households) sealAddress(ctx context.Context, tx *db.Tx, id db.ID, a Address) ([]byte, error) {
	return h.sealPlain(ctx, tx, id, id, colAddress, a)
}

func openAddress(k *seal.Key, one Household) (Household, error) {
	raw, err := openPlain(k, one.ID, colAddress, one.Sealed)
	if err == nil {
		one.Address, err = person.ReadAddress(raw)
	}
	return one, err
}

func (h *Households) sealPerson(ctx context.Context, tx *db.Tx, r Resident) (_ Resident, err error) {
	r.Sealed, err = h.sealPlain(ctx, tx, r.HouseholdID, r.ID, colPerson, r.Person)
	r.BSNIndex = nil
	if !r.BSN.IsZero() {
		r.BSNIndex = h.blind(tx, r.BSN)
	}
	return r, err
}

// blind is the citizen service number as it can be looked up, in this municipality only.
func (h *Households) blind(tx *db.Tx, bsn ident.BSN) []byte {
	// Wmo 2015 art. 5.2.9
	return h.vault.Blind(tx.Tenant(), bsn.Reveal())
}

func openPerson(k *seal.Key, r Resident) (Resident, error) {
	raw, err := openPlain(k, r.ID, colPerson, r.Sealed)
	if err == nil {
		r.Person, err = person.Read(raw)
	}
	return r, err
}

func openRelation(k *seal.Key, r Relation) (Relation, error) {
	raw, err := openPlain(k, r.ID, colRelation, r.Sealed)
	if err == nil {
		r.Outsider, err = relation.Read(raw)
	}
	return r, err
}

func openConsent(k *seal.Key, c Consent) (Consent, error) {
	raw, err := openPlain(k, c.ID, colConsent, c.Sealed)
	c.Recipient = string(raw)
	return c, err
}

func openMoment(k *seal.Key, m ContactMoment) (ContactMoment, error) {
	raw, err := openPlain(k, m.ID, colMoment, m.Sealed)
	if err == nil {
		err = json.Unmarshal(raw, &m.Talk)
	}
	return m, err
}
