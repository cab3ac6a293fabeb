// Package ladder is the order in which an answer to a goal is looked for: from what the resident can do, by the
// people and the neighbourhood, down to help made to measure (maatwerk). It is walked from the top, and every step
// down has what was tried and the reason beside it. It knows no database.
package ladder

import (
	"slices"
	"strings"
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
)

// Rung (trede) is one of the places where an answer to a goal is looked for, the nearest first.
type Rung string

// The rungs, from the resident to the specialist.
const (
	OwnStrength         Rung = "own_strength"         // eigen kracht
	CustomaryHelp       Rung = "customary_help"       // gebruikelijke hulp
	Network             Rung = "network"              // netwerk, mantelzorg
	Community           Rung = "community"            // buurt, vrijwilligers
	PriorProvision      Rung = "prior_provision"      // voorliggende voorziening
	GeneralProvision    Rung = "general_provision"    // algemene voorziening
	CollectiveProvision Rung = "collective_provision" // collectieve voorziening
	CustomProvision     Rung = "custom_provision"     // maatwerkvoorziening
)

// Info is a rung as people read it.
type Info struct {
	Rung  Rung
	Slug  string // in addresses
	Name  string
	Asks  string // the question that the conversation asks here
	Order int
}

// Rungs lists the rungs in the order to walk.
var Rungs = []Info{
	// Wmo 2015 art. 2.3.2 lid 4
	{OwnStrength, "eigen-kracht", "Own strength", "What can you do yourself, or learn to do?", 0},
	{CustomaryHelp, "gebruikelijke-hulp", "Usual help at home", "What do people in one house normally do for each other?", 1},
	{Network, "netwerk", "People near you", "Who around you would like to help, and can keep it up?", 2},
	{Community, "buurt", "The neighbourhood", "Is there a neighbour, a volunteer or a place nearby?", 3},
	{PriorProvision, "voorliggend", "Another law or scheme", "Is there another law that goes first, such as health insurance?", 4},
	{GeneralProvision, "algemeen", "Help that is open to everybody", "Is there help that you can use without a decision?", 5},
	{CollectiveProvision, "collectief", "Help shared with others", "Is there help for a group, such as shared transport?", 6},
	{CustomProvision, "maatwerk", "Help made to measure", "What support is needed that nobody else can give?", 7},
}

// Info is what people read of the rung.
func (r Rung) Info() Info {
	i := slices.IndexFunc(Rungs, func(x Info) bool { return x.Rung == r })
	if i < 0 {
		return Info{Rung: r, Order: -1}
	}
	return Rungs[i]
}

// RungBySlug finds a rung by its name in addresses.
func RungBySlug(slug string) (Rung, bool) {
	for _, r := range Rungs {
		if r.Slug == slug {
			return r.Rung, true
		}
	}
	return "", false
}

// Outcome is what came of looking on a rung.
type Outcome string

// The outcomes. Enough ends the walk, Trying waits; the others need a reason to go down.
const (
	Trying       Outcome = "trying"        // is being tried now
	Enough       Outcome = "enough"        // meets the goal
	Helps        Outcome = "helps"         // helps, and more is needed
	NotEnough    Outcome = "not_enough"    // was tried and does not help enough
	NotAvailable Outcome = "not_available" // is not there
	NotFitting   Outcome = "not_fitting"   // does not fit this household
)

// Outcomes lists the outcomes as the form shows them.
var Outcomes = []Outcome{Trying, Enough, Helps, NotEnough, NotAvailable, NotFitting}

// GoesDown reports whether the outcome sends the walk one rung down, for which a reason is needed.
func (o Outcome) GoesDown() bool { return o != Enough && o != Trying }

// Name is the outcome in words.
func (o Outcome) Name() string {
	switch o {
	case Trying:
		return "We are trying this now"
	case Enough:
		return "This meets the goal"
	case Helps:
		return "This helps, and more is needed"
	case NotEnough:
		return "Tried, and it does not help enough"
	case NotAvailable:
		return "It is not there"
	case NotFitting:
		return "It does not fit here"
	}
	return ""
}

// Doer is who does what stands on a rung.
type Doer string

// The doers. The resident is the first answer.
const (
	ByResident  Doer = "resident"
	ByHousemate Doer = "housemate"
	ByNetwork   Doer = "network"
	ByVolunteer Doer = "volunteer"
	ByTeam      Doer = "team"
	ByProvider  Doer = "provider"
)

// Doers lists the doers as the form shows them.
var Doers = []Doer{ByResident, ByHousemate, ByNetwork, ByVolunteer, ByTeam, ByProvider}

// Name is the doer in words.
func (d Doer) Name() string {
	switch d {
	case ByResident:
		return "The resident"
	case ByHousemate:
		return "Somebody in the same house"
	case ByNetwork:
		return "Family, a friend or a neighbour"
	case ByVolunteer:
		return "A volunteer"
	case ByTeam:
		return "The team"
	case ByProvider:
		return "A care provider"
	}
	return ""
}

