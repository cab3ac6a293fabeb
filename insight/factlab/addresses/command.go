package addresses

import (
	"errors"
	"io"
	"runtime"
	"strings"
	"syscall"

	_ "codeberg.org/samenkracht/samenkracht/insight/factlab/sender/words" // the Dutch

	"codeberg.org/samenkracht/samenkracht/insight/factlab/sender/table"
	"codeberg.org/samenkracht/samenkracht/insight/pseudonym/address"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// Commands are the commands of this package.
func Commands() []command.Command {
	return []command.Command{{Name: "addresses", Operands: "import", About: "Makes the public address list out of an extract of the national register (BAG).",
		Examples: []string{"addresses import -in bag.csv -out adressen.csv -counts telling.csv"}, Run: run}}
}

// sharing is ERROR_SHARING_VIOLATION of Windows.
const sharing = syscall.Errno(32)

const shownFaults = 20

// run imports an extract.
func run(c *command.Call) int {
	in := c.Text("in", "", "FILE", c.Say("the extract: CSV or a workbook, with postcode, house number and neighbourhood code"))
	sheet := c.Text("sheet", "", "NAME", c.Say("the sheet of the workbook, when it has more than one"))
	out := c.Text("out", "", "FILE", c.Say("the address list that is made"))
	counts := c.Text("counts", "", "FILE", c.Say("also write how many addresses each neighbourhood has"))
	skip := c.Yes("skip", c.Say("leave out rows that cannot be read or are there twice"))
	if exit, ok := c.Read(1, 1); !ok {
		return exit
	}
	if c.Args[0] != "import" {
		return c.Usage(c.Say("After addresses comes import, not %q.", command.Short(c.Args[0])))
	}
	if *in == "" || *out == "" {
		return c.Usage(c.Say("Something is missing: %s.", strings.Join([]string{"-in", "-out"}, ", ")))
	}
	progress := command.NewProgress(c.Err, 0)
	im, err := readExtract(c.Ctx, *in, *sheet, progress.At)
	progress.Clear()
	if err != nil {
		return c.Fail(c.Say("%s cannot be used: %s.", *in, Explain(c, err)))
	}
	if exit := faults(c, im, *skip); exit != command.Good {
		return exit
	}
	return write(c, im, *out, *counts)
}

// Explain tells an error of reading a file in words, without a full stop.
func Explain(c *command.Call, err error) string {
	var choice *table.Choice
	var reason address.Reason
	switch sentence, ok := c.Lang.Tell(err); {
	case ok:
		return sentence
	case errors.As(err, &choice):
		return c.Say("The workbook has more than one sheet: %s. Choose one with -sheet", choice.Error())
	case errors.As(err, &reason):
		return c.Lang.Pick(reason.Dutch(), reason.Error())
	case runtime.GOOS == "windows" && errors.Is(err, sharing):
		return c.Say("another program, such as Excel, has it open. Close it there first")
	}
	return c.Reason(err)
}

// faults tells which rows cannot be used. Without -skip nothing is made then.
func faults(c *command.Call, im *extract, skip bool) int {
	if len(im.faults) == 0 {
		return command.Good
	}
	for _, f := range im.faults[:min(len(im.faults), shownFaults)] {
		c.Complain(c.Say("line %d: %s", f.line, Explain(c, f.err)))
	}
	if n := len(im.faults) - shownFaults; n > 0 {
		c.Complain(c.Lang.N(n, "and %d row more", "and %d rows more"))
	}
	if skip {
		c.Complain(c.Lang.N(len(im.faults), "%d row was left out.", "%d rows were left out."))
		return command.Good
	}
	c.Complain(c.Lang.N(len(im.faults), "%d row cannot be used, so nothing was made. Repair it, or leave it out with -skip.",
		"%d rows cannot be used, so nothing was made. Repair them, or leave them out with -skip."))
	return command.Wrong
}

func write(c *command.Call, im *extract, list, counts string) int {
	sum := ""
	err := command.WriteFile(list, func(w io.Writer) (err error) {
		sum, err = im.writeList(w)
		return err
	})
	if err == nil && counts != "" {
		err = command.WriteFile(counts, im.writeCounts)
	}
	if err != nil {
		return c.Fail(c.Say("The output cannot be written: %s.", c.Reason(err)))
	}
	say := func(sentence string, values ...any) { _, _ = io.WriteString(c.Out, c.Say(sentence, values...)+"\n") }
	say("%d addresses in %d neighbourhoods.", len(im.entries), len(im.areas))
	say("Put this check sum in the agreement (SHA-256): %s", sum)
	return command.Good
}
