// Package peer plays one side of a conversation, a municipality or a provider, honestly by the rules of the
// standard, over two folders: it reads messages from its inbox, answers them in its outbox, and moves the
// conversation on. A provider starts what it is allocated, claims each month and stops at the end; a municipality
// allocates what it is asked. A [Script] tells it to do otherwise, so that another program can be tried on an
// awkward other side.
//
// What a message may say and what answers it comes from care/istandaard/keten; this package only decides what to
// do next and when. What it sent and received stands in a journal on disk, from which it starts again.
package peer

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/keten"
	"codeberg.org/samenkracht/samenkracht/care/messages/peer/memory"
	"codeberg.org/samenkracht/samenkracht/care/messages/peer/script"
	"codeberg.org/samenkracht/samenkracht/care/messages/record"
	"codeberg.org/samenkracht/samenkracht/care/messages/words"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// Peer is the other side of a conversation (tegenspeler).
type Peer struct {
	Role      keten.Rol
	Code      string // of the municipality or the provider
	Inbox     string
	Outbox    string
	State     string // the folder of the journal
	Clock     *script.Clock
	Script    script.Script
	Contracts *record.Contracts
	Rate      int64 // in cents for a unit, where the contracts tell none
	Lang      words.Lang
	Log       io.Writer

	facts   *keten.Geheugen
	journal *memory.Journal
	ledger  *memory.Ledger
	today   istandaard.Datum
	last    string               // what was received last, before the peer stopped
	waiting map[string]time.Time // since when something is late
	noted   map[string]bool      // what was said once
	debts   []debt               // answers that the script keeps back
	broken  map[string]bool      // what was not sent, because it breaks rules
}

// The folders in an inbox for what was read.
const (
	doneFolder    = "done"
	refusedFolder = "refused"
)

// Open makes the folders and reads the journal.
func (p *Peer) Open() (err error) {
	for _, folder := range []string{filepath.Join(p.Inbox, doneFolder), filepath.Join(p.Inbox, refusedFolder), p.Outbox} {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return err
		}
	}
	p.facts, p.ledger = &keten.Geheugen{}, memory.NewLedger()
	p.waiting, p.noted, p.broken = map[string]time.Time{}, map[string]bool{}, map[string]bool{}
	if p.journal, err = memory.Open(p.State); err != nil {
		return err
	}
	if err := p.replay(); err != nil {
		return errors.Join(err, p.Close())
	}
	return nil
}

// Close lets another peer use the journal.
func (p *Peer) Close() error { return p.journal.Close() }

// Run goes on until the context ends; with once until there is nothing left to do now.
func (p *Peer) Run(ctx context.Context, every time.Duration, once bool) error {
	for {
		busy, err := p.Step(ctx)
		if err != nil || once && !busy {
			return err
		}
		wait := every
		if busy {
			wait = 0
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(wait):
		}
	}
}

// Step does what there is to do now. It is busy when it did something.
func (p *Peer) Step(ctx context.Context) (busy bool, err error) {
	p.today = p.Clock.Today()
	busy, err = p.receive(ctx)
	if err != nil || ctx.Err() != nil {
		return busy, err
	}
	paid, err := p.settle()
	if err != nil {
		return busy, err
	}
	posted, err := p.letters()
	if err != nil {
		return busy, err
	}
	moved := false
	if p.Role == keten.Aanbieder {
		moved, err = p.provide()
	} else {
		moved, err = p.grant()
	}
	return busy || paid || posted || moved, err
}

// register is the world outside on the day that it is.
func (p *Peer) register() keten.Register { return p.Contracts.On(p.today) }

func (p *Peer) judge(b *istandaard.Bericht) (*keten.Oordeel, error) {
	return keten.Controle{Geschiedenis: p.facts, Register: p.register()}.Beoordeel(b)
}

// say writes a line in the log.
func (p *Peer) say(line string) {
	fmt.Fprintf(p.Log, "%s  %s\n", p.today, command.Plain(line))
}

// once says something the first time only.
func (p *Peer) once(line string) {
	if !p.noted[line] {
		p.noted[line] = true
		p.say(line)
	}
}

// letters sends the messages of the script whose day has come.
func (p *Peer) letters() (busy bool, err error) {
	for i, l := range p.Script.Letters {
		id := fmt.Sprintf("%sS%04d", p.journal.Tag, i+1)
		if l.Day.Na(p.today) || p.ledger.Tried[memory.Key("letter", "", id)] {
			continue
		}
		h := l.Message.Header()
		if err := errors.Join(h.Zet("BerichtIdentificatie/Identificatie", id), h.Zet("BerichtIdentificatie/Dagtekening", string(p.today))); err != nil {
			return busy, err
		}
		did, err := p.send(draft{message: l.Message, key: memory.Key("letter", "", id), base: l.Day, any: true})
		if busy = busy || did; err != nil {
			return busy, err
		}
	}
	return busy, nil
}

// replay does again what the journal tells, without sending anything twice.
func (p *Peer) replay() error {
	j := p.journal
	for i := 0; i < len(j.Entries); i++ {
		e := j.Entries[i]
		p.today = e.Day
		p.Clock.NotBefore(e.Day)
		text, err := j.Text(e)
		if err != nil {
			return err
		}
		if i == len(j.Entries)-1 && e.Kind == memory.Received && e.Soort.Antwoord() != "" {
			return j.Drop() // it stopped before the answer; the message is still in the inbox
		}
		if e.Pending {
			kept, err := p.redeliver(i, text)
			if err != nil {
				return err
			}
			if kept {
				continue
			}
		}
		if err := p.relive(i, e, text); err != nil {
			return fmt.Errorf("%s: %w", e.Name(), err)
		}
	}
	return nil
}

// relive takes in one entry of the journal.
func (p *Peer) relive(i int, e memory.Entry, text string) error {
	switch e.Kind {
	case memory.Garbled, memory.Withheld:
		p.ledger.Tried[text] = true
		return nil
	case memory.Received:
		p.last = text
	}
	b, err := istandaard.Lees(text)
	if err != nil {
		return err
	}
	o, err := p.judge(b)
	if err != nil {
		return err
	}
	refused := false
	if e.Kind == memory.Received && !b.Soort().IsRetour() {
		if refused, err = p.wasRefused(i, o); err != nil {
			return err
		}
	}
	return p.takeIn(o, refused, e.Kind)
}

// wasRefused reports whether a message that was received was refused: its answer, the next entry, says so.
func (p *Peer) wasRefused(i int, o *keten.Oordeel) (bool, error) {
	if i+1 == len(p.journal.Entries) || p.journal.Entries[i+1].Kind != memory.Answered {
		return o.Afgekeurd(), nil
	}
	text, err := p.journal.Text(p.journal.Entries[i+1])
	if err != nil {
		return false, err
	}
	b, err := istandaard.Lees(text)
	if err != nil {
		return false, err
	}
	if b.Soort().Nummer() == "325" {
		return keten.HeelAfgewezen(b), nil
	}
	return len(keten.Retourcodes(b)) > 0, nil
}

// takeIn keeps what a message says.
func (p *Peer) takeIn(o *keten.Oordeel, refused bool, k memory.Kind) error {
	if o.Bericht.Soort().IsRetour() && k != memory.Received {
		return nil
	}
	if k == memory.Sent {
		p.ledger.Tried[memory.Key("letter", "", o.Bericht.Kop().Identificatie)] = true
	}
	if err := record.Accept(p.facts, o, refused); err != nil {
		return err
	}
	if !refused && !o.Bericht.Soort().IsRetour() {
		p.ledger.See(o.Bericht)
	}
	return nil
}
