package sender

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/keyholder"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/sender/outgoing"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// folder is where the progress of this round is kept.
func (j *job) folder() string {
	sum := sha256.Sum256([]byte(j.agreed.Round))
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, j.agreed.Round)
	return filepath.Join(*j.state, "rounds", name[:min(len(name), 40)]+"-"+hex.EncodeToString(sum[:4]))
}

func (j *job) outgoing() string { return filepath.Join(j.folder(), "uitgaand.csv") }

// forgetRounds removes what is kept of all rounds. The key and the profile stay.
func (j *job) forgetRounds() error {
	dir := filepath.Join(*j.state, "rounds")
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		j.print("Nothing is kept of any round.")
		return nil
	}
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	j.print("What was kept of rounds has been removed.")
	return nil
}

// agree reads the agreement and checks that it can be worked with: that this organisation takes part, that there is
// time left, and that the key holders keep the key that was agreed.
func (j *job) agree(ctx context.Context) error {
	if err := j.readAgreement(ctx); err != nil {
		return err
	}
	me, ok := j.agreed.Participant(j.id.Key())
	if !ok {
		return refuse("This organisation is not in the agreement. Give its key to the Factlab lead: %s", j.id.Key().String())
	}
	j.me = me
	if !j.agreed.Deadline.IsZero() && now().After(j.agreed.Deadline) {
		return refuse("The deadline of the round was %s. Ask the Factlab lead", j.agreed.Deadline.Local().Format("02-01-2006 15:04"))
	}
	if me.Registry && len(j.agreed.Types) == 0 {
		return command.Problemf("The agreement names no household types, and this organisation is to deliver those")
	}
	sum, err := j.sum()
	if err != nil {
		return err
	}
	j.print("Round: %s. Purpose: %s. Sender: %s. Check sum of the agreement: %s.", j.agreed.Name, j.agreed.Purpose, me.Name, sum)
	client, err := keyholder.NewClient(j.agreed, j.id)
	if err != nil {
		return inFile(*j.agreement, err)
	}
	_, err = client.Check(ctx)
	return j.suspect(err, "A key holder keeps something else than was agreed, so it was asked nothing. Warn the Factlab lead (%s)")
}

// sum is a check sum of the agreement, for organisations to see that they have the same one.
func (j *job) sum() (string, error) {
	text, err := json.Marshal(j.agreed)
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8]), err
}

func (j *job) readAgreement(ctx context.Context) (err error) {
	if *j.agreement == "" {
		key, err := wire.ParseKey(*j.hubKey)
		if err != nil || *j.round == "" {
			return command.Problemf("With -hub come -hub-key and -round, as the Factlab lead told you")
		}
		j.agreed, err = outgoing.Fetch(ctx, j.id, *j.hub, key, *j.round)
		return err
	}
	text, err := os.ReadFile(*j.agreement)
	if err != nil {
		return inFile(*j.agreement, err)
	}
	if j.agreed, err = agreement.Parse(text); err != nil {
		return inFile(*j.agreement, err)
	}
	return nil
}
