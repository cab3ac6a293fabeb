package messages

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/keten"
	"codeberg.org/samenkracht/samenkracht/care/messages/words"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// answer writes the message that answers one.
func answer(c *call) int {
	k := &checking{call: c, judge: judge{lang: c.Lang}, background: c.background()}
	to := c.Text("o", "", "FILE", c.Say("write to this file and not to standard output"))
	id := c.Text("id", "", "ID", c.Say("the Identificatie of the answer, 12 characters at most; one is made when it is left out"))
	date := c.Text("date", "", "DATE", c.Say("the date of the answer; that of today when it is left out"))
	if exit, ok := c.Read(1, 1); !ok {
		return exit
	}
	if exit, ok := k.prepare(c, 2); !ok {
		return exit
	}
	day := k.day
	if *date != "" {
		var ok bool
		if day, ok = c.date("date", *date); !ok {
			return command.Stuck
		}
	}
	if *id == "" {
		*id = madeUp(time.Now())
	}
	k.upTo, k.files = k.depth, c.Args
	text, exit, ok := c.source(c.Args[0])
	if !ok {
		return exit
	}
	o, exit, ok := k.judged(text)
	if !ok {
		return exit
	}
	return k.write(o, *id, day, *to)
}

// madeUp is an Identificatie that no earlier answer has: it counts the tenths of seconds.
func madeUp(now time.Time) string {
	return "R" + strings.ToUpper(strconv.FormatInt(now.UnixMilli()/100, 36))
}

// judged checks the message to answer.
func (k *checking) judged(text string) (o *keten.Oordeel, exit int, ok bool) {
	b, err := istandaard.Lees(text)
	if err != nil {
		v := &verdict{File: k.Args[0]}
		k.judge.read(v, text)
		v.printText(k.Err, k.Lang)
		k.Complain(k.Say("A file that is no message gets no answer (IV028): tell the sender."))
		return nil, command.Wrong, false
	}
	if b.Soort().Antwoord() == "" {
		k.Complain(k.Say("A %s is an answer itself; nothing is sent back to it.", b.Soort()))
		return nil, command.Wrong, false
	}
	facts := &keten.Geheugen{}
	if exit, ok := k.remember(facts); !ok {
		return nil, exit, false
	}
	controle := keten.Controle{}
	if k.depth >= 3 {
		controle.Geschiedenis = facts
	}
	if k.depth == 4 {
		controle.Register = k.contracts.On(k.day)
	}
	if o, err = controle.Beoordeel(b); err != nil {
		return nil, k.Fail(err.Error()), false
	}
	return o, command.Good, true
}

// write writes the answer, and tells what it says.
func (k *checking) write(o *keten.Oordeel, id string, day istandaard.Datum, to string) int {
	data, err := o.Antwoord(id, day).Schrijf()
	var faults istandaard.Fouten
	switch {
	case errors.As(err, &faults):
		return k.Fail(k.Say("The answer cannot be made: %s", faults[0].Pad+": "+faults[0].Zin(words.Taal(k.Lang))))
	case err == nil:
		err = k.deliver(to, data)
	}
	if err != nil {
		return k.unwritten(to, err)
	}
	v := &verdict{File: k.Args[0], Message: string(o.Bericht.Soort())}
	k.pass(v, o.Fouten)
	v.printText(k.Err, k.Lang)
	return command.Good
}
