package pseudonym

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/cloudflare/circl/group"
)

// KeySet is what everybody knows of the key of a round: the public key of the whole, how many holders are needed,
// and the public key of the share of each.
type KeySet struct {
	whole     PublicKey
	threshold int
	shares    map[int]PublicKey
}

// NewKeySet puts public keys together, the shares by the number of the holder from 1. It refuses shares that do not
// fit the whole, or of which some would give another outcome than others.
func NewKeySet(whole PublicKey, threshold int, shares map[int]PublicKey) (*KeySet, error) {
	if whole.element == nil || threshold < 1 || threshold > len(shares) || len(shares) > MaxHolders {
		return nil, fmt.Errorf("%d of %d holders cannot be", threshold, len(shares))
	}
	for i, s := range shares {
		if i < 1 || s.element == nil {
			return nil, errors.New("a holder has a number from 1 and a public key")
		}
	}
	k := &KeySet{whole, threshold, maps.Clone(shares)}
	base := k.Holders()[:threshold]
	if !k.at(0, base).IsEqual(whole.element) {
		return nil, errors.New("the public keys of the holders do not make the public key of the whole")
	}
	for _, i := range k.Holders()[threshold:] {
		if !k.at(i, base).IsEqual(shares[i].element) {
			return nil, fmt.Errorf("the public key of holder %d does not fit those of the others", i)
		}
	}
	return k, nil
}

// at is the value in x of the polynomial through the public keys of some holders.
func (k *KeySet) at(x int, holders []int) group.Element {
	sum, term := curve.Identity(), curve.NewElement()
	for _, i := range holders {
		sum.Add(sum, term.Mul(k.shares[i].element, lagrange(x, i, holders)))
	}
	return sum
}

// Whole is the public key of the whole.
func (k *KeySet) Whole() PublicKey { return k.whole }

// Threshold is how many holders are needed, and enough.
func (k *KeySet) Threshold() int { return k.threshold }

// Share is the public key of the share of a holder.
func (k *KeySet) Share(holder int) (PublicKey, bool) {
	p, found := k.shares[holder]
	return p, found
}

// Holders are the numbers of the holders, in order.
func (k *KeySet) Holders() []int { return slices.Sorted(maps.Keys(k.shares)) }

// choose takes the holders that will be combined out of those that answered: the lowest numbers, as many as needed.
func (k *KeySet) choose(answered []int) ([]int, error) {
	for _, i := range answered {
		if _, found := k.shares[i]; !found {
			return nil, fmt.Errorf("there is no holder %d", i)
		}
	}
	if len(answered) < k.threshold {
		return nil, fmt.Errorf("%d holders answered, and %d are needed", len(answered), k.threshold)
	}
	return answered[:k.threshold], nil
}

// lagrange is the weight of holder i among holders in the value of their polynomial in x: the product over the
// others j of (x-j)/(i-j). The holders must differ.
func lagrange(x, i int, holders []int) group.Scalar {
	above, below := number(1), number(1)
	for _, j := range holders {
		if j == i {
			continue
		}
		above.Mul(above, curve.NewScalar().Sub(number(x), number(j)))
		below.Mul(below, curve.NewScalar().Sub(number(i), number(j)))
	}
	return above.Mul(above, below.Inv(below))
}

func number(n int) group.Scalar {
	return curve.NewScalar().SetUint64(uint64(max(n, 0))) // numbers of holders are never below 0
}
