package peer

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/keten"
	"codeberg.org/samenkracht/samenkracht/care/messages/peer/memory"
	"codeberg.org/samenkracht/samenkracht/care/messages/peer/script"
	"codeberg.org/samenkracht/samenkracht/care/messages/record"
)

// draft is a message to send of one's own accord.
type draft struct {
	message *istandaard.Bericht
	key     string           // what is done with it; it is done once
	base    istandaard.Datum // the day on which it should go
	any     bool             // also when it breaks rules
}

// newMessage begins a message to another party, with the number of the next entry.
func (p *Peer) newMessage(soort istandaard.Soort, to string) *istandaard.Bericht {
	return istandaard.Nieuw(soort, istandaard.Kop{Afzender: p.Code, Ontvanger: to, Identificatie: p.journal.ID(0), Dagtekening: p.today})
}

// send sends a message, unless the script wants otherwise. An honest message that breaks a rule does not leave.
func (p *Peer) send(d draft) (did bool, err error) {
	number := d.message.Soort().Nummer()
	if p.ledger.Tried[d.key] {
		return false, nil
	}
	about := script.Subjects(d.message)
	if e, ok := p.Script.Find(number, about, script.Late); ok && !p.overdue(d, e) {
		return false, nil
	}
	p.ledger.Tried[d.key] = true
	data, err := d.message.Schrijf()
	if err != nil {
		return false, p.keepBack(d, err)
	}
	o, err := p.judge(d.message)
	if err != nil {
		return false, err
	}
	if !o.Goed() && !d.any {
		return false, p.keepBack(d, o.Fouten)
	}
	if e, ok := p.Script.Find(number, about, script.Silent, script.Nonsense); ok {
		return true, p.misbehave(e.Action, d.message.Soort(), d.message.Ontvanger(), data, d.key)
	}
	if err := p.post(memory.Sent, d.message.Soort(), data); err != nil {
		return true, err
	}
	p.tell(">", d.message, o.Fouten)
	return true, p.takeIn(o, false, memory.Sent)
}

// keepBack tells why a message that breaks rules does not leave.
func (p *Peer) keepBack(d draft, faults error) error {
	p.broken[d.key] = true
	p.say(p.Lang.Say("%s is not sent: %s", string(d.message.Soort()), strings.Join(p.sentences(faults), "; ")))
	return nil
}

// overdue reports whether a message is as late as the script wants.
func (p *Peer) overdue(d draft, e script.Case) bool {
	if script.Plus(d.base, e.Days).Na(p.today) {
		return false
	}
	since, ok := p.waiting[d.key]
	if !ok {
		since = time.Now()
		p.waiting[d.key] = since
	}
	return time.Since(since) >= e.Wait
}

// debt is an answer that the script keeps back.
type debt struct {
	entry memory.Entry
	day   istandaard.Datum // the first day on which it may go
	from  time.Time
}

// reply sends the answer to a message, or keeps it back as the script wants.
func (p *Peer) reply(to *istandaard.Bericht, data []byte) error {
	e, err := p.journal.Add(memory.Entry{Day: p.today, Kind: memory.Answered, Soort: to.Soort().Antwoord(), Pending: true}, string(data))
	if err != nil {
		return err
	}
	if p.owes(e, to, time.Now()) {
		return nil
	}
	return p.pay(e, string(data))
}

// owes reports whether the script keeps an answer back, and remembers it.
func (p *Peer) owes(e memory.Entry, to *istandaard.Bericht, arrived time.Time) bool {
	x, ok := p.Script.Find(e.Soort.Nummer(), script.Subjects(to), script.Late)
	if !ok {
		return false
	}
	d := debt{e, script.Plus(to.Kop().Dagtekening, x.Days), arrived.Add(x.Wait)}
	if d.due(p.today) {
		return false
	}
	p.debts = append(p.debts, d)
	return true
}

func (d debt) due(today istandaard.Datum) bool {
	return !d.day.Na(today) && !time.Now().Before(d.from)
}

