package wire

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

const pemType = "PRIVATE KEY" // PKCS #8, RFC 5958

// Identity is by which a party shows who it is: an Ed25519 private key.
type Identity struct {
	private ed25519.PrivateKey
}

// MakeIdentity makes a new identity.
func MakeIdentity() *Identity {
	var seed [ed25519.SeedSize]byte
	_, _ = rand.Read(seed[:]) // never fails since Go 1.24
	return &Identity{ed25519.NewKeyFromSeed(seed[:])}
}

// LoadOrMakeIdentity reads the identity from a PEM file, and makes one when there is no file. On Unix it refuses a
// file that others than its owner can read.
func LoadOrMakeIdentity(path string) (*Identity, error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		if err := MakeIdentity().save(path); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, fmt.Errorf("make identity %s: %w", path, err)
		}
	}
	return LoadIdentity(path)
}

// LoadIdentity reads the identity from a PEM file.
func LoadIdentity(path string) (*Identity, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("read identity: %w", err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return nil, fmt.Errorf("read identity: others than its owner can read %s: give it mode 0600", path)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read identity: %w", err)
	}
	id, err := ParseIdentity(text)
	if err != nil {
		return nil, fmt.Errorf("read identity %s: %w", path, err)
	}
	return id, nil
}

// ParseIdentity reads the text of such a file.
func ParseIdentity(text []byte) (*Identity, error) {
	block, rest := pem.Decode(text)
	if block == nil || block.Type != pemType || len(bytes.TrimSpace(rest)) > 0 {
		return nil, errors.New("this is no PEM file with one private key")
	}
	parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, fmt.Errorf("this is no private key: %w", err)
	}
	private, is := parsed.(ed25519.PrivateKey)
	if !is {
		return nil, errors.New("this key is not an Ed25519 key")
	}
	return &Identity{private}, nil
}

// save writes a new file that only its owner can read, whole or not at all, and never over another.
func (id *Identity) save(path string) error {
	der, err := x509.MarshalPKCS8PrivateKey(id.private)
	if err != nil {
		return err
	}
	whole, err := os.CreateTemp(filepath.Dir(path), ".identity-*") // with mode 0600
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(whole.Name()) }()
	_, err = whole.Write(pem.EncodeToMemory(&pem.Block{Type: pemType, Bytes: der}))
	if err = errors.Join(err, whole.Sync(), whole.Close()); err != nil {
		return err
	}
	if err := os.Link(whole.Name(), path); err == nil || errors.Is(err, fs.ErrExist) {
		return err // somebody else was first
	}
	// Some disks, such as those of other machines, know no second name for a file.
	if _, err := os.Lstat(path); err == nil {
		return fs.ErrExist
	}
	return os.Rename(whole.Name(), path)
}

// Key is the public key, by which others know the identity.
func (id *Identity) Key() Key { return Key(id.private.Public().(ed25519.PublicKey)) }

// Sign signs a message.
func (id *Identity) Sign(message []byte) []byte { return ed25519.Sign(id.private, message) }

// Verify reports whether the owner of the key signed the message.
func (k Key) Verify(message, signature []byte) bool { return ed25519.Verify(k[:], message, signature) }
