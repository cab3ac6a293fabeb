package file

import (
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"codeberg.org/samenkracht/samenkracht/insight/disclosure"
	"codeberg.org/samenkracht/samenkracht/insight/disclosure/table"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// Commands are the subcommands that protect a table and attack a release.
func Commands() []command.Command {
	return []command.Command{
		{Name: "protect", About: "Hides cells of a table until nothing can be inferred from the rest.",
			Examples: []string{"protect -in t7.csv -spec t7.json -out release.csv -report report.json"}, Run: protect},
		{Name: "audit", Operands: "RELEASE", About: "Attacks a published table and prints what can be inferred.",
			Examples: []string{"audit release.csv -spec t7.json", "audit release.csv -spec t7.json -insider own.csv -format json"}, Run: audit},
	}
}

func protect(c *command.Call) int {
	in := c.Text("in", "", "FILE", c.Say("the table with counts, as CSV"))
	spec := c.Text("spec", "", "FILE", c.Say("how the codes hang together and what the rule is, as JSON"))
	out := c.Text("out", "", "FILE", c.Say("where the protected table goes, as CSV; hidden counts are empty"))
	report := c.Text("report", "", "FILE", c.Say("where the report goes, as JSON"))
	if exit, ok := c.Read(0, 0); !ok {
		return exit
	}
	for _, name := range [][2]string{{"in", *in}, {"spec", *spec}, {"out", *out}, {"report", *report}} {
		if name[1] == "" {
			return c.Fail(c.Say("The setting %s is needed.", "-"+name[0]))
		}
	}
	told, err := Protect(*in, *spec, *out, *report)
	var unsafe *disclosure.Unsafe
	if errors.As(err, &unsafe) {
		findings(c, told.Attack)
	}
	if err != nil {
		return c.Fail(Sentence(c, err))
	}
	for _, t := range told.Tables {
		fmt.Fprintln(c.Out, c.Say("%d of %d cells are hidden; %s of what is counted in the lowest cells is shown.", t.Hidden, t.Cells, percent(c, t.Shown)))
	}
	fmt.Fprintln(c.Out, c.Say("The attack on %d hidden cells found nothing.", told.Attack.Attacked))
	if told.Attack.Insiders > 0 {
		fmt.Fprintln(c.Out, c.Say("Neither did %d organisations that know their own counts.", told.Attack.Insiders))
	}
	return command.Good
}

// percent tells a part in hundreds, with a comma in Dutch.
func percent(c *command.Call, part float64) string {
	return c.Lang.Pick(strings.Replace(strconv.FormatFloat(100*part, 'f', 1, 64), ".", ",", 1), strconv.FormatFloat(100*part, 'f', 1, 64)) + "%"
}

func audit(c *command.Call) int {
	spec := c.Text("spec", "", "FILE", c.Say("how the codes hang together and what the rule is, as JSON"))
	insider := c.Text("insider", "", "FILE", c.Say("what one organisation counted itself, as CSV"))
	format := c.Text("format", "text", "FORMAT", c.Say("text or json"))
	if exit, ok := c.Read(1, 1); !ok {
		return exit
	}
	if *spec == "" {
		return c.Fail(c.Say("The setting %s is needed.", "-spec"))
	}
	if *format != "text" && *format != "json" {
		return c.Fail(c.Say("The format is text or json, not %q.", command.Short(*format)))
	}
	told, err := Audit(c.Args[0], *spec, *insider)
	if err != nil {
		return c.Fail(Sentence(c, err))
	}
	if *format == "json" {
		if err := writeJSON(c.Out, told); err != nil {
			return c.Fail(c.Reason(err))
		}
	} else {
		findings(c, told)
	}
	if len(told.Findings) > 0 {
		return command.Wrong
	}
	return command.Good
}

// findings prints what an attack found.
func findings(c *command.Call, a disclosure.Attack) {
	say := func(english string, values ...any) {
		fmt.Fprintln(c.Out, command.Plain(c.Say(english, values...)))
	}
	for _, f := range a.Findings {
		cell := strings.Join(f.Codes, ", ")
		switch {
		case f.NotReached:
			say("%s: the attack did not finish, so this cell is not safe.", cell)
		case f.Exact && f.Insider != "":
			say("%s: without its own, %d of others follows for %s.", cell, f.Least, f.Insider)
		case f.Exact:
			say("%s: the count %d follows.", cell, f.Least)
		case f.Most < 0:
			say("%s: at least %d follows, which is too close.", cell, f.Least)
		default:
			say("%s: from %d to %d follows, which is too close.", cell, f.Least, f.Most)
		}
	}
	if len(a.Findings) == 0 {
		say("Nothing can be inferred: %d hidden cells were attacked.", a.Attacked)
		return
	}
	say("Of %d hidden cells: %d exact, %d surely below the minimum, %d too close, %d not finished.", a.Attacked, a.Exact, a.Below, a.UnderProtected, a.NotReached)
}

// Sentence tells an error in the language of the call.
func Sentence(c *command.Call, err error) string {
	var problem *table.Problem
	var unsafe *disclosure.Unsafe
	var path *fs.PathError
	switch {
	case errors.As(err, &unsafe):
		problem = unsafe.Problem()
	case errors.As(err, &problem):
	case errors.As(err, &path):
		return c.Say("The file %s cannot be used: %s.", path.Path, c.Reason(err))
	default:
		return c.Say("It did not work: %s.", c.Reason(err))
	}
	return c.Say(problem.Sentence, problem.Values...)
}
