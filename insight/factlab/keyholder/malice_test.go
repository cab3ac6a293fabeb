package keyholder

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/delivery"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/keyholder/vault"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/insight/pseudonym"
)

// spoil makes a holder change its answers on one path.
func (p *played) spoil(t *testing.T, i int, path string, change func(text []byte) any) {
	t.Helper()
	_, _ = p.servers[i].Close(), p.listener[i].Close()
	p.listener[i] = nil
	honest := Server(p.vaults[i], func(error) {})
	right := honest.Handler
	honest.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer := httptest.NewRecorder()
		right.ServeHTTP(answer, r)
		if r.URL.Path != path || answer.Code != http.StatusOK {
			w.Header().Set("Content-Type", answer.Header().Get("Content-Type"))
			w.WriteHeader(answer.Code)
			_, _ = w.Write(answer.Body.Bytes())
			return
		}
		wire.Reply(w, change(answer.Body.Bytes()))
	})
	p.serve(t, i, honest)
}

func TestMaliceStopsTheClient(t *testing.T) {
	other := pseudonym.MakeKey()
	changed := func(change func(a *Answer)) func([]byte) any {
		return func(text []byte) any {
			var a Answer
			if err := json.Unmarshal(text, &a); err != nil {
				t.Error(err)
			}
			change(&a)
			return a
		}
	}
	for name, c := range map[string]struct {
		change func([]byte) any
		proof  bool // the error is about the proof
	}{
		"another key": {changed(func(a *Answer) {
			b, err := pseudonym.ParseBlinded(a.Elements)
			if err != nil {
				t.Error(err)
				return
			}
			e, err := other.Evaluate(b)
			if err != nil {
				t.Error(err)
				return
			}
			a.Elements, a.Proof = e.Elements(), e.Proof()
		}), true},
		"proof changed":     {changed(func(a *Answer) { a.Proof[3] ^= 1 }), true},
		"elements mixed":    {changed(func(a *Answer) { a.Elements = append(a.Elements[32:], a.Elements[:32]...) }), true},
		"neutral element":   {changed(func(a *Answer) { copy(a.Elements, make([]byte, 32)) }), false},
		"an element less":   {changed(func(a *Answer) { a.Elements = a.Elements[32:] }), false},
		"no proof":          {changed(func(a *Answer) { a.Proof = nil }), false},
		"something else":    {func([]byte) any { return "hello" }, false},
		"nothing in it":     {func([]byte) any { return struct{}{} }, false},
		"a number too much": {func([]byte) any { return []int{1} }, false},
	} {
		t.Run(name, func(t *testing.T) {
			for _, size := range []struct{ t, n, bad int }{{1, 1, 0}, {2, 3, 1}} {
				p := play(t, size.t, size.n, 100)
				p.spoil(t, size.bad, evaluationsPath, c.change)
				out, err := p.client(t, 0).Session(pseudonym.MakeSecret()).Pseudonyms(t.Context(), 0, addresses(1, 4))
				if err == nil || out != nil {
					t.Fatalf("%d of %d: %d pseudonyms were made", size.t, size.n, len(out))
				}
				if c.proof && (!errors.Is(err, pseudonym.ErrProof) || !strings.Contains(err.Error(), p.KeyHolders.Holders[size.bad].Body)) {
					t.Errorf("%d of %d: %v", size.t, size.n, err)
				}
			}
		})
	}
}

func TestMaliceWithTheRound(t *testing.T) {
	for name, change := range map[string]func(r *Round){
		"another purpose": func(r *Round) { r.Purpose = "tracing" },
		"another round":   func(r *Round) { r.Round = "12-346" },
		"another key":     func(r *Round) { r.PublicKey = pseudonym.MakeKey().Public().Bytes() },
		"another share":   func(r *Round) { r.Share = pseudonym.MakeKey().Public().Bytes() },
		"fewer needed":    func(r *Round) { r.Threshold = 1 },
		"another number":  func(r *Round) { r.Index = 3 },
	} {
		p := play(t, 2, 2, 100)
		p.spoil(t, 1, roundPath, func(text []byte) any {
			var r Round
			if err := json.Unmarshal(text, &r); err != nil {
				t.Error(err)
			}
			change(&r)
			return r
		})
		if _, err := p.client(t, 0).Check(t.Context()); err == nil || !strings.Contains(err.Error(), "Notary 2") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestMaliceWithTheRoundKey(t *testing.T) {
	p := play(t, 2, 2, 100)
	p.spoil(t, 1, roundKeyPath, func([]byte) any { return Share{2, pseudonym.MakeKey().Bytes()} })
	if _, err := RoundKey(t.Context(), p.Agreement, p.hub); err == nil || !strings.Contains(err.Error(), "holder 2") {
		t.Errorf("a wrong share: %v", err)
	}
}

func TestAgreementWithOtherKeys(t *testing.T) {
	p := play(t, 2, 3, 100)
	p.KeyHolders.Holders[2].PublicKey = pseudonym.MakeKey().Public().Bytes()
	if _, err := NewClient(p.Agreement, p.senders[0]); err == nil {
		t.Error("an agreement with a share that does not fit was accepted")
	}
}

func TestDestruction(t *testing.T) {
	p := play(t, 1, 1, 10, 10)
	secret := pseudonym.MakeSecret()
	if _, err := p.client(t, 1).Session(secret).Pseudonyms(t.Context(), 0, addresses(1, 7)); err != nil {
		t.Fatal(err)
	}
	if records, err := Records(t.Context(), p.Agreement, p.hub); err != nil || len(records) != 0 {
		t.Errorf("before: %v %v", records, err)
	}
	record, err := p.vaults[0].Destroy("J. de Wit")
	if err != nil {
		t.Fatal(err)
	}
	gone := func(when string) {
		t.Helper()
		_, asked := p.client(t, 1).Session(secret).Pseudonyms(t.Context(), 0, addresses(1, 7))
		_, key := RoundKey(t.Context(), p.Agreement, p.hub)
		_, round := p.client(t, 0).Check(t.Context())
		for _, err := range []error{asked, key, round} {
			problem, is := is[*delivery.Problem](err)
			if !is || problem.Status != 410 || !IsDestroyed(err) || !strings.Contains(problem.Detail, record.Digest()) {
				t.Errorf("%s: %v", when, err)
			}
		}
		records, err := Records(t.Context(), p.Agreement, p.hub)
		if err != nil || records[1] == nil || records[1].Digest() != record.Digest() {
			t.Fatalf("%s: %v %v", when, records, err)
		}
		said, err := records[1].VerifyFor(p.Agreement)
		want := []vault.Evaluation{{Participant: "1", Name: "Sender 1", Quota: 11}, {Participant: "2", Name: "Sender 2", Quota: 11, Count: 7}}
		if err != nil || said.By != "J. de Wit" || len(said.Evaluations) != 2 || said.Evaluations[0] != want[0] || said.Evaluations[1] != want[1] {
			t.Errorf("%s: %+v %v", when, said, err)
		}
	}
	gone("after")
	p.stop(0)
	p.start(t, 0)
	gone("after a restart")
}
