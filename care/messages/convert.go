package messages

import (
	"errors"
	"strings"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/messages/record"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// convert turns a message into JSON and back. Which way it goes shows from the text itself.
func convert(c *call) int {
	to := c.Text("o", "", "FILE", c.Say("write to this file and not to standard output"))
	if exit, ok := c.Read(1, 1); !ok {
		return exit
	}
	text, exit, ok := c.source(c.Args[0])
	if !ok {
		return exit
	}
	data, err := converted(text)
	var faults istandaard.Fouten
	switch {
	case errors.As(err, &faults):
		v := &verdict{File: c.Args[0]}
		judge{lang: c.Lang, upTo: 1}.pass(v, faults)
		v.printText(c.Err, c.Lang)
		return command.Wrong
	case err == nil:
		err = c.deliver(*to, data)
	}
	if err != nil {
		return c.unwritten(*to, err)
	}
	return command.Good
}

// deliver writes to a file, or to standard output when none is named.
func (c *call) deliver(to string, data []byte) error {
	if to != "" && to != "-" {
		return record.Write(to, data)
	}
	_, err := c.Out.Write(data)
	return err
}

// unwritten says why the output cannot be written.
func (c *call) unwritten(to string, err error) int {
	what := c.reason(err)
	if to != "" && to != "-" {
		what = to + ": " + what
	}
	return c.Fail(c.Say("The output cannot be written: %s.", what))
}

func converted(text string) ([]byte, error) {
	const mark = "\xEF\xBB\xBF"
	if !strings.HasPrefix(strings.TrimLeft(strings.TrimPrefix(text, mark), " \t\r\n"), "{") {
		b, err := istandaard.Lees(text)
		if err != nil {
			return nil, err
		}
		return b.JSON()
	}
	b, err := istandaard.LeesJSON([]byte(strings.TrimPrefix(text, mark)))
	if err != nil {
		return nil, err
	}
	return b.Schrijf()
}
