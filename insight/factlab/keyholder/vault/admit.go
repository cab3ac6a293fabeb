package vault

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// Participant is who may ask for evaluations.
type Participant struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Key      wire.Key `json:"key"`
	Quota    int      `json:"quota"`
	Registry bool     `json:"registry,omitempty"`
}

// admitted is the file of admissions.
type admitted struct {
	Version      int           `json:"version"`
	At           time.Time     `json:"at"`
	Hub          wire.Key      `json:"hub"`
	Participants []Participant `json:"participants"`
	Former       []Participant `json:"former,omitempty"` // were in an earlier agreement, and may not ask any more
}

// Admission is what an agreement would change.
type Admission struct {
	Agreement *agreement.Agreement
	New       []Participant
	Raised    []Participant // have a higher quota than before
	Left      []Participant // may not ask any more

	dir  string
	next admitted
}

// Consider checks that an agreement is about what this folder keeps, and tells what it changes. An agreement may come
// after another with more participants and higher quotas. It may not change the round, the purpose or the keys, lower
// a quota, or give somebody a second quota under another number.
func Consider(dir string, a *agreement.Agreement) (*Admission, error) {
	facts, err := ReadFacts(dir)
	if err != nil {
		return nil, err
	}
	id, err := wire.LoadIdentity(filepath.Join(dir, identityFile))
	if err != nil {
		return nil, err
	}
	if err := errors.Join(a.Validate(), fits(facts, id.Key(), a)); err != nil {
		return nil, err
	}
	var before admitted
	if err := ignoreMissing(readAdmitted(dir, &before)); err != nil {
		return nil, err
	}
	ad := &Admission{Agreement: a, dir: dir, next: admitted{Version: version, At: now(), Hub: a.Hub.Key, Former: before.Former}}
	return ad, ad.compare(before)
}

// fits says what in an agreement is about something else than what is kept here.
func fits(f Facts, key wire.Key, a *agreement.Agreement) error {
	if a.Round != f.Round || a.Purpose != f.Purpose {
		return command.Problemf("This key is of round %q, for %q. The agreement is about round %q, for %q", f.Round, f.Purpose, a.Round, a.Purpose)
	}
	if _, err := a.KeyHolders.Keys(); err != nil {
		return err
	}
	if _, err := a.KeyHolders.RoundKeys(); err != nil {
		return err
	}
	i := slices.IndexFunc(a.KeyHolders.Holders, func(h agreement.Holder) bool { return h.Index == f.Index })
	if i < 0 || a.KeyHolders.Threshold != f.Threshold || !bytes.Equal(a.KeyHolders.PublicKey, f.PublicKey) {
		return command.Problemf("The agreement has another key than the one of which a share is kept here")
	}
	h := a.KeyHolders.Holders[i]
	if h.Key != key || !bytes.Equal(h.PublicKey, f.Share) || !bytes.Equal(h.RoundKey, f.RoundKey) {
		return command.Problemf("The agreement has other keys for key holder %d than those that are kept here", f.Index)
	}
	for _, p := range a.Participants {
		if a.Addresses.Addresses > 0 && !p.Registry && p.Quota() >= a.Addresses.Addresses {
			return command.Problemf("The quota of %s is %d, and there are %d addresses. Who may ask them all can open every pseudonym", p.Name, p.Quota(), a.Addresses.Addresses)
		}
	}
	return nil
}

func (ad *Admission) compare(before admitted) error {
	was := map[string]Participant{}
	for _, p := range before.Former {
		was[p.ID] = p
	}
	for _, p := range before.Participants {
		was[p.ID] = p
	}
	for _, ours := range ad.Agreement.Participants {
		p := Participant{ours.ID, ours.Name, ours.Key, ours.Quota(), ours.Registry}
		old, known := was[p.ID]
		for id, o := range was {
			if id != p.ID && o.Key == p.Key {
				return command.Problemf("%s has the key of %s, number %s. Who had a quota before gets no second one", p.Name, o.Name, id)
			}
		}
		switch {
		case known && p.Quota < old.Quota:
			return command.Problemf("The quota of %s may not go down from %d to %d", p.Name, old.Quota, p.Quota)
		case !known || !slices.ContainsFunc(before.Participants, func(b Participant) bool { return b.ID == p.ID }):
			ad.New = append(ad.New, p)
		case p.Quota > old.Quota:
			ad.Raised = append(ad.Raised, p)
		}
		ad.next.Participants = append(ad.next.Participants, p)
	}
	isIn := func(in []Participant, id string) bool {
		return slices.ContainsFunc(in, func(p Participant) bool { return p.ID == id })
	}
	for _, p := range before.Participants {
		if !isIn(ad.next.Participants, p.ID) {
			ad.Left = append(ad.Left, p)
		}
	}
	ad.next.Former = slices.DeleteFunc(append(slices.Clone(ad.next.Former), ad.Left...), func(p Participant) bool { return isIn(ad.next.Participants, p.ID) })
	return nil
}

