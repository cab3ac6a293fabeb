package messages

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/messages/record"
	"codeberg.org/samenkracht/samenkracht/care/messages/words"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// background are the settings that levels 3 and 4 need.
type background struct {
	level, history, rates, products, today *string

	depth     int // the level as a number
	day       istandaard.Datum
	contracts *record.Contracts
}

func (c *call) background() *background {
	return &background{
		level:    c.Text("level", "2", "N", c.Say("up to which control level: 1 schema, 2 rules, 3 earlier messages, 4 the world outside")),
		history:  c.Text("history", "", "FOLDER", c.Say("the messages that were exchanged before, for level 3")),
		rates:    c.Text("rates", "", "CSV", c.Say("rates: law, municipality, provider, category, code, unit, cents, from, to")),
		products: c.Text("products", "", "CSV", c.Say("product codes: law, category, code, from, to")),
		today:    c.Text("today", "", "DATE", c.Say("the day to check on; the clock's when it is left out")),
	}
}

// prepare reads what the settings point to. Without -level it is what the other settings need.
func (b *background) prepare(c *call, least int) (exit int, ok bool) {
	var err error
	if b.depth, err = strconv.Atoi(*b.level); err != nil || b.depth < least || b.depth > 4 {
		return c.Usage(c.Say("%q is no good value for %s.", *b.level, "-level")), false
	}
	if !c.Given("level") {
		if *b.history != "" {
			b.depth = 3
		}
		if *b.rates != "" || *b.products != "" {
			b.depth = 4
		}
	}
	if b.day, ok = c.date("today", *b.today); !ok {
		return command.Stuck, false
	}
	b.contracts = &record.Contracts{}
	for _, table := range []struct {
		file string
		read func() error
	}{{*b.rates, func() error { return b.contracts.ReadRates(c.Ctx, *b.rates) }},
		{*b.products, func() error { return b.contracts.ReadProducts(c.Ctx, *b.products) }}} {
		if table.file == "" {
			continue
		}
		if err := table.read(); err != nil {
			return c.Fail(c.Say("The file %s cannot be used: %s.", table.file, c.reason(err))), false
		}
	}
	return command.Good, true
}

// date reads a day; the empty one is today.
func (c *call) date(name, value string) (istandaard.Datum, bool) {
	if value == "" {
		return istandaard.DatumVan(time.Now()), true
	}
	if _, ok := istandaard.Datum(value).Dag(); !ok || len(value) != len(time.DateOnly) {
		c.Usage(c.Say("%q is no day, such as 2026-10-21, for %s.", value, "-"+name))
		return "", false
	}
	return istandaard.Datum(value), true
}

// reason tells an error of the system in words.
func (c *call) reason(err error) string {
	var line *record.LineError
	var faults istandaard.Fouten
	switch {
	case errors.As(err, &line):
		what := c.reason(line.Err)
		if path := pathOf(line.Err, ""); path != "" {
			what = path + ": " + what
		}
		return c.Say("line %d: %s", line.Line, what)
	case errors.As(err, &faults) && len(faults) > 0:
		return strings.TrimSuffix(faults[0].Zin(words.Taal(c.Lang)), ".")
	case errors.Is(err, record.ErrTooLarge):
		return c.Say("it is larger than 25 MB, and the standard allows no larger message")
	case errors.Is(err, record.ErrFolder):
		return c.Say("it is a folder, and a file belongs here")
	}
	return c.Call.Reason(err)
}

// source reads the one file that a subcommand is about; - is the standard input.
func (c *call) source(name string) (text string, exit int, ok bool) {
	var err error
	if name == "-" {
		text, err = record.ReadAll(c.Ctx, c.In)
	} else {
		text, err = record.Read(c.Ctx, name)
	}
	if err != nil {
		return "", c.Fail(c.Say("%s cannot be read: %s.", name, c.reason(err))), false
	}
	return text, command.Good, true
}
