package record

import (
	"io"

	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// Write writes a file so that whoever reads the folder never sees half of it.
func Write(path string, data []byte) error {
	return command.WriteFile(path, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}
