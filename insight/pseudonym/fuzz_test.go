package pseudonym

import (
	"bytes"
	"testing"
)

// What is read is written back byte for byte: there is one form of everything.

func FuzzParseKey(f *testing.F) {
	f.Add(MakeKey().Bytes())
	f.Add(make([]byte, Size))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if k, err := ParseKey(raw); err == nil && !bytes.Equal(k.Bytes(), raw) {
			t.Errorf("%x was read as %x", raw, k.Bytes())
		}
	})
}

func FuzzParsePublicKey(f *testing.F) {
	f.Add(MakeKey().Public().Bytes())
	f.Add(make([]byte, Size))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if k, err := ParsePublicKey(raw); err == nil && !bytes.Equal(k.Bytes(), raw) {
			t.Errorf("%x was read as %x", raw, k.Bytes())
		}
	})
}

func FuzzParseBlinded(f *testing.F) {
	f.Add(bytes.Repeat(MakeKey().Public().Bytes(), 3))
	f.Add(make([]byte, Size))
	f.Fuzz(func(t *testing.T, raw []byte) {
		b, err := ParseBlinded(raw)
		if err != nil {
			return
		}
		if !bytes.Equal(b.Bytes(), raw) || b.Len()*Size != len(raw) {
			t.Errorf("%x was read as %x", raw, b.Bytes())
		}
	})
}

func FuzzParseEvaluation(f *testing.F) {
	key := MakeKey()
	batch, answers := ask(f, single(f, key), addresses(2), map[int]*Key{1: key})
	f.Add(answers[1].Elements(), answers[1].Proof())
	f.Fuzz(func(t *testing.T, elements, proof []byte) {
		e, err := ParseEvaluation(elements, proof)
		if err != nil {
			return
		}
		if !bytes.Equal(e.Elements(), elements) || !bytes.Equal(e.Proof(), proof) {
			t.Errorf("%x %x was read as %x %x", elements, proof, e.Elements(), e.Proof())
		}
		if same := bytes.Equal(elements, answers[1].Elements()) && bytes.Equal(proof, answers[1].Proof()); batch.Verify(1, e) == nil && !same {
			t.Errorf("a made-up answer was accepted: %x %x", elements, proof)
		}
	})
}

func FuzzVerifyPossession(f *testing.F) {
	key := MakeKey()
	proof, err := key.Possession([]byte("a"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte("a"), proof)
	f.Fuzz(func(t *testing.T, statement, raw []byte) {
		if key.Public().VerifyPossession(statement, raw) && !(string(statement) == "a" && bytes.Equal(raw, proof)) {
			t.Errorf("a made-up proof was accepted: %q %x", statement, raw)
		}
	})
}
