package vault

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// Destroy destroys the key and the share of the round key for ever, and leaves a signed record of it. by is the name
// of who does so. It goes in three steps: the record is written beside its place, the keys are overwritten and
// removed, the record is put in its place. What breaks off after the first step is finished when the folder is opened
// again. Destroying twice gives the same record.
func (v *Vault) Destroy(by string) (*Record, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.record != nil {
		return v.record, nil
	}
	if strings.TrimSpace(by) == "" {
		return nil, command.Problemf("Say who destroys the key")
	}
	if err := v.beginDestruction(by); err != nil {
		return nil, err
	}
	if err := v.finishDestruction(); err != nil {
		return nil, err
	}
	v.key.Forget()
	v.roundKey.Forget()
	v.key, v.roundKey = nil, nil
	var err error
	v.record, err = ReadRecord(filepath.Join(v.dir, recordFile))
	return v.record, err
}

func (v *Vault) beginDestruction(by string) error {
	if err := v.refresh(); err != nil {
		return err
	}
	log, err := os.ReadFile(filepath.Join(v.dir, logFile))
	if err != nil {
		return err
	}
	sum := sha256.Sum256(log)
	record, err := sign(Statement{Version: version, Round: v.Round, Purpose: v.Purpose, Body: v.Body, Index: v.Index, Threshold: v.Threshold,
		Identity: v.Identity.Key(), PublicKey: v.PublicKey, Share: v.Share, RoundKey: v.RoundKey,
		By: by, At: now(), Evaluations: v.evaluations(), Log: hex.EncodeToString(sum[:])}, v.Identity, v.key, v.roundKey)
	if err != nil {
		return err
	}
	return putJSON(filepath.Join(v.dir, recordPart), record)
}

// finishDestruction does what is left of a destruction that has begun, if one has.
func (v *Vault) finishDestruction() error {
	part, whole := filepath.Join(v.dir, recordPart), filepath.Join(v.dir, recordFile)
	record, err := ReadRecord(part)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if _, err := record.Verify(v.Identity.Key()); err != nil {
		return err // no key is lost to a file that says nothing
	}
	if err := shred(filepath.Join(v.dir, keyFile)); err != nil {
		return err
	}
	if err := os.Rename(part, whole); err != nil {
		return err
	}
	return syncFolder(v.dir)
}

// evaluations are the counts of everybody who ever was admitted.
func (v *Vault) evaluations() []Evaluation {
	out := []Evaluation{}
	for _, p := range slices.Concat(v.admitted.Participants, v.admitted.Former) {
		out = append(out, Evaluation{p.ID, p.Name, p.Quota, v.ledger.used[p.ID]})
	}
	slices.SortFunc(out, func(a, b Evaluation) int { return strings.Compare(a.Participant, b.Participant) })
	return out
}
