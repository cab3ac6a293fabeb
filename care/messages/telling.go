package messages

import (
	"fmt"
	"strings"

	"codeberg.org/samenkracht/samenkracht/care/messages/tell"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// explain tells what words of the standard mean.
func explain(c *call) int {
	if exit, ok := c.Read(1, 0); !ok {
		return exit
	}
	exit := command.Good
	for _, word := range c.Args {
		var text strings.Builder
		if !tell.Explain(&text, c.Lang, word) {
			exit = command.Wrong
			c.unknown(word)
			continue
		}
		if c.told {
			fmt.Fprintln(c.Out)
		}
		c.told = true
		fmt.Fprint(c.Out, text.String())
	}
	return exit
}

// unknown says that a word is not known, and which look like it.
func (c *call) unknown(word string) {
	sentence := c.Say("%q is no rule, return code, message type or code list.", command.Short(word))
	if near := tell.Nearest(word); len(near) > 0 {
		sentence += " " + c.Say("Did you mean %s?", strings.Join(near, ", "))
	}
	c.Complain(command.Plain(sentence))
}

// show prints a message for people.
func show(c *call) int {
	bsn := c.Yes("bsn", c.Say("show citizen service numbers whole"))
	if exit, ok := c.Read(1, 1); !ok {
		return exit
	}
	text, exit, ok := c.source(c.Args[0])
	if !ok {
		return exit
	}
	v := &verdict{File: c.Args[0]}
	b := judge{lang: c.Lang, upTo: 1}.read(v, text)
	if b == nil {
		v.printText(c.Err, c.Lang)
		return command.Wrong
	}
	tell.Show(c.Out, c.Lang, b, *bsn)
	for _, note := range v.Notes {
		fmt.Fprintln(c.Out, c.Say("note: %s", note))
	}
	return command.Good
}
