package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"

	"codeberg.org/samenkracht/samenkracht/platform/db"
)

// version is the first byte of every sealed field: AES-256-GCM with a random nonce of 12 bytes.
const version = 1

const keySize = 32

var errForeign = errors.New("this field was not sealed for this place")

// Key is the data key of one owner, ready for use.
type Key struct {
	tenant, owner db.ID
	aead          cipher.AEAD
}

func newDataKey() []byte {
	raw := make([]byte, keySize)
	_, _ = rand.Read(raw) // never fails since Go 1.24
	return raw
}

func newKey(tenant, owner db.ID, raw []byte) (*Key, error) {
	block, err := aes.NewCipher(raw)
	if err != nil {
		return nil, fmt.Errorf("data key: %w", err)
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, fmt.Errorf("data key: %w", err)
	}
	return &Key{tenant, owner, aead}, nil
}

// Seal seals a field of the owner. An empty field stays empty.
func (k *Key) Seal(column string, plain []byte) []byte {
	if len(plain) == 0 {
		return nil
	}
	size := k.aead.NonceSize()
	out := make([]byte, 1+size, 1+size+len(plain)+k.aead.Overhead())
	out[0] = version
	_, _ = rand.Read(out[1:])
	return k.aead.Seal(out, out[1:], plain, place(version, k.tenant, k.owner, column))
}

// Open opens a field that Seal sealed for the same owner and column.
func (k *Key) Open(column string, sealed []byte) ([]byte, error) {
	if len(sealed) == 0 {
		return nil, nil
	}
	size := k.aead.NonceSize()
	if len(sealed) < 1+size+k.aead.Overhead() || sealed[0] != version {
		return nil, fmt.Errorf("open %s: %w", column, errForeign)
	}
	plain, err := k.aead.Open(nil, sealed[1:1+size], sealed[1+size:], place(version, k.tenant, k.owner, column))
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", column, errForeign)
	}
	return plain, nil
}

// place is what a sealed field is bound to.
func place(version byte, tenant, owner db.ID, column string) []byte {
	b := make([]byte, 0, 17+len(column))
	b = append(b, version)
	b = binary.BigEndian.AppendUint64(b, uint64(tenant))
	b = binary.BigEndian.AppendUint64(b, uint64(owner))
	return append(b, column...)
}
