package pseudonym

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/sha512"
	"errors"
	"fmt"

	"github.com/cloudflare/circl/group"
	"github.com/cloudflare/circl/oprf"
)

const blindLabel = "Samenkracht-Factlab-v1-blind"

// Session is what a sender needs to blind: a secret, and the key that it blinds for. With the same secret the same
// inputs give the same elements, so that a batch can be asked again after a cut connection.
type Session struct {
	secret [32]byte
	keys   *KeySet
}

// MakeSecret makes the secret of a session. A sender keeps it until its delivery is complete, and never longer: who
// has it can find from the elements which addresses were asked.
func MakeSecret() (secret [32]byte) {
	_, _ = rand.Read(secret[:]) // never fails since Go 1.24
	return secret
}

// NewSession starts or resumes a session.
func NewSession(secret [32]byte, keys *KeySet) *Session { return &Session{secret, keys} }

// Batch is a number of inputs that go to the key holders together.
type Batch struct {
	keys    *KeySet
	inputs  [][]byte
	blinds  []group.Scalar
	blinded *Blinded
}

// Blinded are the elements that a sender shows to a key holder.
type Blinded struct {
	elements []group.Element
	raw      []byte
}

// Blind hides inputs, at most MaxBatch.
func (s *Session) Blind(inputs [][]byte) (*Batch, error) {
	blinds := make([]oprf.Blind, len(inputs))
	for i, input := range inputs {
		if len(input) > maxInput {
			return nil, fmt.Errorf("input %d is longer than %d bytes", i, maxInput)
		}
		blinds[i] = s.blind(input)
	}
	return s.blindWith(inputs, blinds)
}

// blind is the scalar by which an input is multiplied: a pseudorandom function of the session and the input. It is
// zero once in 2^252 times, and then circl refuses it.
func (s *Session) blind(input []byte) group.Scalar {
	mac := hmac.New(sha512.New, s.secret[:])
	mac.Write([]byte(blindLabel))
	mac.Write(s.keys.whole.Bytes()) // another key gives other elements
	mac.Write(input)
	return curve.HashToScalar(mac.Sum(nil), []byte(blindLabel))
}

func (s *Session) blindWith(inputs [][]byte, blinds []oprf.Blind) (*Batch, error) {
	if len(inputs) == 0 || len(inputs) > MaxBatch {
		return nil, fmt.Errorf("a batch has 1 to %d inputs, not %d", MaxBatch, len(inputs))
	}
	// circl's client does not look at the key when it blinds; our proofs are checked in Finalize.
	var key oprf.PublicKey
	if err := key.UnmarshalBinary(suite, s.keys.whole.Bytes()); err != nil {
		return nil, fmt.Errorf("blind: %w", err)
	}
	_, request, err := oprf.NewVerifiableClient(suite, &key).DeterministicBlind(inputs, blinds)
	if err != nil {
		return nil, fmt.Errorf("blind: %w", err)
	}
	return &Batch{s.keys, inputs, blinds, &Blinded{request.Elements, writeElements(request.Elements)}}, nil
}

// Blinded is what the key holders get of the batch.
func (b *Batch) Blinded() *Blinded { return b.blinded }

// ParseBlinded reads elements as Bytes writes them.
func ParseBlinded(raw []byte) (*Blinded, error) {
	elements, err := parseElements(raw)
	if err != nil {
		return nil, err
	}
	return &Blinded{elements, bytes.Clone(raw)}, nil
}

// Bytes writes the elements one after another, 32 bytes each.
func (b *Blinded) Bytes() []byte { return bytes.Clone(b.raw) }

// Len is the number of elements.
func (b *Blinded) Len() int { return len(b.elements) }

// Digest recognises a batch without keeping its elements.
func (b *Blinded) Digest() [sha256.Size]byte { return sha256.Sum256(b.raw) }

func parseElements(raw []byte) ([]group.Element, error) {
	n := len(raw) / Size
	if n == 0 || n > MaxBatch || len(raw)%Size != 0 {
		return nil, fmt.Errorf("a batch is 1 to %d elements of %d bytes, not %d bytes", MaxBatch, Size, len(raw))
	}
	elements := make([]group.Element, n)
	for i := range elements {
		var err error
		if elements[i], err = parseElement(raw[i*Size : (i+1)*Size]); err != nil {
			return nil, fmt.Errorf("element %d: %w", i, err)
		}
	}
	return elements, nil
}

func writeElements(elements []group.Element) []byte {
	out := make([]byte, 0, len(elements)*Size)
	for _, e := range elements {
		out = append(out, encode(e)...)
	}
	return out
}

var errLength = errors.New("the answer has another number of elements than the question")
