package household

import (
	"context"
	"embed"
	"errors"
	"fmt"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
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
