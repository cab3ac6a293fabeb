// Package command is the frame of the tools on the command line: subcommands with settings, help, examples and
// sentences in Dutch and English. A wing writes its tool as a list of subcommands, each one function.
//
// The English sentence stands in the code; its Dutch is added with Dutch. What is shown is made safe for a terminal.
package command

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"syscall"
)

// The exit codes.
const (
	Good  = 0
	Wrong = 1 // what was asked about is not in order
	Stuck = 2 // it could not run
)

// Tool is a tool with its subcommands.
type Tool struct {
	Program  string // as it is typed: "samenkracht messages"
	Commands []Command
}

// Command is one subcommand.
type Command struct {
	Name, Operands string // Operands: what comes behind the name, besides settings, such as "FILE|-"
	About          string // one sentence
	Examples       []string
	Run            func(c *Call) int // gives the exit code
}

// Call is one use of a subcommand.
type Call struct {
	Command
	Settings
	Lang Lang
	Ctx  context.Context
	In   io.Reader
	Out  *bufio.Writer
	Raw  io.Writer // what Out writes to
	Err  io.Writer
	Args []string // the words without the settings

	program string
}

// Run runs one subcommand and gives its exit code.
func (t Tool) Run(ctx context.Context, args []string, in io.Reader, out, errOut io.Writer) int {
	c := &Call{program: t.Program, Ctx: ctx, In: in, Out: bufio.NewWriter(out), Raw: out, Err: errOut, Lang: language(args)}
	args = withoutLanguage(args)
	if len(args) == 0 {
		t.overview(errOut, c.Lang)
		return Stuck
	}
	switch args[0] {
	case "help", "-h", "-help", "--help":
		t.overview(out, c.Lang)
		return Good
	}
	for _, cmd := range t.Commands {
		if cmd.Name == args[0] {
			c.Command = cmd
			return c.flushed(c.parsed(args[1:]))
		}
	}
	sentence := c.Lang.Say("There is no command %q.", Short(args[0]))
	for _, cmd := range t.Commands {
		if Differ(args[0], cmd.Name) <= 2 {
			sentence += " " + c.Lang.Say("Did you mean %s?", cmd.Name)
		}
	}
	fmt.Fprintln(errOut, Plain(sentence))
	t.overview(errOut, c.Lang)
	return Stuck
}

// Under makes a tool with subcommands a subcommand of another one.
func (t Tool) Under() func(*Call) int {
	return func(c *Call) int {
		return t.Run(c.Ctx, append([]string{"-lang", string(c.Lang)}, c.Args...), c.In, c.Raw, c.Err)
	}
}

// overview lists the subcommands.
func (t Tool) overview(w io.Writer, lang Lang) {
	width := 8
	for _, cmd := range t.Commands {
		width = max(width, len(cmd.Name))
	}
	fmt.Fprintln(w, lang.Say("Use one of these commands; add -h to read its settings:"))
	for _, cmd := range t.Commands {
		fmt.Fprintf(w, "  %s %-*s %s\n", t.Program, width, cmd.Name, lang.Say(cmd.About))
	}
}

// Say gives a sentence in the language of the call.
func (c *Call) Say(english string, args ...any) string { return c.Lang.Say(english, args...) }

// flushed writes what is still to be written. When the output cannot be written, the command could not run.
func (c *Call) flushed(exit int) int {
	if err := c.Out.Flush(); err != nil {
		return c.Fail(c.Say("The output cannot be written: %s.", c.Reason(err)))
	}
	return exit
}

// Fail says why the command cannot run.
func (c *Call) Fail(sentence string) int {
	c.Complain(sentence)
	return Stuck
}

// Complain says that something is wrong.
func (c *Call) Complain(sentence string) {
	fmt.Fprintf(c.Err, "%s %s: %s\n", c.program, c.Name, Plain(sentence))
}

// Reason tells an error of the system in words, without a full stop.
func (c *Call) Reason(err error) string {
	var path *fs.PathError
	switch {
	case errors.Is(err, syscall.EISDIR):
		return c.Say("it is a folder, and a file belongs here")
	case errors.Is(err, fs.ErrNotExist):
		return c.Say("it does not exist")
	case errors.Is(err, fs.ErrPermission):
		return c.Say("there is no permission")
	case errors.Is(err, syscall.ENOSPC):
		return c.Say("there is no room left on the disk")
	case errors.Is(err, os.ErrDeadlineExceeded), c.Ctx.Err() != nil:
		return c.Say("it was stopped")
	case errors.As(err, &path):
		return path.Err.Error()
	}
	return err.Error()
}

// Short is a word that somebody typed, not longer than fits a sentence.
func Short(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// Differ counts the letters in which two words differ, as people mistype them, without regard to case.
func Differ(a, b string) int {
	from, to := []rune(strings.ToLower(a)), []rune(strings.ToLower(b))
	row := make([]int, len(to)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range from {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range to {
			cost := diagonal
			if x != y {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(to)]
}