// Participants are all who may ask after the admission.
func (ad *Admission) Participants() []Participant { return ad.next.Participants }

// Commit lets the participants in. A process that serves from the folder sees it at once.
func (ad *Admission) Commit() (err error) {
	unlock, err := lock(filepath.Join(ad.dir, admitLockFile))
	if err != nil {
		return errors.Join(command.Problemf("Another program admits at this moment. Try again"), err)
	}
	defer func() { err = errors.Join(err, unlock()) }()
	again, err := Consider(ad.dir, ad.Agreement) // somebody may have come between
	if err != nil {
		return err
	}
	return putJSON(filepath.Join(ad.dir, admittedFile), again.next)
}

func readAdmitted(dir string, into *admitted) error {
	text, err := os.ReadFile(filepath.Join(dir, admittedFile))
	if err != nil {
		return err
	}
	if *into, err = parseAdmitted(text); err != nil {
		return fmt.Errorf("%s: %w", filepath.Join(dir, admittedFile), err)
	}
	return nil
}

func parseAdmitted(text []byte) (a admitted, err error) {
	if err := json.Unmarshal(text, &a); err != nil {
		return a, err
	}
	if a.Version != version {
		return a, fmt.Errorf("the file has form %d, and this program reads form %d", a.Version, version)
	}
	for _, p := range a.Participants {
		if p.ID == "" || p.Key.IsZero() || p.Quota < 1 {
			return a, fmt.Errorf("participant %q is not complete", p.Name)
		}
	}
	return a, nil
}

// refresh reads the file of admissions again when it has changed. It is called with the lock, or before there is one.
func (v *Vault) refresh() error {
	info, err := os.Stat(filepath.Join(v.dir, admittedFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil // nobody has been admitted yet
	}
	if err != nil {
		return err
	}
	if v.stamp != nil && os.SameFile(v.stamp, info) && v.stamp.ModTime().Equal(info.ModTime()) && v.stamp.Size() == info.Size() {
		return nil
	}
	var next admitted
	if err := readAdmitted(v.dir, &next); err != nil {
		return err
	}
	v.admitted, v.stamp = next, info
	return nil
}

// Participant finds who may ask for evaluations with a key. The hub never may.
func (v *Vault) Participant(key wire.Key) (Participant, bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.refresh() != nil || key.IsZero() || key == v.admitted.Hub {
		return Participant{}, false
	}
	i := slices.IndexFunc(v.admitted.Participants, func(p Participant) bool { return p.Key == key })
	if i < 0 {
		return Participant{}, false
	}
	return v.admitted.Participants[i], true
}

// IsHub reports whether a key is of the hub.
func (v *Vault) IsHub(key wire.Key) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.refresh() == nil && !key.IsZero() && key == v.admitted.Hub
}

// Admitted are all who may ask now.
func (v *Vault) Admitted() []Participant {
	v.mu.Lock()
	defer v.mu.Unlock()
	return slices.Clone(v.admitted.Participants)
}

// Reveal gives the share of the round key, and writes in the log that it did. Give it to nobody but the hub.
func (v *Vault) Reveal() ([]byte, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.roundKey == nil {
		return nil, errors.New("there is no round key any more")
	}
	if err := v.ledger.write(Entry{At: now(), Done: "gave the round key to the hub"}); err != nil {
		return nil, err
	}
	return v.roundKey.Bytes(), nil
}

// ReadAdmitted reads who may ask, and after them who once might, without opening the folder.
func ReadAdmitted(dir string) ([]Participant, error) {
	var a admitted
	if err := ignoreMissing(readAdmitted(dir, &a)); err != nil {
		return nil, err
	}
	return slices.Concat(a.Participants, a.Former), nil
}
