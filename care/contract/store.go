package contract

import (
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

const published = "rates that a region agreed, which its members read; no personal data"

var (
	qOffers = db.SharedSQL(published, `SELECT c.provider_id, c.contract_id, p.name, p.product, p.about, c.unit, c.cents, p.wait_days, p.intake_stop, p.assured_on, p.lat, p.lon
		FROM contract_published c JOIN provider_published p ON p.provider_id = c.provider_id AND p.category = c.category AND p.code = c.code
		WHERE c.owner_id = $1 AND c.category = $2 AND c.code = $3 AND c.from_day <= $4 AND c.to_day >= $4 ORDER BY p.name, c.rate_id`)

	qCategories = db.SharedSQL(published, `SELECT DISTINCT category FROM contract_published WHERE code = $1 AND from_day <= $2 AND to_day >= $2`)

	qRegister = db.SharedSQL(published, `SELECT c.owner_id, c.number, c.provider_id, t.name, c.category, c.code, c.unit, c.cents, c.from_day, c.to_day
		FROM contract_published c JOIN tenant t ON t.id = c.provider_id
		WHERE c.owner_id = $1 AND c.to_day >= $2 ORDER BY t.name, c.category, c.code`)
)

type publishedRow struct {
	OwnerID    db.ID
	RateID     db.ID
	ContractID db.ID
	Number     string
	ProviderID db.ID
	Category   string
	Code       string
	Unit       string
	Cents      int64
	FromDay    law.Date
	ToDay      law.Date
}
