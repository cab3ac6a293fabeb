package peer

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

// journal keeps what a peer sent and received as files of one folder, in order. It is all that a peer remembers:
// read again from the start, it makes the same peer.
type journal struct {
	folder  string
	tag     string // begins every Identificatie, so that another folder makes others
	next    int    // the number of the next entry
	entries []entry
}

// entry is one file of a journal.
type entry struct {
	number  int
	day     istandaard.Datum
	kind    kind
	soort   istandaard.Soort
	pending bool // written here, and perhaps not yet in the outbox
}

// kind is what happened.
type kind string

const (
	received kind = "received"
	answered kind = "answer"   // it answers the entry before it
	sent     kind = "sent"     // of its own accord
	garbled  kind = "nonsense" // by the script
	withheld kind = "silent"   // by the script
)

const (
	pendingMark = ".pending"
	lockName    = "lock"
	tagName     = "tag"
)

var entryName = regexp.MustCompile(`^(\d{6,})_(\d{4}-\d\d-\d\d)_(received|answer|sent|nonsense|silent)_([A-Z]+\d+)\.xml(\.pending)?$`)

func (e entry) name() string {
	return fmt.Sprintf("%06d_%s_%s_%s.xml", e.number, e.day, e.kind, e.soort)
}

// ErrInUse is that another peer keeps its journal in the folder.
var ErrInUse = errors.New("in use")

// openJournal reads the list of a folder, which is made when it is not there.
func openJournal(folder string) (*journal, error) {
	j := &journal{folder: folder, next: 1}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	if err := j.lock(); err != nil {
		return nil, err
	}
	if err := j.open(); err != nil {
		return nil, errors.Join(err, j.close())
	}
	return j, nil
}

func (j *journal) open() error {
	tag, err := os.ReadFile(filepath.Join(j.folder, tagName))
	if errors.Is(err, fs.ErrNotExist) {
		tag = []byte(rand.Text()[:4])
		err = record.Write(filepath.Join(j.folder, tagName), tag)
	}
	if err != nil {
		return err
	}
	j.tag = strings.TrimSpace(string(tag))
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
		j.entries = append(j.entries, entry{n, istandaard.Datum(m[2]), kind(m[3]), istandaard.Soort(m[4]), m[5] != ""})
		j.next = max(j.next, n+1)
	}
	slices.SortFunc(j.entries, func(a, b entry) int { return cmp.Compare(a.number, b.number) })
	return nil
}

// lock keeps a second peer out. The lock of a peer that is gone counts for nothing.
func (j *journal) lock() error {
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

func (j *journal) close() error { return os.Remove(filepath.Join(j.folder, lockName)) }

// id is an Identificatie for the message of the entry that comes so many after the last.
func (j *journal) id(ahead int) string { return fmt.Sprintf("%s%06d", j.tag, j.next+ahead) }

// add writes an entry.
func (j *journal) add(e entry, text string) (entry, error) {
	e.number = j.next
	path := filepath.Join(j.folder, e.name())
	if e.pending {
		path += pendingMark
	}
	if err := record.Write(path, []byte(text)); err != nil {
		return e, err
	}
	j.next++
	j.entries = append(j.entries, e)
	return e, nil
}

// settle says that what an entry holds was brought to the outbox.
func (j *journal) settle(e entry) error {
	path := filepath.Join(j.folder, e.name())
	return os.Rename(path+pendingMark, path)
}

// rewrite changes an entry that was not sent yet.
func (j *journal) rewrite(e entry, text string) error {
	return record.Write(filepath.Join(j.folder, e.name()+pendingMark), []byte(text))
}

// written is when an entry was made.
func (j *journal) written(e entry) time.Time {
	info, err := os.Stat(filepath.Join(j.folder, e.name()))
	if err != nil {
		return time.Time{}
	}
	return info.ModTime()
}

// drop takes back the last entry, of which nothing came.
func (j *journal) drop() error {
	e := j.entries[len(j.entries)-1]
	j.entries, j.next = j.entries[:len(j.entries)-1], e.number
	return os.Remove(filepath.Join(j.folder, e.name()))
}

func (j *journal) text(e entry) (string, error) {
	path := filepath.Join(j.folder, e.name())
	if e.pending {
		path += pendingMark
	}
	data, err := os.ReadFile(path)
	return string(data), err
}
