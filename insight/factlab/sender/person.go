package sender

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// person is who sits at the keyboard, if somebody does.
type person struct {
	call *command.Call
	in   *bufio.Reader
	here bool
	bar  *command.Progress
}

func newPerson(c *command.Call) *person {
	p := &person{call: c, in: bufio.NewReader(c.In)}
	switch in := c.In.(type) {
	case *os.File:
		p.here = command.Terminal(in)
	case interface{ Terminal() bool }:
		p.here = in.Terminal()
	}
	return p
}

// errGone is when nobody answers.
var errGone = command.Problemf("A question was not answered, so nothing was sent")

// ask asks a question and reads one line.
func (p *person) ask(sentence string, values ...any) (string, error) {
	p.clear()
	fmt.Fprint(p.call.Out, p.call.Say(sentence, values...)+" ")
	if err := p.call.Out.Flush(); err != nil {
		return "", err
	}
	line, err := p.in.ReadString('\n')
	if errors.Is(err, io.EOF) && line == "" {
		return "", errGone
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	return strings.TrimSpace(line), nil
}

// agrees asks a question with yes or no. Only a clear answer counts.
func (p *person) agrees(sentence string, values ...any) (bool, error) {
	for range 5 {
		answer, err := p.ask(sentence, values...)
		if err != nil {
			return false, err
		}
		if yes, clear := yesOrNo(answer); clear {
			return yes, nil
		}
		fmt.Fprintln(p.call.Out, p.call.Say("Type yes or no."))
	}
	return false, errGone
}

func yesOrNo(answer string) (yes, clear bool) {
	switch strings.ToLower(answer) {
	case "ja", "j", "yes", "y":
		return true, true
	case "nee", "n", "no":
		return false, true
	}
	return false, false
}

// begin begins a bar for work of so many parts.
func (p *person) begin(total int) *command.Progress {
	p.clear()
	_ = p.call.Out.Flush() // when it cannot be written, the end of the command says so
	p.bar = command.NewProgress(p.call.Err, total)
	return p.bar
}

// clear takes the bar away.
func (p *person) clear() {
	if p != nil && p.bar != nil {
		p.bar.Clear()
	}
}
