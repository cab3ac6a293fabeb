package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

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
// checkpoints in the file outside; empty means the file in the data folder.
func VerifyLog(ctx context.Context, c Config, outside string) (out []Verified, err error) {
	_, key, err := loadLogKey(c.Data)
	if err != nil {
		return nil, err
	}
	required := outside != ""
	if !required {
		outside = filepath.Join(c.Data, "checkpoints.txt")
	}
	signed, err := os.ReadFile(outside)
	if err != nil && (required || !os.IsNotExist(err)) {
		return nil, fmt.Errorf("read checkpoints: %w", err)
	}
	d, err := db.Open(ctx, c.Database)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	tenants := tenant.New(d, access.New(d))
	for _, kind := range []tenant.Kind{tenant.Region, tenant.Municipality, tenant.Provider} {
		all, err := tenants.All(ctx, kind)
		if err != nil {
			return nil, err
		}
		for _, t := range all {
			r, err := access.Verify(ctx, d, t.ID, key, string(signed))
			if err != nil {
				return nil, fmt.Errorf("verify the log of %s: %w", t.Name, err)
			}
			out = append(out, Verified{t.Name, r})
		}
	}
	return out, nil
}
