package messages

import (
	"fmt"
	"strings"

	"codeberg.org/samenkracht/samenkracht/care/messages/tell"
	"codeberg.org/samenkracht/samenkracht/care/messages/words"
)

// explain tells what words of the standard mean.
func explain(c *call) int {
	if exit, ok := c.read(1, 0); !ok {
		return exit
	}
	exit := exitGood
	for _, word := range c.args {
		var text strings.Builder
		if !tell.Explain(&text, c.lang, word) {
			exit = exitWrong
			c.unknown(word)
			continue
		}
		if c.told {
			fmt.Fprintln(c.out)
		}
		c.told = true
		fmt.Fprint(c.out, text.String())
	}
	return exit
}

// unknown says that a word is not known, and which look like it.
func (c *call) unknown(word string) {
	sentence := c.lang.Say("%q is no rule, return code, message type or code list.", short(word))
	if near := tell.Nearest(word); len(near) > 0 {
		sentence += " " + c.lang.Say("Did you mean %s?", strings.Join(near, ", "))
	}
	c.complain(words.Plain(sentence))
}

// show prints a message for people.
func show(c *call) int {
	bsn := c.yes("bsn", c.lang.Say("show citizen service numbers whole"))
	if exit, ok := c.read(1, 1); !ok {
		return exit
	}
	text, exit, ok := c.source(c.args[0])
	if !ok {
		return exit
	}
	v := &verdict{File: c.args[0]}
	b := judge{lang: c.lang, upTo: 1}.read(v, text)
	if b == nil {
		v.printText(c.err, c.lang)
		return exitWrong
	}
	tell.Show(c.out, c.lang, b, *bsn)
	for _, note := range v.Notes {
		fmt.Fprintln(c.out, c.lang.Say("note: %s", note))
	}
	return exitGood
}
