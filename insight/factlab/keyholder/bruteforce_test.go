package keyholder

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/generated"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/delivery"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/insight/pseudonym"
	"codeberg.org/samenkracht/samenkracht/insight/pseudonym/address"
)

// town is a made town: all its addresses as the public list has them, and the distinct ones that organisations deliver
// at, as they spell them. One in a hundred is mistyped, and then often in no list.
type town struct {
	registry, delivered []string
}

// makeTown runs the generator that stands beside the project.
func makeTown(t *testing.T) town {
	t.Helper()
	dir := generated.City(t)
	files, err := filepath.Glob(filepath.Join(dir, "deliveries", "*.csv"))
	if err != nil || len(files) != 27 {
		t.Fatal(files, err)
	}
	seen := map[string]bool{}
	var made town
	for _, file := range files {
		for _, key := range keysIn(t, file, 3) {
			if !seen[key] {
				seen[key], made.delivered = true, append(made.delivered, key)
			}
		}
	}
	made.registry = keysIn(t, filepath.Join(dir, "addresses.csv"), 1)
	return made
}

// keysIn reads the addresses out of a file whose postcode stands in a column, and number, letter and addition after it.
func keysIn(t *testing.T, file string, column int) (keys []string) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	in := csv.NewReader(f)
	for line := 0; ; line++ {
		r, err := in.Read()
		if errors.Is(err, io.EOF) {
			return keys
		}
		if err != nil {
			t.Fatal(err)
		}
		if line == 0 {
			continue
		}
		key, err := address.AppendKey(nil, []byte(r[column]), []byte(r[column+1]), []byte(r[column+2]), []byte(r[column+3]))
		if err == nil {
			keys = append(keys, string(key))
		}
	}
}

// opened counts the pseudonyms that turn up when somebody makes the pseudonyms of addresses.
func opened(file map[delivery.Pseudonym]bool, made []delivery.Pseudonym) (n int) {
	for _, pid := range made {
		if file[pid] {
			n++
		}
	}
	return n
}

func keyed(key []byte, addresses []string) []delivery.Pseudonym {
	out := make([]delivery.Pseudonym, len(addresses))
	mac := hmac.New(sha256.New, key)
	for i, a := range addresses {
		mac.Reset()
		mac.Write([]byte(a))
		out[i] = delivery.Pseudonym(mac.Sum(nil)[:16])
	}
	return out
}

func setOf(made []delivery.Pseudonym) map[delivery.Pseudonym]bool {
	out := make(map[delivery.Pseudonym]bool, len(made))
	for _, pid := range made {
		out[pid] = true
	}
	return out
}

func bytesOf(addresses []string) [][]byte {
	out := make([][]byte, len(addresses))
	for i, a := range addresses {
		out[i] = []byte(a)
	}
	return out
}

// With a shared secret any one of the senders opens what all of them sent, by making the pseudonym of every address
// there is.
func TestBruteForceOfSharedSecret(t *testing.T) {
	town, key := makeTown(t), []byte("a secret that all 27 senders share")
	file := setOf(keyed(key, town.delivered))
	n := opened(file, keyed(key, town.registry))
	share := float64(n) / float64(len(file))
	t.Logf("%d of %d pseudonyms opened: %.1f%%", n, len(file), 100*share)
	if share < 0.9 || len(file) < 25000 {
		t.Errorf("the attack that this is about opens %.1f%% of %d", 100*share, len(file))
	}
}

// With a key holder who is not asked, it opens nothing; with one sender that gives its questions away, at most as
// many as its quota, however it asks.
func TestBruteForceWithKeyHolder(t *testing.T) {
	const delivered, tried, declared = 1000, 6000, 200
	town := makeTown(t)
	p := play(t, 1, 1, delivered, declared)
	file := setOf(p.pseudonyms(t, 0, town.delivered[:delivered]))
	registry := town.registry[:tried]

	// Whoever received the file knows addresses, public keys, blinding and hashing, but not the key.
	for name, id := range map[string]*wire.Identity{"the hub": p.hub, "a stranger": wire.MakeIdentity()} {
		if out, err := p.clientOf(t, id).Session(pseudonym.MakeSecret()).Pseudonyms(once(t), 0, bytesOf(registry[:10])); err == nil || len(out) > 0 {
			t.Errorf("%s was answered", name)
		}
	}
	for name, made := range map[string][]delivery.Pseudonym{
		"the public key as a secret": keyed(p.KeyHolders.PublicKey, registry),
		"a guessed key":              guess(t, registry[:1000]),
	} {
		if n := opened(file, made); n != 0 {
			t.Errorf("%s opens %d", name, n)
		}
	}

	// A sender gives all its questions away: from several machines at the same time, and again after a restart. It even
	// guesses right every time which addresses are in the file.
	quota := p.Participants[1].Quota()
	got := p.robbed(t, 1, town.delivered[:delivered])
	p.stop(0)
	p.start(t, 0)
	got = append(got, p.robbed(t, 1, registry)...)
	n := opened(file, got)
	t.Logf("with a quota of %d: %d answered, %d of %d pseudonyms opened", quota, len(got), n, len(file))
	if len(setOf(got)) != quota || p.used(t, 0, "2") != quota {
		t.Errorf("%d were answered and %d counted, with a quota of %d", len(setOf(got)), p.used(t, 0, "2"), quota)
	}
	if n != quota {
		t.Errorf("%d pseudonyms were opened with a quota of %d", n, quota)
	}
}

func (p *played) pseudonyms(t *testing.T, sender int, addresses []string) (out []delivery.Pseudonym) {
	t.Helper()
	s := p.client(t, sender).Session(pseudonym.MakeSecret())
	for number := 0; len(addresses) > 0; number++ {
		n := min(pseudonym.BatchSize, len(addresses))
		made, err := s.Pseudonyms(t.Context(), number, bytesOf(addresses[:n]))
		if err != nil {
			t.Fatal(err)
		}
		out, addresses = append(out, made...), addresses[n:]
	}
	return out
}

// guess makes pseudonyms with a key of one's own.
func guess(t *testing.T, addresses []string) (out []delivery.Pseudonym) {
	t.Helper()
	return play(t, 1, 1, len(addresses)).pseudonyms(t, 0, addresses)
}

// robbed asks in four sessions at a time, each a part of the addresses and in ever smaller batches, until the last
// element was refused.
func (p *played) robbed(t *testing.T, sender int, addresses []string) (out []delivery.Pseudonym) {
	t.Helper()
	var mu sync.Mutex
	var wg sync.WaitGroup
	part := len(addresses) / 4
	for i := range 4 {
		s, mine := p.client(t, sender).Session(pseudonym.MakeSecret()), addresses[i*part:(i+1)*part]
		wg.Go(func() {
			for number, size := 0, 32; size > 0; number++ {
				made, err := s.Pseudonyms(t.Context(), number, bytesOf(mine[:size]))
				if err != nil {
					size /= 2
					continue
				}
				mine = mine[size:]
				mu.Lock()
				out = append(out, made...)
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return out
}
