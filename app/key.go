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

func logKeyFile(folder string) string { return filepath.Join(folder, "log.key") }

// loadOrMakeLogKey reads the key pair that signs the log from the data folder, and makes it the first time.
func loadOrMakeLogKey(folder string) (note.Signer, note.Verifier, error) {
	if _, err := os.Stat(logKeyFile(folder)); os.IsNotExist(err) {
		private, public, err := note.GenerateKey(nil, logKeyName)
		if err != nil {
			return nil, nil, fmt.Errorf("make log key: %w", err)
		}
		if err := os.WriteFile(logKeyFile(folder), []byte(private+"\n"+public+"\n"), 0o600); err != nil {
			return nil, nil, fmt.Errorf("keep log key: %w", err)
		}
	}
	return loadLogKey(folder)
}

// loadLogKey reads the key pair that signs the log.
func loadLogKey(folder string) (note.Signer, note.Verifier, error) {
	path := logKeyFile(folder)
	text, err := os.ReadFile(path)
	if err != nil {
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
