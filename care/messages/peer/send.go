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
	return istandaard.Nieuw(soort, istandaard.Kop{Afzender: p.Code, Ontvanger: to, Identificatie: p.journal.id(0), Dagtekening: p.today})
}

// send sends a message, unless the script wants otherwise. An honest message that breaks a rule does not leave.
func (p *Peer) send(d draft) (did bool, err error) {
	number := d.message.Soort().Nummer()
	if p.ledger.tried[d.key] {
		return false, nil
	}
	about := subjects(d.message)
	if e, ok := p.Script.find(number, about, late); ok && !p.overdue(d, e) {
		return false, nil
	}
	p.ledger.tried[d.key] = true
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
	if e, ok := p.Script.find(number, about, silent, nonsense); ok {
		return true, p.misbehave(e.action, d.message.Soort(), d.message.Ontvanger(), data, d.key)
	}
	if err := p.post(sent, d.message.Soort(), data); err != nil {
		return true, err
	}
	p.tell(">", d.message, o.Fouten)
	return true, p.takeIn(o, false, sent)
}

// keepBack tells why a message that breaks rules does not leave.
func (p *Peer) keepBack(d draft, faults error) error {
	p.broken[d.key] = true
	p.say(p.Lang.Say("%s is not sent: %s", string(d.message.Soort()), strings.Join(p.sentences(faults), "; ")))
	return nil
}

// overdue reports whether a message is as late as the script wants.
func (p *Peer) overdue(d draft, e exception) bool {
	if plus(d.base, e.days).Na(p.today) {
		return false
	}
	since, ok := p.waiting[d.key]
	if !ok {
		since = time.Now()
		p.waiting[d.key] = since
	}
	return time.Since(since) >= e.wait
}

// debt is an answer that the script keeps back.
type debt struct {
	entry entry
	day   istandaard.Datum // the first day on which it may go
	from  time.Time
}

// reply sends the answer to a message, or keeps it back as the script wants.
func (p *Peer) reply(to *istandaard.Bericht, data []byte) error {
	e, err := p.journal.add(entry{day: p.today, kind: answered, soort: to.Soort().Antwoord(), pending: true}, string(data))
	if err != nil {
		return err
	}
	if p.owes(e, to, time.Now()) {
		return nil
	}
	return p.pay(e, string(data))
}

// owes reports whether the script keeps an answer back, and remembers it.
func (p *Peer) owes(e entry, to *istandaard.Bericht, arrived time.Time) bool {
	x, ok := p.Script.find(e.soort.Nummer(), subjects(to), late)
	if !ok {
		return false
	}
	d := debt{e, plus(to.Kop().Dagtekening, x.days), arrived.Add(x.wait)}
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
		text, err := p.journal.text(d.entry)
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
func (p *Peer) pay(e entry, text string) error {
	b, err := istandaard.Lees(text)
	if err != nil {
		return err
	}
	if err := p.journal.rewrite(e, text); err != nil {
		return err
	}
	if err := errors.Join(p.deliver(e.number, e.soort, []byte(text)), p.journal.settle(e)); err != nil {
		return err
	}
	p.tell(">", b, nil)
	o, err := p.judge(b)
	if err != nil {
		return err
	}
	return p.takeIn(o, false, answered)
}

// misbehave says nothing, or sends half a message. What was done stays known by its key.
func (p *Peer) misbehave(action string, soort istandaard.Soort, to string, data []byte, key string) error {
	what := withheld
	if action == nonsense {
		what = garbled
		if err := p.deliver(p.journal.next, soort, data[:len(data)/2]); err != nil {
			return err
		}
	}
	_, err := p.journal.add(entry{day: p.today, kind: what, soort: soort}, key)
	p.say("> " + string(soort) + " " + to + ": " + p.Lang.Say("%s by the script", action))
	return err
}

// post writes a message in the journal and brings it to the outbox.
func (p *Peer) post(k kind, soort istandaard.Soort, data []byte) error {
	e, err := p.journal.add(entry{day: p.today, kind: k, soort: soort, pending: true}, string(data))
	if err != nil {
		return err
	}
	if err := p.deliver(e.number, soort, data); err != nil {
		return err
	}
	return p.journal.settle(e)
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
	e := p.journal.entries[i]
	name := p.fileName(e.number, e.soort)
	for _, folder := range []string{"", doneFolder, refusedFolder} {
		if _, err := os.Stat(filepath.Join(p.Outbox, folder, name)); err == nil {
			return false, p.journal.settle(e)
		}
	}
	if e.kind == answered && i > 0 {
		before := p.journal.entries[i-1]
		asked, err := p.journal.text(before)
		if err != nil {
			return false, err
		}
		if to, err := istandaard.Lees(asked); err == nil && p.owes(e, to, p.journal.written(before)) {
			return true, nil
		}
	}
	return false, errors.Join(p.deliver(e.number, e.soort, []byte(text)), p.journal.settle(e))
}

// stand tells how an allocation stands.
func (p *Peer) stand(a allocation) (keten.Stand, error) {
	return keten.StandVan(p.facts, a.law, a.municipality, a.number)
}
