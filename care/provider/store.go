package provider

import "codeberg.org/samenkracht/samenkracht/platform/db"

const published = "what providers publish: products and waits, no personal data"

var (
	qSetProfile = db.SQL(`INSERT INTO provider_profile (tenant_id, about, lat, lon) VALUES ($1, $2, $3, $4)
		ON CONFLICT (tenant_id) DO UPDATE SET about = $2, lat = $3, lon = $4`)

	qProfile = db.SQL(`SELECT tenant_id, about, lat, lon FROM provider_profile WHERE tenant_id = $1`)

	qSetProduct = db.SQL(`INSERT INTO provider_product (tenant_id, id, category, code, name, wait_days, intake_stop, assured_on, version)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1)
		ON CONFLICT (tenant_id, category, code) DO UPDATE SET name = $5, wait_days = $6, intake_stop = $7, assured_on = $8, version = provider_product.version + 1`)

	qProducts = db.SQL(`SELECT tenant_id, id, category, code, name, wait_days, intake_stop, assured_on, version FROM provider_product
		WHERE tenant_id = $1 ORDER BY category, code`)

	qRepublish = db.SharedSQL(published, `UPDATE provider_published SET about = $2, lat = $3, lon = $4 WHERE provider_id = $1`)

	qPublish = db.SharedSQL(published, `INSERT INTO provider_published
		(provider_id, category, code, name, product, about, lat, lon, wait_days, intake_stop, assured_on)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
		ON CONFLICT (provider_id, category, code) DO UPDATE SET name = $4, product = $5, about = $6, lat = $7, lon = $8, wait_days = $9, intake_stop = $10, assured_on = $11`)
)
