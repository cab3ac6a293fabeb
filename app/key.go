package app

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

const logKeyName = "samenkracht-log"

// logKey reads the key pair that signs the log from the data folder, and makes it the first time.
func logKey(folder string) (note.Signer, note.Verifier, error) {
	path := filepath.Join(folder, "log.key")
	text, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		private, public, err := note.GenerateKey(nil, logKeyName)
		if err != nil {
			return nil, nil, fmt.Errorf("make log key: %w", err)
		}
		text = []byte(private + "\n" + public + "\n")
		if err := os.WriteFile(path, text, 0o600); err != nil {
			return nil, nil, fmt.Errorf("keep log key: %w", err)
		}
	} else if err != nil {
		return nil, nil, fmt.Errorf("read log key: %w", err)
	}
	private, public, ok := strings.Cut(strings.TrimSpace(string(text)), "\n")
	if !ok {
		return nil, nil, fmt.Errorf("read log key: %s must hold two lines, the private and the public key", path)
	}
	signer, err := note.NewSigner(private)
	if err != nil {
		return nil, nil, fmt.Errorf("read log key: %w", err)
	}
	verifier, err := note.NewVerifier(public)
	if err != nil {
		return nil, nil, fmt.Errorf("read log key: %w", err)
	}
	return signer, verifier, nil
}

// servingRole is the role in a PostgreSQL address; empty for SQLite.
func servingRole(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.User == nil {
		return ""
	}
	return u.User.Username()
}
