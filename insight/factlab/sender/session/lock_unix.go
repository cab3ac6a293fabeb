//go:build unix

package session

import (
	"os"
	"syscall"
)

// lock takes a file for this process alone; the system gives it back when the process ends, however that happens.
func lock(f *os.File) error { return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) }
