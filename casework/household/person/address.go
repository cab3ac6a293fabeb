package person

import (
	"encoding/json"

	"codeberg.org/samenkracht/samenkracht/platform/ident"
)

// Address (adres) is where the household lives.
type Address struct {
	Street   string
	House    string // number with what is added to it
	Postcode ident.Postcode
	City     string
}

// Lines is the address as it stands on an envelope.
func (a Address) Lines() []string {
	var out []string
	for _, line := range []string{join(a.Street, a.House), join(a.Postcode.Reveal(), a.City)} {
		if line != "" {
			out = append(out, line)
		}
	}
	return out
}

type addressRow struct{ Street, House, Postcode, City string }

// Plain writes the address out, to be sealed.
func (a Address) Plain() ([]byte, error) {
	return json.Marshal(addressRow{a.Street, a.House, a.Postcode.Reveal(), a.City})
}

// ReadAddress reads what Plain wrote.
func ReadAddress(plain []byte) (Address, error) {
	var r addressRow
	if err := json.Unmarshal(plain, &r); err != nil {
		return Address{}, err
	}
	a := Address{Street: r.Street, House: r.House, City: r.City}
	return a, a.Postcode.UnmarshalText([]byte(r.Postcode))
}
