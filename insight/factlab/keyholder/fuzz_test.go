package keyholder

import (
	"bytes"
	"crypto/ed25519"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/delivery"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/insight/pseudonym"
)

// FuzzQuestion asks a key holder anything, as a participant. It answers a question that is one, refuses what is none
// with a problem, and in neither case counts something else than it answers.
func FuzzQuestion(f *testing.F) {
	p := play(f, 1, 1, 1<<40)
	h := handler(p.vaults[0], func(err error) { f.Error(err) })
	keys, err := p.KeyHolders.Keys()
	if err != nil {
		f.Fatal(err)
	}
	batch, err := pseudonym.NewSession(pseudonym.MakeSecret(), keys).Blind(addresses(1, 2))
	if err != nil {
		f.Fatal(err)
	}
	good, err := json.Marshal(Question{"s", 0, batch.Blinded().Bytes()})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add([]byte(`{"session":"","batch":-1,"elements":"AAAA"}`))
	sender := p.senders[0].Key()
	f.Fuzz(func(t *testing.T, body []byte) {
		before := p.vaults[0].Used("1")
		r := httptest.NewRequest(http.MethodPost, evaluationsPath, bytes.NewReader(body))
		r.TLS = &tls.ConnectionState{PeerCertificates: []*x509.Certificate{{PublicKey: edKey(sender)}}}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		paid := p.vaults[0].Used("1") - before
		if w.Code != http.StatusOK {
			var problem delivery.Problem
			if err := json.Unmarshal(w.Body.Bytes(), &problem); err != nil || problem.Detail == "" || problem.Status >= 500 || paid != 0 {
				t.Errorf("%q: %d %s, %d paid", body, w.Code, w.Body, paid)
			}
			return
		}
		var a Answer
		if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		e, err := pseudonym.ParseEvaluation(a.Elements, a.Proof)
		if err != nil || paid != 0 && paid != len(e.Elements())/pseudonym.Size {
			t.Errorf("%q: %v, %d paid", body, err, paid)
		}
	})
}

// FuzzAnswer has a client read anything as the answer of a key holder.
func FuzzAnswer(f *testing.F) {
	key := pseudonym.MakeKey()
	keys, err := pseudonym.NewKeySet(key.Public(), 1, map[int]pseudonym.PublicKey{1: key.Public()})
	if err != nil {
		f.Fatal(err)
	}
	batch, err := pseudonym.NewSession(pseudonym.MakeSecret(), keys).Blind(addresses(1, 2))
	if err != nil {
		f.Fatal(err)
	}
	e, err := key.Evaluate(batch.Blinded())
	if err != nil {
		f.Fatal(err)
	}
	good, err := json.Marshal(Answer{e.Elements(), e.Proof()})
	if err != nil {
		f.Fatal(err)
	}
	right, err := batch.Finalize(map[int]*pseudonym.Evaluation{1: e})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Fuzz(func(t *testing.T, text []byte) {
		var a Answer
		if json.Unmarshal(text, &a) != nil {
			return
		}
		e, err := pseudonym.ParseEvaluation(a.Elements, a.Proof)
		if err != nil {
			return
		}
		if out, err := batch.Finalize(map[int]*pseudonym.Evaluation{1: e}); err == nil && (len(out) != 2 || out[0] != right[0] || out[1] != right[1]) {
			t.Errorf("%q gives other pseudonyms", text)
		}
	})
}

func TestEdKey(t *testing.T) {
	id := wire.MakeIdentity()
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.TLS = &tls.ConnectionState{PeerCertificates: []*x509.Certificate{{PublicKey: edKey(id.Key())}}}
	if wire.From(r) != id.Key() {
		t.Error("the fuzzing asks as somebody else")
	}
}

func edKey(k wire.Key) ed25519.PublicKey { return k[:] }
