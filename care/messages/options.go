package messages

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/messages/record"
	"codeberg.org/samenkracht/samenkracht/care/messages/words"
)

// options are the settings of a subcommand as they were typed.
type options struct {
	lang  words.Lang
	flags *flag.FlagSet
}

// language finds the language before anything else is read, so that mistakes are told in it too.
func language(args []string) words.Lang {
	for i, arg := range args {
		name, value, given := strings.Cut(strings.TrimLeft(arg, "-"), "=")
		if !strings.HasPrefix(arg, "-") || name != "lang" {
			continue
		}
		if !given && i+1 < len(args) {
			value = args[i+1]
		}
		if l, ok := words.Parse(value); ok {
			return l
		}
	}
	return words.NL
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

// parsed begins the settings of a subcommand and runs it; the subcommand adds its own and calls read.
func (c *call) parsed(args []string) int {
	c.args = args
	c.flags = flag.NewFlagSet(c.name, flag.ContinueOnError)
	c.flags.SetOutput(io.Discard)
	c.flags.Usage = func() {}
	c.text("lang", string(c.lang), "LANG", c.lang.Say("language of the sentences: nl or en"))
	c.flags.Lookup("lang").DefValue = string(words.NL)
	return c.run(c)
}

// text adds a setting; value names what it holds, in the help.
func (c *call) text(name, otherwise, value, usage string) *string {
	return c.flags.String(name, otherwise, "`"+c.lang.Say(value)+"` "+usage)
}

func (c *call) yes(name, usage string) *bool { return c.flags.Bool(name, false, usage) }

// read reads the settings, which may stand before, between and behind the other words. It is false when the
// subcommand is to end with the exit code: help was asked, or something is wrong. least and most count the other
// words; most is 0 when there may be as many as wanted.
func (c *call) read(least, most int) (exit int, ok bool) {
	rest := c.args
	c.args = nil
	for {
		before := len(rest)
		if err := c.flags.Parse(rest); err != nil {
			return c.mistake(err), false
		}
		consumed := before - c.flags.NArg()
		stop := consumed > 0 && rest[consumed-1] == "--"
		rest = c.flags.Args()
		if len(rest) == 0 || stop {
			c.args = append(c.args, rest...)
			break
		}
		c.args, rest = append(c.args, rest[0]), rest[1:]
	}
	if _, ok := words.Parse(c.flags.Lookup("lang").Value.String()); !ok {
		return c.usage(c.lang.Say("The language is nl or en, not %q.", c.flags.Lookup("lang").Value.String())), false
	}
	switch {
	case len(c.args) < least:
		return c.usage(c.lang.Say("Something is missing: %s.", strings.TrimSuffix(c.lang.Say(c.operands), " ..."))), false
	case least == 0 && most == 0 && len(c.args) > 0, most > 0 && len(c.args) > most:
		return c.usage(c.lang.Say("%q is one word too many.", c.args[most])), false
	}
	return exitGood, true
}

// usage says what is wrong with what was typed, and where help is.
func (c *call) usage(sentence string) int {
	c.complain(sentence)
	fmt.Fprintln(c.err, c.lang.Say("Read how it works with: %s", program+" "+c.name+" -h"))
	return exitUsage
}

var wrongValue = regexp.MustCompile(`^invalid (?:boolean )?value ("(?:[^"\\]|\\.)*") for (?:flag )?(-[^:]*):`)

// mistake tells an error of package flag in words.
func (c *call) mistake(err error) int {
	if errors.Is(err, flag.ErrHelp) {
		c.help()
		return exitGood
	}
	said := err.Error()
	if m := wrongValue.FindStringSubmatch(said); m != nil {
		return c.usage(c.lang.Say("%s is no good value for %s.", m[1], m[2]))
	}
	_, name, _ := strings.Cut(said, ": ")
	if strings.HasPrefix(said, "flag needs an argument") {
		return c.usage(c.lang.Say("The setting %s needs a value.", name))
	}
	return c.usage(c.lang.Say("There is no setting %s.", name))
}

// help tells all about a subcommand.
func (c *call) help() {
	fmt.Fprintf(c.out, "%s\n\n%s\n  %s %s %s\n\n%s\n", c.lang.Say(c.about), c.lang.Say("Use:"), program, c.name,
		strings.TrimSpace(c.lang.Say("[settings]")+" "+c.lang.Say(c.operands)), c.lang.Say("Settings:"))
	c.flags.VisitAll(func(f *flag.Flag) {
		value, usage := flag.UnquoteUsage(f)
		usage = strings.TrimPrefix(usage, value+" ")
		if f.DefValue != "" && f.DefValue != "false" {
			usage += " (" + c.lang.Say("otherwise %s", f.DefValue) + ")"
		}
		fmt.Fprintf(c.out, "  %-18s %s\n", strings.TrimSpace("-"+f.Name+" "+value), usage)
	})
	example := c.lang.Say("Example:")
	if len(c.examples) > 1 {
		example = c.lang.Say("Examples:")
	}
	fmt.Fprintln(c.out, "\n"+example)
	for _, example := range c.examples {
		fmt.Fprintf(c.out, "  %s %s\n", program, example)
	}
}

// given reports whether a setting was typed.
func (c *call) given(name string) (is bool) {
	c.flags.Visit(func(f *flag.Flag) { is = is || f.Name == name })
	return is
}

// background are the settings that levels 3 and 4 need.
type background struct {
	level, history, rates, products, today *string

	depth     int // the level as a number
	day       istandaard.Datum
	contracts *record.Contracts
}

func (c *call) background() *background {
	return &background{
		level:    c.text("level", "2", "N", c.lang.Say("up to which control level: 1 schema, 2 rules, 3 earlier messages, 4 the world outside")),
		history:  c.text("history", "", "FOLDER", c.lang.Say("the messages that were exchanged before, for level 3")),
		rates:    c.text("rates", "", "CSV", c.lang.Say("rates: law, municipality, provider, category, code, unit, cents, from, to")),
		products: c.text("products", "", "CSV", c.lang.Say("product codes: law, category, code, from, to")),
		today:    c.text("today", "", "DATE", c.lang.Say("the day to check on; the clock's when it is left out")),
	}
}

// prepare reads what the settings point to. Without -level it is what the other settings need.
func (b *background) prepare(c *call, least int) (exit int, ok bool) {
	var err error
	if b.depth, err = strconv.Atoi(*b.level); err != nil || b.depth < least || b.depth > 4 {
		return c.usage(c.lang.Say("%q is no good value for %s.", *b.level, "-level")), false
	}
	if !c.given("level") {
		if *b.history != "" {
			b.depth = 3
		}
		if *b.rates != "" || *b.products != "" {
			b.depth = 4
		}
	}
	if b.day, ok = c.date("today", *b.today); !ok {
		return exitUsage, false
	}
	b.contracts = &record.Contracts{}
	for _, table := range []struct {
		file string
		read func() error
	}{{*b.rates, func() error { return b.contracts.ReadRates(c.ctx, *b.rates) }},
		{*b.products, func() error { return b.contracts.ReadProducts(c.ctx, *b.products) }}} {
		if table.file == "" {
			continue
		}
		if err := table.read(); err != nil {
			return c.fail(c.lang.Say("The file %s cannot be used: %s.", table.file, c.reason(err))), false
		}
	}
	return exitGood, true
}

// date reads a day; the empty one is today.
func (c *call) date(name, value string) (istandaard.Datum, bool) {
	if value == "" {
		return istandaard.DatumVan(time.Now()), true
	}
	if _, ok := istandaard.Datum(value).Dag(); !ok || len(value) != len(time.DateOnly) {
		c.usage(c.lang.Say("%q is no day, such as 2026-10-21, for %s.", value, "-"+name))
		return "", false
	}
	return istandaard.Datum(value), true
}

// reason tells an error of the system in words.
func (c *call) reason(err error) string {
	var line *record.LineError
	var faults istandaard.Fouten
	switch {
	case errors.As(err, &line):
		what := c.reason(line.Err)
		if path := pathOf(line.Err, ""); path != "" {
			what = path + ": " + what
		}
		return c.lang.Say("line %d: %s", line.Line, what)
	case errors.As(err, &faults) && len(faults) > 0:
		return strings.TrimSuffix(faults[0].Zin(c.lang.Taal()), ".")
	case errors.Is(err, record.ErrTooLarge):
		return c.lang.Say("it is larger than 25 MB, and the standard allows no larger message")
	case errors.Is(err, record.ErrFolder), errors.Is(err, syscall.EISDIR):
		return c.lang.Say("it is a folder, and a file belongs here")
	case errors.Is(err, fs.ErrNotExist):
		return c.lang.Say("it does not exist")
	case errors.Is(err, fs.ErrPermission):
		return c.lang.Say("there is no permission")
	case errors.Is(err, os.ErrDeadlineExceeded), c.ctx.Err() != nil:
		return c.lang.Say("it was stopped")
	}
	return record.Unwrap(err).Error()
}

// source reads the one file that a subcommand is about; - is the standard input.
func (c *call) source(name string) (text string, exit int, ok bool) {
	var err error
	if name == "-" {
		text, err = record.ReadAll(c.ctx, c.in)
	} else {
		text, err = record.Read(c.ctx, name)
	}
	if err != nil {
		return "", c.fail(c.lang.Say("%s cannot be read: %s.", name, c.reason(err))), false
	}
	return text, exitGood, true
}
