package vault

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/delivery"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// Entry is a line of the log: a batch that was paid for, or something else that was done.
type Entry struct {
	At          time.Time `json:"at"`
	Done        string    `json:"done,omitempty"` // what was done, when it was not a batch
	Participant string    `json:"participant,omitempty"`
	Session     string    `json:"session,omitempty"`
	Batch       int       `json:"batch"`
	Count       int       `json:"count"`            // elements in the batch
	Total       int       `json:"total"`            // of the participant, this batch included
	Digest      []byte    `json:"digest,omitempty"` // SHA-256 of the elements, to recognise the batch
}

// batchID is by what a batch is recognised when it is asked again.
type batchID struct {
	participant, session string
	batch                int
	digest               [sha256.Size]byte
}

// ledger is the log, and the counts that follow from it.
type ledger struct {
	file   *os.File
	size   int64
	used   map[string]int
	seen   map[batchID]bool
	broken error // after this nothing is written any more
}

// ParseLog reads a log. A last line that broke off counts for nothing: what it would have paid for never left. good is
// the length of what counts. An error names the line.
func ParseLog(text []byte) (entries []Entry, good int64, err error) {
	totals := map[string]int{}
	for line := 1; ; line++ {
		end := bytes.IndexByte(text[good:], '\n')
		if end < 0 {
			return entries, good, nil
		}
		var e Entry
		if err := json.Unmarshal(text[good:good+int64(end)], &e); err != nil {
			return nil, good, command.Problemf("Line %d of the log cannot be read", line)
		}
		if e.Done == "" {
			if e.Participant == "" || e.Count < 1 || e.Batch < 0 || len(e.Digest) != sha256.Size || e.Total != totals[e.Participant]+e.Count || e.Total < e.Count {
				return nil, good, command.Problemf("Line %d of the log does not follow from the lines before it", line)
			}
			totals[e.Participant] = e.Total
		}
		entries = append(entries, e)
		good += int64(end) + 1
	}
}

// ReadLog reads the log of a folder, also while another process writes it.
func ReadLog(dir string) ([]Entry, error) {
	text, err := os.ReadFile(filepath.Join(dir, logFile))
	if err := ignoreMissing(err); err != nil {
		return nil, err
	}
	entries, _, err := ParseLog(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Join(dir, logFile), err)
	}
	return entries, nil
}

func (l *ledger) open(path string) error {
	l.used, l.seen = map[string]int{}, map[batchID]bool{}
	text, err := os.ReadFile(path)
	if err := ignoreMissing(err); err != nil {
		return err
	}
	entries, good, err := ParseLog(text)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	for _, e := range entries {
		l.note(e)
	}
	if l.file, err = os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o600); err != nil {
		return err
	}
	l.size = good
	if err := errors.Join(l.file.Truncate(good), l.file.Sync()); err != nil {
		return errors.Join(err, l.file.Close())
	}
	return nil
}

func (l *ledger) close() error {
	if l.file == nil {
		return nil
	}
	return l.file.Close()
}

func (l *ledger) note(e Entry) {
	if e.Done == "" {
		l.used[e.Participant] = e.Total
		l.seen[batchID{e.Participant, e.Session, e.Batch, [sha256.Size]byte(e.Digest)}] = true
	}
}

// write puts a line in the log and waits until the disk has it. After a failure nothing is known of the disk any more,
// so nothing is written until the log has been read again.
func (l *ledger) write(e Entry) error {
	if l.broken != nil {
		return l.broken
	}
	text, err := json.Marshal(e)
	if err != nil {
		return err
	}
	text = append(text, '\n')
	_, err = l.file.WriteAt(text, l.size)
	if err = errors.Join(err, l.file.Sync()); err != nil {
		l.broken = fmt.Errorf("the log cannot be written; start again when that is repaired: %w", err)
		return errors.Join(l.broken, l.file.Truncate(l.size))
	}
	l.size += int64(len(text))
	l.note(e)
	return nil
}

// Charge pays for a batch out of the quota of a participant, before it is evaluated. A batch that was asked before in
// the same session under the same number costs nothing. Over the quota nothing is paid, and it is a *delivery.Problem.
func (v *Vault) Charge(p Participant, session string, batch, count int, digest [sha256.Size]byte) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.ledger.seen[batchID{p.ID, session, batch, digest}] {
		return nil
	}
	used := v.ledger.used[p.ID]
	if count < 1 || used+count > p.Quota {
		return &delivery.Problem{Status: http.StatusForbidden, Code: delivery.OverQuota,
			Detail: fmt.Sprintf("%d of %d addresses were asked, and %d more do not fit", used, p.Quota, count)}
	}
	return v.ledger.write(Entry{At: now(), Participant: p.ID, Session: session, Batch: batch, Count: count, Total: used + count, Digest: digest[:]})
}

// Used is how many elements a participant has paid for.
func (v *Vault) Used(participant string) int {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.ledger.used[participant]
}

func now() time.Time { return time.Now().UTC().Truncate(time.Second) }
