package messages

import (
	"errors"
	"path/filepath"
	"regexp"
	"strconv"
	"time"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/keten"
	"codeberg.org/samenkracht/samenkracht/care/messages/peer"
	"codeberg.org/samenkracht/samenkracht/care/messages/peer/memory"
	"codeberg.org/samenkracht/samenkracht/care/messages/peer/script"
	"codeberg.org/samenkracht/samenkracht/care/messages/record"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// playing are the settings of peer as they were typed.
type playing struct {
	*call
	role, code, inbox, outbox, state, script *string
	every, day, clock, today                 *string
	rates, products, rate                    *string
	once                                     *bool
}

// play plays the other side of a conversation.
func play(c *call) int {
	s := playing{call: c,
		role:     c.Text("role", "", "ROLE", c.Say("which side to play: provider or municipality")),
		code:     c.Text("code", "", "CODE", c.Say("its code: AGB, 8 digits, or CBS, 4 digits")),
		inbox:    c.Text("inbox", "", "FOLDER", c.Say("where messages come in; they move to done or refused in it")),
		outbox:   c.Text("outbox", "", "FOLDER", c.Say("where messages go out")),
		state:    c.Text("state", "", "FOLDER", c.Say("where it remembers what it sent and received; the folder state in the inbox when it is left out")),
		script:   c.Text("script", "", "FILE", c.Say("where to do otherwise than the rules say; see docs/messages.md")),
		every:    c.Text("every", "500ms", "TIME", c.Say("how often to look into the inbox")),
		once:     c.Yes("once", c.Say("stop when there is nothing left to do now")),
		today:    c.Text("today", "", "DATE", c.Say("the day on which it begins; today when it is left out")),
		day:      c.Text("day", "", "TIME", c.Say("how long a day lasts, such as 1s")),
		clock:    c.Text("clock", "", "FILE", c.Say("a file with the first day, so that two peers live on the same day")),
		rates:    c.Text("rates", "", "CSV", c.Say("rates: law, municipality, provider, category, code, unit, cents, from, to")),
		products: c.Text("products", "", "CSV", c.Say("product codes: law, category, code, from, to")),
		rate:     c.Text("rate", "5000", "CENTS", c.Say("the rate of a unit that is in no table")),
	}
	if exit, ok := c.Read(0, 0); !ok {
		return exit
	}
	p, every, exit, ok := s.peer()
	if !ok {
		return exit
	}
	if err := p.Open(); err != nil {
		return c.Fail(c.Say("It cannot start: %s.", s.trouble(err)))
	}
	p.Log = flushing{c}
	err := p.Run(c.Ctx, every, *s.once)
	if err = errors.Join(err, p.Close()); err != nil {
		return c.Fail(c.Say("It cannot go on: %s.", s.trouble(err)))
	}
	return command.Good
}

// trouble tells an error with the file that it is about.
func (s playing) trouble(err error) string {
	if errors.Is(err, memory.ErrInUse) {
		return s.Say("another peer uses the folder %s; give this one its own with -state", s.stateFolder())
	}
	if path := pathOf(err, ""); path != "" {
		return path + ": " + s.reason(err)
	}
	return s.reason(err)
}

// flushing writes every line of the log at once.
type flushing struct{ c *call }

// Write writes a line.
func (f flushing) Write(line []byte) (int, error) {
	n, err := f.c.Out.Write(line)
	return n, errors.Join(err, f.c.Out.Flush())
}

func (s playing) stateFolder() string {
	if *s.state != "" {
		return *s.state
	}
	return filepath.Join(*s.inbox, "state")
}

var roles = map[string]keten.Rol{"provider": keten.Aanbieder, "aanbieder": keten.Aanbieder, "municipality": keten.Gemeente, "gemeente": keten.Gemeente}

var codes = map[keten.Rol]*regexp.Regexp{keten.Aanbieder: regexp.MustCompile(`^[0-9]{8}$`), keten.Gemeente: regexp.MustCompile(`^[0-9]{4}$`)}

// peer makes the peer that the settings ask for.
func (s playing) peer() (p *peer.Peer, every time.Duration, exit int, ok bool) {
	role, known := roles[*s.role]
	switch {
	case !known:
		return nil, 0, s.Usage(s.Say("Say with -role which side to play: provider or municipality.")), false
	case !codes[role].MatchString(*s.code):
		return nil, 0, s.Usage(s.Say("Say with -code who it is: 8 digits for a provider, 4 for a municipality.")), false
	case *s.inbox == "" || *s.outbox == "" || real(*s.inbox) == real(*s.outbox):
		return nil, 0, s.Usage(s.Say("Give two folders, with -inbox and -outbox.")), false
	}
	p = &peer.Peer{Role: role, Code: *s.code, Inbox: *s.inbox, Outbox: *s.outbox, State: s.stateFolder(), Contracts: &record.Contracts{},
		Lang: s.Lang, Log: s.Out}
	every, length := s.span("every", *s.every), s.span("day", *s.day)
	var err error
	if p.Rate, err = strconv.ParseInt(*s.rate, 10, 32); every <= 0 || length < 0 || err != nil || p.Rate < 0 {
		return nil, 0, s.Usage(s.Say("-every and -day are times such as 500ms or 1s, and -rate is a number of cents.")), false
	}
	if length > 0 {
		every = min(every, max(length/4, time.Millisecond))
	}
	if exit, ok := s.tables(p); !ok {
		return nil, 0, exit, false
	}
	var from istandaard.Datum
	if *s.today != "" {
		if from, ok = s.date("today", *s.today); !ok {
			return nil, 0, command.Stuck, false
		}
	}
	if p.Clock, err = script.NewClock(from, length, *s.clock); err != nil {
		return nil, 0, s.Fail(s.Say("The clock %s cannot be used: %s.", *s.clock, s.reason(err))), false
	}
	return p, every, command.Good, true
}

// span reads a length of time; an empty one is 0, and a wrong one less.
func (s playing) span(name, value string) time.Duration {
	if value == "" {
		return 0
	}
	d, err := time.ParseDuration(value)
	if err != nil || d == 0 {
		return -1
	}
	return d
}

// tables reads the files that the settings name.
func (s playing) tables(p *peer.Peer) (exit int, ok bool) {
	for _, table := range []struct {
		file string
		read func(file string) error
	}{
		{*s.rates, func(file string) error { return p.Contracts.ReadRates(s.Ctx, file) }},
		{*s.products, func(file string) error { return p.Contracts.ReadProducts(s.Ctx, file) }},
		{*s.script, func(file string) (err error) { p.Script, err = script.Read(s.Ctx, file, p.Role); return err }},
	} {
		if table.file == "" {
			continue
		}
		if err := table.read(table.file); err != nil {
			return s.Fail(s.Say("The file %s cannot be used: %s.", table.file, s.reason(err))), false
		}
	}
	return command.Good, true
}
