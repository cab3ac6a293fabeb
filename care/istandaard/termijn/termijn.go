// Package termijn knows the terms of iWmo and iJw 3.2: within how many days a message is answered, who must do
// so, and which message may follow which.
//
// It is pure: who asks tells what happened and which day it is. The lengths are rows of platform/law, counted on
// its calendar of working days, on which Good Friday is a working day; names of messages are numbers, such as 301,
// since they are the same in both laws.
package termijn

import "codeberg.org/samenkracht/samenkracht/platform/law"

// Wet is the law to which a message belongs; each has its own standard (UP017).
type Wet string

// The two laws.
const (
	IWmo Wet = "iwmo"
	IJw  Wet = "ijw"
)

// Partij is who sends or receives (UP017).
type Partij string

// The two parties of a message.
const (
	Gemeente  Partij = "gemeente"
	Aanbieder Partij = "aanbieder"
)

// Ander is the other party. It sees to it that what it waits for comes (OP090, OP090x4).
func (p Partij) Ander() Partij {
	if p == Gemeente {
		return Aanbieder
	}
	return Gemeente
}

// Gebeurtenis is a message that was sent, with what is known of the answers to it. A day that is not known yet is
// no day. Each product of a 315 is answered on its own (OP274), so give one for each; a 317 is answered as a whole
// (OP346).
type Gebeurtenis struct {
	Kenmerk     string // how the caller calls it
	Soort       string // the number of the message: 301, 305, 307, 315, 317, 319 or 323; the others ask no answer
	Wet         Wet
	Dagtekening law.Date // the date in its header, from which an inquiry counts (OP274, OP346)
	Ontvangen   law.Date // the day it was received; without it the Dagtekening counts

	Retour     law.Date // the day its return message was sent, or the 325 to a 323 (OP090, OP090x4)
	Afgekeurd  bool     // the return message refused it, so that nothing else has to follow (IV028)
	Onderzoek  law.Date // the day of a 319 with VerzoekAntwoord 2: the request is in inquiry (OP274, OP346)
	Woonplaats bool     // whose resident the child is, is in question; only in a 315 of the iJw (OP359)
	// Antwoord is the day of what follows: a 301 or a 319 with VerzoekAntwoord 1 after a request, a 305 after a
	// 301, a 307 after a 305, the final 307 after a temporary one (OP274, OP346, OP271, OP272).
	Antwoord law.Date

	Start        law.Date // of a 301: the day on which support really began (OP011, OP271)
	Terugwerkend bool     // of a 301: it allocates from a day before it was received (OP271)
	// Einde is, of a 305, the day on which support really ended; of a temporary 307, the day on which it became
	// known that it would not go on (OP272).
	Einde law.Date
}

// ontvangst is the day from which most terms count.
func (g Gebeurtenis) ontvangst() law.Date {
	if g.Ontvangen.IsZero() {
		return g.Dagtekening
	}
	return g.Ontvangen
}

// dagtekening is the day from which an inquiry counts.
func (g Gebeurtenis) dagtekening() law.Date {
	if g.Dagtekening.IsZero() {
		return g.Ontvangen
	}
	return g.Dagtekening
}

// Termijn is the time in which one message must follow another (flows: OP090, OP090x4, OP271, OP272, OP274, OP346,
// OP359).
type Termijn struct {
	Gebeurtenis Gebeurtenis // what set the clock going
	Verwacht    []string    // the messages of which one must come, such as 301 or 319
	Voor        Partij      // who must send it
	Regels      []string    // the rules; the first sets the length
	Klok        law.Term    // with its due day and the steps to it
	Voldaan     law.Date    // the day it came; no day while it did not
}

// Uiterlijk is the last day in time (OP090).
func (t Termijn) Uiterlijk() law.Date { return t.Klok.Due }

// Open reports whether, at the end of a day, the message has yet to come (OP090).
func (t Termijn) Open(op law.Date) bool {
	return !t.Klok.Start.After(op) && (t.Voldaan.IsZero() || t.Voldaan.After(op))
}

// TeLaat reports whether, at the end of a day, the term is over without the message, or it came after its term (OP090).
func (t Termijn) TeLaat(op law.Date) bool {
	if t.Open(op) {
		return t.Klok.Late(op)
	}
	return t.Klok.Late(t.Voldaan)
}
