package tables

import (
	"errors"
	"io/fs"
	"time"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/tables/sheet"
	"codeberg.org/samenkracht/samenkracht/insight/pseudonym/address"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// Commands are the subcommands of the Factlab tool that make tables.
func Commands() []command.Command {
	return []command.Command{{
		Name: "tables", About: "Makes the seven tables of a Factlab from lists of deliveries that stand together.",
		Examples: []string{"tables -registry addresses.csv -deliveries deliveries/ -on 2025-12-31 -out tables/"}, Run: run,
	}}
}

func run(c *command.Call) int {
	registry := c.Text("registry", "", "FILE", c.Say("the address register: postcode, number, letter, addition, buurt, gemeente"))
	lists := c.Text("deliveries", "", "FOLDER", c.Say("the lists: org, provision, domain, postcode, number, letter, addition, start, end"))
	on := c.Text("on", "", "DATE", c.Say("the day that is counted"))
	out := c.Text("out", "", "FOLDER", c.Say("where the tables t1.csv to t7.csv come"))
	buckets := c.Number("buckets", 0, c.Say("count in so many parts, for less memory; 0: by the size of the lists"))
	workers := c.Number("workers", 0, c.Say("how much is done at the same time; 0: by the number of processors"))
	if exit, ok := c.Read(0, 0); !ok {
		return exit
	}
	for _, s := range []struct{ name, value string }{{"-registry", *registry}, {"-deliveries", *lists}, {"-on", *on}, {"-out", *out}} {
		if s.value == "" {
			return c.Usage(c.Say("The setting %s is needed.", s.name))
		}
	}
	day, err := time.Parse(time.DateOnly, *on)
	switch {
	case err != nil:
		return c.Usage(c.Say("%q is no day, such as 2026-10-21, for %s.", command.Short(*on), "-on"))
	case *buckets < 0 || *buckets > MaxBuckets:
		return c.Usage(c.Say("The setting %s goes from 0 to %d.", "-buckets", MaxBuckets))
	case *workers < 0 || *workers > maxWorkers:
		return c.Usage(c.Say("The setting %s goes from 0 to %d.", "-workers", maxWorkers))
	}
	bar := command.NewProgress(c.Err, 100)
	err = Make(c.Ctx, Options{Registry: *registry, Deliveries: *lists, On: day, Out: *out, Buckets: *buckets, Workers: *workers,
		Progress: func(done, total int64) { bar.At(int(100 * done / max(total, 1))) }})
	bar.Clear()
	if err != nil {
		return c.Fail(sentence(c, err))
	}
	return command.Good
}

// sentence tells an error in words: what, where, what to do.
func sentence(c *command.Call, err error) string {
	var fault *sheet.Fault
	var path *fs.PathError
	switch {
	case c.Ctx.Err() != nil:
		return c.Say("It was stopped before it was ready; no tables were written.")
	case errors.As(err, &fault):
		return told(c, fault)
	case errors.As(err, &path):
		return c.Say("%s cannot be used: %s.", path.Path, c.Reason(err))
	}
	return c.Say("It cannot go on: %s.", c.Reason(err))
}

func told(c *command.Call, f *sheet.Fault) string {
	args := make([]any, len(f.Args))
	for i, arg := range f.Args {
		if reason, is := arg.(address.Reason); is {
			arg = c.Lang.Pick(reason.Dutch(), reason.Error())
		}
		args[i] = arg
	}
	if f.Line == 0 {
		return c.Say("%s: %s.", f.File, c.Say(f.Say, args...))
	}
	return c.Say("%s, line %d: %s.", f.File, f.Line, c.Say(f.Say, args...))
}
