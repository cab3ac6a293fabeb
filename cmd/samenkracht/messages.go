package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"codeberg.org/samenkracht/samenkracht/care/messages"
)

// exitCode ends the program with a status; the words have been said.
type exitCode int

func (e exitCode) Error() string { return fmt.Sprintf("exit status %d", int(e)) }

// runMessages is the tool for messages, which reads its own settings.
func runMessages(ctx context.Context, args []string, out io.Writer) error {
	if exit := messages.Run(ctx, args, os.Stdin, out, os.Stderr); exit != 0 {
		return exitCode(exit)
	}
	return nil
}
