package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/seal"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
)

const logKeyName = "samenkracht-log"

func logKeyFile(folder string) string { return filepath.Join(folder, "log.key") }

func factlabKeyFile(folder string) string { return filepath.Join(folder, "factlab.pem") }

func masterKeyFile(folder string) string { return filepath.Join(folder, "master.key") }

// keys are what the data folder holds besides the database.
type keys struct {
	master   *seal.Master
	signer   note.Signer
	verifier note.Verifier
	factlab  *wire.Identity // by which the parties of a Factlab round know this installation
}

// loadOrMakeKeys reads the keys of an installation. A new installation gets new ones; one that has organisations
// already does not: with other keys nothing that was sealed opens, and its log is no longer believed.
func loadOrMakeKeys(ctx context.Context, d *db.DB, folder string) (k keys, err error) {
	for _, path := range []string{masterKeyFile(folder), logKeyFile(folder)} {
		if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
			continue
		}
		used, err := inUse(ctx, d)
		if err != nil {
			return k, err
		}
		if used {
			return k, fmt.Errorf("%s is missing, and the database has organisations in it: put the keys back from their copy, or name the right folder", path)
		}
	}
	if k.master, err = seal.LoadOrMakeMaster("file:" + masterKeyFile(folder)); err != nil {
		return k, fmt.Errorf("master key: %w", err)
	}
	if k.factlab, err = wire.LoadOrMakeIdentity(factlabKeyFile(folder)); err != nil {
		return k, fmt.Errorf("identity in the Factlab: %w", err)
	}
	k.signer, k.verifier, err = loadOrMakeLogKey(folder)
	return k, err
}

// inUse reports whether the database has any organisation.
func inUse(ctx context.Context, d *db.DB) (bool, error) {
	all, err := everybody(ctx, tenant.New(d, access.New(d)))
	return len(all) > 0, err
}

// everybody lists the organisations of every kind.
func everybody(ctx context.Context, tenants *tenant.Tenants) (all []tenant.Tenant, err error) {
	for _, kind := range []tenant.Kind{tenant.Region, tenant.Municipality, tenant.Provider} {
		some, err := tenants.All(ctx, kind)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

// loadOrMakeLogKey reads the key pair that signs the log from the data folder, and makes it the first time.
func loadOrMakeLogKey(folder string) (note.Signer, note.Verifier, error) {
	if _, err := os.Stat(logKeyFile(folder)); errors.Is(err, fs.ErrNotExist) {
		if err := makeLogKey(folder); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, nil, fmt.Errorf("make log key: %w", err)
		}
	}
	return loadLogKey(folder)
}

// makeLogKey makes a key pair. It never overwrites one, also not when two processes begin at once.
func makeLogKey(folder string) error {
	private, public, err := note.GenerateKey(nil, logKeyName)
	if err != nil {
		return err
	}
	whole, err := os.CreateTemp(folder, ".log-*") // with mode 0600
	if err != nil {
		return err
	}
	defer os.Remove(whole.Name())
	_, err = whole.WriteString(private + "\n" + public + "\n")
	if err = errors.Join(err, whole.Sync(), whole.Close()); err != nil {
		return err
	}
	return os.Link(whole.Name(), logKeyFile(folder))
}

// loadLogKey reads the key pair that signs the log.
func loadLogKey(folder string) (note.Signer, note.Verifier, error) {
	path := logKeyFile(folder)
	info, err := os.Stat(path)
	if err != nil {
		return nil, nil, fmt.Errorf("read log key: %w", err)
	}
	if info.Mode().Perm()&0o077 != 0 {
		return nil, nil, fmt.Errorf("read log key: others than its owner can read %s: give it mode 0600", path)
	}
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
		return nil, nil, fmt.Errorf("read log key: %s: the private key is damaged", path)
	}
	verifier, err := note.NewVerifier(public)
	if err != nil {
		return nil, nil, fmt.Errorf("read log key: %s: the public key is damaged", path)
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
