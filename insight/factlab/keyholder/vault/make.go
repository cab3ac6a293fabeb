package vault

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/insight/pseudonym"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// Plan is what key is to be made.
type Plan struct {
	Round     string
	Purpose   string
	Threshold int
	Holders   []Holder
}

// Holder is a key holder to be.
type Holder struct {
	Body    string
	Address string // host:port
}

// Make makes the key of a round. With one holder dir becomes its folder. With more, dir gets a folder for each, holder-1
// and on, to be handed out and then removed: whoever makes them knows all, until it forgets. What the Factlab lead puts
// in the agreement is returned, and stands in holder.json. It makes everything or nothing, and refuses a folder in
// which there is something.
func Make(dir string, plan Plan) (card agreement.KeyHolders, err error) {
	if plan.Round == "" || plan.Purpose == "" {
		return card, command.Problemf("A key is of a round, and for a purpose")
	}
	key, roundKey := pseudonym.MakeKey(), pseudonym.MakeKey()
	defer key.Forget()
	defer roundKey.Forget()
	if n := len(plan.Holders); plan.Threshold < 1 || plan.Threshold > n || n > pseudonym.MaxHolders {
		return card, command.Problemf("%d of %d key holders cannot be", plan.Threshold, n)
	}
	shares, _, err := key.Split(plan.Threshold, len(plan.Holders))
	if err != nil {
		return card, err
	}
	roundShares, _, err := roundKey.Split(plan.Threshold, len(plan.Holders))
	if err != nil {
		return card, err
	}
	card = agreement.KeyHolders{PublicKey: key.Public().Bytes(), RoundKey: roundKey.Public().Bytes(), Threshold: plan.Threshold}
	err = whole(dir, func(dir string) error {
		for i, h := range plan.Holders {
			folder := dir
			if len(plan.Holders) > 1 {
				folder = filepath.Join(dir, "holder-"+strconv.Itoa(i+1))
			}
			made, err := makeHolder(folder, Facts{Version: version, Round: plan.Round, Purpose: plan.Purpose, Body: h.Body, Address: h.Address,
				Index: i + 1, Threshold: plan.Threshold, PublicKey: card.PublicKey}, shares[i], roundShares[i])
			if err != nil {
				return err
			}
			card.Holders = append(card.Holders, made)
		}
		return putJSON(filepath.Join(dir, cardFile), card)
	})
	if err != nil {
		return agreement.KeyHolders{}, fmt.Errorf("make key: %w", err)
	}
	return card, nil
}

// makeHolder fills the folder of one holder, the secrets last.
func makeHolder(dir string, f Facts, key, roundKey *pseudonym.Key) (agreement.Holder, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return agreement.Holder{}, err
	}
	id, err := wire.LoadOrMakeIdentity(filepath.Join(dir, identityFile))
	if err != nil {
		return agreement.Holder{}, err
	}
	f.Share, f.RoundKey = key.Public().Bytes(), roundKey.Public().Bytes()
	if err := putJSON(filepath.Join(dir, roundFile), f); err != nil {
		return agreement.Holder{}, err
	}
	text, err := json.Marshal(secrets{version, key.Bytes(), roundKey.Bytes()})
	if err != nil {
		return agreement.Holder{}, err
	}
	return agreement.Holder{Index: f.Index, Body: f.Body, Address: f.Address, Key: id.Key(), PublicKey: f.Share, RoundKey: f.RoundKey},
		put(filepath.Join(dir, keyFile), text)
}

// whole fills a new folder under a passing name, and gives it its own when all is there.
func whole(dir string, fill func(dir string) error) (err error) {
	if err := os.Remove(dir); err != nil && !errors.Is(err, fs.ErrNotExist) { // removes only an empty one
		return command.Problemf("There is something in %s. Choose a new folder", dir)
	}
	part, err := os.MkdirTemp(filepath.Dir(filepath.Clean(dir)), ".new-*") // with mode 0700
	if err != nil {
		return err
	}
	if err := fill(part); err != nil {
		return errors.Join(err, os.RemoveAll(part))
	}
	if err := os.Rename(part, dir); err != nil {
		return errors.Join(err, os.RemoveAll(part))
	}
	return syncFolder(filepath.Dir(filepath.Clean(dir)))
}