// settle sends the answers that were kept back long enough, with the date on which they go.
func (p *Peer) settle() (busy bool, err error) {
	for i := 0; i < len(p.debts); {
		d := p.debts[i]
		if !d.due(p.today) {
			i++
			continue
		}
		p.debts, busy = slices.Delete(p.debts, i, i+1), true
		text, err := p.journal.Text(d.entry)
		if err != nil {
			return busy, err
		}
		b, err := istandaard.Lees(text)
		if err != nil {
			return busy, err
		}
		field := "DagtekeningRetour"
		if !b.Soort().IsRetour() {
			field = "BerichtIdentificatie/Dagtekening"
		}
		data := []byte(text)
		if b.Header().Zet(field, string(p.today)) == nil {
			data, err = b.Schrijf()
		}
		if err == nil {
			err = p.pay(d.entry, string(data))
		}
		if err != nil {
			return busy, err
		}
	}
	return busy, nil
}

// pay brings an answer to the outbox and keeps what it says.
func (p *Peer) pay(e memory.Entry, text string) error {
	b, err := istandaard.Lees(text)
	if err != nil {
		return err
	}
	if err := p.journal.Rewrite(e, text); err != nil {
		return err
	}
	if err := errors.Join(p.deliver(e.Number, e.Soort, []byte(text)), p.journal.Settle(e)); err != nil {
		return err
	}
	p.tell(">", b, nil)
	o, err := p.judge(b)
	if err != nil {
		return err
	}
	return p.takeIn(o, false, memory.Answered)
}

// misbehave says nothing, or sends half a message. What was done stays known by its key.
func (p *Peer) misbehave(action string, soort istandaard.Soort, to string, data []byte, key string) error {
	what := memory.Withheld
	if action == script.Nonsense {
		what = memory.Garbled
		if err := p.deliver(p.journal.Next(), soort, data[:len(data)/2]); err != nil {
			return err
		}
	}
	_, err := p.journal.Add(memory.Entry{Day: p.today, Kind: what, Soort: soort}, key)
	p.say("> " + string(soort) + " " + to + ": " + p.Lang.Say("%s by the script", action))
	return err
}

// post writes a message in the journal and brings it to the outbox.
func (p *Peer) post(k memory.Kind, soort istandaard.Soort, data []byte) error {
	e, err := p.journal.Add(memory.Entry{Day: p.today, Kind: k, Soort: soort, Pending: true}, string(data))
	if err != nil {
		return err
	}
	if err := p.deliver(e.Number, soort, data); err != nil {
		return err
	}
	return p.journal.Settle(e)
}

func (p *Peer) deliver(number int, soort istandaard.Soort, data []byte) error {
	return record.Write(filepath.Join(p.Outbox, p.fileName(number, soort)), data)
}

// fileName is the name of a message in the outbox: what was sent first sorts first.
func (p *Peer) fileName(number int, soort istandaard.Soort) string {
	return fmt.Sprintf("%06d-%s-%s.xml", number, soort, p.Code)
}

// redeliver brings what was written just before the peer stopped to the outbox, unless it is there, or was there
// and read. An answer that the script keeps back stays; then it is true.
func (p *Peer) redeliver(i int, text string) (kept bool, err error) {
	e := p.journal.Entries[i]
	name := p.fileName(e.Number, e.Soort)
	for _, folder := range []string{"", doneFolder, refusedFolder} {
		if _, err := os.Stat(filepath.Join(p.Outbox, folder, name)); err == nil {
			return false, p.journal.Settle(e)
		}
	}
	if e.Kind == memory.Answered && i > 0 {
		before := p.journal.Entries[i-1]
		asked, err := p.journal.Text(before)
		if err != nil {
			return false, err
		}
		if to, err := istandaard.Lees(asked); err == nil && p.owes(e, to, p.journal.Written(before)) {
			return true, nil
		}
	}
	return false, errors.Join(p.deliver(e.Number, e.Soort, []byte(text)), p.journal.Settle(e))
}

// stand tells how an allocation stands.
func (p *Peer) stand(a memory.Allocation) (keten.Stand, error) {
	return keten.StandVan(p.facts, a.Law, a.Municipality, a.Number)
}
