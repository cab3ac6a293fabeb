package peer

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
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
	"codeberg.org/samenkracht/samenkracht/care/messages/words"
)

// arrival is a file of the inbox.
type arrival struct {
	name string
	at   time.Time
}

// receive reads the inbox, in the order in which messages came.
func (p *Peer) receive(ctx context.Context) (busy bool, err error) {
	arrivals, err := p.arrivals()
	if err != nil {
		return false, err
	}
	for _, a := range arrivals {
		if ctx.Err() != nil {
			return busy, nil
		}
		did, err := p.read(ctx, a)
		if busy = busy || did; err != nil {
			return busy, err
		}
	}
	p.last = ""
	return busy, nil
}

func (p *Peer) arrivals() (list []arrival, err error) {
	files, err := os.ReadDir(p.Inbox)
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		if f.IsDir() || !strings.EqualFold(filepath.Ext(f.Name()), ".xml") || strings.HasPrefix(f.Name(), ".") {
			continue
		}
		info, err := f.Info()
		if err != nil || !info.Mode().IsRegular() {
			continue // somebody took it away, or it is no file
		}
		list = append(list, arrival{f.Name(), info.ModTime()})
	}
	slices.SortFunc(list, func(a, b arrival) int { return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.name, b.name)) })
	return list, nil
}

// settling is how long a file that stops in the middle may still be on its way.
const settling = 2 * time.Second

// read reads one file of the inbox.
func (p *Peer) read(ctx context.Context, a arrival) (busy bool, err error) {
	text, err := record.Read(ctx, filepath.Join(p.Inbox, a.name))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case errors.Is(err, record.ErrTooLarge):
		return true, p.refuse(a, p.Lang.Say("The file is larger than 25 MB. Spread it over more messages."))
	case err != nil:
		return false, err
	case text == p.last && text != "":
		return true, p.move(a, doneFolder) // it was read before the peer stopped
	}
	b, err := istandaard.Lees(text)
	if err != nil {
		if !strings.HasSuffix(strings.TrimRight(text, " \t\r\n\x00"), ">") && time.Since(a.at) < settling {
			return false, nil
		}
		return true, p.refuse(a, p.sentences(err)...)
	}
	if b.Soort().VanGemeente() == (p.Role == keten.Gemeente) || b.Ontvanger() != p.Code {
		return true, p.refuse(a, p.Lang.Say("This %s is for %s, and not for %s.", b.Soort(), b.Ontvanger(), p.Code))
	}
	return true, p.take(a, b, text)
}

func (p *Peer) sentences(err error) (lines []string) {
	var faults istandaard.Fouten
	errors.As(err, &faults)
	for _, f := range faults {
		line := f.Pad + ": " + f.Zin(words.Taal(p.Lang))
		if f.Regelnummer > 0 {
			line = p.Lang.Say("line %d", f.Regelnummer) + ", " + line
		}
		if f.Regel != "" {
			line += " (" + f.Regel + ")"
		}
		lines = append(lines, line)
	}
	return lines
}

// take judges a message, keeps it and answers it.
func (p *Peer) take(a arrival, b *istandaard.Bericht, text string) error {
	o, err := p.judge(b)
	if err != nil {
		return err
	}
	answer := b.Soort().Antwoord()
	if answer == "" {
		return p.hear(a, o, text)
	}
	about := script.Subjects(b)
	p.refuseByScript(o, about)
	e, quiet := p.Script.Find(answer.Nummer(), about, script.Silent, script.Nonsense)
	var data []byte
	if !quiet || e.Action == script.Nonsense {
		if data, err = o.Antwoord(p.journal.ID(1), p.today).Schrijf(); err != nil {
			return p.refuse(a, p.sentences(err)...)
		}
	}
	if _, err := p.journal.Add(memory.Entry{Day: p.today, Kind: memory.Received, Soort: b.Soort()}, text); err != nil {
		return err
	}
	if err := p.takeIn(o, o.Afgekeurd(), memory.Received); err != nil {
		return err
	}
	p.tell("<", b, o.Fouten)
	if quiet {
		err = p.misbehave(e.Action, answer, b.Verzender(), data, "")
	} else {
		err = p.reply(b, data)
	}
	return errors.Join(err, p.move(a, doneFolder))
}

