package exchange

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"time"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/jobs"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
)

// Elsewhere is the setting of an organisation whose administration is another program: messages go to and come
// from it through the folder. Any value but the empty one says so.
const Elsewhere = "exchange.elsewhere"

// The folders of an organisation elsewhere, below the folder of all and its code. A program of its own, or a
// gateway to the national network, empties the one and fills the other.
const (
	toThem   = "in"
	fromThem = "out"
	taken    = "done"
	unusable = "refused"
)

// UseFolder lets messages go to and come from organisations elsewhere through a folder. In it each has a folder
// named after its code, with what is for it (in) and what comes from it (out).
func (x *Exchange) UseFolder(folder string) {
	x.folder = folder
	jobs.Every(x.queue, time.Second, "exchange.collect", x.Collect)
}

// hand brings a message to its receiver: into the inbox of an organisation of this installation (loopback), or
// into the folder of one elsewhere.
func (x *Exchange) hand(ctx context.Context, to tenant.Tenant, row outboxRow, raw []byte) error {
	if to.Settings[Elsewhere] == "" {
		return x.Receive(ctx, to.ID, raw)
	}
	if x.folder == "" {
		return fmt.Errorf("no folder for messages to %s", row.ToCode)
	}
	in := filepath.Join(x.folder, row.ToCode, toThem)
	if err := os.MkdirAll(in, 0o700); err != nil {
		return err
	}
	name := filepath.Join(in, string(row.Kind)+"-"+row.Identification+".xml")
	if err := os.WriteFile(name+".part", raw, 0o600); err != nil {
		return err
	}
	return os.Rename(name+".part", name) // whoever reads the folder never sees half a message
}

// Collect takes in what organisations elsewhere have put in their folders, the oldest first.
func (x *Exchange) Collect(ctx context.Context) error {
	names, err := filepath.Glob(filepath.Join(x.folder, "*", fromThem, "*.xml"))
	if err != nil {
		return err
	}
	age := map[string]time.Time{}
	for _, name := range names {
		if info, err := os.Stat(name); err == nil {
			age[name] = info.ModTime()
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return age[a].Compare(age[b]) })
	for _, name := range names {
		if failed := x.collect(ctx, name); failed != nil && !errors.Is(failed, fs.ErrNotExist) {
			err = errors.Join(err, fmt.Errorf("collect %s: %w", filepath.Base(name), failed))
		}
	}
	return err
}

// collect takes in one file and puts it aside.
func (x *Exchange) collect(ctx context.Context, name string) error {
	raw, err := readSome(name)
	if err != nil {
		return err
	}
	own := filepath.Dir(filepath.Dir(name))
	aside := taken
	if why, err := x.receiveFrom(ctx, filepath.Base(own), raw); err != nil {
		return err
	} else if why != "" {
		slog.WarnContext(ctx, "a file in the folder of messages is not taken in", "file", filepath.Base(name), "why", why)
		aside = unusable
	}
	if err := os.MkdirAll(filepath.Join(own, aside), 0o700); err != nil {
		return err
	}
	return os.Rename(name, filepath.Join(own, aside, filepath.Base(name)))
}

// receiveFrom takes in what stands in the folder of an organisation. Why says why it cannot be for anybody here:
// nobody speaks for another organisation.
func (x *Exchange) receiveFrom(ctx context.Context, code string, raw []byte) (why string, err error) {
	b, err := istandaard.Lees(raw)
	if err != nil {
		return "it is no message", nil
	}
	if b.Verzender() != code {
		return "it is in the folder of another sender", nil
	}
	to, err := x.receiver(ctx, b.Ontvanger())
	if errors.Is(err, fault.NotFound) {
		return "its receiver is not here", nil
	}
	if err == nil {
		err = x.Receive(ctx, to.ID, raw)
	}
	return "", err
}

// readSome reads a file, unless it is larger than a message can be.
func readSome(name string) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil || info.Size() > istandaard.MaxGrootte {
		return nil, err
	}
	return os.ReadFile(name)
}
