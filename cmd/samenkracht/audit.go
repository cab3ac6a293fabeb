package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"codeberg.org/samenkracht/samenkracht/app"
)

// errTampered ends the command with status 1.
var errTampered = errors.New("the log is not as it was written")

func audit(ctx context.Context, args []string, out io.Writer) error {
	if len(args) == 0 || args[0] != "verify" {
		fmt.Fprintln(os.Stderr, "Use: samenkracht audit verify -db ADDRESS -data FOLDER [-checkpoints FILE]")
		return errUsage
	}
	i := installationSettings("audit verify")
	outside := i.text("checkpoints", "", "file with checkpoints that were kept elsewhere; otherwise those in the data folder")
	if err := i.parse(args[1:]); err != nil {
		return err
	}
	c, err := i.config()
	if err != nil {
		return err
	}
	reports, err := app.VerifyLog(ctx, c, *outside)
	if err != nil {
		return err
	}
	wrong := 0
	for _, r := range reports {
		fmt.Fprintf(out, "%-34s %8d lines in the tree, %d known outside, %d waiting", r.Name, r.Lines, r.Outside, r.Waiting)
		if len(r.Findings) == 0 {
			fmt.Fprintln(out, "  in order")
			continue
		}
		fmt.Fprintln(out)
		for _, f := range r.Findings {
			wrong++
			fmt.Fprintf(out, "    %d: %s\n", f.Month, f.What)
		}
	}
	if wrong > 0 {
		return fmt.Errorf("%w: %d findings", errTampered, wrong)
	}
	return nil
}
