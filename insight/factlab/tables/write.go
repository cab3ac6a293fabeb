package tables

import (
	"bufio"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/count"
)

// tableFiles are the files of the tables.
var tableFiles = []string{"t1.csv", "t2.csv", "t3.csv", "t4.csv", "t5.csv", "t6.csv", "t7.csv"}

// write writes the tables in a passing folder beside out and then puts that in its place, so that out holds all
// tables or what it held before.
func write(ctx context.Context, out string, tables []count.Table) (err error) {
	if out, err = filepath.Abs(out); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
		return err
	}
	name := passingName(out)
	if err := tidy(filepath.Dir(out), name); err != nil {
		return err
	}
	passing, err := os.MkdirTemp(filepath.Dir(out), ".*"+name)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(passing))
		}
	}()
	for _, t := range tables {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if err := writeTable(filepath.Join(passing, t.Name+".csv"), t); err != nil {
			return err
		}
	}
	return replace(out, passing)
}

// passingName is what the name of a passing folder ends in; a dot and digits stand before it.
func passingName(out string) string { return ".new-" + filepath.Base(out) }

// tidy removes what a run that was killed while it wrote the same tables left behind.
func tidy(folder, name string) error {
	entries, err := os.ReadDir(folder)
	for _, e := range entries {
		number, is := strings.CutSuffix(e.Name(), name)
		if is && e.IsDir() && strings.HasPrefix(number, ".") && strings.Trim(number[1:], "0123456789") == "" {
			err = errors.Join(err, os.RemoveAll(filepath.Join(folder, e.Name())))
		}
	}
	return err
}

func writeTable(path string, t count.Table) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 64<<10)
	return errors.Join(t.WriteCSV(w), w.Flush(), f.Close())
}

// replace gives a passing folder its own name; the folder that had it goes.
func replace(out, passing string) error {
	name := passingName(out)
	old := strings.TrimSuffix(passing, name) + "0" + name
	switch err := os.Rename(out, old); {
	case errors.Is(err, fs.ErrNotExist):
		return os.Rename(passing, out)
	case err != nil:
		return err
	}
	if err := os.Rename(passing, out); err != nil {
		return errors.Join(err, os.Rename(old, out))
	}
	for _, name := range tableFiles { // and nothing that somebody put there meanwhile
		if err := os.Remove(filepath.Join(old, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return os.Remove(old)
}
