package pseudonym

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"

	"github.com/cloudflare/circl/group"
	"github.com/cloudflare/circl/secretsharing"
)

// MaxHolders is among how many holders a key can be split.
const MaxHolders = 100

// Key is a private key (sleutel): a whole one, or the share of one holder. It works the same with either.
type Key struct {
	scalar group.Scalar
	public PublicKey
}

// PublicKey is what may be known of a Key.
type PublicKey struct {
	element group.Element
}

// MakeKey makes a new key.
func MakeKey() *Key { return newKey(curve.RandomNonZeroScalar(rand.Reader)) }

func newKey(s group.Scalar) *Key {
	return &Key{s, PublicKey{curve.NewElement().MulGen(s)}}
}

// ParseKey reads a key of 32 bytes as Bytes writes it.
func ParseKey(raw []byte) (*Key, error) {
	s, err := parseScalar(raw)
	if err != nil {
		return nil, err
	}
	return newKey(s), nil
}

// Bytes writes the key. Keep it where nobody looks.
func (k *Key) Bytes() []byte {
	raw, err := k.scalar.MarshalBinary()
	if err != nil {
		return nil // scalars of ristretto255 never fail to be written
	}
	return raw
}

// Public is the public key.
func (k *Key) Public() PublicKey { return k.public }

// Forget overwrites the key in memory. It is of no use afterwards.
func (k *Key) Forget() { k.scalar.SetUint64(0) }

// Split makes shares of the key for holders 1 to n, of which t are needed and enough. The key set is what may be
// known of them.
func (k *Key) Split(t, n int) ([]*Key, *KeySet, error) {
	if t < 1 || n < t || n > MaxHolders {
		return nil, nil, fmt.Errorf("%d of %d holders cannot be: at least 1 and at most all are needed, and there are at most %d", t, n, MaxHolders)
	}
	// t below 1 was refused, and circl counts how many shares do not suffice.
	split := secretsharing.New(rand.Reader, uint(t-1), k.scalar)
	shares, public := make([]*Key, n), map[int]PublicKey{}
	for i, s := range split.Share(uint(n)) {
		if s.Value.IsZero() {
			return nil, nil, errors.New("a share came out as zero, which never happens: make the key again")
		}
		shares[i] = newKey(s.Value)
		public[i+1] = shares[i].public
	}
	keys, err := NewKeySet(k.public, t, public)
	return shares, keys, err
}

// ParsePublicKey reads a public key of 32 bytes as Bytes writes it.
func ParsePublicKey(raw []byte) (PublicKey, error) {
	e, err := parseElement(raw)
	return PublicKey{e}, err
}

// Bytes writes the public key.
func (p PublicKey) Bytes() []byte { return encode(p.element) }

// Equal reports whether two public keys are the same.
func (p PublicKey) Equal(q PublicKey) bool {
	return p.element != nil && q.element != nil && bytes.Equal(p.Bytes(), q.Bytes())
}
