// Package vault is what a key holder of a Factlab round keeps, in a folder of its own: its key or share, its share of
// the round key, who is admitted with which quota, and the log that counts what was evaluated for whom.
//
//	identity.pem   the Ed25519 key by which the holder is known
//	key.json       the key or share and the share of the round key: the secrets, until they are destroyed
//	round.json     the round, its purpose and the public parts of the keys
//	admitted.json  who may ask, as the last agreement says
//	log.jsonl      a line for every batch that was paid for; the counts are the sums of these lines, and nothing else
//	record.json    the record of destruction
//	lock           held by the one process that may write here
//
// Every file is written whole beside its place and then put there, and what leaves the house has first been written to
// the disk: after a power cut the counts are what they were, or one batch more, and never less. Elements are not kept;
// a batch is recognised by its SHA-256 sum.
package vault

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/delivery"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/insight/pseudonym"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

const (
	version = 1

	identityFile, keyFile, roundFile = "identity.pem", "key.json", "round.json"
	admittedFile, logFile, cardFile  = "admitted.json", "log.jsonl", "holder.json"
	recordFile, recordPart           = "record.json", "record.part"
	lockFile, admitLockFile          = "lock", "admit.lock"
)

// Facts are what may be known of what a holder keeps.
type Facts struct {
	Version   int    `json:"version"`
	Round     string `json:"round"`
	Purpose   string `json:"purpose"`
	Body      string `json:"body"`
	Address   string `json:"address"`
	Index     int    `json:"index"`
	Threshold int    `json:"threshold"`
	PublicKey []byte `json:"public_key"` // of the whole
	Share     []byte `json:"share"`      // the public key of the share
	RoundKey  []byte `json:"round_key"`  // the public part of the share of the round key
}

// secrets are what nobody else may know.
type secrets struct {
	Version  int    `json:"version"`
	Key      []byte `json:"key"`
	RoundKey []byte `json:"round_key"`
}

// Vault is an open folder. It may be used by many at the same time; no other process has it open.
type Vault struct {
	Facts
	Identity *wire.Identity

	dir    string
	unlock func() error

	mu       sync.Mutex
	key      *pseudonym.Key // nil after the destruction
	roundKey *pseudonym.Key
	record   *Record // nil before the destruction
	admitted admitted
	stamp    fs.FileInfo // of the file of admissions as it was read
	ledger   ledger
}

// Open opens a folder, and keeps other processes out of it. A destruction that broke off is finished first.
func Open(dir string) (*Vault, error) {
	if err := closed(dir); err != nil {
		return nil, err
	}
	unlock, err := lock(filepath.Join(dir, lockFile))
	if err != nil {
		return nil, errors.Join(command.Problemf("Another program uses %s. Stop it first", dir), err)
	}
	v := &Vault{dir: dir, unlock: unlock}
	if err := v.load(); err != nil {
		return nil, errors.Join(err, unlock())
	}
	return v, nil
}

// Close lets other processes in.
func (v *Vault) Close() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.unlock == nil {
		return nil
	}
	unlock := v.unlock
	v.unlock = nil
	return errors.Join(v.ledger.close(), unlock())
}

func (v *Vault) load() (err error) {
	if v.Facts, err = ReadFacts(v.dir); err != nil {
		return err
	}
	if v.Identity, err = wire.LoadIdentity(filepath.Join(v.dir, identityFile)); err != nil {
		return err
	}
	if err := v.finishDestruction(); err != nil {
		return err
	}
	if v.record, err = ReadRecord(filepath.Join(v.dir, recordFile)); errors.Is(err, fs.ErrNotExist) {
		err = v.loadKeys()
	} else if err == nil {
		err = v.stayDestroyed()
	}
	if err != nil {
		return err
	}
	if err := v.refresh(); err != nil {
		return err
	}
	return v.ledger.open(filepath.Join(v.dir, logFile))
}

// stayDestroyed keeps a folder with a record without keys, also when somebody put them back.
func (v *Vault) stayDestroyed() error {
	if _, err := v.record.Verify(v.Identity.Key()); err != nil {
		return err
	}
	return shred(filepath.Join(v.dir, keyFile))
}

// ReadFacts reads what may be known of a folder, without opening it.
func ReadFacts(dir string) (f Facts, err error) {
	if err := read(filepath.Join(dir, roundFile), &f); err != nil {
		return f, err
	}
	if f.Version != version || f.Round == "" || f.Purpose == "" || f.Index < 1 {
		return f, command.Problemf("%s is not a file of this program", filepath.Join(dir, roundFile))
	}
	return f, nil
}

func (v *Vault) loadKeys() error {
	path := filepath.Join(v.dir, keyFile)
	if err := closed(path); err != nil {
		return err
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read key: %w", err)
	}
	if v.key, v.roundKey, err = parseSecrets(text); err != nil {
		return fmt.Errorf("read key %s: %w", path, err)
	}
	if !bytes.Equal(v.key.Public().Bytes(), v.Share) || !bytes.Equal(v.roundKey.Public().Bytes(), v.RoundKey) {
		return command.Problemf("The key in %s is not the one of %s", path, roundFile)
	}
	return nil
}

func parseSecrets(text []byte) (key, roundKey *pseudonym.Key, err error) {
	var s secrets
	if err := json.Unmarshal(text, &s); err != nil {
		return nil, nil, errors.New("this is no file of keys") // the error of package json could quote a key
	}
	if s.Version != version {
		return nil, nil, fmt.Errorf("the file has form %d, and this program reads form %d", s.Version, version)
	}
	if key, err = pseudonym.ParseKey(s.Key); err != nil {
		return nil, nil, err
	}
	roundKey, err = pseudonym.ParseKey(s.RoundKey)
	return key, roundKey, err
}

// Destroyed is the record of destruction, or nil while the key lives.
func (v *Vault) Destroyed() *Record {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.record
}

// Evaluate answers a batch with the key. Charge first.
func (v *Vault) Evaluate(b *pseudonym.Blinded) (*pseudonym.Evaluation, error) {
	v.mu.Lock()
	key := v.key
	v.mu.Unlock()
	if key == nil {
		return nil, v.gone()
	}
	return key.Evaluate(b)
}

// gone is what is said of a key that was destroyed.
func (v *Vault) gone() error {
	p := &delivery.Problem{Status: 410, Code: delivery.Destroyed, Detail: "the key was destroyed"}
	if r := v.Destroyed(); r != nil {
		p.Detail = "the key was destroyed; the record of it has SHA-256 " + r.Digest()
	}
	return p
}

// Gone is the refusal of everything after the destruction, and nil before.
func (v *Vault) Gone() error {
	if v.Destroyed() == nil {
		return nil
	}
	return v.gone()
}
