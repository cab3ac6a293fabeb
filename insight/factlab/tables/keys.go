package tables

import (
	"codeberg.org/samenkracht/samenkracht/insight/factlab/count"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/tables/register"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/tables/sheet"
	"codeberg.org/samenkracht/samenkracht/insight/pseudonym/address"
)

// keys turns the addresses of rows into pseudonyms, for one worker. The address is the first four wanted columns.
type keys struct {
	hash *register.Hash
	room []byte
}

func newKeys(k *register.Key) *keys {
	return &keys{register.NewHash(k), make([]byte, 0, address.MaxKey)}
}

// plain is the pseudonym of the row's plain key; the error is an address.Reason.
func (k *keys) plain(r *sheet.Reader) (count.Household, error) {
	key, err := address.AppendKey(k.room[:0], r.Field(colPostcode), r.Field(colNumber), r.Field(colLetter), r.Field(colAddition))
	if err != nil {
		return count.Household{}, err
	}
	return k.hash.Pseudonym(key), nil
}

// other finds the row's address, which is not in the register under its plain key, by the other keys that it can
// mean, when exactly one address has one of those.
func (k *keys) other(r *sheet.Reader, in *register.Register) (h count.Household, place uint32, ok bool) {
	found := 0
	for _, other := range address.Others(parts(r)) {
		meant := k.hash.Pseudonym([]byte(other))
		if at, ok := in.Find(meant); ok {
			h, place, found = meant, at, found+1
		}
	}
	return h, place, found == 1
}

func parts(r *sheet.Reader) address.Parts {
	return address.Parts{Postcode: string(r.Field(colPostcode)), Number: string(r.Field(colNumber)), Letter: string(r.Field(colLetter)), Addition: string(r.Field(colAddition))}
}
