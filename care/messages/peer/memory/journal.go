// Package memory is what a peer remembers: the messages that it sent and received, on disk, and what they come to.
package memory

import (
	"cmp"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/messages/record"
)

// Journal keeps what a peer sent and received as files of one folder, in order. It is all that a peer remembers:
// read again from the start, it makes the same peer.
type Journal struct {
	Entries []Entry
	Tag     string // begins every Identificatie, so that another folder makes others

	folder string
	next   int // the number of the next entry
}

// Entry is one file of a journal.
type Entry struct {
	Number  int
	Day     istandaard.Datum
	Kind    Kind
	Soort   istandaard.Soort
	Pending bool // written here, and perhaps not yet in the outbox
}

// Kind is what happened.
type Kind string

// What can happen.
const (
	Received Kind = "received"
	Answered Kind = "answer"   // it answers the entry before it
	Sent     Kind = "sent"     // of its own accord
	Garbled  Kind = "nonsense" // by the script
	Withheld Kind = "silent"   // by the script
)

const (
	pendingMark = ".pending"
	lockName    = "lock"
	tagName     = "tag"
)

var entryName = regexp.MustCompile(`^(\d{6,})_(\d{4}-\d\d-\d\d)_(received|answer|sent|nonsense|silent)_([A-Z]+\d+)\.xml(\.pending)?$`)

// Name is the name of the file.
func (e Entry) Name() string {
	return fmt.Sprintf("%06d_%s_%s_%s.xml", e.Number, e.Day, e.Kind, e.Soort)
}

// ErrInUse is that another peer keeps its journal in the folder.
var ErrInUse = errors.New("in use")

// Open reads the list of a folder, which is made when it is not there.
func Open(folder string) (*Journal, error) {
	j := &Journal{folder: folder, next: 1}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	if err := j.lock(); err != nil {
		return nil, err
	}
	if err := j.read(); err != nil {
		return nil, errors.Join(err, j.Close())
	}
	return j, nil
}

func (j *Journal) read() error {
	tag, err := os.ReadFile(filepath.Join(j.folder, tagName))
	if errors.Is(err, fs.ErrNotExist) {
		tag = []byte(rand.Text()[:4])
		err = record.Write(filepath.Join(j.folder, tagName), tag)
	}
	if err != nil {
		return err
	}
	j.Tag = strings.TrimSpace(string(tag))
	files, err := os.ReadDir(j.folder)
	if err != nil {
		return err
	}
	for _, f := range files {
		m := entryName.FindStringSubmatch(f.Name())
		if m == nil {
			continue
		}
		n, err := strconv.Atoi(m[1])
		if err != nil {
			return err
		}
		j.Entries = append(j.Entries, Entry{n, istandaard.Datum(m[2]), Kind(m[3]), istandaard.Soort(m[4]), m[5] != ""})
		j.next = max(j.next, n+1)
	}
	slices.SortFunc(j.Entries, func(a, b Entry) int { return cmp.Compare(a.Number, b.Number) })
	return nil
}

// lock keeps a second peer out. The lock of a peer that is gone counts for nothing.
func (j *Journal) lock() error {
	path := filepath.Join(j.folder, lockName)
	if data, err := os.ReadFile(path); err == nil {
		pid, err := strconv.Atoi(strings.TrimSpace(string(data)))
		if err == nil && pid != os.Getpid() && alive(pid) {
			return ErrInUse
		}
	}
	return record.Write(path, []byte(strconv.Itoa(os.Getpid())+"\n"))
}

func alive(pid int) bool {
	p, err := os.FindProcess(pid)
	return err == nil && p.Signal(syscall.Signal(0)) == nil
}

// Close lets another peer use the folder.
func (j *Journal) Close() error { return os.Remove(filepath.Join(j.folder, lockName)) }

// Next is the number of the next entry.
func (j *Journal) Next() int { return j.next }

// ID is an Identificatie for the message of the entry that comes so many after the last.
func (j *Journal) ID(ahead int) string { return fmt.Sprintf("%s%06d", j.Tag, j.next+ahead) }

// Add writes an entry.
func (j *Journal) Add(e Entry, text string) (Entry, error) {
	e.Number = j.next
	path := filepath.Join(j.folder, e.Name())
	if e.Pending {
		path += pendingMark
	}
	if err := record.Write(path, []byte(text)); err != nil {
		return e, err
	}
	j.next++
	j.Entries = append(j.Entries, e)
	return e, nil
}

// Settle says that what an entry holds was brought to the outbox.
func (j *Journal) Settle(e Entry) error {
	path := filepath.Join(j.folder, e.Name())
	return os.Rename(path+pendingMark, path)
}

// Rewrite changes an entry that was not sent yet.
func (j *Journal) Rewrite(e Entry, text string) error {
	return record.Write(filepath.Join(j.folder, e.Name()+pendingMark), []byte(text))
}

// Written is when an entry was made.
func (j *Journal) Written(e Entry) time.Time {
	info, err := os.Stat(filepath.Join(j.folder, e.Name()))
	if err != nil {
		return time.Time{}
	}
	return info.ModTime()
}

// Drop takes back the last entry, of which nothing came.
func (j *Journal) Drop() error {
	e := j.Entries[len(j.Entries)-1]
	j.Entries, j.next = j.Entries[:len(j.Entries)-1], e.Number
	return os.Remove(filepath.Join(j.folder, e.Name()))
}

// Text is what an entry holds.
func (j *Journal) Text(e Entry) (string, error) {
	path := filepath.Join(j.folder, e.Name())
	if e.Pending {
		path += pendingMark
	}
	data, err := os.ReadFile(path)
	return string(data), err
}
