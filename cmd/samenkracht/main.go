// Command samenkracht runs the product: for real (serve), or as a filled demonstration (demo).
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"syscall"
)

// command is one word that the program understands.
type command struct {
	name, usage string
	run         func(ctx context.Context, args []string, out io.Writer) error
}

var commands = []command{
	{"demo", "start a working, filled region on an embedded database", runDemo},
	{"serve", "serve municipalities", serve},
	{"migrate", "bring the tables up to date and stop", migrate},
	{"audit", "verify the log: samenkracht audit verify", audit},
	{"messages", "check, answer, explain, show and convert iWmo and iJw messages", runMessages},
	{"factlab", "deliver, keep keys, count, protect and audit in the Factlab", runFactlab},
}

// errUsage is an error of whoever typed the command; the words have been said.
var errUsage = errors.New("usage")

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	slog.SetDefault(newLog(os.Stderr))
	err := run(ctx, os.Args[1:], os.Stdout)
	var exit exitCode
	switch {
	case errors.As(err, &exit):
		os.Exit(int(exit))
	case errors.Is(err, errUsage), errors.Is(err, flag.ErrHelp):
		os.Exit(2)
	case errors.Is(err, context.Canceled) && ctx.Err() != nil:
		fmt.Fprintln(os.Stderr, "samenkracht: stopped before it was ready. Start it again: it goes on where it was.")
		os.Exit(1)
	case err != nil:
		fmt.Fprintln(os.Stderr, "samenkracht:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out io.Writer) error {
	if len(args) > 0 {
		for _, c := range commands {
			if c.name == args[0] {
				return c.run(ctx, args[1:], out)
			}
		}
		if args[0] != "help" && args[0] != "-h" && args[0] != "--help" {
			fmt.Fprintf(os.Stderr, "samenkracht: there is no command %q.\n", args[0])
		}
	}
	fmt.Fprintln(os.Stderr, "Use one of these commands; add -h to read its settings:")
	for _, c := range commands {
		fmt.Fprintf(os.Stderr, "  samenkracht %-8s %s\n", c.name, c.usage)
	}
	return errUsage
}

// settings are the flags of a command. Each can also be said as SAMENKRACHT_NAME.
type settings struct{ *flag.FlagSet }

func newSettings(name string) settings {
	return settings{flag.NewFlagSet("samenkracht "+name, flag.ContinueOnError)}
}

// text adds a setting; the environment comes before the value it has otherwise.
func (s settings) text(name, otherwise, usage string) *string {
	key := "SAMENKRACHT_" + strings.ToUpper(strings.ReplaceAll(name, "-", "_"))
	if v, ok := os.LookupEnv(key); ok {
		otherwise = v
	}
	return s.String(name, otherwise, usage+" ("+key+")")
}

// parse reads the flags. Words that belong to none are refused.
func (s settings) parse(args []string) error {
	if err := s.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return err
		}
		return errUsage
	}
	if s.NArg() > 0 {
		fmt.Fprintf(s.Output(), "%s: %q is not a setting.\n", s.Name(), s.Arg(0))
		return errUsage
	}
	return nil
}
