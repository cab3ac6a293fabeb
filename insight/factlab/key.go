package factlab

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"sync"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/keyholder"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
)

// RoundKey is the secret of a round. It lives with the key holders, and in the memory of the processes of the hub that
// need it; it is stored nowhere else.
type RoundKey [32]byte

// For derives the key for one use.
func (k RoundKey) For(use string) []byte {
	out, err := hkdf.Key(sha256.New, k[:], nil, "samenkracht factlab "+use, 32)
	if err != nil {
		panic("factlab: " + err.Error()) // 32 bytes are never too many
	}
	return out
}

// keyRing remembers the keys of rounds while the process runs.
type keyRing struct {
	mu   sync.Mutex
	keys map[db.ID]RoundKey
}

// RoundKey asks the key holders for the key of a round, once. It waits for the network: call it outside of a
// transaction. When the key was destroyed, or too few key holders answer, it is an error.
func (f *Factlab) RoundKey(ctx context.Context, round db.ID, a *agreement.Agreement) (RoundKey, error) {
	f.keys.mu.Lock()
	defer f.keys.mu.Unlock()
	if k, ok := f.keys.keys[round]; ok {
		return k, nil
	}
	k, err := keyholder.RoundKey(ctx, a, f.Identity)
	if err != nil {
		return RoundKey{}, fmt.Errorf("ask key holders for the key of the round: %w: %w", err, fault.Unavailable)
	}
	if f.keys.keys == nil {
		f.keys.keys = map[db.ID]RoundKey{}
	}
	f.keys.keys[round] = k
	return k, nil
}

// forget takes the key of a round out of memory.
func (f *Factlab) forget(round db.ID) {
	f.keys.mu.Lock()
	defer f.keys.mu.Unlock()
	delete(f.keys.keys, round)
}

// errSealed is what does not open: it was sealed under another key, for another place, or was changed.
var errSealed = errors.New("what was sealed in this round does not open with its key")

// Seal seals what is kept of a round under a key derived for one use, bound to the place where it is kept.
func Seal(key []byte, place string, plain []byte) ([]byte, error) {
	box, err := box(key)
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, box.NonceSize(), box.NonceSize()+len(plain)+box.Overhead())
	_, _ = rand.Read(nonce) // never fails since Go 1.24
	return box.Seal(nonce, nonce, plain, []byte(place)), nil
}

// Unseal opens what Seal sealed.
func Unseal(key []byte, place string, sealed []byte) ([]byte, error) {
	box, err := box(key)
	if err != nil {
		return nil, err
	}
	if len(sealed) < box.NonceSize() {
		return nil, errSealed
	}
	plain, err := box.Open(nil, sealed[:box.NonceSize()], sealed[box.NonceSize():], []byte(place))
	if err != nil {
		return nil, errSealed
	}
	return plain, nil
}

func box(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}
