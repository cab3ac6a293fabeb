package ui

import "github.com/a-h/templ"

// Card is one thing in a list: an ask, an activity, a place, a provider.
type Card struct {
	Title  string
	Link   templ.SafeURL
	Text   string
	Kind   string   // small line above the title: "Gevraagd", "Activiteit"
	Icon   string   // name of an icon, see Icon
	Facts  []string // short facts under the text: distance, day, neighbourhood
	Badges []Tag
}

// Tag is a word in a badge.
type Tag struct {
	Tone Tone
	Text string
}

// Fact is one line of a DefinitionList. Body, when given, replaces Value and Link.
type Fact struct {
	Name, Value string
	Link        templ.SafeURL
	Body        templ.Component
}

// Step is one step of a status line.
type Step struct {
	Label string
	State StepState
	Note  string // date or explanation
}

// StepState is where a step stands.
type StepState int

// A step lies ahead, is going on, or is done.
const (
	StepAhead StepState = iota
	StepNow
	StepDone
)

func (s StepState) class() string {
	switch s {
	case StepDone:
		return "sk-step--done"
	case StepNow:
		return "sk-step--now"
	default:
		return "sk-step--ahead"
	}
}

// Rung is one rung of the ladder, from own strength up to custom support.
type Rung struct {
	Label string
	Text  string // what was tried or agreed there
	State StepState
	Icon  string
	Body  templ.Component // links or buttons that belong to the rung
}

// Event is one line of a timeline: a contact, a change, a look at the file.
type Event struct {
	When, Title, Who, Text string
	Link                   templ.SafeURL
	Icon                   string
}

// Tab is one part of a page that is shown under a tab when there is script, and in full when not.
type Tab struct {
	ID, Label string
	Body      templ.Component
}

// Pages are the neighbours of a page of a long list.
type Pages struct {
	Previous, Next templ.SafeURL
	Note           string // "Resultaat 21 tot 40"
}
