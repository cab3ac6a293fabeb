// Package record reads messages from folders and files without ever taking in more than the standard allows,
// puts them in the order in which they were exchanged, and keeps what they say as facts; it also reads the rates
// and products of contracts. It is what the tool and the other side that it plays have in common.
package record

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unsafe"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
)

// ErrTooLarge is that a file holds more than the 25 MB of the standard (OP179).
var ErrTooLarge = errors.New("larger than 25 MB")

// ErrFolder is that a folder stands where a file is asked.
var ErrFolder = errors.New("a folder")

// Read reads a file. Of a file that is too large nothing is read; a pipe is read up to the limit and one more.
// The context ends a wait for what never comes.
func Read(ctx context.Context, path string) (string, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return "", err
	case info.IsDir():
		return "", ErrFolder
	case info.Mode().IsRegular():
		return readRegular(path)
	}
	return wait(ctx, func() (string, error) {
		f, err := os.Open(path)
		if err != nil {
			return "", err
		}
		defer f.Close()
		return readAll(f)
	})
}

// ReadAll reads a stream up to the limit.
func ReadAll(ctx context.Context, r io.Reader) (string, error) {
	return wait(ctx, func() (string, error) { return readAll(r) })
}

func wait(ctx context.Context, read func() (string, error)) (string, error) {
	type result struct {
		text string
		err  error
	}
	done := make(chan result, 1)
	go func() {
		text, err := read()
		done <- result{text, err}
	}()
	select {
	case r := <-done:
		return r.text, r.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func readAll(r io.Reader) (string, error) {
	data, err := io.ReadAll(io.LimitReader(r, istandaard.MaxGrootte+1))
	if err == nil && len(data) > istandaard.MaxGrootte {
		err = ErrTooLarge
	}
	if err != nil {
		return "", err
	}
	return asString(data), nil
}

func readRegular(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", err
	}
	if info.Size() > istandaard.MaxGrootte {
		return "", ErrTooLarge
	}
	data := make([]byte, info.Size()+1)
	n, err := io.ReadFull(f, data)
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return asString(data[:n]), nil
	case err != nil:
		return "", err
	}
	// It grew while it was read, or it is one of the files of the system that say they are empty.
	rest, err := readAll(f)
	if err == nil && n+len(rest) > istandaard.MaxGrootte {
		err = ErrTooLarge
	}
	return string(data) + rest, err
}

// asString looks at bytes as text without a copy; nobody changes the bytes any more.
func asString(data []byte) string { return unsafe.String(unsafe.SliceData(data), len(data)) }

// Files are the message files of a folder and all that is in it, in the order of their names. What cannot be
// looked into is told by the errors; the rest comes all the same. Links to folders are not followed.
func Files(folder string) (files []string, wrong []error) {
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			wrong = append(wrong, err)
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir() || !strings.EqualFold(filepath.Ext(path), ".xml"):
			return nil
		case d.Type()&fs.ModeSymlink != 0:
			info, err := os.Stat(path)
			if err != nil {
				wrong = append(wrong, err)
				return nil
			}
			if !info.Mode().IsRegular() {
				return nil
			}
		case !d.Type().IsRegular():
			return nil
		}
		files = append(files, path)
		return nil
	})
	if err != nil {
		wrong = append(wrong, err)
	}
	return files, wrong
}

// Encoding names the encoding of a text when it is not the UTF-8 without a mark that the standard asks (OP192);
// empty when it is.
func Encoding(text string) string {
	switch {
	case strings.HasPrefix(text, "\xEF\xBB\xBF"):
		return "UTF-8 + BOM"
	case strings.HasPrefix(text, "\xFF\xFE"), strings.HasPrefix(text, "\xFE\xFF"),
		strings.HasPrefix(text, "<\x00"), strings.HasPrefix(text, "\x00<"):
		return "UTF-16"
	}
	head, _, ok := strings.Cut(text[:min(len(text), 200)], "?>")
	_, after, named := strings.Cut(head, "encoding")
	if !ok || !named {
		return ""
	}
	name, _, _ := strings.Cut(strings.TrimLeft(after, " \t\r\n=\"'"), string(quote(after)))
	if strings.EqualFold(name, "UTF-8") || strings.EqualFold(name, "UTF8") {
		return ""
	}
	return name
}

// quote is the quotation mark that a value begins with.
func quote(s string) byte {
	if i := strings.IndexAny(s, `"'`); i >= 0 {
		return s[i]
	}
	return ' '
}
