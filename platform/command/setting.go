package command

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// Settings are the settings of a subcommand as they were typed.
type Settings struct{ flags *flag.FlagSet }

// language finds the language before anything else is read, so that mistakes are told in it too.
func language(args []string) Lang {
	for i, arg := range args {
		name, value, given := strings.Cut(strings.TrimLeft(arg, "-"), "=")
		if !strings.HasPrefix(arg, "-") || name != "lang" {
			continue
		}
		if !given && i+1 < len(args) {
			value = args[i+1]
		}
		if l, ok := ParseLang(value); ok {
			return l
		}
	}
	return NL
}

// withoutLanguage takes away a setting of the language that stands before the name of the subcommand.
func withoutLanguage(args []string) []string {
	for len(args) > 0 {
		name, _, given := strings.Cut(strings.TrimLeft(args[0], "-"), "=")
		switch {
		case !strings.HasPrefix(args[0], "-") || name != "lang":
			return args
		case given:
			args = args[1:]
		default:
			args = args[min(2, len(args)):]
		}
	}
	return args
}

// parsed begins the settings of a subcommand and runs it; the subcommand adds its own and calls Read.
func (c *Call) parsed(args []string) int {
	c.Args = args
	c.flags = flag.NewFlagSet(c.Name, flag.ContinueOnError)
	c.flags.SetOutput(io.Discard)
	c.flags.Usage = func() {}
	c.Text("lang", string(c.Lang), "LANG", c.Say("language of the sentences: nl or en"))
	c.flags.Lookup("lang").DefValue = string(NL)
	return c.Run(c)
}

// Text adds a setting; value names what it holds, in the help; usage is in the language of the call.
func (c *Call) Text(name, otherwise, value, usage string) *string {
	return c.flags.String(name, otherwise, "`"+c.Say(value)+"` "+usage)
}

// Number adds a setting that is a whole number.
func (c *Call) Number(name string, otherwise int, usage string) *int {
	return c.flags.Int(name, otherwise, "`N` "+usage)
}

// Yes adds a setting that is there or not.
func (c *Call) Yes(name, usage string) *bool { return c.flags.Bool(name, false, usage) }

// Given reports whether a setting was typed.
func (c *Call) Given(name string) (is bool) {
	c.flags.Visit(func(f *flag.Flag) { is = is || f.Name == name })
	return is
}

// Read reads the settings, which may stand before, between and behind the other words. It is false when the
// subcommand is to end with the exit code: help was asked, or something is wrong. least and most count the other
// words; most is 0 when there may be as many as wanted.
func (c *Call) Read(least, most int) (exit int, ok bool) {
	if err := c.words(); err != nil {
		return c.mistake(err), false
	}
	if said := c.flags.Lookup("lang").Value.String(); !isLang(said) {
		return c.Usage(c.Say("The language is nl or en, not %q.", said)), false
	}
	switch {
	case len(c.Args) < least:
		return c.Usage(c.Say("Something is missing: %s.", strings.TrimSuffix(c.Say(c.Operands), " ..."))), false
	case least == 0 && most == 0 && len(c.Args) > 0, most > 0 && len(c.Args) > most:
		return c.Usage(c.Say("%q is one word too many.", c.Args[most])), false
	}
	return Good, true
}

func isLang(s string) bool {
	_, ok := ParseLang(s)
	return ok
}

// words parts the settings from the other words.
func (c *Call) words() error {
	rest := c.Args
	c.Args = nil
	for {
		before := len(rest)
		if err := c.flags.Parse(rest); err != nil {
			return err
		}
		consumed := before - c.flags.NArg()
		stop := consumed > 0 && rest[consumed-1] == "--"
		rest = c.flags.Args()
		if len(rest) == 0 || stop {
			c.Args = append(c.Args, rest...)
			return nil
		}
		c.Args, rest = append(c.Args, rest[0]), rest[1:]
	}
}

// Usage says what is wrong with what was typed, and where help is.
func (c *Call) Usage(sentence string) int {
	c.Complain(sentence)
	fmt.Fprintln(c.Err, c.Say("Read how it works with: %s", c.program+" "+c.Name+" -h"))
	return Stuck
}

var wrongValue = regexp.MustCompile(`^invalid (?:boolean )?value ("(?:[^"\\]|\\.)*") for (?:flag )?(-[^:]*):`)

// mistake tells an error of package flag in words.
func (c *Call) mistake(err error) int {
	if errors.Is(err, flag.ErrHelp) {
		c.help()
		return Good
	}
	said := err.Error()
	if m := wrongValue.FindStringSubmatch(said); m != nil {
		return c.Usage(c.Say("%s is no good value for %s.", m[1], m[2]))
	}
	_, name, _ := strings.Cut(said, ": ")
	if strings.HasPrefix(said, "flag needs an argument") {
		return c.Usage(c.Say("The setting %s needs a value.", name))
	}
	return c.Usage(c.Say("There is no setting %s.", name))
}

// help tells all about a subcommand.
func (c *Call) help() {
	fmt.Fprintf(c.Out, "%s\n\n%s\n  %s %s %s\n\n%s\n", c.Say(c.About), c.Say("Use:"), c.program, c.Name,
		strings.TrimSpace(c.Say("[settings]")+" "+c.Say(c.Operands)), c.Say("Settings:"))
	c.flags.VisitAll(func(f *flag.Flag) {
		value, usage := flag.UnquoteUsage(f)
		usage = strings.TrimPrefix(usage, value+" ")
		if f.DefValue != "" && f.DefValue != "false" {
			usage += " (" + c.Say("otherwise %s", f.DefValue) + ")"
		}
		fmt.Fprintf(c.Out, "  %-18s %s\n", strings.TrimSpace("-"+f.Name+" "+value), usage)
	})
	example := c.Say("Example:")
	if len(c.Examples) > 1 {
		example = c.Say("Examples:")
	}
	fmt.Fprintln(c.Out, "\n"+example)
	for _, example := range c.Examples {
		fmt.Fprintf(c.Out, "  %s %s\n", c.program, example)
	}
}
