package messages

import (
	"errors"
	"strings"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/messages/record"
)

// convert turns a message into JSON and back. Which way it goes shows from the text itself.
func convert(c *call) int {
	to := c.text("o", "", "FILE", c.lang.Say("write to this file and not to standard output"))
	if exit, ok := c.read(1, 1); !ok {
		return exit
	}
	text, exit, ok := c.source(c.args[0])
	if !ok {
		return exit
	}
	data, err := converted(text)
	var faults istandaard.Fouten
	switch {
	case errors.As(err, &faults):
		v := &verdict{File: c.args[0]}
		judge{lang: c.lang, upTo: 1}.pass(v, faults)
		v.printText(c.err, c.lang)
		return exitWrong
	case err == nil:
		err = c.deliver(*to, data)
	}
	if err != nil {
		return c.unwritten(*to, err)
	}
	return exitGood
}

// deliver writes to a file, or to standard output when none is named.
func (c *call) deliver(to string, data []byte) error {
	if to != "" && to != "-" {
		return record.Write(to, data)
	}
	_, err := c.out.Write(data)
	return err
}

// unwritten says why the output cannot be written.
func (c *call) unwritten(to string, err error) int {
	what := c.reason(err)
	if to != "" && to != "-" {
		what = to + ": " + what
	}
	return c.fail(c.lang.Say("The output cannot be written: %s.", what))
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
