package vault

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/insight/pseudonym"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// Record is the record of destruction (verklaring van vernietiging). It proves that the holder of the key in the
// agreement stated at that time that it destroyed it, and that it had that key when it wrote so. That no copy is left
// anywhere cannot be proven by anybody.
type Record struct {
	// Statement is a Statement as JSON. What is signed is its text without white space.
	Statement json.RawMessage `json:"statement"`
	Signature []byte          `json:"signature"` // Ed25519, by the holder's identity
	// Possession and RoundKeyPossession are made with the keys themselves, just before they were destroyed.
	Possession         []byte `json:"possession"`
	RoundKeyPossession []byte `json:"round_key_possession"`
}

// Statement is what a record states.
type Statement struct {
	Version     int          `json:"version"`
	Round       string       `json:"round"`
	Purpose     string       `json:"purpose"`
	Body        string       `json:"body"` // the key holder
	Index       int          `json:"index"`
	Threshold   int          `json:"threshold"`
	Identity    wire.Key     `json:"identity"`   // of the key holder
	PublicKey   []byte       `json:"public_key"` // of the whole
	Share       []byte       `json:"share"`      // of the key that was destroyed
	RoundKey    []byte       `json:"round_key"`  // of the share of the round key that was destroyed
	By          string       `json:"by"`         // who destroyed it
	At          time.Time    `json:"at"`
	Evaluations []Evaluation `json:"evaluations"`
	Log         string       `json:"log"` // SHA-256 of the log, as hexadecimal digits
}

// Evaluation is how many elements were evaluated for a participant in the whole round.
type Evaluation struct {
	Participant string `json:"participant"`
	Name        string `json:"name"`
	Quota       int    `json:"quota"`
	Count       int    `json:"count"`
}

// what is before the statement in what is signed.
const signLabel = "Samenkracht-Factlab-v1-destruction\n"

// sign makes the record of a statement.
func sign(s Statement, id *wire.Identity, key, roundKey *pseudonym.Key) (*Record, error) {
	text, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	message := append([]byte(signLabel), text...)
	r := &Record{Statement: text, Signature: id.Sign(message)}
	if r.Possession, err = key.Possession(message); err != nil {
		return nil, err
	}
	r.RoundKeyPossession, err = roundKey.Possession(message)
	return r, err
}

// ParseRecord reads a record. It does not verify it.
func ParseRecord(text []byte) (*Record, error) {
	var r Record
	if err := strict(text, &r); err != nil {
		return nil, command.Problemf("This is no record of destruction: %s", err)
	}
	if _, err := r.Said(); err != nil {
		return nil, command.Problemf("This is no record of destruction: %s", err)
	}
	return &r, nil
}

// ReadRecord reads the record in a file.
func ReadRecord(path string) (*Record, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	r, err := ParseRecord(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return r, nil
}

// strict reads JSON of which every field is known, so that nothing stands in a record that nobody looks at.
func strict(text []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("something stands behind it")
	}
	return nil
}

// Said is the statement of the record.
func (r *Record) Said() (s Statement, err error) {
	if err := strict(r.Statement, &s); err != nil {
		return s, err
	}
	if s.Version != version {
		return s, fmt.Errorf("it has form %d, and this program reads form %d", s.Version, version)
	}
	return s, nil
}

func (r *Record) message() ([]byte, error) {
	var compact bytes.Buffer
	compact.WriteString(signLabel)
	err := json.Compact(&compact, r.Statement)
	return compact.Bytes(), err
}

// Digest is the SHA-256 sum of what was signed, as hexadecimal digits.
func (r *Record) Digest() string {
	message, err := r.message()
	if err != nil {
		return "" // ParseRecord has read it, so it can be written
	}
	sum := sha256.Sum256(message)
	return hex.EncodeToString(sum[:])
}

// Verify checks a record against the identity that the holder is known by. Nobody but the holder can make a record that
// passes.
func (r *Record) Verify(identity wire.Key) (Statement, error) {
	s, err := r.Said()
	if err != nil {
		return s, err
	}
	message, err := r.message()
	if err != nil {
		return s, err
	}
	if identity.IsZero() || s.Identity != identity {
		return s, command.Problemf("The record is of %s, and not of %s", s.Identity, identity)
	}
	if !identity.Verify(message, r.Signature) {
		return s, command.Problemf("The signature does not fit this text and this key holder")
	}
	return s, errors.Join(possessed(s.Share, message, r.Possession), possessed(s.RoundKey, message, r.RoundKeyPossession))
}

func possessed(public, message, proof []byte) error {
	key, err := pseudonym.ParsePublicKey(public)
	if err != nil || !key.VerifyPossession(message, proof) {
		return command.Problemf("The proof that the writer had the key does not hold")
	}
	return nil
}

// VerifyFor checks a record against the agreement of the round.
func (r *Record) VerifyFor(a *agreement.Agreement) (Statement, error) {
	s, err := r.Said()
	if err != nil {
		return s, err
	}
	if s.Round != a.Round || s.Purpose != a.Purpose {
		return s, command.Problemf("The record is about round %q, for %q. The agreement is about round %q, for %q", s.Round, s.Purpose, a.Round, a.Purpose)
	}
	for _, h := range a.KeyHolders.Holders {
		if h.Index != s.Index {
			continue
		}
		if !bytes.Equal(s.PublicKey, a.KeyHolders.PublicKey) || !bytes.Equal(s.Share, h.PublicKey) || !bytes.Equal(s.RoundKey, h.RoundKey) {
			return s, command.Problemf("The record is about other keys than those in the agreement")
		}
		return r.Verify(h.Key)
	}
	return s, command.Problemf("The agreement has no key holder %d", s.Index)
}