// Step is what was found on one rung for one goal: what was tried, who does it, and why it goes further down.
type Step struct {
	TenantID  db.ID
	ID        db.ID
	PlanID    db.ID
	GoalID    db.ID
	Rung      Rung
	Outcome   Outcome
	Doer      Doer
	AskID     db.ID // an ask on the neighbourhood market that belongs to it
	EntryID   db.ID // a place of the social map that belongs to it
	Version   int64
	ChangedBy db.ID
	ChangedAt time.Time
	Sealed    []byte
	StepText  `db:"-"`
}

// StepText is what a step says in words.
type StepText struct {
	Tried    string
	DoerName string // who it is, when it is not the resident
	Reason   string // why it goes further down
}

const maxText = 4000

// Validate says what is wrong with the step, by field.
func (s Step) Validate() error {
	wrong := fault.Invalid{}
	switch {
	case s.Rung.Info().Order < 0:
		wrong.Say("rung", "Choose a step of the ladder")
	case !slices.Contains(Outcomes, s.Outcome):
		wrong.Say("outcome", "Choose what came of it")
	}
	if strings.TrimSpace(s.Tried) == "" {
		wrong.Say("tried", "Write what was discussed or tried")
	}
	if s.Outcome.GoesDown() && strings.TrimSpace(s.Reason) == "" {
		wrong.Say("reason", "Write why it goes one step further down")
	}
	if !slices.Contains(Doers, s.Doer) {
		wrong.Say("doer", "Choose who does this")
	}
	for field, words := range map[string]string{"tried": s.Tried, "reason": s.Reason, "doer_name": s.DoerName} {
		tooLong(wrong, field, words)
	}
	return wrong.Err()
}

func tooLong(wrong fault.Invalid, field, words string) {
	if len([]rune(words)) > maxText {
		wrong.Say(field, "Use at most 4,000 characters")
	}
}

// Ladder is what was found for one goal, a step for each rung that was walked.
type Ladder []Step

// On returns the step on a rung.
func (l Ladder) On(r Rung) (Step, bool) {
	i := slices.IndexFunc(l, func(s Step) bool { return s.Rung == r })
	if i < 0 {
		return Step{}, false
	}
	return l[i], true
}

// Met returns the highest rung that meets the goal.
func (l Ladder) Met() (Rung, bool) {
	for _, r := range Rungs {
		if s, ok := l.On(r.Rung); ok && s.Outcome == Enough {
			return r.Rung, true
		}
	}
	return "", false
}

// Next is the rung to look on now; there is none when the goal is met or the ladder is walked.
func (l Ladder) Next() (Rung, bool) {
	for _, r := range Rungs {
		s, ok := l.On(r.Rung)
		if !ok || s.Outcome == Trying {
			return r.Rung, true
		}
		if s.Outcome == Enough {
			break
		}
	}
	return "", false
}

// Needed reports whether a rung counts: nothing above it meets the goal.
func (l Ladder) Needed(r Rung) bool {
	met, ok := l.Met()
	return !ok || met.Info().Order >= r.Info().Order
}

// The sentences for who goes down too soon.
const (
	sayGoalFirst   = "First write what is needed and what should come of it. Then look at the help made to measure."
	sayHigherFirst = "Start higher on the ladder. Say of each step above what was tried and why it is not enough."
	sayMetAbove    = "The goal is met on a higher step, so this step is not needed."
)

// MayWrite reports whether a rung may be written now. The ladder is walked from the top, and help made to measure
// comes only when the goal is ready for it: its need and its result are written.
func (l Ladder) MayWrite(ready bool, r Rung) error {
	if r.Info().Order < 0 {
		return fault.NotFound
	}
	// Wmo 2015 art. 2.3.5 lid 3
	if r == CustomProvision && !ready {
		return fault.Refuse(fault.Conflict, sayGoalFirst)
	}
	for _, above := range Rungs[:r.Info().Order] {
		s, ok := l.On(above.Rung)
		switch {
		case !ok || s.Outcome == Trying || s.Outcome.GoesDown() && strings.TrimSpace(s.Reason) == "":
			return fault.Refuse(fault.Conflict, sayHigherFirst)
		case s.Outcome == Enough:
			return fault.Refuse(fault.Conflict, sayMetAbove)
		}
	}
	return nil
}

// Custom returns the step of the help made to measure, when it is needed.
func (l Ladder) Custom() (Step, bool) {
	s, ok := l.On(CustomProvision)
	return s, ok && l.Needed(CustomProvision)
}

// OwnShare counts what stands in the plan as helping, and how much of it the resident and the network do.
func OwnShare(steps []Step) (own, all int) {
	for _, s := range steps {
		if s.Outcome != Enough && s.Outcome != Helps && s.Outcome != Trying {
			continue
		}
		all++
		if s.Doer == ByResident || s.Doer == ByHousemate || s.Doer == ByNetwork {
			own++
		}
	}
	return own, all
}
