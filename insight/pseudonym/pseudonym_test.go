package pseudonym

import (
	"bytes"
	"errors"
	"fmt"
	"math/bits"
	"slices"
	"testing"

	"github.com/cloudflare/circl/group"
	"github.com/cloudflare/circl/math/polynomial"
	"github.com/cloudflare/circl/oprf"
	"github.com/cloudflare/circl/secretsharing"
)

// single is the key set of a key that is not split.
func single(t testing.TB, key *Key) *KeySet {
	t.Helper()
	keys, err := NewKeySet(key.Public(), 1, map[int]PublicKey{1: key.Public()})
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

func addresses(n int) [][]byte {
	out := make([][]byte, n)
	for i := range out {
		out[i] = fmt.Appendf(nil, "1506SA|%d|", i+1)
	}
	return out
}

// ask blinds inputs and has holders answer.
func ask(t testing.TB, keys *KeySet, inputs [][]byte, holders map[int]*Key) (*Batch, map[int]*Evaluation) {
	t.Helper()
	batch, err := NewSession(MakeSecret(), keys).Blind(inputs)
	if err != nil {
		t.Fatal(err)
	}
	answers := map[int]*Evaluation{}
	for i, key := range holders {
		if answers[i], err = key.Evaluate(batch.Blinded()); err != nil {
			t.Fatal(err)
		}
	}
	return batch, answers
}

// Small batches and large ones: from 32 elements on the weighted sum of the proof is computed in another way.
func TestEqualsCircl(t *testing.T) {
	for _, n := range []int{1, 2, many - 1, many, many + 1, 300} {
		t.Run(fmt.Sprint(n), func(t *testing.T) { equalsCircl(t, addresses(n)) })
	}
}

func equalsCircl(t *testing.T, inputs [][]byte) {
	key := MakeKey()
	var theirs oprf.PrivateKey
	if err := theirs.UnmarshalBinary(suite, key.Bytes()); err != nil {
		t.Fatal(err)
	}
	server := oprf.NewVerifiableServer(suite, &theirs)
	batch, answers := ask(t, single(t, key), inputs, map[int]*Key{1: key})
	ours, err := batch.Finalize(answers)
	if err != nil {
		t.Fatal(err)
	}
	evaluation, err := server.Evaluate(&oprf.EvaluationRequest{Elements: batch.blinded.elements})
	if err != nil {
		t.Fatal(err)
	}
	if err := batch.Verify(1, &Evaluation{evaluation.Elements, evaluation.Proof}); err != nil {
		t.Errorf("an answer of circl's server: %v", err)
	}
	client := oprf.NewVerifiableClient(suite, theirs.Public())
	open, _, err := client.DeterministicBlind(inputs, batch.blinds)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.Finalize(open, &oprf.Evaluation{Elements: answers[1].elements, Proof: answers[1].proof}); err != nil {
		t.Errorf("circl's client of our answer: %v", err)
	}
	for i, input := range inputs {
		want, err := server.FullEvaluate(input)
		if err != nil || !bytes.Equal(want, ours[i][:]) {
			t.Errorf("input %d: %x, circl says %x, %v", i, ours[i], want, err)
		}
	}
}

func TestThresholdEqualsSingle(t *testing.T) {
	inputs := addresses(3)
	for _, size := range []struct{ t, n int }{{1, 1}, {1, 3}, {2, 3}, {3, 3}, {3, 5}, {4, 6}} {
		t.Run(fmt.Sprintf("%d of %d", size.t, size.n), func(t *testing.T) {
			whole := MakeKey()
			batch, answers := ask(t, single(t, whole), inputs, map[int]*Key{1: whole})
			want, err := batch.Finalize(answers)
			if err != nil {
				t.Fatal(err)
			}
			shares, keys, err := whole.Split(size.t, size.n)
			if err != nil {
				t.Fatal(err)
			}
			for set := range 1 << size.n {
				holders := map[int]*Key{}
				for i, share := range shares {
					if set&(1<<i) != 0 {
						holders[i+1] = share
					}
				}
				batch, answers := ask(t, keys, inputs, holders)
				got, err := batch.Finalize(answers)
				if enough := bits.OnesCount(uint(set)) >= size.t; enough && (err != nil || !slices.Equal(got, want)) {
					t.Errorf("holders %b: another output than of the whole key, %v", set, err)
				} else if !enough && err == nil {
					t.Errorf("holders %b are too few, and gave an output", set)
				}
			}
		})
	}
}

func TestTogether(t *testing.T) {
	top := curve.NewScalar().Sub(curve.NewScalar(), number(1)) // the highest scalar there is
	for _, weights := range [][]group.Scalar{
		{number(0)}, {number(1)}, {top}, {number(63), number(64), number(65)}, {top, top, number(0), number(1 << 40)},
		{MakeKey().scalar, MakeKey().scalar, MakeKey().scalar, MakeKey().scalar, MakeKey().scalar},
	} {
		var terms []term
		want := curve.Identity()
		for _, w := range weights {
			e := MakeKey().public.element
			before := encode(e)
			terms = append(terms, term{e, w}, term{e, w}) // the same element twice, too
			product := curve.NewElement().Mul(e, w)
			want.Add(want, product).Add(want, product)
			defer func() {
				if !bytes.Equal(before, encode(e)) {
					t.Error("an element was changed")
				}
			}()
		}
		if !together(terms).IsEqual(want) {
			t.Errorf("the sum of %d products with weights %v is another", len(terms), weights)
		}
	}
}

func TestInvert(t *testing.T) {
	scalars := []group.Scalar{number(1), number(7), MakeKey().scalar, curve.NewScalar().Sub(curve.NewScalar(), number(1)), MakeKey().scalar}
	for i, inverse := range invert(scalars) {
		if !inverse.IsEqual(curve.NewScalar().Inv(scalars[i])) {
			t.Errorf("scalar %d has another inverse", i)
		}
	}
}

func TestLagrangeEqualsCircl(t *testing.T) {
	holders := []int{2, 3, 7, 9}
	var nodes []group.Scalar
	for _, i := range holders {
		nodes = append(nodes, number(i))
	}
	for j, i := range holders {
		for _, x := range []int{0, 1, 4} {
			if want := polynomial.LagrangeBase(uint(j), nodes, number(x)); !lagrange(x, i, holders).IsEqual(want) {
				t.Errorf("the weight of holder %d in %d is another than circl's", i, x)
			}
		}
	}
}

func TestBlindIsOfSessionAndKey(t *testing.T) {
	keys, secret := single(t, MakeKey()), MakeSecret()
	blinded := func(secret [32]byte, keys *KeySet) []byte {
		b, err := NewSession(secret, keys).Blind(addresses(4))
		if err != nil {
			t.Fatal(err)
		}
		return b.Blinded().Bytes()
	}
	first := blinded(secret, keys)
	if !bytes.Equal(first, blinded(secret, keys)) {
		t.Error("the same session blinds differently a second time")
	}
	if bytes.Equal(first[:Size], blinded(MakeSecret(), keys)[:Size]) {
		t.Error("two sessions blind alike")
	}
	if bytes.Equal(first[:Size], blinded(secret, single(t, MakeKey()))[:Size]) {
		t.Error("one secret blinds alike for two keys")
	}
}

func TestRefusesWrongAnswers(t *testing.T) {
	whole := MakeKey()
	shares, keys, err := whole.Split(2, 3)
	if err != nil {
		t.Fatal(err)
	}
	inputs := addresses(3)
	other := MakeKey()
	flip := func(raw []byte, at int) []byte { raw[at] ^= 1; return raw }
	for name, spoil := range map[string]func(b *Batch, a map[int]*Evaluation){
		"wrong key":          func(b *Batch, a map[int]*Evaluation) { a[2], _ = other.Evaluate(b.Blinded()) },
		"share of another":   func(b *Batch, a map[int]*Evaluation) { a[2], _ = shares[2].Evaluate(b.Blinded()) },
		"proof of another":   func(b *Batch, a map[int]*Evaluation) { a[2].proof = a[1].proof },
		"other elements":     func(b *Batch, a map[int]*Evaluation) { a[2].elements = b.blinded.elements },
		"elements exchanged": func(b *Batch, a map[int]*Evaluation) { slices.Reverse(a[2].elements) },
		"one element less":   func(b *Batch, a map[int]*Evaluation) { a[2].elements = a[2].elements[1:] },
		"challenge changed": func(b *Batch, a map[int]*Evaluation) {
			a[2], _ = ParseEvaluation(a[2].Elements(), flip(a[2].Proof(), 0))
		},
		"response changed": func(b *Batch, a map[int]*Evaluation) {
			a[2], _ = ParseEvaluation(a[2].Elements(), flip(a[2].Proof(), Size))
		},
		"unknown holder": func(b *Batch, a map[int]*Evaluation) { a[4] = a[2]; delete(a, 2) },
	} {
		batch, answers := ask(t, keys, inputs, map[int]*Key{1: shares[0], 2: shares[1]})
		spoil(batch, answers)
		outputs, err := batch.Finalize(answers)
		if err == nil || outputs != nil {
			t.Errorf("%s: accepted", name)
		}
		if name == "wrong key" && !errors.Is(err, ErrProof) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestRefusesEncodings(t *testing.T) {
	good := MakeKey().Public().Bytes()
	identity := make([]byte, Size)
	// RFC 9496 appendix A.2: a non-canonical field element, a negative one, and one that is not on the curve.
	bad := map[string][]byte{
		"identity":      identity,
		"short":         good[:31],
		"high bit":      append(slices.Clone(good[:31]), good[31]|0x80),
		"non-canonical": unhex(t, "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
		"negative":      unhex(t, "0100000000000000000000000000000000000000000000000000000000000000"),
		"non-square":    unhex(t, "26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371"),
	}
	for name, raw := range bad {
		if _, err := ParsePublicKey(raw); err == nil {
			t.Errorf("%s: read as a public key", name)
		}
		if _, err := ParseBlinded(append(slices.Clone(good), raw...)); err == nil {
			t.Errorf("%s: read as a blinded element", name)
		}
		if _, err := ParseEvaluation(raw, make([]byte, ProofSize)); err == nil {
			t.Errorf("%s: read as an answer", name)
		}
	}
	order := unhex(t, "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010") // RFC 9496 section 4.4
	for name, raw := range map[string][]byte{"zero": identity, "the order": order, "long": make([]byte, 33)} {
		if _, err := ParseKey(raw); err == nil {
			t.Errorf("%s: read as a key", name)
		}
	}
	if _, err := ParseEvaluation(good, append(order, make([]byte, Size)...)); err == nil {
		t.Error("a proof with a challenge that is too large was read")
	}
	if _, err := ParseBlinded(bytes.Repeat(good, MaxBatch+1)); err == nil {
		t.Error("a batch that is too large was read")
	}
}

func TestRefusesInputs(t *testing.T) {
	s := NewSession(MakeSecret(), single(t, MakeKey()))
	for name, inputs := range map[string][][]byte{
		"none": {}, "too many": addresses(MaxBatch + 1), "too long": {make([]byte, maxInput+1)},
	} {
		if _, err := s.Blind(inputs); err == nil {
			t.Errorf("%s: blinded", name)
		}
	}
}

func TestKeySetRefuses(t *testing.T) {
	whole := MakeKey()
	shares, keys, err := whole.Split(2, 4)
	if err != nil {
		t.Fatal(err)
	}
	public := func() map[int]PublicKey {
		out := map[int]PublicKey{}
		for _, i := range keys.Holders() {
			out[i], _ = keys.Share(i)
		}
		return out
	}
	for name, make := range map[string]func() (*KeySet, error){
		"another whole":   func() (*KeySet, error) { return NewKeySet(MakeKey().Public(), 2, public()) },
		"a lower number":  func() (*KeySet, error) { return NewKeySet(whole.Public(), 1, public()) },
		"too many needed": func() (*KeySet, error) { return NewKeySet(whole.Public(), 5, public()) },
		"a share replaced": func() (*KeySet, error) {
			p := public()
			p[4] = MakeKey().Public()
			return NewKeySet(whole.Public(), 2, p)
		},
		"shares exchanged": func() (*KeySet, error) {
			p := public()
			p[1], p[2] = p[2], p[1]
			return NewKeySet(whole.Public(), 2, p)
		},
		"an empty share": func() (*KeySet, error) { p := public(); p[3] = PublicKey{}; return NewKeySet(whole.Public(), 2, p) },
		"holder 0":       func() (*KeySet, error) { p := public(); p[0] = p[1]; return NewKeySet(whole.Public(), 2, p) },
	} {
		if _, err := make(); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	for _, size := range []struct{ t, n int }{{0, 1}, {2, 1}, {1, MaxHolders + 1}} {
		if _, _, err := whole.Split(size.t, size.n); err == nil {
			t.Errorf("split %d of %d", size.t, size.n)
		}
	}
	if again, err := ParseKey(shares[0].Bytes()); err != nil || !again.Public().Equal(shares[0].Public()) {
		t.Errorf("a share that is written and read is another: %v", err)
	}
}

func TestCombineSecret(t *testing.T) {
	whole := MakeKey()
	shares, keys, err := whole.Split(2, 3)
	if err != nil {
		t.Fatal(err)
	}
	want, err := whole.Secret()
	if err != nil {
		t.Fatal(err)
	}
	for _, pair := range [][2]int{{1, 2}, {1, 3}, {2, 3}} {
		got, err := CombineSecret(keys, map[int]*Key{pair[0]: shares[pair[0]-1], pair[1]: shares[pair[1]-1]})
		if err != nil || got != want {
			t.Errorf("holders %v: another secret, %v", pair, err)
		}
	}
	if _, err := CombineSecret(keys, map[int]*Key{1: shares[0]}); err == nil {
		t.Error("one share was enough")
	}
	if _, err := CombineSecret(keys, map[int]*Key{1: shares[0], 2: MakeKey()}); err == nil {
		t.Error("a wrong share was accepted")
	}
	// The whole is what circl recovers from the same shares.
	theirs, err := secretsharing.Recover(1, []secretsharing.Share{{ID: number(3), Value: shares[2].scalar}, {ID: number(1), Value: shares[0].scalar}})
	if err != nil || !theirs.IsEqual(whole.scalar) {
		t.Errorf("circl recovers another key: %v", err)
	}
}

func TestPossession(t *testing.T) {
	key, statement := MakeKey(), []byte("the key was destroyed")
	proof, err := key.Possession(statement)
	if err != nil || !key.Public().VerifyPossession(statement, proof) {
		t.Fatalf("a right proof is refused: %v", err)
	}
	if key.Public().VerifyPossession([]byte("the key lives"), proof) {
		t.Error("the proof holds for another statement")
	}
	if MakeKey().Public().VerifyPossession(statement, proof) {
		t.Error("the proof holds for another key")
	}
	for i := range proof {
		spoiled := slices.Clone(proof)
		spoiled[i] ^= 4
		if key.Public().VerifyPossession(statement, spoiled) {
			t.Errorf("the proof holds with byte %d changed", i)
		}
	}
	if (PublicKey{}).VerifyPossession(statement, proof) || key.Public().VerifyPossession(statement, nil) {
		t.Error("the proof holds without a key, or without a proof")
	}
}
