package keyholder

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/delivery"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/keyholder/vault"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/insight/pseudonym"
)

func TestSendersMeet(t *testing.T) {
	for _, size := range []struct{ t, n int }{{1, 1}, {2, 3}} {
		p := play(t, size.t, size.n, 100, 100)
		var made [2][]delivery.Pseudonym
		for i := range made {
			c := p.client(t, i)
			if rounds, err := c.Check(t.Context()); err != nil || len(rounds) != size.t || rounds[0].Quota != 110 || rounds[0].Asked != 0 {
				t.Fatalf("%+v %v", rounds, err)
			}
			var err error
			if made[i], err = c.Session(pseudonym.MakeSecret()).Pseudonyms(t.Context(), 0, addresses(1, 40)); err != nil {
				t.Fatal(err)
			}
		}
		if !slices.Equal(made[0], made[1]) {
			t.Errorf("%d of %d: two senders have other pseudonyms for the same addresses", size.t, size.n)
		}
		distinct := map[delivery.Pseudonym]bool{}
		for _, pid := range made[0] {
			distinct[pid] = true
		}
		if len(distinct) != 40 {
			t.Errorf("%d of %d: two addresses have one pseudonym", size.t, size.n)
		}
	}
}

func TestQuotaHoldsInParallelSessions(t *testing.T) {
	p := play(t, 1, 1, 100)
	var got atomic.Int32
	var over atomic.Int32
	var wg sync.WaitGroup
	for worker := range 8 {
		c := p.client(t, 0)
		wg.Go(func() {
			s := c.Session(pseudonym.MakeSecret())
			for batch := range 5 {
				out, err := s.Pseudonyms(t.Context(), batch, addresses(worker*1000+batch*10, 7))
				got.Add(int32(len(out)))
				if problem, is := is[*delivery.Problem](err); is && problem.Code == delivery.OverQuota && out == nil {
					over.Add(1)
				} else if err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if got.Load() != 105 || over.Load() != 25 { // 15 batches of 7 fit in 110
		t.Errorf("%d elements were answered, %d batches refused", got.Load(), over.Load())
	}
	if used := p.used(t, 0, "1"); used != 105 {
		t.Errorf("the log says %d", used)
	}
	if _, err := p.client(t, 0).Session(pseudonym.MakeSecret()).Pseudonyms(t.Context(), 0, addresses(1, 5)); err != nil {
		t.Errorf("the last five: %v", err)
	}
}

func TestSameBatchIsPaidOnce(t *testing.T) {
	p := play(t, 1, 1, 100)
	secret := pseudonym.MakeSecret()
	ask := func(secret [32]byte, number, from, n, want int) {
		t.Helper()
		if _, err := p.client(t, 0).Session(secret).Pseudonyms(t.Context(), number, addresses(from, n)); err != nil {
			t.Fatal(err)
		}
		if used := p.used(t, 0, "1"); used != want {
			t.Errorf("%d were paid for, not %d", used, want)
		}
	}
	ask(secret, 0, 1, 10, 10)
	ask(secret, 0, 1, 10, 10)                 // the same again
	ask(secret, 0, 2, 10, 20)                 // other elements under the same number
	ask(secret, 1, 1, 10, 30)                 // the same elements under another number
	ask(pseudonym.MakeSecret(), 0, 1, 10, 40) // another session
	p.stop(0)
	p.start(t, 0)
	ask(secret, 0, 1, 10, 40) // the same again after a restart
	ask(secret, 0, 2, 10, 40)
}

func TestWhoMayAskWhat(t *testing.T) {
	p := play(t, 1, 1, 10)
	batch := addresses(1, 1)
	for name, id := range map[string]*wire.Identity{"the hub": p.hub, "a stranger": wire.MakeIdentity()} {
		if out, err := p.clientOf(t, id).Session(pseudonym.MakeSecret()).Pseudonyms(once(t), 0, batch); err == nil || out != nil {
			t.Errorf("%s got a pseudonym", name)
		}
	}
	if _, err := RoundKey(t.Context(), p.Agreement, p.hub); err != nil {
		t.Errorf("the hub has no round key: %v", err)
	}
	for name, id := range map[string]*wire.Identity{"a sender": p.senders[0], "a stranger": wire.MakeIdentity()} {
		if _, err := RoundKey(once(t), p.Agreement, id); err == nil {
			t.Errorf("%s got the round key", name)
		}
	}
	if rounds, err := p.clientOf(t, p.hub).Check(t.Context()); err != nil || rounds[0].Quota != 0 {
		t.Errorf("the hub sees %+v, %v", rounds, err)
	}
	// Somebody lists the hub as a participant, past the check of the agreement.
	path := filepath.Join(p.folders[0], "admitted.json")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text = bytes.ReplaceAll(text, []byte(p.senders[0].Key().String()), []byte(p.hub.Key().String()))
	if err := errors.Join(os.Remove(path), os.WriteFile(path, text, 0o600)); err != nil {
		t.Fatal(err)
	}
	if _, err := p.clientOf(t, p.hub).Session(pseudonym.MakeSecret()).Pseudonyms(once(t), 0, batch); err == nil {
		t.Error("the hub that was listed as a participant got a pseudonym")
	}
	if _, err := p.client(t, 0).Session(pseudonym.MakeSecret()).Pseudonyms(once(t), 0, batch); !errors.Is(err, wire.ErrUnknown) {
		t.Errorf("who is no participant any more: %v", err)
	}
}

func TestAdmittedWhileServing(t *testing.T) {
	p := play(t, 1, 1, 10)
	late := wire.MakeIdentity()
	ask := func() error {
		_, err := p.clientOf(t, late).Session(pseudonym.MakeSecret()).Pseudonyms(once(t), 0, addresses(1, 1))
		return err
	}
	if err := ask(); !errors.Is(err, wire.ErrUnknown) {
		t.Errorf("before: %v", err)
	}
	p.Participants = append(p.Participants, agreement.Participant{ID: "9", Name: "Late", Key: late.Key(), Declared: 1})
	p.admit(t, 0)
	if err := ask(); err != nil {
		t.Errorf("after: %v", err)
	}
}

func TestLossOfHolders(t *testing.T) {
	p := play(t, 2, 4, 100)
	want, err := p.client(t, 0).Session(pseudonym.MakeSecret()).Pseudonyms(t.Context(), 0, addresses(1, 5))
	if err != nil {
		t.Fatal(err)
	}
	key, err := RoundKey(t.Context(), p.Agreement, p.hub)
	if err != nil {
		t.Fatal(err)
	}
	p.stop(0)
	p.stop(2)
	c := p.client(t, 0)
	for number := range 3 { // only the first has to find out who is away
		got, err := c.Session(pseudonym.MakeSecret()).Pseudonyms(t.Context(), number, addresses(1, 5))
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("two of four: %v", err)
		}
	}
	if again, err := RoundKey(t.Context(), p.Agreement, p.hub); err != nil || again != key {
		t.Errorf("the round key of two of four: %v", err)
	}
	p.stop(3)
	if _, err := c.Session(pseudonym.MakeSecret()).Pseudonyms(once(t), 0, addresses(1, 5)); !wire.Unreachable(err) || !strings.Contains(err.Error(), "too few") {
		t.Errorf("one of four: %v", err)
	}
}

// Who spreads its questions over the holders gets at most n/t times its quota: with 2 of 3 one and a half times.
func TestSpreadOverHolders(t *testing.T) {
	p := play(t, 2, 3, 20) // a quota of 22 with each
	got, from := 0, 0
	for round := range 40 {
		away := round % 3
		p.stop(away)
		out, err := p.client(t, 0).Session(pseudonym.MakeSecret()).Pseudonyms(once(t), 0, addresses(from, 1))
		if problem, is := is[*delivery.Problem](err); err != nil && (!is || problem.Code != delivery.OverQuota) {
			t.Fatal(err)
		}
		got, from = got+len(out), from+1
		p.start(t, away)
	}
	if got > 22*3/2 || got < 30 {
		t.Errorf("%d were opened with a quota of 22 at each of three holders", got)
	}
}

func TestNoElementIsKept(t *testing.T) {
	p := play(t, 1, 1, 100)
	secret := pseudonym.MakeSecret()
	out, err := p.client(t, 0).Session(secret).Pseudonyms(t.Context(), 0, addresses(1, 3))
	if err != nil {
		t.Fatal(err)
	}
	keys, err := p.KeyHolders.Keys()
	if err != nil {
		t.Fatal(err)
	}
	batch, err := pseudonym.NewSession(secret, keys).Blind(addresses(1, 3))
	if err != nil {
		t.Fatal(err)
	}
	raw := batch.Blinded().Bytes()
	files, err := filepath.Glob(filepath.Join(p.folders[0], "*"))
	if err != nil || len(files) < 5 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, secret := range [][]byte{raw[:32], raw[32:64], out[0][:], addresses(1, 1)[0]} {
			for _, form := range []string{string(secret), hex.EncodeToString(secret), base64.StdEncoding.EncodeToString(secret)[:12]} {
				if bytes.Contains(text, []byte(form)) {
					t.Errorf("%s holds %q", filepath.Base(file), form)
				}
			}
		}
	}
}

func TestOneProcessOnly(t *testing.T) {
	p := play(t, 1, 1, 10)
	if v, err := vault.Open(p.folders[0]); err == nil {
		t.Error("a second one opened the folder", v.Close())
	}
}
