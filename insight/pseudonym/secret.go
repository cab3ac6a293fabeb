package pseudonym

import (
	"crypto/hkdf"
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
)

const secretLabel = "Samenkracht-Factlab-v1-round-key"

// CombineSecret makes 32 secret bytes out of shares of a key that is used for nothing else. Each share must be the
// one of its holder in the key set. Any so many as are needed give the same bytes.
func CombineSecret(keys *KeySet, shares map[int]*Key) (secret [32]byte, err error) {
	holders, err := keys.choose(slices.Sorted(maps.Keys(shares)))
	if err != nil {
		return secret, err
	}
	whole := curve.NewScalar()
	for _, i := range holders {
		if public, _ := keys.Share(i); !public.Equal(shares[i].public) {
			return secret, fmt.Errorf("the share of holder %d is not the one that it published", i)
		}
		whole.Add(whole, curve.NewScalar().Mul(shares[i].scalar, lagrange(0, i, holders)))
	}
	return newKey(whole).Secret()
}

// Secret makes 32 secret bytes out of a whole key, as CombineSecret does out of its shares.
func (k *Key) Secret() (secret [32]byte, err error) {
	raw, err := hkdf.Key(sha256.New, k.Bytes(), nil, secretLabel, len(secret))
	if err != nil {
		return secret, fmt.Errorf("derive secret: %w", err)
	}
	return [32]byte(raw), nil
}
