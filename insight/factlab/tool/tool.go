// Package tool is the Factlab on the command line: what senders, key holders, auditors and statisticians run. It stands on
// its own: it needs no database and no other part of the product.
package tool

import (
	"context"
	"io"
	"slices"

	"codeberg.org/samenkracht/samenkracht/insight/disclosure/file"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/addresses"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/keyholder"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/sender"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/tables"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

const program = "samenkracht factlab"

// Run runs one subcommand and gives its exit code: 0 all is well, 1 something is refused or disclosed, 2 it could not
// run.
func Run(ctx context.Context, args []string, in io.Reader, out, errOut io.Writer) int {
	commands := slices.Concat(sender.Commands(), addresses.Commands(), keyholder.Commands(), tables.Commands(), file.Commands()[:1], []command.Command{audits()})
	return command.Tool{Program: program, Commands: commands}.Run(ctx, args, in, out, errOut)
}
