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
	case err == nil && *to != "" && *to != "-":
		err = record.Write(*to, data)
	case err == nil:
		_, err = c.out.Write(data)
	}
	if err != nil {
		return c.fail(c.lang.Say("The output cannot be written: %s.", c.reason(err)))
	}
	return exitGood
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
