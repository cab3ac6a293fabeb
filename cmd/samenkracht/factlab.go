package main

import (
	"context"
	"io"
	"os"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/tool"
)

// runFactlab is the Factlab's tool, which reads its own settings.
func runFactlab(ctx context.Context, args []string, out io.Writer) error {
	if exit := tool.Run(ctx, args, os.Stdin, out, os.Stderr); exit != 0 {
		return exitCode(exit)
	}
	return nil
}
