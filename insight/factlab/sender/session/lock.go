package session

import (
	"errors"
	"io"
	"os"
	"path/filepath"

	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// Lock keeps a folder for this process, since two that ask at the same time would spoil each other's batches.
func Lock(dir string) (io.Closer, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if lock(f) != nil {
		return nil, errors.Join(command.Problemf("Another program works in the folder %s at this moment. Wait until it is ready", dir), f.Close())
	}
	return f, nil
}
