package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
)

// Verified is what was found in the log of one organisation.
type Verified struct {
	Name string
	access.Report
}

// VerifyLog recomputes the log of every organisation from the database and holds it against the signed
// checkpoints in the file outside; empty means the file in the data folder. An organisation that only the checkpoints
// know is looked at too: its log may be gone altogether.
func VerifyLog(ctx context.Context, c Config, outside string) (out []Verified, err error) {
	_, key, err := loadLogKey(c.Data)
	if err != nil {
		return nil, err
	}
	signed, err := readCheckpoints(c, outside)
	if err != nil {
		return nil, err
	}
	d, err := db.Open(ctx, c.Database)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	all, err := everybody(ctx, tenant.New(d, access.New(d)))
	if err != nil {
		return nil, err
	}
	for _, id := range access.Claimed(signed, key) {
		if !slices.ContainsFunc(all, func(t tenant.Tenant) bool { return t.ID == id }) {
			all = append(all, tenant.Tenant{ID: id, Name: "organisation " + id.String() + ", not in the database"})
		}
	}
	for _, t := range all {
		r, err := access.Verify(ctx, d, t.ID, key, signed)
		if err != nil {
			return nil, fmt.Errorf("verify the log of %s: %w", t.Name, err)
		}
		out = append(out, Verified{t.Name, r})
	}
	return out, nil
}

// readCheckpoints reads what was kept outside. A file that was named must be there and say something; that of the
// data folder may be missing, which the verdict then says.
func readCheckpoints(c Config, outside string) (string, error) {
	named := outside != ""
	if !named {
		outside = checkpointFile(c.Data)
	}
	text, err := os.ReadFile(outside)
	if err != nil && (named || !errors.Is(err, fs.ErrNotExist)) {
		return "", fmt.Errorf("read checkpoints: %w", err)
	}
	if named && strings.TrimSpace(string(text)) == "" {
		return "", fmt.Errorf("read checkpoints: %s is empty", outside)
	}
	return string(text), nil
}
