package seal

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/insecurecleartextkeyset"
	"github.com/tink-crypto/tink-go/v2/keyset"
	"github.com/tink-crypto/tink-go/v2/prf"
	"github.com/tink-crypto/tink-go/v2/tink"

	"codeberg.org/samenkracht/samenkracht/platform/db"
)

// Master is the key above all data keys, and the secret from which the blind indexes come. Both are keysets of
// Tink, so a new master key can be put beside the old one.
type Master struct {
	wrapping tink.AEAD
	blinding *prf.Set
}

// file is the form of the master key file.
type file struct {
	Wrapping json.RawMessage `json:"wrapping"`
	Blinding json.RawMessage `json:"blinding"`
}

// LoadMaster reads the master key from an address: "file:PATH", or a path alone. Only its owner may be able to
// read the file. A key in a key management service has an address of another form, which this version refuses.
func LoadMaster(address string) (*Master, error) {
	path, err := pathOf(address)
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("master key: %w", err)
	}
	if info.Mode().Perm()&0o077 != 0 {
		return nil, fmt.Errorf("master key: others than its owner can read %s: give it mode 0600", path)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("master key: %w", err)
	}
	m, err := readMaster(text)
	if err != nil {
		return nil, fmt.Errorf("master key: %s: %w", path, err)
	}
	return m, nil
}

// LoadOrMakeMaster reads the master key, and makes one when there is none. That is for demonstrations and tests:
// who runs it for real makes the key once, keeps a copy in a safe, and uses LoadMaster.
func LoadOrMakeMaster(address string) (*Master, error) {
	path, err := pathOf(address)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		if err := MakeMaster(path); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, err
		}
	}
	return LoadMaster(path)
}

// MakeMaster makes a new master key in a file that only its owner can read. It never overwrites one.
func MakeMaster(address string) error {
	path, err := pathOf(address)
	if err != nil {
		return err
	}
	text, err := newMaster()
	if err != nil {
		return fmt.Errorf("make master key: %w", err)
	}
	whole, err := os.CreateTemp(filepath.Dir(path), ".master-*") // with mode 0600
	if err != nil {
		return fmt.Errorf("make master key: %w", err)
	}
	defer os.Remove(whole.Name())
	_, err = whole.Write(text)
	err = errors.Join(err, whole.Sync(), whole.Close())
	if err == nil {
		err = os.Link(whole.Name(), path) // fails when somebody else was first
	}
	if err != nil {
		return fmt.Errorf("make master key: %w", err)
	}
	return nil
}

func pathOf(address string) (string, error) {
	kind, _, found := strings.Cut(address, "://")
	if found {
		return "", fmt.Errorf("master key: %s addresses are not known here: write file:PATH", kind)
	}
	path := strings.TrimPrefix(address, "file:")
	if path == "" {
		return "", errors.New("master key: write file:PATH")
	}
	return path, nil
}

func newMaster() ([]byte, error) {
	wrapping, err := keyset.NewHandle(aead.AES256GCMKeyTemplate())
	if err != nil {
		return nil, err
	}
	blinding, err := keyset.NewHandle(prf.HKDFSHA256PRFKeyTemplate())
	if err != nil {
		return nil, err
	}
	var w, b bytes.Buffer
	if err := insecurecleartextkeyset.Write(wrapping, keyset.NewJSONWriter(&w)); err != nil {
		return nil, err
	}
	if err := insecurecleartextkeyset.Write(blinding, keyset.NewJSONWriter(&b)); err != nil {
		return nil, err
	}
	return json.Marshal(file{w.Bytes(), b.Bytes()})
}

var errDamaged = errors.New("this is no master key file, or it is damaged")

// readMaster never repeats what stands in the file: an error of a reader might.
func readMaster(text []byte) (*Master, error) {
	var f file
	if err := json.Unmarshal(text, &f); err != nil || len(f.Wrapping) == 0 || len(f.Blinding) == 0 {
		return nil, errDamaged
	}
	wrapping, err := insecurecleartextkeyset.Read(keyset.NewJSONReader(bytes.NewReader(f.Wrapping)))
	if err != nil {
		return nil, errDamaged
	}
	blinding, err := insecurecleartextkeyset.Read(keyset.NewJSONReader(bytes.NewReader(f.Blinding)))
	if err != nil {
		return nil, errDamaged
	}
	var m Master
	if m.wrapping, err = aead.New(wrapping); err != nil {
		return nil, errDamaged
	}
	if m.blinding, err = prf.NewPRFSet(blinding); err != nil {
		return nil, errDamaged
	}
	return &m, nil
}

// What a wrapped key is bound to, in place of a column.
const dataKey = "seal_key.wrapped"

func (m *Master) wrap(tenant, owner db.ID, raw []byte) ([]byte, error) {
	return m.wrapping.Encrypt(raw, place(version, tenant, owner, dataKey))
}

func (m *Master) unwrap(tenant, owner db.ID, wrapped []byte) ([]byte, error) {
	raw, err := m.wrapping.Decrypt(wrapped, place(version, tenant, owner, dataKey))
	if err != nil {
		return nil, errors.New("the master key does not fit")
	}
	return raw, nil
}

// blind derives the key of the tenant from the master and hashes the value with it.
func (m *Master) blind(tenant db.ID, value string) []byte {
	key, err := m.blinding.ComputePrimaryPRF(binary.BigEndian.AppendUint64([]byte("blind index of tenant "), uint64(tenant)), sha256.Size)
	if err != nil {
		panic(err) // only a length beyond what the function can give
	}
	h := hmac.New(sha256.New, key)
	h.Write([]byte(value))
	return h.Sum(nil)
}
