package pseudonym

import (
	"crypto"
	"crypto/rand"

	"github.com/cloudflare/circl/group"
	"github.com/cloudflare/circl/zk/dleq"
)

const possessionLabel = "Samenkracht-Factlab-v1-possession"

// possession are the settings of proofs that somebody had a key. By their label they, and the elements that they are
// about, have nothing to do with those of pseudonyms.
var possession = dleq.Params{G: curve, H: crypto.SHA512, DST: []byte(possessionLabel)}

// PossessionSize is the number of bytes of a proof of possession.
const PossessionSize = Size + ProofSize

// Possession proves that whoever wrote a statement had the key: the statement hashed to an element, times the key,
// and the proof (DLEQ) that it is that key. Nobody can make it for another statement without the key.
func (k *Key) Possession(statement []byte) ([]byte, error) {
	base := curve.HashToElement(statement, []byte(possessionLabel))
	times := curve.NewElement().Mul(base, k.scalar)
	proof, err := dleq.Prover{Params: possession}.ProveBatchRFC9497(k.scalar, k.public.element, []group.Element{base}, []group.Element{times}, rand.Reader)
	if err != nil {
		return nil, err
	}
	raw, err := proof.MarshalBinary()
	return append(encode(times), raw...), err
}

// VerifyPossession reports whether proof shows that the owner of the key made this statement.
func (p PublicKey) VerifyPossession(statement, proof []byte) bool {
	if p.element == nil || len(proof) != PossessionSize {
		return false
	}
	times, err := parseElement(proof[:Size])
	var parsed dleq.Proof
	if err != nil || parsed.UnmarshalBinary(curve, proof[Size:]) != nil {
		return false
	}
	base := curve.HashToElement(statement, []byte(possessionLabel))
	return dleq.Verifier{Params: possession}.VerifyBatchRFC9497(p.element, []group.Element{base}, []group.Element{times}, &parsed)
}
