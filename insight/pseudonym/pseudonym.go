// Package pseudonym makes pseudonyms of addresses so that nobody can do it alone: the organisation that knows the
// address does not have the key, and whoever has the key does not see the address.
//
// It is the verifiable oblivious pseudorandom function of RFC 9497, suite ristretto255-SHA512, mode 0x01, over the
// library circl. With one key holder there is one key. With more, the key is a Shamir secret over the scalars of
// the group: t of n holders are needed and enough, and what comes out is the same as of the whole key.
//
// # The steps
//
// A sender hashes an address to an element P of the group, multiplies it by a blind r that only it knows, and asks
// every one of t holders for k_i*(r*P), where k_i is the key of the holder: the whole key, or its share. Each answer
// comes with a proof of equal discrete logarithms (DLEQ): the holder used the same k_i for every element of the batch
// as in its published key k_i*G. The sender checks the proof of each holder apart, adds the answers with the Lagrange
// coefficients of the holders that answered, divides by r, and hashes address and element to 64 bytes. The first 16
// of these are the pseudonym.
//
// # What is proven, and to whom
//
// To the sender: that each holder used the key that belongs to its public key in the agreement, so that every sender
// gets the same pseudonym for the same address, and no holder can mark one sender by a key of its own. KeySet checks
// besides that the public keys of the shares lie on one polynomial of degree t-1 whose value in 0 is the public key of
// the whole. So nobody has to believe the dealer that the shares fit. To a holder nothing is proven: it cannot see
// whether an element is an address of the sender or one that the sender is curious about. Only a quota limits that.
//
// # What each party sees
//
//   - A key holder sees elements that are uniformly distributed whatever the address is, how many there are, when, and
//     from whom. That holds against a holder without any limit on its computing power as far as the blinds are random;
//     they are derived from the secret of a Session, so in truth it holds as long as HMAC-SHA512 is a pseudorandom
//     function. Within one session the same address gives the same element, so that a batch can be asked again after a
//     cut connection and be recognised. Sessions with other secrets cannot be linked.
//   - Any t-1 holders together know no more of the key than its public key does.
//   - The dealer, who makes the shares, knows the whole key while it runs. It is a program that must run on a machine
//     that is trusted and forgets. A joint making of the key without a dealer is not in this package.
//   - Who receives pseudonyms, and has no key and no right to ask, can test no address at all: pseudonyms are the
//     output of a pseudorandom function under the one-more gap Diffie-Hellman assumption. That is proven for one key
//     without batches; for batches, or shares of a key, RFC 9497 section 7.2 knows no proof of the whole, only the
//     usual reasons.
//
// # What remains
//
//   - Whoever may ask can test as many addresses as its quota allows, once it gets hold of pseudonyms of others. With
//     n holders of whom t are needed it can spread its questions, and then test at most its quota times n/t.
//   - All holders together, or any t of them, can test every address there is.
//   - Whoever asks for all addresses, such as a registry sender, holds afterwards a full list of address and pseudonym,
//     key or no key.
//   - Q evaluations for one party take log2(Q)/2 bits of the 126 of the group (RFC 9497 section 7.2.3): about 12 bits for
//     ten million. A quota keeps Q small, a key for each round anew.
//   - A pseudonym of 16 bytes collides by chance once in about 2^64 addresses; nobody has so many.
//   - The time that a computation takes does not depend on keys or blinds as far as circl's ristretto255 has been
//     written so. What is computed here in variable time, the weighted sum of a proof, is public. Go cannot promise that a key leaves memory; it leaves with the process.
package pseudonym

import (
	"crypto"
	"errors"

	"github.com/cloudflare/circl/group"
	"github.com/cloudflare/circl/oprf"
	"github.com/cloudflare/circl/zk/dleq"
)

const (
	// Size is the number of bytes of a key, a share, a public key and an element.
	Size = 32
	// ProofSize is the number of bytes of the proof of one batch.
	ProofSize = 2 * Size
	// MaxBatch is how many elements go in one batch at most.
	MaxBatch = 1000
	// BatchSize is how many elements are best asked at a time: the proof is then shared by many.
	BatchSize = 500

	maxInput = 1<<16 - 1 // RFC 9497 section 1.2: PrivateInput
)

// ErrProof is what a key holder did wrong, or somebody between: the answer was not made with the published key.
var ErrProof = errors.New("the proof does not fit the published key")

// Output is what RFC 9497 gives for an input.
type Output [64]byte

// Pseudonym is the part of the output that stands for the address.
func (o Output) Pseudonym() [16]byte { return [16]byte(o[:16]) }

var (
	suite = oprf.SuiteRistretto255
	curve = group.Ristretto255

	// proofs are the settings of the proofs of RFC 9497 section 3.1: contextString "OPRFV1-", mode 0x01.
	proofs = dleq.Params{G: sums{curve}, H: crypto.SHA512, DST: []byte("OPRFV1-\x01-ristretto255-SHA512")}
)

// parseElement reads an element in its one right form. The neutral element, for which every key gives the same, is
// refused.
func parseElement(raw []byte) (group.Element, error) {
	e := curve.NewElement()
	if len(raw) != Size || e.UnmarshalBinary(raw) != nil {
		return nil, errors.New("these bytes are no element of ristretto255")
	}
	if e.IsIdentity() {
		return nil, errors.New("the neutral element of ristretto255 is no good here")
	}
	return e, nil
}

// parseScalar reads a scalar that is below the order of the group and not zero.
func parseScalar(raw []byte) (group.Scalar, error) {
	s := curve.NewScalar()
	if len(raw) != Size || s.UnmarshalBinary(raw) != nil || s.IsZero() {
		return nil, errors.New("these bytes are no key of ristretto255")
	}
	return s, nil
}

// encode writes an element. Those of ristretto255 never fail to be written.
func encode(e group.Element) []byte {
	raw, err := e.MarshalBinaryCompress()
	if err != nil {
		return nil
	}
	return raw
}
