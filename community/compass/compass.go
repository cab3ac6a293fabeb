// Package compass answers "where do I go with my question" (waar kan ik terecht). A reader opens one of twelve doors,
// answers a few questions, one a page, and comes to answers in a fixed order: do it yourself, a place or an
// activity, a neighbour, the broker or the team, another law or organisation. Danger always comes first.
//
// It is pure: a path is a list of choice codes, and the same path always leads to the same answers. A path holds
// nothing that somebody typed and nothing about a person, so it may stand in an address.
package compass

import (
	"cmp"
	"slices"
	"strings"

	"codeberg.org/samenkracht/samenkracht/community/socialmap"
	"codeberg.org/samenkracht/samenkracht/community/words"
)

// Door (deur) is where a path begins: what somebody would say of their own situation.
type Door struct {
	Code  string
	Title string // an English sentence, as all below
	About string
	Icon  string
	Theme int // the client perspective it stands for, 1 to 12
	first string
	gives []string // outcomes of everybody who enters here
}

// Question (vraag) is one page of the path.
type Question struct {
	Code    string
	Title   string
	Hint    string
	Choices []Choice
}

// Choice is one way on.
type Choice struct {
	Code  string
	Label string
	Hint  string
	next  string   // question that follows; empty is the end
	gives []string // outcomes that it adds
	signs []Sign   // what it tells the law router
}

// Rung is a step of the ladder, from what somebody can do alone to another organisation.
type Rung int

// The rungs, in the order in which answers are shown.
const (
	Danger Rung = iota
	Self
	Place
	Neighbour
	Team
	Elsewhere
)

// Rungs lists them in order.
var Rungs = []Rung{Danger, Self, Place, Neighbour, Team, Elsewhere}

var rungs = map[Rung]struct{ name, icon string }{
	Danger:    {"First: is there danger?", "warning"},
	Self:      {"What you can do yourself", "idea"},
	Place:     {"A place or an activity near you", "coffee"},
	Neighbour: {"A neighbour who helps", "hand"},
	Team:      {"The broker or the neighbourhood team", "chat"},
	Elsewhere: {"Another law or organisation", "compass"},
}

// Name is the rung for people, an English sentence.
func (r Rung) Name() string { return rungs[r].name }

// Icon is the name of its drawing.
func (r Rung) Icon() string { return rungs[r].icon }

// Outcome (uitkomst) is one answer: who helps, where, when, what it costs and what happens next. All of these
// are English sentences.
type Outcome struct {
	Code       string
	Rung       Rung
	Title      string
	Who        string
	Where      string
	When       string
	Cost       string
	Then       string   // what happens next
	Terms      []string // the terms that Then names, as package law calls them
	Phone      string
	Link       string // an address of this website without municipality, or a whole one
	LinkLabel  string
	Category   string            // of the market: a neighbour for this
	Themes     []socialmap.Theme // what to show of the social map
	Activities []string          // what to show of the agenda, by slug
	Route      *Route            // the row of the law router that it came from
}

// Step is where a path has come: at a question, or at the answers.
type Step struct {
	Door     Door
	Question Question // empty at the end
	Outcomes []Outcome
	Codes    []string // the path as far as it is right
	Trail    []Answer
}

// Answer is a question with what was chosen.
type Answer struct {
	Question Question
	Choice   Choice
}

// Done reports whether the path has come to its answers.
func (s Step) Done() bool { return len(s.Outcomes) > 0 }

// Doors lists the twelve doors.
func Doors() []Door { return doors }

// DoorByCode returns a door.
func DoorByCode(code string) (Door, bool) {
	i := slices.IndexFunc(doors, func(d Door) bool { return d.Code == code })
	if i < 0 {
		return Door{}, false
	}
	return doors[i], true
}

// Walk follows a path from a door. It stops at the first code that is no choice there, so that an address that was
// cut or changed still leads somewhere.
func Walk(door Door, codes []string) Step {
	s := Step{Door: door}
	gives, signs := slices.Clone(door.gives), []Sign{}
	at := door.first
	for at != "" {
		q := questions[at]
		i := -1
		if len(codes) > 0 {
			i = slices.IndexFunc(q.Choices, func(c Choice) bool { return c.Code == codes[0] })
		}
		if i < 0 {
			s.Question = q
			return s
		}
		c := q.Choices[i]
		s.Trail = append(s.Trail, Answer{q, c})
		s.Codes = append(s.Codes, c.Code)
		gives, signs, codes = append(gives, c.gives...), append(signs, c.signs...), codes[1:]
		at = c.next
	}
	s.Outcomes = gather(gives, signs)
	return s
}

// gather puts the outcomes in their order, each once, with those of the law router last. The team is always there:
// nobody has to find out alone who decides.
func gather(codes []string, signs []Sign) []Outcome {
	var out []Outcome
	seen := map[string]bool{}
	add := func(o Outcome) {
		if !seen[o.Code] {
			seen[o.Code] = true
			out = append(out, o)
		}
	}
	for _, code := range codes {
		add(outcomes[code])
	}
	add(outcomes["team"])
	for _, r := range Router(signs) {
		add(r.outcome())
	}
	slices.SortStableFunc(out, func(a, b Outcome) int { return cmp.Or(cmp.Compare(a.Rung, b.Rung), cmp.Compare(first(b), first(a))) })
	return out
}

// first is 1 for what comes before everything else.
func first(o Outcome) int {
	if o.Code == "112" {
		return 1
	}
	return 0
}

// Find lists the doors whose words are in a text, those with most of them first.
func Find(text string) []Door {
	type hit struct {
		door Door
		n    int
	}
	var hits []hit
	terms := words.Terms(text)
	for _, d := range doors {
		n := 0
		for _, t := range terms {
			if doorTerms[d.Code][t] {
				n++
			}
		}
		if n > 0 {
			hits = append(hits, hit{d, n})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(b.n, a.n) })
	found := make([]Door, len(hits))
	for i, h := range hits {
		found[i] = h.door
	}
	return found
}

// Urgent reports whether a text has a word of danger, so that help comes before everything else.
func Urgent(text string) bool {
	return slices.ContainsFunc(words.Terms(text), func(t string) bool { return doorTerms[dangerWords][t] })
}

// ParsePath reads the codes of a path from an address.
func ParsePath(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, ".")
}

// PathOf writes the codes of a path for an address.
func PathOf(codes ...string) string { return strings.Join(codes, ".") }
