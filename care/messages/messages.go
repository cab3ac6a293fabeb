// Package messages is the tool for messages of iWmo and iJw 3.2 on the command line: it checks, answers, explains,
// shows and converts them, and plays the other side of a conversation. It stands on its own: it needs no database
// and no other part of the product.
//
// Each subcommand is one function with its own settings. Its sentences stand in package words, in Dutch and in
// English; what it knows of messages comes from care/istandaard.
package messages

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"runtime/debug"

	"codeberg.org/samenkracht/samenkracht/care/messages/tell"
	"codeberg.org/samenkracht/samenkracht/care/messages/words"
)

// The exit codes.
const (
	exitGood  = 0
	exitWrong = 1 // some message is not valid, or something is not known
	exitUsage = 2 // it could not run
)

const program = "samenkracht messages"

// command is one subcommand.
type command struct {
	name, operands string
	about          string
	examples       []string
	run            func(c *call) int
}

func commands() []command {
	return []command{
		{"check", "FILE|FOLDER|- ...", "Checks messages, alone or against what was exchanged before.",
			[]string{"check berichten/", "check -level 3 -history archief/ -format json nieuw.xml"}, check},
		{"answer", "FILE|-", "Writes the message that answers one: a return message, or a 325 to a claim.",
			[]string{"answer -history archief/ -o retour.xml WMO305.xml"}, answer},
		{"explain", "WORD ...", "Explains a rule, a return code, a message type or a code list.",
			[]string{"explain TR304 8187", "explain WMO301", "explain COD046"}, explain},
		{"show", "FILE|-", "Shows a message for people.", []string{"show WMO301.xml"}, show},
		{"convert", "FILE|-", "Turns a message into JSON, or JSON into a message.",
			[]string{"convert WMO301.xml -o WMO301.json", "convert WMO301.json"}, convert},
		{"peer", "", "Plays the other side of a conversation by the rules, over two folders.",
			[]string{"peer -role provider -code 42420001 -inbox in -outbox uit", "peer -role municipality -code 0384 -inbox in -outbox uit -clock klok -day 1s"}, play},
	}
}

// call is one use of a subcommand.
type call struct {
	command
	options
	ctx  context.Context
	in   io.Reader
	out  *bufio.Writer
	raw  io.Writer // what out writes to
	err  io.Writer
	args []string // without the settings
	told bool     // something was explained already
}

// Run runs one subcommand and gives its exit code: 0 all is well, 1 something is wrong with a message, 2 it could
// not run.
func Run(ctx context.Context, args []string, in io.Reader, out, errOut io.Writer) int {
	// Messages are read, judged and thrown away: collecting garbage less often is worth some memory.
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	c := &call{ctx: ctx, in: in, out: bufio.NewWriter(out), raw: out, err: errOut, options: options{lang: language(args)}}
	args = withoutLanguage(args)
	if len(args) == 0 {
		c.overview(errOut)
		return exitUsage
	}
	switch args[0] {
	case "help", "-h", "-help", "--help":
		c.overview(out)
		return exitGood
	}
	for _, cmd := range commands() {
		if cmd.name == args[0] {
			c.command = cmd
			return c.flushed(c.parsed(args[1:]))
		}
	}
	sentence := c.lang.Say("There is no command %q.", short(args[0]))
	for _, cmd := range commands() {
		if tell.Differ(args[0], cmd.name) <= 2 {
			sentence += " " + c.lang.Say("Did you mean %s?", cmd.name)
		}
	}
	fmt.Fprintln(errOut, words.Plain(sentence))
	c.overview(errOut)
	return exitUsage
}

// overview lists the subcommands.
func (c *call) overview(w io.Writer) {
	fmt.Fprintln(w, c.lang.Say("Use one of these commands; add -h to read its settings:"))
	for _, cmd := range commands() {
		fmt.Fprintf(w, "  %s %-8s %s\n", program, cmd.name, c.lang.Say(cmd.about))
	}
}

// flushed writes what is still to be written. When the output cannot be written, the command could not run.
func (c *call) flushed(exit int) int {
	if err := c.out.Flush(); err != nil {
		return c.unwritten("", err)
	}
	return exit
}

// fail says why the command cannot run.
func (c *call) fail(sentence string) int {
	c.complain(sentence)
	return exitUsage
}

func (c *call) complain(sentence string) {
	fmt.Fprintf(c.err, "%s %s: %s\n", program, c.name, words.Plain(sentence))
}
