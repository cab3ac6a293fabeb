package pseudonym

import (
	"slices"

	"github.com/cloudflare/circl/group"
)

// sums is the group ristretto255 in which sums of products are computed late. The proof of a batch begins with a
// weighted sum of all its elements (RFC 9497 section 2.2.1), which circl adds up one product after another. Here the
// products are noted, and computed together when the sum is needed: that takes a quarter of the time. What comes out is
// the same, so the proofs are too.
type sums struct{ group.Group }

func (g sums) NewElement() group.Element { return &sum{value: g.Group.Identity()} }

func (g sums) Identity() group.Element { return g.NewElement() }

// sum is an element as far as it was computed, and what is still to be added to it.
type sum struct {
	group.Element // nil: the proofs use no more than the three methods below

	value group.Element
	terms []term
}

type term struct {
	element group.Element
	weight  group.Scalar
}

// many is how many products make it worth while to compute them together. The time of that depends on the weights. In a
// proof only the weights of the weighted sum are so many, and they are known to all; products with a secret stand alone,
// and circl computes them in constant time.
const many = 32

// Mul makes s the product of an element and a scalar.
func (s *sum) Mul(x group.Element, y group.Scalar) group.Element {
	s.value, s.terms = curve.Identity(), []term{{computed(x), y}}
	return s
}

// Add makes s the sum of two elements.
func (s *sum) Add(x, y group.Element) group.Element {
	value, terms := parts(x)
	moreValue, more := parts(y)
	if x != group.Element(s) {
		terms = slices.Clip(terms) // those of x stay what they are
	}
	s.value, s.terms = curve.NewElement().Add(value, moreValue), append(terms, more...)
	return s
}

// MarshalBinaryCompress computes the element and writes it.
func (s *sum) MarshalBinaryCompress() ([]byte, error) { return computed(s).MarshalBinaryCompress() }

func parts(x group.Element) (value group.Element, terms []term) {
	if s, is := x.(*sum); is {
		return s.value, s.terms
	}
	return x, nil
}

// computed is an element without anything that is still to be added.
func computed(x group.Element) group.Element {
	s, is := x.(*sum)
	if !is {
		return x
	}
	switch {
	case len(s.terms) >= many:
		s.value = curve.NewElement().Add(s.value, together(s.terms))
	default:
		for _, t := range s.terms {
			s.value = curve.NewElement().Add(s.value, curve.NewElement().Mul(t.element, t.weight))
		}
	}
	s.terms = nil
	return s.value
}

const (
	width      = 6   // bits of the weights that are handled at a time; best for some hundreds of products
	weightBits = 253 // of a scalar of ristretto255
)

// together computes a sum of products by the method of Pippenger: for every six bits of the weights, from the highest
// on, the elements with the same bits are added up, and each such sum counts as often as its bits say.
func together(terms []term) group.Element {
	weights := make([][]byte, len(terms))
	for i, t := range terms {
		raw, err := t.weight.MarshalBinary() // 32 bytes, the lowest first
		if err != nil {
			raw = make([]byte, Size) // scalars of ristretto255 never fail to be written
		}
		weights[i] = append(raw, 0)
	}
	total := curve.Identity()
	for at := weightBits / width * width; at >= 0; at -= width {
		for range width {
			total.Dbl(total)
		}
		total.Add(total, column(terms, weights, at))
	}
	return total
}

// column is the sum in which each element counts as often as six bits of its weight say.
func column(terms []term, weights [][]byte, at int) group.Element {
	var same [1<<width - 1]group.Element // the sums of the elements with the bits 1, 2, 3 ..., or nil
	for i, t := range terms {
		pair := uint(weights[i][at/8]) | uint(weights[i][at/8+1])<<8
		switch digit := pair >> (at % 8) & (1<<width - 1); {
		case digit == 0:
		case same[digit-1] == nil:
			same[digit-1] = t.element.Copy()
		default:
			same[digit-1].Add(same[digit-1], t.element)
		}
	}
	// The highest is added in every step down from it, and so counts as often as it should.
	running, total := curve.Identity(), curve.Identity()
	for d := len(same) - 1; d >= 0; d-- {
		if same[d] != nil {
			running.Add(running, same[d])
		}
		total.Add(total, running)
	}
	return total
}
