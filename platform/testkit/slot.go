package testkit

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
)

// A slot is a folder that one test process has for itself, for the data of a server that it starts. The folders
// stay, so that the next process finds its cluster made; there are never more than processes at the same time.
// A slot is free when every process that inherited its lock is gone, so a server that is still stopping keeps it.
type slot struct {
	dir  string
	lock *os.File
}

const maxSlots = 64

// takeSlot finds a free slot of a kind, or makes one.
func takeSlot(kind string) (*slot, error) {
	base, err := slotBase()
	if err != nil {
		return nil, err
	}
	for i := range maxSlots {
		dir := filepath.Join(base, kind+"-"+strconv.Itoa(i))
		lock, err := os.OpenFile(dir+".lock", os.O_CREATE|os.O_RDWR, 0o600)
		if err != nil {
			return nil, err
		}
		err = syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if err == nil {
			return &slot{dir: dir, lock: lock}, nil
		}
		lock.Close()
		if !errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, fmt.Errorf("lock %s: %w", dir, err)
		}
	}
	return nil, fmt.Errorf("more than %d test processes use %s at once", maxSlots, base)
}

// slotBase is the folder of all slots of this user. Other users must be able to pass through it: the database
// server does not run as root.
func slotBase() (string, error) {
	temp := os.TempDir()
	if !passable(temp) {
		temp = "/tmp"
	}
	base := filepath.Join(temp, "samenkracht-tests-"+strconv.Itoa(os.Getuid()))
	if err := os.Mkdir(base, 0o755); err != nil && !errors.Is(err, os.ErrExist) {
		return "", err
	}
	info, err := os.Lstat(base)
	if err != nil {
		return "", err
	}
	if stat, ok := info.Sys().(*syscall.Stat_t); !ok || !info.IsDir() || int(stat.Uid) != os.Getuid() {
		return "", fmt.Errorf("%s belongs to somebody else: remove it", base)
	}
	return base, os.Chmod(base, 0o755)
}

func passable(dir string) bool {
	for ; ; dir = filepath.Dir(dir) {
		info, err := os.Stat(dir)
		if err != nil || info.Mode().Perm()&0o001 == 0 {
			return false
		}
		if dir == filepath.Dir(dir) {
			return true
		}
	}
}
