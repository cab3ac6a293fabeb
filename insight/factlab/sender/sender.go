// Package sender is the tool of an organisation that takes part in a Factlab round (aanleveraar). It reads the
// organisation's own file, checks every address against the public address list, has the key holders make pseudonyms
// of them without showing them, shows exactly what would leave the house, and sends that to the hub.
//
// # The steps
//
//	package table     reads the file, whatever program wrote it
//	package profile   says how it is to be read: guessed, confirmed by a person, kept
//	package intake    finds the addresses and takes duplicates out
//	package session   has pseudonyms made, in batches that survive a cut connection
//	package outgoing  writes and sends what leaves the house
//
// Each step can be done again without harm, so the tool goes on after any interruption by doing all of them again: what
// was asked or sent before counts once. It keeps no table of addresses and pseudonyms, not even in memory.
package sender

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	_ "codeberg.org/samenkracht/samenkracht/insight/factlab/sender/words" // the Dutch

	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/sender/session"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// Commands are the commands of this package.
func Commands() []command.Command {
	return []command.Command{{Name: "send", Operands: "FILE", About: "Delivers the file of an organisation in a Factlab round, without its addresses.",
		Examples: []string{"send -identity", "send -agreement afspraken.json -addresses adressen.csv -dry-run clienten.xlsx",
			"send -agreement afspraken.json -addresses adressen.csv -yes clienten.csv"}, Run: run}}
}

// options are what was typed.
type options struct {
	agreement, hub, hubKey, round, addresses, state, sheet *string
	yes, dryRun, identity, forget, anew                    *bool
}

// job is one use of the command.
type job struct {
	*command.Call
	options
	person *person
	id     *wire.Identity
	agreed *agreement.Agreement
	me     agreement.Participant
	first  []refusedRow // the first rows that cannot be delivered
}

func run(c *command.Call) int {
	j := &job{Call: c, options: options{
		agreement: c.Text("agreement", "", "FILE", c.Say("the agreement of the round, from the Factlab lead")),
		hub:       c.Text("hub", "", "HOST:PORT", c.Say("fetch the agreement here, with -hub-key and -round")),
		hubKey:    c.Text("hub-key", "", "KEY", c.Say("the public key of the hub, as the Factlab lead told you")),
		round:     c.Text("round", "", "NUMBER", c.Say("the number of the round, to fetch its agreement")),
		addresses: c.Text("addresses", "", "FILE", c.Say("the public address list of the round")),
		state:     c.Text("state", "factlab", "FOLDER", c.Say("where the key, the profile and the progress are kept")),
		sheet:     c.Text("sheet", "", "NAME", c.Say("the sheet of the workbook, when it has more than one")),
		yes:       c.Yes("yes", c.Say("ask nothing: use a guess that is certain, and send")),
		dryRun:    c.Yes("dry-run", c.Say("stop when it is shown what would leave the house")),
		identity:  c.Yes("identity", c.Say("show the public key of this organisation, and make it when there is none")),
		anew:      c.Yes("anew", c.Say("ask anew how the file is to be read, whatever was answered before")),
		forget:    c.Yes("forget", c.Say("remove what is kept of rounds, after the last delivery")),
	}}
	exit, ok := c.Read(0, 1)
	if !ok {
		return exit
	}
	j.person = newPerson(c)
	if err := j.locked(); err != nil {
		return j.tell(err)
	}
	return command.Good
}

// locked works in the folder of the organisation, alone.
func (j *job) locked() (err error) {
	lock, err := session.Lock(*j.state)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lock.Close()) }()
	if *j.forget {
		return j.forgetRounds()
	}
	if j.id, err = wire.LoadOrMakeIdentity(filepath.Join(*j.state, "identity.pem")); err != nil {
		return err
	}
	if *j.identity {
		fmt.Fprintln(j.Err, j.Say("Give this key to the Factlab lead. The file %s stays with you alone.", filepath.Join(*j.state, "identity.pem")))
		j.line("%s", j.id.Key())
		return nil
	}
	if len(j.Args) == 0 || *j.addresses == "" || *j.agreement == "" && *j.hub == "" {
		return errUsage
	}
	return j.deliver(j.Ctx)
}

var errUsage = errors.New("usage")

// deliver does the whole of it.
func (j *job) deliver(ctx context.Context) error {
	if err := j.agree(ctx); err != nil {
		return err
	}
	in, err := j.take(ctx)
	if err != nil {
		return err
	}
	if in.Lines() == 0 {
		return command.Problemf("No row can be delivered, so there is nothing to send")
	}
	s, err := session.Open(j.folder(), j.agreed, j.me.Registry)
	if err != nil {
		return err
	}
	lines, err := j.blind(ctx, s, in)
	if err != nil {
		return err
	}
	if err := j.show(lines, in); err != nil || *j.dryRun {
		return err
	}
	if err := j.confirm(); err != nil {
		return err
	}
	if err := j.send(ctx, lines); err != nil {
		return err
	}
	if !j.me.Registry {
		j.print("The folder %s keeps what is needed to deliver once more, should something be wrong. Remove it after the round with: %s", j.folder(), "samenkracht factlab send -forget -state "+*j.state)
		return nil
	}
	return errors.Join(s.Forget(), os.Remove(j.outgoing()))
}

// print says a sentence to the person.
func (j *job) print(sentence string, values ...any) {
	_, _ = io.WriteString(j.Out, command.Plain(j.Say(sentence, values...))+"\n") // when it cannot be written, the end of the command says so
}

// now is the clock.
var now = time.Now
