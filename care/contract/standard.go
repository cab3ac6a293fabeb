package contract

import (
	"context"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/keten"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
)

// standard is the world outside the messages as the organisation of a transaction sees it: the register of
// contracts, in the words of the message standard.
type standard struct {
	keten.Openbaar
	s   *Contracts
	ctx context.Context
	tx  *db.Tx
}

// StandardTx is what messages are held against: the day, the municipalities, and what the contracts say.
func (s *Contracts) StandardTx(ctx context.Context, tx *db.Tx) keten.Register {
	today := istandaard.DatumVan(tx.Now().In(law.Amsterdam))
	return standard{keten.Openbaar{Dag: today}, s, ctx, tx}
}

// Gemeente reports whether the code is that of a municipality: one of this installation, or of the public list.
func (r standard) Gemeente(code string, op istandaard.Datum) bool {
	_, err := r.s.tenants.ByCode(r.ctx, tenant.CBS, code)
	return err == nil || r.Openbaar.Gemeente(code, op)
}

// Product reports whether the contracts have the product code in another category only; a code that is in no
// contract is not known.
func (r standard) Product(wet istandaard.Wet, p istandaard.Product, op istandaard.Datum) (fits, known bool) {
	day, err := law.ParseDate(string(op))
	if err != nil || wet != istandaard.IWmo {
		return false, false
	}
	rows, err := db.All[struct{ Category string }](r.ctx, r.tx, qCategories, p.Code, day)
	for _, row := range rows {
		fits = fits || row.Category == p.Categorie
	}
	return fits, err == nil && len(rows) > 0
}

// Tarief is the rate of a provider for a product on a day.
func (r standard) Tarief(wet istandaard.Wet, _, provider string, p istandaard.Product, op istandaard.Datum) (int64, string, bool) {
	day, err := law.ParseDate(string(op))
	if err != nil || wet != istandaard.IWmo {
		return 0, "", false
	}
	firm, err := r.s.tenants.ByCode(r.ctx, tenant.AGB, provider)
	if err != nil {
		return 0, "", false
	}
	offer, err := r.s.RateTx(r.ctx, r.tx, firm.ID, p.Categorie, p.Code, day)
	if err != nil {
		return 0, "", false
	}
	return offer.Cents, offer.Unit, true
}
