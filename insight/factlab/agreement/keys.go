package agreement

import (
	"fmt"

	"codeberg.org/samenkracht/samenkracht/insight/pseudonym"
)

// Keys are the public keys of the round. It refuses shares that do not fit the whole or each other.
func (k KeyHolders) Keys() (*pseudonym.KeySet, error) {
	return k.keys(k.PublicKey, func(h Holder) []byte { return h.PublicKey })
}

// RoundKeys are the public parts of the round key of the hub. It refuses shares that do not fit the whole or each
// other.
func (k KeyHolders) RoundKeys() (*pseudonym.KeySet, error) {
	return k.keys(k.RoundKey, func(h Holder) []byte { return h.RoundKey })
}

func (k KeyHolders) keys(whole []byte, share func(Holder) []byte) (*pseudonym.KeySet, error) {
	public, err := pseudonym.ParsePublicKey(whole)
	if err != nil {
		return nil, fmt.Errorf("the key in the agreement: %w", err)
	}
	shares := map[int]pseudonym.PublicKey{}
	for _, h := range k.Holders {
		if shares[h.Index], err = pseudonym.ParsePublicKey(share(h)); err != nil {
			return nil, fmt.Errorf("the key of %s in the agreement: %w", h.Body, err)
		}
	}
	return pseudonym.NewKeySet(public, k.Threshold, shares)
}
