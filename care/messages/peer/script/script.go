// Package script says what a peer does when: on which day it lives, which messages it sends of its own accord, and
// where it does otherwise than an honest party would.
package script

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/codelijst"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/keten"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/regel"
	"codeberg.org/samenkracht/samenkracht/care/messages/record"
)

// Script tells a peer where to do otherwise than an honest party would (draaiboek), and which messages to send of
// its own accord. The zero Script tells nothing.
//
// It is text with one case a line; # begins a remark:
//
//	2026-01-05 send 301.xml       send a message on a day
//	302 late 3d                   answer a 301 three days late (also 20s)
//	302 refuse 9332               refuse it with a return code; 325 refuses the lines of a claim
//	306 silent for 1001           do not answer about one allocation, client, message, request or month
//	305 nonsense                  send half a message
//	319 refuse 4                  refuse a request, with a reason
//	319 inquiry 10d               look into a request first, and allocate ten days after it
//	323 too-much                  claim wrongly: also wrong-rate, wrong-period, unknown-allocation
//
// A line holds for every message of its number, unless for narrows it down.
type Script struct {
	Cases   []Case
	Letters []Letter
}

// Case is one case in which a peer does otherwise.
type Case struct {
	Number, Action string
	Code           string        // to refuse with
	Days           int           // to be late
	Wait           time.Duration // to be late
	Only           string        // empty: all
}

// Letter is a message to send on a day.
type Letter struct {
	Day     istandaard.Datum
	Name    string
	Message *istandaard.Bericht
}

// The things to do otherwise.
const (
	Late         = "late"
	Refuse       = "refuse"
	Silent       = "silent"
	Nonsense     = "nonsense"
	Inquiry      = "inquiry"
	TooMuch      = "too-much"
	WrongRate    = "wrong-rate"
	WrongPeriod  = "wrong-period"
	UnknownOrder = "unknown-allocation"
)

// WrongClaims are the ways to claim wrongly.
var WrongClaims = []string{TooMuch, WrongRate, WrongPeriod, UnknownOrder}

// Read reads a script for one side. Messages that it sends stand beside it.
func Read(ctx context.Context, file string, role keten.Rol) (Script, error) {
	var s Script
	text, err := record.Read(ctx, file)
	if err != nil {
		return s, err
	}
	n := 0
	for line := range strings.Lines(strings.TrimPrefix(text, "\xEF\xBB\xBF")) {
		n++
		line, _, _ = strings.Cut(line, "#")
		if fields := strings.Fields(line); len(fields) > 0 {
			if err := s.add(ctx, filepath.Dir(file), role, fields); err != nil {
				return s, &record.LineError{Line: n, Err: err}
			}
		}
	}
	return s, nil
}

func (s *Script) add(ctx context.Context, folder string, role keten.Rol, fields []string) error {
	if _, ok := istandaard.Datum(fields[0]).Dag(); ok {
		if len(fields) != 3 || fields[1] != "send" {
			return wrong(fields[1:])
		}
		return s.send(ctx, folder, role, istandaard.Datum(fields[0]), fields[2])
	}
	e := Case{Number: fields[0]}
	if soort := istandaard.IWmo.Soort(e.Number); !soort.Bestaat() || soort.VanGemeente() != (role == keten.Gemeente) {
		return wrong(fields[:1])
	}
	rest := fields[1:]
	if n := len(rest); n >= 2 && rest[n-2] == "for" {
		e.Only, rest = rest[n-1], rest[:n-2]
	}
	if len(rest) == 0 {
		return wrong(fields)
	}
	e.Action = rest[0]
	if !e.accepts(rest[1:]) {
		return wrong(rest)
	}
	s.Cases = append(s.Cases, e)
	return nil
}

func wrong(words []string) error { return errors.New(strconv.Quote(strings.Join(words, " "))) }

// accepts reads what stands behind the action; it is false when that does not fit.
func (e *Case) accepts(rest []string) bool {
	soort := istandaard.IWmo.Soort(e.Number)
	switch {
	case e.Action == Late, e.Action == Inquiry && e.Number == "319":
		return len(rest) == 1 && e.term(rest[0])
	case e.Action == Refuse && len(rest) == 1:
		e.Code = strings.ToUpper(rest[0])
		if e.Number == "319" {
			l, _ := codelijst.VoorType("LDT_RedenAfwijzingVerzoek", "")
			return l.Betekenis(e.Code) != ""
		}
		_, ok := regel.ZoekCode(e.Code)
		return ok && soort.Heen() != ""
	}
	return len(rest) == 0 && (e.Action == Silent || e.Action == Nonsense || e.Number == "323" && slices.Contains(WrongClaims, e.Action))
}

// term reads a time such as 3d or 20s.
func (e *Case) term(s string) bool {
	if days, ok := strings.CutSuffix(s, "d"); ok {
		n, err := strconv.Atoi(days)
		e.Days = n
		return err == nil && n >= 0 && n < 10000
	}
	wait, err := time.ParseDuration(s)
	e.Wait = wait
	return err == nil && wait >= 0
}

func (s *Script) send(ctx context.Context, folder string, role keten.Rol, day istandaard.Datum, name string) error {
	text, err := record.Read(ctx, filepath.Join(folder, name))
	if err != nil {
		return err
	}
	b, err := istandaard.Lees(text)
	if err != nil {
		return err
	}
	if b.Soort().VanGemeente() != (role == keten.Gemeente) || b.Soort().Heen() != "" {
		return wrong([]string{string(b.Soort())})
	}
	s.Letters = append(s.Letters, Letter{day, name, b})
	return nil
}

// Find is the first case of some action that holds for a message of a number about some things.
func (s *Script) Find(number string, about []string, actions ...string) (Case, bool) {
	for _, e := range s.Cases {
		if e.Number == number && slices.Contains(actions, e.Action) && (e.Only == "" || slices.Contains(about, e.Only)) {
			return e, true
		}
	}
	return Case{}, false
}

// Subjects are the things that a message is about, as a script names them.
func Subjects(b *istandaard.Bericht) []string {
	about := []string{b.Kop().Identificatie}
	for d := range b.Wortel.Alle() {
		switch d.Naam() {
		case "ToewijzingNummer", "Bsn", "ReferentieAanbieder", "DeclaratieNummer":
			about = append(about, d.Waarde())
		case "DeclaratiePeriode":
			if begin := d.Tekst("Begindatum"); len(begin) >= 7 {
				about = append(about, begin[:7])
			}
		}
	}
	return about
}
