// Package session keeps what a sender needs to go on after a cut connection or a kill without asking the key holders
// for anything that counts again: the secret of the blinds, and which addresses were asked in which batch. It keeps
// no pseudonyms.
//
// Batches are made in the order of a keyed hash, so that neither their order nor their make-up tells anything. When
// the file of the organisation changes, addresses keep their batches, and only new ones make new batches. Of a
// registry sender no addresses are kept either, so its file may not change between two attempts.
package session

import (
	"bytes"
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/pseudonym"
	"codeberg.org/samenkracht/samenkracht/insight/pseudonym/address"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

const (
	version     = 1
	sessionFile = "session.json"
	batchesFile = "batches.csv"
	begunFile   = "begun"
	orderLabel  = "Samenkracht-Factlab-v1-order"
)

// Session is what is kept of a round.
type Session struct {
	Secret   [32]byte
	Registry bool

	dir     string
	digest  string // of the addresses of a registry sender
	batches [][]string

	mu    sync.Mutex
	begun int // so many of the batches may have been asked
}

// kept is the file of a session.
type kept struct {
	Version   int    `json:"version"`
	Round     string `json:"round"`
	PublicKey []byte `json:"public_key"`
	Spelling  int    `json:"address_version"`
	Secret    []byte `json:"secret"`
	Digest    string `json:"addresses,omitempty"`
}

// Open opens the session of a round in a folder, or begins one. A session for another key is of no use any more and
// is forgotten.
func Open(dir string, a *agreement.Agreement, registry bool) (*Session, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	s := &Session{dir: dir, Registry: registry}
	text, err := os.ReadFile(filepath.Join(dir, sessionFile))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var k kept
	switch {
	case err != nil:
	case json.Unmarshal(text, &k) != nil || k.Version != version || len(k.Secret) != len(s.Secret):
		return nil, command.Problemf("The file %s is damaged. Ask the Factlab lead what to do before you remove it", filepath.Join(dir, sessionFile))
	case k.Round == a.Round && bytes.Equal(k.PublicKey, a.KeyHolders.PublicKey) && k.Spelling == address.Version:
		s.Secret, s.digest = [32]byte(k.Secret), k.Digest
		return s, errors.Join(s.load(), s.loadBegun())
	}
	if err := s.Forget(); err != nil {
		return nil, err
	}
	s.Secret = pseudonym.MakeSecret()
	return s, s.save(a)
}

func (s *Session) save(a *agreement.Agreement) error {
	text, err := json.Marshal(kept{version, a.Round, a.KeyHolders.PublicKey, address.Version, s.Secret[:], s.digest})
	if err != nil {
		return err
	}
	return put(filepath.Join(s.dir, sessionFile), text)
}

// load reads the batches.
func (s *Session) load() error {
	path := filepath.Join(s.dir, batchesFile)
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	records, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	damaged := command.Problemf("The file %s is damaged. Ask the Factlab lead what to do before you remove it", path)
	if err != nil {
		return damaged
	}
	for _, r := range records {
		n, err := strconv.Atoi(r[0])
		if err != nil || len(r) != 2 || n != len(s.batches) && n != len(s.batches)-1 || n < 0 {
			return damaged
		}
		if n == len(s.batches) {
			s.batches = append(s.batches, nil)
		}
		s.batches[n] = append(s.batches[n], r[1])
	}
	return nil
}

// loadBegun reads how many batches may have been asked.
func (s *Session) loadBegun() error {
	path := filepath.Join(s.dir, begunFile)
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if s.begun, err = strconv.Atoi(strings.TrimSpace(string(text))); err != nil || s.begun < 0 {
		return command.Problemf("The file %s is damaged. Ask the Factlab lead what to do before you remove it", path)
	}
	return nil
}

// begin remembers that a batch is about to be asked.
func (s *Session) begin(number int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if number < s.begun {
		return nil
	}
	s.begun = number + 1
	return put(filepath.Join(s.dir, begunFile), []byte(strconv.Itoa(s.begun)+"\n"))
}

// Plan gives every address a batch, before anything is asked. Batches that were never asked are made anew. It refuses
// more addresses than the quota, those of earlier batches counted with them.
func (s *Session) Plan(a *agreement.Agreement, keys []string, quota int) error {
	if s.Registry {
		return s.planRegistry(a, keys)
	}
	s.batches = s.batches[:min(s.begun, len(s.batches))]
	asked, known := 0, map[string]bool{}
	for _, b := range s.batches {
		asked += len(b)
		for _, key := range b {
			known[key] = true
		}
	}
	fresh := slices.DeleteFunc(slices.Clone(keys), func(key string) bool { return known[key] })
	if asked += len(fresh); asked > quota {
		return &QuotaError{asked, quota}
	}
	if len(fresh) == 0 {
		return nil
	}
	s.shuffle(fresh)
	s.batches = slices.AppendSeq(s.batches, slices.Chunk(fresh, pseudonym.BatchSize))
	return s.saveBatches()
}

// QuotaError is a plan for more addresses than an organisation may have evaluated.
type QuotaError struct{ Asked, Quota int }

func (e *QuotaError) Error() string {
	return fmt.Sprintf("%d addresses are more than the quota of %d", e.Asked, e.Quota)
}

func (s *Session) saveBatches() error {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	for n, b := range s.batches {
		for _, key := range b {
			if err := w.Write([]string{strconv.Itoa(n), key}); err != nil {
				return err
			}
		}
	}
	w.Flush()
	return put(filepath.Join(s.dir, batchesFile), out.Bytes())
}

// planRegistry remembers only a check sum of all addresses.
func (s *Session) planRegistry(a *agreement.Agreement, keys []string) error {
	all := slices.Clone(keys)
	s.shuffle(all)
	hash := hmac.New(sha256.New, s.Secret[:])
	for _, key := range all {
		hash.Write([]byte(key + "\n"))
	}
	digest := hex.EncodeToString(hash.Sum(nil))
	if s.begun > 0 && s.digest != digest {
		return command.Problemf("The file has other addresses than at the first attempt. All addresses can be asked only once, so use the first file")
	}
	s.digest, s.batches = digest, slices.Collect(slices.Chunk(all, pseudonym.BatchSize))
	return s.save(a)
}

// shuffle orders keys by a keyed hash.
func (s *Session) shuffle(keys []string) {
	type tagged struct {
		tag [sha256.Size]byte
		key string
	}
	all := make([]tagged, len(keys))
	mac := hmac.New(sha256.New, s.Secret[:])
	for i, key := range keys {
		mac.Reset()
		mac.Write([]byte(orderLabel + key))
		all[i] = tagged{[sha256.Size]byte(mac.Sum(nil)), key}
	}
	slices.SortFunc(all, func(a, b tagged) int { return cmp.Or(bytes.Compare(a.tag[:], b.tag[:]), cmp.Compare(a.key, b.key)) })
	for i := range all {
		keys[i] = all[i].key
	}
}

// Forget removes everything that is kept.
func (s *Session) Forget() error {
	s.batches, s.digest, s.begun = nil, "", 0
	var errs []error
	for _, name := range []string{batchesFile, begunFile, sessionFile} {
		if err := os.Remove(filepath.Join(s.dir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// put writes a file that only its owner can read, wholly or not at all, and waits until the disk has it: what the key
// holders count must not be forgotten here.
func put(path string, text []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*") // with mode 0600
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}
