// Package messages is the tool for messages of iWmo and iJw 3.2 on the command line: it checks, answers, explains,
// shows and converts them, and plays the other side of a conversation. It stands on its own: it needs no database
// and no other part of the product.
//
// Each subcommand is one function with its own settings. Its sentences stand in package words, in Dutch and in
// English; what it knows of messages comes from care/istandaard.
package messages

import (
	"context"
	"io"
	"runtime/debug"

	"codeberg.org/samenkracht/samenkracht/platform/command"
)

func commands() []command.Command {
	return []command.Command{
		{Name: "check", Operands: "FILE|FOLDER|- ...", About: "Checks messages, alone or against what was exchanged before.",
			Examples: []string{"check berichten/", "check -level 3 -history archief/ -format json nieuw.xml"}, Run: as(check)},
		{Name: "answer", Operands: "FILE|-", About: "Writes the message that answers one: a return message, or a 325 to a claim.",
			Examples: []string{"answer -history archief/ -o retour.xml WMO305.xml"}, Run: as(answer)},
		{Name: "explain", Operands: "WORD ...", About: "Explains a rule, a return code, a message type or a code list.",
			Examples: []string{"explain TR304 8187", "explain WMO301", "explain COD046"}, Run: as(explain)},
		{Name: "show", Operands: "FILE|-", About: "Shows a message for people.", Examples: []string{"show WMO301.xml"}, Run: as(show)},
		{Name: "convert", Operands: "FILE|-", About: "Turns a message into JSON, or JSON into a message.",
			Examples: []string{"convert WMO301.xml -o WMO301.json", "convert WMO301.json"}, Run: as(convert)},
		{Name: "peer", Operands: "", About: "Plays the other side of a conversation by the rules, over two folders.",
			Examples: []string{"peer -role provider -code 42420001 -inbox in -outbox uit", "peer -role municipality -code 0384 -inbox in -outbox uit -clock klok -day 1s"}, Run: as(play)},
	}
}

// call is one use of a subcommand.
type call struct {
	*command.Call
	told bool // something was explained already
}

// as makes a function of this tool one of the frame.
func as(run func(c *call) int) func(*command.Call) int {
	return func(c *command.Call) int { return run(&call{Call: c}) }
}

// Run runs one subcommand and gives its exit code: 0 all is well, 1 something is wrong with a message, 2 it could
// not run.
func Run(ctx context.Context, args []string, in io.Reader, out, errOut io.Writer) int {
	// Messages are read, judged and thrown away: collecting garbage less often is worth some memory.
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	return command.Tool{Program: "samenkracht messages", Commands: commands()}.Run(ctx, args, in, out, errOut)
}