// hear takes in an answer to a message of this side. A 325 that breaks rules is not taken in: nobody answers it,
// so people must talk.
func (p *Peer) hear(a arrival, o *keten.Oordeel, text string) error {
	if !o.Bericht.Soort().IsRetour() && o.Afgekeurd() {
		p.tell("<", o.Bericht, o.Fouten)
		return p.refuse(a, p.sentences(o.Fouten)...)
	}
	if _, err := p.journal.Add(memory.Entry{Day: p.today, Kind: memory.Received, Soort: o.Bericht.Soort()}, text); err != nil {
		return err
	}
	if err := p.takeIn(o, false, memory.Received); err != nil {
		return err
	}
	p.tell("<", o.Bericht, nil)
	return p.move(a, doneFolder)
}

// refuseByScript refuses the classes that a message is about: those that the script names, or all.
func (p *Peer) refuseByScript(o *keten.Oordeel, about []string) {
	e, ok := p.Script.Find(o.Bericht.Soort().Antwoord().Nummer(), about, script.Refuse)
	if !ok {
		return
	}
	for _, d := range lines(o.Bericht) {
		if e.Only == "" || mentions(d, e.Only) || !anyMentions(lines(o.Bericht), e.Only) {
			o.WijsAf(d, e.Code)
		}
	}
}

// lines are the classes of a message that can be refused one by one.
func lines(b *istandaard.Bericht) (out []*istandaard.Deel) {
	for d := range b.Wortel.Alle() {
		switch d.Naam() {
		case "ToegewezenProduct", "StartProduct", "StopProduct", "AangevraagdProduct", "Verzoek", "Antwoord", "Prestatie":
			out = append(out, d)
		}
	}
	return out
}

func mentions(d *istandaard.Deel, value string) bool {
	for k := range d.Alle() {
		if k.Waarde() == value {
			return true
		}
	}
	return false
}

func anyMentions(list []*istandaard.Deel, value string) bool {
	return slices.ContainsFunc(list, func(d *istandaard.Deel) bool { return mentions(d, value) })
}

// tell logs a message that came or went.
func (p *Peer) tell(way string, b *istandaard.Bericht, faults istandaard.Fouten) {
	other := b.Verzender()
	if other == p.Code {
		other = b.Ontvanger()
	}
	line := way + " " + string(b.Soort()) + " " + b.Kenmerk() + " " + other
	if codes := keten.Retourcodes(b); len(codes) > 0 {
		line += ": " + p.Lang.Say("refused with %s", strings.Join(codes, ", "))
	} else if len(faults) > 0 {
		line += ": " + p.Lang.N(len(faults), "%d fault", "%d faults") + ", " + strings.Join(p.sentences(faults[:1]), "")
	}
	p.say(line)
}

// refuse puts a file aside, with the reason beside it.
func (p *Peer) refuse(a arrival, reasons ...string) error {
	p.say("! " + a.name + ": " + strings.Join(reasons[:min(len(reasons), 1)], ""))
	path, err := p.free(refusedFolder, a.name)
	if err != nil {
		return err
	}
	if err := record.Write(path+".txt", []byte(strings.Join(reasons, "\n")+"\n")); err != nil {
		return err
	}
	return os.Rename(filepath.Join(p.Inbox, a.name), path)
}

func (p *Peer) move(a arrival, folder string) error {
	path, err := p.free(folder, a.name)
	if err != nil {
		return err
	}
	return os.Rename(filepath.Join(p.Inbox, a.name), path)
}

// free is a name in a folder of the inbox that no file has yet.
func (p *Peer) free(folder, name string) (string, error) {
	path := filepath.Join(p.Inbox, folder, name)
	for n := int64(2); ; n++ {
		_, err := os.Lstat(path)
		if errors.Is(err, fs.ErrNotExist) {
			return path, nil
		}
		if err != nil {
			return "", err
		}
		path = filepath.Join(p.Inbox, folder, decimal(n)+"-"+name)
	}
}
