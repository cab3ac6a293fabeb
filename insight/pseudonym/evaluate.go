package pseudonym

import (
	"crypto/rand"
	"errors"
	"fmt"

	"github.com/cloudflare/circl/group"
	"github.com/cloudflare/circl/zk/dleq"
)

// Evaluation is the answer of a key holder to a batch, with the proof that it used its key.
type Evaluation struct {
	elements []group.Element
	proof    *dleq.Proof
}

// Evaluate answers a batch.
func (k *Key) Evaluate(b *Blinded) (*Evaluation, error) {
	return k.evaluateWith(b, curve.RandomNonZeroScalar(rand.Reader))
}

func (k *Key) evaluateWith(b *Blinded, random group.Scalar) (*Evaluation, error) {
	out := make([]group.Element, len(b.elements))
	for i, e := range b.elements {
		out[i] = curve.NewElement().Mul(e, k.scalar)
	}
	proof, err := dleq.Prover{Params: proofs}.ProveBatchWithRandomnessRFC9497(k.scalar, k.public.element, b.elements, out, random)
	if err != nil {
		return nil, fmt.Errorf("evaluate: %w", err)
	}
	return &Evaluation{out, proof}, nil
}

// ParseEvaluation reads elements of 32 bytes each and a proof of 64 bytes.
func ParseEvaluation(elements, proof []byte) (*Evaluation, error) {
	parsed, err := parseElements(elements)
	if err != nil {
		return nil, err
	}
	e := &Evaluation{parsed, new(dleq.Proof)}
	if err := e.proof.UnmarshalBinary(curve, proof); err != nil {
		return nil, errors.New("these bytes are no proof")
	}
	return e, nil
}

// Elements writes the elements one after another, 32 bytes each.
func (e *Evaluation) Elements() []byte { return writeElements(e.elements) }

// Proof writes the proof, 64 bytes.
func (e *Evaluation) Proof() []byte {
	raw, err := e.proof.MarshalBinary()
	if err != nil {
		return nil // scalars of ristretto255 never fail to be written
	}
	return raw
}

// WrongAnswer is the error of an answer that cannot be used, and whose it is.
type WrongAnswer struct {
	Holder int
	Err    error
}

func (w *WrongAnswer) Error() string { return fmt.Sprintf("holder %d: %v", w.Holder, w.Err) }

func (w *WrongAnswer) Unwrap() error { return w.Err }

// Verify checks that a holder answered this batch, and with the key that it published. The error is a
// WrongAnswer, of ErrProof when it used another key.
func (b *Batch) Verify(holder int, e *Evaluation) error {
	key, found := b.keys.Share(holder)
	if !found {
		return fmt.Errorf("there is no holder %d", holder)
	}
	if len(e.elements) != b.blinded.Len() {
		return &WrongAnswer{holder, errLength}
	}
	if !(dleq.Verifier{Params: proofs}).VerifyBatchRFC9497(key.element, b.blinded.elements, e.elements, e.proof) {
		return &WrongAnswer{holder, ErrProof}
	}
	return nil
}
