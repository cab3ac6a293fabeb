package pseudonym

import (
	"crypto/sha512"
	"encoding/binary"
	"maps"
	"slices"

	"github.com/cloudflare/circl/group"
)

// Finalize makes the outputs of the inputs of the batch, in their order, from the answers of at least so many holders
// as are needed. Every answer that it uses is verified first.
func (b *Batch) Finalize(answers map[int]*Evaluation) ([]Output, error) {
	holders, err := b.keys.choose(slices.Sorted(maps.Keys(answers)))
	if err != nil {
		return nil, err
	}
	for _, i := range holders {
		if err := b.Verify(i, answers[i]); err != nil {
			return nil, err
		}
	}
	outputs := make([]Output, len(b.inputs))
	for e, unblinded := range combine(holders, answers, b.blinds) {
		outputs[e] = hash(b.inputs[e], encode(unblinded))
	}
	return outputs, nil
}

// combine adds the answers of the holders, each with its weight in the value of their polynomial in 0, and divides by
// the blind. That is what the whole key would make of the elements without blinds.
func combine(holders []int, answers map[int]*Evaluation, blinds []group.Scalar) []group.Element {
	weights := make([]group.Scalar, len(holders))
	for j, i := range holders {
		weights[j] = lagrange(0, i, holders)
	}
	out, term, weight := make([]group.Element, len(blinds)), curve.NewElement(), curve.NewScalar()
	for e, inverse := range invert(blinds) {
		out[e] = curve.Identity()
		for j, i := range holders {
			out[e].Add(out[e], term.Mul(answers[i].elements[e], weight.Mul(weights[j], inverse)))
		}
	}
	return out
}

// invert gives the inverses of scalars, none of which is zero. It inverts their product, and takes from that, from the
// last on, the inverse of each: one inversion costs as much as a hundred multiplications.
func invert(scalars []group.Scalar) []group.Scalar {
	before := make([]group.Scalar, len(scalars)) // the product of those before it
	product := number(1)
	for i, s := range scalars {
		before[i] = product.Copy()
		product.Mul(product, s)
	}
	product.Inv(product)
	for i := len(scalars) - 1; i >= 0; i-- {
		before[i].Mul(before[i], product)
		product.Mul(product, scalars[i])
	}
	return before
}

// hash makes the output of an input and its element, RFC 9497 section 3.3.1.
func hash(input, element []byte) Output {
	h := sha512.New()
	h.Write(binary.BigEndian.AppendUint16(nil, uint16(len(input)))) // Blind has refused longer ones
	h.Write(input)
	h.Write(binary.BigEndian.AppendUint16(nil, uint16(len(element))))
	h.Write(element)
	h.Write([]byte("Finalize"))
	return Output(h.Sum(nil))
}
