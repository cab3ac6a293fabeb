package messages

import (
	"os"
	"path/filepath"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/keten"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/toets"
	"codeberg.org/samenkracht/samenkracht/care/messages/record"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// candidate is a message that is still to be checked against the others.
type candidate struct {
	verdict *verdict
	message *istandaard.Bericht // nil: read it again, it is too large to keep
	place   record.Place
}

// maxKept is the largest text of which the message is kept until its turn comes.
const maxKept = 1 << 20

// chain checks the files against the history and against each other: levels 3 and 4. The verdicts are printed in
// the order of the files; they are made in the order in which the messages were exchanged.
func (k *checking) chain() (exit int, ok bool) {
	facts := &keten.Geheugen{}
	if exit, ok := k.remember(facts); !ok {
		return exit, false
	}
	verdicts, waiting := k.gather()
	places := make([]record.Place, len(waiting))
	for i, w := range waiting {
		places[i] = w.place
	}
	for _, i := range record.Order(places) {
		if k.Ctx.Err() != nil {
			return k.Fail(k.Say("It was stopped before it was ready.")), false
		}
		if err := k.against(facts, waiting[i]); err != nil {
			return k.Fail(k.Say("%s cannot be read: %s.", waiting[i].verdict.File, k.reason(err))), false
		}
	}
	k.each(func(i int) *verdict { return verdicts[i] })
	return command.Good, true
}

// gather reads all files and checks them on levels 1 and 2; waiting are those that pass.
func (k *checking) gather() (verdicts []*verdict, waiting []candidate) {
	verdicts = make([]*verdict, len(k.files))
	found := make([]candidate, len(k.files))
	k.workers(k.Ctx, func(i int) { verdicts[i], found[i] = k.first(i) }).Wait()
	for _, c := range found {
		if c.verdict != nil {
			waiting = append(waiting, c)
		}
	}
	return verdicts, waiting
}

// first checks one file on levels 1 and 2. Without a candidate that was all there is to check.
func (k *checking) first(i int) (*verdict, candidate) {
	v := &verdict{File: k.files[i]}
	text, ok := k.textOf(v)
	if !ok {
		return v, candidate{}
	}
	b := k.judge.read(v, text)
	if b == nil {
		return v, candidate{}
	}
	faults := within(toets.Toets(b))
	k.pass(v, faults)
	if len(faults) > 0 {
		return v, candidate{}
	}
	c := candidate{v, b, record.PlaceOf(b, i)}
	if len(text) > maxKept && v.File != "-" {
		c.message = nil
	}
	return v, c
}

// against checks a message against the facts so far, and adds what it says to them.
func (k *checking) against(facts *keten.Geheugen, c candidate) error {
	b := c.message
	if b == nil {
		text, err := record.Read(k.Ctx, c.verdict.File)
		if err == nil {
			b, err = istandaard.Lees(text)
		}
		if err != nil {
			return err
		}
	}
	var register keten.Register
	if k.depth == 4 || *k.rates != "" {
		register = k.contracts.On(k.day)
	}
	o, err := record.Judge(facts, register, b)
	if err != nil {
		return err
	}
	k.pass(c.verdict, o.Fouten)
	return nil
}

// remember takes in the messages of the history as facts. A file that is to be checked is not history too.
func (k *checking) remember(facts *keten.Geheugen) (exit int, ok bool) {
	if *k.history == "" {
		return command.Good, true
	}
	if info, err := os.Stat(*k.history); err != nil || !info.IsDir() {
		if err == nil {
			err = os.ErrNotExist
		}
		return k.Fail(k.Say("The folder %s cannot be read: %s.", *k.history, k.reason(err))), false
	}
	files, wrong := record.Files(*k.history)
	for _, err := range wrong {
		k.cannot(pathOf(err, *k.history), err)
	}
	now := map[string]bool{}
	for _, name := range k.files {
		now[real(name)] = true
	}
	var messages []*istandaard.Bericht
	var places []record.Place
	left := 0
	for _, name := range files {
		if now[real(name)] {
			continue
		}
		text, err := record.Read(k.Ctx, name)
		var b *istandaard.Bericht
		if err == nil {
			b, err = istandaard.Lees(text)
		}
		if err != nil {
			left++
			continue
		}
		places = append(places, record.PlaceOf(b, len(places)))
		messages = append(messages, b)
	}
	if left > 0 {
		k.Complain(k.Lang.N(left, "%d file of the history is no message and is left out.", "%d files of the history are no messages and are left out."))
	}
	for _, i := range record.Order(places) {
		if err := record.Keep(facts, messages[i]); err != nil {
			return k.Fail(err.Error()), false
		}
	}
	return command.Good, true
}

// real is the name by which a file is known, whichever way it was named.
func real(name string) string {
	if path, err := filepath.Abs(name); err == nil {
		name = path
	}
	if path, err := filepath.EvalSymlinks(name); err == nil {
		name = path
	}
	return name
}
