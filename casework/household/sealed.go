package household

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/seal"
)

// The columns that are sealed. The id of the row is part of the name, so that no value fits in another row.
const (
	colAddress  = "household.sealed"
	colPerson   = "household_resident.sealed"
	colRelation = "household_relation.sealed"
	colConsent  = "household_consent.sealed"
	colMoment   = "household_contact_moment.sealed"
)

func (h *Households) seal(ctx context.Context, tx *db.Tx, household, row db.ID, column string, plain any) ([]byte, error) {
	raw, err := json.Marshal(plain)
	if err != nil {
		return nil, err
	}
	return h.vault.SealTx(ctx, tx, household, column+":"+row.String(), raw)
}

// unseal opens a field with the key of its household.
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

// The rows as they stand under the seal: numbers and addresses are written out here and nowhere else.
type (
	addressRow struct{ Street, House, Postcode, City string }

	personRow struct {
		FirstName, Prefix, LastName string
		BirthDate                   law.Date
		BSN                         string
		Gender                      Gender
		Phone, Email                string
	}

	outsiderRow struct{ Name, Organisation, Phone, Email, Does string }
)

func (h *Households) sealAddress(ctx context.Context, tx *db.Tx, id db.ID, a Address) ([]byte, error) {
	return h.seal(ctx, tx, id, id, colAddress, addressRow{a.Street, a.House, a.Postcode.Reveal(), a.City})
}

func openAddress(k *seal.Key, one Household) (Household, error) {
	var row addressRow
	if err := unseal(k, one.ID, colAddress, one.Sealed, &row); err != nil {
		return one, err
	}
	one.Address = Address{Street: row.Street, House: row.House, City: row.City}
	return one, one.Address.Postcode.UnmarshalText([]byte(row.Postcode))
}

func (h *Households) sealPerson(ctx context.Context, tx *db.Tx, r Resident) (Resident, error) {
	p := r.Person
	var err error
	r.Sealed, err = h.seal(ctx, tx, r.HouseholdID, r.ID, colPerson, personRow{p.FirstName, p.Prefix, p.LastName, p.BirthDate,
		p.BSN.Reveal(), p.Gender, p.Phone.Reveal(), p.Email.Reveal()})
	r.BSNIndex = nil
	if !p.BSN.IsZero() {
		r.BSNIndex = h.blind(tx, p.BSN)
	}
	return r, err
}

// blind is the citizen service number as it can be looked up, in this municipality only.
func (h *Households) blind(tx *db.Tx, bsn ident.BSN) []byte {
	// Wmo 2015 art. 5.2.9
	return h.vault.Blind(tx.Tenant(), bsn.Reveal())
}

func openPerson(k *seal.Key, r Resident) (Resident, error) {
	var row personRow
	if err := unseal(k, r.ID, colPerson, r.Sealed, &row); err != nil {
		return r, err
	}
	r.Person = Person{FirstName: row.FirstName, Prefix: row.Prefix, LastName: row.LastName, BirthDate: row.BirthDate, Gender: row.Gender}
	return r, errors.Join(r.BSN.UnmarshalText([]byte(row.BSN)), r.Phone.UnmarshalText([]byte(row.Phone)), r.Email.UnmarshalText([]byte(row.Email)))
}

func (h *Households) sealOutsider(ctx context.Context, tx *db.Tx, household, row db.ID, o Outsider) ([]byte, error) {
	return h.seal(ctx, tx, household, row, colRelation, outsiderRow{o.Name, o.Organisation, o.Phone.Reveal(), o.Email.Reveal(), o.Does})
}

func openRelation(k *seal.Key, r Relation) (Relation, error) {
	var row outsiderRow
	if err := unseal(k, r.ID, colRelation, r.Sealed, &row); err != nil {
		return r, err
	}
	r.Outsider = Outsider{Name: row.Name, Organisation: row.Organisation, Does: row.Does}
	return r, errors.Join(r.Phone.UnmarshalText([]byte(row.Phone)), r.Email.UnmarshalText([]byte(row.Email)))
}

func openConsent(k *seal.Key, c Consent) (Consent, error) {
	err := unseal(k, c.ID, colConsent, c.Sealed, &c.Recipient)
	return c, err
}

func openMoment(k *seal.Key, m ContactMoment) (ContactMoment, error) {
	err := unseal(k, m.ID, colMoment, m.Sealed, &m.Talk)
	return m, err
}
